"""Nothing about somebody is gathered or passed on before it was explained; what a referral says is where it begins."""

import pytest

from amends.foundation.access.models import Agency, AgencyKind
from amends.foundation.case.models import Participant
from amends.foundation.lib.refusal import Refused
from amends.journey.consent.actions import note_from_referral
from amends.journey.consent.models import Consent
from amends.journey.consent.rules import check_may_contact, switchboard
from amends.journey.consent.rules.gates import check_before_sharing
from amends.journey.consent.tests.cast import agree, refuse, told
from amends.journey.eligibility.actions import Ruling, ask_agency, record_reply, screen_referral
from amends.journey.eligibility.tests.test_screening import again, clear, open_one
from amends.service.sharing.tests.cast import in_force


@pytest.fixture
def bodies(service, coordinator):
    """The police, and a nurse who works with people of this service; both have signed to share."""
    police = Agency.objects.create(service=service, name="Example Police", kind=AgencyKind.POLICE)
    nurse = Agency.objects.create(service=service, name="N. Nurse, clinic", kind=AgencyKind.OTHER)
    for agency in (police, nurse):
        in_force(coordinator, agency)
    return police, nurse


def ask(by, participant, agency, **more):
    details = {"ground": "legal", "ground_words": "Section 115", **more}
    return ask_agency(
        by=by,
        participant=participant,
        agency=agency,
        items=["risk", "opinion"],
        words="What do you think, and is there a risk of self-harm?",
        **details,
    )


@pytest.mark.requirement("W8-219")
def test_professional_is_asked_about_somebody_harmed_only_with_their_permission(noms, coordinator, bodies):
    _, nurse = bodies
    told(coordinator, noms.harmed, "ask_professionals")
    with pytest.raises(Refused, match="to ask professionals who know them"):
        ask(coordinator, noms.harmed, nurse)
    agree(coordinator, noms.harmed, "ask_professionals")
    enquiry = ask(coordinator, noms.harmed, nurse)
    record_reply(by=coordinator, enquiry=enquiry, reply="Well, and no risk of self-harm.")
    enquiry.refresh_from_db()
    assert enquiry.replied_at is not None
    refuse(coordinator, noms.harmed, "ask_professionals", "withdrawn")
    with pytest.raises(Refused, match="taken it back"):
        ask(coordinator, noms.harmed, nurse)


@pytest.mark.requirement("W8-219")
def test_agency_is_asked_about_somebody_harmed_only_where_they_named_it(noms, coordinator, bodies):
    police, _ = bodies
    told(coordinator, noms.harmed, "share_details")
    with pytest.raises(Refused, match="not been asked yet"):
        ask(coordinator, noms.harmed, police, ground="further")
    agree(coordinator, noms.harmed, "share_details", covers=["probation"])
    with pytest.raises(Refused, match="does not name this body"):
        ask(coordinator, noms.harmed, police, ground="further")
    agree(coordinator, noms.harmed, "share_details", covers=["police"])
    assert ask(coordinator, noms.harmed, police, ground="further").pk


@pytest.mark.parametrize("name", ["essex-2015", "noms-2013"])
@pytest.mark.parametrize("ground", ["consent", "further"])
def test_what_was_taken_back_with_us_counts_whatever_the_referral_says(under, coordinator, name, ground):
    person = under(name).harmed
    agree(coordinator, person, "share_details", covers=["police"])
    check_before_sharing(person, "police", ground)
    refuse(coordinator, person, "share_details", "withdrawn")
    with pytest.raises(Refused, match="taken it back"):
        check_before_sharing(person, "police", ground)
    check_before_sharing(person, "police", "legal")


def test_police_may_be_asked_by_law_how_to_reach_somebody_harmed(noms, coordinator, bodies):
    assert ask(coordinator, noms.harmed, bodies[0]).pk


@pytest.mark.requirement("W8-183")
def test_what_was_explained_to_one_side_opens_nothing_about_the_other(noms, coordinator, bodies):
    police, _ = bodies
    ground = {"ground": "further", "ground_words": "Said so"}
    agree(coordinator, noms.harmed, "share_details", covers=["police"])
    assert ask(coordinator, noms.harmed, police, **ground).pk
    with pytest.raises(Refused, match="has not been explained to them"):
        ask(coordinator, noms.responsible, police, **ground)
    agree(coordinator, noms.responsible, "share_details", covers=["police"])
    assert ask(coordinator, noms.responsible, police, **ground).pk


def from_a_referral(service, by, **said):
    people = [
        {"full_name": "Hanna Lark", "side": "harmed", "consent": "given"},
        {"full_name": "Rhys Finch", "side": "responsible", "age_note": "30", **said},
    ]
    referral = clear(service, by, people)
    screen_referral(by=by, referral=referral, ruling=Ruling("eligible", family="anti_social_behaviour"))
    case = open_one(by, again(referral))
    return Participant.objects.select_related("file", "case__service").get(case=case, side="responsible")


@pytest.mark.requirement("EX-126")
def test_who_could_not_be_asked_may_be_contacted_and_the_reason_is_kept(service, coordinator):
    person = from_a_referral(service, coordinator, consent="not_sought", consent_note="Not at home.")
    check_may_contact(person)
    kept = Consent.objects.get(participant=person)
    assert (kept.answer, kept.how, kept.note) == ("not_sought", "through_referrer", "Not at home.")


@pytest.mark.requirement("EX-126")
def test_who_said_no_to_the_officer_is_not_contacted(service, coordinator):
    person = from_a_referral(service, coordinator, consent="refused")
    assert switchboard(person)["contact"].state == "off"
    with pytest.raises(Refused, match="do not want to be contacted"):
        check_may_contact(person)


def test_yes_that_somebody_else_signed_is_not_theirs(service, coordinator):
    person = from_a_referral(
        service, coordinator, consent="given", consent_how="on_behalf", consent_name="Aunt"
    )
    assert switchboard(person)["contact"].state == "not asked"


def test_later_referral_does_not_open_what_they_have_closed_with_us(service, coordinator):
    person = from_a_referral(service, coordinator, consent="given")
    refuse(coordinator, person, "contact")
    note_from_referral(by=coordinator, participant=person, answer="given", on=None, note="")
    assert switchboard(person)["contact"].state == "off"
