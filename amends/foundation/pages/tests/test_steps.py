import datetime as dt
import json
from collections.abc import Mapping

import pytest
from django import forms
from django.core.files.base import ContentFile

from amends.foundation.pages.fields import DateField3, SafeTextField, TimeField, YesNoField, YesNoUnsureField
from amends.foundation.pages.parts import Row
from amends.foundation.pages.steps import Step, Steps, initial, keep, keep_unfinished, plain


class When(forms.Form):
    when = DateField3(label="When did it happen?")
    at = TimeField(label="What time?", required=False)


class Police(forms.Form):
    told = YesNoField(label="Did you tell the police?")


class Number(forms.Form):
    number = SafeTextField(label="Crime number", required=False)
    feels_safe = YesNoUnsureField(label="Do you feel safe?")


class Ways(forms.Form):
    ways = forms.MultipleChoiceField(label="How?", choices=[("phone", "Phone"), ("letter", "Letter")])


STEPS = Steps(
    Step("when", "When", When),
    Step("police", "Police", Police),
    Step(
        "number",
        "Crime number",
        Number,
        show_if=lambda answers: answers.get("police", {}).get("told") is True,
    ),
    Step("ways", "How to reach you", Ways),
)
WHEN = {"when_day": "7", "when_month": "3", "when_year": "2026", "at": "2pm"}


def answered(form_class: type[forms.Form], data: Mapping[str, object]) -> dict[str, object]:
    form = form_class(data)
    assert form.is_valid(), form.errors
    return keep(form)


def keys(steps):
    return [step.key for step in steps]


def key(step):
    return step.key if step else None


def test_step_is_asked_only_when_its_condition_holds():
    assert keys(STEPS.shown({})) == ["when", "police", "ways"]
    assert keys(STEPS.shown({"police": {"told": True}})) == ["when", "police", "number", "ways"]
    assert STEPS.find("number", {}) is None
    assert STEPS.find("nonsense", {}) is None


def test_next_and_previous_pass_over_what_is_not_asked():
    yes, no = {"police": {"told": True}}, {"police": {"told": False}}
    assert key(STEPS.after("police", yes)) == "number"
    assert key(STEPS.after("police", no)) == "ways"
    assert key(STEPS.before("ways", no)) == "police"
    assert STEPS.before("when", no) is None
    assert STEPS.after("ways", no) is None
    assert key(STEPS.after("number", no)) == "ways"


def test_answers_can_be_stored_as_json_and_fill_the_form_again():
    stored = json.loads(json.dumps({"when": answered(When, WHEN)}))
    assert stored == {"when": {"when": "2026-03-07", "at": "14:00:00"}}
    form = When(initial=initial(stored, "when"))
    assert 'name="when_day" value="7"' in str(form)
    assert 'name="at" value="14:00"' in str(form)
    assert When(WHEN, initial=initial(stored, "when")).changed_data == []


def test_progress_counts_only_what_is_asked():
    answers = {"when": answered(When, WHEN), "police": answered(Police, {"told": "yes"})}
    assert STEPS.progress(answers).done == 2
    assert STEPS.progress(answers).total == 4
    assert key(STEPS.first_open(answers)) == "number"
    answers["police"] = answered(Police, {"told": "no"})
    answers["ways"] = answered(Ways, {"ways": ["phone"]})
    assert STEPS.progress(answers).done == STEPS.progress(answers).total
    assert STEPS.is_complete(answers)


def test_unfinished_step_keeps_what_is_right_and_does_not_count():
    stored = keep_unfinished(When({"when_day": "31", "when_month": "2", "when_year": "2026", "at": "2pm"}))
    answers = {"when": json.loads(json.dumps(stored))}
    assert initial(answers, "when") == {"at": "14:00:00"}
    assert key(STEPS.first_open(answers)) == "when"
    assert STEPS.tasks(answers, lambda step: step.key)[0].status.text == "In progress"


def test_answers_of_a_hidden_step_stay_but_are_not_shown():
    answers = {
        "police": answered(Police, {"told": "no"}),
        "number": answered(Number, {"number": "42/991207/25", "feels_safe": "unsure"}),
    }
    assert "Crime number" not in [row.key for row in STEPS.rows(answers)]


def test_check_your_answers_says_them_in_words():
    answers = {
        "when": answered(When, WHEN),
        "police": answered(Police, {"told": "yes"}),
        "number": answered(Number, {"feels_safe": "unsure"}),
        "ways": answered(Ways, {"ways": ["letter", "phone"]}),
    }
    assert STEPS.rows(answers, lambda step: f"/{step.key}") == [
        Row("When did it happen?", "7 March 2026", "/when"),
        Row("What time?", "2pm", "/when"),
        Row("Did you tell the police?", ["Yes"], "/police"),
        Row("Crime number", "", "/number"),
        Row("Do you feel safe?", ["Not sure"], "/number"),
        Row("How?", ["Letter", "Phone"], "/ways"),
    ]


def test_two_steps_with_one_key_are_a_mistake():
    with pytest.raises(ValueError, match="same key"):
        Steps(Step("a", "A", When), Step("a", "B", When))


def test_file_is_not_kept_in_the_answers():
    with pytest.raises(TypeError, match="Store it and keep its key"):
        plain(ContentFile(b"x"))
    assert plain({dt.date(2026, 3, 7)}) == ["2026-03-07"]
