"""At any moment: one side says stop, everything halts, and the other side learns neither who nor why."""

from amends.foundation.access.models import User
from tests.journeys.ending import letters_are_printed
from tests.journeys.walking import Walk, check_reads
from tests.journeys.working import soon

WHY = "I wake up at night because of it."
NOTHING_GOES_ON = "Somebody has said stop"


def somebody_stops(walk: Walk, who: User, person: int) -> None:
    """Whoever works with them writes it down, with what they want us to keep."""
    walk.sign_in(who)
    walk.go("consent:board", person)
    walk.go("consent:stop", person)
    walk.send("Stop", reason=WHY)
    check_reads(walk, "They have stopped")


def nothing_goes_on(walk: Walk, who: User, case: str, other: int) -> None:
    """No step, no contact, no meeting and no letter: each page says that somebody has said stop."""
    walk.sign_in(who)
    walk.go("casefile:case", case)
    check_reads(walk, NOTHING_GOES_ON)
    walk.go(f"/people/{other}/contacts/log/?how=call")
    walk.try_to_send(result="reached", purpose="prepare", at=soon(), minutes=5)
    check_reads(walk, "has said stop")
    walk.go("meeting:show", case)
    assert "Plan a meeting" not in walk.text
    assert "Confirm it" not in walk.text
    walk.go("indirect:exchanges", case)
    assert "Begin one" not in walk.text
    walk.go("indirect:begin", case, "harmed")
    walk.try_to_send(kind="letter")
    check_reads(walk, "has said stop")


def other_side_learns_nothing(walk: Walk, who: User, case: str, person: int, secrets: list[str]) -> None:
    """Whoever works with the other side alone reads that the case has stopped, and on no page who or why."""
    walk.sign_in(who)
    pages: list[tuple[str, object]] = [
        ("casefile:case", case),
        ("casefile:timeline", case),
        ("casefile:person", person),
        ("consent:board", person),
        ("contact:person", person),
        ("contact:case", case),
        ("meeting:show", case),
        ("indirect:exchanges", case),
        ("risk:person", person),
        ("risk:overview", case),
        ("suitability:overview", case),
        ("preparation:person", person),
        ("followup:case", case),
        ("worklist:home", None),
    ]
    for name, about in pages:
        walk.go(name, *([about] if about else []))
        for secret in secrets:
            assert secret not in walk.text, f"{walk.path} says {secret}: {walk.text[:3000]}"
    walk.go("casefile:case", case)
    check_reads(walk, NOTHING_GOES_ON)


def case_is_closed_for_it(walk: Walk, who: User, case: str, side: str) -> list[bytes]:
    """The coordinator codes whose decision it was, and writes to both sides; what was in each envelope."""
    walk.sign_in(who)
    walk.go("followup:outcome", case, "withdrawn")
    walk.send("Code this outcome", reason="changed_mind", whose=side)
    walk.send("Write the letters")
    walk.send("Close the case")
    check_reads(walk, "The case is closed")
    return letters_are_printed(walk, who)
