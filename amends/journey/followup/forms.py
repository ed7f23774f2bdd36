"""Asking people afterwards, coding how a case ended, telling the referrer, opening it again."""

from datetime import date, datetime, time
from typing import Any

from django import forms
from django.utils import timezone

from amends.foundation.case.models import SIDES, Case, Participant, Side
from amends.foundation.pages.fields import DateField3, SafeTextField
from amends.foundation.pages.fields.offering import offer, offer_rows
from amends.journey.followup.actions.telling import OTHER_WAYS
from amends.journey.followup.models import Closing, Concern, FollowUp
from amends.journey.followup.outcomes import Outcome
from amends.journey.followup.rules.closing import Coded
from amends.journey.followup.rules.ways import Ways, is_offered


class OutcomeForm(forms.Form):
    """The reason, whose it was where it is somebody's, and a note that stays with the service."""

    reason = forms.ChoiceField(label="Why?", widget=forms.RadioSelect)
    whose = forms.ChoiceField(
        label="Whose decision was it?",
        help_text="Only those who see the whole service learn this. No letter says it.",
        widget=forms.RadioSelect,
    )
    may_be_told = forms.BooleanField(
        label="They permit that the other side learns it was their decision", required=False
    )
    why_another_way = SafeTextField(
        label="Why was it carried out otherwise than planned?", required=False, max_length=300
    )
    why_no_other_way = SafeTextField(
        label="If they have not met and no other way was offered or looked for: why not?",
        help_text="Such as letters, a recorded message, or messages that we carry.",
        required=False,
        max_length=300,
    )
    note = SafeTextField(label="A note", help_text="For the service alone.", required=False, lines=4)

    def __init__(self, data: Any = None, *, outcome: Outcome, case: Case, ways: Ways) -> None:
        super().__init__(data)
        if ways.changed:
            self.fields["why_another_way"].help_text = ways.words
        else:
            del self.fields["why_another_way"]
        if not outcome.asks_other_ways and is_offered(case):
            del self.fields["why_no_other_way"]
        self.outcome = outcome
        offer(self, "reason", list(outcome.reasons.items()))
        sides = [(side.value, Side(side).label) for side in SIDES[Case.Roles(case.roles)]]
        offer(self, "whose", [*sides, (Closing.Whose.BOTH.value, "Both")])
        if not outcome.asks_whose:
            del self.fields["whose"], self.fields["may_be_told"]
        elif outcome.needs_attempt:
            self.fields["whose"].label = "Who could not be reached?"
            del self.fields["may_be_told"]

    def coded(self) -> Coded:
        """The answers as the action takes them."""
        return Coded(outcome=self.outcome.key, **self.cleaned_data)


class ToldForm(forms.Form):
    """How a referrer was told who has no address in Amends."""

    how = forms.ChoiceField(
        label="How was the referrer told?",
        choices=[("", "By a note in Amends or an e-mail, from here"), *OTHER_WAYS.items()],
        required=False,
        widget=forms.RadioSelect,
    )


class ReopenForm(forms.Form):
    """Why a closed case is opened again."""

    because = SafeTextField(label="Why is it opened again?", max_length=300)


def moment(day: date, hour: time) -> datetime:
    """A local day and hour as one time."""
    return timezone.make_aware(datetime.combine(day, hour))


class BeginForm(forms.Form):
    """When it took place and who took part: their seven days begin then."""

    held_on = DateField3(label="When did it take place?", past_only=True)
    way = forms.ChoiceField(label="How?", choices=FollowUp.Way.choices, widget=forms.RadioSelect)
    people = forms.ModelMultipleChoiceField(
        label="Who took part?",
        help_text="Supporters too. Everybody here is asked within seven days how it was.",
        queryset=Participant.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose everybody who took part"},
    )

    def __init__(self, data: Any = None, *, case: Case, initial: dict[str, Any]) -> None:
        everybody = Participant.objects.filter(case=case, left_at__isnull=True).order_by("side", "pk")
        took_part = [p.pk for p in everybody if p.takes_part]
        super().__init__(data, initial={"people": took_part, **initial})
        offer_rows(self, "people", everybody, words=lambda p: f"{p.initials}, {p.words.lower()}")

    @property
    def answers(self) -> dict[str, Any]:
        """As the action takes them. Noon stands for the time where only the day is known."""
        given = self.cleaned_data
        held_at = min(moment(given["held_on"], time(12)), timezone.now())
        return {"held_at": held_at, "participants": list(given["people"]), "way": given["way"]}


class ResultForm(forms.Form):
    """What was done about something they said."""

    result = SafeTextField(label="What was done about it?", lines=4)
    decision = forms.ChoiceField(
        label="What is decided?", choices=Concern.Decision.choices, widget=forms.RadioSelect, required=False
    )

    def __init__(self, data: Any = None, *, decides: bool) -> None:
        super().__init__(data)
        if not decides:
            del self.fields["decision"]
