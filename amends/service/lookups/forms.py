"""An access, and a look-up."""

from typing import Any

from django import forms

from amends.foundation.access.models import Agency, Service, User
from amends.foundation.pages.fields import DateField3, SafeTextField
from amends.foundation.pages.fields.offering import offer_rows
from amends.service.lookups.models import SystemAccess
from amends.service.lookups.rules import own_accesses, workers


class AccessForm(forms.Form):
    """Which system of whom, who of us, under what, until when."""

    agency = forms.ModelChoiceField(
        Agency.objects.none(),
        label="Whose system is it?",
        empty_label="Choose",
        error_messages={"required": "Choose the partner"},
    )
    system = SafeTextField(
        label="Which system?", max_length=80, error_messages={"required": "Enter the name of the system"}
    )
    worker = forms.ModelChoiceField(
        User.objects.none(),
        label="Who of us may look into it?",
        empty_label="Choose",
        error_messages={"required": "Choose who"},
    )
    agreement = SafeTextField(
        label="Under which agreement?", max_length=160, error_messages={"required": "Enter the agreement"}
    )
    granted_on = DateField3(label="Since when?", what="The first day", past_only=True)
    expires_on = DateField3(label="Until when?", what="The last day")

    def __init__(self, *args: Any, service: Service, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        agencies = Agency.objects.filter(service=service, is_active=True).order_by("name")
        offer_rows(self, "agency", agencies)
        offer_rows(self, "worker", workers(service))


class LookUpForm(forms.Form):
    """With which access, when and what for."""

    access = forms.ModelChoiceField(
        SystemAccess.objects.none(),
        label="Which system did you look into?",
        empty_label="Choose",
        error_messages={"required": "Choose the system"},
    )
    looked_on = DateField3(label="When?", what="The day", past_only=True)
    purpose = SafeTextField(
        label="What for?",
        max_length=200,
        help_text="Such as: to find out how to reach them.",
        error_messages={"required": "Say what for"},
    )

    def __init__(self, *args: Any, user: User, service: Service, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        mine = own_accesses(user, service)
        offer_rows(self, "access", mine)
