"""A form made from a definition: one field a question, one page a section."""

from datetime import date
from typing import Any

from django import forms

from amends.foundation.pages.fields import DateField3, SafeTextField
from amends.foundation.policy.answers import validate_answers
from amends.foundation.policy.questions import DECLINED, Answer, Answers, Kind, Question, Questionnaire

DECLINED_WORDS = "Prefer not to say"


class QuestionnaireForm(forms.Form):
    """Base of the forms made below. `later` (save and come back) accepts gaps; `answers` is what to store."""

    definition: Questionnaire
    asked: tuple[Question, ...]

    def __init__(
        self, *args: Any, earlier: Answers | None = None, later: bool = False, **kwargs: Any
    ) -> None:
        self.earlier = dict(earlier or {})
        self.later = later
        kwargs.setdefault("initial", self.earlier)
        super().__init__(*args, **kwargs)

    @property
    def answers(self) -> dict[str, Answer]:
        """What was answered here, ready to be stored."""
        return {name: stored(value) for name, value in self.cleaned_data.items()}

    def clean(self) -> dict[str, Any]:
        """The definition itself says what is missing, so that pages, API and paper agree."""
        cleaned = dict(super().clean() or {})
        if self.later:
            return cleaned
        known = {**self.earlier, **{name: stored(value) for name, value in cleaned.items()}}
        for error in validate_answers(self.definition, known):
            if error.field in self.fields and error.field not in self.errors:
                self.add_error(error.field, error.words)
        return cleaned


def form_for(definition: Questionnaire, section: int | None = None) -> type[QuestionnaireForm]:
    """A form class for one section (counted from 0), or for all of them."""
    sections = definition.sections if section is None else (definition.sections[section],)
    asked = tuple(question for part in sections for question in part.questions)
    fields: dict[str, Any] = {}
    for question in asked:
        fields[question.key] = field_for(question)
        if question.comment_on:
            fields[question.comment_key] = SafeTextField(
                label="Say more", lines=3, required=False, help_text=_when_words(question)
            )
    return type("FilledIn", (QuestionnaireForm,), {**fields, "definition": definition, "asked": asked})


def field_for(question: Question) -> forms.Field:
    """The field for one question. None is required by itself: the definition decides, when all answers are known."""
    common: dict[str, Any] = {"label": question.text, "help_text": question.help, "required": False}
    choices = list(question.choices.items()) + ([(DECLINED, DECLINED_WORDS)] if question.may_decline else [])
    match question.kind:
        case Kind.YES_NO | Kind.YES_NO_UNSURE | Kind.CHOICE:
            field: forms.Field = forms.ChoiceField(choices=choices, widget=forms.RadioSelect, **common)
        case Kind.CHOICES:
            field = forms.MultipleChoiceField(choices=choices, widget=forms.CheckboxSelectMultiple, **common)
        case Kind.SCALE:
            field = forms.ChoiceField(choices=scale_of(question), widget=forms.RadioSelect, **common)
        case Kind.NUMBER:
            field = forms.IntegerField(min_value=question.at_least, max_value=question.at_most, **common)
        case Kind.DATE:
            field = DateField3(what="The date", **common)
        case Kind.LONG_TEXT:
            field = SafeTextField(lines=5, **common)
        case _:
            field = SafeTextField(max_length=500, **common)
    return field


def scale_of(question: Question) -> list[tuple[str, str]]:
    """The numbers of a scale, the ends in words where the definition has them."""
    numbers = range(question.at_least or 0, (question.at_most or 10) + 1)
    choices = [(str(number), question.choices.get(str(number), str(number))) for number in numbers]
    return choices + ([(DECLINED, DECLINED_WORDS)] if question.may_decline else [])


def stored(value: Any) -> Answer:
    """How an answer stands in the database: text, a number, a list; days as 2026-03-03."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list):
        return [str(each) for each in value]
    return value if isinstance(value, int) else str(value or "")


def _when_words(question: Question) -> str:
    words = [question.choices.get(answer, answer) for answer in question.comment_on]
    return f"If you answered {' or '.join(f'“{word}”' for word in words)}"
