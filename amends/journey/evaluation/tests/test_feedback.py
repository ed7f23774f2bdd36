"""What people answer is kept, acted on at once where it must be, and counted only when it is complete."""

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import DatabaseError, IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape

from amends.foundation.access.acting import acting_as
from amends.foundation.case.actions import grant_file
from amends.foundation.case.rules import reached
from amends.foundation.clock.models import Clock
from amends.foundation.clock.working_days import add_working_days
from amends.foundation.lib.refusal import Refused
from amends.foundation.messages.models import Notice
from amends.foundation.policy.deriving import NotAllowedError, check_text, text_of
from amends.foundation.policy.profiles import load_profile
from amends.foundation.policy.questionnaires import load_questionnaire
from amends.foundation.questionnaire.actions import AnswersRefused
from amends.journey.agreement.actions import give_copy
from amends.journey.agreement.tests.cast import drafted, final  # noqa: F401  (pytest finds fixtures by name)
from amends.journey.consent.actions import withdraw
from amends.journey.consent.rules import switchboard
from amends.journey.evaluation.actions import keep_answers, take_feedback
from amends.journey.evaluation.models import CODED, Feedback
from amends.journey.evaluation.rules import ambassadors, form_of, handed_out, set_off_by
from amends.journey.followup.actions.concerns import settle_concern
from amends.journey.followup.models import Concern, FollowUp
from amends.journey.followup.rules import check_settled
from amends.journey.followup.tests.cast import ask_both
from amends.journey.preparation.models import Need

GOOD = {
    "how_it_went": "Better than I thought",
    "pleased": "yes",
    "pleased_comment": "He listened",
    "disappointed": "no",
    "felt_after": "Tired",
    "feel_now": "Lighter",
    "worries": "no",
    "impact": "positive",
    "content": "yes",
    "handed_out": "yes",
    "agreement_view": "It will go well",
    "done_differently": "Nothing",
    "prepared": "yes",
    "supported": "yes",
    "needs_met": "none",
    "would_recommend": "yes",
    "more_to_know": "no",
    "speak_to_participants": "yes",
    "speak_to_media": "no",
}


@pytest.fixture
def asked(coordinator, a_case):
    """The person harmed, to be asked how it was."""
    return ask_both(coordinator, a_case.case, a_case.harmed)[0]


def told(by, follow_up, **changes):
    return take_feedback(by=by, follow_up=follow_up, answers={**GOOD, **changes})


@pytest.mark.parametrize("key", ["feedback-essex", "feedback-essex-indirect", "feedback-programme"])
def test_every_coded_answer_is_a_question_of_every_form(key):
    assert set(CODED) <= {question.key for question in load_questionnaire(key).questions}


@pytest.mark.parametrize(
    ("profile", "way", "key"),
    [
        ("essex-2015", "meeting", "feedback-essex"),
        ("essex-2015", "indirect", "feedback-essex-indirect"),
        ("noms-2013", "meeting", "feedback-programme"),
        ("noms-2013", "indirect", "feedback-programme"),
    ],
)
def test_rules_of_the_service_name_the_form(coordinator, a_case, profile, way, key):
    a_case.case.profile = profile
    a_case.case.save()
    a_case.harmed.refresh_from_db()
    asked = ask_both(coordinator, a_case.case, a_case.harmed, way=way)[0]
    assert form_of(asked).key == key


def test_form_of_the_programme_is_not_a_services_to_change():
    """A version of its own changes rules and their words; the settings are those of the profile."""
    kept = text_of("noms-2013", timezone.localdate())
    kept["settings"]["feedback_questionnaire"] = "feedback-essex"
    with pytest.raises(NotAllowedError, match="prescribed"):
        check_text(load_profile("noms-2013"), kept)


def test_fear_is_taken_on_from_a_half_filled_form_of_the_programme(coordinator, a_case):
    a_case.case.profile = "noms-2013"
    a_case.case.save()
    a_case.harmed.refresh_from_db()
    asked = ask_both(coordinator, a_case.case, a_case.harmed)[0]
    keep_answers(by=coordinator, follow_up=asked, answers={"worries": "yes", "worry_kinds": ["threatened"]})
    assert asked.is_open
    assert Concern.objects.get().kind == Concern.Kind.SAFETY
    assert Clock.objects.filter(name="risk-alert", stopped_at__isnull=True).count() == 1


@pytest.mark.requirement("EX-158")
def test_form_is_not_complete_while_a_box_is_empty_but_declining_is_an_answer(coordinator, asked):
    with pytest.raises(AnswersRefused) as refusal:
        told(coordinator, asked, done_differently="")
    assert [error.number for error in refusal.value.errors] == ["9"]
    assert asked.is_open
    told(coordinator, asked, done_differently="declined")
    assert asked.state == FollowUp.State.ANSWERED


@pytest.mark.requirement("EX-160")
def test_disappointment_needs_a_word_or_declining_and_is_counted(coordinator, asked):
    with pytest.raises(AnswersRefused) as refusal:
        told(coordinator, asked, disappointed="yes")
    assert [error.field for error in refusal.value.errors] == ["disappointed_comment"]
    told(coordinator, asked, disappointed="yes", disappointed_comment="declined")
    assert Feedback.objects.filter(disappointed="yes").count() == 1


def test_complete_form_ends_the_asking(coordinator, a_case, asked):
    told(coordinator, asked)
    assert not Clock.objects.filter(name="feedback", stopped_at__isnull=True).exists()
    assert "feedback_done" in reached(a_case.case)
    assert Feedback.objects.get().file_id == a_case.harmed_file.pk


@pytest.mark.requirement("EX-161")
@pytest.mark.parametrize(
    "answers",
    [
        {"worries": "yes", "worry_is_safety": "yes"},
        {"worries": "yes", "worries_comment": "He said he would get me"},
        {"feel_now": "I am AFRAID to go out"},
    ],
)
def test_fear_in_a_form_that_is_not_finished_raises_the_alert_at_once(coordinator, manager, asked, answers):
    keep_answers(by=coordinator, follow_up=asked, answers=answers)
    assert Notice.objects.filter(user=manager).exists()
    with pytest.raises(Refused, match="afraid"):
        check_settled(asked.participant.case)
    assert Concern.objects.filter(kind=Concern.Kind.SAFETY).count() == 1
    assert Clock.objects.filter(name="risk-alert", stopped_at__isnull=True).count() == 1


def test_words_that_only_contain_an_alarming_one_raise_nothing(coordinator, asked):
    keep_answers(by=coordinator, follow_up=asked, answers={"feel_now": "Skilled people, unafraid, well met"})
    assert not Concern.objects.exists()


def test_what_was_taken_on_is_not_taken_on_again_when_the_form_is_completed(coordinator, asked):
    worry = {"worries": "yes", "worries_comment": "He parks there", "worry_is_safety": "yes"}
    keep_answers(by=coordinator, follow_up=asked, answers=worry)
    told(coordinator, asked, **worry)
    assert [(c.kind, c.words) for c in Concern.objects.all()] == [("safety", "He parks there")]


@pytest.mark.requirement("EX-161")
def test_plain_worry_is_a_task_and_no_alert(coordinator, asked):
    plain = {"worries": "yes", "worries_comment": "The hedge", "worry_is_safety": "no"}
    told(coordinator, asked, **plain)
    task = Clock.objects.get(name="follow-up-worry", stopped_at__isnull=True)
    assert task.due_at is not None
    assert task.role or task.owner
    assert not Clock.objects.filter(name="risk-alert").exists()


@pytest.mark.requirement("EX-165")
def test_something_more_to_know_is_a_task_until_somebody_writes_what_was_done(coordinator, asked):
    told(coordinator, asked, more_to_know="yes", more_to_know_comment="What became of him?")
    task = Clock.objects.get(name="follow-up-question", stopped_at__isnull=True)
    assert task.due_at is not None
    settle_concern(by=coordinator, concern=Concern.objects.get(), result="Told her what may be told")
    task.refresh_from_db()
    assert task.stopped_at is not None


def test_harm_done_and_a_question_become_tasks():
    definition = load_questionnaire("feedback-essex")
    answers = {"impact": "negative", "more_to_know": "yes", "more_to_know_comment": "What became of him?"}
    assert [(each.kind, each.words) for each in set_off_by(definition, answers)] == [
        ("worry", ""),
        ("question", "What became of him?"),
    ]


@pytest.mark.requirement("EX-163")
def test_agreement_that_never_came_is_sent_by_the_next_working_day(coordinator, asked):
    told(coordinator, asked, handed_out="no", agreement_received="no")
    clock = Clock.objects.get(name="agreement-resent", stopped_at__isnull=True)
    assert clock.role == "coordinator"
    assert clock.due_at is not None
    assert timezone.localtime(clock.due_at).date() == add_working_days(timezone.localdate(), 1)


@pytest.mark.requirement("EX-163")
@pytest.mark.parametrize("handed", [True, False])
def test_whether_the_agreement_came_is_asked_only_where_the_case_says_that_it_was_not_handed_over(
    client,
    sign_in,
    coordinator,
    a_case,
    asked,
    final,  # noqa: F811  (the fixture, not the import)
    handed,
):
    for party in final.parties.all():
        if handed:
            give_copy(by=coordinator, party=party, on=timezone.localdate(), how="by_hand", at_meeting=True)
    said = handed_out(a_case.harmed)
    assert said == ("yes" if handed else "no")
    page = sign_in(client, coordinator).get(reverse("evaluation:ask", args=[a_case.harmed.pk]))
    assert page.context["form"].initial["handed_out"] == said
    silent = {"handed_out": said, "agreement_received": ""}
    with acting_as(coordinator):
        if not handed:
            with pytest.raises(AnswersRefused) as refusal:
                told(coordinator, asked, **silent)
            assert [error.number for error in refusal.value.errors] == ["8a"]
        with pytest.raises(AnswersRefused) as refusal:
            told(coordinator, asked, handed_out=said, agreement_received="yes", agreement_view="")
        assert [error.number for error in refusal.value.errors] == ["8b"]
        told(coordinator, asked, **(silent if handed else {**silent, "agreement_received": "yes"}))
        assert not Clock.objects.filter(name="agreement-resent").exists()


@pytest.mark.requirement("EX-165")
def test_speaking_to_others_and_to_the_media_are_two_consents(
    coordinator, service, a_case, asked, client, sign_in
):
    told(coordinator, asked)
    assert ambassadors(service, "speak_to_others") == [a_case.harmed]
    assert ambassadors(service, "media") == []
    assert switchboard(a_case.harmed)["media"].state == "off"
    sign_in(client, coordinator)
    peers, media = (
        client.get(reverse("evaluation:speakers", args=[each])).text for each in ("speak_to_others", "media")
    )
    assert a_case.case.number in peers
    assert a_case.case.number not in media
    withdraw(by=coordinator, participant=a_case.harmed)
    assert ambassadors(service, "speak_to_others") == []


def test_who_needs_an_appropriate_adult_does_not_consent_on_the_telephone_alone(
    coordinator, service, a_case, asked
):
    a_case.harmed.appropriate_adult_needed = True
    a_case.harmed.save()
    asked.refresh_from_db()
    told(coordinator, asked)
    assert ambassadors(service, "speak_to_others") == []


@pytest.mark.requirement("EX-164")
def test_need_on_file_that_was_not_met_is_listed_with_the_facilitators(
    client, sign_in, coordinator, allocated_case, facilitator, second_facilitator
):
    a_case = allocated_case
    asked = ask_both(coordinator, a_case.case, a_case.harmed)[0]
    Need.objects.create(
        service_id=a_case.case.service_id,
        file=a_case.harmed_file,
        participant=a_case.harmed,
        kind="hearing_seeing",
        words="Hearing loop",
        added_by=coordinator,
    )
    told(coordinator, asked, needs_met="no", needs_met_comment="There was no loop")
    page = sign_in(client, coordinator).get(reverse("evaluation:unmet")).content.decode()
    assert a_case.case.number in page
    for user in (facilitator, second_facilitator):
        assert user.name in page


def test_feedback_stays_as_it_was_given(coordinator, asked):
    told(coordinator, asked)
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        Feedback.objects.update(impact="positive")
    with pytest.raises(Refused, match="done already"):
        told(coordinator, asked)


def test_form_on_the_page_keeps_what_is_unfinished_and_alerts(client, sign_in, coordinator, a_case, asked):
    sign_in(client, coordinator)
    address = reverse("evaluation:ask", args=[a_case.harmed.pk])
    page = client.get(address).content.decode()
    assert a_case.case.number in page
    assert handed_out(a_case.harmed) == "none"
    half = client.post(address, {"feel_now": "I am afraid of him"})
    assert half.status_code == 200
    assert Concern.objects.get().kind == "safety"
    assert b"I am afraid of him" in half.content
    assert client.post(address, {"feel_now": "I am afraid of him", "later": "yes"}).status_code == 302
    assert b"I am afraid of him" in client.get(address).content
    whole = client.post(address, GOOD)
    assert whole.status_code == 302, whole.content.decode()
    answers = client.get(reverse("evaluation:answers", args=[a_case.harmed.pk])).content.decode()
    assert "Better than I thought" in answers


def test_empty_box_is_named_on_the_page(client, sign_in, coordinator, a_case, asked):
    address = reverse("evaluation:ask", args=[a_case.harmed.pk])
    page = sign_in(client, coordinator).post(address, {**GOOD, "prepared": ""})
    assert page.status_code == 200
    assert "Did you feel well enough prepared?" in page.content.decode()
    assert asked.is_open


def test_answers_of_one_side_are_closed_to_the_facilitator_of_the_other(
    client, sign_in, coordinator, facilitator, stranger, acting, a_case, asked
):
    grant_file(by=coordinator, file=a_case.responsible_file, user=facilitator, reason="allocated")
    told(coordinator, asked)
    for user in (facilitator, stranger):
        sign_in(client, user)
        for name in ("ask", "answers"):
            assert client.get(reverse(f"evaluation:{name}", args=[a_case.harmed.pk])).status_code == 404
    assert client.get(reverse("evaluation:speakers", args=["gossip"])).status_code == 404
    acting(facilitator)
    assert not Feedback.objects.exists()


@pytest.mark.requirement("W8-351")
@pytest.mark.parametrize("worry", ["threatened", "found", "home"])
@pytest.mark.parametrize("complete", [True, False])
def test_a_threat_or_fear_of_being_found_alerts_the_manager_at_once_and_holds_the_case_open(
    coordinator, manager, a_case, asked, worry, complete
):
    said = {"worries": "yes", "worries_comment": "He parks outside.", "worry_kinds": [worry]}
    said["worry_is_safety"] = "no"
    if complete:
        told(coordinator, asked, **said)
    else:
        keep_answers(by=coordinator, follow_up=asked, answers={"worry_kinds": [worry], "worries": "yes"})
        assert asked.is_open
    assert Notice.objects.filter(user=manager, words__contains="Look at it now").exists()
    with pytest.raises(Refused, match="afraid or that harm is feared"):
        check_settled(a_case.case)
    concern = Concern.objects.get(kind=Concern.Kind.SAFETY)
    assert "worry_kinds" in {answer.about for answer in concern.answers}
    with pytest.raises(Refused, match="what was done"):
        settle_concern(by=manager, concern=concern, decision="safer", result="")
    with pytest.raises(Refused, match="what is decided"):
        settle_concern(by=manager, concern=concern, result="The police have spoken with him.")
    settle_concern(by=manager, concern=concern, decision="passed", result="The police have spoken with him.")
    check_settled(a_case.case)


def test_nobody_is_rung_twice_for_one_conversation(coordinator, manager, asked):
    with time_machine.travel(timezone.now(), tick=False):
        keep_answers(
            by=coordinator,
            follow_up=asked,
            answers={
                "worries": "yes",
                "worries_comment": "He parks outside.",
                "worry_is_safety": "yes",
                "worry_kinds": ["threatened"],
            },
        )
    for user in (coordinator, manager):
        assert Notice.objects.filter(user=user, words__contains="Look at it now").count() == 1


@pytest.mark.requirement("W8-351")
@pytest.mark.parametrize(
    ("feeling", "asked_for"), [("low", True), ("worried", True), ("angry", True), ("fine", False)]
)
def test_low_or_angry_feelings_ask_for_a_welfare_decision(coordinator, asked, feeling, asked_for):
    keep_answers(by=coordinator, follow_up=asked, answers={"feelings_now": feeling})
    found = Concern.objects.filter(about="feelings_now")
    assert found.exists() is asked_for
    if asked_for:
        with pytest.raises(Refused, match="what is decided"):
            settle_concern(by=coordinator, concern=found.get(), result="Rang her; her sister is there.")
        settle_concern(
            by=coordinator, concern=found.get(), decision="go_on", result="Rang her; her sister is there."
        )


def test_fear_in_two_answers_of_one_form_is_one_concern_that_names_both(
    client, sign_in, coordinator, manager, a_case, asked
):
    first = {"worries": "yes", "worries_comment": "He parks outside.", "worry_is_safety": "yes"}
    keep_answers(by=coordinator, follow_up=asked, answers=first)
    both = {**first, "feel_now": "I am afraid to go out"}
    keep_answers(by=coordinator, follow_up=asked, answers=both)
    keep_answers(by=coordinator, follow_up=asked, answers=both)
    concern = Concern.objects.get(kind=Concern.Kind.SAFETY)
    assert {answer.words for answer in concern.answers} == {"He parks outside.", "I am afraid to go out"}
    assert Clock.objects.filter(name="risk-alert", stopped_at__isnull=True).count() == 1
    shown = (
        sign_in(client, manager).get(reverse("followup:concern", args=[a_case.harmed.pk, concern.pk])).text
    )
    form = form_of(asked)
    for key, words in (("worry_is_safety", "He parks outside."), ("feel_now", "I am afraid to go out")):
        assert str(escape(form.question(key).text)) in shown
        assert words in shown
    again = {**both, "feel_now": "I am afraid to sleep"}
    keep_answers(by=coordinator, follow_up=asked, answers=again)
    concern.refresh_from_db()
    assert {answer.words for answer in concern.answers} == {"He parks outside.", "I am afraid to sleep"}
    settle_concern(by=manager, concern=concern, decision="safer", result="A lock was put in.")
    check_settled(a_case.case)
    told(coordinator, asked, **again)
    assert not Concern.objects.filter(settled_at__isnull=True).exists()


def test_database_keeps_one_open_fear_of_a_form(coordinator, asked):
    keep_answers(by=coordinator, follow_up=asked, answers={"worries": "yes", "worry_is_safety": "yes"})
    first = Concern.objects.get()
    twin = Concern(
        service_id=first.service_id,
        file_id=first.file_id,
        participant=first.participant,
        follow_up=first.follow_up,
        kind=first.kind,
        about="another",
        raised_by=coordinator,
    )
    with pytest.raises(ValidationError, match="being looked at already"):
        twin.full_clean()
    with pytest.raises(IntegrityError, match="one_open_fear_a_form"), transaction.atomic():
        twin.save()


def test_fear_told_after_the_first_was_settled_is_a_new_concern(coordinator, manager, asked):
    keep_answers(by=coordinator, follow_up=asked, answers={"worries": "yes", "worry_is_safety": "yes"})
    settle_concern(by=manager, concern=Concern.objects.get(), decision="safer", result="Spoken with both.")
    more = {"worries": "yes", "worry_is_safety": "yes", "feel_now": "I am afraid again"}
    keep_answers(by=coordinator, follow_up=asked, answers=more)
    assert Concern.objects.get(settled_at__isnull=True).words == "I am afraid again"
