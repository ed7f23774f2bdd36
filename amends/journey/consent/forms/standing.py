"""An order or licence, and resistance to a meeting."""

from django import forms

from amends.foundation.pages.fields import DateField3, SafeTextField, YesNoField
from amends.journey.consent.models import Standing


class StandingForm(forms.Form):
    """Voluntary, or a condition of an order or licence, and from when."""

    status = forms.ChoiceField(
        label="Do they take part of their own accord?",
        choices=[
            (Standing.Status.VOLUNTARY, "Yes, it is voluntary"),
            (Standing.Status.STATUTORY, "It is a condition of an order or licence"),
        ],
        widget=forms.RadioSelect,
    )
    rests_on = forms.ChoiceField(
        label="If it is a condition: of what?",
        choices=[("", "Of nothing"), *Standing.Rests.choices],
        widget=forms.RadioSelect,
        required=False,
    )
    since = DateField3(label="From which day?")


class ResistanceForm(forms.Form):
    """Somebody responsible is against meeting, whatever they have said."""

    words = SafeTextField(label="What showed it?", lines=4)
    likely_to_agree = YesNoField(label="Are they likely to agree all the same, knowing what it is?")


class DecideForm(forms.Form):
    """The manager's two findings."""

    not_distorting = YesNoField(label="Could they meet without distorting what the meeting is for?")
    no_harm = YesNoField(label="Are you sure that it would not hurt the person harmed?")
    reason = SafeTextField(label="Why?", lines=4)
