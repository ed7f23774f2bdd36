"""How dates, times and money are written everywhere, and the list of errors at the top of a page."""

import datetime as dt
from decimal import Decimal
from typing import Any

from django import template
from django.utils import timezone

from amends.foundation.pages.fields import PhoneField
from amends.foundation.pages.wording import EVERYWHERE

register = template.Library()
HALF_A_YEAR = 183  # days


@register.filter
def day(value: dt.date | dt.datetime | None) -> str:
    """Writes 12 November 2026."""
    local = _local(value)
    return f"{local.day} {local:%B %Y}" if local else ""


@register.filter
def short_day(value: dt.date | dt.datetime | None) -> str:
    """Writes Thu 12 Nov, and the year where it is more than half a year away: Wed 8 Nov 2023."""
    local = _local(value)
    if not local:
        return ""
    day = local.date() if isinstance(local, dt.datetime) else local
    far = abs((day - timezone.localdate()).days) > HALF_A_YEAR
    return f"{local:%a} {local.day} {local:%b}{f' {local:%Y}' if far else ''}"


@register.filter
def telephone(value: str) -> str:
    """Writes 07700 900142 for a number that is kept as +447700900142; what is none stays as it is."""
    return str(PhoneField().prepare_value(value))


@register.filter
def clock_time(value: dt.datetime | dt.time | None) -> str:
    """Writes 2pm, 2:30pm, midday."""
    if isinstance(value, dt.datetime):
        value = _local(value).time()
    if value is None or value == "":
        return ""
    if (value.hour, value.minute) in {(0, 0), (12, 0)}:
        return "midday" if value.hour else "midnight"
    minutes = f":{value:%M}" if value.minute else ""
    return f"{value.hour % 12 or 12}{minutes}{'pm' if value.hour >= 12 else 'am'}"  # noqa: PLR2004  (noon)


@register.filter
def moment(value: dt.datetime | None) -> str:
    """Writes 12 November 2026 at 2:30pm."""
    return f"{day(value)} at {clock_time(value)}" if value else ""


@register.filter
def pounds(value: Decimal | float | None) -> str:
    """Writes £1,250.50, and £12 for whole pounds."""
    if value in {None, ""}:
        return ""
    amount = Decimal(str(value))
    return f"£{amount:,.0f}" if amount == amount.to_integral_value() else f"£{amount:,.2f}"


@register.inclusion_tag("pages/components/error_summary.html")
def error_summary(*forms: Any, heading: str = "There is a problem") -> dict[str, Any]:
    """Every error of these forms and formsets, each a link to its field, and the rule that refused what they ask for."""
    return {
        "heading": heading,
        "errors": [error for form in forms if form for error in _errors(form)],
        "rules": [rule for rule in (getattr(form, "rule", "") for form in forms) if rule],
    }


@register.filter
def has_errors(form: Any) -> bool:
    """For the page title: "Error:" comes first, so that it is the first thing read aloud."""
    return any(True for _ in _errors(form)) if form else False


def _errors(form: Any) -> list[dict[str, str]]:
    if not getattr(form, "is_bound", False):
        return []
    if hasattr(form, "forms"):
        own = [{"text": str(text), "href": ""} for text in form.non_form_errors()]
        return own + [error for each in form.forms for error in _errors(each)]
    first = next((field for field in form.visible_fields()), None)
    target = f"#{first.first_error_id}" if first else ""
    found = [{"text": str(text), "href": target} for text in form.non_field_errors()]
    for field in form:
        # A hidden field cannot take the focus; its error is said without a link.
        href = "" if field.is_hidden else f"#{field.first_error_id}"
        found += [{"text": _with_question(field.label, str(text)), "href": href} for text in field.errors]
    return found


def _with_question(label: Any, text: str) -> str:
    """A message that fits every field is of no use in a list unless it names its question."""
    if text not in EVERYWHERE:
        return text
    question = str(label).strip()
    return (
        f"{question} {text}"
        if question.endswith(("?", ".", "!"))
        else f"{question}: {text[0].lower()}{text[1:]}"
    )


def _local(value: dt.date | dt.datetime | None) -> Any:
    if isinstance(value, dt.datetime) and timezone.is_aware(value):
        return timezone.localtime(value)
    return value or None
