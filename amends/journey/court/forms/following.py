"""The plan of a requirement, attendance, and news from the offender manager."""

from decimal import Decimal

from django import forms
from django.utils import timezone

from amends.foundation.pages.fields import DateField3, SafeTextField, YesNoField
from amends.journey.court.models import Attendance, Enforcement, PlannedMeeting, Sentence

DAYS = [("1", "A whole day"), ("0.75", "Three quarters"), ("0.5", "Half a day"), ("0.25", "A quarter")]


class PlanForm(forms.Form):
    """One meeting of the plan."""

    kind = forms.ChoiceField(
        label="Which meeting?", choices=PlannedMeeting.Kind.choices, widget=forms.RadioSelect
    )
    on = DateField3(label="When is it planned?", what="Day of the meeting")
    days = forms.TypedChoiceField(
        label="How much of a day does it count to the requirement?",
        choices=DAYS,
        coerce=Decimal,
        widget=forms.RadioSelect,
        initial="1",
    )


class HeldForm(forms.Form):
    """A planned meeting was held."""

    on = DateField3(label="When was it held?", what="Day of the meeting", initial=timezone.localdate)
    officer_there = YesNoField(label="Was the offender manager there?")
    facilitator_there = YesNoField(label="Was a facilitator there?")


class ReviewForm(HeldForm):
    """The review: with the offender manager, or with the reason why not."""

    why_without_officer = SafeTextField(
        label="If the offender manager was not there: why?", required=False, max_length=300
    )
    progress = SafeTextField(
        label="How does the agreement stand?",
        help_text="Nothing of the person harmed.",
        required=False,
        lines=3,
    )
    actions = SafeTextField(label="What is to be done now?", required=False, lines=3)


class EndForm(forms.Form):
    """How a requirement ended."""

    how = forms.ChoiceField(label="How did it end?", choices=Sentence.End.choices, widget=forms.RadioSelect)
    on = DateField3(label="On which day?", what="The day", initial=timezone.localdate)


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
