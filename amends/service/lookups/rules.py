"""Whose access holds, and which look-ups somebody has to ask about."""

from datetime import date

from django.db.models import QuerySet

from amends.foundation.access.models import Service, User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.roles import ROLES
from amends.foundation.access.rules import held_today
from amends.foundation.case.models import Case
from amends.foundation.lib.refusal import Refused
from amends.service.lookups.models import LookUp, SystemAccess


def accesses(service: Service) -> QuerySet[SystemAccess]:
    """The register, what runs out first at the top."""
    rows = SystemAccess.objects.filter(service=service).select_related("agency", "worker")
    return rows.order_by("expires_on", "pk")


def own_accesses(user: User, service: Service) -> QuerySet[SystemAccess]:
    """What this user was given, also what has run out: a look-up made with it has to be told."""
    return accesses(service).filter(worker=user)


def workers(service: Service) -> QuerySet[User]:
    """Those who can be given access: whoever asks other bodies for information."""
    asking = [role.key for role in ROLES.values() if Permission.ENQUIRY_SEND in role.may]
    here = held_today(service).filter(role__in=asking)
    return User.objects.filter(pk__in=here.values("user")).order_by("name", "pk")


def check_day(access: SystemAccess, day: date, today: date) -> None:
    """Refuse a look-up from before the access was given, and one that is still to come."""
    if day > today:
        raise Refused("This day has not come yet.", field="looked_on")
    if day < access.granted_on:
        raise Refused("The access was given only after this day.", field="looked_on")


def lookups_of(case: Case) -> QuerySet[LookUp]:
    """What was looked up for a case, newest first."""
    rows = LookUp.objects.filter(case=case).select_related("access__agency", "by")
    return rows.order_by("-looked_on", "-pk")


def after_running_out(service: Service) -> QuerySet[LookUp]:
    """Look-ups made when the access had run out, for the manager."""
    rows = LookUp.objects.filter(service=service, had_run_out=True).select_related(
        "access__agency", "by", "case"
    )
    return rows.order_by("-looked_on", "-pk")
