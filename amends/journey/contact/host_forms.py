"""Who types contacts into the host's record, and a check of it."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from amends.foundation.access.models import User
from amends.foundation.pages.fields import DateField3, SafeTextField
from amends.foundation.pages.fields.offering import offer_rows
from amends.journey.contact.models import HostAccess


class EntryForm(forms.Form):
    """Themselves, or somebody for them."""

    way = forms.ChoiceField(
        label="Who enters their contacts?",
        choices=[("direct", "They do, with an account of their own"), ("typed", "Somebody types them in")],
        widget=forms.RadioSelect,
    )
    inputter = forms.ModelChoiceField(
        User.objects.none(), label="Who types them in?", required=False, empty_label="Nobody yet"
    )

    def __init__(self, *args: Any, people: "QuerySet[User]", known: HostAccess | None, **kwargs: Any) -> None:
        if known:
            kwargs["initial"] = {"way": "direct" if known.direct else "typed", "inputter": known.inputter_id}
        super().__init__(*args, **kwargs)
        offer_rows(self, "inputter", people)

    def arrangement(self) -> dict[str, Any]:
        """The answers as the action takes them."""
        return {"direct": self.cleaned_data["way"] == "direct", "inputter": self.cleaned_data["inputter"]}


class AccuracyForm(forms.Form):
    """How many were looked at, how many were wrong, and what was done."""

    checked_on = DateField3(label="When was it looked at?", what="The day", past_only=True)
    sample = forms.IntegerField(label="How many entries were looked at?", min_value=1, max_value=10_000)
    wrong = forms.IntegerField(label="How many of them were wrong?", min_value=0, max_value=10_000)
    put_right = SafeTextField(
        label="What was wrong, and what was done about it?",
        help_text="No names.",
        required=False,
        max_length=300,
    )
