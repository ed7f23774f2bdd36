"""The facts a screening rests on, drawn from what a referral says (the table of policy/facts.yaml).

Four layers, the later counting more: what follows from the boxes that were ticked; what the referrer stated; what
birthdays, consents and the caution say plainly; what the service or an agency found out. A fact found out to be *not
known after all* is taken away again. Nothing is read out of free text.
"""

from collections.abc import Iterable, Mapping
from datetime import date

from django.utils import timezone

from amends.foundation.lib.dates import age_on
from amends.foundation.people.ages import ages
from amends.foundation.policy.facts import Value, facts_table
from amends.journey.referral.content import Rows, load
from amends.journey.referral.matching import CRIME_NUMBER
from amends.journey.referral.models import (
    ChecklistAnswer,
    ExternalReference,
    Referral,
    ReferralFact,
    ReferralPerson,
)
from amends.journey.referral.models.referral import Answer, Form, Reason, Turn

Side, Consent, Question = ReferralPerson.Side, ReferralPerson.Consent, ChecklistAnswer.Question
Derived = dict[str, Value | None]
MATTER = {
    "theft": "acquisitive",
    "damage": "criminal_damage",
    "assault": "violence",
    "public_order": "public_order",
}
ADULT = 18
# The facts that decide when the desk takes a referral.
TURNING = ("at_risk_of_custody", "tier", "seriousness")


def facts_of(referral: Referral) -> dict[str, Value]:
    """All facts known of a referral, for `amends.foundation.policy.screening.screen`."""
    return facts_from(load(referral))


def facts_from(rows: Rows) -> dict[str, Value]:
    """The same, from rows that are already at hand or not saved yet."""
    said_by = ReferralFact.SaidBy
    facts: Derived = _from_boxes(rows)
    facts.update(_parsed(rows.stated.get(said_by.REFERRER, {})))
    facts.update({name: value for name, value in _plain(rows).items() if value is not None})
    facts.update(_parsed(rows.stated.get(said_by.AGENCY, {})))
    facts.update(_parsed(rows.stated.get(said_by.COORDINATOR, {})))
    if facts.get("referral_type") not in {None, "neighbour_dispute"}:
        facts.setdefault("criminal_or_asb_element", True)
    if facts.get("responsibility") == "full":
        facts.setdefault("accepts_basic_facts", True)
    if child_was_harmed(rows):
        facts["victim_under_18"] = True  # whatever anybody says against a date of birth (PF-034)
    return {name: value for name, value in facts.items() if value is not None and value != ""}


def turn_of(said: Mapping[str, str]) -> Turn:
    """In which order the desk takes a referral, by what was said last of each fact (W8-103)."""
    if said.get("at_risk_of_custody") == "true":
        return Turn.EDGE_OF_CUSTODY
    if said.get("tier") in {"3", "4"} or said.get("seriousness") in {"medium", "high"}:
        return Turn.RIGHT_LEVEL
    return Turn.OTHERS


def _parsed(stated: dict[str, str]) -> Derived:
    table = facts_table()
    return {name: table[name].parse(text) for name, text in stated.items() if name in table}


def _from_boxes(rows: Rows) -> Derived:
    """What follows from the form, its boxes and its checklist, unless somebody says otherwise."""
    referral = rows.referral
    facts: Derived = {
        "reference": _reference(rows),
        "referrer_kind": kind_of_referrer(referral),
        "initiated_by": referral.initiated_by or None,
        "court_stage": referral.court_stage or ("none" if referral.went_to_court == Answer.NO else None),
        "referral_type": _referral_type(referral),
        "willing": _yes_or_no(rows.answer(Question.WILLING)),
        "clear_roles": _clear_roles(rows),
        "identifiable_victim": True if rows.principals(Side.HARMED) else None,
    }
    if rows.resolution and rows.resolution.offence_group in MATTER:
        facts["offence_category"] = MATTER[rows.resolution.offence_group]
    if rows.answer(Question.ABUSE) == Answer.NO:
        facts["domestic_abuse"] = facts["sexual_offence"] = False
    return facts


def _plain(rows: Rows) -> Derived:
    """What birthdays, consents, the caution and verified answers say, whatever the referrer thought."""
    day = day_of(rows.referral)
    facts: Derived = {
        "responsible_under_18": _anybody_under_18(
            rows.principals(Side.RESPONSIBLE, Side.PARTY_A, Side.PARTY_B), day
        ),
        "victim_under_18": _anybody_under_18(rows.harmed(), day),
        "consent_harmed": _consent(rows.principals(Side.HARMED, Side.PARTY_A)),
        "consent_responsible": _consent(rows.principals(Side.RESPONSIBLE, Side.PARTY_B)),
    }
    if any(line.question == Question.ABUSE and line.verified_answer == Answer.YES for line in rows.checklist):
        facts["domestic_abuse"] = True
    if rows.resolution and rows.resolution.accepts_responsibility:
        facts["accepts_basic_facts"] = True
    return facts


def child_was_harmed(rows: Rows) -> bool:
    """Whether, by a date of birth, somebody harmed is or was under 18: now, or on the day it happened (PF-034)."""
    day, happened = day_of(rows.referral), rows.referral.happened_on
    births = [person.date_of_birth for person in rows.harmed() if person.date_of_birth]
    return any(ages(born, happened, day).child_factor for born in births)


def day_of(referral: Referral) -> date:
    """Ages are judged on the day it came."""
    return timezone.localtime(referral.received_at).date() if referral.received_at else timezone.localdate()


def age_of(person: ReferralPerson, day: date) -> int | None:
    """Their age on a day: by their birthday, or by an age given as a plain number."""
    if person.date_of_birth:
        return age_on(person.date_of_birth, day)
    return int(person.age_note) if person.age_note.isdecimal() else None


def under_18_of(person: ReferralPerson, day: date) -> bool | None:
    """True, False, or None where nobody knows. Companies and groups are not young."""
    age = age_of(person, day)
    if age is not None:
        return age < ADULT
    return person.under_18 if person.kind == ReferralPerson.Kind.PERSON else False


def _anybody_under_18(people: Iterable[ReferralPerson], day: date) -> bool | None:
    known = [under_18_of(person, day) for person in people]
    if any(known):
        return True
    return False if known and all(answer is False for answer in known) else None


def _consent(people: list[ReferralPerson]) -> str | None:
    """Given by anybody of the side; refused only when everybody refused; open when nothing was said of anybody."""
    said = {person.consent for person in people if person.consent}
    if Consent.GIVEN in said:
        return Consent.GIVEN.value
    if said == {Consent.REFUSED}:
        return Consent.REFUSED.value
    return Consent.NOT_SOUGHT.value if said else None


def _yes_or_no(answer: str) -> bool | None:
    return {Answer.YES.value: True, Answer.NO.value: False}.get(answer)


def _clear_roles(rows: Rows) -> bool | None:
    if rows.principals(Side.PARTY_A, Side.PARTY_B):
        return False
    return True if rows.principals(Side.HARMED) and rows.principals(Side.RESPONSIBLE) else None


def kind_of_referrer(referral: Referral) -> str | None:
    """What sort of body, or whether somebody for themselves, in the words of the screening facts."""
    if referral.referrer_kind:
        return referral.referrer_kind
    if referral.form == Form.SELF:
        return "self"
    return referral.agency.kind if referral.agency else None


def _referral_type(referral: Referral) -> str | None:
    """From the form and the reasons ticked (appendix E); a referrer can state it as well, and then that counts."""
    reasons = set(referral.reasons)
    if referral.form == Form.CRA1 or Reason.COMMUNITY_REMEDY in reasons:
        return "community_remedy"
    if reasons & {Reason.CAUTION, Reason.CONDITIONAL_CAUTION}:
        return "low_level_crime"
    if referral.went_to_court == Answer.YES or referral.court_stage not in {"", "none"}:
        return "criminal_offence"
    return "anti_social_behaviour" if reasons == {Reason.ASB} else None


def _reference(rows: Rows) -> str | None:
    """The number the matter is best known by: one that looks like a crime number, else the first that was given."""
    order = list(ExternalReference.Kind.values)
    ranked = sorted(rows.references, key=lambda r: (not CRIME_NUMBER.search(r.value), order.index(r.kind)))
    return ranked[0].value if ranked else None
