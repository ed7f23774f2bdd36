"""Step seven: everybody is asked how it was, the case is closed, the referrer hears, and the month counts it."""

import re

from django.urls import reverse
from django.utils import timezone

from amends.foundation.access.models import User
from tests.journeys.walking import Walk, check_reads

GLAD = {
    "how_it_went": "Good. I was heard.",
    "pleased": "no",
    "disappointed": "no",
    "felt_after": "Tired.",
    "feel_now": "Lighter.",
    "worries": "no",
    "impact": "positive",
    "content": "yes",
    "agreement_view": "It will hold.",
    "done_differently": "Nothing.",
    "prepared": "yes",
    "supported": "yes",
    "needs_met": "none",
    "would_recommend": "yes",
    "more_to_know": "no",
    "speak_to_participants": "no",
    "speak_to_media": "no",
}

ENVELOPE = re.compile(r"/letters/\d+/")


def everybody_is_asked(walk: Walk, who: User, people: dict[str, int], case: str) -> None:
    """The follow-up begins; one is rung and answers the questions in two goes, and so does the other."""
    walk.sign_in(who)
    walk.go("casefile:case", case)
    walk.go("followup:case", case)
    walk.go("followup:begin", case)
    walk.send("Begin")  # the day, the way and the people are known
    walk.go("followup:case", case)
    for person in people.values():
        walk.go("followup:person", person)
        walk.go("evaluation:ask", person)
        walk.send("go on later", how_it_went="Good.")
        walk.go("evaluation:ask", person)
        asked = walk.fields
        walk.send("Follow-up completed", **{key: said for key, said in GLAD.items() if key in asked})
        check_reads(walk, "Complete")
        walk.go("evaluation:answers", person)


def everybody_is_looked_after(walk: Walk, who: User, people: dict[str, int], case: str) -> None:
    """Each of them is talked with and asked what they need, and so are the facilitators where they met."""
    today = timezone.localdate()
    walk.sign_in(who)
    for person in people.values():
        walk.go("followup:person", person)
        for item in [link for link in dict.fromkeys(walk.links) if "/follow-up/care/" in link]:
            walk.go(item)
            walk.send(state="done", on=today, note="Well.", needs_support="no")
    walk.go("followup:case", case)
    for debrief in [link for link in dict.fromkeys(walk.links) if "/follow-up/staff/" in link]:
        walk.go(debrief)
        walk.send(state="done", on=today)
    assert "Still to be done" not in walk.text
    if "Everybody was looked after" in walk.text:
        walk.send("Everybody was looked after")
        check_reads(walk, "Signed off on")


def case_is_closed(walk: Walk, who: User, case: str, outcome: str, reason: str) -> None:
    """An outcome with its reason, letters to both sides, closed, and the referrer told."""
    walk.sign_in(who)
    walk.go("followup:closing", case)
    walk.go("followup:outcome", case, outcome)
    walk.send("Code this outcome", reason=reason, note="Both were content.")
    walk.send("Write the letters")
    walk.send("Close the case")
    check_reads(walk, "The case is closed")
    walk.send("referrer is told")
    check_reads(walk, "Told on")
    walk.go("casefile:case", case)
    walk.go("casefile:timeline", case)


def letters_are_printed(walk: Walk, who: User) -> list[bytes]:
    """Every envelope that may go is printed, looked through, closed and posted; what was in each, as PDF."""
    walk.sign_in(who)
    walk.go("message:letters")
    sides = [link for link in dict.fromkeys(walk.links) if "run=" in link]
    found: dict[str, bytes | None] = {}
    for side in sides:
        walk.go(reverse("message:letters") + side[side.index("?") :])
        for envelope in [link for link in dict.fromkeys(walk.links) if ENVELOPE.fullmatch(link)]:
            found[envelope] = found.get(envelope) or _printed_and_posted(walk, envelope)
    return [pages for pages in found.values() if pages]


def _printed_and_posted(walk: Walk, envelope: str) -> bytes | None:
    walk.go(envelope)
    if "Not yet" in walk.text:  # it says why, and stays
        return None
    walk.send("Print this envelope")
    pages = walk.fetch(next(link for link in walk.links if link.endswith("pages.pdf")))
    walk.go(envelope)
    walk.send("Closed and posted", looked_through=True)
    return pages


def referrer_reads_what_came_of_it(walk: Walk, who: User, number: str, words: str) -> None:
    """The referrer sees the outcome beside her referral, and nothing of what was said."""
    walk.sign_in(who)
    walk.go("worklist:home")
    walk.go("referral:home")
    walk.go("referral:status", number)
    check_reads(walk, words)
    for secret in ("fence stands", "I was heard", "Both spoke", "greet each other"):
        assert secret not in walk.text


def month_counts_it(walk: Walk, who: User, case: str, figure: str) -> None:
    """The monthly summary, the figure with its definition, and the list of cases behind the number."""
    walk.sign_in(who)
    walk.go("performance:summary")
    walk.go("performance:figure", figure)
    behind = next(link for link in walk.links if "/cases/" in link and figure in link)
    walk.go(behind)
    check_reads(walk, case)
