"""What a service sets about its referral forms."""

from typing import Any

from django import forms

from amends.foundation.pages.fields import DateField3, EmailField, PhoneField, SafeTextField, YesNoField
from amends.foundation.pages.widgets import HintedCheckboxes
from amends.journey.referral.form_rules import PARTS
from amends.journey.referral.forms.matter import text

LABELS = {
    "referral.incident": "What happened",
    "people.1.full_name": "The name of one person it is about",
    "referral.referrer_name": "The referrer's name",
    "referrer.contact": "A telephone number or e-mail address of the referrer",
    "referral.happened_on": "When it happened",
    "referral.place": "Where it happened",
    "referral.reasons": "Why it is referred",
    "referral.initiated_by": "Whose idea it was",
    "people.1.consent": "Whether the first person has agreed",
}


class SettingsForm(forms.Form):
    """Few things at entry; whom to talk to; what the forms say at their top."""

    minimum = forms.MultipleChoiceField(
        label="What must a referral say before it can be sent?",
        choices=[(name, LABELS[name]) for name in PARTS],
        required=False,
        widget=HintedCheckboxes,
        help_text="Keep it short. What is left open stands on the coordinator's list at screening.",
    )
    explanation = SafeTextField(
        label="What do the forms say at their top?",
        lines=8,
        required=False,
        help_text="What restorative justice is, and what follows if the person harmed declines.",
    )
    length_of_activity = text("How long does the activity take?", longest=120)
    contact_name = text("Who can referrers talk to about suitability?", longest=120)
    contact_telephone = PhoneField(label="Their telephone number", required=False)
    contact_email = EmailField(label="Their e-mail address", required=False)
    destination = EmailField(
        label="Secure e-mail address for referrals", required=False, help_text="For forms on paper."
    )
    is_published = YesNoField(
        label="Do you take the forms about a sentence?",
        help_text="The referral before a sentence, and the worksheet of the time after it.",
    )
    prompt_days = forms.IntegerField(
        label="Within how many days do the police send a community remedy, once both have agreed?",
        min_value=1,
        max_value=90,
    )
    cover_target_on = DateField3(
        label="By when is every action of the community remedy menu on offer everywhere?",
        what="The day",
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not given.get("minimum") and "minimum" not in self.errors:
            self.add_error("minimum", "Choose at least one, so that nobody sends an empty form")
        return given
