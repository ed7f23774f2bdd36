import pytest

from amends.foundation.policy.answers import effects, unanswered, validate_answers
from amends.foundation.policy.questionnaires import load_questionnaire, questionnaires
from amends.foundation.policy.questions import Answer, Answers, EffectKind, Kind
from amends.foundation.policy.source import UnknownNameError

FIVE = "questionnaires/referral-five.yaml"

ALL_NO: dict[str, Answer] = dict.fromkeys(
    ["denies_involvement", "could_harm_again", "mental_health", "substances", "resistance"], "no"
)

FEEDBACK: dict[str, Answer] = {
    "how_it_went": "Better than I feared.",
    "pleased": "yes",
    "pleased_comment": "He listened.",
    "disappointed": "no",
    "felt_after": "Tired.",
    "feel_now": "Lighter.",
    "worries": "no",
    "impact": "positive",
    "handed_out": "yes",
    "agreement_view": "I think he will keep it.",
    "done_differently": "A warmer room.",
    "prepared": "yes",
    "supported": "yes",
    "needs_met": "none",
    "would_recommend": "yes",
    "more_to_know": "no",
    "speak_to_participants": "yes",
    "speak_to_media": "no",
}


def faults(key: str, answers: Answers) -> list[str]:
    return [error.field for error in validate_answers(load_questionnaire(key), answers)]


def kinds(key: str, answers: Answers) -> list[str]:
    return [effect.kind.value for effect in effects(load_questionnaire(key), answers)]


@pytest.mark.parametrize(
    "key", ["suitability-harmed", "suitability-responsible", "risk-person", "feedback-essex", "referral-five"]
)
def test_the_questionnaires_of_the_first_flow_are_there(key):
    definition = load_questionnaire(key)
    assert definition.version >= 1
    assert definition.source


def test_five_questions_and_none_may_be_left_out():
    assert faults("referral-five", ALL_NO) == []
    four = {key: answer for key, answer in ALL_NO.items() if key != "resistance"}
    (error,) = validate_answers(load_questionnaire("referral-five"), four)
    assert (error.field, error.number) == ("resistance", "5")


def test_a_yes_needs_a_few_words():
    answers = {**ALL_NO, "substances": "yes", "substances_comment": "  "}
    assert faults("referral-five", answers) == ["substances_comment"]
    assert faults("referral-five", {**answers, "substances_comment": "Sober on weekday mornings only."}) == []
    assert kinds("referral-five", answers) == ["blocks"]


def test_feedback_is_complete_or_declined_in_every_box():
    assert faults("feedback-essex", FEEDBACK) == []
    (error,) = validate_answers(load_questionnaire("feedback-essex"), {**FEEDBACK, "done_differently": ""})
    assert error.number == "9"
    assert faults("feedback-essex", {**FEEDBACK, "done_differently": "declined"}) == []


def test_a_disappointment_without_a_comment_is_asked_for_one():
    assert faults("feedback-essex", {**FEEDBACK, "disappointed": "yes"}) == ["disappointed_comment"]
    declined = {**FEEDBACK, "disappointed": "yes", "disappointed_comment": "declined"}
    assert faults("feedback-essex", declined) == []


def test_a_worry_becomes_a_task_and_a_worry_about_safety_an_alert():
    worried = {**FEEDBACK, "worries": "yes", "worries_comment": "He rang my bell."}
    assert faults("feedback-essex", worried) == ["worry_is_safety"]
    assert kinds("feedback-essex", {**worried, "worry_is_safety": "no"}) == ["task", "note"]
    assert kinds("feedback-essex", {**worried, "worry_is_safety": "yes"}) == ["task", "alert", "note"]


def test_the_agreement_is_asked_about_only_where_it_was_not_handed_out():
    later = {**FEEDBACK, "handed_out": "no"}
    assert faults("feedback-essex", later) == ["agreement_received"]
    assert "task" in kinds("feedback-essex", {**later, "agreement_received": "no"})
    assert kinds("feedback-essex", {**FEEDBACK, "agreement_received": "no"}) == ["note"]


def test_both_forms_of_the_feedback_share_their_questions():
    face_to_face, indirect = (
        [question.key for question in load_questionnaire(key).questions]
        for key in ("feedback-essex", "feedback-essex-indirect")
    )
    assert face_to_face == indirect
    for question in load_questionnaire("feedback-essex-indirect").questions:
        assert "meeting" not in question.text
        assert "conference" not in question.text


def test_harm_that_is_to_be_seen_is_said_in_words_and_none_needs_no_words():
    none = dict.fromkeys(("harm_other", "harm_there", "harm_staff", "harm_self"), "none")
    assert faults("risk-person", none) == []
    assert faults("risk-person", {**none, "harm_other": "low"}) == ["harm_other_comment"]
    assert faults("risk-person", {**none, "harm_other": "very high"}) == ["harm_other"]
    assert kinds("risk-person", none) == []
    assert kinds("risk-person", {**none, "harm_self": "medium"}) == ["risk"]


def test_no_free_consent_on_the_checklist_is_a_risk_and_stands_against_the_meeting():
    assert kinds("risk-checklist-harmed", {"consent": "no"}) == ["risk", "blocks"]
    assert kinds("risk-checklist-harmed", {"consent": "yes"}) == []


def test_suitability_asks_the_responsible_side_about_responsibility_and_the_harmed_side_not():
    asked = {
        side: {question.key for question in unanswered(load_questionnaire(f"suitability-{side}"), {})}
        for side in ("harmed", "responsible")
    }
    assert "acceptance" in asked["responsible"]
    assert "acceptance" not in asked["harmed"]


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ({"willing": "no"}, ["blocks"]),
        ({"acceptance": "none"}, ["excludes"]),
        ({"acceptance": "part"}, []),
        ({"blames_harmed": "some"}, ["risk"]),
        ({"concern_for_harmed": "yes", "concern_resolved": "no"}, ["blocks"]),
        ({"fear_or_threat": "yes"}, ["alert"]),
        ({"substances": "manageable"}, ["note"]),
        ({"substances": "severe"}, ["excludes"]),
        ({"health": ["other_treated"]}, []),
        ({"health": ["other_untreated"]}, ["manager"]),
        ({"health": ["self_harm"]}, ["excludes", "alert"]),
        ({"willing_to_meet": "no"}, ["no_meeting"]),
        ({"safe_to_communicate": "no"}, ["blocks"]),
    ],
)
def test_what_an_answer_about_suitability_sets_off(answer, expected):
    assert kinds("suitability-responsible", answer) == expected


def test_missing_feeling_for_the_other_is_no_ground_against_anybody():
    for key in ("suitability-harmed", "suitability-responsible", "suitability-party", "suitability-paper"):
        for question in load_questionnaire(key).questions:
            for effect in question.effects:
                assert "empathy" not in effect.words
                assert "remorse" not in effect.words


def test_an_answer_to_no_question_is_refused():
    assert faults("referral-five", {**ALL_NO, "star_sign": "leo"}) == ["star_sign"]


@pytest.mark.parametrize("key", list(questionnaires()))
def test_every_effect_can_be_set_off_by_an_answer_that_can_be_given(key):
    for question in load_questionnaire(key).questions:
        for effect in question.effects:
            assert effect.answers
            assert question.kind in {Kind.YES_NO, Kind.YES_NO_UNSURE, Kind.CHOICE, Kind.CHOICES}
            assert all(effect.fires(answer) for answer in effect.answers)
            assert not effect.fires("declined")
            assert not effect.fires("")


ANY_KIND = """
key: trial
version: 1
title: Trial
source: none
audience: nobody
sections:
  - title: All kinds
    questions:
      - {key: mark, text: Mark, kind: scale, at_least: 1, at_most: 5, effects: [{kind: risk, at_most: 2, words: Low.}]}
      - {key: count, text: Count, kind: number, required: false, effects: [{kind: note, at_least: 3, words: Many.}]}
      - {key: day, text: Day, kind: date, required: false}
      - {key: words, text: Words, kind: text, required: false, effects: [{kind: task, words: Read it.}]}
      - {key: several, text: Several, kind: choices, choices: {a: A, b: B}, required: false}
"""


@pytest.fixture
def trial(policy):
    (policy.folder / "questionnaires/trial.yaml").write_text(ANY_KIND)
    return load_questionnaire("trial", folder=policy.folder)


@pytest.mark.parametrize(
    ("answers", "wrong"),
    [
        ({"mark": 1}, []),
        ({"mark": "5"}, []),
        ({"mark": 0}, ["mark"]),
        ({"mark": "6"}, ["mark"]),
        ({"mark": "many"}, ["mark"]),
        ({"mark": "declined"}, ["mark"]),
        ({"mark": 3, "count": "-2"}, []),
        ({"mark": 3, "day": "2026-02-29"}, ["day"]),
        ({"mark": 3, "day": "2026-02-28"}, []),
        ({"mark": 3, "several": ["a", "b"]}, []),
        ({"mark": 3, "several": ["a", "c"]}, ["several"]),
        ({"mark": 3, "several": []}, []),
        ({"mark": 3, "words": 5}, ["words"]),
    ],
)
def test_each_kind_takes_what_it_can_be(trial, answers, wrong):
    assert [error.field for error in validate_answers(trial, answers)] == wrong


def test_scales_and_numbers_set_off_from_their_ends(trial):
    assert [effect.kind for effect in effects(trial, {"mark": "2", "count": 3})] == [
        EffectKind.RISK,
        EffectKind.NOTE,
    ]
    assert effects(trial, {"mark": "3", "count": 2}) == []
    assert [effect.kind for effect in effects(trial, {"words": "Help!"})] == [EffectKind.TASK]


def test_answers_are_read_under_the_version_they_were_given_to(policy):
    new = (
        (policy.folder / FIVE)
        .read_text()
        .replace("version: 1", "version: 2")
        .replace("nothing at all", "nothing")
    )
    (policy.folder / "questionnaires/referral-five-second.yaml").write_text(new)
    assert load_questionnaire("referral-five", folder=policy.folder).version == 2
    assert (
        "nothing at all"
        in load_questionnaire("referral-five", 1, policy.folder).question("denies_involvement").text
    )
    with pytest.raises(UnknownNameError, match="referral-five 3"):
        load_questionnaire("referral-five", 3, policy.folder)
    with pytest.raises(UnknownNameError, match="no question called x"):
        load_questionnaire("referral-five").question("x")


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("kind: yes_no", "kind: maybe", "not one of yes_no"),
        ("kind: yes_no", "kind: choice", "a choice lists its choices"),
        ("kind: yes_no", "kind: scale", "a scale has at_least and at_most"),
        ("kind: yes_no", "kind: yes_no\n        at_most: 3", "a scale has at_least and at_most"),
        ("key: could_harm_again", "key: denies_involvement", "is taken already"),
        ("key: could_harm_again", "key: harm_comment", "ends like the name of a comment"),
        ('comment_on: ["yes"]', "comment_on: [perhaps]", "not one of yes, no"),
        ("kind: blocks", "kind: explodes", "not one of alert"),
        ('answers: ["yes"]', "answers: [unsure]", "not one of yes, no"),
        (
            "kind: yes_no",
            "kind: yes_no\n        ask_when: {question: later, answers: [x]}",
            '"later" is not one of',
        ),
    ],
)
def test_a_mistake_is_refused_with_its_place(policy, old, new, sentence):
    policy.change(FIVE, old, new)
    assert sentence in policy.refusal(questionnaires, FIVE).sentence


def test_two_files_cannot_be_the_same_version(policy):
    copy = policy.folder / "questionnaires/zz.yaml"
    copy.write_text((policy.folder / FIVE).read_text())
    assert "has version 1 already" in policy.refusal(questionnaires, "questionnaires/zz.yaml").sentence
