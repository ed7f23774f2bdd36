"""Who is asking: an agency's system, by its key. Its user's grants are the database's for the rest of the request."""

from django.http import HttpRequest
from ninja.security import HttpBearer
from ninja.throttling import AuthRateThrottle

from amends.foundation.access.acting import tell_database
from amends.foundation.access.models import ApiToken
from amends.foundation.access.token_actions import hash_key, user_of_key


class AgencyKey(HttpBearer):
    """The header `Authorization: Bearer amends_…` on every request."""

    def authenticate(self, request: HttpRequest, token: str) -> ApiToken | None:
        """The token of this key, unless it was taken back or its user is closed."""
        user = user_of_key(token)
        if user is None:
            return None
        tell_database(user.pk)
        return ApiToken.objects.select_related("user", "agency__service").get(hashed=hash_key(token))


class PerKey(AuthRateThrottle):
    """Counted for each key by itself."""

    def get_cache_key(self, request: HttpRequest) -> str:
        """The key's number, so that two keys of one agency do not hinder each other."""
        return f"throttle_api_{token_of(request).pk}"


def token_of(request: HttpRequest) -> ApiToken:
    """The token of an authenticated request."""
    found = getattr(request, "auth", None)
    if not isinstance(found, ApiToken):
        raise TypeError("asked for the token of a request without one")
    return found
