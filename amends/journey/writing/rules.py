"""Questions before a letter is made: may its words stand, may it say that the other side has agreed, who wrote it?"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone

from amends.foundation.access.models import User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.rules import may
from amends.foundation.case.models import Case, Participant
from amends.foundation.case.rules import both_sides_seen, principals
from amends.foundation.documents.rules import check_nothing_of_other_side, check_wording
from amends.foundation.documents.wording import DocumentTemplate, document_template
from amends.foundation.lib.refusal import Refused
from amends.journey.agreement.models import OutcomeAgreement
from amends.journey.consent.rules import has_consent
from amends.journey.consent.rules.standing import is_statutory
from amends.journey.contact.models import Contact
from amends.journey.contact.rules import Plan, check_can_log
from amends.journey.contact.rules.may_log import check_call_before_letter
from amends.journey.followup.models import Closing
from amends.journey.writing.facts import Facts
from amends.journey.writing.papers import FIRST_HARMED, FIRST_RESPONSIBLE, HARMED, RESPONSIBLE, Paper

AGREED = "Wait 'til Eight section 6 para 4.3"


def check_typed(
    facts: Facts,
    template: DocumentTemplate,
    typed: Mapping[str, str],
    names: list[str],
    *,
    overridden: bool,
) -> None:
    """Refuse, at the field, words that this paper must not say, and anything of the other side.

    Until somebody has sat with them, what a first letter must not say holds for every paper (W8-270).
    """
    person = facts.participant
    first = FIRST_HARMED if person.side in HARMED else FIRST_RESPONSIBLE
    wordings = [template] if facts.was_seen else [template, document_template(first)]
    for name, text in typed.items():
        try:
            if not overridden:
                for wording in wordings:
                    check_wording(wording, text)
            check_nothing_of_other_side(text, person.case, person.side, names_allowed=names)
        except Refused as refusal:
            raise Refused(refusal.reason, source=refusal.source, opens=refusal.opens, field=name) from refusal


def may_say_agreed(facts: Facts) -> bool:
    """Whether the letter can be asked to say so: whoever writes sees both files, and the other side's yes is there."""
    return (
        facts.participant.side in HARMED
        and both_sides_seen(facts.participant.case)
        and _all_have_agreed(facts.participant.case)
    )


def check_may_say_agreed(case: Case) -> None:
    """Refuse to say that the other person has agreed while that is not on record (W8-271)."""
    if not (both_sides_seen(case) and _all_have_agreed(case)):
        raise Refused(
            "It is not on record that the person responsible has agreed.",
            source=AGREED,
            opens="Leave it out.",
            field="say_agreed",
        )


def agreed_words(case: Case) -> dict[str, object]:
    """That the other side has agreed, and whether it is part of a sentence."""
    ordered = any(is_statutory(person) for person in _responsible(case))
    return {"responsible_has_agreed": True, "part_of_sentence": ordered}


def _all_have_agreed(case: Case) -> bool:
    people = _responsible(case)
    return bool(people) and all(has_consent(person, "take_part") for person in people)


def _responsible(case: Case) -> list[Participant]:
    return [person for person in principals(case) if person.side in RESPONSIBLE]


def plan_of(by: User, facts: Facts, paper: Paper, why_not_call: str) -> Plan:
    """The contact that the letter will be once it is posted."""
    usual = Contact.Purpose.PREPARE if facts.was_seen else Contact.Purpose.ENGAGE
    return Plan(
        by=by,
        participant=facts.participant,
        kind=Contact.Kind.LETTER,
        result=Contact.Result.SENT,
        at=timezone.now(),
        purpose=paper.purpose or usual,
        why_not_call=why_not_call,
        before=facts.contacts,
    )


def check_can_post(by: User, facts: Facts, paper: Paper, why_not_call: str) -> None:
    """Refuse a letter that could not be written into the contact log: every rule of a contact holds for it."""
    if facts.post_refusal:
        raise facts.post_refusal
    check_can_log(plan_of(by, facts, paper, why_not_call))


def asks_why_not_call(by: User, facts: Facts, paper: Paper) -> bool:
    """Whether a call should have come first."""
    try:
        check_call_before_letter(plan_of(by, facts, paper, ""))
    except Refused:
        return True
    return False


@dataclass(frozen=True)
class Elsewhere:
    """A paper that another step makes: where it begins, or why it cannot yet."""

    title: str
    words: str
    url: str = ""


def begun_elsewhere(user: User, facts: Facts) -> list[Elsewhere]:
    """The papers of other steps for this person. Each begins on one page, with what is known filled in."""
    if facts.participant.left_at or not facts.participant.case.is_open:
        return []
    return [*_consent_form(user, facts), *_agreement(facts), *_closing_letter(user, facts)]


def _consent_form(user: User, facts: Facts) -> Iterator[Elsewhere]:
    person = facts.participant
    if may(user, Permission.CONSENT_RECORD, person.service_id):
        words = "With the lines that they are asked, to be signed."
        yield Elsewhere("Consent form", words, reverse("consent:paper", args=[person.pk]))


def _agreement(facts: Facts) -> Iterator[Elsewhere]:
    """Their copy of what was agreed, once it is final."""
    for final in facts.agreements:
        if giving := _giving(final, facts.participant):
            yield Elsewhere("Copy of the agreement", "As it was made final.", giving)


def _closing_letter(user: User, facts: Facts) -> Iterator[Elsewhere]:
    """Both sides are written to in the same words, from one page, once it is coded how it ended."""
    person, title = facts.participant, "Closing letter"
    if not may(user, Permission.CASE_CLOSE, person.service_id):
        return
    for coded in facts.closings:
        page = reverse("followup:closing", args=[person.case.number])
        again = _giving(coded, person)
        words = "Written. Here it is sent again." if again else "To both sides at once, in the same words."
        yield Elsewhere(title, words, again or page)
    if not facts.closings:
        yield Elsewhere(title, "It is not coded yet how the case ended.")


def _giving(row: OutcomeAgreement | Closing, participant: Participant) -> str:
    """The page on which the paper of this row is given to this person, with them chosen already; "" without a paper."""
    paper: int | None = getattr(row, "paper", None)  # as `facts_of` asks for it
    return f"{reverse('message:give', args=[paper])}?to={participant.pk}" if paper else ""
