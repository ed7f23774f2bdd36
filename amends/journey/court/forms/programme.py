"""Another programme under a requirement, and a line of the progress log."""

from django import forms
from django.utils import timezone

from amends.foundation.pages.fields import DateField3, SafeTextField, YesNoField
from amends.journey.court.models import Programme


class ProgrammeForm(forms.Form):
    """What the requirement goes on with when there will be no meeting."""

    kind = forms.ChoiceField(label="What is it?", choices=Programme.Kind.choices, widget=forms.RadioSelect)
    harm = SafeTextField(
        label="Which harm does it answer?", help_text="Nothing of the person harmed.", max_length=300
    )
    needs = SafeTextField(label="Which needs of theirs is it chosen for?", max_length=300)
    on = DateField3(label="When did they agree to it?", what="The day", initial=timezone.localdate)


class ProgrammeEndForm(forms.Form):
    """What came of it."""

    outcome = SafeTextField(
        label="What came of it?", help_text="Nothing of the person harmed.", max_length=300
    )
    worked = forms.ChoiceField(
        label="Did it do some good?", choices=Programme.Worked.choices, widget=forms.RadioSelect
    )
    how_known = SafeTextField(label="How do you know?", max_length=300)
    learning = SafeTextField(label="What do you take from it for next time?", required=False, max_length=300)
    on = DateField3(label="When did it end?", what="The day", initial=timezone.localdate)


class ProgressForm(forms.Form):
    """A line of the log."""

    on = DateField3(label="When was it?", what="The day", initial=timezone.localdate, past_only=True)
    attended = YesNoField(label="Did the person responsible come?")
    officer_attended = YesNoField(label="Did the offender manager come?")
