"""A resource that was used, and what a keyworker is told."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from amends.foundation.access.models import User
from amends.foundation.pages.fields import DateField3, SafeTextField
from amends.foundation.pages.fields.offering import offer_rows
from amends.service.library.models import Entry


class ResourceForm(forms.Form):
    """Which resource, why, when."""

    resource = forms.ModelChoiceField(
        Entry.objects.none(),
        label="Which resource did you use?",
        help_text="The service keeps this list in its library.",
        empty_label="Choose",
        error_messages={"required": "Choose the resource"},
    )
    reason = SafeTextField(
        label="Why this one?",
        max_length=300,
        lines=3,
        error_messages={"required": "Say why you chose it"},
    )
    used_on = DateField3(label="When did you use it?", what="The day", past_only=True)

    def __init__(self, *args: Any, resources: QuerySet[Entry], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_rows(self, "resource", resources)


class KeyworkForm(forms.Form):
    """Who the keyworker is, and the goals they are told."""

    keyworker = forms.ModelChoiceField(
        User.objects.none(),
        label="Who is their keyworker?",
        empty_label="Choose",
        error_messages={"required": "Choose the keyworker"},
    )
    goals = SafeTextField(
        label="What does the preparation work towards?",
        help_text="The keyworker reads exactly this. Name nobody else, and say nothing about whoever was harmed.",
        lines=5,
        error_messages={"required": "Say what the preparation works towards"},
    )

    def __init__(self, *args: Any, keyworkers: QuerySet[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_rows(self, "keyworker", keyworkers)
