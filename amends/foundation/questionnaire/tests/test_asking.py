"""Forms made from definitions."""

from datetime import date

import pytest
from django.template.loader import render_to_string

from amends.foundation.policy.questionnaires import load_questionnaire, questionnaires
from amends.foundation.policy.questions import (
    COMMENT,
    DECLINED,
    EffectKind,
    EffectRule,
    Kind,
    Question,
    Questionnaire,
    Section,
)
from amends.foundation.questionnaire.asking import DECLINES, form_for
from amends.foundation.questionnaire.rules import read_answers


def question(key: str, kind: Kind, **more) -> Question:
    plain = {
        "number": "",
        "text": f"About {key}?",
        "choices": {},
        "required": True,
        "help": "",
        "at_least": None,
        "at_most": None,
        "comment_on": (),
        "may_decline": False,
        "ask_when": None,
        "effects": (),
    }
    return Question(key=key, kind=kind, **{**plain, **more})


DEFINITION = Questionnaire(
    "all",
    1,
    "All kinds",
    "a test",
    "anybody",
    (
        Section(
            "Choosing",
            (
                question("yes", Kind.YES_NO, choices={"yes": "Yes", "no": "No"}, comment_on=("yes",)),
                question("some", Kind.CHOICES, choices={"a": "Ah", "b": "Be"}, may_decline=True),
                question("scale", Kind.SCALE, at_least=1, at_most=3, may_decline=True),
            ),
        ),
        Section(
            "Typing",
            (
                question("text", Kind.TEXT, may_decline=True),
                question("long", Kind.LONG_TEXT, required=False),
                question("number", Kind.NUMBER, at_least=2, at_most=9),
                question("day", Kind.DATE, ask_when=("yes", ("yes",)), may_decline=True),
            ),
        ),
    ),
)


def test_form_has_a_field_for_each_question_of_its_section():
    assert list(form_for(DEFINITION, 0)().fields) == ["yes", f"yes{COMMENT}", "some", "scale"]
    assert len(form_for(DEFINITION)().fields) == 10


def test_answers_are_ready_to_store():
    form = form_for(DEFINITION, 0)({"yes": "no", "some": ["a", "b"], "scale": "2"})
    assert form.is_valid(), form.errors
    assert form.answers == {"yes": "no", f"yes{COMMENT}": "", "some": ["a", "b"], "scale": "2"}


def test_missing_answers_are_said_at_their_field():
    form = form_for(DEFINITION, 0)({"yes": "yes"})
    assert set(form.errors) == {f"yes{COMMENT}", "some", "scale"}


def test_saving_for_later_accepts_gaps_but_not_nonsense():
    assert form_for(DEFINITION, 0)({"yes": "yes"}, later=True).is_valid()
    assert not form_for(DEFINITION, 0)({"yes": "perhaps"}, later=True).is_valid()


def test_question_opened_by_an_earlier_section_is_asked():
    assert "day" in form_for(DEFINITION, 1)({"text": "x", "number": "4"}, earlier={"yes": "yes"}).errors
    assert form_for(DEFINITION, 1)({"text": "x", "number": "4"}, earlier={"yes": "no"}).is_valid()


@pytest.mark.parametrize("number", ["1", "10", "many"])
def test_number_outside_its_ends_is_refused(number):
    assert "number" in form_for(DEFINITION, 1)({"text": "x", "number": number}).errors


def test_declining_is_an_answer_of_its_own_kind():
    form = form_for(DEFINITION)(
        {"yes": "no", "some": [DECLINED], "scale": DECLINED, f"text{DECLINES}": "on", "number": "4"}
    )
    assert form.is_valid(), form.errors
    answers = form.answers
    assert (answers["some"], answers["scale"], answers["text"]) == (DECLINED, DECLINED, DECLINED)
    again = form_for(DEFINITION)(earlier=answers)
    assert again[f"text{DECLINES}"].value() is True
    assert again["some"].value() == [DECLINED]
    assert again["text"].value() == ""


def test_day_is_stored_as_iso_and_shown_again():
    form = form_for(DEFINITION, 1)(earlier={"day": "2026-03-03", "yes": "yes"})
    assert form["day"].field.widget.decompress(form["day"].value()).year == "2026"
    assert form["day"].field.clean(form["day"].value()) == date(2026, 3, 3)


@pytest.mark.parametrize("key", sorted(questionnaires()))
def test_every_shipped_questionnaire_is_drawn_as_a_form_and_read_again(key):
    definition = load_questionnaire(key)
    html = str(form_for(definition)())
    assert all(question.key in html for question in definition.questions)
    sections = read_answers(definition, {})
    assert "Not answered" in render_to_string("questionnaire/answers.html", {"sections": sections})


def test_risk_is_marked_beside_its_answer():
    rule = EffectRule(EffectKind.ALERT, "They are afraid.", answers=("yes",))
    asked = question("afraid", Kind.YES_NO, choices={"yes": "Yes", "no": "No"}, effects=(rule,))
    definition = Questionnaire("one", 1, "One", "a test", "anybody", (Section("Only", (asked,)),))
    html = render_to_string(
        "questionnaire/answers.html", {"sections": read_answers(definition, {"afraid": "yes"})}
    )
    assert "They are afraid." in html
