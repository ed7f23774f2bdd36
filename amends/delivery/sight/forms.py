"""Opening a file to somebody, limiting a case, and the door for emergencies."""

from datetime import datetime, time
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone

from amends.delivery.sight.rules import can_be_given, can_be_named
from amends.foundation.access.models import Service, User
from amends.foundation.case.models import Case, CaseFile, CaseLimit
from amends.foundation.pages.fields import DateField3, SafeTextField
from amends.foundation.pages.fields.offering import offer_rows
from amends.journey.notes.actions import Visit


class OpenForm(forms.Form):
    """To whom, why, and until when."""

    user = forms.ModelChoiceField(
        User.objects.none(),
        label="Who needs it?",
        empty_label="Choose",
        error_messages={"required": "Choose somebody"},
    )
    reason = SafeTextField(
        label="Why do they need it?", max_length=200, error_messages={"required": "Say why they need it"}
    )
    until = DateField3(
        label="Last day (optional)",
        what="The last day",
        required=False,
        future_only=True,
        help_text="Leave it empty for as long as the case is open.",
    )

    def __init__(self, *args: Any, file: CaseFile, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_rows(self, "user", can_be_given(file))

    @property
    def details(self) -> dict[str, Any]:
        """What was said; a last day lasts until its end."""
        said = dict(self.cleaned_data)
        day = said.pop("until")
        ends_at = timezone.make_aware(datetime.combine(day, time(23, 59))) if day else None
        return {**said, "ends_at": ends_at}


class LimitForm(forms.Form):
    """Why so few may know of it, and who they are besides whoever sets it."""

    kind = forms.ChoiceField(
        label="What kind of case is it?",
        choices=CaseLimit.Kind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose which it is"},
    )
    reason = SafeTextField(
        label="Why may only a few know of it?", max_length=300, error_messages={"required": "Say why"}
    )
    named = forms.ModelMultipleChoiceField(
        User.objects.none(),
        label="Who else may open it?",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="You are named yourself. Whoever has a file open now keeps it until you close it to them.",
    )

    def __init__(self, *args: Any, service: Service, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_rows(self, "named", can_be_named(service, by))


class EmergencyForm(forms.Form):
    """Which case, and what happened."""

    number = SafeTextField(
        label="Case number",
        max_length=20,
        error_messages={"required": "Enter the case number"},
        help_text="Such as ESX-26-0142",
    )
    reason = SafeTextField(
        label="What has happened?",
        lines=3,
        max_length=200,
        error_messages={"required": "Say what has happened"},
        help_text="Without names. The manager reads it at once.",
    )


class InspectionForm(forms.Form):
    """Who comes, when, and which cases they read."""

    name = SafeTextField(label="Who comes?", max_length=120)
    email = forms.EmailField(label="Their e-mail address")
    body = SafeTextField(label="Who sends them?", max_length=120)
    reason = SafeTextField(label="What for?", max_length=200)
    starts_on = DateField3(label="First day", what="The first day")
    ends_on = DateField3(
        label="Last day", what="The last day", help_text="After it everything is shut to them."
    )
    numbers = SafeTextField(label="Which cases?", help_text="Case numbers, one a line.", lines=6)

    def __init__(self, *args: Any, seen: "QuerySet[Case]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.seen = seen

    def clean_numbers(self) -> list[Case]:
        """The cases of these numbers; one that is not there, or that the person may not know of, is named."""
        wanted = list(dict.fromkeys(self.cleaned_data["numbers"].upper().split()))
        found = {case.number: case for case in self.seen.filter(number__in=wanted)}
        missing = [number for number in wanted if number not in found]
        if missing:
            raise forms.ValidationError(f"No case of this number: {', '.join(missing)}")
        return [found[number] for number in wanted]

    def visit(self) -> Visit:
        """The answers as the action takes them."""
        return Visit(**{name: value for name, value in self.cleaned_data.items() if name != "numbers"})
