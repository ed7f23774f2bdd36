"""The papers with which somebody can be written to: for which side, when, and what is filled in by itself."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from django.utils import timezone

from amends.foundation.access.models import User
from amends.foundation.case.models import Participant, Side
from amends.foundation.documents.wording import DocumentTemplate, document_template
from amends.foundation.lib.refusal import Refused
from amends.journey.consent.rules.standing import is_statutory
from amends.journey.contact.actions.appointments import words_of_appointment
from amends.journey.contact.models import Contact
from amends.journey.contact.models.contact import Place
from amends.journey.writing.facts import Facts

Context = dict[str, object]
Part, Purpose = Participant.Part, Contact.Purpose
THEMSELVES = {Part.PRINCIPAL, Part.MEMBER, Part.SPOKESPERSON}
HARMED, RESPONSIBLE = (Side.HARMED, Side.PARTY_A), (Side.RESPONSIBLE, Side.PARTY_B)
FIRST_HARMED, FIRST_RESPONSIBLE = "first-letter-harmed", "first-letter-responsible"


def _nothing(facts: Facts, by: User) -> Context:
    return {}


def _always(facts: Facts) -> None:
    return None


@dataclass(frozen=True)
class Paper:
    """One paper. `only_posted` papers carry an address; the others may also be handed over or read out."""

    key: str
    words: str
    templates: Mapping[str, str]
    fill: Callable[[Facts, User], Context] = _nothing
    check: Callable[[Facts], None] = _always
    only_posted: bool = True
    purpose: str = ""
    parts: frozenset[str] = field(default_factory=lambda: frozenset(Part.values))
    title: str = ""

    def title_for(self, side: str) -> str:
        """How lists call it: as its wording does, unless that says too little."""
        return self.title or self.template(side).title

    def template(self, side: str) -> DocumentTemplate:
        """The wording for a side."""
        return document_template(self.templates[side])


@dataclass(frozen=True)
class Offer:
    """A paper for one person with what stands against it now."""

    paper: Paper
    title: str
    refusal: Refused | None


def addressed(facts: Facts) -> Context:
    """Whom it goes to."""
    return {"to_name": facts.name, "to_address": facts.address, "greeting": facts.greeting}


def signed(facts: Facts, by: User) -> Context:
    """Who signs: the facilitators of the case, or whoever writes where there are none yet."""
    people = facts.facilitators or [by]
    telephone = next((user.telephone for user in people if user.telephone), "")
    return {
        "facilitator_name": " and ".join(user.name for user in people),
        "facilitator_telephone": telephone,
    }


def _letter(facts: Facts, by: User) -> Context:
    return {**addressed(facts), **signed(facts, by)}


def _first(facts: Facts, by: User) -> Context:
    """The visit from the diary; where they are in prison or under an order, as it is on record."""
    context = _letter(facts, by)
    if facts.participant.side in RESPONSIBLE:
        return context | {"requirement": is_statutory(facts.participant)}
    visit = next((a for a in facts.appointments if a.kind == Contact.Kind.VISIT), None)
    if visit:
        local = timezone.localtime(visit.at)
        place = visit.place if visit.place_kind != Place.HOME else ""
        context |= {"visit_day": local.date(), "visit_time": local.time(), "visit_place": place}
    return context


def _appointment(facts: Facts, by: User) -> Context:
    return words_of_appointment(facts.participant)[1]


def prison_of(facts: Facts) -> tuple[dt.datetime | None, str]:
    """When and where the next visit to a prison is: from the diary, or from the meeting they are asked to."""
    visit = next((a for a in facts.appointments if a.place_kind == Place.PRISON), None)
    if visit:
        return visit.at, visit.place
    meeting = next(iter(facts.prison_meetings), None)
    if meeting and meeting.venue:
        return meeting.starts_at, f"{meeting.venue.name}\n{meeting.venue.address}"
    return None, ""


def id_rules_of(facts: Facts) -> str:
    """What the gate of the prison of their meeting takes as proof of who they are, as its entry among the places says."""
    meeting = next(iter(facts.prison_meetings), None)
    return meeting.venue.id_rules if meeting and meeting.venue else ""


def _prison(facts: Facts, by: User) -> Context:
    at, _ = prison_of(facts)
    local = timezone.localtime(at) if at else None
    day_and_time = {"day": local.date(), "time": local.time()} if local else {}
    return {**_letter(facts, by), **day_and_time}


def _check_first(facts: Facts) -> None:
    if facts.was_seen:
        raise Refused(
            "Somebody has sat with them already: a first letter would come too late.",
            opens="Write in your own words.",
        )
    if any(message.template in {FIRST_HARMED, FIRST_RESPONSIBLE} for message in facts.waiting):
        raise Refused("A first letter to them waits in the print queue.", opens="See letters to post.")


def _check_appointment(facts: Facts) -> None:
    if not any(appointment.place for appointment in facts.appointments):
        raise Refused(
            "There is no appointment with a place, day and time yet.",
            source="Wait 'til Eight section 6 para 4.1",
            opens="Put it into the diary first.",
        )


def _check_prison(facts: Facts) -> None:
    if facts.participant.side in RESPONSIBLE and facts.participant.part == Part.PRINCIPAL:
        raise Refused("This letter is for people who come into the prison from outside.")
    if not facts.prison_meetings and not any(a.place_kind == Place.PRISON for a in facts.appointments):
        raise Refused(
            "No visit to a prison is planned with them.",
            source="Wait 'til Eight section 6 para 10.4",
            opens="Put the visit into the diary, or plan the meeting there.",
        )


EVERY_SIDE = tuple(Side)
PAPERS = (
    Paper(
        "first",
        "The first word in writing, where a call is not possible or after one.",
        {Side.HARMED: FIRST_HARMED, Side.RESPONSIBLE: FIRST_RESPONSIBLE},
        fill=_first,
        check=_check_first,
        purpose=Purpose.ENGAGE,
        parts=frozenset(THEMSELVES),
    ),
    Paper(
        "leaflet",
        "What restorative justice is, on one page.",
        dict.fromkeys(EVERY_SIDE, "leaflet"),
        only_posted=False,
        purpose=Purpose.ENGAGE,
    ),
    Paper(
        "choice",
        "What they would agree to, before they are asked. Best read together.",
        {
            **dict.fromkeys(HARMED, "explained-choice"),
            Side.PARTY_B: "explained-choice",
            Side.RESPONSIBLE: "explained-choice-responsible",
        },
        only_posted=False,
        purpose=Purpose.ENGAGE,
        parts=frozenset(THEMSELVES),
    ),
    Paper(
        "appointment",
        "Day, time and place of the next appointment in the diary.",
        dict.fromkeys(RESPONSIBLE, "appointment-letter"),
        fill=_appointment,
        check=_check_appointment,
    ),
    Paper(
        "prison",
        "What somebody from outside has to know before they go into a prison.",
        dict.fromkeys(EVERY_SIDE, "prison-visit-letter"),
        fill=_prison,
        check=_check_prison,
        purpose=Purpose.PREPARE,
    ),
    Paper(
        "own-words",
        "For what has no letter of its own.",
        dict.fromkeys(EVERY_SIDE, "plain-letter"),
        fill=lambda facts, by: {"to_name": facts.name, "to_address": facts.address},
        title="Letter in your own words",
    ),
)


def paper_called(key: str, participant: Participant) -> Paper | None:
    """The paper of this key, if it is one for this person."""
    return next((paper for paper in papers_for(participant) if paper.key == key), None)


def papers_for(participant: Participant) -> list[Paper]:
    """Those written for their side and part."""
    return [p for p in PAPERS if participant.side in p.templates and participant.part in p.parts]


def offers(facts: Facts) -> list[Offer]:
    """Every paper for this person, each with what stands against it now."""
    side = facts.participant.side
    return [
        Offer(paper, paper.title_for(side), refusal_of(paper, facts))
        for paper in papers_for(facts.participant)
    ]


def refusal_of(paper: Paper, facts: Facts) -> Refused | None:
    """What stands against a paper: nothing is handed over or read out after a stop, and letters need a safe way."""
    if facts.reach_refusal:
        return facts.reach_refusal
    if paper.only_posted and facts.post_refusal:
        return facts.post_refusal
    try:
        paper.check(facts)
    except Refused as refusal:
        return refusal
    return None
