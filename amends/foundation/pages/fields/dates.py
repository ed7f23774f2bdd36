"""Dates in three boxes and times as people say them."""

import datetime as dt
import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from amends.foundation.pages.widgets import DateParts, GovDateInput, date_parts

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
OLDEST_AGE = 120
HALF_DAY = 12
TIME = re.compile(r"(?P<hour>\d{1,2})(?:[:.]?(?P<minute>\d{2}))?\s*(?P<half>[ap]\.?m\.?)?", re.IGNORECASE)
WORDS = {"midday": dt.time(12), "noon": dt.time(12), "midnight": dt.time(0)}


def spoken(day: dt.date) -> str:
    """12 November 2026, without the leading nought that strftime would put there."""
    return f"{day.day} {day:%B %Y}"


class DateField3(forms.Field):
    """A date typed as day, month and year; `what` names it in messages ("Date of the meeting")."""

    widget = GovDateInput

    def __init__(
        self,
        *,
        what: str = "Date",
        earliest: dt.date | None = None,
        latest: dt.date | None = None,
        past_only: bool = False,
        future_only: bool = False,
        **kwargs: Any,
    ) -> None:
        self.what, self.earliest, self.latest = what, earliest, latest
        self.past_only, self.future_only = past_only, future_only
        kwargs.setdefault("error_messages", {"required": f"{what} is missing. Enter a day, month and year"})
        super().__init__(**kwargs)

    def prepare_value(self, value: Any) -> Any:
        """Text from a stored draft becomes boxes again; typed boxes stay as they were typed."""
        return date_parts(value)

    def has_changed(self, initial: Any, data: Any) -> bool:
        return date_parts(initial) != date_parts(data)

    def to_python(self, value: Any) -> dt.date | None:
        if isinstance(value, dt.date):
            return value
        parts = date_parts(value)
        if not any(parts):
            return None
        self._refuse_missing(parts)
        return self._real_date(parts)

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value is None:
            return
        today = timezone.localdate()
        if self.past_only and value > today:
            raise self._wrong("must be today or in the past")
        if self.future_only and value <= today:
            raise self._wrong("must be in the future")
        if self.earliest and value < self.earliest:
            raise self._wrong(f"must be on or after {spoken(self.earliest)}")
        if self.latest and value > self.latest:
            raise self._wrong(f"must be on or before {spoken(self.latest)}")

    def _wrong(self, sentence: str, *boxes: str) -> ValidationError:
        return ValidationError(
            f"{self.what} {sentence}", code="invalid", params={"boxes": boxes or GovDateInput.BOXES}
        )

    def _refuse_missing(self, parts: DateParts) -> None:
        missing = [box for box in GovDateInput.BOXES if not getattr(parts, box)]
        if missing:
            raise self._wrong(f"must include a {' and '.join(missing)}", *missing)

    def _real_date(self, parts: DateParts) -> dt.date:
        if not re.fullmatch(r"[0-9]{4}", parts.year):
            raise self._wrong("must have a year with 4 numbers, like 2026", "year")
        month = parts.month.lower()[:3]
        number = MONTHS.index(month) + 1 if month in MONTHS else _number(parts.month)
        try:
            return dt.date(int(parts.year), number, _number(parts.day))
        except ValueError:
            raise self._wrong("must be a real date") from None


def _number(text: str) -> int:
    """0 for anything but one or two plain digits: no month and no day is number 0."""
    return int(text) if re.fullmatch(r"[0-9]{1,2}", text) else 0


class DateOfBirthField(DateField3):
    """A birthday: in the past, and of somebody who can be alive."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("what", "Date of birth")
        kwargs.setdefault("help_text", "For example, 27 3 1985")
        kwargs.setdefault("widget", GovDateInput(birthday=True))
        super().__init__(past_only=True, **kwargs)

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value is None:
            return
        today = timezone.localdate()
        age = today.year - value.year - ((today.month, today.day) < (value.month, value.day))
        if age > OLDEST_AGE:
            raise self._wrong(f"would make this person {age}. Check the year", "year")


class MomentField(forms.DateTimeField):
    """A day and time in the telephone's own picker, or typed as 2026-06-04 14:30."""

    def __init__(self, **kwargs: Any) -> None:
        words = "Enter a day and time"
        kwargs.setdefault("error_messages", {"required": words, "invalid": words})
        super().__init__(widget=forms.DateTimeInput({"type": "datetime-local"}, "%Y-%m-%dT%H:%M"), **kwargs)

    @staticmethod
    def now() -> Any:
        """The minute it is, as a first value."""
        return timezone.localtime().replace(second=0, microsecond=0)


class TimeField(forms.TimeField):
    """A time of day in one box: 2pm, 2.30pm, 14:30, midday."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", "For example, 9:30am or 14:00")
        kwargs.setdefault("widget", forms.TextInput(attrs={"class": "govuk-input--width-5"}))
        kwargs.setdefault("error_messages", {"required": "Enter a time, like 9:30am or 14:00"})
        super().__init__(**kwargs)

    def prepare_value(self, value: Any) -> Any:
        """The seconds of a stored time are nobody's business."""
        if isinstance(value, str) and re.fullmatch(r"[0-9]{2}:[0-9]{2}:[0-9]{2}", value):
            return value[:5]
        return f"{value:%H:%M}" if isinstance(value, dt.time) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return self.to_python(self.prepare_value(initial)) != self.to_python(data)
        except ValidationError:
            return True

    def to_python(self, value: Any) -> dt.time | None:
        if value in self.empty_values or isinstance(value, dt.time):
            return value or None
        text = str(value).strip().lower()
        if text in WORDS:
            return WORDS[text]
        match = TIME.fullmatch(text)
        time = _time(match) if match else None
        if time is None:
            raise ValidationError("Enter a time, like 9:30am or 14:00", code="invalid")
        return time


def _time(match: re.Match[str]) -> dt.time | None:
    hour, minute = int(match["hour"]), int(match["minute"] or 0)
    half = (match["half"] or "").replace(".", "")
    if not half and match["minute"] is None:
        raise ValidationError(
            "Say whether it is in the morning or the afternoon, like 9am or 9pm", code="half"
        )
    if half and not 1 <= hour <= HALF_DAY:
        return None
    if half:
        hour = hour % HALF_DAY + (HALF_DAY if half == "pm" else 0)
    try:
        return dt.time(hour, minute)
    except ValueError:
        return None
