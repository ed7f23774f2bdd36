"""Closing an envelope, taking one out of the queue, and giving somebody a paper."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils import timezone

from amends.foundation.case.models import Participant
from amends.foundation.messages.giving_rules import QUEUE
from amends.foundation.pages.fields import DateField3, SafeTextField
from amends.foundation.pages.fields.offering import offer
from amends.foundation.pages.widgets import HintedRadios


class VersionForm(forms.Form):
    """What every step begins with: the envelope as it was when the page was opened."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class CloseForm(VersionForm):
    """The small check before an envelope is closed."""

    looked_through = forms.BooleanField(
        label="I looked through each page: everything in it is for this person",
        required=False,
        help_text="The name on the address sheet, and the name on every paper.",
    )


class TakeOutForm(VersionForm):
    """Why nothing of it is posted."""

    because = SafeTextField(
        label="Why is it taken out of the queue?",
        help_text="What was printed has to be destroyed.",
        max_length=200,
    )


class GiveForm(forms.Form):
    """To whom a paper is given, and how."""

    participant = forms.ChoiceField(label="Who gets it?", widget=forms.RadioSelect)
    how = forms.ChoiceField(
        label="How?",
        choices=[
            (QUEUE, "Put it into the print queue"),
            ("by_hand", "It was handed over"),
            ("read_out", "It was read out to them"),
        ],
        widget=HintedRadios(hints={QUEUE: "It is printed and posted in an envelope of their own"}),
    )
    on = DateField3(
        label="If it was handed over or read out: when?",
        what="Day on which they were given it",
        past_only=True,
        required=False,
    )

    def __init__(self, *args: Any, people: Sequence[Participant], to: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(person.pk): person for person in people}
        offer(self, "participant", [(p.pk, f"{p.initials}, {p.words.lower()}") for p in people])
        chosen = to if to in self.people else next(iter(self.people)) if len(people) == 1 else None
        self.fields["participant"].initial = chosen
        self.fields["on"].initial = timezone.localdate()

    def clean_participant(self) -> Participant:
        """The person behind the choice."""
        return self.people[self.cleaned_data["participant"]]
