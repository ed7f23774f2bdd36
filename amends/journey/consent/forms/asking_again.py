"""Everybody of the case whom this user may see, asked again."""

from collections.abc import Sequence
from typing import Any

from django import forms

from amends.foundation.case.models import Participant
from amends.foundation.pages.fields import SafeTextField
from amends.journey.consent.actions import Again
from amends.journey.consent.models import Consent

ANSWERS = [
    (Consent.Answer.GIVEN, "Wants to go on"),
    (Consent.Answer.UNSURE, "Is not sure"),
    (Consent.Answer.REFUSED, "Does not want to: everything stops"),
    ("", "Not asked yet"),
]


class AskAgainForm(forms.Form):
    """One answer for each person. Whoever was not asked stays as they are."""

    freely = forms.BooleanField(
        label="I asked each of them alone, they know what comes next, and nobody pressed them", required=False
    )

    def __init__(self, *args: Any, people: Sequence[Participant], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = people
        for each in people:
            label = f"{each.initials}, {each.words.lower()}"
            self.fields[f"answer_{each.pk}"] = forms.ChoiceField(
                label=label, choices=ANSWERS, widget=forms.RadioSelect, required=False, initial=""
            )
            if each.appropriate_adult_needed:
                self.fields[f"adult_{each.pk}"] = SafeTextField(
                    label=f"Appropriate adult who was there for {each.initials}",
                    required=False,
                    max_length=120,
                )
        self.order_fields([name for name in self.fields if name != "freely"])

    def clean(self) -> dict[str, Any]:
        """A yes counts only from somebody who was asked freely."""
        answers = super().clean() or {}
        if any(a.answer == Consent.Answer.GIVEN for a in self.said()) and not answers.get("freely"):
            self.add_error("freely", "Ask each of them alone, and tick this; else their yes does not count.")
        return answers

    def said(self) -> list[Again]:
        """Who said what."""
        answers = self.cleaned_data
        return [
            Again(each, answers[f"answer_{each.pk}"], answers.get(f"adult_{each.pk}", ""))
            for each in self.people
            if answers.get(f"answer_{each.pk}")
        ]
