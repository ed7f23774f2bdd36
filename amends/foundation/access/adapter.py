"""Where sign-in differs from django-allauth's defaults: nobody signs up alone, and nobody can lock somebody else out."""

import base64
import time
from typing import Any, ClassVar, cast

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac

from amends.foundation.access.models import User
from amends.foundation.access.sessions import last_user_of
from amends.foundation.access.trail import note_wrong_password

FRESH = 5 * 60  # seconds after signing in


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """Accounts are made by the people who manage a service; system users never sign in."""

    error_messages: ClassVar = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": "This account has been closed. Ask the manager of your service.",
        "email_password_mismatch": "The email address or the password is wrong. Check both and try again",
        "enter_current_password": "This is not your current password",
        "incorrect_password": "This is not your password",
        "incorrect_code": "This code is wrong or too old. Enter the one your app shows now",
        "too_many_login_attempts": "Too many wrong passwords. Wait 5 minutes, or choose a new password by email",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def pre_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse | None:
        if user.is_system:
            return cast("HttpResponse", self.respond_user_inactive(request, user))
        return cast("HttpResponse | None", super().pre_login(request, user, **kwargs))

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        super().authentication_failed(request, **credentials)
        note_wrong_password(request, str(credentials.get("email", "")))

    def send_notification_mail(
        self,
        template_prefix: str,
        user: User,
        context: dict[str, Any] | None = None,
        email: str | None = None,
    ) -> None:
        """Our accounts have one address; allauth would look for it in a table of its own."""
        super().send_notification_mail(template_prefix, user, context, email or user.email)

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Somebody who has just signed in need not prove again at once that it is them."""
        request = context.request
        records = get_authentication_records(request, request.user)
        if any(time.time() - record["at"] < FRESH for record in records):
            return False
        return bool(super().is_reauthentication_required(app=app, **kwargs))

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """Wrong passwords count for one account *from one place*, so that nobody is locked out by somebody else.

        A browser on which the account's owner has been signed in has its own count, even behind a shared address.
        """
        login = str(credentials.get("email", "")).lower()
        last = last_user_of(request)
        if last is not None and User.objects.filter(pk=last, email__iexact=login).exists():
            return f"{login}:own browser of {last}"
        return f"{login}:{self.get_client_ip(request)}"


class MfaAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth has no types
    """Keeps the secrets of authenticator apps encrypted, and says things in our words."""

    error_messages: ClassVar = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": AccountAdapter.error_messages["incorrect_code"],
        "cannot_delete_authenticator": "You need a second way of signing in. Add another one first",
    }

    def generate_authenticator_name(self, user: User, type: Authenticator.Type) -> str:  # noqa: A002  (allauth's)
        """What a new key is called until somebody gives it a better name."""
        count = Authenticator.objects.filter(user=user, type=type).count()
        return f"Security key {count + 1}" if count else "Security key"

    def encrypt(self, text: str) -> str:
        return _keys().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _keys().decrypt(encrypted_text.encode()).decode()


def _keys() -> MultiFernet:
    """The key derived from the secret of the installation, and those of the secrets it had before."""
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    digests = [salted_hmac("second factor", "key", secret=s, algorithm="sha256").digest() for s in secrets]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])
