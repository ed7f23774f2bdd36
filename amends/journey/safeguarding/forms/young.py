"""What parents and guardians say, how age and support were weighed, safety plans, and judgements afterwards."""

from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.utils import timezone

from amends.foundation.case.models import Participant
from amends.foundation.pages.fields import DateField3, MomentField, SafeTextField, YesNoField
from amends.foundation.pages.widgets import HintedCheckboxes, HintedRadios
from amends.journey.safeguarding.models import AdultsSay, SelfHarm


class AdultForm(forms.Form):
    """One adult, one thing, one answer."""

    adult = forms.ModelChoiceField(
        label="Who says so?", queryset=Participant.objects.none(), empty_label=None, widget=forms.RadioSelect
    )
    what = forms.ChoiceField(label="What about?", choices=AdultsSay.What.choices, widget=HintedRadios)
    answer = YesNoField(label="What do they say?")
    on = DateField3(label="When did they say it?", past_only=True)

    def __init__(self, data: Any = None, *, adults: Sequence[Participant]) -> None:
        super().__init__(data, initial={"on": timezone.localdate()})
        keys = [adult.pk for adult in adults]
        field = cast("forms.ModelChoiceField[Participant]", self.fields["adult"])
        field.queryset = Participant.objects.filter(pk__in=keys).order_by("pk")


class WeighForm(forms.Form):
    """How age, maturity and support were weighed."""

    maturity = SafeTextField(label="How mature are they for this?", lines=3)
    family_support = SafeTextField(label="What support do they have from parents or guardians?", lines=3)
    other_support = SafeTextField(label="What other support?", lines=3, required=False)
    adults_decide = YesNoField(label="Were the parents or guardians part of the decision?")
    adult_comes = YesNoField(label="Does one of them come along as a supporter?")
    conclusion = SafeTextField(label="What do you conclude?", lines=3)


class PlanForm(forms.Form):
    """The safety plan of one person."""

    risks = SafeTextField(label="What could happen to them, or through them?", lines=4)
    controls = SafeTextField(label="What keeps it from happening, and who does that?", lines=4)
    way_out = SafeTextField(label="How can they have a break or leave, and who goes with them?", lines=3)


class IncidentForm(forms.Form):
    """Something that went wrong."""

    at = MomentField(label="When was it?")
    what = SafeTextField(label="What happened?", lines=3)
    action = SafeTextField(label="What was done?", lines=3)

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, initial={"at": MomentField.now()})


class SelfHarmForm(forms.Form):
    """May they hurt themselves?"""

    finding = forms.ChoiceField(
        label="May they hurt themselves?", choices=SelfHarm.Finding.choices, widget=HintedRadios
    )
    in_custody = YesNoField(label="Are they in prison?")
    action = SafeTextField(label="If the danger is raised: what is done about it?", lines=3, required=False)
    told = forms.MultipleChoiceField(
        label="Who was told?",
        choices=SelfHarm.Told.choices,
        required=False,
        widget=HintedCheckboxes,
        help_text="In prison the wing or safer custody has to know",
    )
