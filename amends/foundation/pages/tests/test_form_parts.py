"""Parts of a long form: what counts as answered, and what stands open."""

import pytest
from django import forms
from django.template.loader import render_to_string

from amends.foundation.pages.fields import DateField3, SafeTextField, YesNoField
from amends.foundation.pages.fields.opening import opened_by
from amends.foundation.pages.form_parts import FormParts


class Long(forms.Form):
    afraid = YesNoField(label="Is anybody afraid?")
    of_whom = opened_by(SafeTextField(label="Of whom?"), "afraid", "yes", words="If so")
    since = opened_by(DateField3(label="Since when?", required=False), "of_whom")
    wish = SafeTextField(label="What do they want?")
    more = SafeTextField(label="Anything else?", required=False)


def parts(data=None, **more):
    form = Long(data, **more)
    return FormParts(
        ("Fear", [form["afraid"], form["of_whom"], form["since"]]),
        ("Wish", [form["wish"]]),
        ("More", [form["more"]]),
    )


def states(found):
    return [(part.left, part.is_answered, is_open) for part, is_open, _ in found]


@pytest.mark.parametrize(
    ("initial", "expected"),
    [
        ({}, [(1, False, True), (1, False, False), (0, False, False)]),
        ({"afraid": False}, [(0, True, False), (1, False, True), (0, False, False)]),
        ({"afraid": True}, [(1, False, True), (1, False, False), (0, False, False)]),
        ({"afraid": True, "of_whom": "B"}, [(0, True, False), (1, False, True), (0, False, False)]),
        ({"afraid": False, "wish": "  "}, [(0, True, False), (1, False, True), (0, False, False)]),
        ({"afraid": False, "wish": "Quiet"}, [(0, True, False), (0, True, False), (0, False, False)]),
        ({"afraid": False, "wish": "Quiet", "more": "No"}, [(0, True, False)] * 3),
    ],
)
def test_first_part_with_something_to_answer_is_open_and_what_is_answered_is_folded(initial, expected):
    assert states(parts(initial=initial)) == expected


def test_of_the_parts_that_nobody_has_touched_one_is_open_at_a_time():
    assert [is_open for _, is_open, _ in parts({"more": "a"})] == [True, False, False]
    assert [is_open for _, is_open, _ in parts({"more": "y" * 10_001})] == [True, False, True]


def test_every_part_with_an_error_is_open_and_no_other():
    found = parts({"afraid": "no", "of_whom": "B", "wish": "x" * 10_001, "more": "y" * 10_001})
    assert [is_open for _, is_open, _ in found] == [False, True, True]


@pytest.mark.parametrize(("afraid", "asked"), [(True, [True, True, True]), (False, [True, False, False])])
def test_question_is_not_asked_when_the_one_that_opens_it_is_not(afraid, asked):
    fear = parts(initial={"afraid": afraid, "of_whom": "B"}).parts[0]
    assert [field.is_asked for field in fear.fields] == asked


def test_list_says_how_far_it_is_and_leads_to_each_part():
    html = render_to_string("pages/components/form_parts.html", {"parts": parts(initial={"afraid": False})})
    assert "<span data-parts-done>1</span> of 3 parts answered" in html
    assert [html.count(f'href="#part-{place}"') for place in (1, 2, 3)] == [1, 1, 1]
    assert '<details class="amends-part" id="part-1">' in html
    assert '<details class="amends-part" id="part-2" open>' in html
    assert 'data-opened-by="afraid" data-opened-on="yes"' in html


def test_hint_says_what_opens_a_question_for_pages_without_scripts():
    form = Long()
    assert form["of_whom"].help_text == "If so"
    assert '<span class="amends-only-if">If so </span>' in str(form["of_whom"].as_field_group())
    del form.fields["afraid"]
    assert "amends-only-if" not in str(form["of_whom"].as_field_group())
    assert FormParts(("Alone", [form["of_whom"]])).parts[0].fields[0].is_asked
