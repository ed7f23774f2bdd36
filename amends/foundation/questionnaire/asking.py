"""A form made from a definition: one field a question, one page a section."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms

from amends.foundation.pages.fields import DateField3, SafeTextField
from amends.foundation.pages.fields.opening import opened_by
from amends.foundation.pages.widgets import HintedRadios
from amends.foundation.policy.answers import asked_answers, validate_answers
from amends.foundation.policy.questions import DECLINED, Answer, Answers, Kind, Question, Questionnaire

DECLINED_WORDS = "Prefer not to say"
DECLINES = "__declined"  # the tick box beside a question that is answered by typing
# How many letters wide answers side by side may be, and the room that the button of each takes.
BESIDE, AROUND = 56, 8
TYPED = {Kind.TEXT, Kind.LONG_TEXT, Kind.NUMBER, Kind.DATE}


class QuestionnaireForm(forms.Form):
    """Base of the forms made below. `later` (save and come back) accepts gaps; `answers` is what to store."""

    definition: Questionnaire
    asked: tuple[Question, ...]
    questions_only: frozenset[str]

    def __init__(
        self, *args: Any, earlier: Answers | None = None, later: bool = False, **kwargs: Any
    ) -> None:
        self.earlier = dict(earlier or {})
        self.later = later
        kwargs.setdefault("initial", boxes_of(self.earlier, self.asked))
        super().__init__(*args, **kwargs)

    @property
    def answers(self) -> dict[str, Answer]:
        """What was answered here, ready to be stored."""
        return self._own(self.cleaned_data)

    def _own(self, cleaned: Mapping[str, Any]) -> dict[str, Answer]:
        """Without the boxes that a page asks beside the questions."""
        beside = self.fields.keys() - self.questions_only
        return answers_of({name: value for name, value in cleaned.items() if name not in beside})

    def clean(self) -> dict[str, Any]:
        """The definition itself says what is missing, so that pages, API and paper agree."""
        cleaned = dict(super().clean() or {})
        if self.later:
            return cleaned
        given = asked_answers(self.definition, {**self.earlier, **self._own(cleaned)})
        for error in validate_answers(self.definition, given):
            if error.field in self.fields and error.field not in self.errors:
                self.add_error(error.field, error.words)
        return cleaned


def form_for(definition: Questionnaire, section: int | None = None) -> type[QuestionnaireForm]:
    """A form class for one section (counted from 0), or for all of them."""
    sections = definition.sections if section is None else (definition.sections[section],)
    asked = tuple(question for part in sections for question in part.questions)
    fields: dict[str, Any] = {}
    for question in asked:
        fields |= _boxes_for(definition, question)
    return type(
        "FilledIn",
        (QuestionnaireForm,),
        {**fields, "definition": definition, "asked": asked, "questions_only": frozenset(fields)},
    )


def parts_of(form: QuestionnaireForm) -> list[tuple[str, list[forms.BoundField]]]:
    """The sections with their boxes, for `pages.form_parts.FormParts`."""
    parts = []
    for section in form.definition.sections:
        names = [name for question in section.questions for name in _boxes_for(form.definition, question)]
        found = [form[name] for name in names if name in form.fields]
        parts.append((section.title, found))
    return parts


def _boxes_for(definition: Questionnaire, question: Question) -> dict[str, forms.Field]:
    """The field of a question, the box that declines it, and the one for a few words more."""
    field = field_for(question)
    field.needed = question.required  # type: ignore[attr-defined]  # read by the bound field
    boxes = {question.key: field}
    if question.may_decline and question.kind in TYPED:
        field.instead = f"{question.key}{DECLINES}"  # type: ignore[attr-defined]  # read by the bound field
        boxes[f"{question.key}{DECLINES}"] = forms.BooleanField(label=DECLINED_WORDS, required=False)
    if question.ask_when:
        other, answers = question.ask_when
        opened_by(field, other, *answers, words=_only_if(definition.question(other), answers))
    if question.comment_on:
        comment = SafeTextField(label=f"More about: {question.text}", lines=3, required=False)
        comment.needed = True  # type: ignore[attr-defined]  # the hint says when
        opened_by(comment, question.key, *question.comment_on, words=_when_words(question))
        boxes[question.comment_key] = comment
    return boxes


def _only_if(opening: Question, answers: tuple[str, ...]) -> str:
    """Which answer to which question opens another, in words: the page must also make sense without scripts."""
    words = " or ".join(f"“{opening.choices.get(answer, answer)}”" for answer in answers)
    return f"Only if you answered {words} to: {opening.text}"


def field_for(question: Question) -> forms.Field:
    """The field for one question. None is required by itself: the definition decides, when all answers are known."""
    bears_on = f"Bears on: {question.bears_on}." if question.bears_on else ""
    help_text = " ".join(part for part in (question.help, bears_on) if part)
    common: dict[str, Any] = {"label": question.text, "help_text": help_text, "required": False}
    match question.kind:
        case Kind.CHOICES:
            return forms.MultipleChoiceField(
                choices=choices_of(question), widget=forms.CheckboxSelectMultiple, **common
            )
        case Kind.NUMBER:
            return forms.IntegerField(min_value=question.at_least, max_value=question.at_most, **common)
        case Kind.DATE:
            return DateField3(what="The date", **common)
        case Kind.LONG_TEXT:
            return SafeTextField(lines=5, **common)
        case Kind.TEXT:
            return SafeTextField(max_length=500, **common)
    choices = choices_of(question)
    fits = sum(len(str(words)) + AROUND for _, words in choices) <= BESIDE
    return forms.ChoiceField(choices=choices, widget=HintedRadios(inline=fits), **common)


def choices_of(question: Question) -> list[tuple[str, str]]:
    """What can be chosen; the numbers of a scale, with words where the definition has them."""
    choices = dict(question.choices)
    if question.kind is Kind.SCALE:
        numbers = range(question.at_least or 0, (question.at_most or 0) + 1)
        choices = {str(number): question.choices.get(str(number), str(number)) for number in numbers}
    declined = [(DECLINED, DECLINED_WORDS)] if question.may_decline else []
    return list(choices.items()) + declined


def answers_of(cleaned: Mapping[str, Any]) -> dict[str, Answer]:
    """Boxes as answers: a ticked “prefer not to say” stands for the answer itself."""
    return {
        name: DECLINED if cleaned.get(f"{name}{DECLINES}") else stored(value)
        for name, value in cleaned.items()
        if not name.endswith(DECLINES)
    }


def boxes_of(answers: Answers, asked: tuple[Question, ...]) -> dict[str, Any]:
    """Stored answers as what stands in the boxes."""
    boxes: dict[str, Any] = dict(answers)
    for question in asked:
        if answers.get(question.key) != DECLINED:
            continue
        if question.kind in TYPED:
            boxes |= {question.key: "", f"{question.key}{DECLINES}": True}
        elif question.kind is Kind.CHOICES:
            boxes[question.key] = [DECLINED]
    return boxes


def stored(value: Any) -> Answer:
    """How an answer stands in the database: text, a number, a list; days as 2026-03-03."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list):
        return DECLINED if DECLINED in value else [str(each) for each in value]
    return value if isinstance(value, int) else str(value or "")


def _when_words(question: Question) -> str:
    words = [question.choices.get(answer, answer) for answer in question.comment_on]
    return f"If you answered {' or '.join(f'“{word}”' for word in words)}"
