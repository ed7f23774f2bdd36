"""Step six: what people agreed, their copies, and what became of every point."""

import datetime as dt

from django.utils import timezone

from amends.foundation.access.models import User
from tests.journeys.walking import Walk, check_reads

FENCE = "Put up a new fence"
SORRY = "I am sorry for the night of it"
LETTER = "Write to the street about what happened"


def agreement_is_made(walk: Walk, case: str) -> None:
    """Two promises and a statement, looked at for everybody else, agreed by both, and final."""
    today = timezone.localdate()
    walk.go("agreement:show", case)
    walk.go("agreement:draft", case)
    walk.send(made_on=today, way="meeting", words_together="We greet each other.")
    _point(walk, case, FENCE, "The fence stands again.")
    _point(walk, case, LETTER, "Whether the letter was written.")
    walk.go("agreement:add_point", case)
    responsible = walk.choices("proposed_by")[1]
    walk.send(what=SORRY, who="nobody", proposed_by=responsible, tell_what="")
    walk.go("agreement:check", case)
    walk.send(public_protection="ok", community="ok", checked_with="Neighbourhood officer")
    walk.go("agreement:show", case)
    for agreeing in [link for link in walk.links if link.endswith("/agree/")]:
        walk.go(agreeing)
        walk.send(on=today, how="spoken")
    walk.send("Make it final")
    check_reads(walk, "The agreement is final")


def _point(walk: Walk, case: str, what: str, told: str) -> None:
    walk.go("agreement:add_point", case)
    harmed, responsible, *_ = walk.choices("proposed_by")
    walk.send(
        what=what,
        who=responsible,
        due=timezone.localdate() + dt.timedelta(days=14),
        overseer=walk.choices("overseer")[0],
        proof="We look at it.",
        proposed_by=harmed,
        tell_what=told,
    )


def copies_are_given(walk: Walk, case: str) -> list[str]:
    """Everybody takes theirs home from the meeting; where each paper can be printed."""
    today = timezone.localdate()
    walk.go("agreement:show", case)
    papers = [link for link in dict.fromkeys(walk.links) if link.endswith(".pdf")]
    for copy in [link for link in walk.links if link.endswith("/copy/") and "/people/" in link]:
        walk.go(copy)
        walk.send(at_meeting="yes", on=today, how="by_hand")
    walk.go("agreement:office_copy", case)
    walk.send(on=today)
    assert "None yet" not in walk.text
    return papers


def points_are_followed(walk: Walk, who: User, case: str) -> None:
    """One is done and one is not, and of both the other side hears what was agreed."""
    today = timezone.localdate()
    walk.sign_in(who)
    walk.go("agreement:show", case)
    points = [link for link in walk.links if link.endswith("/status/")]
    walk.go(next(link for link in walk.links if link.endswith("/more/")))
    check_reads(walk, "For the running record")
    walk.go("agreement:show", case)
    assert len(points) == 2
    for point, status, note in zip(
        points, ("done", "not_done"), ("It stands.", "Too hard to write."), strict=True
    ):
        walk.go(point)
        walk.send(status=status, on=today, note=note, signed_off="yes")
    check_reads(walk, "Not told yet")
    for told in [link for link in walk.links if link.endswith("/told/")]:
        walk.go(told)
        walk.send(does_not_wish_to_know="no", on=today, how="phone")
    assert "Not told yet" not in walk.text
