"""Questions about a case: may this step be taken now, what is missing, what comes next."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from amends.foundation.access.models import User
from amends.foundation.access.rules import check_may, may
from amends.foundation.case.guards import check_step_guards
from amends.foundation.case.lifecycle import STEPS, Milestone, Stage, Step
from amends.foundation.case.models import SIDES, Case, CaseFile, CaseMilestone, Participant
from amends.foundation.lib.refusal import Refused

WALL = "Each side has a file of its own; nothing of it reaches the other"
ASK_COORDINATOR = "Ask the coordinator, who sees what is still open."


def reached(case: Case) -> set[str]:
    """The milestones this case has reached."""
    return {milestone.name for milestone in milestones_of(case)}


def milestones_of(case: Case) -> QuerySet[CaseMilestone]:
    """The same as a query, for pages that read more in one statement."""
    return CaseMilestone.objects.filter(case=case)


def check_is_live(case: Case) -> None:
    """Refuse work on a case that is closed, or in which somebody has said stop."""
    if not case.is_open:
        raise Refused("This case is closed.", opens="Open it again first, with a reason.")
    if case.stopped_at:
        raise Refused(
            "Somebody in this case has said stop, so nothing goes on.",
            source="Taking part is voluntary at every moment",
            opens="It can be closed, or go on if they say themselves that they want to.",
        )


def principals(case: Case) -> list[Participant]:
    """Everybody who would take part themselves, still in the case; of the sides that whoever acts may see."""
    return list(principals_of(case))


def principals_of(case: Case) -> QuerySet[Participant]:
    """The same as a query, for pages that show more of them."""
    return principals_in([case])


def principals_in(cases: Sequence[Case]) -> QuerySet[Participant]:
    """The same for several cases at once."""
    parts = (Participant.Part.PRINCIPAL, Participant.Part.MEMBER)
    people = Participant.objects.filter(case__in=cases, part__in=parts, takes_part=True, left_at__isnull=True)
    return people.order_by("pk")


def both_sides_seen(case: Case) -> bool:
    """Whether whoever is acting now may open both files: only they can judge something of the whole case."""
    return CaseFile.objects.filter(case=case).count() == len(SIDES[Case.Roles(case.roles)])


def open_elsewhere() -> Refused:
    """For what is missing in a file that is not open to whoever asks: that it is not ready, and nothing else.

    Not what is missing, nor of whom, nor of how many: each of these is the other file's to tell.
    """
    return Refused("Not everything is ready for this yet.", source=WALL, opens=ASK_COORDINATOR)


def missing_milestones(step: Step, have: set[str]) -> list[Milestone]:
    """What must still become true before the step."""
    return [milestone for milestone in step.needs if milestone not in have]


def check_step(case: Case, verb: str, *, by: User, have: set[str] | None = None) -> Step:
    """The step, or a refusal that says what stands in its way and where that is written."""
    step = STEPS[verb]
    check_may(by, step.permission, case.service_id)
    if Stage(case.stage) not in step.begins:
        stages = " or ".join(stage.label.lower() for stage in step.begins[:3])
        raise Refused(
            f"“{step.words}” is for a case in {stages}; this one is in {case.get_stage_display().lower()}."
        )
    if not step.even_when_stopped:
        check_is_live(case)
    missing = missing_milestones(step, reached(case) if have is None else have)
    if missing:
        opens = "Still to do: " + ", ".join(m.label[0].lower() + m.label[1:] for m in missing) + "."
        raise Refused(f"“{step.words}” is not possible yet.", source=step.source, opens=opens)
    check_step_guards(case, verb)
    return step


@dataclass(frozen=True)
class Next:
    """A step from here: open, or with what is still missing, or what another room has against it."""

    step: Step
    missing: list[Milestone]
    allowed: bool
    refusal: Refused | None = None


def next_steps(case: Case, by: User, have: set[str]) -> list[Next]:
    """The ways on from the case's stage, in the order of the table; ways back come after them."""
    stage = Stage(case.stage)
    steps = sorted((s for s in STEPS.values() if stage in s.begins), key=lambda step: step.is_way_back)
    return [_next(case, by, step, missing_milestones(step, have)) for step in steps]


def _next(case: Case, by: User, step: Step, missing: list[Milestone]) -> Next:
    allowed = may(by, step.permission, case.service_id)
    if not allowed or missing or case.stopped_at:
        return Next(step, missing, allowed)
    try:
        check_step_guards(case, step.verb)
    except Refused as refusal:
        return Next(step, missing, allowed, refusal)
    return Next(step, missing, allowed)
