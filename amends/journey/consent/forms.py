"""Asking and recording one purpose, and stopping."""

from django import forms
from django.utils import timezone

from amends.foundation.case.models import Participant
from amends.foundation.pages.fields import DateField3, SafeTextField
from amends.journey.consent.actions import Evidence
from amends.journey.consent.models import Consent
from amends.journey.consent.purposes import Purpose

BODIES = [
    ("probation", "Probation"),
    ("victim_support", "Victim Support"),
    ("police", "Police"),
    ("council", "Council"),
]


class ConsentForm(forms.Form):
    """What they said to one purpose, and how we know."""

    answer = forms.ChoiceField(label="What did they say?", widget=forms.RadioSelect)
    how = forms.ChoiceField(
        label="How do we know?",
        choices=[c for c in Consent.How.choices if c[0] != Consent.How.THROUGH_REFERRER],
        widget=forms.RadioSelect,
    )
    on = DateField3(label="When did they say it?")
    covers = forms.MultipleChoiceField(
        label="Which bodies does it cover?",
        choices=BODIES,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    adult = SafeTextField(
        label="Appropriate adult or parent who agreed with them", required=False, max_length=120
    )
    witness = SafeTextField(label="Witness", required=False, max_length=120)
    note = SafeTextField(label="Note", help_text="What they said matters to them.", required=False, lines=4)

    def __init__(self, data: object = None, *, wanted: Purpose, participant: Participant) -> None:
        super().__init__(data, initial={"on": timezone.localdate()})  # type: ignore[arg-type]
        self.fields["answer"].choices = [  # type: ignore[attr-defined]
            (Consent.Answer.GIVEN, "Yes"),
            (Consent.Answer.REFUSED, "No"),
            (Consent.Answer.WITHDRAWN, "They had agreed, and take it back"),
            (Consent.Answer.NOT_SOUGHT, "They could not be asked (say why in the note)"),
        ]
        if not wanted.names_bodies:
            del self.fields["covers"]
        if not participant.appropriate_adult_needed:
            del self.fields["adult"]

    def evidence(self) -> Evidence:
        """The answers as the action takes them."""
        answers = self.cleaned_data
        return Evidence(
            how=answers["how"],
            on=answers["on"],
            covers=answers.get("covers", []),
            adult=answers.get("adult", ""),
            witness=answers["witness"],
            note=answers["note"],
        )


class StopForm(forms.Form):
    """One action to stop. The reason is theirs to give or to keep."""

    reason = SafeTextField(
        label="Anything they want us to keep about it",
        help_text="Not needed. It stays in their own file and nobody on the other side ever sees it.",
        required=False,
        lines=4,
    )
