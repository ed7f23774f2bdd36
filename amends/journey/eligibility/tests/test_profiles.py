"""Where the sources disagree, each side holds under its own profile."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from amends.foundation.approval.actions import decide_approval
from amends.foundation.approval.models import Approval
from amends.foundation.clock.models import Clock
from amends.foundation.lib.refusal import Refused
from amends.foundation.policy.screening import State, screen
from amends.journey.eligibility import actions
from amends.journey.eligibility.desk import Desk
from amends.journey.eligibility.models import Screening
from amends.journey.eligibility.queries.queue import VIEWS, waiting
from amends.journey.eligibility.rules import profile_for
from amends.journey.eligibility.tests.referrals import a_referral
from amends.journey.eligibility.tests.test_screening import again, clear
from amends.journey.referral.actions import state_facts
from amends.journey.referral.facts import facts_of
from amends.journey.referral.models import Question, ReferralFact, ReferralPerson
from amends.service.partners.models import Pathway

NOMS_CLEAR = {
    "referral_type": "criminal_offence",
    "referrer_kind": "prison",
    "offence_category": "acquisitive",
    "court_stage": "sentenced",
    "plea": "guilty",
    "seriousness": "medium",
    "tier": 3,
    "child_abuse": False,
    "victim_under_18": False,
    "at_risk_of_custody": False,
}
CONVICTED = date(2025, 3, 3)


def set_profile(service, name):
    service.profile = name
    service.save()


@pytest.fixture
def noms(service):
    set_profile(service, "noms-2013")
    return service


def noms_case(service, by, **facts):
    made = clear(
        service, by, facts={**NOMS_CLEAR, **facts}, initiated_by=facts.get("initiated_by", "offender")
    )
    actions.note_intake(by=by, referral=made, convicted_on=CONVICTED)
    return again(made)


def screen_as(by, referral, decision, **more):
    family = "criminal_offence" if decision == "eligible" else ""
    return actions.screen_referral(
        by=by, referral=again(referral), ruling=actions.Ruling(decision, family=family, **more)
    )


@pytest.mark.requirement("W8-061")
@pytest.mark.parametrize(
    ("facts", "rule"),
    [
        ({"domestic_abuse": True, "offence_category": "violence"}, "domestic-abuse"),
        ({"plea": "not_guilty_tried"}, "tried-after-denial"),
        ({"child_abuse": True}, "child-abuse"),
    ],
)
def test_what_the_exclusion_list_names_stops_with_its_ground(noms, coordinator, facts, rule):
    referral = noms_case(noms, coordinator, **facts)
    with pytest.raises(Refused, match=Desk(coordinator, referral).profile.rule(rule).words[:20]):
        screen_as(coordinator, referral, "eligible", reason="All the same")
    said = screen_as(coordinator, referral, "not_suitable", reason="Excluded")
    assert (said.outcome, said.grounds) == ("not_eligible", [rule])
    with pytest.raises(Refused, match="not been screened as eligible"):
        actions.open_case_from(
            by=coordinator, referral=again(referral), what="An assault", roles="clear", sides={}
        )
    with pytest.raises(Refused, match="makes no exceptions"):
        actions.ask_exception(by=coordinator, referral=again(referral), reason="She asks for it herself.")


@pytest.mark.requirement("W8-306")
def test_a_manager_may_except_where_the_scheme_says_so(service, coordinator, manager, acting):
    set_profile(service, "noms-2013-order")
    more = {
        "domestic_abuse": True,
        "household_burglary": True,
        "personal_harm": True,
        "risk_of_reoffending": "medium",
    }
    referral = noms_case(service, coordinator, **more)
    with pytest.raises(Refused, match="domestic abuse"):
        screen_as(coordinator, referral, "eligible", reason="All the same")
    with pytest.raises(Refused, match="Say why"):
        actions.ask_exception(by=coordinator, referral=again(referral), reason=" ")
    asked = actions.ask_exception(by=coordinator, referral=again(referral), reason="It was long ago.")
    assert "It was long ago." in asked.question
    acting(manager)
    decide_approval(by=manager, approval=asked, approve=True)
    acting(coordinator)
    assert screen_as(coordinator, referral, "eligible", reason="Agreed").decision == "eligible"


@pytest.mark.requirement("W8-306")
@pytest.mark.requirement("W8-060")
def test_a_home_broken_into_with_somebody_harmed_passes(service, coordinator):
    set_profile(service, "noms-2013-order")
    facts = {"household_burglary": True, "personal_harm": True, "risk_of_reoffending": "medium"}
    assert Desk(coordinator, noms_case(service, coordinator, **facts)).decision.outcome == "eligible"


@pytest.mark.requirement("W8-060")
def test_a_shop_fails_on_the_victim_and_low_risk_is_outside_the_target(service, coordinator):
    set_profile(service, "noms-2013-order")
    facts = {"household_burglary": True, "personal_harm": True, "risk_of_reoffending": "low"}
    low = Desk(coordinator, noms_case(service, coordinator, **facts))
    assert (low.decision.outcome, low.decision.rules) == ("discretion", ("low-risk",))
    assert "Commissioning intentions 2013/14" in low.profile.rule("low-risk").source
    shop = {"household_burglary": False, "offence_category": "violence", "personal_harm": False}
    decided = Desk(coordinator, noms_case(service, coordinator, **shop)).decision
    assert (decided.outcome, decided.rules) == ("not_eligible", ("no-victim",))


@pytest.mark.requirement("W8-086")
def test_the_same_offence_under_two_rule_sets(service, coordinator):
    set_profile(service, "noms-2013")
    facts = {"offence_category": "public_order", "household_burglary": False, "personal_harm": True}
    referral = noms_case(service, coordinator, **facts)
    assert Desk(coordinator, referral).decision.outcome == "eligible"
    order = Pathway.objects.create(
        service=service,
        name="Courts",
        source="probation",
        profile="noms-2013-order",
        status="live",
        agreed_on=CONVICTED,
    )
    actions.note_intake(by=coordinator, referral=referral, pathway=order, convicted_on=CONVICTED)
    said = screen_as(coordinator, referral, "not_suitable", reason="Not for a community sentence")
    assert (said.outcome, said.rules) == ("not_eligible", ["offence-type"])
    assert (said.profile, said.profile_version) == ("noms-2013-order", 1)
    for rule in ("domestic-abuse", "child-abuse", "sexual-offence", "loss-of-life", "tried-after-denial"):
        assert Desk(coordinator, again(referral)).profile.rule(rule).outcome == "not_eligible"


@pytest.mark.requirement("W8-066")
def test_a_request_of_the_person_harmed_is_decided_by_a_person_with_their_needs(noms, coordinator):
    referral = noms_case(noms, coordinator, tier=1, initiated_by="victim")
    assert Desk(coordinator, referral).decision.outcome == "discretion"
    with pytest.raises(Refused, match="note what they need"):
        screen_as(coordinator, referral, "not_suitable", reason="Outside the target group")
    said = screen_as(
        coordinator, referral, "not_suitable", reason="Outside the target group", harmed_needs="Answers"
    )
    assert (said.harmed_needs_considered, said.screened_by) == ("Answers", coordinator)


@pytest.mark.requirement("SS-006")
def test_a_conviction_is_needed_and_a_sentence_is_not(noms, coordinator):
    charged = noms_case(noms, coordinator, court_stage="charged")
    with pytest.raises(Refused, match="Nobody has been convicted"):
        screen_as(coordinator, charged, "eligible")
    waits = noms_case(noms, coordinator, court_stage="awaiting_sentence")
    actions.note_intake(by=coordinator, referral=waits)
    with pytest.raises(Refused, match="day of the conviction is missing"):
        screen_as(coordinator, waits, "eligible")
    actions.note_intake(by=coordinator, referral=waits, convicted_on=CONVICTED)
    assert screen_as(coordinator, waits, "eligible").decision == "eligible"
    set_profile(noms, "essex-2015")
    assert Desk(coordinator, again(waits)).decision.outcome == "not_yet"


@pytest.mark.requirement("SS-014")
def test_a_caution_is_refused_and_the_way_to_enter_it_is_offered(noms, coordinator, client, sign_in):
    referral = noms_case(noms, coordinator)
    referral.reasons = ["conditional_caution"]
    referral.save()
    with pytest.raises(Refused, match="settled out of court") as alone:
        screen_as(coordinator, referral, "eligible")
    assert not alone.value.opens
    Pathway.objects.create(
        service=noms, name="Hub", source="police", profile="essex-2015", status="live", agreed_on=CONVICTED
    )
    page = sign_in(client, coordinator).get(reverse("eligibility:intake", args=[referral.number])).text
    assert "Enter it under Essex restorative justice hub" in page


@pytest.mark.requirement("SS-019")
@pytest.mark.parametrize(("days", "outcome"), [(-1, "refer_on"), (0, "eligible")])
def test_age_is_counted_to_the_day_of_the_referral(noms, coordinator, days, outcome):
    today = timezone.localdate()
    born = today.replace(year=today.year - 18) if (today.month, today.day) != (2, 29) else today
    born = date.fromordinal(born.toordinal() - days)
    people = [
        {"full_name": "Hanna Lark", "side": "harmed"},
        {"full_name": "Rhys Finch", "side": "responsible", "date_of_birth": born},
    ]
    facts = {**NOMS_CLEAR, "responsible_under_18": None}
    made = clear(noms, coordinator, people, facts=facts, initiated_by="offender")
    actions.note_intake(by=coordinator, referral=made, convicted_on=CONVICTED)
    desk = Desk(coordinator, again(made))
    assert desk.decision.outcome == outcome
    if outcome == "refer_on":
        assert desk.refers_to == "the youth justice service"


@pytest.mark.requirement("PF-013")
def test_the_type_of_offence_alone_refuses_only_where_a_rule_of_the_profile_does(
    service, coordinator, client, sign_in
):
    set_profile(service, "hmpps-2023")
    rape = {"sexual_offence": True, "accepts_basic_facts": True, "contact_prohibited": False}
    referral = clear(service, coordinator, facts=rape)
    with pytest.raises(Refused, match="alone is no reason"):
        screen_as(coordinator, referral, "not_suitable", reason="Rape", grounds=["offence_type"])
    kept = screen_as(
        coordinator,
        referral,
        "not_suitable",
        reason="Rape, and she is afraid",
        grounds=["offence_type", "risk"],
    )
    assert kept.grounds == ["offence_type", "risk"]
    set_profile(service, "essex-2015")
    hub = screen_as(coordinator, referral, "not_suitable", reason="Not one for us")
    assert (hub.grounds, hub.profile) == (["sexual-offence"], "essex-2015")
    page = sign_in(client, coordinator).get(reverse("eligibility:intake", args=[referral.number])).text
    rule = Desk(coordinator, again(referral)).profile.rule("sexual-offence")
    assert f"On the ground of: {rule.words.rstrip('.')} (essex-2015)" in page
    assert "The type of offence; A risk that cannot be made small enough (hmpps-2023)" in page
    assert Desk(coordinator, again(referral)).decision.outcome == "not_eligible"


@pytest.mark.requirement("SS-008")
def test_on_papers_only_a_published_criterion_says_no(noms, coordinator):
    referral = noms_case(noms, coordinator, seriousness="low")
    with pytest.raises(Refused, match="Their attitude to the person harmed is no criterion"):
        screen_as(coordinator, referral, "not_suitable", reason="No remorse", grounds=["attitude"])
    said = screen_as(
        coordinator,
        referral,
        "not_suitable",
        reason="Low",
        grounds=["low-seriousness"],
        documents_read=["Police summary", "Record of convictions"],
    )
    assert (said.grounds, said.documents_read[0]) == (["low-seriousness"], "Police summary")
    assert (said.screened_by, said.screened_at.date()) == (coordinator, timezone.now().date())
    clean = noms_case(noms, coordinator)
    with pytest.raises(Refused, match="Nothing is no criterion"):
        screen_as(coordinator, clean, "not_suitable", reason="A feeling")


@pytest.mark.requirement("EX-130")
def test_the_offence_list_decides_and_what_is_not_on_it_goes_to_the_manager(
    service, coordinator, manager, acting
):
    acting(manager)
    actions.list_offence(by=manager, service=service, name="Murder", takes="refused")
    actions.list_offence(by=manager, service=service, name="Shop theft", takes="accepted")
    acting(coordinator)
    referral = clear(service, coordinator, facts={"serious_or_complex": None})
    actions.note_intake(by=coordinator, referral=referral, offence="murder")
    assert Desk(coordinator, again(referral)).decision.rules == ("serious-or-complex",)
    said = screen_as(coordinator, referral, "not_suitable", reason="Murder")
    assert said.grounds == ["serious-or-complex"]
    others = [
        {"full_name": "Ada Wren", "side": "harmed"},
        {"full_name": "Bo Teal", "side": "responsible", "age_note": "40"},
    ]
    odd = clear(service, coordinator, others)
    actions.note_intake(by=coordinator, referral=odd, offence="Piracy")
    asked = Approval.objects.get(subject=f"referral:{odd.pk}", key="eligibility.offence")
    screen_as(coordinator, odd, "eligible")
    with pytest.raises(Refused, match="waits for somebody else"):
        actions.open_case_from(by=coordinator, referral=again(odd), what="Piracy", roles="clear", sides={})
    acting(manager)
    decide_approval(by=manager, approval=asked, approve=False, reason="Too much for us.")
    acting(coordinator)
    with pytest.raises(Refused, match="Too much for us"):
        actions.open_case_from(by=coordinator, referral=again(odd), what="Piracy", roles="clear", sides={})


@pytest.mark.requirement("EX-124")
def test_the_criteria_table_follows_the_kind_of_referral(service, coordinator, client, sign_in):
    facts = {"referral_type": "low_level_crime", "responsibility": None}
    referral = clear(service, coordinator, facts=facts)
    desk = Desk(coordinator, referral)
    assert desk.criteria
    assert (desk.criteria.stage, desk.criteria.consent) == ("Any stage", "Sought where possible")
    lines = {words: says for words, says, _ in desk.criteria_lines}
    assert lines["Some responsibility is taken"] == "Not known"
    assert lines["No domestic abuse"] == "Met"
    page = sign_in(client, coordinator).get(reverse("eligibility:intake", args=[referral.number])).text
    assert "Any stage" in page
    criminal = clear(
        service, coordinator, facts={"referral_type": "criminal_offence", "responsibility": "none"}
    )
    table = Desk(coordinator, criminal)
    assert table.criteria
    assert table.criteria.stage == "After sentence"
    assert ("Some responsibility is taken", "Not met", "stop") in table.criteria_lines


@pytest.mark.requirement("SS-026")
def test_what_fits_the_target_comes_first_and_nothing_is_left_out(noms, coordinator):
    made = {value: noms_case(noms, coordinator, ogrs=value) for value in (20, 50, 80)}
    order = [referral.number for referral in waiting(coordinator, noms, VIEWS["target"])]
    assert order[0] == made[50].number
    assert set(order) == {each.number for each in made.values()}


class TestOneClick:
    @pytest.fixture
    def referral(self, service, coordinator):
        return clear(service, coordinator, facts={"responsibility": None})

    def test_a_missing_fact_becomes_a_question_to_the_referrer(self, referral, coordinator, client, sign_in):
        page = sign_in(client, coordinator)
        url = reverse("eligibility:ask_fact", args=[referral.number, "responsibility"])
        assert url in page.get(reverse("eligibility:intake", args=[referral.number])).text
        page.post(url)
        assert "responsib" in Question.objects.get(referral=referral).text

    def test_or_a_task_that_ends_when_the_fact_is_entered(self, referral, coordinator, client, sign_in):
        page = sign_in(client, coordinator)
        page.post(reverse("eligibility:find_out", args=[referral.number, "responsibility"]))
        task = Clock.objects.get(name="task-find-out")
        assert (task.owner, task.reference) == (coordinator, referral.number)
        state_facts(by=coordinator, referral=referral, facts={"responsibility": "full"})
        task.refresh_from_db()
        assert task.ended == "met"

    def test_an_unknown_fact_is_no_page(self, referral, coordinator, client, sign_in):
        url = reverse("eligibility:ask_fact", args=[referral.number, "colour"])
        assert sign_in(client, coordinator).post(url).status_code == 404


@pytest.mark.requirement("W8-386")
def test_a_sexual_offence_is_always_for_experienced_facilitators(noms, coordinator, manager, acting):
    referral = noms_case(noms, coordinator, sexual_offence=True)
    screening = screen_as(coordinator, referral, "eligible", reason="An exception")
    with pytest.raises(Refused, match="waits for somebody else"):
        actions.open_case_from(
            by=coordinator, referral=again(referral), what="An assault", roles="clear", sides={}
        )
    acting(manager)
    for asked in Approval.objects.filter(subject=screening.subject):
        decide_approval(by=manager, approval=asked, approve=True, reason="Both ask for it.")
    acting(coordinator)
    sides = {person.pk: person.side for person in ReferralPerson.objects.filter(referral=referral)}
    case = actions.open_case_from(
        by=coordinator, referral=again(referral), what="An assault", roles="clear", sides=sides
    )
    assert case.is_specialist
    assert Screening.objects.get(pk=screening.pk).outcome == "oversight"


@pytest.mark.requirement("PF-034")
@pytest.mark.parametrize(("happened", "child"), [(date(2025, 4, 30), True), (date(2025, 5, 1), False)])
def test_a_victim_of_17_at_the_offence_makes_it_sensitive_and_nobody_can_say_otherwise(
    service, coordinator, happened, child
):
    set_profile(service, "hmpps-2023")
    people = [
        {"full_name": "Vic Young", "side": "harmed", "date_of_birth": date(2007, 5, 1)},
        {"full_name": "Olly Older", "side": "responsible", "date_of_birth": date(1990, 1, 1)},
    ]
    referral = a_referral(service, people=people, happened_on=happened)
    assert facts_of(referral).get("victim_under_18") is child
    said = screen(profile_for(referral), facts_of(referral)).explanations
    fires = {each.rule.id for each in said if each.state is State.FIRES}
    assert ("young-victim" in fires) is child
    no = {"by": coordinator, "referral": referral, "facts": {"victim_under_18": False}}
    if child:
        with pytest.raises(Refused, match="By the date of birth") as refusal:
            state_facts(**no)
        assert refusal.value.field == "victim_under_18"
        ReferralFact.objects.create(
            service=service,
            referral=referral,
            name="victim_under_18",
            value="false",
            said_by="coordinator",
            recorded_by=coordinator,
        )
        assert facts_of(referral)["victim_under_18"] is True
    else:
        state_facts(**no)
