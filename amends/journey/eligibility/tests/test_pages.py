"""The desk's pages, as the coordinator uses them."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from amends.foundation.access.models import Agency, AgencyKind
from amends.foundation.case.models import Case
from amends.foundation.clock.models import Clock
from amends.foundation.pages.tests.costs import cost
from amends.journey.eligibility.models import Intake, Likeness, Screening, SentOn
from amends.journey.eligibility.tests.referrals import (
    burglary_from_police,
    burglary_from_victim_support,
)
from amends.journey.eligibility.tests.sixteen import landed
from amends.journey.eligibility.tests.test_screening import ALL_CLEAR, again, clear
from amends.journey.referral.actions import state_facts
from amends.journey.referral.models import ChecklistAnswer, Question
from amends.service.partners.models import District, Receiver


def url(name, *args):
    return reverse(f"eligibility:{name}", args=args)


@pytest.fixture
def signed_in(client, sign_in, coordinator):
    return sign_in(client, coordinator)


@pytest.fixture
def youth_services(service):
    District.objects.create(service=service, name="Thurrock", postcodes=["ZZ4"])
    for name, districts in (
        ("Essex Youth Offending Service", []),
        ("Thurrock Youth Offending Service", ["Thurrock"]),
    ):
        agency = Agency.objects.create(service=service, name=name, kind=AgencyKind.YOUTH_JUSTICE)
        Receiver.objects.create(service=service, agency=agency, takes="youth_justice", districts=districts)


class TestIntakePage:
    def test_shows_what_was_sent_what_was_noticed_and_the_rules(self, signed_in, service, coordinator):
        referral = landed(service, coordinator, "07")
        page = signed_in.get(url("intake", referral.number))
        for words in ("Mrs Rose Tansey", "Victim Support", "Not known", "appendix E", "What was noticed"):
            assert words in page.text

    def test_duplicate_is_shown_with_what_matches(self, signed_in, service, coordinator):
        police, support = burglary_from_police(service), burglary_from_victim_support(service)
        text = signed_in.get(url("intake", support.number)).text
        assert police.number in text
        assert "Same telephone" in text
        assert "+44 7700 900142 here, 07700 900142 there" in text
        assert "Look at this first" in text

    @pytest.mark.requirement("EX-022")
    def test_thurrock_address_of_a_sixteen_year_old_proposes_thurrock_and_no_case(
        self, signed_in, service, coordinator, youth_services
    ):
        people = [
            {
                "full_name": "Kai Teal",
                "side": "responsible",
                "date_of_birth": timezone.localdate() - timedelta(days=365 * 16 + 100),
                "postcode": "ZZ4 9LL",
            }
        ]
        referral = clear(service, coordinator, people, facts={"responsible_under_18": None})
        page = signed_in.get(url("intake", referral.number))
        assert "Send it on to Thurrock Youth Offending Service" in page.text
        assert url("open", referral.number) not in page.text
        assert "Thurrock Youth Offending Service" in signed_in.get(url("screen", referral.number)).text

    def test_loughton_goes_to_essex(self, signed_in, service, coordinator, youth_services):
        referral = landed(service, coordinator, "12")
        assert "Send it on to Essex Youth" in signed_in.get(url("intake", referral.number)).text

    @pytest.mark.parametrize("number", ["01", "03", "16", "22", "23"])
    def test_every_kind_of_referral_is_shown(self, signed_in, service, coordinator, number):
        referral = landed(service, coordinator, number)
        assert signed_in.get(url("intake", referral.number)).status_code == 200

    def test_queries_do_not_grow_with_people_rules_or_lookalikes(self, signed_in, service, coordinator):
        referral = landed(service, coordinator, "11")
        landed(service, coordinator, "01")
        few = cost(signed_in, url("intake", referral.number))
        for number in ("07", "02", "03", "05"):
            landed(service, coordinator, number)
        assert cost(signed_in, url("intake", referral.number)) <= few <= 12

    @pytest.mark.parametrize("who", ["facilitator", "referrer", "administrator", "sysadmin", "stranger"])
    def test_others_get_404(self, client, sign_in, request, service, coordinator, who):
        referral = clear(service, coordinator)
        signed = sign_in(client, request.getfixturevalue(who))
        assert signed.get(url("intake", referral.number)).status_code == 404

    @pytest.mark.requirement("EX-140")
    def test_unsure_checklist_lines_are_to_be_assessed_by_the_hub(self, signed_in, service, coordinator):
        referral = clear(service, coordinator)
        for question in ("willing", "court_case"):
            ChecklistAnswer.objects.create(
                service=service, referral=referral, question=question, referrer_answer="unsure"
            )
        ChecklistAnswer.objects.create(
            service=service, referral=referral, question="young_person", referrer_answer="no"
        )
        page = signed_in.get(url("intake", referral.number))
        checklist = next(s for s in page.context["sections"] if s.title == "Checklist")
        words = [row.value[1] for row in checklist.rows]
        assert words == ["to be assessed by the service"] * 2 + ["not verified yet"]


class TestFindingOut:
    def test_facts_that_were_changed_are_recorded_and_no_others(self, signed_in, service, coordinator):
        referral = clear(service, coordinator)
        before = referral.facts.count()
        data = {name: str(value).lower() for name, value in ALL_CLEAR.items()}
        data |= {"responsibility": "some", "said_by": "agency", "note": "Police"}
        page = signed_in.post(url("facts", referral.number), data)
        assert page.status_code == 302
        new = referral.facts.order_by("pk")[before:]
        assert [(fact.name, fact.value, fact.said_by) for fact in new] == [
            ("responsibility", "some", "agency")
        ]

    @pytest.mark.parametrize(
        ("known", "typed", "field", "words"),
        [
            ({"court_stage": "sentenced"}, {"plea": "none"}, "plea", "said to have made no plea"),
            ({"plea": "not_guilty_tried"}, {"court_stage": "charged"}, "court_stage", "has not got so far"),
            ({}, {"responsible_under_18": "true"}, "responsible_under_18", "said to be under 18"),
        ],
    )
    def test_a_fact_that_cannot_be_right_beside_another_is_refused_at_its_box(
        self, signed_in, service, coordinator, known, typed, field, words
    ):
        service.profile = "noms-2013" if "plea" in typed else "essex-2015"
        service.save()
        referral = clear(service, coordinator, facts={"plea": "guilty", "court_stage": "sentenced", **known})
        before = referral.facts.count()
        page = signed_in.get(url("facts", referral.number))
        data = {
            name: box.value() or ""
            for name in page.context["form"].fields
            if (box := page.context["form"][name])
        }
        page = signed_in.post(url("facts", referral.number), {**data, **typed, "said_by": "coordinator"})
        assert words in " ".join(page.context["form"].errors[field])
        assert referral.facts.count() == before

    def test_a_tier_of_seven_is_refused_at_its_box(self, signed_in, service, coordinator):
        service.profile = "noms-2013"
        service.save()
        referral = clear(service, coordinator)
        before = referral.facts.count()
        page = signed_in.post(url("facts", referral.number), {"tier": "7", "said_by": "coordinator"})
        assert "a whole number, 1 to 4" in " ".join(page.context["form"].errors["tier"])
        assert referral.facts.count() == before

    def test_checklist_is_verified_beside_the_referrer(self, signed_in, service, coordinator):
        referral = clear(service, coordinator, said_by="referrer")
        ChecklistAnswer.objects.create(
            service=service, referral=referral, question="abuse", referrer_answer="no"
        )
        signed_in.post(url("checklist", referral.number), {"abuse": "yes", "abuse_note": "Police reply"})
        text = signed_in.get(url("intake", referral.number)).text
        assert "Referrer: No" in text
        assert "Verified: Yes (Police reply)" in text

    def test_pathway_and_risk_are_noted(self, signed_in, service, coordinator):
        referral = clear(service, coordinator)
        signed_in.post(url("note", referral.number), {"risk_level": "high"})
        assert Intake.objects.get(referral=referral).risk_level == "high"

    def test_question_is_drafted_edited_and_answered(self, signed_in, service, coordinator):
        referral = clear(service, coordinator, facts={"responsibility": None})
        draft = signed_in.get(url("ask", referral.number)).context["form"].initial["words"]
        assert "accept responsibility" in draft
        signed_in.post(url("ask", referral.number), {"words": "Does he own up to it?"})
        question = Question.objects.get(referral=referral)
        assert question.text == "Does he own up to it?"
        signed_in.post(url("answer", referral.number, question.pk), {"words": "He does."})
        assert Question.objects.get().answer == "He does."


class TestDeciding:
    def test_screening_and_opening_through_the_pages(self, signed_in, service, coordinator):
        referral = clear(service, coordinator)
        signed_in.post(
            url("screen", referral.number), {"decision": "eligible", "family": "anti_social_behaviour"}
        )
        form = signed_in.get(url("open", referral.number)).context["form"]
        data = {name: field.initial or "" for name, field in form.fields.items() if name.startswith("side_")}
        data |= {"what": "eggs on windows", "roles": "clear", "words": form.initial["words"]}
        page = signed_in.post(url("open", referral.number), data)
        case = Case.objects.get()
        assert page.url == url("enquiries", case.number)
        assert {p.side for p in case.participants.all()} == {"harmed", "responsible"}

    def test_opening_before_screening_says_why_not(self, signed_in, service, coordinator):
        referral = clear(service, coordinator)
        assert "has not been screened" in signed_in.get(url("open", referral.number)).text

    def test_comparing_and_joining_through_the_pages(self, signed_in, service, coordinator):
        police, support = burglary_from_police(service), burglary_from_victim_support(service)
        page = signed_in.post(url("compare", support.number, police.number), {"answer": "same"})
        assert page.url == url("join", support.number, police.number)
        form = signed_in.get(page.url).context["form"]
        data = {name: field.initial for name, field in form.fields.items() if name.startswith("same_")}
        proposed = sorted(police.people.values_list("pk", flat=True))
        assert sorted(int(key) for key in data.values()) == proposed
        signed_in.post(page.url, data | {"words": "We know of it."})
        joined = again(support)
        assert (joined.status, joined.merged_into_id, joined.outcome_words) == (
            "merged",
            police.pk,
            "We know of it.",
        )

    def test_different_matter_goes_back_to_the_referral(self, signed_in, service, coordinator):
        police, support = burglary_from_police(service), burglary_from_victim_support(service)
        page = signed_in.post(
            url("compare", support.number, police.number), {"answer": "different", "note": "Other street"}
        )
        assert page.url == url("intake", support.number)
        assert Likeness.objects.get().answer == "different"

    def test_nothing_alike_has_no_page_to_compare(self, signed_in, service, coordinator):
        one, other = clear(service, coordinator), burglary_from_police(service)
        assert signed_in.get(url("compare", one.number, other.number)).status_code == 404

    def test_neighbours_who_come_by_themselves_are_told_whom_to_ask(self, signed_in, service, coordinator):
        agency = Agency.objects.create(
            service=service, name="Epping Forest CSP", kind="community_safety", telephone="01632 960330"
        )
        District.objects.create(
            service=service, name="Epping Forest", postcodes=["ZZ2"], places=["Waltham Abbey"]
        )
        Receiver.objects.create(
            service=service, agency=agency, takes="neighbours", districts=["Epping Forest"]
        )
        referral = landed(service, coordinator, "23")
        draft = signed_in.get(url("turn_down", referral.number)).context["form"].initial["words"]
        assert "Epping Forest CSP, 01632 960330" in draft

    @pytest.mark.requirement("EX-004")
    def test_excluded_referral_opens_no_case_and_goes_back_with_the_exclusion_stored(
        self, signed_in, service, coordinator
    ):
        referral = clear(service, coordinator, facts={"domestic_abuse": True})
        data = {"what": "shouting", "roles": "clear", "words": "Opened."}
        data |= {f"side_{person.pk}": person.side for person in referral.people.all()}
        assert "has not been screened" in signed_in.post(url("open", referral.number), data).text
        eligible = {"decision": "eligible", "family": "anti_social_behaviour", "reason": "I would like to"}
        assert "There is domestic abuse" in signed_in.post(url("screen", referral.number), eligible).text
        page = signed_in.post(url("turn_down", referral.number), {"words": "No."})
        assert "Screen it first" in page.text
        signed_in.post(url("screen", referral.number), {"decision": "not_suitable", "reason": "Excluded"})
        signed_in.post(url("turn_down", referral.number), {"words": "We cannot take it."})
        assert again(referral).status == "not_eligible"
        assert Screening.objects.get(referral=referral).rules == ["domestic-abuse"]

    def test_sending_back_lists_what_to_put_right(self, signed_in, service, coordinator):
        referral = landed(service, coordinator, "15")
        draft = signed_in.get(url("send_back", referral.number)).context["form"].initial["words"]
        assert "- " in draft
        signed_in.post(url("send_back", referral.number), {"words": draft})
        assert again(referral).status == "returned"


class TestSendingOn:
    @pytest.fixture
    def referral(self, signed_in, service, coordinator):
        agency = Agency.objects.create(service=service, name="Fire RJ team", kind=AgencyKind.FIRE)
        Receiver.objects.create(
            service=service, agency=agency, takes="fire", criteria="Small deliberate fires"
        )
        referral = landed(service, coordinator, "06")
        signed_in.post(url("screen", referral.number), {"decision": "transfer", "reason": "A fire"})
        return referral

    @pytest.mark.requirement("EX-072")
    def test_fire_is_proposed_and_stays_with_the_partner_until_an_outcome_comes_back(
        self, signed_in, referral, service
    ):
        text = signed_in.get(url("intake", referral.number)).text
        assert "Send it on to Fire RJ team" in text
        assert "Small deliberate fires" in text
        form = signed_in.get(url("send_on", referral.number)).context["form"]
        data = {"receiver": form.initial["receiver"].pk, "words": form.initial["words"]}
        signed_in.post(url("send_on", referral.number), data)
        row = SentOn.objects.get(referral=referral)
        assert (row.to, row.why, row.referrer_told_at is not None) == ("Fire RJ team", "fire-service", True)

        def with_partner():
            page = signed_in.get(url("queue"), {"view": "partner"})
            return [line.referral.number for line in page.context["lines"]]

        assert with_partner() == [referral.number]
        signed_in.post(url("hand_over", referral.number), {"step": "acknowledged", "accepted": "yes"})
        row.refresh_from_db()
        assert row.accepted is True
        assert with_partner() == [referral.number]
        today = timezone.localdate()
        data = {"step": "outcome", "outcome": "Two visits made", "on": today.isoformat()}
        signed_in.post(url("hand_over", referral.number), data)
        row.refresh_from_db()
        assert row.outcome_on == today
        assert with_partner() == []

    def test_what_they_do_not_take_is_at_the_desk_again_and_the_referrer_reads_why(self, signed_in, referral):
        signed_in.post(url("send_on", referral.number), {"to": "Another team", "words": "Passed on."})
        signed_in.post(url("hand_over", referral.number), {"step": "acknowledged", "accepted": "no"})
        referral.refresh_from_db()
        assert referral.status == "submitted"
        assert referral.amendments.get().reason == "Another team does not take it."
        running = Clock.objects.filter(subject=f"referral:{referral.pk}", stopped_at__isnull=True)
        assert {clock.name for clock in running} == {"referral-decision"}
        page = signed_in.get(url("intake", referral.number)).text
        assert "Not taken by the partner: Another team" in page
        assert "What now?" in page
        assert referral.number not in signed_in.get(url("queue"), {"view": "partner"}).text

    def test_decided_referral_is_taken_up_again_with_a_reason(self, signed_in, referral):
        signed_in.post(url("send_on", referral.number), {"to": "Another team", "words": "Passed on."})
        assert url("look_again", referral.number) in signed_in.get(url("intake", referral.number)).text
        assert signed_in.post(url("look_again", referral.number), {"reason": ""}).status_code == 200
        assert signed_in.post(url("look_again", referral.number), {"reason": "It is not"}).status_code == 302
        referral.refresh_from_db()
        assert referral.is_open
        assert url("look_again", referral.number) not in signed_in.get(url("intake", referral.number)).text

    def test_outcome_of_a_day_to_come_is_refused(self, signed_in, referral):
        signed_in.post(url("send_on", referral.number), {"to": "Another team", "words": "Passed on."})
        data = {"step": "outcome", "outcome": "Done", "on": date(2999, 1, 1).isoformat()}
        assert "still to come" in signed_in.post(url("hand_over", referral.number), data).text

    def test_service_must_be_named(self, signed_in, referral):
        page = signed_in.post(url("send_on", referral.number), {"words": "Passed on."})
        assert "Say to which service it goes" in page.text


@pytest.mark.parametrize("way", ["send_on", "turn_down"])
def test_form_says_before_it_is_filled_in_that_it_has_to_be_screened_first(
    signed_in, service, coordinator, way
):
    referral = clear(service, coordinator)
    assert "Screen it first as" in signed_in.get(url(way, referral.number)).text


def test_referrer_is_given_no_rule_as_a_reason_of_which_nobody_can_say_whether_it_applies(
    signed_in, service, coordinator
):
    service.profile = "hmpps-2023"
    service.save()
    referral = clear(service, coordinator)
    desk = signed_in.get(url("intake", referral.number)).context["desk"]
    unknown = [line.words for line in desk.rules if line.says == "Not known" and line.decided]
    assert unknown
    words = signed_in.get(url("send_on", referral.number)).context["form"].initial["words"]
    assert not [rule for rule in unknown if rule in words]


def test_referrals_count_on_the_partner_s_page(signed_in, service, coordinator, police):
    clear(service, coordinator, agency=police)
    page = signed_in.get(reverse("partners:list"))
    row = next(row for row in page.context["table"].rows if row[0].text == police.name)
    assert row[3] == 1


def test_facts_form_refuses_a_number_outside_its_range(signed_in, service, coordinator):
    service.profile = "noms-2013"
    service.save()
    referral = clear(service, coordinator)
    page = signed_in.post(url("facts", referral.number), {"tier": "9", "said_by": "coordinator"})
    assert "Enter a whole number, 1 to 4" in page.text
    state_facts(by=coordinator, referral=referral, facts={"tier": 2})
