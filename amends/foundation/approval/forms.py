"""Yes or no, and why."""

from django import forms

from amends.foundation.pages.fields import SafeTextField


class DecideForm(forms.Form):
    """A no needs its reason; a yes may have one."""

    decision = forms.ChoiceField(
        label="What do you decide?",
        choices=[("approve", "I agree"), ("refuse", "I do not agree")],
        widget=forms.RadioSelect,
    )
    reason = SafeTextField(
        label="Why?", lines=4, max_length=2000, required=False, help_text="Needed if you do not agree"
    )
