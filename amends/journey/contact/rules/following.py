"""The one thing that matters next after a contact, and what to know before the first."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone

from amends.foundation.case.models import Participant
from amends.foundation.people.models import SafeContact
from amends.foundation.people.rules import channel_is_safe
from amends.journey.allocation.models import Weight
from amends.journey.contact.models import Approach, Contact
from amends.journey.contact.rules.attempts import Attempts
from amends.journey.contact.rules.may_log import HARMED, RESPONSIBLE

Kind, Result = Contact.Kind, Contact.Result
FIRST_CALL_WARNING = (
    "It is not known whether they have been told of the sentence. Hearing of it from you may upset them: "
    "make time, and know where they can turn afterwards."
)


@dataclass(frozen=True)
class Following:
    """What is asked after saving: `ask` is reaction, call_back, text or appointment."""

    ask: str
    words: str


def following(
    contact: Contact, *, card: SafeContact | None, approach: Approach | None, earlier: Sequence[Contact]
) -> Following:
    """The question for the page after a contact is saved."""
    side = contact.participant.side
    first = not any(c.is_reached for c in earlier if c.pk != contact.pk and c.kind != Kind.LIAISON)
    if contact.is_reached and contact.kind == Kind.CALL and side in HARMED and first:
        return Following("reaction", "How did they take it, and did you offer to meet?")
    if contact.is_reached or contact.kind in {Kind.LETTER, Kind.EMAIL, Kind.LIAISON}:
        return Following("appointment", "When do you meet or speak next?")
    if contact.kind == Kind.CALL and side in RESPONSIBLE and proposes_text(card, approach, contact):
        return Following("text", "No answer. Send a text rather than leave a message?")
    return Following("call_back", "When will you try again?")


def proposes_text(card: SafeContact | None, approach: Approach | None, contact: Contact) -> bool:
    """In the community a text comes after an unanswered call; in custody, or where it is not safe, it does not."""
    if contact.result not in {Result.NO_ANSWER, Result.SOMEBODY_ELSE}:
        return False
    in_custody = approach.in_custody if approach else None
    if in_custody is None:
        weight = Weight.objects.filter(case=contact.participant.case_id).first()
        in_custody = bool(weight and weight.setting == Weight.Setting.CUSTODY)
    return not in_custody and channel_is_safe(card, "text", timezone.now())


def first_call_warning(participant: Participant, approach: Approach | None, tried: Attempts) -> str:
    """Shown before the first call to a person harmed when nobody knows whether they were told (W8-269)."""
    if participant.side not in HARMED or tried.ever_reached:
        return ""
    told = approach.told_of_sentence if approach else Approach.Told.NOT_KNOWN
    return FIRST_CALL_WARNING if told == Approach.Told.NOT_KNOWN else ""


def suggested_detail(approach: Approach) -> Approach.Detail:
    """How much to say at first. It has no part in whether somebody is eligible or suitable (PF-087)."""
    if approach.attitude in {Approach.Attitude.HOSTILE, Approach.Attitude.NOT_KNOWN}:
        return Approach.Detail.BASIC
    if approach.readiness == Approach.Readiness.STARTED and approach.attitude == Approach.Attitude.SORRY:
        return Approach.Detail.FULL
    return Approach.Detail.SOME


def first_visit_list(participant: Participant) -> list[str]:
    """What the first visit must not forget (EX-135)."""
    approach = Approach.objects.filter(participant=participant).first()
    weight = Weight.objects.filter(case=participant.case_id).first()
    things = []
    if (weight is None or weight.leaflet_to_explain) and not (approach and approach.leaflet_explained_on):
        things.append("Explain leaflet")
    if participant.appropriate_adult_needed:
        things.append("Have their appropriate adult there")
    return things
