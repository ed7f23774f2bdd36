"""The way somebody chooses, and the way settled on together."""

from typing import Any

from django import forms
from django.utils import timezone

from amends.foundation.pages.fields import DateField3, SafeTextField
from amends.foundation.pages.fields.offering import offer
from amends.journey.consent.purposes import ways
from amends.journey.preparation.actions import Talk


class WayForm(forms.Form):
    """How they want to communicate."""

    way = forms.ChoiceField(label="How do they want to communicate?", widget=forms.RadioSelect)
    on = DateField3(label="When did they say so?")
    discussed_on = DateField3(label="When was meeting face to face talked about with them?", required=False)
    why_not_meeting = SafeTextField(
        label="Their reason for another way, if they gave one", required=False, max_length=300
    )
    why_not_discussed = SafeTextField(
        label="If a meeting was not talked about: why not?", required=False, max_length=300
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"on": timezone.localdate()})
        super().__init__(*args, **kwargs)
        offer(self, "way", [(way.key, way.title) for way in ways()])

    def talk(self) -> Talk:
        """What was said about meeting."""
        answers = self.cleaned_data
        return Talk(answers["discussed_on"], answers["why_not_meeting"], answers["why_not_discussed"])


class SettleForm(forms.Form):
    """The way settled on together."""

    way = forms.ChoiceField(label="Which way have they settled on together?", widget=forms.RadioSelect)
    on = DateField3(label="When?", past_only=True)
    present = SafeTextField(
        label="Who was there or was asked?",
        help_text="Posts and sides, such as: both facilitators, each person at their own home.",
        max_length=200,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"on": timezone.localdate()})
        super().__init__(*args, **kwargs)
        offer(self, "way", [(way.key, way.title) for way in ways()])
