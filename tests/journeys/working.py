"""Steps three to five: facilitators take the case, reach both people, and prepare them."""

import datetime as dt

from django.utils import timezone

from amends.foundation.access.models import User
from amends.journey.contact.forms import NOTHING
from amends.journey.risk.tests.cast import NO_HARM
from amends.journey.suitability.tests.cast import HARMED, RESPONSIBLE
from tests.journeys.walking import Said, Walk, check_reads


def soon() -> str:
    """A few minutes ago, as a picker of day and time sends it."""
    return timezone.localtime(timezone.now() - dt.timedelta(minutes=5)).strftime("%Y-%m-%dT%H:%M")


def facilitators_take_it(walk: Walk, coordinator: User, facilitators: list[User], case: str) -> None:
    """The coordinator offers it to both; both declare that they have no link; the papers are handed over."""
    walk.sign_in(coordinator)
    walk.go("allocation:waiting")
    walk.go("allocation:case", case)
    walk.send("Offer the case", users=[str(user.pk) for user in facilitators], message="Both are calm.")
    for user in facilitators:
        walk.sign_in(user)
        walk.go("allocation:offers")
        offer = offer_in(walk)
        walk.go("allocation:accept", offer)
        walk.send(link="no")
    walk.sign_in(coordinator)
    walk.go("allocation:pack", case)
    walk.send("Look for new papers")
    walk.go("allocation:note", case)
    walk.send(title="Where to ring", words="The bell does not work.")
    for paper in [link for link in walk.links if "/pack-items/" in link]:
        walk.go(paper)
        walk.send(included="yes")
    walk.go("allocation:pack", case)
    walk.send("Hand over")
    walk.go("casefile:case", case)
    walk.send("Begin preparation")
    check_reads(walk, "Begin preparation: done")


def offer_in(walk: Walk) -> str:
    """The number of the only offer on the page."""
    return next(link.split("/")[-3] for link in walk.links if link.endswith("/accept/"))


def unsafe_way_is_refused(walk: Walk, person: int) -> None:
    """No e-mails, says the card: there is no button for one, and who finds the page all the same is refused."""
    walk.go("contact:log", person)
    assert "E-mail" not in walk.text
    walk.go(f"/people/{person}/contacts/log/?how=email")
    walk.try_to_send(result="sent", purpose="engage", at=soon(), minutes=5)
    check_reads(walk, "is not safe for this person")


def nothing_to_pass_on(walk: Walk) -> dict[str, Said]:
    """What every talk asks besides."""
    assert "came_up" in walk.fields
    return {"came_up": [NOTHING]}


def both_are_visited(walk: Walk, facilitator: User, people: list[int]) -> None:
    """A call in vain, one that reaches them, with the question after each, then a visit, for each of the two."""
    walk.sign_in(facilitator)
    unsafe_way_is_refused(walk, people[0])
    for person in people:
        walk.go("contact:log", person)
        walk.go(f"/people/{person}/contacts/log/?how=call")
        walk.send(result="no_answer", purpose="engage", at=soon(), minutes=2)
        check_reads(walk, "Call back when?")
        walk.go(f"/people/{person}/contacts/log/?how=call")
        walk.send(
            result="reached",
            purpose="engage",
            at=soon(),
            minutes=10,
            note="Was friendly.",
            **nothing_to_pass_on(walk),
        )
        walk.go(f"/people/{person}/contacts/log/?how=visit")
        walk.send(
            present=["themselves", "both_facilitators"],
            place_kind="home",
            at=soon(),
            minutes=60,
            **nothing_to_pass_on(walk),
        )
        walk.go("contact:person", person)


def both_are_prepared(walk: Walk, people: dict[str, int], case: str, way: str = "meeting") -> None:
    """Consent, suitability, risk and the way they choose, for each of the two; then communication may begin."""
    today = timezone.localdate()
    for side, person in people.items():
        walk.go("consent:board", person)
        walk.go("consent:explain", person, "choice-responsible" if side == "responsible" else "choice")
        walk.send(items=walk.choices("items"), form="read_out", on=today, understood=True)
        for key in ("take_part", way):
            walk.go("consent:ask", person, key)
            walk.send(answer="given", how="spoken")
        walk.go("suitability:judge", person, "visit")
        walk.send(
            **({**RESPONSIBLE, "own_harm": "not_disclosed"} if side == "responsible" else HARMED),
            both_agree=True,
            interviewed_on=today,
            basis="Two visits.",
            outcome="suitable",
        )
        walk.go("risk:assess", person)
        walk.send(
            moment="before_meeting",
            **NO_HARM,
            fear_or_threat="no",
            level="low",
            reason_1="Quiet on both sides.",
            safeguards="Two facilitators.",
        )
        walk.go("preparation:edit", person)
        asked: dict[str, Said] = {"others_asked_on": today} if side == "harmed" else {}
        if side == "responsible":
            asked = {"coping": walk.choices("coping"), "coping_on": today, "coping_support": "His mother."}
        walk.send(
            explained=walk.choices("explained"), hopes="To be heard.", questions="Why my fence?", **asked
        )
        walk.go("preparation:sign_off", person)
        walk.send(on=today)
        walk.go("preparation:way", person)
        walk.send(way=way, on=today, discussed_on=today)
    walk.go("casefile:case", case)
    walk.send("Begin communication")
    check_reads(walk, "Begin communication: done")
