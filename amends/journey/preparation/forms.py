"""Preparation, needs and the way somebody chooses."""

from typing import Any

from django import forms
from django.utils import timezone

from amends.foundation.pages.fields import DateField3, SafeTextField
from amends.foundation.pages.fields.offering import offer
from amends.journey.consent.purposes import ways
from amends.journey.preparation.actions import TEXTS, Talk
from amends.journey.preparation.models import Need
from amends.journey.preparation.rules import EXPLAIN


class PreparationForm(forms.Form):
    """What was explained and talked about."""

    explained = forms.MultipleChoiceField(
        label="What has been explained to them?",
        choices=list(EXPLAIN.items()),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    hopes = SafeTextField(label="What do they hope for?", lines=4, required=False)
    questions = SafeTextField(label="What do they want to ask?", lines=4, required=False)
    wants_to_say = SafeTextField(label="What do they want to say?", lines=4, required=False)
    if_no_answer = SafeTextField(
        label="How would they cope with a no, or with silence?", lines=4, required=False
    )
    aftercare = SafeTextField(label="Who is there for them afterwards?", lines=4, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def texts(self) -> dict[str, str]:
        """The written parts."""
        return {name: self.cleaned_data[name] for name in TEXTS}


class NeedForm(forms.Form):
    """Something they need."""

    kind = forms.ChoiceField(
        label="What sort of need is it?", choices=Need.Kind.choices, widget=forms.RadioSelect
    )
    words = SafeTextField(label="What do they need?", max_length=300)
    planned = SafeTextField(label="What is planned about it?", max_length=300, required=False)


class MeetNeedForm(forms.Form):
    """What is done about it."""

    planned = SafeTextField(label="What is planned, or was done?", max_length=300)
    met_on = DateField3(
        label="When was it seen to?", help_text="Leave empty while it is still planned.", required=False
    )


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
