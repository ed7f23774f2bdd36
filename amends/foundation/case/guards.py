"""What later rooms ask before something goes on. This shelf knows no stage, so each room adds its own question.

A question refuses (raises Refused) or lets go on. Rooms add theirs when they start, in the module their `apps.py` names.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from amends.foundation.case.models import Case, Participant
from amends.foundation.lib.refusal import Refused
from amends.foundation.lib.together import fetch_together

StepGuard = Callable[[Case], None]
# Whom it is about, the kind of body it would go to or come from, and the ground: consent, further or legal.
SharingGuard = Callable[[Participant, str, str], None]
SuitableGuard = Callable[[Participant], None]


@dataclass(frozen=True)
class ReachGuard:
    """A question about several people at once: the rows it reads, and what they say against whom, by key."""

    rows: Callable[[Sequence[Participant]], "QuerySet[Any]"]
    judge: Callable[[Sequence[Participant], list[Any]], Mapping[int, Refused]]


_before_step: dict[str, list[StepGuard]] = {}
_before_sharing: list[SharingGuard] = []
_before_reaching: list[ReachGuard] = []
_before_suitable: list[SuitableGuard] = []


def before_step(verb: str) -> Callable[[StepGuard], StepGuard]:
    """Ask this before a step of the lifecycle table is taken."""

    def add(question: StepGuard) -> StepGuard:
        _before_step.setdefault(verb, []).append(question)
        return question

    return add


def before_sharing(question: SharingGuard) -> SharingGuard:
    """Ask this before anything about somebody is shared with another body, or asked of one."""
    _before_sharing.append(question)
    return question


def before_reaching(guard: ReachGuard) -> ReachGuard:
    """Ask this before anything is sent to people who take part."""
    _before_reaching.append(guard)
    return guard


def before_suitable(question: SuitableGuard) -> SuitableGuard:
    """Ask this before somebody is found suitable to take part."""
    _before_suitable.append(question)
    return question


def check_may_be_suitable(participant: Participant) -> None:
    """Refuse to find somebody suitable that one of the questions stands against."""
    for question in _before_suitable:
        question(participant)


def check_step_guards(case: Case, verb: str) -> None:
    """Refuse a step that one of the questions stands against."""
    for question in _before_step.get(verb, []):
        question(case)


def check_may_share(participant: Participant, body: str, ground: str) -> None:
    """Refuse sharing that one of the questions stands against."""
    for question in _before_sharing:
        question(participant, body, ground)


def refusals_to_send(participants: Sequence[Participant]) -> dict[int, Refused]:
    """What stands against sending anything to each of them; who may be written to is not in it. One query."""
    found: dict[int, Refused] = {}
    rows = fetch_together(*(guard.rows(participants) for guard in _before_reaching))
    for guard, read in zip(_before_reaching, rows, strict=True):
        found = {**guard.judge(participants, read), **found}
    return found


def check_may_send(participant: Participant) -> None:
    """Refuse anything sent to somebody that one of the questions stands against."""
    refusal = refusals_to_send([participant]).get(participant.pk)
    if refusal:
        raise refusal
