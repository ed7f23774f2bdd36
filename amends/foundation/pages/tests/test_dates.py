import datetime as dt

import pytest
import time_machine
from django import forms

from amends.foundation.pages.fields import DateField3, DateOfBirthField, TimeField


def errors_of(field: forms.Field, *parts: str) -> list[str]:
    form_class = type("F", (forms.Form,), {"when": field})
    data = dict(zip(("when_day", "when_month", "when_year"), parts, strict=False))
    return list(form_class(data).errors.get("when", []))


def cleaned(field: forms.Field, *parts: str) -> dt.date | None:
    form_class = type("F", (forms.Form,), {"when": field})
    form = form_class(dict(zip(("when_day", "when_month", "when_year"), parts, strict=True)))
    assert form.is_valid(), form.errors
    value = form.cleaned_data["when"]
    assert value is None or isinstance(value, dt.date)
    return value


def test_date_typed_in_three_boxes_becomes_a_date():
    assert cleaned(DateField3(), "7", "03", "2026") == dt.date(2026, 3, 7)


@pytest.mark.parametrize("month", ["mar", "March", "MARCH", "3"])
def test_month_may_be_a_word(month):
    assert cleaned(DateField3(), "7", month, "2026") == dt.date(2026, 3, 7)


@pytest.mark.parametrize(
    ("parts", "sentence"),
    [
        (("31", "2", "2026"), "Date must be a real date"),
        (("29", "2", "2025"), "Date must be a real date"),
        (("0", "1", "2026"), "Date must be a real date"),
        (("1", "13", "2026"), "Date must be a real date"),
        (("1", "1", "0000"), "Date must be a real date"),
        (("one", "1", "2026"), "Date must be a real date"),
        (("-1", "1", "2026"), "Date must be a real date"),
        (("٣", "1", "2026"), "Date must be a real date"),
        (("1", "1", "26"), "Date must have a year with 4 numbers, like 2026"),
        (("1", "1", "20266"), "Date must have a year with 4 numbers, like 2026"),
        (("1", "", "2026"), "Date must include a month"),
        (("1", "", ""), "Date must include a month and year"),
        (("", "", ""), "Date is missing. Enter a day, month and year"),
    ],
)
def test_wrong_date_says_what_is_wrong(parts, sentence):
    assert errors_of(DateField3(), *parts) == [sentence]


def test_leap_day_of_a_leap_year_is_real():
    assert cleaned(DateField3(), "29", "2", "2024") == dt.date(2024, 2, 29)


def test_date_that_may_stay_open_cleans_to_none():
    assert cleaned(DateField3(required=False), "", "", "") is None


@time_machine.travel("2026-03-28T12:00:00+00:00")
def test_past_and_future_limits_count_today():
    assert errors_of(DateField3(past_only=True), "28", "3", "2026") == []
    assert errors_of(DateField3(past_only=True), "29", "3", "2026") == ["Date must be today or in the past"]
    assert errors_of(DateField3(future_only=True), "28", "3", "2026") == ["Date must be in the future"]


@time_machine.travel("2026-06-30T23:30:00+00:00")
def test_today_is_today_in_london():
    assert errors_of(DateField3(past_only=True), "1", "7", "2026") == []


def test_earliest_and_latest_are_named_in_words():
    field = DateField3(what="Date of the meeting", earliest=dt.date(2026, 1, 5), latest=dt.date(2026, 1, 9))
    assert errors_of(field, "4", "1", "2026") == ["Date of the meeting must be on or after 5 January 2026"]
    assert errors_of(field, "10", "1", "2026") == ["Date of the meeting must be on or before 9 January 2026"]
    assert errors_of(field, "5", "1", "2026") == errors_of(field, "9", "1", "2026") == []


@time_machine.travel("2026-03-28")
def test_impossible_age_is_refused():
    assert errors_of(DateOfBirthField(), "1", "1", "1026") == [
        "Date of birth would make this person 1000. Check the year"
    ]
    assert errors_of(DateOfBirthField(), "29", "3", "2026") == ["Date of birth must be today or in the past"]
    assert errors_of(DateOfBirthField(), "29", "3", "1905") == []
    assert errors_of(DateOfBirthField(), "27", "3", "1905") != []


def test_stored_text_fills_the_boxes_again():
    form = type("F", (forms.Form,), {"when": DateField3()})(initial={"when": "2026-03-07"})
    assert 'name="when_month" value="3"' in str(form)


def test_one_iso_date_is_taken_too():
    form = type("F", (forms.Form,), {"when": DateField3()})({"when": "2026-03-07"})
    assert form.is_valid()
    assert form.cleaned_data == {"when": dt.date(2026, 3, 7)}


def test_unchanged_date_has_not_changed():
    form_class = type("F", (forms.Form,), {"when": DateField3()})
    data = {"when_day": "7", "when_month": "3", "when_year": "2026"}
    assert not form_class(data, initial={"when": dt.date(2026, 3, 7)}).has_changed()
    assert form_class(data, initial={"when": dt.date(2026, 3, 8)}).has_changed()


@pytest.mark.parametrize(
    ("typed", "time"),
    [
        ("2pm", dt.time(14)),
        ("2.30 PM", dt.time(14, 30)),
        ("9:05am", dt.time(9, 5)),
        ("12am", dt.time(0)),
        ("12:15pm", dt.time(12, 15)),
        ("14:00", dt.time(14)),
        ("0930", dt.time(9, 30)),
        ("midday", dt.time(12)),
        ("9 a.m.", dt.time(9)),
    ],
)
def test_time_is_taken_as_people_say_it(typed, time):
    assert TimeField().clean(typed) == time


@pytest.mark.parametrize("typed", ["25:00", "13pm", "0am", "12:60", "soon", "12:3"])
def test_impossible_time_is_refused(typed):
    with pytest.raises(forms.ValidationError, match="Enter a time, like 9:30am"):
        TimeField().clean(typed)


def test_hour_alone_asks_which_half_of_the_day():
    with pytest.raises(forms.ValidationError, match="morning or the afternoon"):
        TimeField().clean("2")
