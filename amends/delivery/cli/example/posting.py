"""What is written to people in the example, and what becomes of the envelopes."""

from amends.delivery.cli.example.scenario import ScenarioError
from amends.delivery.cli.example.telling import FIRST, Story, verb
from amends.foundation.messages.models import Envelope, Message
from amends.foundation.messages.posting_actions import post_envelope, print_envelope
from amends.journey.writing.actions import Letter
from amends.journey.writing.actions import write as write_paper
from amends.journey.writing.facts import facts_of
from amends.journey.writing.papers import paper_called


@verb("write", usually=FIRST)
def write(
    story: Story, *, to: str, paper: str, how: str = "queue", why_not_call: str = "", **typed: str
) -> None:
    """Somebody is written to, or handed a paper, as from the page “Write to them”."""
    person = story.person(to)
    wanted = paper_called(paper, person)
    if wanted is None:
        raise ScenarioError(f"{story.scenario.key}: there is no paper “{paper}” for {to}.")
    letter = Letter(paper=wanted, facts=facts_of(person), typed=typed, why_not_call=why_not_call, minutes=15)
    write_paper(by=story.by, letter=letter, how=how)


@verb("print_letters", usually="coordinator")
def print_letters(story: Story, *, to: str, and_post: bool = False) -> None:
    """What waits for somebody is printed; where it says so, it is closed and posted as well."""
    waiting = Message.objects.filter(
        to_participant=story.person(to), state=Message.State.QUEUED, envelope__state=Envelope.State.WAITING
    )
    for envelope in Envelope.objects.filter(pk__in=waiting.values("envelope")).order_by("pk"):
        printed = print_envelope(by=story.by, envelope=envelope, version=envelope.version)
        if and_post:
            post_envelope(by=story.by, envelope=printed, version=printed.version, looked_through=True)
