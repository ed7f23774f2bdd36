"""Free text that is safe to store and to print, and amounts of money."""

import re
import unicodedata
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from amends.foundation.lib.marks import INVISIBLE
from amends.foundation.pages.widgets import AffixInput

LONGEST = 10_000

# PostgreSQL stores neither NUL nor half a character.
UNSTORABLE = re.compile("[\0\ud800-\udfff]")


class SafeTextField(forms.CharField):
    """Text as it was meant: one line, or a box of `lines` lines; control characters are dropped."""

    def __init__(self, *, lines: int = 1, max_length: int = LONGEST, **kwargs: Any) -> None:
        self.lines = lines
        box = forms.Textarea(attrs={"rows": lines}) if lines > 1 else forms.TextInput()
        kwargs.setdefault("widget", box)
        kwargs.setdefault("error_messages", {})
        kwargs["error_messages"].setdefault("required", "Enter an answer")
        super().__init__(max_length=max_length, **kwargs)
        # Our own sentences below replace Django's two validators for length and NUL.
        self.validators = []
        self.longest = max_length

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """No maxlength attribute: it would cut pasted text without a word."""
        return {}

    def to_python(self, value: Any) -> str:
        text = str(super().to_python(value) or "")
        if UNSTORABLE.search(text):
            raise ValidationError(
                "This text contains a character that cannot be stored. Type it again", code="nul"
            )
        text = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n")
        text = INVISIBLE.sub("", text)
        if self.lines == 1:
            text = re.sub(r"\s+", " ", text)
        return text.strip()

    def validate(self, value: Any) -> None:
        super().validate(value)
        if len(value) > self.longest:
            over = len(value) - self.longest
            raise ValidationError(
                f"Shorten this to {self.longest:,} characters. It is {over:,} too long", code="max_length"
            )


class MoneyField(forms.DecimalField):
    """Pounds and pence; takes "£1,250.50" and cleans to a Decimal."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("min_value", Decimal(0))
        kwargs.setdefault("widget", AffixInput(prefix="£", attrs={"class": "govuk-input--width-10"}))
        kwargs.setdefault("error_messages", {})
        kwargs["error_messages"].setdefault("required", "Enter an amount in pounds")
        kwargs["error_messages"].setdefault("min_value", "The amount must be 0 or more")
        super().__init__(max_digits=kwargs.pop("max_digits", 9), decimal_places=2, **kwargs)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {"inputmode": "decimal", "spellcheck": "false"}

    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override]  # says int, is Decimal
        if isinstance(value, str):
            value = re.sub(r"[£,\s]", "", value)
        if value in self.empty_values:
            return None
        try:
            amount = Decimal(str(value))
        except InvalidOperation:
            amount = Decimal("NaN")
        if not amount.is_finite():
            raise ValidationError("Enter an amount in pounds, like 12.50", code="invalid")
        return amount
