"""May a visit be confirmed, and who has not come back from one?"""

from datetime import datetime

from django.db.models import QuerySet
from django.utils import timezone

from amends.foundation.access.models import Service, User
from amends.foundation.case.models import Participant
from amends.foundation.lib.refusal import Refused
from amends.journey.allocation.rules import standing_facilitators
from amends.journey.contact.models import VisitSafety
from amends.journey.contact.models.contact import Kind
from amends.journey.risk.models import PoliceRequest
from amends.journey.risk.rules import check_police
from amends.journey.risk.rules.visits import check_may_visit, check_still_current

IN_PERSON = frozenset({Kind.VISIT, Kind.INTERVIEW})


def check_can_book_visit(participant: Participant, with_user: User, place_kind: str) -> None:
    """Refuse before both facilitators and whoever goes have read the summary (EX-040), or on an old assessment."""
    going = {user.pk: user for user in [*standing_facilitators(participant.case), with_user]}
    check_may_visit(participant, [going[key] for key in sorted(going)], place_kind)
    check_still_current(participant)


def check_can_confirm_visit(visit: VisitSafety) -> None:
    """Refuse while an officer is needed at visits to this person and none is confirmed for the day (EX-070)."""
    appointment = visit.appointment
    if appointment.kept:
        raise Refused("This appointment is over.")
    check_still_current(appointment.participant)
    day = timezone.localtime(appointment.at).date()
    check_police([appointment.participant], PoliceRequest.Event.VISIT, day)


def not_back(service: Service, now: datetime) -> list[VisitSafety]:
    """Visits whose end and allowance have passed, of which nobody was told yet."""
    rows = VisitSafety.objects.filter(service=service, safe_at__isnull=True, missed_at__isnull=True)
    late = [row for row in _with_people(rows.filter(ends_at__lte=now)) if row.alert_at <= now]
    return [row for row in late if row.appointment.kept not in {"cancelled", "excused"}]


def _with_people(rows: "QuerySet[VisitSafety]") -> "QuerySet[VisitSafety]":
    return rows.select_related("file", "visitor", "check_in_with", "appointment__participant__case").order_by(
        "pk"
    )
