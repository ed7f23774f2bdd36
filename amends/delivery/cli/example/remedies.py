"""What is agreed outside court, what officers choose beside restorative justice, and scores of risk instruments."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from amends.delivery.cli.example.telling import FIRST, Story, verb
from amends.foundation.policy.ogrs3 import Facts
from amends.journey.awareness.actions import choose_awareness, follow_awareness
from amends.journey.awareness.models import AwarenessWork, ListedService
from amends.journey.referral.models import ChosenAction
from amends.journey.remedy import actions
from amends.journey.remedy.models import ContractAction, Placement
from amends.journey.suitability.actions.scoring import Given, enter_score, score_from_facts


def _today(days: int = 0) -> Any:
    return timezone.localdate() + timedelta(days=days)


def _agreed(story: Story, place: int) -> ChosenAction:
    found: ChosenAction = story.referral.actions.select_related("referral").get(agreed_place=place)
    return found


def _step(story: Story, place: int) -> ContractAction:
    rows = ContractAction.objects.select_related("action", "referral", "service")
    return rows.get(action=_agreed(story, place))


@verb("by_when", usually="police")
def by_when(story: Story, *, place: int, in_days: int) -> None:
    """An agreed action has to be done by a day."""
    actions.set_due(by=story.by, action=_agreed(story, place), due_on=_today(in_days))


@verb("kept", usually="police")
def kept(story: Story, *, place: int) -> None:
    """An action of the contract was done."""
    actions.record_done(by=story.by, step=_step(story, place), on=_today())


@verb("not_kept", usually="police")
def not_kept(story: Story, *, place: int) -> None:
    """An action of the contract was not done; the notice to the officer is drafted."""
    actions.record_breach(by=story.by, step=_step(story, place), on=_today())


@verb("placed", usually="police")
def placed(story: Story, *, place: int, at: str, sessions: int, attended: int = 0) -> None:
    """Somebody has a place where the action is carried out."""
    placement = Placement.objects.get(service=story.hub.service, name=at)
    step = _step(story, place)
    use = actions.choose_placement(by=story.by, step=step, placement=placement, sessions=sessions)
    use.step = step
    if attended:
        actions.note_attendance(by=story.by, use=use, attended=attended)


@verb("awareness", usually="probation")
def awareness(story: Story, *, at: str) -> None:
    """The officer chooses a service that is not restorative justice, after reading what to beware of."""
    referral = story.referral
    choose_awareness(
        by=story.by,
        referral=referral,
        listed=ListedService.objects.get(service=story.hub.service, name=at),
        person=referral.people.get(side="responsible"),
        cautions_read=True,
    )


@verb("awareness_begun", usually="probation")
def awareness_begun(story: Story) -> None:
    """It has begun."""
    work = AwarenessWork.objects.select_related("referral__agency").get(referral=story.referral)
    follow_awareness(by=story.by, work=work, state=AwarenessWork.State.BEGUN, on=_today())


@verb("ogrs", usually=FIRST)
def ogrs(story: Story, *, age: int, sanctions: int, age_at_first: int, offence: str) -> None:
    """The historical score is worked out from a few facts."""
    today = _today()
    facts = Facts(
        sex="male",
        born=today.replace(year=today.year - age, day=1),
        convicted_on=today - timedelta(days=40),
        follow_up_from=today,
        sanctions=sanctions,
        age_at_first=age_at_first,
        offence=offence,
    )
    score_from_facts(by=story.by, participant=story.person("responsible"), facts=facts)


@verb("given_score", usually=FIRST)
def given_score(story: Story, *, instrument: str, version: str, two_year: str, by_whom: str) -> None:
    """A score as probation gave it."""
    given = Given(instrument, version, Decimal(two_year), _today(-2), by_whom)
    enter_score(by=story.by, participant=story.person("responsible"), given=given)
