"""Why a limit was missed."""

from django import forms

from amends.foundation.pages.fields import SafeTextField


class ReasonForm(forms.Form):
    """A sentence is enough."""

    reason = SafeTextField(label="Why was it late?", max_length=300)
