"""What is sent to a provider, and what it answers."""

from collections.abc import Sequence
from typing import Any

from django import forms

from amends.foundation.access.models import Agency, Service
from amends.foundation.pages.fields import SafeTextField
from amends.foundation.pages.fields.offering import offer_rows
from amends.foundation.pages.widgets import HintedRadios
from amends.foundation.people.needs import NeedKind
from amends.journey.referral.models import PackNeed, ProviderPack

MOST_NEEDS = 4
NOTHING = ("", "Choose")


class PackForm(forms.Form):
    """What the provider needs to start its own assessment and plan the first contact."""

    provider = forms.ModelChoiceField(label="Which provider?", queryset=Agency.objects.none())
    person_details = SafeTextField(
        label="The person", lines=5, help_text="Name and age. Nobody else's details."
    )
    needs_known = forms.ChoiceField(
        label="Is there anything they need so that they can take part?",
        help_text="Language, disability, how they think and learn, reading, faith, gender, maturity. Ask them first.",
        choices=ProviderPack.Needs.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Say what they need, or that none is known"},
    )
    offence_summary = SafeTextField(
        label="The offence", lines=5, help_text="Without the name of anybody who was harmed."
    )
    risk_summary = SafeTextField(label="Risk", lines=5)
    where_held = SafeTextField(label="Where are they held or supervised?", max_length=200)
    practitioner_contact = SafeTextField(label="How does the provider reach you?", max_length=200)

    def __init__(self, *args: Any, service: Service, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = Agency.objects.filter(service=service, is_active=True).order_by("name")
        offer_rows(self, "provider", found)
        for number in range(1, MOST_NEEDS + 1):
            which = f"Need {number}"
            self.fields[f"kind_{number}"] = forms.ChoiceField(
                label=f"{which}: what sort?", choices=[NOTHING, *NeedKind.choices], required=False
            )
            self.fields[f"words_{number}"] = SafeTextField(
                label=f"{which}: what do they need?", max_length=300, required=False
            )
        needs = [f"{part}_{n}" for n in range(1, MOST_NEEDS + 1) for part in ("kind", "words")]
        self.order_fields(["provider", "person_details", "needs_known", *needs])

    def clean(self) -> dict[str, Any]:
        """The needs as a list; each has its sort."""
        given = super().clean() or {}
        needs = []
        for number in range(1, MOST_NEEDS + 1):
            kind, words = given.pop(f"kind_{number}", ""), given.pop(f"words_{number}", "")
            if words and not kind:
                self.add_error(f"kind_{number}", "Choose what sort of need it is")
            elif kind and not words:
                self.add_error(f"words_{number}", "Say what they need")
            elif words:
                needs.append((kind, words))
        return {**given, "needs": needs}


class PackAnswerForm(forms.Form):
    """What the provider says to it, and how it will meet each need."""

    answer = forms.ChoiceField(
        label="Do you take it on?",
        choices=(("accepted", "Yes, we take it on"), ("returned", "No, we return it")),
        widget=HintedRadios,
    )
    reason = SafeTextField(label="If you return it, why?", lines=4, max_length=2000, required=False)

    def __init__(self, *args: Any, needs: Sequence[PackNeed], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.needs = needs
        for need in needs:
            self.fields[f"need_{need.pk}"] = SafeTextField(
                label=f"If you take it on: how will you meet this? {need.get_kind_display()}: {need.words}",
                max_length=300,
                required=False,
            )

    def clean(self) -> dict[str, Any]:
        """A return has its reason."""
        given = super().clean() or {}
        if given.get("answer") == "returned" and not given.get("reason"):
            self.add_error("reason", "Say why you return it")
        met = {need.pk: given.pop(f"need_{need.pk}", "") for need in self.needs}
        return {**given, "met": met}
