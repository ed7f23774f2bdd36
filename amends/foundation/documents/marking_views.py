"""The scheme's protective markings, and giving one document another."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from amends.foundation.access.permissions import Permission
from amends.foundation.access.requests import StaffRequest, staff_view
from amends.foundation.documents import marking_actions as actions
from amends.foundation.documents.doors import open_document
from amends.foundation.documents.forms import DefaultForm, MarkAnewForm, MarkingForm, NoticeForm
from amends.foundation.documents.markings import UNMARKED, marking_of, markings_of, notice_of
from amends.foundation.documents.models import Marking, MarkingDefault
from amends.foundation.documents.wording import papers
from amends.foundation.pages.parts import Cell, Column, Table
from amends.foundation.pages.submitting import form_page, saved, submit

MANAGE = Permission.SERVICE_MANAGE


@staff_view(Permission.CASE_SEE)
def markings(request: StaffRequest) -> HttpResponse:
    """The list with what each means: everybody who prints may read it, the manager changes it."""
    chosen = MarkingDefault.objects.filter(service=request.service).select_related("marking")
    own = {row.template: str(row.marking) for row in chosen}
    titles = {key: paper.title for key, paper in papers().items()}
    context = {
        "title": "Protective markings",
        "rows": markings_of(request.service),
        "defaults": Table(
            "Marked otherwise",
            [Column("Kind of document"), Column("Marking")],
            [[titles.get(key, key), Cell(name)] for key, name in sorted(own.items())],
            empty="Every kind of document gets the usual marking.",
        ),
        "usual": request.service.marking,
        "notice": notice_of(request.service),
        "without": sorted(paper.title for key, paper in papers().items() if not (paper.marked or key in own)),
        "with_notice": sorted(paper.title for paper in papers().values() if paper.holds_personal),
    }
    return render(request, "documents/markings.html", context)


@require_POST
@staff_view(MANAGE)
def begin(request: StaffRequest) -> HttpResponse:
    """Begin with the usual list."""
    actions.begin_markings(by=request.user, service=request.service)
    return saved(request, "The usual markings are on the list.", reverse("documents:markings"))


@staff_view(MANAGE)
def edit(request: StaffRequest, marking_id: int | None = None) -> HttpResponse:
    """Add a marking, or change one."""
    row = get_object_or_404(Marking, pk=marking_id, service=request.service) if marking_id else None
    initial = {name: getattr(row, name) for name in MarkingForm.base_fields} if row else {"is_active": True}
    form = MarkingForm(request.POST or None, initial=initial)
    if submit(
        form,
        lambda: actions.keep_marking(
            by=request.user, service=request.service, marking=row, **form.cleaned_data
        ),
    ):
        return saved(request, "Saved.", reverse("documents:markings"))
    return form_page(request, form, str(row or "A marking"), reverse("documents:markings"))


@staff_view(MANAGE)
def default(request: StaffRequest) -> HttpResponse:
    """Which marking a kind of document gets."""
    form = DefaultForm(request.POST or None, service=request.service)
    if submit(
        form, lambda: actions.set_default(by=request.user, service=request.service, **form.cleaned_data)
    ):
        return saved(request, "New documents of this kind get it.", reverse("documents:markings"))
    return form_page(request, form, "Marking of a kind of document", reverse("documents:markings"))


@staff_view(MANAGE)
def notice(request: StaffRequest) -> HttpResponse:
    """The notice on forms with personal details."""
    form = NoticeForm(request.POST or None, initial={"notice": notice_of(request.service)})
    if submit(
        form, lambda: actions.set_notice(by=request.user, service=request.service, **form.cleaned_data)
    ):
        return saved(request, "It stands on every such form from now on.", reverse("documents:markings"))
    return form_page(request, form, "Notice on forms with personal details", reverse("documents:markings"))


@staff_view(Permission.PARTICIPANT_EDIT)
def mark(request: StaffRequest, document_id: int) -> HttpResponse:
    """Another marking for one document."""
    document = open_document(request.user, document_id)
    if document.service_id != request.service.pk:
        raise Http404
    form = MarkAnewForm(request.POST or None, service=document.service)
    back = reverse("documents:show", args=[document_id])
    if submit(form, lambda: actions.mark_anew(by=request.user, document=document, **form.cleaned_data)):
        return saved(request, "It carries the new marking.", back)
    lead = f"It carries: {marking_of(document) or UNMARKED.lower()}."
    return form_page(request, form, f"Marking of “{document.title}”", back, lead=lead)
