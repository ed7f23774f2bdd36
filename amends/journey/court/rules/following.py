"""The plan of a requirement, attendance that proves compliance, and whether anything may be enforced."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Q, QuerySet

from amends.foundation.case.models import Case, Participant
from amends.foundation.lib.refusal import Refused
from amends.journey.contact.models import Appointment
from amends.journey.contact.models.contact import Kept
from amends.journey.court.law import advice
from amends.journey.court.models import Enforcement, PlannedMeeting, Programme, Sentence

Kind = PlannedMeeting.Kind
KINDS = (Kind.ASSESSMENT, Kind.PREPARATION, Kind.MEETING, Kind.REVIEW)
PLAN_SOURCE = "Wait 'til Eight appendices 6B and 6C"
DAYS_SOURCE = "Wait 'til Eight appendix 7G, footnote **"
UNDER_WAY = {Enforcement.Decision.BREACH, Enforcement.Decision.RECALL}


@dataclass(frozen=True)
class Plan:
    """The meetings of a requirement: which are held, which remain, how many of the four days are used."""

    meetings: tuple[PlannedMeeting, ...]

    @property
    def days(self) -> Decimal:
        """Days counted to the requirement, held and planned."""
        return sum((m.days for m in self.meetings), Decimal(0))

    @property
    def days_left(self) -> Decimal:
        """What may still be planned."""
        return Decimal(advice().most_days) - self.days

    @property
    def held(self) -> list[PlannedMeeting]:
        """Those that have taken place."""
        return [m for m in self.meetings if m.held_on]

    @property
    def to_come(self) -> list[PlannedMeeting]:
        """Those that are neither held nor missed."""
        return [m for m in self.meetings if not (m.held_on or m.missed_on)]

    @property
    def remaining(self) -> list[str]:
        """Kinds of meeting that are not held yet, in the order of the plan."""
        done = {m.kind for m in self.held}
        return [kind.label for kind in KINDS if kind not in done]


def open_requirement(case: Case) -> Sentence | None:
    """The restorative requirement that runs in this case, for those who may open the file it stands in."""
    return (
        Sentence.objects.filter(participant__case=case, restorative=True, ended="")
        .order_by("-passed_on", "-pk")
        .first()
    )


def has_alternative(case: Case) -> bool:
    """Whether another programme was chosen under the requirement that runs (W8-111)."""
    sentence = open_requirement(case)
    return sentence is not None and Programme.objects.filter(sentence=sentence).exists()


def programmes_not_judged(case: Case) -> list[Programme]:
    """Other programmes of which nobody has said yet whether they did some good (W8-290)."""
    return list(Programme.objects.filter(sentence__participant__case=case, worked="").order_by("pk"))


def plan_of(sentence: Sentence) -> Plan:
    """The plan as it stands."""
    return Plan(tuple(PlannedMeeting.objects.filter(sentence=sentence).order_by("planned_on", "pk")))


def running_plan(participant: Participant) -> QuerySet[PlannedMeeting]:
    """The meetings of the requirement that somebody works under now."""
    running = Q(sentence__participant=participant, sentence__restorative=True, sentence__ended="")
    return PlannedMeeting.objects.filter(running).order_by("planned_on", "pk")


def held_kinds(plan: Plan) -> set[str]:
    """Which kinds of meeting have taken place."""
    return {meeting.kind for meeting in plan.held}


def check_can_plan_meeting(sentence: Sentence, plan: Plan, days: Decimal) -> None:
    """Refuse a plan for what is voluntary, and one beyond the days a requirement may take (W8-364)."""
    if not sentence.is_statutory:
        raise Refused(
            "There is no requirement to count towards: taking part is voluntary.",
            source=PLAN_SOURCE,
            opens="Make an ordinary appointment.",
        )
    many = len(plan.meetings) + 1 > advice().fewest_meetings
    if many and days > plan.days_left:
        raise Refused(
            f"A requirement takes at most {advice().most_days} days, and {plan.days.normalize():f} are used or planned.",
            source=DAYS_SOURCE,
            opens="Make it shorter, or agree on something outside the requirement.",
            field="days",
        )


def check_can_complete(plan: Plan) -> None:
    """Refuse to call a requirement complete before its four kinds of meeting are held (W8-309)."""
    if plan.remaining:
        raise Refused(
            "The requirement is not complete yet.",
            source=PLAN_SOURCE,
            opens=f"Still to be held: {', '.join(kind.lower() for kind in plan.remaining)}.",
        )
    fewest = advice().fewest_meetings
    if len(plan.held) < fewest:
        raise Refused(f"A requirement has at least {fewest} meetings.", source=PLAN_SOURCE)


def check_enforceable(sentence: Sentence) -> None:
    """Refuse to enforce what is voluntary: staying away is then nobody's failure and nobody is told of one."""
    if not sentence.is_statutory:
        raise Refused(
            "Taking part is voluntary, so nothing is enforced and nobody is told of a missed appointment.",
            source="Wait 'til Eight section 7 para 4.1",
        )


def appointments_of(sentence: Sentence) -> list[Appointment]:
    """Appointments that are part of the requirement, in order, each with its attendance where it is recorded."""
    rows = Appointment.objects.filter(
        participant_id=sentence.participant_id, is_statutory=True, at__date__gte=sentence.passed_on
    )
    return list(rows.select_related("attendance").order_by("at", "pk"))


def sessions_attended(appointments: Iterable[Appointment]) -> int:
    """How many of them they came to."""
    return sum(a.kept in {Kept.KEPT, Kept.LATE} for a in appointments)


def news_of(sentence: Sentence) -> list[Enforcement]:
    """What went between the service and the offender manager, newest first."""
    rows = Enforcement.objects.filter(sentence=sentence).select_related("officer", "decided_by")
    return list(rows.order_by("-pk"))


def breach_under_way(news: Iterable[Enforcement]) -> Enforcement | None:
    """The last decision, where it is breach or recall: upcoming appointments are then flagged (W8-373)."""
    decided = sorted((n for n in news if n.decision), key=lambda n: (n.decided_on, n.pk))
    last = decided[-1] if decided else None
    return last if last and last.decision in UNDER_WAY else None


def attendance_rows(appointments: Iterable[Appointment]) -> list[dict[str, object]]:
    """The appointments as the evidence shows them: when, told how, attended, why not, accepted, what was done."""
    return [_row(appointment) for appointment in appointments]


def _row(appointment: Appointment) -> dict[str, object]:
    record = getattr(appointment, "attendance", None)
    told = action = ""
    if record and record.told_how:
        told = f"{record.get_told_how_display()}, {record.told_on:%d.%m.%Y}"
    if record and record.action:
        action = record.get_action_display() + (f", {record.action_on:%d.%m.%Y}" if record.action_on else "")
    accepted = {True: "Yes", False: "No", None: ""}[record.acceptable if record else None]
    came = {Kept.KEPT: "Yes", Kept.LATE: "Yes, late", Kept.CANCELLED: "Called off", "": "Still to come"}
    return {
        "at": appointment.at,
        "told": told or "Not recorded",
        "attended": came.get(appointment.kept, "No"),
        "reason": record.reason if record else "",
        "accepted": accepted,
        "action": action,
    }
