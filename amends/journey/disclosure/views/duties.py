"""Who must be told and who does what: MAPPA partners, joint work, and the parts of other bodies."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from amends.foundation.access.permissions import Permission
from amends.foundation.access.programs import as_clockwork
from amends.foundation.access.requests import StaffRequest, staff_view
from amends.foundation.case.doors import open_case
from amends.foundation.clock.models import Clock
from amends.foundation.lib.keys import read_key
from amends.foundation.pages.submitting import form_page, saved, submit
from amends.journey.disclosure import actions
from amends.journey.disclosure.forms import (
    AgencyAnswerForm,
    ItemForm,
    JointForm,
    MappaForm,
    PartAnswerForm,
    PartForm,
    PlanReviewForm,
    ToldForm,
    today,
)
from amends.journey.disclosure.lists import parts_table, untold_table
from amends.journey.disclosure.models import JointWork, Mappa, MappaAgency, Part
from amends.journey.disclosure.oversight_rules import oversights_of
from amends.journey.disclosure.rules import flags_of, untold, untold_of
from amends.journey.disclosure.views.step import SEEN, person_of, row_of, sharing_page, visible_files

WORK = Permission.CONTACT_LOG


@staff_view(WORK)
def mappa(request: StaffRequest, participant_id: int) -> HttpResponse:
    """Which agencies must know about one person, which do, and the judgement when."""
    person = person_of(request, participant_id)
    known = (
        Mappa.objects.filter(participant=person).select_related("officer", "liaison", "decided_by").first()
    )
    fields = [name for name in MappaForm.base_fields if name != "agencies"]
    initial = {name: getattr(known, name) for name in fields} if known else {}
    form = MappaForm(request.POST or None, service=person.case.service, initial=initial)
    if submit(
        form,
        lambda: actions.save_mappa(
            by=request.user, participant=person, duty=form.duty_said(), agencies=form.cleaned_data["agencies"]
        ),
    ):
        return saved(request, "Saved. The tasks are set.", reverse("disclosure:mappa", args=[participant_id]))
    agencies = known.agencies.order_by("name") if known else []
    context = {"title": "MAPPA", "person": person, "mappa": known, "agencies": agencies, "form": form}
    context["untold"] = untold_of(known) if known else []
    context["oversights"] = oversights_of(known) if known and known.level == 1 else None
    return render(request, "disclosure/mappa.html", context)


@staff_view()
def mappa_task(request: StaffRequest, task: str) -> HttpResponse:
    """The task of an officer, or of whoever works on the case: an agency was told, or something was passed on."""
    kind, _, number = task.partition("-")
    key = read_key(number)
    if kind not in {"mappaagency", "mappa"} or key is None:
        raise Http404
    row = _task_row(request, kind, key)
    if isinstance(row, Mappa):
        return _pass_on(request, row)
    form = ToldForm(request.POST or None, initial=today())
    if submit(form, lambda: actions.tell_agency(by=request.user, agency=row, **form.cleaned_data)):
        return saved(request, f"Noted: {row.name} has been told.", reverse("worklist:home"))
    number = row.file.case.number
    return form_page(request, form, f"{row.name} has been told", reverse("worklist:home"), caption=number)


def _task_row(request: StaffRequest, kind: str, key: int) -> MappaAgency | Mappa:
    """Through the file for who may open it; for the owner of the task, the row alone."""
    duties = Mappa.objects.select_related("participant__case__service", "participant__file", "file__case")
    agencies = MappaAgency.objects.select_related(
        "mappa__participant__case__service", "mappa__participant__file", "file__case"
    )
    rows: QuerySet[Any] = duties if kind == "mappa" else agencies
    mine = Clock.objects.filter(subject=f"{kind}:{key}", owner=request.user, stopped_at__isnull=True).exists()
    if not mine:
        through: MappaAgency | Mappa = row_of(request, rows, key)
        return through
    with as_clockwork(request.service):
        found: MappaAgency | Mappa | None = rows.filter(pk=key, service=request.service).first()
    if found is None:
        raise Http404
    return found


def _pass_on(request: StaffRequest, row: Mappa) -> HttpResponse:
    home = reverse("worklist:home")
    if request.method == "POST":
        actions.liaison_passed_on(by=request.user, mappa=row)
        return saved(request, "Noted.", home)
    title = "Passed on to the officer what matters"
    return form_page(request, None, title, home, caption=row.file.case.number, button="Note it")


@staff_view(WORK)
def agency_answer(request: StaffRequest, agency_id: int) -> HttpResponse:
    """What a partner who was told has answered."""
    rows = MappaAgency.objects.select_related("mappa__participant__file", "file__case")
    row = row_of(request, rows, agency_id)
    form = AgencyAnswerForm(request.POST or None, initial=today())
    back = reverse("disclosure:mappa", args=[row.mappa.participant_id])
    if submit(form, lambda: actions.agency_answered(by=request.user, agency=row, **form.cleaned_data)):
        return saved(request, "Saved.", back)
    return form_page(request, form, f"{row.name} has answered", back, caption=row.file.case.number)


@staff_view(WORK)
def plan_review(request: StaffRequest, participant_id: int) -> HttpResponse:
    """The risk management plan was looked at again."""
    person = person_of(request, participant_id)
    row = Mappa.objects.filter(participant=person).first()
    if row is None:
        raise Http404
    row.participant = person
    form = PlanReviewForm(request.POST or None, initial=today())
    back = reverse("disclosure:mappa", args=[participant_id])
    if submit(form, lambda: actions.plan_reviewed(by=request.user, mappa=row, **form.cleaned_data)):
        return saved(request, "Saved.", back)
    return form_page(request, form, "The risk management plan", back, caption=person.case.number)


@require_POST
@staff_view(WORK)
def summary(request: StaffRequest, participant_id: int) -> HttpResponse:
    """Make the summary for the next meeting."""
    person = person_of(request, participant_id)
    row = Mappa.objects.filter(participant=person).first()
    if row is None:
        raise Http404
    document = actions.summarise(by=request.user, mappa=row)
    return redirect("documents:show", document.pk)


@staff_view(Permission.APPROVAL_DECIDE)
def mappa_list(request: StaffRequest) -> HttpResponse:
    """Every agency that is still to be told: while there is one, its case is in breach."""
    rows = list(untold(request.service))
    context = {"title": "MAPPA agencies to be told", "table": untold_table(rows), "count": len(rows)}
    return render(request, "disclosure/untold.html", context)


@staff_view(Permission.CASE_OPEN)
def open_joint(request: StaffRequest, number: str) -> HttpResponse:
    """Link the case of a youth justice service."""
    case = open_case(request.user, number, why=SEEN)
    form = JointForm(request.POST or None, service=case.service)
    if submit(form, lambda: actions.open_joint_work(by=request.user, case=case, **form.cleaned_data)):
        return saved(request, "The two cases are linked.", sharing_page(number))
    return form_page(request, form, "Joint work with a youth justice service", sharing_page(number))


@staff_view(Permission.CASE_OPEN)
def share_item(request: StaffRequest, number: str, joint_id: int) -> HttpResponse:
    """Note one thing that was shared with them."""
    case = open_case(request.user, number, why=SEEN)
    joint = JointWork.objects.filter(pk=joint_id, case=case).select_related("agency", "case").first()
    if joint is None:
        raise Http404
    form = ItemForm(request.POST or None)
    if submit(form, lambda: actions.share_item(by=request.user, joint=joint, **form.cleaned_data)):
        return saved(request, "It is on the list.", sharing_page(number))
    return form_page(request, form, f"Shared with {joint.agency.name}", sharing_page(number))


@staff_view(Permission.CASE_SEE)
def parts(request: StaffRequest, number: str) -> HttpResponse:
    """Which body does what, where two do the same, and where nobody does."""
    case = open_case(request.user, number, why=SEEN)
    files = visible_files(request, case)
    form = PartForm(request.POST or None, service=case.service, files=files)
    if submit(form, lambda: actions.note_part(by=request.user, **form.cleaned_data)):
        return saved(request, "Saved.", reverse("disclosure:parts", args=[number]))
    rows = list(
        Part.objects.filter(file__in=files).select_related("agency", "file").order_by("file", "need", "pk")
    )
    context = {"title": "Who does what", "case": case, "form": form, "table": parts_table(rows)}
    return render(request, "disclosure/parts.html", context | {"flags": flags_of(rows)})


@staff_view(WORK)
def part(request: StaffRequest, part_id: int) -> HttpResponse:
    """What a body has answered."""
    row = row_of(request, Part.objects.select_related("file__case__service", "agency"), part_id)
    form = PartAnswerForm(request.POST or None, initial={"state": row.state, "answer": row.answer})
    back = reverse("disclosure:parts", args=[row.file.case.number])
    if submit(form, lambda: actions.change_part(by=request.user, part=row, **form.cleaned_data)):
        return saved(request, "Saved.", back)
    return form_page(request, form, row.get_need_display(), back, caption=str(row.agency or "Nobody yet"))
