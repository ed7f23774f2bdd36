"""Measures for somebody's wellbeing, things left with them, and the first meeting with the person harmed."""

from typing import Any

from django import forms

from amends.foundation.pages.fields import DateField3, SafeTextField
from amends.journey.preparation.models import FirstTalk, Measure


class MeasureForm(forms.ModelForm):  # type: ignore[type-arg]  # generic only in stubs
    """One measure."""

    words = SafeTextField(label="What is done for them?", max_length=300)
    responsible = SafeTextField(label="Who answers for it?", max_length=120, required=False)
    in_place_on = DateField3(
        label="Since when is it in place?",
        help_text="Leave empty while it is not.",
        required=False,
        past_only=True,
    )

    class Meta:
        model = Measure
        fields = ("words", "when", "responsible", "agreed_with_person", "agreed_with_officer", "in_place_on")
        widgets = {"when": forms.RadioSelect}
        labels = {
            "when": "When does it help?",
            "agreed_with_person": "They have agreed to it themselves",
            "agreed_with_officer": "Their officer has agreed to it, if they have one",
        }


class LeftForm(forms.Form):
    """Something left with them."""

    what = SafeTextField(label="What did you leave with them?", max_length=120)
    left_on = DateField3(label="When?", past_only=True)
    return_by = DateField3(
        label="If it is lent: by when should it be back?",
        help_text="Leave empty when they may keep it.",
        required=False,
    )


class BackForm(forms.Form):
    """It is back."""

    on = DateField3(label="When did it come back?", past_only=True)


class FirstTalkForm(forms.ModelForm):  # type: ignore[type-arg]  # generic only in stubs
    """The first meeting under its four headings."""

    met_on = DateField3(label="When did you meet?", past_only=True)
    happened = SafeTextField(label="What happened, in their words?", lines=5)
    effects = SafeTextField(label="How were they and others affected?", lines=5)
    remaining = SafeTextField(label="What questions and concerns remain?", lines=4, required=False)
    better = SafeTextField(label="What would make it better?", lines=4, required=False)
    allows = SafeTextField(
        label="What do they want, or allow?",
        help_text="In a few words, such as: would meet him if his mother is not there.",
        required=False,
        max_length=300,
    )
    review_on = DateField3(label="For time to think: on which day do you ask again?", required=False)

    class Meta:
        model = FirstTalk
        fields = ("met_on", "happened", "effects", "remaining", "better", "allows", "next_step", "review_on")
        widgets = {"next_step": forms.RadioSelect}
        labels = {"next_step": "What happens next?"}

    def clean(self) -> dict[str, Any]:
        """Time to think has an end."""
        answers = super().clean() or {}
        if answers.get("next_step") == FirstTalk.Next.THINK and not answers.get("review_on"):
            self.add_error("review_on", "Agree a day on which you ask them again")
        return answers
