import pytest
from django import forms
from django.forms import formset_factory
from django.template import Context, Template

from amends.foundation.pages.examples import BAD, ExampleForm
from amends.foundation.pages.fields import DateField3, SafeTextField, YesNoField
from amends.foundation.pages.widgets import AffixInput, HintedRadios


class MeetingForm(forms.Form):
    question_as_heading = "held_on"
    held_on = DateField3(label="When did you meet?", help_text="For example, 27 3 2026")
    place = SafeTextField(label="Where?", required=False)
    minutes = forms.IntegerField(label="How long?", widget=AffixInput(suffix="minutes"), min_value=1)
    well = YesNoField(label="Did it go well?")
    mood = forms.ChoiceField(
        label="How was it?",
        choices=[("calm", "Calm"), ("tense", "Tense")],
        widget=HintedRadios(hints={"tense": "Say more in your note"}),
    )
    agreed = forms.BooleanField(label="They agreed to this note", help_text="Ask before you tick")
    secret = forms.CharField(widget=forms.HiddenInput, initial="1")


def summary(*some: object) -> str:
    names = [f"form{number}" for number in range(len(some))]
    template = Template(f"{{% load amends %}}{{% error_summary {' '.join(names)} %}}")
    return template.render(Context(dict(zip(names, some, strict=True))))


@pytest.mark.parametrize("way", [str, lambda form: form.as_div(), lambda form: form.as_p()])
def test_every_way_to_draw_a_form_gives_the_same_markup(way):
    assert way(MeetingForm()) == str(MeetingForm())
    assert way(MeetingForm()).count('class="govuk-form-group') == 6 + 3  # a date has three groups of its own


def test_question_of_the_page_is_its_heading():
    html = str(MeetingForm()["held_on"].as_field_group())
    assert '<h1 class="govuk-fieldset__heading">When did you meet?</h1>' in html
    assert "<h1" not in MeetingForm()["place"].as_field_group()


def test_hint_and_error_are_read_out_with_the_field():
    html = MeetingForm({"held_on_day": "3"})["held_on"].as_field_group()
    assert 'aria-describedby="id_held_on_helptext id_held_on_error"' in html
    assert 'id="id_held_on_helptext" class="govuk-hint"' in html
    assert '<p id="id_held_on_error" class="govuk-error-message">' in html
    assert '<span class="govuk-visually-hidden">Error:</span> Date must include a month and year' in html


def test_only_the_boxes_at_fault_are_marked():
    html = MeetingForm({"held_on_day": "3"})["held_on"].as_field_group()
    assert html.count("govuk-input--error") == 2
    assert 'name="held_on_day" value="3"' in html


def test_optional_questions_say_so_and_required_ones_carry_no_attribute():
    html = str(MeetingForm())
    assert 'Where? <span class="amends-optional">(optional)</span>' in html
    assert html.count("(optional)") == 1
    assert " required" not in html


def test_choices_are_a_group_with_a_legend_and_hints():
    html = MeetingForm()["mood"].as_field_group()
    assert "<fieldset" in html
    assert "<legend" in html
    assert 'aria-describedby="id_mood_1_hint"' in html
    assert (
        '<div id="id_mood_1_hint" class="govuk-hint govuk-radios__hint">Say more in your note</div>' in html
    )


def test_single_box_has_its_label_behind_it():
    html = MeetingForm()["agreed"].as_field_group()
    assert html.index("<input") < html.index(
        '<label class="govuk-label govuk-checkboxes__label" for="id_agreed">'
    )


def test_hidden_field_is_only_an_input():
    assert (
        MeetingForm()["secret"].as_field_group()
        == '<input type="hidden" name="secret" value="1" id="id_secret">'
    )


def test_number_box_has_no_spinner():
    assert '<input type="text"' in MeetingForm()["minutes"].as_field_group()
    plain = type("F", (forms.Form,), {"n": forms.IntegerField(max_value=9)})()
    assert '<input type="text" inputmode="decimal" name="n" class="govuk-input" id="id_n">' in str(plain)


def test_what_somebody_typed_is_escaped():
    form = type("F", (forms.Form,), {"a": SafeTextField(), "b": SafeTextField(lines=3)})
    html = str(form({"a": '"><script>', "b": "</textarea><script>"}))
    assert "<script>" not in html


def test_error_summary_links_to_what_can_take_the_focus():
    html = summary(MeetingForm({"held_on_day": "3"}))
    for target in ("id_held_on_1", "id_minutes", "id_well_0", "id_mood_0", "id_agreed"):
        assert f'href="#{target}"' in html
        assert f'id="{target}"' in str(MeetingForm({"held_on_day": "3"}))


def test_general_message_names_its_question_in_the_summary():
    html = summary(MeetingForm({}))
    assert "Did it go well? Select yes or no" in html
    assert "They agreed to this note: tick the box to go on" in html


def test_error_summary_is_empty_without_errors():
    assert summary(MeetingForm()).strip() == ""
    assert summary("").strip() == ""


def test_error_summary_takes_formsets_and_errors_of_the_whole_form():
    class Pair(forms.Form):
        a = SafeTextField(label="A")

        def clean(self) -> None:
            raise forms.ValidationError("Both sides must agree")

    pairs = formset_factory(Pair, extra=1, min_num=1, validate_min=True)
    data = {"form-TOTAL_FORMS": "2", "form-INITIAL_FORMS": "0", "form-1-a": "x"}
    html = summary(pairs(data))
    assert '<a href="#id_form-1-a">Both sides must agree</a>' in html
    assert "A: enter an answer" in html


def test_every_error_of_the_example_has_words_of_ours():
    form = ExampleForm(BAD)
    assert not form.is_valid()
    said = [str(text) for errors in form.errors.values() for text in errors]
    assert len(said) == 12
    assert not [text for text in said if "This field" in text or text.endswith(".")]


def test_file_form_asks_for_files():
    assert ExampleForm().is_multipart()
    assert 'accept=".pdf,.docx"' in str(ExampleForm())
