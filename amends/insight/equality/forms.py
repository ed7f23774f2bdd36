"""What is agreed about a difference."""

from typing import Any

from django import forms

from amends.foundation.access.models import Service, User
from amends.foundation.pages.fields import DateField3, SafeTextField
from amends.foundation.pages.fields.offering import offer_rows


class ActionForm(forms.Form):
    """What, by whom, by when."""

    words = SafeTextField(
        label="What is done about it?", max_length=300, error_messages={"required": "Say what is done"}
    )
    owner = forms.ModelChoiceField(
        User.objects.none(),
        label="Who does it?",
        empty_label="Choose",
        error_messages={"required": "Choose who"},
    )
    due_on = DateField3(label="By when?", what="The day", future_only=True)

    def __init__(self, *args: Any, service: Service, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        staff = User.objects.filter(memberships__service=service, memberships__agency=None, is_active=True)
        offer_rows(self, "owner", staff.filter(is_system=False).distinct().order_by("name"))


class DoneForm(forms.Form):
    """What came of it."""

    what_came = SafeTextField(
        label="What came of it?", max_length=300, error_messages={"required": "Say what came of it"}
    )
