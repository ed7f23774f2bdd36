"""Letting people in, giving them roles, and keys for the systems of agencies."""

from typing import Any

from django import forms

from amends.foundation.access.models import Agency, Service
from amends.foundation.access.roles import ROLES
from amends.foundation.access.rules import OF_PROGRAMS, needs_agency
from amends.foundation.pages.fields import EmailField
from amends.foundation.pages.fields.offering import offer_rows
from amends.foundation.pages.widgets import HintedRadios

FOR_PEOPLE = {key: role for key, role in ROLES.items() if key not in OF_PROGRAMS}


class RoleForm(forms.Form):
    """A role, with its sentence beside each, and the agency for those who come from one."""

    role = forms.ChoiceField(
        label="Which role?",
        choices=[(key, role.name) for key, role in FOR_PEOPLE.items()],
        widget=HintedRadios(hints={key: role.words for key, role in FOR_PEOPLE.items()}),
        error_messages={"required": "Choose a role"},
    )
    agency = forms.ModelChoiceField(
        Agency.objects.none(), label="Which agency do they work for?", required=False, empty_label="None"
    )

    def __init__(self, *args: Any, service: Service, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        agencies = Agency.objects.filter(service=service, is_active=True).order_by("name")
        offer_rows(self, "agency", agencies)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("role") and needs_agency(cleaned["role"]) and not cleaned.get("agency"):
            self.add_error("agency", "Choose the agency they refer for")
        return cleaned


class InviteForm(RoleForm):
    """Somebody new, with their first role."""

    name = forms.CharField(
        label="Full name", max_length=120, error_messages={"required": "Enter their full name"}
    )
    email = EmailField(
        label="Work email address", help_text="They sign in with it. A link to choose a password goes there."
    )
    field_order = ("name", "email", "role", "agency")


class KeyForm(forms.Form):
    """A key for the system of an agency."""

    agency = forms.ModelChoiceField(
        Agency.objects.none(),
        label="Which agency?",
        error_messages={"required": "Choose the agency"},
        empty_label="Choose",
    )
    name = forms.CharField(
        label="What is the key for?",
        max_length=80,
        help_text="Such as the name of the system that will use it.",
        error_messages={"required": "Enter what the key is for"},
    )

    def __init__(self, *args: Any, service: Service, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        agencies = Agency.objects.filter(service=service, is_active=True).order_by("name")
        offer_rows(self, "agency", agencies)
