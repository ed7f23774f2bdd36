"""Matters dealt with outside court: what has to be said of them, and what may not go forward without it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from amends.foundation.access.models import Service
from amends.foundation.lib.refusal import Refused
from amends.journey.referral.content import OUT_OF_COURT, Problem, Rows, load
from amends.journey.referral.models import ChosenAction, LocalOption, Referral, ReferralPerson, Remedy
from amends.journey.referral.models.referral import Answer, Form, Reason
from amends.service.partners.models import District

COMMUNITY_REMEDY = "Essex manual, process, cases accepted, out of court disposals"


def is_out_of_court(referral: Referral) -> bool:
    """Whether it stands in for a sanction."""
    return referral.form == Form.CRA1 or bool(OUT_OF_COURT & set(referral.reasons))


def is_community_remedy(referral: Referral) -> bool:
    """Whether it is a community remedy, on whichever form."""
    return referral.form == Form.CRA1 or Reason.COMMUNITY_REMEDY in referral.reasons


def of_community_remedy() -> Q:
    """The same as a filter on referrals."""
    return Q(form=Form.CRA1) | Q(reasons__contains=[Reason.COMMUNITY_REMEDY])


@dataclass(frozen=True)
class Agreement:
    """What the person responsible says to it, and since when."""

    answer: str
    on: date | None


def offender_agreement(rows: Rows) -> Agreement:
    """As noted; else by the signature under the contract; else by the consent under the referral form."""
    if rows.remedy and rows.remedy.offender_agrees:
        return Agreement(rows.remedy.offender_agrees, rows.remedy.offender_agreed_on)
    form = rows.resolution
    if form and form.offender_signed and form.enters_contract:
        return Agreement(Answer.YES, form.offender_signed_on)
    people = rows.principals(ReferralPerson.Side.RESPONSIBLE)
    if people and all(person.consent == ReferralPerson.Consent.GIVEN for person in people):
        return Agreement(Answer.YES, max((p.consent_on for p in people if p.consent_on), default=None))
    return Agreement("", None)


def check_offender_agreed(referral: Referral) -> None:
    """Refuse to let a community remedy go forward on the wish of the person harmed alone (EX-024)."""
    if not is_community_remedy(referral):
        return
    if offender_agreement(load(referral)).answer != Answer.YES:
        raise Refused(
            "The agreement of the person responsible is missing.",
            source=COMMUNITY_REMEDY,
            opens="Ask the officer whether they agree, and note it with its day.",
        )


def check_review(referral: Referral, reason: str) -> None:
    """Refuse to go on without a written reason where it is not low-level (EX-023)."""
    remedy = Remedy.objects.filter(referral=referral).first()
    if remedy and remedy.needs_review and not reason.strip():
        raise Refused(
            "This is not a low-level matter, so say why it goes on.",
            source=COMMUNITY_REMEDY,
            field="reason",
        )


def available_in(district: District, day: date) -> set[int]:
    """The actions on offer in a district on a day; all of them while the service has listed nothing anywhere."""
    listed = LocalOption.objects.filter(service_id=district.service_id)
    if not listed.exists():
        return set(ChosenAction.Menu.values)
    there = listed.filter(district=district, available_from__lte=day)
    return set(there.filter(Q(ended_on__isnull=True) | Q(ended_on__gte=day)).values_list("number", flat=True))


def not_on_offer(rows: Rows, day: date) -> Iterator[Problem]:
    """Only what exists in the district can be chosen (EX-154)."""
    form = rows.resolution
    if form is None or form.district is None:
        return
    there = available_in(form.district, day)
    for action in rows.actions:
        if action.chosen_by_victim and action.number not in there:
            words = f"“{action.get_number_display()}” is not on offer in {form.district}."
            yield Problem(f"resolution.actions.{action.number}", words)


def cra1_request_words(referral: Referral) -> str:
    """What the referrer is asked when a community remedy comes on another form (EX-128)."""
    return (
        "Thank you for this community remedy. It came on another form. Please send us the community resolution form "
        f"(CRA1) for it as well: it holds what both sides signed. You find it on the page “New referral”. "
        f"Put {referral.number} under “your own reference”, so that we read the two together."
    )


def districts_of(service: Service) -> list[District]:
    """Every district of the service, by name."""
    return list(District.objects.filter(service=service).order_by("name"))
