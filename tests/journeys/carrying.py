"""Step six the other way: a letter is written, read by somebody else, released, offered, read out and answered for."""

from django.utils import timezone

from amends.foundation.access.models import User
from amends.journey.risk.tests.cast import NO_HARM
from tests.journeys.walking import Walk, check_reads

SORRY = "I am sorry about the fence. I was angry, and I had no right to cut it down."
FOUND: dict[str, str] = {
    "own_words": "yes",
    "blame_or_excuse": "no",
    "threat_or_pressure": "no",
    "wants_something": "no",
    "gives_away": "no",
    "others": "no",
    "answers_them": "yes",
    "surprises": "no",
    "readable": "yes",
    "misuse": "no",
}


def letter_is_written(walk: Walk, who: User, case: str) -> str:
    """Begun for the person responsible, in their words, and handed in; the page on which it is followed."""
    walk.sign_in(who)
    walk.go("indirect:exchanges", case)
    walk.go("indirect:begin", case, "responsible")
    walk.send(kind="letter", ground="choice")
    letter = walk.path
    walk.go(f"{letter}write/")
    walk.send(words="I am sorry.")
    walk.go(f"{letter}write/")
    walk.send(words=SORRY, sender_agreed_on=timezone.localdate())
    walk.send("Hand it in")
    check_reads(walk, "Somebody else reads it now")
    return letter


def letter_is_read_and_released(walk: Walk, who: User, letter: str) -> None:
    """Somebody else reads it against the list, passes it and lets go of it."""
    walk.sign_in(who)
    walk.go(letter)
    walk.go(next(link for link in walk.links if link.endswith("/read/")))
    walk.send(**FOUND, verdict="passed")
    walk.go(next(link for link in walk.links if link.endswith("/release/")))
    walk.send("Release", may_be_kept="no")
    check_reads(walk, "Released")


def letter_is_read_out(walk: Walk, who: User, letter: str, harmed: int) -> None:
    """The person harmed hears that there is something, wants to hear it, and does; the writer learns what may be said."""
    today = timezone.localdate()
    walk.sign_in(who)
    walk.go("risk:assess", harmed)
    walk.send(
        moment="before_step",
        **NO_HARM,
        fear_or_threat="no",
        level="low",
        reason_1="The letter is kind.",
        safeguards="Read it with her.",
    )
    walk.go(letter)
    walk.go(f"{letter}offer/")
    walk.send(on=today)
    walk.go(next(link for link in walk.links if link.endswith("/choice/")))
    walk.send(choice="hear", on=today)
    walk.send("Fetch the words")
    check_reads(walk, SORRY)
    walk.go(next(link for link in walk.links if link.endswith("/delivered/")))
    walk.send(
        on=today,
        how="read_out",
        present="Her sister",
        reaction="She wept, and was glad.",
        wants_to_answer="no",
    )
    walk.go(next(link for link in walk.links if link.endswith("/back/")))
    walk.send(on=today, where="In the office")
    walk.go(f"{letter}told/")
    walk.send(words="She has heard it and thanks you.", on=today)
    walk.go(f"{letter}end/")
    walk.send("End it", worked="yes", how_known="She says so.", view="It was good to hear.")
    check_reads(walk, "Ended")
