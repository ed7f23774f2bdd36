"""Questions about periods and holds."""

from django import forms

from amends.foundation.pages.fields import SafeTextField
from amends.service.retention.models import LONGEST


class PeriodForm(forms.Form):
    """How long, and why."""

    years = forms.IntegerField(
        label="For how many years?",
        min_value=1,
        max_value=LONGEST,
        help_text="Counted from the day the record was over. Whole years.",
        error_messages={
            "required": "Enter the number of years.",
            "invalid": "Enter a whole number of years, such as 7.",
            "min_value": "Keep records for at least 1 year.",
            "max_value": "Keep records for at most 100 years.",
        },
    )
    reason = SafeTextField(
        label="Where does this come from?",
        help_text="Your organisation’s policy, a contract, a decision of the board.",
        max_length=300,
    )


class HoldForm(forms.Form):
    """Which record, and why it must stay."""

    number = forms.CharField(
        label="Number of the case or referral",
        max_length=20,
        error_messages={"required": "Enter the number."},
    )
    reason = SafeTextField(
        label="Why must it be kept?",
        help_text="A claim, an inspection, a request. Do not name anybody here.",
        max_length=300,
    )


class EndHoldForm(forms.Form):
    """Why it need not stay any longer."""

    because = SafeTextField(label="Why need it not be held any longer?", max_length=300)
