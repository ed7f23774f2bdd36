"""Short forms for what people do with possible cases."""

from typing import Any

from django import forms

from amends.foundation.access.models import Service, User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.roles import ROLES
from amends.foundation.access.rules import held_today
from amends.foundation.pages.fields import DateField3, SafeTextField, YesNoField
from amends.journey.finding.models import Assessment, Match, Reading
from amends.journey.finding.sifting import MOST
from amends.journey.finding.sifting.ranking import Line

NARROW = {"class": "govuk-input--width-3", "inputmode": "numeric"}


class AssessForm(forms.Form):
    """A person's choice."""

    choice = forms.ChoiceField(
        label="What do you decide?", choices=Assessment.Choice.choices, widget=forms.RadioSelect
    )
    reason = SafeTextField(
        label="Why?", help_text="Needed unless you refer it.", required=False, max_length=300
    )
    after = forms.ChoiceField(
        label="After what?", choices=Assessment.Interview.choices, initial="paper", widget=forms.RadioSelect
    )
    holder_contacted = YesNoField(label="Have you spoken with whoever holds the case?")
    on = DateField3(label="When?", what="The day", past_only=True)


class FileForm(forms.Form):
    """What the file says."""

    eligible = YesNoField(label="Does the file show that it is eligible?")
    reason = SafeTextField(label="What does the file say?", max_length=300)


class SampleForm(forms.Form):
    """How many, and for whom."""

    size = forms.IntegerField(label="How many cases?", min_value=1, widget=forms.TextInput(attrs=NARROW))
    readers = forms.ModelMultipleChoiceField(
        label="Who reads them?", queryset=User.objects.none(), widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, service: Service, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        roles = [role.key for role in ROLES.values() if Permission.SUITABILITY_RECORD in role.may]
        people = User.objects.filter(pk__in=held_today(service).filter(role__in=roles).values("user"))
        setattr(self.fields["readers"], "queryset", people.order_by("name"))  # noqa: B010  # typed as a plain field


class ReadingForm(forms.Form):
    """What a reader found."""

    sources = forms.MultipleChoiceField(
        label="What did you read?", choices=Reading.Source.choices, widget=forms.CheckboxSelectMultiple
    )
    suitable = YesNoField(label="Does it seem suitable?")
    reason = SafeTextField(label="Why?", help_text="Needed if it does not.", required=False, max_length=300)


class MatchForm(forms.Form):
    """Whether two records are one person."""

    state = forms.ChoiceField(
        label="Are they the same?",
        choices=[choice for choice in Match.State.choices if choice[0] != Match.State.PROPOSED],
        widget=forms.RadioSelect,
    )


class WeightsForm(forms.Form):
    """A weight for each of the guide's factors."""

    def __init__(self, *args: Any, lines: list[Line], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lines = lines
        for line in lines:
            self.fields[f"weight_{line.factor.key}"] = forms.IntegerField(
                label=line.factor.words,
                initial=line.weight,
                min_value=0,
                max_value=MOST,
                widget=forms.TextInput(attrs=NARROW),
            )
        self.fields["reason"] = SafeTextField(label="Why do you change them?", max_length=300)

    @property
    def weights(self) -> dict[str, int]:
        """What was typed."""
        return {line.factor.key: self.cleaned_data[f"weight_{line.factor.key}"] for line in self.lines}
