"""How letters and messages of the example are written, read by somebody else, and carried to the other side."""

from typing import Any

from django.utils import timezone

from amends.delivery.cli.example.answers import said
from amends.delivery.cli.example.telling import FIRST, Story, verb
from amends.journey.indirect import actions as letters
from amends.journey.indirect.models import Draft, Exchange, Offer

USUAL, COORDINATOR = "letter", "coordinator"


def _exchange(story: Story, letter: str) -> Exchange:
    return Exchange.objects.select_related("case__service").get(pk=story.kept["letters"][letter])


def _latest(story: Story, letter: str) -> Draft:
    return Draft.objects.filter(exchange=_exchange(story, letter)).latest("number")


def _offer(story: Story, letter: str) -> Offer:
    return Offer.objects.select_related("exchange__case", "participant__case", "file").get(
        exchange=_exchange(story, letter)
    )


@verb("begin_letter", usually=FIRST)
def begin_letter(
    story: Story, *, of: str, letter: str = USUAL, kind: str = "letter", answers: str = "", ground: str = ""
) -> None:
    """Somebody would like to write, record, or have something said to the other side."""
    begun = letters.begin(
        by=story.by,
        case=story.case,
        from_file=story.person(of).file,
        kind=kind,
        ground=ground,
        answers=_exchange(story, answers) if answers else None,
    )
    story.kept.setdefault("letters", {})[letter] = begun.pk


@verb("write_letter", usually=FIRST)
def write_letter(
    story: Story, *, of: str, words: str, letter: str = USUAL, agreed: bool = True, **details: Any
) -> None:
    """A version of it, to which the sender agrees."""
    if agreed:
        details["sender_agreed_on"] = timezone.localdate()
    letters.write(
        by=story.by,
        exchange=_exchange(story, letter),
        author=story.person(of),
        words=words,
        details=details,
    )


@verb("hand_in", usually=FIRST)
def hand_in(story: Story, *, letter: str = USUAL) -> None:
    """It is given to somebody else to read."""
    letters.hand_in(by=story.by, draft=_latest(story, letter))


@verb("vet", usually=COORDINATOR)
def vet(
    story: Story,
    *,
    letter: str = USUAL,
    verdict: str = "passed",
    to_change: str = "",
    answers: dict[str, str] | None = None,
) -> None:
    """Somebody else reads it against the list."""
    letters.vet(
        by=story.by,
        draft=_latest(story, letter),
        answers=said("vetting", answers),
        verdict=verdict,
        to_change=to_change,
    )


@verb("release", usually=COORDINATOR)
def release(story: Story, *, letter: str = USUAL, may_be_kept: bool = False) -> None:
    """It may go across."""
    letters.release(by=story.by, draft=_latest(story, letter), may_be_kept=may_be_kept)


@verb("offer_letter", usually=FIRST)
def offer_letter(story: Story, *, to: str, choice: str = "", words: str = "", letter: str = USUAL) -> None:
    """Somebody of the other side hears that there is something for them, and says what they want to do with it."""
    today = timezone.localdate()
    row = letters.offer(
        by=story.by, exchange=_exchange(story, letter), participant=story.person(to), on=today
    )
    if choice:
        letters.choose(by=story.by, row=row, choice=choice, on=today, words=words)


@verb("deliver", usually=FIRST)
def deliver(story: Story, *, how: str = "read_out", letter: str = USUAL, **details: Any) -> None:
    """The words are fetched and reach them."""
    letters.fetch(by=story.by, row=_offer(story, letter))
    letters.deliver(by=story.by, row=_offer(story, letter), on=timezone.localdate(), how=how, details=details)


@verb("bring_back", usually=FIRST)
def bring_back(story: Story, *, where: str, letter: str = USUAL) -> None:
    """The paper or recording is back."""
    letters.bring_back(by=story.by, row=_offer(story, letter), on=timezone.localdate(), where=where)


@verb("tell_back", usually=FIRST)
def tell_back(story: Story, *, words: str, letter: str = USUAL) -> None:
    """The sender hears what the other side allowed to be told, and no more."""
    letters.tell_back(by=story.by, exchange=_exchange(story, letter), words=words, on=timezone.localdate())


@verb("end_letter", usually=FIRST)
def end_letter(story: Story, *, letter: str = USUAL, **said: str) -> None:
    """It is over; what was delivered with what came of it, how that is known, and what they say of it."""
    letters.end(by=story.by, exchange=_exchange(story, letter), **said)
