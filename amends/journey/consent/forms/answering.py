"""Asking and recording one purpose, printing a form, and stopping."""

from typing import Any

from django import forms
from django.utils import timezone

from amends.foundation.access.models import AgencyKind
from amends.foundation.case.models import Participant
from amends.foundation.documents.models import Attachment
from amends.foundation.pages.fields import DateField3, SafeTextField, UploadField
from amends.foundation.pages.fields.offering import offer
from amends.journey.consent.actions import Evidence
from amends.journey.consent.models import Consent
from amends.journey.consent.purposes import Purpose
from amends.journey.consent.rules import switchboard

ITEMS = [
    ("name", "Name"),
    ("telephone", "Telephone number"),
    ("email", "E-mail address"),
    ("address", "Address"),
    ("what_happened", "What happened"),
    ("needs", "What they need"),
]


class ConsentForm(forms.Form):
    """What they said to one purpose, and how we know."""

    answer = forms.ChoiceField(
        label="What did they say?",
        widget=forms.RadioSelect,
        choices=[
            (Consent.Answer.GIVEN, "Yes"),
            (Consent.Answer.UNSURE, "They are not sure"),
            (Consent.Answer.REFUSED, "No"),
            (Consent.Answer.WITHDRAWN, "They had agreed, and take it back"),
            (Consent.Answer.NOT_SOUGHT, "They could not be asked (say why in the note)"),
        ],
    )
    how = forms.ChoiceField(
        label="How do we know?",
        choices=[c for c in Consent.How.choices if c[0] != Consent.How.THROUGH_REFERRER],
        widget=forms.RadioSelect,
    )
    upload = UploadField(label="The signed form, scanned or as a photo", required=False)
    on = DateField3(label="When did they say it?")
    covers = forms.MultipleChoiceField(
        label="Which bodies does it cover?",
        choices=AgencyKind.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    items = forms.MultipleChoiceField(
        label="What may be passed on?",
        help_text="Nothing that is not ticked is passed on. Leave all empty if they set no limit.",
        choices=ITEMS,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    until = DateField3(
        label="Does it end on a day?", help_text="Leave empty if they named none.", required=False
    )
    adult = SafeTextField(
        label="Appropriate adult or parent who agreed with them", required=False, max_length=120
    )
    witness = SafeTextField(label="Witness", required=False, max_length=120)
    reminded_on = DateField3(
        label="When did you remind them of what they had undertaken?",
        help_text="Only if you did. A change of mind is respected.",
        required=False,
    )
    note = SafeTextField(label="Note", help_text="What they said matters to them.", required=False, lines=4)

    def __init__(self, *args: Any, wanted: Purpose, participant: Participant, **kwargs: Any) -> None:
        kwargs["initial"] = {"on": timezone.localdate()}
        super().__init__(*args, **kwargs)
        unused = {
            "covers": not wanted.names_bodies,
            "items": not (wanted.names_items or wanted.uses),
            "adult": not participant.appropriate_adult_needed,
            "reminded_on": not (wanted.way or wanted.ends_all),
        }
        for name in [name for name, leave_out in unused.items() if leave_out]:
            del self.fields[name]
        if wanted.uses:
            uses = self.fields["items"]
            uses.label, uses.help_text = (
                "What may it be used for?",
                "It is used for nothing that is not ticked.",
            )
            offer(self, "items", wanted.uses.items())

    def evidence(self, form: Attachment | None) -> Evidence:
        """The answers as the action takes them, with the signed form that has been taken in."""
        given = {k: v for k, v in self.cleaned_data.items() if k not in {"answer", "upload"} and v}
        return Evidence(form=form, **given)


class PaperForm(forms.Form):
    """Which lines the printed form has."""

    purposes = forms.MultipleChoiceField(label="What are they asked?", widget=forms.CheckboxSelectMultiple)
    bodies = SafeTextField(
        label="Bodies that details may be shared with", help_text="If that is on the form.", required=False
    )

    def __init__(self, *args: Any, participant: Participant, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        board = switchboard(participant).values()
        offer(self, "purposes", [(s.purpose.key, s.purpose.title) for s in board])
        self.fields["purposes"].initial = ["take_part", "research"]


class StopForm(forms.Form):
    """One action to stop. The reason is theirs to give or to keep."""

    reason = SafeTextField(
        label="Anything they want us to keep about it",
        help_text="Not needed. It stays in their own file and nobody on the other side ever sees it.",
        required=False,
        lines=4,
    )
