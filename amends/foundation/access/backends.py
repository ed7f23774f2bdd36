"""Who may be signed in at all: people with an active account, asked again at every request."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend


class PeopleOnly(AuthenticationBackend):  # type: ignore[misc]  # allauth has no types
    """Signs people in by e-mail and password. A session ends at once when the account is made inactive."""

    def user_can_authenticate(self, user: Any) -> bool:
        return bool(user and user.is_active and not user.is_system)
