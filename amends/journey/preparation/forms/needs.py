"""Needs."""

from django import forms

from amends.foundation.pages.fields import DateField3, SafeTextField
from amends.journey.preparation.models import Need


class NeedForm(forms.Form):
    """Something they need."""

    kind = forms.ChoiceField(
        label="What sort of need is it?", choices=Need.Kind.choices, widget=forms.RadioSelect
    )
    words = SafeTextField(label="What do they need?", max_length=300)
    planned = SafeTextField(label="What is planned about it?", max_length=300, required=False)


class MeetNeedForm(forms.Form):
    """What is done about it."""

    planned = SafeTextField(label="What is planned, or was done?", max_length=300)
    met_on = DateField3(
        label="When was it seen to?", help_text="Leave empty while it is still planned.", required=False
    )
