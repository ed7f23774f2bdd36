"""Naming the lead, a deputy, and the number for the night."""

from typing import Any

from django import forms

from amends.foundation.access.models import Service, User
from amends.foundation.pages.fields import PhoneField, SafeTextField
from amends.foundation.pages.fields.offering import offer_rows
from amends.journey.safeguarding.forms.concerns import colleagues
from amends.journey.safeguarding.models import Officer


class OfficerForm(forms.Form):
    """Who, and as what."""

    user = forms.ModelChoiceField(label="Who?", queryset=User.objects.none(), empty_label=None)
    part = forms.ChoiceField(label="As what?", choices=Officer.Part.choices, widget=forms.RadioSelect)

    def __init__(self, data: Any = None, *, service: Service) -> None:
        super().__init__(data)
        offer_rows(self, "user", colleagues(service))


class OutOfHoursForm(forms.Form):
    """The number for nights and weekends."""

    telephone = PhoneField(label="Telephone at night and at weekends")
    words = SafeTextField(
        label="Who answers there?",
        required=False,
        max_length=200,
        help_text="Such as: the duty social worker of the county, every day from 5pm",
    )
