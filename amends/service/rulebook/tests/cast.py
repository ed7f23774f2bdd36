"""A service's own version of its rules, made by one manager and agreed by another."""

from collections.abc import Callable

from django.utils import timezone

from amends.foundation.access.acting import acting_as
from amends.foundation.access.models import Service, User
from amends.foundation.access.tests.cast import make_user
from amends.foundation.approval.actions import decide_approval
from amends.foundation.approval.models import Approval
from amends.foundation.policy.deriving import Text
from amends.foundation.policy.profiles import Setting
from amends.service.rulebook import actions
from amends.service.rulebook.models import ProfileVersion


def own_settings(service: Service, base: str, manager: User, **settings: Setting) -> ProfileVersion:
    """A version in force from today that differs in these settings."""
    return own_version(service, base, manager, lambda text: text["settings"].update(settings))


def own_version(service: Service, base: str, manager: User, change: Callable[[Text], None]) -> ProfileVersion:
    """A version in force from today, changed so."""
    with acting_as(manager):
        version = actions.begin_version(by=manager, service=service, base=base)
        actions.change_version(by=manager, version=version, change=change)
        actions.ask_for_agreement(
            by=manager, version=version, reason="We decide faster.", effective_from=timezone.localdate()
        )
    second = make_user(f"Sec Ond {version.pk}", "service_manager", service)
    with acting_as(second):
        approval = Approval.objects.get(subject=version.subject, key=actions.APPROVAL_KEY)
        decide_approval(by=second, approval=approval, approve=True)
    version.refresh_from_db()
    return version
