"""May this case be closed with this outcome, what is still open, and who may be written to?"""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from amends.foundation.case.models import SIDES, Case, Participant, Side
from amends.foundation.case.rules import principals, principals_of, reached
from amends.foundation.documents.models import Document
from amends.foundation.lib.refusal import Refused
from amends.foundation.messages.models import Message
from amends.foundation.messages.rules import CARD, POINTS
from amends.foundation.people.models import ContactPoint
from amends.foundation.people.rules import check_channel
from amends.journey.consent.rules import switchboards
from amends.journey.contact.rules import check_can_say_not_reached
from amends.journey.followup.models import Closing
from amends.journey.followup.outcomes import Outcome, outcomes
from amends.journey.followup.rules.calling import check_settled
from amends.journey.followup.rules.ways import check_offered, check_other_ways, check_way_explained, ways_of
from amends.journey.preparation.rules import check_video_considered
from amends.journey.referral.models import Referral

SOURCE = "Essex manual, process para 10"
DISTANCE = "distance"
LETTERS = {
    Side.HARMED: "closing-letter-harmed",
    Side.RESPONSIBLE: "closing-letter-responsible",
    Side.PARTY_A: "closing-letter-party",
    Side.PARTY_B: "closing-letter-party",
}


@dataclass(frozen=True)
class Coded:
    """An outcome as somebody wants to code it."""

    outcome: str
    reason: str
    whose: str = ""
    may_be_told: bool = False
    note: str = ""
    why_another_way: str = ""
    why_no_other_way: str = ""


def closing_of(case: Case) -> Closing | None:
    """The outcome that counts, for those who see the whole service."""
    return closings_that_count(case).select_related("case").first()


def closings_that_count(case: Case) -> QuerySet[Closing]:
    """The same as a query, for pages that read more in one statement."""
    return Closing.objects.filter(case=case, replaced_at__isnull=True, reopened_at__isnull=True)


def check_can_code(case: Case, coded: Coded) -> Outcome:
    """The outcome, or a refusal with what stands against it."""
    if not case.is_open:
        raise Refused("This case is closed.", opens="Open it again first, with a reason.")
    outcome = outcomes().get(coded.outcome)
    if outcome is None:
        raise Refused("There is no such outcome.", field="outcome")
    if coded.reason not in outcome.reasons:
        raise Refused("Choose one of the reasons.", field="reason")
    if coded.reason == DISTANCE:
        check_video_considered(case)
    check_settled(case)
    _check_milestones(case, outcome)
    if outcome.asks_whose:
        _check_whose(case, coded, outcome)
    if outcome.asks_other_ways:
        check_other_ways(case, coded.why_no_other_way)
    check_offered(case, coded.why_no_other_way)
    check_way_explained(ways_of(case), coded.why_another_way)
    if outcome.needs_note and not coded.note.strip():
        raise Refused("Say in a few words to whom and why.", source=SOURCE, field="note")
    return outcome


def _check_milestones(case: Case, outcome: Outcome) -> None:
    have = reached(case)
    missing = [milestone for milestone in outcome.needs if milestone not in have]
    if missing:
        words = ", ".join(m.label[0].lower() + m.label[1:] for m in missing)
        raise Refused(
            f"“{outcome.title}” does not fit this case yet.", source=SOURCE, opens=f"Still to do: {words}."
        )


def _check_whose(case: Case, coded: Coded, outcome: Outcome) -> None:
    sides = SIDES[Case.Roles(case.roles)]
    chosen = sides if coded.whose == Closing.Whose.BOTH else [s for s in sides if s == coded.whose]
    if not chosen:
        raise Refused("Say which side it was.", field="whose")
    if outcome.needs_attempt:
        people = [person for person in principals(case) if person.side in chosen]
        for person in people:
            check_can_say_not_reached(person)
        if not people:
            raise Refused("Nobody of that side is on file.", field="whose")


def referrals_of(case: Case) -> list[Referral]:
    """Every referral that led to this case, also those that were joined to another one."""
    rows = Referral.objects.filter(Q(case=case) | Q(merged_into__case=case)).received()
    return list(rows.select_related("referrer", "service", "agency").order_by("pk"))


@dataclass(frozen=True)
class LetterLine:
    """One person with their closing letter, or why there is none."""

    participant: Participant
    document: Document | None
    why_not: str


def letter_subject(closing: Closing, person: Participant) -> str:
    """Under which key the closing letter of one person is kept: another outcome means another letter."""
    return f"{closing.subject}:participant:{person.pk}"


def who_gets_a_letter(closing: Closing) -> list[LetterLine]:
    """Everybody who would have taken part themselves, with their letter or what stands against one."""
    case = closing.case
    addresses = ContactPoint.objects.filter(
        participant=OuterRef("pk"), is_safe=True, kind__in=POINTS[Message.Channel.LETTER]
    )
    with_cards = principals_of(case).select_related("person", "safe_contact")
    people = list(with_cards.annotate(has_address=Exists(addresses)))
    boards = switchboards(people)
    letters = Document.objects.filter(case=case, template__in=set(LETTERS.values()))
    written = {document.subject: document for document in letters.order_by("pk")}
    lines = []
    for person in people:
        document = written.get(letter_subject(closing, person))
        unwanted = boards[person.pk]["contact"].state in {"off", "withdrawn"}
        why = "" if document else "They do not want to be contacted." if unwanted else _unsafe(person)
        lines.append(LetterLine(person, document, why))
    return lines


def _unsafe(person: Participant) -> str:
    """Why no letter may go to them; asked again, of the database, when one is written."""
    if not hasattr(person, "person"):
        return "Their name is not on file."
    try:
        check_channel(getattr(person, "safe_contact", None), CARD[Message.Channel.LETTER])
    except Refused as refusal:
        return str(refusal)
    if person.__dict__["has_address"]:
        return ""
    return "There is no safe letter address for this person."
