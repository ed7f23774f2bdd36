"""What was explained to somebody."""

from typing import Any

from django import forms
from django.utils import timezone

from amends.foundation.pages.fields import DateField3, SafeTextField
from amends.foundation.pages.fields.offering import offer
from amends.journey.consent.actions import Told
from amends.journey.consent.models import Explanation
from amends.journey.consent.purposes import Sheet


class ExplainForm(forms.Form):
    """Which points, how, and whether they took it in."""

    items = forms.MultipleChoiceField(
        label="What have you explained?",
        help_text="Only what you have. The rest can follow in another talk.",
        widget=forms.CheckboxSelectMultiple,
    )
    shared = SafeTextField(label="What will be shared, with whom and why?", required=False, lines=3)
    form = forms.ChoiceField(
        label="How did you explain it?", choices=Explanation.Form.choices, widget=forms.RadioSelect
    )
    language = SafeTextField(label="In which language?", max_length=40)
    on = DateField3(label="When?")
    understood = forms.BooleanField(label="They have understood it, in their own words", required=False)
    signed = forms.BooleanField(label="They have signed the sheet", required=False)

    def __init__(
        self, *args: Any, sheet: Sheet, language: str = "", needs_easy: bool = False, **kwargs: Any
    ) -> None:
        kwargs["initial"] = {
            "on": timezone.localdate(),
            "language": language or "English",
            "form": Explanation.Form.EASY_READ if needs_easy else "",
        }
        super().__init__(*args, **kwargs)
        offer(self, "items", list(sheet.items.items()))
        if not sheet.says_what_is_shared:
            del self.fields["shared"]

    def told(self) -> Told:
        """The answers as the action takes them."""
        return Told(**self.cleaned_data)


class SheetForm(forms.Form):
    """What the printed sheet about sharing has to say."""

    shared = SafeTextField(label="What will be shared, with whom and why?", lines=3)
