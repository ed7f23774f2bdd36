"""The running series: at which moments who is assessed, in which order, and what is missing.

Where the rules of a case ask for the full series (`risk_series: full` in its profile) the order and the gaps are
enforced; elsewhere the map shows them.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from amends.foundation.access.models import User
from amends.foundation.access.programs import as_clockwork
from amends.foundation.case.lifecycle import Milestone, Stage
from amends.foundation.case.models import Case, CaseMilestone, Participant, Side
from amends.foundation.case.rules import ASK_COORDINATOR, milestones_of, reached
from amends.foundation.lib.refusal import Refused
from amends.foundation.lib.together import fetch_together
from amends.foundation.questionnaire.models import Response
from amends.foundation.questionnaire.rules import newest_about, own_draft
from amends.journey.consent.rules import switchboards
from amends.journey.referral.models import Referral
from amends.journey.risk.models import Assessment
from amends.journey.risk.rules.checklist import NOT_SUPPORTERS, checklist_of, place_checklists
from amends.journey.risk.rules.standing import taking_part
from amends.journey.suitability.models import Judgement
from amends.service.rulebook.models import ProfileVersion
from amends.service.rulebook.rules import profile_in_force, profile_of_text

SERIES = "Wait 'til Eight section 5 paras 1.1 and 9"
ORDERED = "Wait 'til Eight section 5 para 2"
USUAL_FORM = "risk-person"
Moment = Assessment.Moment
AT_WORK = (Stage.PREPARATION, Stage.COMMUNICATION, Stage.FOLLOW_UP)
BEFORE_SENTENCE = ("charged", "awaiting_trial", "awaiting_sentence")
# The four points, and which moments of the series stand for each.
POINTS: dict[str, tuple[str, frozenset[str]]] = {
    "before_sentence": ("Before sentence", frozenset({Moment.BEFORE_SENTENCE})),
    "after_sentence": (
        "After sentence",
        frozenset(
            {
                Moment.START,
                Moment.AFTER_SENTENCE,
                Moment.BEFORE_VISIT,
                Moment.AFTER_VISIT,
                Moment.SOMETHING_NEW,
            }
        ),
    ),
    "before_meeting": (
        "Before the meeting or message",
        frozenset({Moment.BEFORE_MEETING, Moment.BEFORE_STEP}),
    ),
    "after_meeting": ("Afterwards", frozenset({Moment.AFTER_MEETING, Moment.AFTER_STEP})),
}


def own_version(case: Case) -> QuerySet[ProfileVersion]:
    """The service's own version of the rules of this case, as a query, for pages that read more in one statement."""
    agreed = ProfileVersion.objects.filter(
        service_id=case.service_id,
        base=case.profile,
        state=ProfileVersion.State.APPROVED,
        effective_from__lte=timezone.localdate(),
    )
    return agreed.order_by("-effective_from")


def is_full(case: Case, own: list[ProfileVersion] | None = None) -> bool:
    """Whether the rules this case was taken under ask for every assessment of the series."""
    if own is None:
        rules = profile_in_force(case.service_id, case.profile)
    else:
        rules = profile_of_text(own[0].text if own else None, case.profile, timezone.localdate())
    return rules.settings.get("risk_series") == "full"


def form_of(case: Case) -> str:
    """Which questions an assessment answers, as the rules of the case name them."""
    return str(
        profile_in_force(case.service_id, case.profile).settings.get("risk_questionnaire") or USUAL_FORM
    )


def draft_of(user: User, participant: Participant) -> Response | None:
    """The assessment of this person that this user has begun and not recorded."""
    return own_draft(user, f"participant:{participant.pk}", form_of(participant.case))


def came_before_sentence(cases: Sequence[Case]) -> set[int]:
    """The keys of those that were referred while a court had still to pass sentence."""
    rows = Referral.objects.filter(case__in=cases, court_stage__in=BEFORE_SENTENCE)
    return set(rows.values_list("case_id", flat=True))


def points_reached(case: Case, have: set[str], *, before_sentence: bool) -> dict[str, bool]:
    """The points a case has come to; True for those it has already left behind."""
    done = Milestone.COMMUNICATED in have
    stage, found = Stage(case.stage), {}
    at_work = stage in AT_WORK or Milestone.PACK_ISSUED in have
    if before_sentence:
        found["before_sentence"] = at_work
    if at_work:
        found["after_sentence"] = done or stage in {Stage.COMMUNICATION, Stage.FOLLOW_UP}
    if done or stage == Stage.COMMUNICATION:
        found["before_meeting"] = done
    if done:
        found["after_meeting"] = stage in {Stage.FOLLOW_UP, Stage.CLOSED}
    return found


@dataclass(frozen=True)
class Box:
    """One box of the map."""

    point: str
    state: str
    url: str = ""

    @property
    def colour(self) -> str:
        """Red only where somebody must act."""
        colours = {"overdue": "govuk-tag--red", "due": "govuk-tag--yellow", "done": "govuk-tag--green"}
        return colours.get(self.state, "govuk-tag--grey")


@dataclass(frozen=True)
class Row:
    """The boxes of one person, or of the place."""

    who: str
    boxes: list[Box]


@dataclass(frozen=True)
class Read:
    """What the map is drawn from."""

    have: set[str]
    before_sentence: bool
    made: dict[int, set[str]]
    place_checked: bool


def wanted_for_map(case: Case, people: Sequence[Participant]) -> tuple[QuerySet[Any], ...]:
    """What `read_map` takes, as queries, for pages that read more in one statement."""
    return (
        milestones_of(case),
        Referral.objects.filter(case=case, court_stage__in=BEFORE_SENTENCE),
        Assessment.objects.filter(participant__in=people),
        place_checklists(case)[:1],
    )


def read_map(
    milestones: Iterable[CaseMilestone],
    to_court: Sequence[Referral],
    assessments: Iterable[Assessment],
    places: Sequence[Response],
) -> Read:
    """Put together what `wanted_for_map` asked for."""
    made: dict[int, set[str]] = defaultdict(set)
    for row in assessments:
        made[row.participant_id].add(row.moment)
    return Read({milestone.name for milestone in milestones}, bool(to_court), made, bool(places))


def stage_map(case: Case, people: list[Participant], read: Read | None = None) -> list[Row]:
    """Each person, staff and the place at each of the four points: done, due, overdue, or not applicable (W8-230)."""
    read = read or read_map(*fetch_together(*wanted_for_map(case, people)))
    points = points_reached(case, read.have, before_sentence=read.before_sentence)
    rows = rows_of(people, read.made, points)
    place = _place(case, points, checked=read.place_checked)
    return [*rows, Row("Staff", _staff(case, rows)), Row("The place", place)]


def moments_of(people: Sequence[Participant]) -> dict[int, set[str]]:
    """At which moments each of these people was assessed."""
    made: dict[int, set[str]] = defaultdict(set)
    for pk, moment in Assessment.objects.filter(participant__in=people).values_list("participant", "moment"):
        made[pk].add(moment)
    return made


def rows_of(people: Sequence[Participant], made: dict[int, set[str]], points: dict[str, bool]) -> list[Row]:
    """The part of the map that is about people."""
    return [
        Row(f"{person.initials}, {person.words.lower()}", _boxes(person, made.get(person.pk, set()), points))
        for person in people
    ]


def _boxes(person: Participant, made: set[str], points: dict[str, bool]) -> list[Box]:
    url = reverse("risk:person", args=[person.pk])
    return [Box(point, _state(person, point, made, points), url) for point in POINTS]


def _staff(case: Case, rows: list[Row]) -> list[Box]:
    """Each assessment says what staff may meet with, so theirs stand as those of the people do."""
    url = reverse("risk:overview", args=[case.number])
    found = []
    for at, point in enumerate(POINTS):
        states = [row.boxes[at].state for row in rows]
        worst = next((s for s in ("overdue", "due", "done") if s in states), "not applicable")
        found.append(Box(point, worst, url))
    return found


def _place(case: Case, points: dict[str, bool], *, checked: bool) -> list[Box]:
    """The place is looked at once, before a meeting that somebody wants."""
    url = reverse("risk:place", args=[case.number])
    boxes = [Box(point, "not applicable", url) for point in POINTS]
    at = list(POINTS).index("before_meeting")
    if checked:
        boxes[at] = Box("before_meeting", "done", url)
    elif "before_meeting" in points and wants_meeting(case):
        boxes[at] = Box("before_meeting", "overdue" if points["before_meeting"] else "due", url)
    return boxes


def _state(person: Participant, point: str, made: set[str], points: dict[str, bool]) -> str:
    if made & POINTS[point][1]:
        return "done"
    if point not in points or not _applies(person, point):
        return "not applicable"
    return "overdue" if points[point] else "due"


def _applies(person: Participant, point: str) -> bool:
    """Before sentence only the person responsible is looked at (W8-241)."""
    if point == "before_sentence":
        return person.side == Side.RESPONSIBLE and person.part in NOT_SUPPORTERS
    return True


def gaps(case: Case, people: list[Participant], states: Iterable[str] = ("overdue",)) -> list[str]:
    """What the map still lacks, in words."""
    points = points_reached(case, reached(case), before_sentence=case.pk in came_before_sentence([case]))
    return lacking(rows_of(people, moments_of(people), points), states)


def lacking(rows: Iterable[Row], states: Iterable[str] = ("overdue",)) -> list[str]:
    """The boxes that are in one of these states, in words."""
    wanted = set(states)
    return [
        f"{row.who}: {POINTS[box.point][0].lower()}"
        for row in rows
        for box in row.boxes
        if box.state in wanted
    ]


def check_may_close(case: Case) -> None:
    """Refuse to close a case while a point it has passed has no assessment (W8-204)."""
    if not is_full(case) or case.stopped_at:
        return
    with as_clockwork(case.service):
        missing = gaps(case, taking_part(case), ("due", "overdue"))
    if missing:
        raise Refused(
            f"{len(missing)} risk assessment{'s are' if len(missing) > 1 else ' is'} missing from the series.",
            source=SERIES,
            opens="The map on the risk page shows which.",
        )


def check_order(participant: Participant) -> None:
    """Refuse what is not its turn: the person responsible, then the person harmed, then supporters (W8-207)."""
    case = participant.case
    if not is_full(case) or participant.side not in {Side.HARMED, Side.RESPONSIBLE}:
        return
    is_supporter = participant.part not in NOT_SUPPORTERS
    if not is_supporter and participant.side == Side.RESPONSIBLE:
        return
    with as_clockwork(case.service):
        first = _responsible_suitable(case) or _harmed_began(case)
        ready = wants_meeting(case) if is_supporter else first
    if not ready:
        raise Refused(
            "It is not their turn yet.",
            source=ORDERED,
            opens="Supporters and the place follow when the person harmed wants a meeting."
            if is_supporter
            else ASK_COORDINATOR,
        )


def _responsible_suitable(case: Case) -> bool:
    rows = Judgement.objects.filter(participant__case=case, participant__side=Side.RESPONSIBLE)
    last = rows.order_by("-pk").first()
    return last is not None and last.outcome == Judgement.Outcome.SUITABLE


def _harmed_began(case: Case) -> bool:
    """Where the person harmed asked for it, they come first (Wait 'til Eight section 3 para 1.3)."""
    return Referral.objects.filter(case=case, initiated_by="victim").exists()


def wants_meeting(case: Case) -> bool:
    """Whether somebody harmed has agreed to a meeting, face to face or by video."""
    harmed = [p for p in taking_part(case) if p.side == Side.HARMED and p.part in NOT_SUPPORTERS]
    return any(s["meeting"].is_on or s["video"].is_on for s in switchboards(harmed).values())


def earlier_trouble(participant: Participant) -> str:
    """Earlier trouble between the two sides that the last suitability assessment of this person names; "" for none."""
    rows = Response.objects.filter(
        participant=participant, key__startswith="suitability-", state=Response.State.COMPLETE
    )
    last = newest_about("earlier_trouble", rows.order_by("-completed_at", "-pk"))
    if last.get("earlier_trouble") not in {"yes", "unsure"}:
        return ""
    return str(last.get("earlier_trouble_comment") or "It is not known whether there was any.")


def check_earlier_trouble(participant: Participant, words: str) -> None:
    """Refuse an assessment that says nothing of earlier trouble that is known (W8-085)."""
    if earlier_trouble(participant) and not words.strip():
        raise Refused(
            "There was, or may have been, trouble between them before: say what that means for the risk.",
            source="Wait 'til Eight appendix 2A, questions 9 and 10",
            field="earlier_words",
        )


def check_checklist_made(participant: Participant, moment: str) -> None:
    """Before a meeting the checklist about this person is complete (Wait 'til Eight appendix 5B)."""
    if moment == Moment.BEFORE_MEETING and is_full(participant.case) and checklist_of(participant) is None:
        raise Refused(
            "The checklist before a meeting is not filled in for them.",
            source="Wait 'til Eight appendix 5B",
            opens="Fill it in first: it is on their risk page.",
            field="moment",
        )
