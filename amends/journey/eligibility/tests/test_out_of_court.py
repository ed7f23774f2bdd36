"""Matters dealt with outside court: reviewed where they are not low-level, and never on one side's wish alone."""

from datetime import date

import pytest

from amends.foundation.lib.refusal import Refused
from amends.journey.eligibility.actions import Ruling, assess_again, open_case_from, screen_referral
from amends.journey.eligibility.tests.test_screening import again, clear
from amends.journey.referral.content import load
from amends.journey.referral.models import Referral, ReferralPerson, Remedy
from amends.journey.referral.noticing import notices_from
from amends.journey.remedy.actions import keep_remedy

CLEAR = {"consent_harmed": "given", "consent_responsible": "given", "referral_type": "community_remedy"}


@pytest.fixture
def out_of_court(service, coordinator):
    """A community remedy on a referral form that the person harmed asked for; the other has said nothing."""
    referral = clear(service, coordinator, facts=CLEAR, reasons=["community_remedy"])
    Remedy.objects.create(service=service, referral=referral, victim_asked_on=date(2026, 3, 1))
    return referral


def agree(by, referral):
    details = {"offender_agrees": "yes", "offender_agreed_on": date(2026, 3, 4)}
    keep_remedy(by=by, remedy=Remedy.objects.get(referral=referral), details=details)


def eligible(by, referral, reason=""):
    return screen_referral(
        by=by,
        referral=again(referral),
        ruling=Ruling("eligible", family="community_resolution", reason=reason),
    )


@pytest.mark.requirement("EX-024")
def test_wish_of_the_person_harmed_alone_takes_it_nowhere(out_of_court, coordinator):
    assert "offender-agreement" in {notice.code for notice in notices_from(load(out_of_court))}
    with pytest.raises(Refused, match="agreement of the person responsible is missing"):
        eligible(coordinator, out_of_court)

    agree(coordinator, out_of_court)
    assert eligible(coordinator, out_of_court).decision == "eligible"
    kept = Remedy.objects.get(referral=out_of_court)
    assert (kept.victim_asked_on, kept.offender_agrees, kept.offender_agreed_on) == (
        date(2026, 3, 1),
        "yes",
        date(2026, 3, 4),
    )


@pytest.mark.requirement("EX-024")
def test_case_is_not_marked_suitable_once_the_agreement_is_taken_back(out_of_court, coordinator):
    agree(coordinator, out_of_court)
    eligible(coordinator, out_of_court)
    people = {person.pk: person.side for person in out_of_court.people.all()}
    case = open_case_from(
        by=coordinator, referral=again(out_of_court), what="shop window", roles="clear", sides=people
    )
    Remedy.objects.filter(referral=out_of_court).update(offender_agrees="", offender_agreed_on=None)
    with pytest.raises(Refused, match="agreement of the person responsible is missing"):
        assess_again(
            by=coordinator, case=case, decision="accept", reasons="All is clear.", responsibility="full"
        )


@pytest.mark.requirement("EX-023")
def test_matter_that_is_not_low_level_is_flagged_and_needs_a_reason_to_go_on(out_of_court, coordinator):
    agree(coordinator, out_of_court)
    said = {"alternative_sanction": "A caution", "first_offence": "yes", "disposal": "community_remedy"}
    remedy = Remedy.objects.get(referral=out_of_court)
    keep_remedy(by=coordinator, remedy=remedy, details=said | {"low_level": "yes"})
    assert "review" not in {notice.code for notice in notices_from(load(out_of_court))}

    keep_remedy(by=coordinator, remedy=remedy, details={"low_level": "no"})
    assert "review" in {notice.code for notice in notices_from(load(out_of_court))}
    with pytest.raises(Refused, match="say why it goes on"):
        eligible(coordinator, out_of_court)
    assert eligible(coordinator, out_of_court, reason="A single act, fully owned up to.").reason
    kept = Remedy.objects.get(referral=out_of_court)
    assert (kept.alternative_sanction, kept.first_offence) == ("A caution", "yes")


@pytest.mark.requirement("EX-151")
def test_authority_of_an_inspector_opens_no_case_while_the_person_harmed_was_not_asked(
    out_of_court, coordinator
):
    """Without their own consent nobody of the service contacts the person harmed: there is no file to do it from."""
    agree(coordinator, out_of_court)
    out_of_court.facts.filter(name="consent_harmed").delete()
    ReferralPerson.objects.filter(referral=out_of_court, side="harmed").update(consent="not_sought")
    with pytest.raises(Refused):
        eligible(coordinator, out_of_court)
    assert not Referral.objects.filter(case__isnull=False).exists()
