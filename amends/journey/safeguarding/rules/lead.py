"""Who concerns go to in a service."""

from django.db.models import QuerySet

from amends.foundation.access.models import Service, User
from amends.foundation.access.rules import access_of, held_today
from amends.foundation.lib.refusal import Refused
from amends.journey.safeguarding.guidance import guidance
from amends.journey.safeguarding.models import Concern, Officer, OutOfHours, Reading

# These answer for concerns beside the lead and the deputies. PostgreSQL's row policies name the same roles.
ANSWERING = ("service_manager", "clockwork")


def officers(service: Service) -> list[Officer]:
    """The lead first, then the deputies."""
    rows = Officer.objects.filter(service=service, ended_at__isnull=True).select_related("user")
    return sorted(rows.order_by("named_at", "pk"), key=lambda row: row.part != Officer.Part.LEAD)


def has_lead(service: Service) -> bool:
    """Whether anybody is named; the manager's first page says when nobody is."""
    return Officer.objects.filter(service=service, part=Officer.Part.LEAD, ended_at__isnull=True).exists()


def out_of_hours(service: Service) -> OutOfHours | None:
    """The number for the night."""
    return OutOfHours.objects.filter(service=service).first()


def managers(service: Service) -> "QuerySet[User]":
    """Whoever hears of a concern that nobody has taken on, and of all concerns where nobody is named."""
    held = held_today(service).filter(role="service_manager")
    return User.objects.filter(pk__in=held.values("user")).order_by("pk")


def hearers(concern: Concern) -> list[User]:
    """Who hears of a concern as it is raised: lead and deputies, or else the managers; never whom it is about."""
    named = [row.user for row in officers(concern.service) if row.user_id != concern.colleague_id]
    return named or list(managers(concern.service).exclude(pk=concern.colleague_id or 0))


def answered_services(user: User) -> list[int]:
    """The services whose concerns this person answers for."""
    named = Officer.objects.filter(user=user, ended_at__isnull=True).values_list("service_id", flat=True)
    return [*named, *(m.service_id for m in access_of(user).memberships if m.role in ANSWERING)]


def check_answers(user: User, service_id: int) -> None:
    """Refuse receipt and decision to anybody but lead, deputies and manager."""
    if service_id not in answered_services(user):
        raise Refused(
            "The safeguarding lead, a deputy or the manager does this.",
            source="NOMS service specification, row 10",
        )


def has_read(user: User, service: Service) -> bool:
    """Whether they have confirmed the guidance that holds now (W8-193)."""
    version = guidance().version
    return Reading.objects.filter(service=service, user=user, version=version).exists()
