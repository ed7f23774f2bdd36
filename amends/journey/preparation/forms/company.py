"""Supporters, the network around somebody, and who else was affected."""

from typing import Any

from django import forms

from amends.foundation.pages.fields import DateField3, SafeTextField, YesNoField
from amends.journey.preparation.models import Affected, Helper


class SupporterForm(forms.Form):
    """Whether a supporter is suitable to be there."""

    relationship = SafeTextField(label="What are they to the person they support?", max_length=120)
    suitable = YesNoField(label="Is it right that they are there?")
    reason = SafeTextField(
        label="What does that rest on?",
        help_text="Such as: calm, listens, wants it to go well; or what speaks against it.",
        max_length=300,
    )


class HelperForm(forms.ModelForm):  # type: ignore[type-arg]  # generic only in stubs
    """One of the network around somebody."""

    name = SafeTextField(label="Name", max_length=120)
    relationship = SafeTextField(label="What are they to them, or what is their post?", max_length=120)
    is_staff = YesNoField(label="Do they work for probation, a prison or another part of HMPPS?")
    tasks = SafeTextField(label="What are they to do?", max_length=300)
    limits = SafeTextField(
        label="For staff: where does their part end?",
        help_text="It stays within rehabilitation and integration.",
        max_length=300,
        required=False,
    )
    from_day = DateField3(label="From when?")
    until_day = DateField3(label="Until when?", required=False)

    class Meta:
        model = Helper
        fields = ("name", "relationship", "is_staff", "tasks", "limits", "from_day", "until_day")

    def clean(self) -> dict[str, Any]:
        """Where the part of staff ends is said."""
        answers = super().clean() or {}
        if answers.get("is_staff") and not answers.get("limits"):
            self.add_error("limits", "Say how their part stays within rehabilitation and integration")
        return answers


class AffectedForm(forms.ModelForm):  # type: ignore[type-arg]  # generic only in stubs
    """A person or body affected."""

    name = SafeTextField(label="Who?", max_length=120)
    link = SafeTextField(label="How were they affected, or do they belong to it?", max_length=200)
    not_invited_because = SafeTextField(
        label="If they are not to be invited: why?", max_length=200, required=False
    )

    class Meta:
        model = Affected
        fields = ("name", "link", "source", "not_invited_because")
        widgets = {"source": forms.RadioSelect}
        labels = {"source": "Who told us?"}
