"""What a referral leaves open. It may be sent unfinished; the coordinator sees what is still to be asked (EX-140)."""

from amends.journey.referral.content import Rows
from amends.journey.referral.models import ReferralPerson

PARTS = {
    "reasons": "why it is referred",
    "initiated_by": "whose idea it was",
    "incident": "what happened",
    "between_them": "what they are to each other",
    "leaflet_given": "the leaflet",
    "previous_action": "what was done before",
}


def open_parts(rows: Rows) -> list[str]:
    """The unanswered parts in plain words, in the order of the form."""
    referral = rows.referral
    parts = [words for name, words in PARTS.items() if not getattr(referral, name)]
    if not referral.happened_on and not referral.happened_note:
        parts.append("when it happened")
    if not referral.went_to_court and not referral.court_stage:
        parts.append("whether it went to court")
    if any(line.is_open for line in rows.checklist):
        parts.append("the checklist")
    for person in rows.people:
        parts += [f"{words} of {person.full_name}" for words in _open_of(person)]
    return parts


def _open_of(person: ReferralPerson) -> list[str]:
    if person.part != ReferralPerson.Part.PRINCIPAL:
        return []
    parts = []
    known = person.date_of_birth or person.age_note or person.under_18 is not None
    if person.kind == ReferralPerson.Kind.PERSON and not known:
        parts.append("age")
    if not person.consent:
        parts.append("consent")
    if person.takes_part and person.consent != "refused" and not person.is_asked_about_safety:
        parts.append("safe contact")
    return parts
