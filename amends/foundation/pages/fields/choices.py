"""Yes and no, with room for "we do not know yet"."""

from typing import Any

from django import forms

from amends.foundation.pages.widgets import HintedRadios

YES_NO = (("yes", "Yes"), ("no", "No"))
UNSURE_CHOICES = (("yes", "Yes"), ("no", "No"), ("unsure", "Not sure"))


class YesNoField(forms.TypedChoiceField):
    """Two radio buttons; cleans to True or False, and to None where it may stay open."""

    def __init__(self, *, hints: dict[str, str] | None = None, **kwargs: Any) -> None:
        kwargs.setdefault("choices", YES_NO)
        kwargs.setdefault("widget", HintedRadios(hints=hints, inline=not hints))
        kwargs.setdefault("error_messages", {"required": "Select yes or no"})
        super().__init__(coerce=_truth, empty_value=None, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return {True: "yes", False: "no"}.get(value, value)

    def has_changed(self, initial: Any, data: Any) -> bool:
        return bool(super().has_changed(self.prepare_value(initial), data))


class YesNoUnsureField(forms.ChoiceField):
    """Three radio buttons; cleans to "yes", "no" or "unsure", which rules read as *not known yet*."""

    def __init__(self, *, hints: dict[str, str] | None = None, **kwargs: Any) -> None:
        kwargs.setdefault("choices", UNSURE_CHOICES)
        kwargs.setdefault("widget", HintedRadios(hints=hints, inline=not hints))
        kwargs.setdefault("error_messages", {"required": "Select yes, no or not sure"})
        super().__init__(**kwargs)


def _truth(value: Any) -> bool:
    return str(value).lower() in {"yes", "true"}
