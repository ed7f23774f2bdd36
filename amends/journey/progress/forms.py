"""Going on to a later step, and marking a part of the record."""

from collections.abc import Iterable
from typing import Any

from django import forms

from amends.foundation.pages.fields import DateField3, SafeTextField
from amends.foundation.pages.fields.offering import offer
from amends.journey.progress.models import ForwardingPlan
from amends.journey.progress.rules.path import Line
from amends.journey.progress.rules.record import Part


class GoOnForm(forms.Form):
    """To which step, and why the ones before it are passed over."""

    step = forms.ChoiceField(label="Go on to which step?", widget=forms.RadioSelect)
    why = SafeTextField(
        label="Why are the steps before it passed over?",
        help_text="Only those who see the whole service read it.",
        lines=3,
        required=False,
    )

    def __init__(self, *args: Any, open_lines: Iterable[Line], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "step", [(line.step.key, line.step.title) for line in open_lines])


class MarkForm(forms.Form):
    """Which part does not apply, and why."""

    part = forms.ChoiceField(label="Which part does not apply?", widget=forms.RadioSelect)
    why = SafeTextField(label="Why?", lines=2)

    def __init__(self, *args: Any, missing: Iterable[Part], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "part", [(part.key, part.title) for part in missing])


class PlanForm(forms.Form):
    """Where the register goes by itself, how often, and on which day next."""

    address = forms.EmailField(
        label="The evaluator’s e-mail address", help_text="At one of the secure domains of your service"
    )
    every_months = forms.TypedChoiceField(
        label="How often is it sent?",
        coerce=int,
        choices=ForwardingPlan.Every.choices,
        widget=forms.RadioSelect,
    )
    next_on = DateField3(label="On which day is it sent next?", what="Day on which it is sent")
