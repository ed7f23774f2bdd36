"""Tells a scenario: each step is done by whoever does it, at its moment, through the same action as on the pages."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils import timezone

from amends.delivery.cli.example.hub import Hub
from amends.delivery.cli.example.moments import Moments
from amends.delivery.cli.example.scenario import Scenario, ScenarioError, Step
from amends.foundation.access.acting import acting_as
from amends.foundation.access.models import User
from amends.foundation.case.models import Case, CaseFile, Participant
from amends.journey.referral.models import Referral

FIRST, SECOND, SENDER = "first", "second", "sender"


@dataclass
class Story:
    """A scenario while it is told: what has been made so far, who is acting, and when the telling ends (`now`)."""

    hub: Hub
    scenario: Scenario
    by: User
    number: int
    now: datetime
    referrals: dict[str, Referral] = field(default_factory=dict)
    case_id: int = 0
    participants: dict[str, int] = field(default_factory=dict)
    kept: dict[str, Any] = field(default_factory=dict)

    @property
    def referral(self) -> Referral:
        """The referral as it stands now; the first one where there are several."""
        return self.referral_called("first")

    def referral_called(self, key: str) -> Referral:
        found: Referral = Referral.objects.select_related("service", "agency").get(pk=self.referrals[key].pk)
        return found

    @property
    def case(self) -> Case:
        """The case as it stands now, for whoever is acting."""
        return Case.objects.select_related("service").get(pk=self.case_id)

    def file(self, side: str) -> CaseFile:
        return CaseFile.objects.get(case_id=self.case_id, side=side)

    def person(self, key: str) -> Participant:
        """Somebody on a file, by their key in the scenario."""
        rows = Participant.objects.select_related("file", "case", "case__service", "person", "safe_contact")
        return rows.get(pk=self.participants[key])

    def sides(self) -> list[str]:
        """The keys of the people who are in it themselves."""
        return [key for key, details in self.scenario.people.items() if not details.get("part")]

    def who(self, key: str) -> User:
        """Somebody by key; `first` and `second` are the facilitators, `sender` whoever refers."""
        if key == SENDER:
            key = self.scenario.matter.get("from", "police")
        if key in {FIRST, SECOND}:
            key = self.scenario.facilitators[0 if key == FIRST else 1]
        return self.hub.who(key)

    def keys(self, asked: str | list[str] | None) -> list[str]:
        """One person, several, or (when not said) everybody who is in it themselves."""
        return self.sides() if asked is None else [asked] if isinstance(asked, str) else asked


Verb = Callable[..., None]


@dataclass(frozen=True)
class Known:
    """A verb, and who usually does it."""

    tell: Verb
    usually: str


VERBS: dict[str, Known] = {}


def verb(name: str, *, usually: str) -> Callable[[Verb], Verb]:
    """Make a function known to the scenarios: it takes the story and the details of the step."""

    def register(function: Verb) -> Verb:
        VERBS[name] = Known(function, usually)
        return function

    return register


def tell(scenario: Scenario, *, hub: Hub, moments: Moments, now: datetime, number: int) -> Story:
    """Do everything of one scenario."""
    story = Story(hub=hub, scenario=scenario, by=hub.coordinator, number=number, now=now)
    for moment, step in scenario.moments(now):
        if step.verb not in VERBS:
            raise ScenarioError(f"{scenario.key}: nobody knows how to “{step.verb}”.")
        known = VERBS[step.verb]
        with moments.at(moment):
            _do(story, step, known)
    return story


def _do(story: Story, step: Step, known: Known) -> None:
    details = dict(step.details)
    story.by = story.who(details.pop("by", known.usually))
    try:
        with acting_as(story.by):
            known.tell(story, **details)
    except Exception as problem:
        where = f"{story.scenario.key}: {step.verb} on {timezone.localdate()}"
        problem.add_note(f"{where} by {story.by.name}, {step.details}")
        raise
