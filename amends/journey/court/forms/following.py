"""Attendance, and news from the offender manager."""

from django import forms
from django.utils import timezone

from amends.foundation.pages.fields import DateField3, SafeTextField, YesNoField
from amends.journey.court.models import Attendance, Enforcement


class AttendanceForm(forms.Form):
    """Proof of attendance: nothing of what was spoken about."""

    told_how = forms.ChoiceField(
        label="How were they told of the appointment?",
        choices=[*Attendance.Told.choices, ("", "Not known")],
        widget=forms.RadioSelect,
        required=False,
    )
    told_on = DateField3(label="When were they told?", required=False)
    reason = SafeTextField(
        label="If they did not come: what reason did they give?",
        help_text="“None given” if they gave none. Nothing of what was spoken about at other appointments.",
        max_length=300,
        required=False,
    )
    acceptable = YesNoField(label="Was the reason accepted?", required=False)
    action = forms.ChoiceField(
        label="What was done about it?",
        choices=[*Attendance.Action.choices, ("", "Nothing yet")],
        widget=forms.RadioSelect,
        required=False,
    )
    action_on = DateField3(label="When was that done?", required=False)


class DecisionForm(forms.Form):
    """What the offender manager decided."""

    decision = forms.ChoiceField(
        label="What was decided?", choices=Enforcement.Decision.choices, widget=forms.RadioSelect
    )
    on = DateField3(label="On which day?", what="Day of the decision", initial=timezone.localdate)
