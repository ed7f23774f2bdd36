"""Choosing a partner's file."""

from typing import Any

from django import forms

from amends.foundation.access.models import Agency, Service
from amends.foundation.pages.widgets import HintedRadios
from amends.journey.finding.models import Extract


class UploadForm(forms.Form):
    """Whose caseload it is, and what it counts."""

    agency = forms.ModelChoiceField(label="Whose caseload is it?", queryset=Agency.objects.none())
    side = forms.ChoiceField(
        label="Who is in it?",
        choices=[
            ("responsible", "People who are responsible for an offence"),
            ("harmed", "People who were harmed"),
        ],
        widget=forms.RadioSelect,
        help_text="One file holds people of one side only. The two sides are never joined.",
    )
    holds = forms.ChoiceField(
        label="What does it count?",
        choices=Extract.Holds.choices,
        widget=HintedRadios(
            hints={
                Extract.Holds.STANDING: "The pool there is now.",
                Extract.Holds.INCOMING: "From these, the number that come in a year is worked out.",
            }
        ),
    )
    months = forms.IntegerField(
        label="If it is those who came in: during how many months?",
        required=False,
        min_value=1,
        max_value=24,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-2", "inputmode": "numeric"}),
    )
    upload = forms.FileField(
        label="The file",
        help_text="CSV or Excel (.xlsx), up to 40 MB, 100,000 rows and 100 columns. The first row holds the headings.",
        error_messages={"required": "Choose a file", "empty": "This file is empty. Choose another one"},
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.xlsx,.txt"}),
    )

    def __init__(self, *args: Any, service: Service, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = Agency.objects.filter(service=service, is_active=True).order_by("name")
        setattr(self.fields["agency"], "queryset", choices)  # noqa: B010  # typed as a plain field

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("holds") == Extract.Holds.STANDING:
            given["months"] = None
        elif not given.get("months") and "months" not in self.errors:
            self.add_error("months", "Enter how many months the file covers")
        return given
