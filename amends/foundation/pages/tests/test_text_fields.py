from decimal import Decimal

import pytest
from django import forms
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from amends.foundation.pages.fields import MoneyField, SafeTextField, YesNoField, YesNoUnsureField


def test_text_loses_control_characters_and_keeps_its_lines():
    text = "One\x07 line\r\nand\tanother\u202e one\x85"
    assert SafeTextField(lines=5).clean(text) == "One line\nand\tanother one"


def test_text_of_one_line_stays_on_one_line():
    assert SafeTextField().clean("  Sam \n\t A. ") == "Sam A."


@pytest.mark.parametrize("text", ["a\0b", "half \ud83d"])
def test_text_that_cannot_be_stored_is_refused(text):
    with pytest.raises(ValidationError, match="cannot be stored"):
        SafeTextField().clean(text)


def test_text_that_is_too_long_says_by_how_much():
    assert SafeTextField(lines=5).clean("x" * 10_000)
    with pytest.raises(ValidationError, match=r"Shorten this to 10,000 characters\. It is 3 too long"):
        SafeTextField(lines=5).clean("x" * 10_003)


def test_accents_are_stored_in_one_form():
    assert SafeTextField().clean("Sia\u0302n") == "Siân"


def test_welsh_and_emoji_stay_as_they_are():
    assert SafeTextField().clean("Ŵyn 👩‍👩‍👧") == "Ŵyn 👩‍👩‍👧"


@given(st.text())
def test_cleaned_text_stays_the_same_when_cleaned_again(text):
    field = SafeTextField(lines=3, required=False)
    try:
        once = field.clean(text)
    except ValidationError:
        return
    assert field.clean(once) == once


@pytest.mark.parametrize(
    ("typed", "amount"),
    [("£1,250.50", "1250.50"), (" 12 ", "12"), ("0", "0"), ("£ 3.5", "3.5")],
)
def test_money_is_taken_as_people_write_it(typed, amount):
    assert MoneyField().clean(typed) == Decimal(amount)


@pytest.mark.parametrize("typed", ["ten", "1.2.3", "NaN", "Infinity", "1.234", "-1", "99999999999"])
def test_what_is_not_an_amount_is_refused(typed):
    with pytest.raises(ValidationError):
        MoneyField().clean(typed)


def test_yes_and_no_become_true_and_false():
    assert YesNoField().clean("yes") is True
    assert YesNoField().clean("no") is False
    assert YesNoField(required=False).clean("") is None
    with pytest.raises(ValidationError, match="Select yes or no"):
        YesNoField().clean("")


def test_stored_truth_is_ticked_again():
    form = type("F", (forms.Form,), {"well": YesNoField(label="Well?")})(initial={"well": False})
    assert 'value="no" id="id_well_1" checked' in str(form)


def test_unsure_is_an_answer_of_its_own():
    assert YesNoUnsureField().clean("unsure") == "unsure"
    with pytest.raises(ValidationError, match="Select yes, no or not sure"):
        YesNoUnsureField().clean("")
    with pytest.raises(ValidationError):
        YesNoUnsureField().clean("perhaps")
