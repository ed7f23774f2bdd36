"""What happens to accounts inside django-allauth, written into the trail like everything else."""

from typing import Any

from allauth.account.signals import password_changed, password_reset, password_set
from allauth.mfa.signals import authenticator_added, authenticator_removed, authenticator_reset
from django.contrib.auth.signals import user_logged_in
from django.dispatch import Signal

from amends.foundation.access.models import User
from amends.foundation.access.rules import access_of
from amends.foundation.record.actions import record
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


def note(signal: Signal, user: User, **kwargs: Any) -> None:
    """One line in the trail of the service the person works for, without what was typed."""
    act, what = _NOTED[signal]
    services = [membership.service_id for membership in access_of(user).memberships]
    record(by=user, act=act, what=what, service_id=next(iter(services), None), subject=f"user:{user.pk}")


for _signal in _NOTED:
    _signal.connect(note, dispatch_uid="amends.trail")
