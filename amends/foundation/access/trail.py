"""What happens to accounts inside django-allauth, and doors that stayed shut: both go into the trail."""

from typing import Any

from allauth.account.signals import password_changed, password_reset, password_set
from allauth.mfa.signals import authenticator_added, authenticator_removed, authenticator_reset
from django.contrib.auth.signals import user_logged_in
from django.db.models import BigIntegerField
from django.dispatch import Signal
from django.http import HttpRequest

from amends.foundation.access.handing import handed_over
from amends.foundation.access.models import User
from amends.foundation.access.rules import access_of
from amends.foundation.record.actions import Details, record
from amends.foundation.record.models import Act

_NOTED: dict[Signal, tuple[Act, str]] = {
    user_logged_in: (Act.CONSULTATION, "user.signed_in"),
    password_set: (Act.ALTERATION, "password.set"),
    password_changed: (Act.ALTERATION, "password.changed"),
    password_reset: (Act.ALTERATION, "password.reset"),
    authenticator_added: (Act.ALTERATION, "second_factor.added"),
    authenticator_removed: (Act.ALTERATION, "second_factor.removed"),
    authenticator_reset: (Act.ALTERATION, "second_factor.codes_renewed"),
}


def note_refusal(user: User, request: HttpRequest) -> None:
    """A door that stayed shut: a page that exists, but not for this person, or not under this number."""
    match = request.resolver_match
    name = match.view_name if match else ""
    details: Details = {"path": request.path[:200]}
    tried = int(match.kwargs.get("participant_id", 0)) if match else 0
    if 0 < tried <= BigIntegerField.MAX_BIGINT:  # so that PostgreSQL can count attempts on either side's file
        details["participant"] = tried
    record(
        by=user,
        act=Act.CONSULTATION,
        what=f"refused.{name}"[:80],
        service_id=_service_of(user),
        details=details,
    )


def note_wrong_password(request: HttpRequest, email: str) -> None:
    """Whose password it was not, and in which case on a device that was handed over. What was typed is not kept.

    An account that does not exist leaves nothing: whoever mistypes may have put a password where the address belongs.
    """
    user = (
        request.user if isinstance(request.user, User) else User.objects.filter(email__iexact=email).first()
    )
    if user is None:
        return
    handed = handed_over(request)
    record(
        by=user,
        act=Act.CONSULTATION,
        what="refused.password.device" if handed else "refused.password",
        case=handed.case if handed else None,
        service_id=handed.service_id if handed else _service_of(user),
        subject=handed.subject if handed else f"user:{user.pk}",
    )


def note(signal: Signal, user: User, **kwargs: Any) -> None:
    """One line in the trail of the service the person works for, without what was typed."""
    act, what = _NOTED[signal]
    record(by=user, act=act, what=what, service_id=_service_of(user), subject=f"user:{user.pk}")


def _service_of(user: User) -> int | None:
    """Whose managers may read the line: those of the first service the person works for."""
    return next((membership.service_id for membership in access_of(user).memberships), None)


for _signal in _NOTED:
    _signal.connect(note, dispatch_uid="amends.trail")
