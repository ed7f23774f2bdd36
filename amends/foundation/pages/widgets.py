"""Widgets that Django does not have: a date in three boxes, text with a unit, radios with hints."""

import datetime as dt
from collections.abc import Container, Mapping, Sequence
from typing import Any, ClassVar, NamedTuple

from django import forms


class DateParts(NamedTuple):
    """A date as it was typed, so that a wrong one can be shown again exactly as it was."""

    day: str = ""
    month: str = ""
    year: str = ""


def date_parts(value: Any) -> DateParts:
    """Boxes for a date, for ISO text (a stored draft), or for boxes; empty for anything else."""
    if isinstance(value, DateParts):
        return value
    if isinstance(value, str) and value:
        try:
            value = dt.date.fromisoformat(value[:10])
        except ValueError:
            return DateParts()
    if isinstance(value, dt.date):
        return DateParts(str(value.day), str(value.month), str(value.year))
    return DateParts()


class GovDateInput(forms.MultiWidget):
    """Day, month and year in three boxes; posts `name_day`, `name_month`, `name_year`."""

    BOXES: ClassVar[tuple[str, str, str]] = ("day", "month", "year")
    LABELS: ClassVar[dict[str, str]] = {"day": "Day", "month": "Month", "year": "Year"}
    template_name = "pages/forms/date.html"
    use_fieldset = True

    def __init__(self, attrs: dict[str, Any] | None = None, *, birthday: bool = False) -> None:
        self.birthday = birthday
        self.labels = self.LABELS
        super().__init__({box: forms.TextInput() for box in self.BOXES}, attrs)

    def decompress(self, value: Any) -> DateParts:
        return date_parts(value)

    def value_from_datadict(  # type: ignore[override]  # a tuple with names does what a list does
        self, data: Mapping[str, Any], files: Any, name: str
    ) -> DateParts:
        """Three boxes, or one ISO date under the plain name (links that fill a form in advance)."""
        if name in data and not any(f"{name}_{box}" in data for box in self.BOXES):
            return date_parts(data.get(name))
        typed = (str(data.get(f"{name}_{box}") or "").strip() for box in self.BOXES)
        return DateParts(*typed)

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        return name not in data and all(f"{name}_{box}" not in data for box in self.BOXES)

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        attrs = dict(attrs or {})
        wrong = attrs.pop("error_boxes", [])
        context = super().get_context(name, value, attrs)
        for box, part in zip(self.BOXES, context["widget"]["subwidgets"], strict=True):
            width = 4 if box == "year" else 2
            error = " govuk-input--error" if box in wrong else ""
            part["label"] = self.labels[box]
            part["attrs"]["class"] = f"govuk-input govuk-date-input__input govuk-input--width-{width}{error}"
            part["attrs"]["inputmode"] = "numeric"
            if self.birthday:
                part["attrs"]["autocomplete"] = f"bday-{box}"
        return context


class AffixInput(forms.TextInput):
    """A text box with a unit before or after it, such as pounds or minutes."""

    template_name = "pages/forms/affix.html"

    def __init__(self, attrs: dict[str, Any] | None = None, *, prefix: str = "", suffix: str = "") -> None:
        self.prefix, self.suffix = prefix, suffix
        super().__init__(attrs)

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["widget"] |= {"prefix": self.prefix, "suffix": self.suffix}
        return context


class SelectWithClosed(forms.Select):
    """A list in which some lines can be read and not chosen; whatever was chosen before stays chosen."""

    def __init__(
        self,
        attrs: dict[str, Any] | None = None,
        choices: Sequence[Any] = (),
        *,
        closed: Container[Any] = (),
    ) -> None:
        self.closed = closed
        super().__init__(attrs, choices)

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option = super().create_option(name, value, *args, **kwargs)
        if getattr(value, "value", value) in self.closed:
            option["attrs"]["disabled"] = True
        return option


class HintedRadios(forms.RadioSelect):
    """Radio buttons with a line of explanation under some of them, side by side if `inline`."""

    def __init__(
        self,
        attrs: dict[str, Any] | None = None,
        choices: Sequence[Any] = (),
        *,
        hints: Mapping[str, str] | None = None,
        inline: bool = False,
        small: bool = False,
    ) -> None:
        self.hints, self.inline, self.small = dict(hints or {}), inline, small
        super().__init__(attrs, choices)

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["widget"] |= {"inline": self.inline, "small": self.small}
        return context

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option = super().create_option(name, value, *args, **kwargs)
        option["hint"] = self.hints.get(str(value), "")
        return option


class HintedCheckboxes(forms.CheckboxSelectMultiple):
    """Checkboxes with a line of explanation under some of them."""

    def __init__(
        self,
        attrs: dict[str, Any] | None = None,
        choices: Sequence[Any] = (),
        *,
        hints: Mapping[str, str] | None = None,
        small: bool = False,
    ) -> None:
        self.hints, self.small = dict(hints or {}), small
        super().__init__(attrs, choices)

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["widget"] |= {"small": self.small}
        return context

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option = super().create_option(name, value, *args, **kwargs)
        option["hint"] = self.hints.get(str(value), "")
        return option
