"""The path of one case: each step with whose it is, how it ended or why it was passed over."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from amends.foundation.case.lifecycle import Milestone
from amends.foundation.case.models import Case, Participant
from amends.foundation.case.rules import milestones_of
from amends.foundation.lib.refusal import Refused
from amends.journey.agreement.models import OutcomeAgreement, Point
from amends.journey.agreement.rules import agreement_of
from amends.journey.allocation.rules import check_enough_for_visit
from amends.journey.eligibility.models import SecondAssessment
from amends.journey.followup.rules.closing import referrals_of
from amends.journey.meeting.models import Meeting
from amends.journey.progress.models import Skipped
from amends.journey.progress.paths import PathStep, Route, paths, route_for
from amends.journey.referral.models import Referral

SOURCE = "Essex manual, process, last paragraph"
VISITS = (Milestone.HARMED_SEEN, Milestone.RESPONSIBLE_SEEN)
Ends = dict[str, tuple[str, datetime]]


@dataclass(frozen=True)
class Line:
    """One step of a case. `outcome` is empty until it has ended; `skipped` says that and why it was passed over."""

    step: PathStep
    actor: str
    outcome: str
    on: datetime | None
    skipped: Skipped | None
    is_next: bool = False

    @property
    def is_open(self) -> bool:
        """Whether it has neither ended nor been passed over."""
        return not self.outcome and self.skipped is None


@dataclass(frozen=True)
class Path:
    """The whole path of a case."""

    route: Route
    lines: Sequence[Line]

    def before(self, key: str) -> list[Line]:
        """Steps that come before this one and are still open."""
        keys = [line.step.key for line in self.lines]
        return [line for line in self.lines[: keys.index(key)] if line.is_open]

    @property
    def now(self) -> str:
        """The key of the step the case is in; empty when all have ended."""
        return next((line.step.key for line in self.lines if line.is_next), "")


def path_of(case: Case) -> Path:
    """The path as it stands, for somebody who sees the whole service."""
    referrals = referrals_of(case)
    first = referrals[0] if referrals else None
    route = route_for(first.agency.kind if first and first.agency else "")
    ends, passed = _ends(case, first), {row.step: row for row in _skipped(case)}
    gone_on = [row.towards for row in passed.values()]
    open_keys = [key for key in paths().steps if key not in ends and key not in passed]
    now = next((key for key in gone_on if key in open_keys), open_keys[0] if open_keys else "")
    return Path(route, [_line(step, route, ends, passed, now) for step in paths().steps.values()])


def _line(step: PathStep, route: Route, ends: Ends, passed: Mapping[str, Skipped], now: str) -> Line:
    outcome, on = ends.get(step.key, ("", None))
    words = step.outcomes[outcome] if outcome else ""
    skipped = None if outcome else passed.get(step.key)
    return Line(step, route.actors[step.key], words, on, skipped, is_next=step.key == now)


def _skipped(case: Case) -> list[Skipped]:
    return list(Skipped.objects.filter(case=case).select_related("by").order_by("-pk"))


def _ends(case: Case, first: Referral | None) -> Ends:
    """How each step ended, read from what the rooms have written down."""
    at = {row.name: row.at for row in milestones_of(case)}
    ends = _intake(case, first) | _assessed(case, at) | _agreed(case)
    simple = {
        "allocated": ("accepted", Milestone.FACILITATORS_ACCEPTED),
        "method": ("chosen", Milestone.WAY_CHOSEN),
        "evaluated": ("asked", Milestone.FEEDBACK_DONE),
    }
    ends |= {key: (outcome, at[name]) for key, (outcome, name) in simple.items() if name in at}
    if all(name in at for name in VISITS):
        ends["visits"] = ("seen", max(at[name] for name in VISITS))
    if Milestone.COMMUNICATED in at:
        met = Meeting.objects.filter(case=case, state=Meeting.State.HELD).exists()
        ends["communication"] = ("met" if met else "carried", at[Milestone.COMMUNICATED])
    if case.closed_at:
        ends["closed"] = ("closed", case.closed_at)
    return ends


def _intake(case: Case, first: Referral | None) -> Ends:
    if first is None or first.received_at is None:
        return {"received": ("opened", case.opened_at), "screened": ("opened", case.opened_at)}
    screened = first.decided_at or case.opened_at
    return {"received": ("received", first.received_at), "screened": ("accepted", screened)}


def _assessed(case: Case, at: Mapping[str, datetime]) -> Ends:
    done = at.get(Milestone.SECOND_ASSESSMENT_DONE)
    asked = at.get(Milestone.INFORMATION_ASKED)
    if done is None:
        return {}
    last = SecondAssessment.objects.filter(case=case).order_by("-pk").first()
    without = last is not None and bool(last.without_replies)
    information = ("without", done) if without or asked is None else ("asked", asked)
    return {"information": information, "second": ("assessed", done)}


def _agreed(case: Case) -> Ends:
    agreement = agreement_of(case)
    if agreement is None or agreement.state == OutcomeAgreement.State.DRAFT:
        return {}
    if agreement.state == OutcomeAgreement.State.NONE_REACHED:
        return {"agreement": ("none", agreement.drafted_at), "monitoring": ("settled", agreement.drafted_at)}
    made = agreement.final_at or agreement.drafted_at
    ends: Ends = {"agreement": ("agreed", made)}
    points = [p for p in agreement.points.all() if p.kind == Point.Kind.ACTION]
    if all(p.status != Point.Status.OPEN for p in points):
        kept = all(p.status == Point.Status.DONE for p in points)
        ends["monitoring"] = (
            "kept" if kept else "settled",
            max([made, *(p.noted_at for p in points if p.noted_at)]),
        )
    return ends


def check_can_go_to(path: Path, key: str, why: str) -> list[Line]:
    """The steps passed over by going on to this one. Refused without a reason, or where none is (EX-082)."""
    if key not in paths().steps:
        raise Refused("There is no such step.", field="step")
    target = next(line for line in path.lines if line.step.key == key)
    if not target.is_open:
        raise Refused("This step has ended, or was passed over.", field="step")
    passed = path.before(key)
    if not passed:
        raise Refused("This is the step that comes next: nothing is passed over.", field="step")
    if not why.strip():
        names = ", ".join(line.step.title.lower() for line in passed)
        raise Refused(f"This passes over: {names}. Say why.", source=SOURCE, field="why")
    return passed


def still_shut(case: Case, path: Path) -> Refused | None:
    """What keeps visits shut although the path has come to them: a reason opens no safety rule (EX-042, EX-082)."""
    if path.now != "visits" or not case.is_open:
        return None
    people = Participant.objects.filter(
        case=case, part=Participant.Part.PRINCIPAL, left_at__isnull=True
    ).select_related("case")
    try:
        for person in people.order_by("pk"):
            check_enough_for_visit(person)
    except Refused as refusal:
        return refusal
    return None


def check_visits_not_passed_over(case: Case) -> None:
    """Refuse to close where they communicated without a visit to both and nobody has said why (EX-082).

    The other steps before it cannot be passed over at all: the table of the life of a case asks for them.
    """
    have = {row.name for row in milestones_of(case)}
    if Milestone.COMMUNICATED not in have or set(VISITS) <= have:
        return
    if not Skipped.objects.filter(case=case, step="visits").exists():
        raise Refused(
            "They communicated, and not both sides were visited before.",
            source=SOURCE,
            opens="Log the visits, or say on the page “Status path” why there were none.",
        )
