"""How a talk afterwards went, what others answered, help with a promise, and “not now”."""

from typing import Any

from django import forms
from django.utils import timezone

from amends.foundation.pages.fields import DateField3, SafeTextField, YesNoField
from amends.foundation.pages.fields.offering import offer
from amends.journey.agreement.models import Point
from amends.journey.followup.actions import Ended
from amends.journey.followup.models import NotNow
from amends.journey.followup.models.aftercare import State

ENDS = [choice for choice in State.choices if choice[0] != State.OPEN]


class DayForm(forms.Form):
    """The day on which something was done."""

    on = DateField3(label="When?", what="Day", past_only=True)

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, initial={"on": timezone.localdate()})


class DebriefForm(DayForm):
    """How it ended."""

    state = forms.ChoiceField(label="Was it done?", choices=ENDS, widget=forms.RadioSelect)
    note = SafeTextField(
        label="How are they?", help_text="If it was not possible: why.", required=False, lines=4
    )
    field_order = ("state", "on", "note")

    def ended(self) -> Ended:
        """As the action takes it."""
        return Ended(**self.cleaned_data)


class AftercareForm(DebriefForm):
    """The same for somebody who took part; a talk asks whether they need more support."""

    needs_support = YesNoField(
        label="Do they need more support?",
        hints={"yes": "With their agreement somebody else is asked for it, and it is followed to an answer."},
        required=False,
    )
    support_kind = SafeTextField(label="If so: what do they need?", required=False, max_length=120)
    support_body = SafeTextField(
        label="And who is asked for it?",
        help_text="Post and body, such as Victim Support or Probation.",
        required=False,
        max_length=120,
    )

    def __init__(self, data: Any = None, *, is_talk: bool) -> None:
        super().__init__(data)
        if not is_talk:
            for name in ("needs_support", "support_kind", "support_body"):
                del self.fields[name]


class AnswerForm(forms.Form):
    """What the body answered, or why nobody waits any more."""

    accepted = YesNoField(label="Do they help?", required=False)
    on = DateField3(label="When did you hear?", what="Day", past_only=True, required=False)
    answer = SafeTextField(label="What comes of it?", required=False, max_length=300)
    why_unanswered = SafeTextField(
        label="If nobody waits for the answer any more: why?", required=False, max_length=300
    )


class HelpForm(forms.Form):
    """Practical help with a promise."""

    point = forms.ChoiceField(label="With which promise?", widget=forms.RadioSelect)
    words = SafeTextField(label="What will you do to help?", max_length=200)
    due = DateField3(label="By when?", what="Day for the help")

    def __init__(self, data: Any = None, *, points: list[Point]) -> None:
        super().__init__(data)
        self.points = {str(point.pk): point for point in points}
        offer(self, "point", [(key, point.what) for key, point in self.points.items()])

    def details(self) -> dict[str, Any]:
        """As the action takes them."""
        typed = self.cleaned_data
        return {"point": self.points[typed["point"]], "words": typed["words"], "due": typed["due"]}


class NotNowForm(forms.Form):
    """An answer of its own."""

    said_on = DateField3(label="When did they say so?", what="Day", past_only=True)
    revisit_on = DateField3(
        label="When may we ask again?",
        what="Day to ask again",
        help_text="The day they choose. Leave it empty where they will tell us themselves.",
        required=False,
    )
    words = SafeTextField(label="In their words", required=False, lines=3)

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, initial={"said_on": timezone.localdate()})


class AgainForm(DayForm):
    """Who took it up."""

    who = forms.ChoiceField(
        label="Who took it up again?", choices=NotNow.Who.choices, widget=forms.RadioSelect
    )
    field_order = ("who", "on")
