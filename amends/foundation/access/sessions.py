"""How long somebody stays signed in, and who was last signed in on this browser."""

import time
from collections.abc import Callable
from datetime import timedelta

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone

LAST_USER = "amends_last_user"
_SALT = "who was last signed in on this browser"
_REMEMBERED = int(timedelta(days=30).total_seconds())
_A_MINUTE = 60


class SessionLimits:
    """Ends a session that nobody used for a while, or that is older than a working day."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.user.is_authenticated:
            ended = why_ended(request, time.time())
            if ended:
                logout(request)
                messages.info(request, ended)
        response = self.get_response(request)
        if request.user.is_authenticated and last_user_of(request) != request.user.pk:
            _remember(response, request.user.pk)
        return response


def why_ended(request: HttpRequest, now: float) -> str:
    """The sentence for a session that is over, or "". Notes, once a minute at most, that it is still in use."""
    session = request.session
    since, seen = session.setdefault("since", now), session.get("seen", now)
    if now - seen > settings.SESSION_IDLE_MINUTES * 60:
        return f"You were signed out because nothing happened for {settings.SESSION_IDLE_MINUTES} minutes."
    if now - since > settings.SESSION_COOKIE_AGE:
        return "You were signed out because you had been signed in for a long time."
    if "seen" not in session or now - seen > _A_MINUTE:
        session["seen"] = now
        UserSession.objects.filter(session_key=session.session_key).update(last_seen_at=timezone.now())
    return ""


def renew(request: HttpRequest) -> None:
    """A new key for the session, so that no answer still on its way writes it back as it was before.

    A browser also throws away the pages that it keeps for Back when a cookie changes that no script can read.
    """
    before = request.session.session_key
    request.session.cycle_key()
    UserSession.objects.filter(session_key=before).update(session_key=request.session.session_key)


def last_user_of(request: HttpRequest) -> int | None:
    """Who was last signed in on this browser; only a signed cookie says so, never a form."""
    value = request.get_signed_cookie(LAST_USER, default="", salt=_SALT, max_age=_REMEMBERED)
    return int(value) if value and value.isdigit() else None


def _remember(response: HttpResponseBase, user_id: int) -> None:
    response.set_signed_cookie(
        LAST_USER,
        str(user_id),
        salt=_SALT,
        max_age=_REMEMBERED,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
