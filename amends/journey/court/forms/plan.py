"""The sessions of a requirement: planned, recorded, and how the requirement ended."""

from decimal import Decimal

from django import forms
from django.utils import timezone

from amends.foundation.pages.fields import DateField3, SafeTextField, YesNoField
from amends.journey.court.models import PlannedMeeting, Sentence
from amends.journey.court.rules.sessions import Session

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
    """A meeting of the plan: whether they came, where it was and what came of it."""

    attended = YesNoField(
        label="Did they come?",
        help_text="If not, settle the appointment in the diary too: that is how the offender manager hears of it.",
    )
    on = DateField3(label="Which day was it?", what="Day of the meeting", initial=timezone.localdate)
    place = SafeTextField(
        label="Where was it, or was it to be?", help_text="Mostly the probation office.", max_length=120
    )
    officer_there = YesNoField(label="Was the offender manager there?")
    facilitator_there = YesNoField(label="Was a facilitator there?")
    result = SafeTextField(
        label="What came of it? If they did not come: what is known of why?",
        help_text="In a few words. Nothing that the other side has told us.",
        max_length=300,
    )

    def session(self) -> Session:
        """The answers as the action takes them."""
        return Session(**{name: value for name, value in self.cleaned_data.items() if name != "on"})


class AssessmentForm(HeldForm):
    """The first session ends with what is possible."""

    possible = forms.MultipleChoiceField(
        label="Which forms are possible?",
        help_text="If they came, the first session ends with this decision.",
        choices=PlannedMeeting.Form.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    possible_why = SafeTextField(
        label="Why, from the harm and from their attitude?",
        help_text="Nothing that the other side has told us.",
        max_length=300,
        required=False,
    )


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
    actions = SafeTextField(
        label="What is to be done now?",
        help_text="With the review the requirement is complete, and the offender manager is told so.",
        required=False,
        lines=3,
    )


def held_form(kind: str) -> type[HeldForm]:
    """What is asked of a meeting of this kind."""
    kinds: dict[str, type[HeldForm]] = {
        PlannedMeeting.Kind.ASSESSMENT: AssessmentForm,
        PlannedMeeting.Kind.REVIEW: ReviewForm,
    }
    return kinds.get(kind, HeldForm)


class EndForm(forms.Form):
    """How a requirement ended."""

    how = forms.ChoiceField(label="How did it end?", choices=Sentence.End.choices, widget=forms.RadioSelect)
    on = DateField3(label="On which day?", what="The day", initial=timezone.localdate)
