"""What a caseload does not say, and a referral needs."""

from typing import Any

from django import forms

from amends.foundation.pages.fields import EmailField, PhoneField, SafeTextField


class FoundForm(forms.Form):
    """What happened in a few words, and whoever holds the case."""

    incident = SafeTextField(label="What happened?", lines=4, help_text="In a few words.")
    referrer_name = SafeTextField(label="Who holds the case?", max_length=200)
    referrer_telephone = PhoneField(label="Their telephone number", required=False)
    referrer_email = EmailField(label="Their e-mail address", required=False)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not self.errors and not given.get("referrer_telephone") and not given.get("referrer_email"):
            self.add_error("referrer_telephone", "Enter a telephone number or an e-mail address")
        return given
