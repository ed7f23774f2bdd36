"""Each answer that matters does what it says, side by side with the condition its source names."""

import pytest
from django.urls import reverse
from django.utils import timezone

from amends.foundation.case.actions import grant_file
from amends.foundation.case.guards import check_step_guards
from amends.foundation.case.models import Case
from amends.foundation.clock.models import Clock
from amends.foundation.lib.refusal import Refused
from amends.foundation.messages.models import Notice
from amends.foundation.people.models import Person
from amends.foundation.policy.profiles import profiles
from amends.foundation.policy.questionnaires import load_questionnaire, questionnaires
from amends.foundation.questionnaire.actions import AnswersRefused
from amends.foundation.questionnaire.models import Response
from amends.journey.suitability.actions import print_judgement
from amends.journey.suitability.grounds import grounds, leans_on
from amends.journey.suitability.rules import check_suitable, is_suitable
from amends.journey.suitability.tests.cast import agreed, judged

WORRY = {"concern_for_harmed": "yes", "concern_for_harmed_comment": "He still drives past her house."}


@pytest.fixture
def responsible(coordinator, a_case):
    """The person responsible, who agrees to take part."""
    agreed(coordinator, a_case.responsible)
    return a_case.responsible


@pytest.fixture
def harmed(coordinator, a_case):
    """The person harmed, who agrees to take part."""
    agreed(coordinator, a_case.harmed)
    return a_case.harmed


def after_a_talk(by, person, answers, **changes):
    """A judgement of today, after a talk of today."""
    return judged(by, person, answers=answers, interviewed_on=timezone.localdate(), **changes)


@pytest.mark.requirement("W8-067")
def test_an_open_worry_about_the_person_harmed_outranks_all_that_is_good(coordinator, responsible):
    with pytest.raises(Refused, match="outranks everything else") as refused:
        judged(coordinator, responsible, answers={**WORRY, "concern_resolved": "no"})
    assert "He still drives past her house." in refused.value.opens
    settled = {
        **WORRY,
        "concern_resolved": "yes",
        "concern_how": "He moved to Leeds; the police confirmed it.",
    }
    assert judged(coordinator, responsible, answers=settled).outcome == "suitable"


@pytest.mark.requirement("W8-067")
def test_every_assessment_has_the_section_on_safety_and_welfare():
    forms = [key for key in questionnaires() if key.startswith("suitability-")]
    assert len(forms) == 4
    for key in forms:
        first = load_questionnaire(key).sections[0].questions
        assert first[0].key == "concern_for_harmed"
        assert next(q.key for q in first if any(e.kind == "blocks" for e in q.effects)) == "concern_resolved"


@pytest.mark.requirement("W8-068")
@pytest.mark.parametrize("answers", [{"acceptance": "none"}, {"blames_harmed": "total"}])
def test_full_denial_or_all_blame_makes_it_unsuitable(coordinator, responsible, answers):
    judgement = after_a_talk(coordinator, responsible, answers)
    assert (judgement.outcome, judgement.grounds) == ("not_suitable", ["denial"])


@pytest.mark.requirement("W8-068")
def test_partial_denial_needs_a_judgement_that_weighs_what_the_person_harmed_needs(coordinator, responsible):
    partly = {
        "acceptance": "part",
        "denial_judgement": "He denies the money only.",
        "denial_harmed_needs": "",
    }
    for missing in ("denial_judgement", "denial_harmed_needs"):
        told = {**partly, "denial_harmed_needs": "She wants to hear about the watch.", missing: ""}
        with pytest.raises(AnswersRefused) as refused:
            judged(coordinator, responsible, answers=told)
        assert refused.value.field == missing
    judgement = judged(
        coordinator, responsible, answers={**partly, "denial_harmed_needs": "She can bear it."}
    )
    assert judgement.outcome == "suitable"


@pytest.mark.requirement("W8-068")
def test_partial_denial_with_some_blame_is_flagged_on_the_case(client, sign_in, coordinator, responsible):
    answers = {
        "acceptance": "part",
        "blames_harmed": "some",
        "denial_judgement": "Small.",
        "denial_harmed_needs": "She knows.",
    }
    judged(coordinator, responsible, answers=answers)
    page = sign_in(client, coordinator).get(f"/cases/{responsible.case.number}/").content.decode()
    assert "Some blame is put on the person harmed." in page


@pytest.mark.requirement("W8-071")
def test_only_misuse_without_a_sober_time_of_day_excludes(coordinator, responsible):
    with pytest.raises(AnswersRefused) as refused:
        judged(coordinator, responsible, answers={"substances": "manageable"})
    assert refused.value.field == "best_time"
    lesser = {"substances": "manageable", "best_time": "mornings"}
    judgement = judged(coordinator, responsible, answers=lesser)
    assert judgement.outcome == "suitable"
    assert "Good time of day: mornings" in judgement.flags
    severe = after_a_talk(coordinator, responsible, {"substances": "severe"})
    assert (severe.outcome, severe.grounds) == ("not_suitable", ["substances"])


@pytest.mark.requirement("W8-072")
@pytest.mark.parametrize("condition", ["psychopathy", "antisocial", "psychiatric", "self_harm"])
def test_each_of_the_four_conditions_excludes(coordinator, manager, responsible, condition):
    answers = {"health": [condition], "health_comment": "Letter of the clinic."}
    judgement = after_a_talk(coordinator, responsible, answers)
    assert (judgement.outcome, judgement.grounds) == ("not_suitable", ["health"])
    alerted = Clock.objects.filter(name="risk-alert", stopped_at__isnull=True).exists()
    told = Notice.objects.filter(user=manager, words__contains="come to harm").exists()
    assert alerted == told == (condition == "self_harm")


@pytest.mark.requirement("W8-072")
def test_a_treated_depression_is_no_bar(coordinator, responsible):
    assert judged(coordinator, responsible, answers={"health": ["other_treated"]}).outcome == "suitable"


@pytest.mark.requirement("W8-072")
def test_another_severe_or_untreated_condition_is_put_to_the_manager(
    coordinator, manager, a_case, responsible
):
    agreed(coordinator, a_case.harmed)
    judged(coordinator, a_case.harmed)
    answers = {"health": ["other_untreated"], "health_comment": "Hears voices at night."}
    judgement = judged(coordinator, responsible, answers=answers)
    assert (judgement.outcome, judgement.manager_asked) == ("suitable", True)
    assert Notice.objects.filter(user=manager).exists()
    assert not is_suitable(a_case.case)


@pytest.mark.requirement("W8-074")
def test_without_oasys_the_other_sources_are_named_and_it_prints_so(coordinator, responsible):
    missing = {"oasys": "no", "without_oasys_grounds": "We have known him for a year."}
    with pytest.raises(AnswersRefused) as refused:
        judged(coordinator, responsible, answers=missing)
    assert refused.value.field == "other_sources"
    judgement = judged(coordinator, responsible, answers={**missing, "other_sources": ["sentence_plan"]})
    assert judgement.outcome == "suitable"
    assert "Assessed without OASys" in print_judgement(by=coordinator, judgement=judgement).html


@pytest.mark.requirement("W8-115")
@pytest.mark.parametrize("key", ["able_to_consent", "understands", "vulnerability", "support"])
def test_nobody_harmed_is_suitable_without_a_judgement_on_their_consent(coordinator, harmed, key):
    with pytest.raises(AnswersRefused) as refused:
        judged(coordinator, harmed, answers={key: ""})
    assert refused.value.field == key


@pytest.mark.requirement("W8-115")
def test_a_wish_for_revenge_goes_to_the_risk_assessment(client, sign_in, coordinator, harmed):
    judged(coordinator, harmed, answers={"revenge": "yes", "revenge_comment": "“He will see.”"})
    page = sign_in(client, coordinator).get(f"/people/{harmed.pk}/risk/").content.decode()
    assert "They may want to get back at somebody." in page


@pytest.mark.requirement("W8-218")
def test_anger_is_no_bar_but_whether_it_can_be_held_is_judged(coordinator, harmed):
    angry = {"motive": "To shout at him.", "anger": "yes", "anger_support": "A break whenever she wants."}
    with pytest.raises(AnswersRefused) as refused:
        judged(coordinator, harmed, answers=angry)
    assert refused.value.field == "anger_manageable"
    assert judged(coordinator, harmed, answers={**angry, "anger_manageable": "yes"}).outcome == "suitable"


@pytest.mark.requirement("W8-119")
def test_a_firm_statement_excludes_and_is_quoted_and_motivation_is_not_measured(coordinator, responsible):
    assert judged(coordinator, responsible, answers={"signs_of_stopping": ""}).outcome == "suitable"
    firm = {"means_to_go_on": "yes", "means_to_go_on_comment": "I'll do her again.", "further_harm": "yes"}
    judgement = after_a_talk(coordinator, responsible, firm)
    assert judgement.outcome == "not_suitable"
    assert "“I'll do her again.”" in judgement.because[0]


@pytest.mark.requirement("W8-119")
def test_there_is_no_least_amount_of_motivation():
    asked = [
        q for q in load_questionnaire("suitability-responsible").questions if q.kind in {"scale", "number"}
    ]
    assert asked == []


@pytest.mark.requirement("SS-038")
def test_the_instruction_of_the_prison_is_asked_in_custody_only(coordinator, responsible):
    custody = {"setting": "custody", "custody_people": "Security has nothing against it."}
    with pytest.raises(AnswersRefused) as refused:
        judged(coordinator, responsible, answers=custody)
    assert refused.value.field == "custody_instruction"
    assert judged(coordinator, responsible, answers={**custody, "custody_instruction": "yes"})
    assert judged(coordinator, responsible, answers={"setting": "community"})


@pytest.mark.requirement("KM-024")
@pytest.mark.parametrize("words", ["He shows no empathy.", "Lack of  remorse!", "She is not sorry at all"])
def test_reasons_that_lean_on_missing_feeling_get_a_warning(coordinator, responsible, words):
    no = {"outcome": "not_suitable", "grounds": ["contact_unsafe"], "interviewed_on": timezone.localdate()}
    with pytest.raises(Refused, match="permitted ground") as refused:
        judged(coordinator, responsible, basis=words, **no)
    assert refused.value.field == "stands_without"
    assert judged(coordinator, responsible, basis=words, stands_without=True, **no)


@pytest.mark.requirement("KM-024")
def test_no_ground_and_no_effect_speaks_of_feeling():
    said = [ground.words for ground in grounds().values()]
    said += [
        effect.words
        for definition in (each[-1] for key, each in questionnaires().items() if "suitability" in key)
        for question in definition.questions
        for effect in question.effects
    ]
    assert not [words for words in said if leans_on(words) or "empath" in words or "remorse" in words]


def test_plain_reasons_get_no_warning():
    assert leans_on("Contact cannot be made safe; he is sorry and says so.") == ""


@pytest.mark.requirement("W8-075")
@pytest.mark.parametrize("presumption", [True, False])
def test_little_motivation_is_a_ground_only_where_taking_part_is_not_presumed(
    coordinator, responsible, scheme, presumption
):
    scheme(presumption_of_taking_part=str(presumption).lower())
    no = {"outcome": "not_suitable", "grounds": ["motivation"], "interviewed_on": timezone.localdate()}
    if presumption:
        with pytest.raises(Refused, match="presumes that people take part"):
            judged(coordinator, responsible, **no)
    else:
        assert judged(coordinator, responsible, **no).grounds == ["motivation"]


@pytest.mark.requirement("W8-075")
@pytest.mark.parametrize("presumption", [True, False])
def test_the_requirement_is_preselected_only_where_taking_part_is_presumed(
    client, sign_in, coordinator, responsible, scheme, presumption
):
    scheme(presumption_of_taking_part=str(presumption).lower())
    page = (
        sign_in(client, coordinator)
        .get(f"/people/{responsible.pk}/suitability/judge/visit/")
        .content.decode()
    )
    box = next(part for part in page.split("<input") if 'value="include"' in part).split(">")[0]
    assert ("checked" in box) is presumption
    assert ("They show little motivation" in page) is not presumption
    if presumption:
        with pytest.raises(Refused, match="why the requirement is left out"):
            judged(coordinator, responsible, requirement="leave_out")


def test_the_profiles_that_come_with_the_product_name_each_switch(a_case):
    for versions in profiles().values():
        settings = versions[-1].settings
        assert isinstance(settings["presumption_of_taking_part"], bool)
        assert isinstance(settings["both_facilitators_agree_before_communication"], bool)
        assert int(settings["suitability_review_months"]) > 0
    assert Case.objects.get().profile in profiles()


@pytest.mark.requirement("W8-070")
def test_who_means_harm_is_unsuitable_and_what_they_said_stays_on_record(coordinator, responsible):
    said = {
        "attitude_asked": "How do you see her now? She will pay for this.",
        "attitude_shows": "against",
        "means_harm": "yes",
        "means_harm_comment": "She will pay for this.",
    }
    judgement = judged(coordinator, responsible, answers=said, interviewed_on=timezone.localdate())
    assert judgement.outcome == "not_suitable"
    assert judgement.because == ["They mean to do harm through it. “She will pay for this.”"]
    assert judgement.response.answers["attitude_asked"].endswith("She will pay for this.")
    with pytest.raises(Refused, match="found suitable"):
        check_suitable(responsible.case)
    with pytest.raises(Refused, match="has been found not suitable") as stopped:
        check_step_guards(responsible.case, "begin_preparation")
    assert responsible.initials not in f"{stopped.value} {stopped.value.opens}"
    judged(coordinator, responsible)
    check_step_guards(responsible.case, "begin_preparation")


@pytest.mark.requirement("SS-032")
def test_of_a_woman_who_is_responsible_it_is_never_left_open_what_she_has_lived_through(
    client, sign_in, coordinator, facilitator, responsible, a_case, acting
):
    Person.objects.filter(participant=responsible).update(gender="female")
    with pytest.raises(Refused, match="violence or abuse in her own life") as refused:
        judged(coordinator, responsible)
    assert refused.value.field == "own_harm"
    with pytest.raises(AnswersRefused):
        judged(coordinator, responsible, answers={"own_harm": "not_asked"})
    secret = "Her stepfather; she sees somebody at the women’s centre."
    told = {"own_harm": "disclosed", "own_support": secret}
    assert judged(coordinator, responsible, answers=told).outcome == "suitable"
    kept = Response.objects.filter(participant=responsible)
    assert secret in {row.answers.get("own_support") for row in kept}
    grant_file(by=coordinator, file=a_case.harmed_file, user=facilitator, reason="allocated")
    acting(facilitator)
    assert not kept.all().exists()
    sign_in(client, facilitator)
    assert client.get(reverse("suitability:person", args=[responsible.pk])).status_code == 404


def test_of_others_it_may_stay_open(coordinator, responsible):
    assert judged(coordinator, responsible).outcome == "suitable"
