"""Short notes inside the pages they belong to."""

from typing import Any

from django import template
from django.utils import timezone

from amends.service.library.models import Entry
from amends.service.library.rules import at_place, in_force, is_ours, procedure_for

register = template.Library()


@register.inclusion_tag("library/notes.html", takes_context=True)
def notes_at(context: dict[str, Any], place: str) -> dict[str, object]:
    """The notes in force for a step, each with its source and the day it is looked at again (HMPPS 6.7)."""
    request = context["request"]
    service = getattr(request, "service", None)
    if service is None or not request.user.is_authenticated:
        return {"notes": []}
    rows = [row for row in at_place(request.user, service, place) if row.kind == Entry.Kind.NOTE]
    found = [(row, edition) for row in rows if (edition := in_force(row))]
    return {"notes": found, "today": timezone.localdate()}


@register.inclusion_tag("library/procedure.html", takes_context=True)
def procedure_for_form(context: dict[str, Any], form: str) -> dict[str, object]:
    """By which written procedure a form is filled in, with the version in force; partners cannot read it (W8-246)."""
    request = context["request"]
    service = getattr(request, "service", None)
    if service is None or not request.user.is_authenticated or not is_ours(request.user, service):
        return {"paper": None}
    return {"paper": procedure_for(service, form)}
