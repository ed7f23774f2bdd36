"""The plan of a case, and what it aims at."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django import forms

from amends.foundation.case.lifecycle import Milestone
from amends.foundation.pages.fields import DateField3, SafeTextField
from amends.journey.preparation.models import Aim


class PlanForm(forms.Form):
    """A target day for each step."""

    def __init__(self, data: Any = None, *, days: Mapping[str, dt.date]) -> None:
        super().__init__(data, initial=dict(days))
        for key in days:
            label = Milestone(key).label
            self.fields[key] = DateField3(label=label, what=f"Day for “{label}”", required=False)


class AimForm(forms.Form):
    """What the work aims at."""

    aim = forms.ChoiceField(
        label="What does the work aim at?", choices=Aim.What.choices, widget=forms.RadioSelect
    )
    reason = SafeTextField(
        label="If it is no longer a meeting: why?",
        help_text="Facilitators of both sides read this. Write nothing that only one side may know.",
        max_length=300,
        required=False,
    )
