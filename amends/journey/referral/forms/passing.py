"""Telling the prison offender manager, and deciding what becomes of everything else that was typed in."""

from typing import Any

from django import forms

from amends.foundation.pages.fields import YesNoField
from amends.foundation.pages.widgets import HintedRadios
from amends.journey.referral.actions import PassingOn
from amends.journey.referral.models import KeptDraft

KEEP, THROW_AWAY = "keep", "throw_away"
WHOSE_IDEA = {"victim": KeptDraft.AskedBy.HARMED, "offender": KeptDraft.AskedBy.CUSTODY}


class PassOnForm(forms.Form):
    """Nothing is chosen beforehand but who asked, which the draft says."""

    asked_by = forms.ChoiceField(
        label="Who asked for it?", choices=KeptDraft.AskedBy.choices, widget=HintedRadios
    )
    wants_word = YesNoField(
        label="Does the person harmed want to hear what comes of it?",
        help_text="Ask them. You get a task when the prison offender manager has answered.",
    )
    keep = forms.ChoiceField(
        label="What becomes of everything else that you have typed in?",
        choices=[(KEEP, "Keep it for me until there is an answer"), (THROW_AWAY, "Throw it away now")],
        widget=HintedRadios(
            hints={
                KEEP: "Only you can read it. Neither the prison offender manager nor the service does.",
                THROW_AWAY: "It cannot be brought back, also where the person harmed asks for it later.",
            }
        ),
    )

    def __init__(self, data: Any = None, *, idea: str = "") -> None:
        known = WHOSE_IDEA.get(idea)
        super().__init__(data, initial={"asked_by": known} if known else None)

    def said(self) -> PassingOn:
        """For the action."""
        given = self.cleaned_data
        return PassingOn(given["asked_by"], keep=given["keep"] == KEEP, wants_word=given["wants_word"])
