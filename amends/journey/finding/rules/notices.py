"""Who may read a liaison officer's notice, and whether it may be copied into the offender's record."""

from django.db.models import QuerySet

from amends.foundation.access.models import Service, User
from amends.foundation.access.rules import access_of
from amends.foundation.lib.refusal import Refused
from amends.journey.finding.models import VictimNotice
from amends.service.rulebook.rules import profile_in_force

SOURCE = "Pathfinder guidance 6.25"
DECIDE = frozenset({"service_manager", "coordinator"})
WRITE = DECIDE | {"victim_liaison_officer"}


def may_notify(user: User, service: Service) -> bool:
    """Liaison officers write such notices, and those who decide read them."""
    return bool(access_of(user).roles(service.pk) & WRITE)


def check_may_notify(user: User, service: Service) -> None:
    """Refuse it to everybody else."""
    if not may_notify(user, service):
        raise Refused(
            "Only a liaison officer, the coordinator or the manager sends such a notice.", source=SOURCE
        )


def notices(user: User, service: Service) -> QuerySet[VictimNotice]:
    """One's own, and all for those who decide; the row policy says the same again."""
    rows = VictimNotice.objects.filter(service=service).select_related("noted_by").order_by("-pk")
    return rows if access_of(user).roles(service.pk) & DECIDE else rows.filter(noted_by=user)


def may_be_copied(service: Service) -> bool:
    """Whether the service's rules let a victim's contact stand in the offender's record at all; the profiles differ."""
    settings = profile_in_force(service.pk, service.profile).settings
    return bool(settings.get("victim_notice_in_offender_record"))


def check_may_be_copied(service: Service) -> None:
    """Refuse where they do not."""
    if not may_be_copied(service):
        raise Refused(
            "The rules of this service keep victims out of the offender’s record.",
            source=SOURCE,
            opens="Only with their consent, and then as a disclosure of its own.",
        )
