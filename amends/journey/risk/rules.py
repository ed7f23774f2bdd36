"""How the risk stands, and whether it has been looked at recently enough to go on."""

from collections.abc import Iterable, Sequence
from datetime import date

from django.db.models import QuerySet
from django.utils import timezone

from amends.foundation.approval.rules import approved_among
from amends.foundation.case.models import SIDES, Case, Participant, Side
from amends.foundation.clock.models import Clock
from amends.foundation.lib.refusal import Refused
from amends.journey.risk.models import Assessment, PoliceAt, PoliceRequest
from amends.journey.safeguarding.rules.children import check_weighed, children_in

SOURCE = "Essex manual, process para 1 and appendix C2"
APPROVAL = "risk-high"
ALERT = "risk-alert"
ORDER = [Assessment.Level.LOW, Assessment.Level.MEDIUM, Assessment.Level.HIGH]


def taking_part(case: Case) -> list[Participant]:
    """Everybody who takes part, supporters too: each has a risk of their own."""
    return list(
        Participant.objects.filter(case=case, takes_part=True, left_at__isnull=True).order_by("side", "pk")
    )


def assessments_that_count(
    participants: Sequence[Participant] | QuerySet[Participant],
) -> QuerySet[Assessment]:
    """The last assessment of each person, as a query, for pages that read more in one statement."""
    rows = Assessment.objects.filter(participant__in=participants)
    return rows.order_by("participant_id", "-id").distinct("participant_id")


def latest_of(participants: Sequence[Participant]) -> dict[int, Assessment]:
    """The assessment that counts, by participant: one query."""
    rows = assessments_that_count(participants).select_related("assessed_by")
    return {row.participant_id: row for row in rows}


def waiting_for_approval(assessments: Iterable[Assessment]) -> set[int]:
    """The keys of those that wait: a high risk goes on only when the manager has agreed to what is done about it."""
    high = {a.approval_subject: a.pk for a in assessments if a.level == Assessment.Level.HIGH}
    return {high[subject] for subject in high.keys() - approved_among(high.keys(), APPROVAL)}


def what_is_missing(
    case: Case, people: list[Participant] | None = None, assessments: Iterable[Assessment] | None = None
) -> list[str]:
    """For each person what is not in order, with their initials; empty when all risk is assessed and answered for.

    `assessments` are those that count, where the page has read them already.
    """
    everybody = taking_part(case) if people is None else people
    latest = latest_of(everybody) if assessments is None else {a.participant_id: a for a in assessments}
    waiting = waiting_for_approval(latest.values())
    sides = {person.side for person in everybody}
    expected = set(SIDES[Case.Roles(case.roles)]) if people is None else set()
    missing = [f"nobody yet as {Side(side).label.lower()}" for side in sorted(expected - sides)]
    for person in everybody:
        words = _missing(latest.get(person.pk), waiting)
        if words:
            missing.append(f"{person.initials} ({person.words.lower()}): {words}")
    return missing


def _missing(assessment: Assessment | None, waiting: set[int]) -> str:
    if assessment is None:
        return "not assessed yet"
    if assessment.valid_until < timezone.localdate():
        return "to be looked at again"
    return "high, waiting for the manager" if assessment.pk in waiting else ""


def check_current(case: Case, people: list[Participant] | None = None) -> None:
    """Refuse any step between the two sides without a current assessment of everybody (EX-105)."""
    missing = what_is_missing(case, people)
    if missing:
        raise Refused(
            "The risk has not been assessed for everybody who takes part.",
            source=SOURCE,
            opens="Still open: " + "; ".join(missing) + ".",
        )


def is_current(case: Case) -> bool:
    """Whether everybody's risk is assessed and, where high, approved."""
    return not what_is_missing(case)


def current_level(case: Case) -> Assessment.Level | None:
    """The highest level that now counts, or None when nobody has been assessed."""
    levels = [Assessment.Level(a.level) for a in latest_of(taking_part(case)).values()]
    return max(levels, key=ORDER.index, default=None)


def alert_of(participant: Participant) -> Clock | None:
    """The alert about this person that nobody has acted on yet, if there is one."""
    running = Clock.objects.filter(
        name=ALERT, subject=f"participant:{participant.pk}", stopped_at__isnull=True
    )
    return running.first()


def check_children(participant: Participant, moment: str, risks: str, safeguards: str) -> None:
    """Before a meeting: age and support were weighed (W8-225); where a child comes, a part is about it (W8-257)."""
    if moment != Assessment.Moment.BEFORE_MEETING:
        return
    check_weighed(participant)
    if children_in(participant) and not (risks.strip() and safeguards.strip()):
        raise Refused(
            "A child will be there: say what could go wrong for or through the child, and what is done about it.",
            source="Wait 'til Eight appendix 5C, note on children",
            field="child_safeguards" if risks.strip() else "child_risks",
        )


def wants_police(assessment: Assessment | None, event: str) -> bool:
    """Whether the assessment that counts calls for an officer at visits or at a meeting."""
    return assessment is not None and assessment.police_at in {event, PoliceAt.BOTH}


def check_police(people: Sequence[Participant], event: str, on: date) -> None:
    """Refuse to confirm what the risk assessment calls an officer to, before one is confirmed (EX-070)."""
    latest = latest_of(list(people))
    wanted = [person for person in people if wants_police(latest.get(person.pk), event)]
    asked = PoliceRequest.objects.filter(
        participant__in=wanted, event=event, on=on, confirmed_at__isnull=False
    )
    if wanted and not asked.exists():
        raise Refused(
            "The risk assessment calls for a police officer, and none is confirmed for that day.",
            source="Essex manual, roles, Essex Police",
            opens="Ask for one on the risk page and enter who comes, or assess the risk anew.",
        )
