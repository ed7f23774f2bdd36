"""What the example service works by: versions in force, one that is new, who has read which; and who people are."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import cycle

from django.utils import timezone

from amends.delivery.cli.example.hub import Hub
from amends.delivery.cli.example.moments import Moments
from amends.delivery.cli.example.telling import FIRST, Story, verb
from amends.foundation.access.acting import acting_as
from amends.foundation.people.models import Person
from amends.service.equality.actions import keep_answers
from amends.service.equality.questions import NOT_SAID, monitoring
from amends.service.library import actions
from amends.service.library.models import Edition, Entry
from amends.service.library.rules import readers, to_read

STOCKED, READ, CHANGED = 120, 110, 6
STILL_A_DRAFT, CHANGED_LATELY = "process-guidance", "lone-working"
NEW_WORDS = (
    "The charity’s lone-worker telephone is in the office. Take it along; its button rings the coordinator."
)
OUTSIDE: tuple[dict[str, object], ...] = (
    {
        "title": "Code of Practice for Victims of Crime in England and Wales",
        "kind": Entry.Kind.LAW,
        "internal": False,
        "source": "Ministry of Justice",
        "address": "https://www.gov.uk/government/publications/the-code-of-practice-for-victims-of-crime",
        "places": ["referral", "contact"],
    },
    {
        "title": "County agreement on meetings in prisons",
        "kind": Entry.Kind.INSTRUCTION,
        "source": "The prisons of the county",
        "standing": Entry.Standing.AWAITED,
        "places": ["meeting"],
    },
)


def stock_library(hub: Hub, moments: Moments, now: datetime) -> None:
    """The manager took up what came along and published it; everybody read it; one paper has changed since."""
    with moments.at(now - timedelta(days=STOCKED)), acting_as(hub.manager):
        actions.take_up(by=hub.manager, service=hub.service)
        for edition in Edition.objects.exclude(entry__key=STILL_A_DRAFT).select_related("entry__service"):
            _bring_out(hub, edition)
    with acting_as(hub.manager):
        everybody = list(readers(Entry(service=hub.service)))
    with moments.at(now - timedelta(days=READ)):
        for user in everybody:
            with acting_as(user):
                for edition in to_read(user, hub.service):
                    actions.confirm(by=user, edition=edition)
    with moments.at(now - timedelta(days=CHANGED)), acting_as(hub.manager):
        entry = Entry.objects.select_related("service").get(key=CHANGED_LATELY)
        words = f"{entry.editions.get().words}\n\n{NEW_WORDS}"
        _bring_out(hub, actions.write(by=hub.manager, entry=entry, words=words))
        _note_outside(hub)


def _bring_out(hub: Hub, edition: Edition) -> None:
    actions.finish(by=hub.manager, edition=edition)
    actions.publish(by=hub.manager, edition=edition)


def _note_outside(hub: Hub) -> None:
    expected_on = timezone.localdate() + timedelta(days=3)
    for details in OUTSIDE:
        late = {"expected_on": expected_on} if "standing" in details else {}
        entry = actions.add_entry(by=hub.manager, service=hub.service, details={**details, **late})
        if entry.address:
            actions.check_link(by=hub.manager, entry=entry, works=True)


@verb("ask_about_themselves", usually=FIRST)
def ask_about_themselves(story: Story, *, who: list[str] | str | None = None) -> None:
    """They are asked for equal treatment; what they say is made up from their names, always the same."""
    for key in story.keys(who):
        person = story.person(key)
        if person.person.kind != Person.Kind.PERSON:
            continue
        spoken = _spoken(sum(map(ord, person.person.full_name)))
        answers = {question: next(spoken) for question in monitoring().questions}
        keep_answers(by=story.by, participant=person, answers=answers)


def _spoken(seed: int) -> Iterator[str]:
    """An answer for each question; the first answers are the most frequent, and some say nothing."""
    for number, question in enumerate(cycle(monitoring().questions.values())):
        codes = list(question.choices)
        place = (seed // (number + 1)) % (2 * len(codes) + 1)
        yield (
            codes[place % len(codes)]
            if place < len(codes)
            else codes[0]
            if place < 2 * len(codes)
            else NOT_SAID
        )
