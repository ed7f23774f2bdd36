import pytest
from django import forms
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from amends.foundation.pages.fields import EmailField, PhoneField, PostcodeField


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("07700 900982", "+447700900982"),
        ("(020) 7946-0018", "+442079460018"),
        ("01632.960.123", "+441632960123"),
        ("+44 (0)1632 960123", "+441632960123"),
        ("0044 7911 123456", "+447911123456"),
        ("+1 202 555 0143", "+12025550143"),
        ("0303 999 0001", "+443039990001"),
        ("", ""),
    ],
)
def test_phone_is_stored_in_one_form(typed, stored):
    assert PhoneField(required=False).clean(typed) == stored


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("42/991207/25", "looks like a reference number"),
        ("27/03/1988", "looks like a reference number or a date"),
        ("A1234BC", "looks like a reference number"),
        ("sam@example.com", "This is an email address"),
        ("020 7946", "too short: it has 7 digits"),
        ("020 7946 0018 0018 0018", "too long"),
        ("07700 900123 x12", "without its extension"),
        ("01632 960123 (ask for Sam)", "phone number only"),
        ("01632 960123; 07700 900982", "phone number only"),
        ("00000 000000", "too short|No phone number looks like this"),
        ("09999 999999", "No phone number looks like this"),
        ("999", "too short"),
        ("not known", "phone number only"),
    ],
)
def test_what_is_not_a_phone_number_is_refused_with_the_reason(typed, words):
    with pytest.raises(ValidationError, match=words):
        PhoneField().clean(typed)


def test_stored_phone_is_shown_as_people_here_write_it():
    assert PhoneField().prepare_value("+447911123456") == "07911 123456"
    assert PhoneField().prepare_value("+12025550143") == "+1 202-555-0143"
    assert PhoneField().prepare_value("42/991207/25") == "42/991207/25"


@given(st.text(max_size=40))
def test_any_text_is_a_phone_number_or_refused(text):
    try:
        stored = PhoneField(required=False).clean(text)
    except ValidationError:
        return
    assert stored == "" or stored[0] == "+"
    assert PhoneField(required=False).clean(PhoneField().prepare_value(stored)) == stored


@pytest.mark.parametrize(
    "postcode",
    [
        "EC1A 1BB",
        "W1A 0AX",
        "M1 1AE",
        "B33 8TH",
        "CR2 6XH",
        "DN55 1PT",
        "GIR 0AA",
        "SO10 9AA",
        "WC1A 9AA",
        "ZZ1 1AA",
        "ZZ99 9ZZ",
    ],
)
def test_postcode_however_typed_is_stored_in_one_form(postcode):
    assert PostcodeField().clean(postcode) == postcode
    assert PostcodeField().clean(postcode.replace(" ", "").lower()) == postcode
    assert PostcodeField().clean(f" {postcode.replace(' ', '  ')} ") == postcode


@pytest.mark.parametrize("typed", ["SW1A", "SW1A 1A", "1AA SW1A", "QQ", "CZ1 1AA", "SW1A 1AA 2", "not known"])
def test_postcode_that_cannot_be_is_refused(typed):
    with pytest.raises(ValidationError, match="Enter a full UK postcode"):
        PostcodeField().clean(typed)


def test_email_keeps_the_name_and_lowers_the_domain():
    assert EmailField().clean(" Sam.A@Example.COM ") == "Sam.A@example.com"


@pytest.mark.parametrize("typed", ["sam", "sam@", "@example.com", "sam@example", "sam at example.com"])
def test_wrong_email_shows_a_right_one(typed):
    with pytest.raises(ValidationError, match=r"Enter an email address like name@example\.com"):
        EmailField().clean(typed)


def test_unchanged_phone_has_not_changed():
    form_class = type("F", (forms.Form,), {"phone": PhoneField()})
    assert not form_class({"phone": "07911 123456"}, initial={"phone": "+447911123456"}).has_changed()
    assert form_class({"phone": "07911 123457"}, initial={"phone": "+447911123456"}).has_changed()
