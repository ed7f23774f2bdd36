"""Questions over several pages, one thing per page, saved as somebody goes.

The steps are data. Answers are a dictionary of one dictionary per step, plain enough for JSON; whoever calls this
keeps it where it belongs (a row, a session, nowhere). A step that a changed answer hides keeps its answers but no
longer counts, so that nothing is lost by trying "no" and going back to "yes".
"""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms
from django.core.files.base import File
from django.db.models import Model

from amends.foundation.pages.parts import Row, Tag, Task
from amends.foundation.pages.templatetags.amends import clock_time, day

Answers = Mapping[str, Mapping[str, Any]]
UNFINISHED = "_unfinished"


@dataclass(frozen=True)
class Step:
    """One page: its key in the address, its title, its form, and when it is asked at all."""

    key: str
    title: str
    form: type[forms.Form]
    show_if: Callable[[Answers], bool] | None = None

    def is_shown(self, answers: Answers) -> bool:
        return self.show_if is None or self.show_if(answers)

    def is_complete(self, answers: Answers) -> bool:
        return self.key in answers and not answers[self.key].get(UNFINISHED)

    def is_started(self, answers: Answers) -> bool:
        """Anything answered, if only in part."""
        return any(value not in (None, "", []) for value in answers.get(self.key, {}).values())


@dataclass(frozen=True)
class Progress:
    done: int
    total: int


class Steps:
    """The way through a list of steps, given the answers so far."""

    def __init__(self, *steps: Step) -> None:
        self.steps = steps
        keys = [step.key for step in steps]
        if len(set(keys)) != len(keys):
            raise ValueError("Two steps have the same key.")

    def shown(self, answers: Answers) -> list[Step]:
        return [step for step in self.steps if step.is_shown(answers)]

    def find(self, key: str, answers: Answers) -> Step | None:
        """None for a step that does not exist or is not asked of this person: the page answers 404 to both."""
        return next((step for step in self.shown(answers) if step.key == key), None)

    def first_open(self, answers: Answers) -> Step | None:
        """Where somebody who comes back goes on; None when all is answered."""
        return next((step for step in self.shown(answers) if not step.is_complete(answers)), None)

    def after(self, key: str, answers: Answers) -> Step | None:
        """The next page; None means check your answers. Hidden steps are passed over, also the one given."""
        later = self.steps[self._place(key) + 1 :]
        return next((step for step in later if step.is_shown(answers)), None)

    def before(self, key: str, answers: Answers) -> Step | None:
        """For the back link; None on the first page."""
        earlier = self.steps[: self._place(key)]
        return next((step for step in reversed(earlier) if step.is_shown(answers)), None)

    def progress(self, answers: Answers) -> Progress:
        shown = self.shown(answers)
        return Progress(sum(step.is_complete(answers) for step in shown), len(shown))

    def is_complete(self, answers: Answers) -> bool:
        return self.first_open(answers) is None

    def rows(self, answers: Answers, url: Callable[[Step], str] | None = None) -> list[Row]:
        """Check your answers: one row per question of the steps that are asked, with a link to change it."""
        return [
            Row(label, shown_value(field, answers.get(step.key, {}).get(name)), url(step) if url else "")
            for step in self.shown(answers)
            for name, label, field in _questions(step.form)
        ]

    def tasks(self, answers: Answers, url: Callable[[Step], str]) -> list[Task]:
        """The same steps as a task list, in any order somebody likes."""
        return [Task(step.title, _status(step, answers), url(step)) for step in self.shown(answers)]

    def _place(self, key: str) -> int:
        return next(place for place, step in enumerate(self.steps) if step.key == key)


def keep(form: forms.Form) -> dict[str, Any]:
    """What to store for a step whose form is valid."""
    return {name: plain(value) for name, value in form.cleaned_data.items()}


def keep_unfinished(form: forms.Form) -> dict[str, Any]:
    """For "save and come back later": whatever is right so far, marked so that the step does not count as done."""
    form.is_valid()
    return {name: plain(value) for name, value in form.cleaned_data.items()} | {UNFINISHED: True}


def initial(answers: Answers, key: str) -> dict[str, Any]:
    """What a step's form starts with: `form_class(initial=initial(answers, key))`."""
    return {name: value for name, value in answers.get(key, {}).items() if name != UNFINISHED}


def plain(value: Any) -> Any:
    """A cleaned value as JSON can hold it. Files do not belong here: store them first and keep their key."""
    if isinstance(value, File):
        raise TypeError("A file cannot be kept in the answers. Store it and keep its key.")
    if isinstance(value, dt.datetime | dt.date | dt.time):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, Model):
        return value.pk
    if isinstance(value, Sequence | set | frozenset) and not isinstance(value, str):
        return [plain(each) for each in value]
    return value


def shown_value(field: forms.Field, value: Any) -> Any:
    """A stored answer in words: labels for choices, dates and times as we write them, yes and no."""
    if value in (None, "", []):
        return ""
    if isinstance(field, forms.ChoiceField):
        labels = {str(key): str(label) for key, label in _flat(field.choices)}
        keys = value if isinstance(value, list) else [field.prepare_value(value)]
        return [labels.get(str(key), str(key)) for key in keys]
    if isinstance(value, bool):
        return "Yes" if value else "No"
    shown = field.prepare_value(value)
    if isinstance(shown, tuple):
        return day(dt.date.fromisoformat(value))
    if isinstance(field, forms.TimeField):
        return clock_time(dt.time.fromisoformat(value))
    return shown


def _questions(form: type[forms.Form]) -> Iterator[tuple[str, str, forms.Field]]:
    for name, field in form.base_fields.items():
        if not field.widget.is_hidden:
            yield name, str(field.label or name.replace("_", " ").capitalize()), field


def _flat(choices: Any) -> Iterator[tuple[Any, Any]]:
    for key, label in choices:
        if isinstance(label, list | tuple):
            yield from label
        else:
            yield key, label


def _status(step: Step, answers: Answers) -> Tag:
    if step.is_complete(answers):
        return Tag("Completed", "good")
    return Tag("In progress", "waiting") if step.is_started(answers) else Tag("Not started")
