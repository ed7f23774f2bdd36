"""Short forms: a new run, assumptions, priorities, cohorts and partners."""

from decimal import Decimal
from typing import Any

from django import forms

from amends.foundation.access.models import Agency, Service
from amends.foundation.pages.fields import DateField3, SafeTextField
from amends.foundation.pages.fields.offering import offer_rows
from amends.foundation.pages.widgets import AffixInput, HintedRadios
from amends.insight.scoping.calculator import ASSUMPTIONS, Assumption
from amends.insight.scoping.forms.steps import whole
from amends.insight.scoping.models import CohortCase, Run
from amends.service.workforce.models import Facilitator


class NewRunForm(forms.Form):
    """How a run begins."""

    name = SafeTextField(label="What do you call it?", max_length=120, help_text="The year, for example.")
    mode = forms.ChoiceField(
        label="What do you have?",
        choices=Run.Mode.choices,
        widget=HintedRadios(
            hints={Run.Mode.QUICK: "A few minutes.", Run.Mode.FULL: "A caseload that was looked through."}
        ),
    )


class AgainForm(forms.Form):
    """A name for the next one."""

    name = SafeTextField(label="What do you call the new one?", max_length=120)


class PriorityForm(forms.Form):
    """What comes first."""

    statement = SafeTextField(label="Which cases come first?", lines=4, max_length=2000)


class AssumptionSetForm(forms.Form):
    """Ten figures and a reason."""

    def __init__(self, *args: Any, before: dict[str, Assumption], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, old in before.items():
            self._figure(f"{name}_percent", old.words, old.percent, "%")
            self._figure(f"{name}_hours", f"{old.words}: hours by then", old.hours_per_case, "hours")
        self.fields["reason"] = SafeTextField(label="Why do you change them?", max_length=300)

    def _figure(self, name: str, label: str, value: Decimal, unit: str) -> None:
        box = AffixInput(suffix=unit, attrs={"class": "govuk-input--width-5", "inputmode": "decimal"})
        self.fields[name] = forms.DecimalField(
            label=label,
            initial=value.normalize() if value else value,
            min_value=0,
            decimal_places=2,
            max_digits=7,
            widget=box,
        )

    def of(self, what: str) -> dict[str, Decimal]:
        """The percentages, or the hours."""
        return {name: self.cleaned_data[f"{name}_{what}"] for name in ASSUMPTIONS}


class ReasonForm(forms.Form):
    """Why the service's own cases are to count."""

    reason = SafeTextField(label="Why?", max_length=300)


class CohortForm(forms.Form):
    """A name and a day."""

    name = SafeTextField(label="What do you call it?", max_length=120)
    training_on = DateField3(label="When is the training?", required=False)


class CohortCaseForm(forms.Form):
    """Who is to have it, and what the papers say."""

    state = forms.ChoiceField(
        label="How far is it?", choices=CohortCase.State.choices, widget=forms.RadioSelect
    )
    motivation = forms.ChoiceField(
        label="How motivated do they seem?", choices=CohortCase.Motivation.choices, widget=forms.RadioSelect
    )
    sift_result = SafeTextField(label="What did the papers say?", required=False, max_length=200)
    before_training = forms.BooleanField(label="Chosen by staff before their training", required=False)
    facilitator = forms.ModelChoiceField(
        label="Who is to have it?",
        queryset=Facilitator.objects.none(),
        required=False,
        empty_label="Nobody yet",
    )

    def __init__(self, *args: Any, service: Service, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = Facilitator.objects.filter(service=service, ended_on__isnull=True).select_related("user")
        offer_rows(self, "facilitator", rows.order_by("user__name"), words=lambda row: row.user.name)


class ExpectationForm(forms.Form):
    """What a partner has agreed."""

    agency = forms.ModelChoiceField(label="Which partner?", queryset=Agency.objects.none())
    process = SafeTextField(label="How do referrals come?", max_length=300)
    agreed_on = DateField3(label="When was that agreed?", past_only=True)
    a_quarter = whole("How many are expected in a quarter?")

    def __init__(self, *args: Any, service: Service, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = Agency.objects.filter(service=service, is_active=True).order_by("name")
        offer_rows(self, "agency", rows)
