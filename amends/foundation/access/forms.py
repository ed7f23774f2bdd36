"""Our own words on the forms of django-allauth, and the form for one's own name."""

from collections.abc import Mapping
from typing import Any, ClassVar

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn import forms as keys
from django import forms

from amends.foundation.pages.fields import PhoneField

CHOOSING = "At least 12 characters. Three words that only you would put together are easy to remember."


def _say(form: forms.BaseForm, name: str, label: str, hint: str = "", missing: str = "") -> None:
    """Our label and hint, a message that says what to enter, and no grey text inside the box."""
    field = form.fields[name]
    field.label, field.help_text = label, hint
    field.error_messages["required"] = missing or f"Enter {label[0].lower()}{label[1:]}"
    field.widget.attrs.pop("placeholder", None)


class _Words(forms.BaseForm):
    """`words` says for each field: label, hint, and the message when it is left empty."""

    words: ClassVar[Mapping[str, tuple[str, ...]]] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, said in self.words.items():
            _say(self, name, *said)


class SignInForm(_Words, account.LoginForm):  # type: ignore[misc]  # allauth has no types
    words: ClassVar = {
        "login": ("Email address", "", "Enter your email address"),
        "password": ("Password", "", "Enter your password"),
    }


class ConfirmForm(_Words, account.ReauthenticateForm):  # type: ignore[misc]  # allauth has no types
    words: ClassVar = {"password": ("Your password", "", "Enter your password")}


class TakeBackForm(ConfirmForm):
    """On a device that was handed over, whose browser must not fill in what it keeps for whoever holds it now."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].widget.attrs["autocomplete"] = "new-password"


class ForgottenForm(_Words, account.ResetPasswordForm):  # type: ignore[misc]  # allauth has no types
    words: ClassVar = {"email": ("Email address", "The one you sign in with.", "Enter your email address")}


_NEW_TWICE = {
    "password1": ("New password", CHOOSING, "Enter a new password"),
    "password2": ("New password again", "", "Enter the new password a second time"),
}


class NewPasswordForm(_Words, account.ResetPasswordKeyForm):  # type: ignore[misc]  # allauth has no types
    words: ClassVar = _NEW_TWICE


class FirstPasswordForm(_Words, account.SetPasswordForm):  # type: ignore[misc]  # allauth has no types
    words: ClassVar = _NEW_TWICE


class ChangePasswordForm(_Words, account.ChangePasswordForm):  # type: ignore[misc]  # allauth has no types
    words: ClassVar = {
        "oldpassword": ("Current password", "", "Enter your current password"),
        **_NEW_TWICE,
    }


_CODE = ("Code", "Six numbers from your authenticator app, or one of your recovery codes.", "Enter the code")


class UseCodeForm(_Words, mfa.AuthenticateForm):  # type: ignore[misc]  # allauth has no types
    words: ClassVar = {"code": _CODE}


class ConfirmCodeForm(_Words, mfa.ReauthenticateForm):  # type: ignore[misc]  # allauth has no types
    words: ClassVar = {"code": _CODE}


class SetUpAppForm(_Words, ActivateTOTPForm):  # type: ignore[misc]  # allauth has no types
    words: ClassVar = {
        "code": ("Code", "The six numbers that the app shows now.", "Enter the code from the app")
    }


class AddKeyForm(_Words, keys.AddWebAuthnForm):  # type: ignore[misc]  # allauth has no types
    words: ClassVar = {
        "name": ("Name of the key", "So that you can tell it from others: blue key, work laptop.")
    }


class RenameKeyForm(_Words, keys.EditWebAuthnForm):  # type: ignore[misc]  # allauth has no types
    words: ClassVar = {"name": ("Name of the key",)}


class NameForm(forms.Form):
    """What colleagues see of somebody."""

    name = forms.CharField(label="Your name", max_length=120, error_messages={"required": "Enter your name"})
    telephone = PhoneField(
        label="Your work telephone",
        required=False,
        own=True,
        help_text="Colleagues and agencies may call it.",
    )
