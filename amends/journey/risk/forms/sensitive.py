"""Forms about sensitive cases, how people are, and the log of the service."""

from typing import Any

from django import forms

from amends.foundation.access.models import Membership, User
from amends.foundation.pages.fields import DateField3, SafeTextField
from amends.foundation.pages.fields.offering import offer_rows
from amends.journey.risk.models import ServiceRisk, Vulnerability, Wellbeing
from amends.journey.risk.models.service_log import MOST


def colleagues(service_id: int) -> Any:
    """Everybody of the service itself who may sign in."""
    here = Membership.objects.filter(service=service_id, agency__isnull=True, ends_on__isnull=True)
    return User.objects.filter(pk__in=here.values("user"), is_active=True, is_system=False).order_by("name")


class VulnerableForm(forms.Form):
    """Whether one person is specifically vulnerable."""

    answer = forms.ChoiceField(
        label="Are they specifically vulnerable?",
        help_text="“Not known” holds the case until it is known.",
        choices=Vulnerability.Answer.choices,
        widget=forms.RadioSelect,
    )
    nature = SafeTextField(label="If yes, in what way?", lines=3, required=False)


class ClearForm(forms.Form):
    """Why it is not a sensitive case any more."""

    words = SafeTextField(label="Why is it not a sensitive case any more?", max_length=300)


class WellbeingForm(forms.Form):
    """How somebody is."""

    after = forms.ChoiceField(label="After what?", choices=Wellbeing.After.choices, widget=forms.RadioSelect)
    level = forms.ChoiceField(
        label="How are they?", choices=Wellbeing.Level.choices, widget=forms.RadioSelect
    )
    words = SafeTextField(label="In a few words", lines=2, required=False)
    action = SafeTextField(label="If there is a concern: what is done about it?", lines=2, required=False)
    owner = forms.ModelChoiceField(label="Who does it?", queryset=User.objects.none(), required=False)
    due_on = DateField3(label="By when?", required=False)

    def __init__(self, data: Any = None, *, service_id: int) -> None:
        super().__init__(data)
        offer_rows(self, "owner", colleagues(service_id), words=lambda user: user.name)


class ServiceRiskForm(forms.Form):
    """One line of the log."""

    kind = forms.ChoiceField(label="What is it?", choices=ServiceRisk.Kind.choices, widget=forms.RadioSelect)
    words = SafeTextField(label="In a sentence", help_text="Nobody in a case is named here.", max_length=300)
    likelihood = forms.IntegerField(label="How likely, from 1 to 5?", min_value=1, max_value=MOST)
    impact = forms.IntegerField(label="How bad, from 1 to 5?", min_value=1, max_value=MOST)
    mitigation = SafeTextField(label="What is done about it?", lines=3)
    owner = forms.ModelChoiceField(label="Whose is it?", queryset=User.objects.none())
    review_on = DateField3(label="Look at it again on", future_only=True)

    def __init__(self, data: Any = None, *, service_id: int) -> None:
        super().__init__(data)
        offer_rows(self, "owner", colleagues(service_id), words=lambda user: user.name)


class ReviewForm(forms.Form):
    """Somebody has looked at it again."""

    words = SafeTextField(label="What did you find?", lines=3)
    review_on = DateField3(label="Look at it again on", required=False)
    close = forms.BooleanField(label="It is over: close it", required=False)
