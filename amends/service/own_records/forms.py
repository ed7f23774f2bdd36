"""Questions about a request to see one's own record."""

from django import forms

from amends.foundation.documents.models import Copy
from amends.foundation.pages.fields import DateField3, SafeTextField


class ReceivedForm(forms.Form):
    """When it came, and who asks."""

    received_on = DateField3(label="On what day did they ask?")
    asked_by = SafeTextField(
        label="Does somebody else ask for them?",
        help_text="A parent or a solicitor, for example, and with which right. Leave it empty if they ask themselves.",
        max_length=200,
        required=False,
    )


class IdentityForm(forms.Form):
    """How we know that it is them."""

    how = SafeTextField(
        label="How did you make sure that it is them?",
        help_text="For example: rang the number on their file; saw a passport.",
        max_length=200,
    )


class ReleaseForm(forms.Form):
    """How it was given out."""

    way = forms.ChoiceField(
        label="How was it given to them?",
        choices=Copy.How.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how it was given to them."},
    )
    note = SafeTextField(
        label="Where, and to whom?",
        help_text="For example: at the office, to themselves; recorded delivery to the safe address.",
        max_length=200,
    )


class RefuseForm(forms.Form):
    """Why it is not given out."""

    because = SafeTextField(
        label="Why is it not given out?", help_text="The person is told this.", max_length=300
    )
