"""A case before it is accepted: enquiries, the second assessment, members of a group."""

import re
from datetime import date, datetime, timedelta

import pytest
import time_machine
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import timezone

from amends.foundation.access.models import Agency, AgencyKind
from amends.foundation.case.actions import grant_file
from amends.foundation.case.lifecycle import Milestone, Stage
from amends.foundation.case.models import Participant
from amends.foundation.case.rules import reached
from amends.foundation.clock.models import Clock
from amends.foundation.lib.refusal import Refused
from amends.foundation.pages.tests.costs import cost
from amends.journey.eligibility.actions import (
    Ruling,
    accept_case,
    add_member,
    ask_agency,
    assess_again,
    chase_agency,
    give_up_waiting,
    open_case_from,
    record_reply,
    screen_referral,
    start_fallbacks,
)
from amends.journey.eligibility.models import Enquiry, SecondAssessment
from amends.journey.eligibility.tests.test_screening import again, clear, open_one
from amends.journey.referral.actions import state_facts
from amends.journey.referral.facts import facts_of
from amends.service.sharing.actions import end_agreement, set_terms
from amends.service.sharing.rules import missing_with
from amends.service.sharing.tests.cast import in_force


def url(name, *args):
    return reverse(f"eligibility:{name}", args=args)


@pytest.fixture
def signed_in(client, sign_in, coordinator):
    return sign_in(client, coordinator)


@pytest.fixture
def referral(service, coordinator):
    people = [
        {"full_name": "Hanna Lark", "side": "harmed", "consent": "given", "consent_how": "signed"},
        {"full_name": "Rhys Finch", "side": "responsible", "age_note": "30", "consent": "not_sought"},
    ]
    made = clear(service, coordinator, people)
    screen_referral(by=coordinator, referral=made, ruling=Ruling("eligible", family="anti_social_behaviour"))
    return again(made)


@pytest.fixture
def case(referral, coordinator):
    return open_one(coordinator, referral)


@pytest.fixture
def harmed(case):
    return Participant.objects.select_related("file", "case__service").get(case=case, side="harmed")


@pytest.fixture
def bodies(service, police):
    support = Agency.objects.create(service=service, name="Victim Support", kind=AgencyKind.VICTIM_SUPPORT)
    probation = Agency.objects.create(service=service, name="Essex CRC", kind=AgencyKind.PROBATION)
    return police, support, probation


PROMISED = {"reply_days": 5, "consequence": "No first contact.", "fallback": "Ring the officer."}


def ask(by, participant, agency, **more):
    if missing_with(agency):
        in_force(by, agency)
    return ask_agency(
        by=by,
        participant=participant,
        agency=agency,
        items=["contact"],
        words="How may we reach her?",
        **{"ground": "consent", **more},
    )


class TestGround:
    @pytest.mark.requirement("EX-136")
    def test_body_that_the_consent_does_not_name_needs_a_basis(self, harmed, coordinator, service):
        fire = Agency.objects.create(service=service, name="Fire Service", kind=AgencyKind.FIRE)
        with pytest.raises(Refused, match="not Fire Service") as refusal:
            ask(coordinator, harmed, fire)
        assert refusal.value.field == "ground"
        with pytest.raises(Refused, match="on what ground"):
            ask(coordinator, harmed, fire, ground="legal")
        made = ask(coordinator, harmed, fire, ground="further", ground_words="She said yes on 3 May")
        assert made.ground_words

    def test_named_bodies_may_be_asked(self, harmed, coordinator, bodies):
        for agency in bodies:
            assert ask(coordinator, harmed, agency).pk

    def test_who_was_never_asked_covers_nobody(self, case, coordinator, police):
        responsible = Participant.objects.select_related("file", "case__service").get(
            case=case, side="responsible"
        )
        with pytest.raises(Refused, match="covers nobody"):
            ask(coordinator, responsible, police)


class TestEnquiries:
    @pytest.mark.requirement("EX-039")
    def test_two_of_three_answered_and_the_late_one_to_be_chased(
        self, client, sign_in, case, harmed, coordinator, bodies
    ):
        asked = [ask(coordinator, harmed, agency) for agency in bodies]
        for enquiry in asked[:2]:
            record_reply(by=coordinator, enquiry=enquiry, reply="Known to us.")
        with time_machine.travel(timezone.now() + timedelta(days=25)):
            page = sign_in(client, coordinator).get(url("enquiries", case.number))
        assert "2 of 3 answered" in page.text
        states = {row[0].text: row[3].tag.text for row in page.context["table"].rows}
        assert states["Essex Police"] == states["Victim Support"] == "Answered"
        assert states["Essex CRC"].startswith("Chase: day")

    def test_clock_waits_for_the_body_and_stops_with_the_reply(self, case, harmed, coordinator, police):
        enquiry = ask(coordinator, harmed, police)
        clock = Clock.objects.get(subject=enquiry.subject)
        assert (clock.waiting_for, clock.file_id) == ("Essex Police", harmed.file_id)
        assert Milestone.INFORMATION_ASKED in reached(case)
        chase_agency(by=coordinator, enquiry=enquiry, words="Rang the desk")
        assert Clock.objects.get(subject=enquiry.subject).stopped_at is None
        record_reply(by=coordinator, enquiry=enquiry, nothing_known=True)
        assert Clock.objects.get(subject=enquiry.subject).stopped_at is not None

    def test_reply_settles_facts_beside_the_referrer_s(self, referral, harmed, coordinator, police):
        enquiry = ask(coordinator, harmed, police)
        record_reply(
            by=coordinator, enquiry=enquiry, reply="A caution.", facts={"vulnerability_concern": True}
        )
        assert facts_of(again(referral))["vulnerability_concern"] is True

    def test_answered_or_given_up_is_closed(self, harmed, coordinator, police):
        enquiry = ask(coordinator, harmed, police)
        give_up_waiting(by=coordinator, enquiry=enquiry, because="They hold nothing since 2015")
        with pytest.raises(Refused):
            record_reply(by=coordinator, enquiry=enquiry, reply="Late")

    @pytest.mark.requirement("EX-013")
    def test_body_without_an_agreement_is_not_asked_and_the_missing_one_is_named(
        self, signed_in, case, harmed, service, coordinator, police
    ):
        in_force(coordinator, police)
        homes = Agency.objects.create(service=service, name="Rushmere Homes", kind=AgencyKind.HOUSING)
        data = {
            "agency": homes.pk,
            "participant": harmed.pk,
            "items": ["history"],
            "words": "Do you know them?",
            "ground": "legal",
            "ground_words": "The tenancy",
        }
        page = signed_in.post(url("ask_agency", case.number), data)
        assert "There is no information sharing agreement with Rushmere Homes" in page.text
        assert not Enquiry.objects.exists()
        signed = in_force(coordinator, homes)
        assert signed_in.post(url("ask_agency", case.number), data).status_code == 302
        end_agreement(by=coordinator, agreement=signed, on=timezone.localdate() - timedelta(days=1))
        again_page = signed_in.post(url("ask_agency", case.number), {**data, "words": "And now?"})
        assert "has expired" in again_page.text
        assert Enquiry.objects.count() == 1

    @pytest.mark.requirement("W8-166")
    def test_answer_is_late_after_the_days_the_body_has_promised(
        self, client, sign_in, harmed, coordinator, police
    ):
        in_force(coordinator, police)
        set_terms(by=coordinator, agency=police, details=PROMISED)
        monday = timezone.make_aware(datetime(2024, 3, 4, 11))
        enquiry = ask(coordinator, harmed, police, sent_at=monday)
        due = Clock.objects.get(subject=enquiry.subject).due_at
        assert timezone.localtime(due).date() == date(2024, 3, 11)
        ended = timezone.make_aware(datetime(2024, 3, 11, 23))
        in_time = ask(coordinator, harmed, police, sent_at=monday)
        record_reply(by=coordinator, enquiry=in_time, reply="Known.", received_at=ended)
        Agency.objects.filter(pk=police.pk).update(name="Essex and Kent Police")
        rates = sign_in(client, coordinator).get(reverse("sharing:terms")).context["table"].rows
        assert {row[0].text: row[2] for row in rates}["Essex and Kent Police"] == "1 of 2"

    @pytest.mark.requirement("W8-170")
    def test_late_answer_says_what_waits_and_begins_what_was_agreed_instead(
        self, client, sign_in, case, harmed, coordinator, facilitator, police
    ):
        in_force(coordinator, police)
        set_terms(by=coordinator, agency=police, details=PROMISED)
        enquiry = ask(coordinator, harmed, police, sent_at=timezone.now() - timedelta(days=14))
        assert start_fallbacks(by=coordinator, service=case.service) == 1
        assert start_fallbacks(by=coordinator, service=case.service) == 0
        signed_in = sign_in(client, coordinator)
        words = "No first contact. Instead: Ring the officer."
        assert words in signed_in.get(reverse("casefile:case", args=[case.number])).text
        assert words in signed_in.get(reverse("worklist:home")).text
        assert facilitator.name in signed_in.get(reverse("sharing:terms")).text
        signed_in.post(url("enquiry", case.number, enquiry.pk), {"step": "instead"})
        assert words not in signed_in.get(reverse("casefile:case", args=[case.number])).text

    def test_pages_ask_chase_reply(self, signed_in, case, harmed, coordinator, police):
        in_force(coordinator, police)
        data = {
            "agency": police.pk,
            "participant": harmed.pk,
            "items": ["risk"],
            "words": "Any warning?",
            "ground": "consent",
        }
        assert signed_in.post(url("ask_agency", case.number), data).status_code == 302
        enquiry = Enquiry.objects.get()
        page = url("enquiry", case.number, enquiry.pk)
        signed_in.post(page, {"step": "chase", "words": "Rang"})
        assert "Rang" in signed_in.get(page).text
        day = timezone.localdate().isoformat()
        signed_in.post(page, {"step": "reply", "received_on": day, "reply": "None held.", "source": "system"})
        enquiry.refresh_from_db()
        assert (enquiry.reply, enquiry.source) == ("None held.", "system")

    def test_page_refuses_at_the_ground(self, signed_in, case, harmed, service, coordinator):
        fire = Agency.objects.create(service=service, name="Fire Service", kind=AgencyKind.FIRE)
        in_force(coordinator, fire)
        data = {
            "agency": fire.pk,
            "participant": harmed.pk,
            "items": ["risk"],
            "words": "Any warning?",
            "ground": "consent",
        }
        page = signed_in.post(url("ask_agency", case.number), data)
        assert "ground" in page.context["form"].errors

    def test_enquiry_is_walled_to_its_side(self, acting, case, harmed, coordinator, facilitator, police):
        ask(coordinator, harmed, police)
        responsible = case.files.get(side="responsible")
        grant_file(by=coordinator, file=responsible, user=facilitator, reason="allocated")
        acting(facilitator)
        assert not Enquiry.objects.exists()

    def test_queries_do_not_grow(self, signed_in, case, harmed, coordinator, service):
        for number in range(12):
            agency = Agency.objects.create(service=service, name=f"Body {number}", kind=AgencyKind.POLICE)
            ask(coordinator, harmed, agency)
        assert cost(signed_in, url("enquiries", case.number)) <= 12


def assess(by, case, decision="accept", **more):
    return assess_again(
        by=by,
        case=case,
        **{
            "decision": decision,
            "reasons": "Both have heard what it is.",
            "responsibility": "full",
            "relied_words": "The police reply",
            **more,
        },
    )


class TestSecondAssessment:
    @pytest.mark.requirement("EX-041")
    def test_case_is_accepted_only_after_it(self, case, coordinator):
        with pytest.raises(Refused, match="second assessment made"):
            accept_case(by=coordinator, case=case)
        assess(coordinator, case)
        assert accept_case(by=coordinator, case=case).stage == Stage.ALLOCATION

    def test_outstanding_reply_must_be_waited_for_or_explained(self, case, harmed, coordinator, police):
        ask(coordinator, harmed, police)
        with pytest.raises(Refused, match="Essex Police"):
            assess(coordinator, case)
        assert assess(coordinator, case, without_replies="They answered by telephone").pk

    def test_nobody_accepting_anything_cannot_be_suitable(self, case, coordinator):
        with pytest.raises(Refused, match="responsibility"):
            assess(coordinator, case, responsibility="none")
        assess(coordinator, case, decision="not_accept", responsibility="none")
        assert Milestone.SECOND_ASSESSMENT_DONE not in reached(case)

    def test_it_rests_on_something_and_is_never_changed(self, case, coordinator):
        row = assess(coordinator, case)
        with pytest.raises(DatabaseError), transaction.atomic():
            SecondAssessment.objects.filter(pk=row.pk).update(reasons="x")

    def test_later_no_takes_the_milestone_back(self, case, coordinator):
        assess(coordinator, case)
        assess(coordinator, case, decision="not_accept", responsibility="some")
        assert Milestone.SECOND_ASSESSMENT_DONE not in reached(case)

    def test_through_the_page(self, signed_in, case):
        data = {
            "responsibility": "full",
            "relied_words": "The referral",
            "decision": "accept",
            "reasons": "Suitable",
        }
        signed_in.post(url("assessment", case.number), data)
        assert "Accept the case" in signed_in.get(url("assessment", case.number)).text
        signed_in.post(url("accept", case.number))
        case.refresh_from_db()
        assert case.stage == Stage.ALLOCATION

    def test_accepting_too_early_says_why(self, signed_in, case):
        page = signed_in.post(url("accept", case.number), follow=True)
        assert "not possible yet" in page.text


class TestDispute:
    """Neighbours where nobody is plainly the harmed one (appendix D)."""

    @pytest.fixture
    def dispute(self, service, coordinator):
        people = [
            {"full_name": "Alder Wren", "side": "party_a"},
            {"full_name": "Saffron Reed", "side": "party_b"},
        ]
        facts = {
            "referral_type": "neighbour_dispute",
            "clear_roles": False,
            "both_accept_some_responsibility": True,
            "responsibility": "some",
        }
        return clear(service, coordinator, people, facts=facts)

    @pytest.mark.requirement("EX-125")
    def test_without_crime_or_asb_it_cannot_pass_and_with_one_side_accepting_nothing_it_is_not_suitable(
        self, dispute, coordinator
    ):
        state_facts(by=coordinator, referral=dispute, facts={"criminal_or_asb_element": False})
        with pytest.raises(Refused, match="no crime or anti-social behaviour"):
            screen_referral(
                by=coordinator, referral=dispute, ruling=Ruling("eligible", family="neighbour_dispute")
            )
        state_facts(by=coordinator, referral=dispute, facts={"criminal_or_asb_element": True})
        screen_referral(
            by=coordinator, referral=again(dispute), ruling=Ruling("eligible", family="neighbour_dispute")
        )
        sides = {person.pk: person.side for person in dispute.people.all()}
        case = open_case_from(
            by=coordinator, referral=again(dispute), what="cut fence", roles="unclear", sides=sides
        )
        state_facts(by=coordinator, referral=dispute, facts={"both_accept_some_responsibility": False})
        with pytest.raises(Refused, match="not every side accepts"):
            assess(coordinator, case, responsibility="some")


class TestGroup:
    @pytest.fixture
    def group(self, service, coordinator):
        people = [
            {"full_name": "Residents of Mill Row", "side": "harmed", "kind": "group"},
            {"full_name": "Rhys Finch", "side": "responsible", "age_note": "30"},
        ]
        made = clear(service, coordinator, people)
        screen_referral(
            by=coordinator, referral=made, ruling=Ruling("eligible", family="anti_social_behaviour")
        )
        case = open_one(coordinator, again(made))
        return Participant.objects.select_related("person", "file").get(case=case, side="harmed")

    def test_members_are_named_with_who_agreed(self, signed_in, group, coordinator):
        for number in range(6):
            add_member(by=coordinator, group=group, full_name=f"Member {number}", takes_part=number < 4)
        page = signed_in.get(url("members", group.pk))
        assert "4 of 6 have agreed" in page.text

    def test_member_is_added_on_the_page(self, signed_in, group):
        signed_in.post(url("members", group.pk), {"full_name": "Alda Reed", "is_spokesperson": "on"})
        member = Participant.objects.get(of=group)
        assert (member.part, member.side) == ("spokesperson", "harmed")

    def test_person_has_no_members(self, harmed, coordinator):
        with pytest.raises(Refused, match="group"):
            add_member(by=coordinator, group=harmed, full_name="Somebody")


@pytest.mark.parametrize("who", ["facilitator", "referrer", "sysadmin", "stranger"])
@pytest.mark.parametrize("name", ["enquiries", "ask_agency", "assessment"])
def test_others_do_not_find_the_pages(client, sign_in, request, case, who, name):
    signed = sign_in(client, request.getfixturevalue(who))
    assert signed.get(url(name, case.number)).status_code == 404


def test_body_without_an_agreement_stands_last_and_greyed_out_with_the_reason(
    signed_in, case, coordinator, bodies
):
    police, support, _ = bodies
    in_force(coordinator, support)
    page = signed_in.get(url("ask_agency", case.number)).text
    chooser = page[page.index('name="agency"') : page.index("</select>")]
    options = re.findall(r'<option value="(\d+)"([^>]*)>([^<]*)</option>', chooser)
    shown = {int(key): ("disabled" in rest, words) for key, rest, words in options}
    assert next(iter(shown)) == support.pk
    assert shown[support.pk] == (False, "Victim Support")
    assert shown[police.pk] == (True, f"{police.name}: no agreement in force")
    assert "Have it signed first: Partners, Agreements." in page
