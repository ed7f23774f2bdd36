"""The lists: interpreters, organisations, sections of the community and messages."""

from typing import Any

from django import forms as django_forms
from django.db.models import Model
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from amends.foundation.access.permissions import Permission
from amends.foundation.access.requests import StaffRequest, staff_view
from amends.foundation.access.rules import may
from amends.foundation.pages.submitting import form_page, saved, submit
from amends.service.community import actions, forms, reach_forms
from amends.service.community.models import Interpreter, KeyMessage, Organisation, Section

# What can be kept: the table, its form, the title for a new row, and the page it leads back to.
LISTS: dict[str, tuple[type[Model], type[Any], str, str]] = {
    "interpreter": (Interpreter, forms.InterpreterForm, "Add an interpreter", "community:home"),
    "organisation": (Organisation, forms.OrganisationForm, "Add an organisation", "community:home"),
    "section": (Section, reach_forms.SectionForm, "Add a section of the community", "community:reach"),
    "message": (KeyMessage, reach_forms.MessageForm, "Add a message", "community:reach"),
}


@staff_view(Permission.CASE_SEE)
def home(request: StaffRequest) -> HttpResponse:
    """The pool of interpreters, and the organisations that can help."""
    service = request.service
    context = {
        "title": "Interpreters and organisations",
        "interpreters": Interpreter.objects.filter(service=service).order_by("-in_use", "name"),
        "organisations": Organisation.objects.filter(service=service).order_by("-in_use", "name"),
        "keeps": may(request.user, Permission.PARTNERS_MANAGE, service),
    }
    return render(request, "community/home.html", context)


@staff_view(Permission.PARTNERS_MANAGE)
def keep(request: StaffRequest, kind: str, row_id: int = 0) -> HttpResponse:
    """Add to one of the lists, or correct what stands there."""
    if kind not in LISTS:
        raise Http404
    model, form_class, title, back = LISTS[kind]
    found: Any = model(service=request.service)
    if row_id:
        found = get_object_or_404(model, pk=row_id, service=request.service)
        title = str(found)
    form: django_forms.BaseForm = form_class(request.POST or None, instance=found)
    if submit(form, lambda: actions.keep(by=request.user, row=found, details=form.cleaned_data)):
        return saved(request, "Kept.", reverse(back))
    return form_page(request, form, title, reverse(back))
