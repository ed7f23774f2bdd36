import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.template.loader import render_to_string
from django.test import RequestFactory

from amends.foundation.lib.refusal import ChangedMeanwhile, Refused
from amends.foundation.pages.attempt import attempt
from amends.foundation.pages.fields import SafeTextField
from amends.foundation.pages.submitting import submit

pytestmark = pytest.mark.django_db


class Letter(forms.Form):
    text = SafeTextField(label="Letter")


def raising(error: Exception):
    def act() -> None:
        raise error

    return act


def test_action_runs_once_for_a_valid_form_and_not_for_another():
    done: list[str] = []
    assert submit(Letter({"text": "Dear Sam"}), lambda: done.append("sent"))
    assert not submit(Letter({"text": ""}), lambda: done.append("sent"))
    assert done == ["sent"]


def test_refusal_comes_back_to_its_field():
    form = Letter({"text": "Dear Sam"})
    assert not submit(form, raising(Refused("Nobody has read it.", opens="Ask a colleague.", field="text")))
    assert form.errors == {"text": ["Nobody has read it. Ask a colleague."]}


def test_where_a_refusal_is_written_stands_in_the_summary():
    form = Letter({"text": "Dear Sam"})
    assert not submit(form, raising(Refused("Nobody has read it.", source="House rule 3")))
    html = render_to_string("pages/form.html", {"title": "Letter", "form": form}, RequestFactory().get("/"))
    assert "Rule: House rule 3" in html


def test_refusal_about_something_else_stands_above_the_form():
    form = Letter({"text": "Dear Sam"})
    assert not submit(form, raising(Refused("They have stopped.", field="consent")))
    assert form.non_field_errors() == ["They have stopped."]


def test_broken_constraint_is_said_in_its_own_words():
    form = Letter({"text": "Dear Sam"})
    assert not submit(form, raising(ValidationError({"text": ["Too late."], "other": ["Twice."]})))
    assert form.errors["text"] == ["Too late."]
    assert form.non_field_errors() == ["Twice."]


def test_result_of_an_action_is_handed_on():
    form = Letter({"text": "Dear Sam"})
    assert form.is_valid()
    assert attempt(form, lambda: 7) == 7


def test_what_changed_meanwhile_stays_on_the_form():
    form = Letter({"text": "Dear Sam"})
    assert form.is_valid()
    assert attempt(form, raising(ChangedMeanwhile("Kim", [("Letter", "Dear Sam", "Hello")]))) is None
    html = render_to_string("pages/form.html", {"form": form, "title": "Letter"}, RequestFactory().get("/"))
    assert "What you typed" in html
    assert "Dear Sam" in html
    assert "Hello" in html
