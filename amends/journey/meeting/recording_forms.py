"""What is filled in about a recording."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from amends.foundation.access.models import User
from amends.foundation.pages.fields import DateField3, SafeTextField
from amends.foundation.pages.fields.offering import offer_rows
from amends.journey.meeting.models import RecordingUse, Use


class RegisterForm(forms.Form):
    """Where it is, and when it ends."""

    reference = SafeTextField(label="What stands on it?", help_text="No name.", max_length=60)
    kept_where = SafeTextField(
        label="Where is it locked?", help_text="A safe, or an encrypted drive.", max_length=120
    )
    destroy_by = DateField3(label="When is it destroyed at the latest?", what="The day", future_only=True)


class ViewerForm(forms.Form):
    """Who, and when they signed."""

    user = forms.ModelChoiceField(label="Who?", queryset=User.objects.none(), empty_label="Choose")
    signed_on = DateField3(
        label="When did they sign the confidential-use agreement?", what="The day", past_only=True
    )

    def __init__(self, *args: Any, people: "QuerySet[User]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_rows(self, "user", people)


class UseForm(forms.Form):
    """What for, and who sees it."""

    kind = forms.ChoiceField(
        label="What do you want to do?", choices=RecordingUse.Kind.choices, widget=forms.RadioSelect
    )
    purpose = forms.ChoiceField(label="What for?", choices=Use.choices, widget=forms.RadioSelect)
    audience = SafeTextField(label="Who sees it, or gets the copy?", max_length=160)


class DestroyForm(forms.Form):
    """When it was destroyed."""

    on = DateField3(label="When was it destroyed?", what="The day", past_only=True)
