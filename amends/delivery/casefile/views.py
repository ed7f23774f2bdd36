"""The case page, the pages of one side's file, the list of cases and the search."""

from django.contrib import messages
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from amends.delivery.casefile import rules
from amends.delivery.casefile.forms import AddPersonForm, ContactPointForm, PersonForm, SafeContactForm
from amends.delivery.casefile.handover import handover_of
from amends.delivery.casefile.search import search as find
from amends.delivery.casefile.trail import as_table, trail_of_file
from amends.delivery.casefile.ways_on import ways_on
from amends.delivery.casefile.whole_record import HEAD, laws, lines_of
from amends.foundation.access.permissions import Permission
from amends.foundation.access.requests import StaffRequest, staff_view
from amends.foundation.access.rules import access_of, held
from amends.foundation.case.actions import take_step
from amends.foundation.case.doors import files_of, open_case, open_file, open_participant
from amends.foundation.case.lifecycle import STEPS, Milestone, Stage
from amends.foundation.case.models import Case, Participant
from amends.foundation.case.rules import Next, next_steps
from amends.foundation.lib.keys import read_key
from amends.foundation.lib.refusal import Refused
from amends.foundation.lib.seen import mark_of
from amends.foundation.pages.attempt import attempt
from amends.foundation.pages.downloading import table_to_take
from amends.foundation.pages.parts import Choice, Column, Filter, Pages, Table
from amends.foundation.pages.seen import SEEN, remember
from amends.foundation.people.actions import add_contact_point, add_person, change_person, set_safe_contact
from amends.foundation.record.actions import record
from amends.foundation.record.models import Act, AuditEvent
from amends.journey.allocation.rules import facilitators_of
from amends.journey.notes.models import Inspection
from amends.journey.preparation.rules import late_at
from amends.journey.suitability.actions import weigh
from amends.journey.suitability.rules import out_of_date
from amends.service.dataplan.rules import shut_by_plan
from amends.service.retention.rules import erasure_of

CARD_FIELDS = [name for name in SafeContactForm.base_fields if name != "version"]
PAGE = 25
# Steps that need more than a button: the page on which they are taken.
OWN_PAGE = {"begin_follow_up": "followup:begin", "close": "followup:closing", "reopen": "followup:reopen"}


@staff_view(Permission.CASE_SEE)
def cases(request: StaffRequest) -> HttpResponseBase:
    """The list of cases, by stage and family."""
    stages, families = request.GET.getlist("stage"), request.GET.getlist("family")
    after = request.GET.get("after", "")
    papers = request.service if "outstanding" in request.GET.getlist("papers") else None
    wanted = rules.Wanted(stages, families, papers)
    rows = rules.case_list(request.user, wanted, after=after, size=PAGE)
    following = ""
    if len(rows) > PAGE:
        query = request.GET.copy()
        query["after"] = rules.key_of(rows[PAGE - 1])
        following = f"?{query.urlencode()}"
    pages, chosen = Pages(next_url=following), bool(stages or families or papers)
    shown = rows[:PAGE]
    late = late_at(shown)
    lines = [(each, late.get(each.pk, "")) for each in shown]
    context = {"cases": lines, "filters": _filters(wanted), "pages": pages, "chosen": chosen}
    context["inspection"] = _inspection_of(request)
    return render(request, "casefile/cases.html", context)


def _inspection_of(request: StaffRequest) -> Inspection | None:
    """The last inspection of somebody who is here as an inspector; nothing for everybody else."""
    if "inspector" not in access_of(request.user).roles(request.service.pk):
        return None
    return Inspection.objects.filter(user=request.user).order_by("-pk").first()


def _filters(wanted: rules.Wanted) -> list[Filter]:
    outstanding = Choice("outstanding", "Papers outstanding", chosen=bool(wanted.papers_of))
    return [
        Filter("stage", "Stage", [Choice(s, s.label, chosen=s in wanted.stages) for s in Stage]),
        Filter("family", "Kind", [Choice(f, f.label, chosen=f in wanted.families) for f in Case.Family]),
        Filter("papers", "Papers about the person responsible", [outstanding]),
    ]


@staff_view(Permission.CASE_SEE)
def case(request: StaffRequest, number: str) -> HttpResponseBase:
    """Both sides at a glance, what is next, what blocks it and by which rule, clocks and timeline."""
    found = open_case(request.user, number)
    milestones = rules.milestones_of(found)
    sides = rules.sides_of(found, request.user)
    steps = next_steps(found, request.user, set(milestones))
    files = {line.participant.file_id: line.participant.side for side in sides for line in side.people}
    context = {
        "case": found,
        "sides": sides,
        "facilitators": facilitators_of(found),
        "sees_both": found.service_id in access_of(request.user).opens_both_sides,
        "risk": rules.highest_risk(sides),
        "may": held(request.user, found.service_id),
        "milestones": milestones,
        "next_steps": steps,
        "ways_on": [(each, ways_on(each.missing, found, sides)) for each in _to_show(steps, found)],
        "clocks": rules.clocks_of(found, files),
        "events": rules.as_events(rules.timeline_of(found), files),
        "erased": erasure_of("case", found.pk) if found.stage == Stage.CLOSED else None,
    }
    return render(request, "casefile/case.html", context)


def _to_show(steps: list[Next], case: Case) -> list[Next]:
    """The steps that are for whoever looks; what a stop rules out is said once, at the top."""
    live = case.stopped_at is None
    return [each for each in steps if each.allowed and (live or each.step.even_when_stopped)]


@staff_view(Permission.CASE_SEE)
def timeline(request: StaffRequest, number: str) -> HttpResponseBase:
    """Everything that happened, by side, page by page."""
    found = open_case(request.user, number)
    side, before = request.GET.get("side", ""), request.GET.get("before", "")
    events = rules.timeline_of(found, side=side, before=read_key(before), size=PAGE + 1)
    files = files_of(request.user, found)
    by_id = {file.pk: name for name, file in files.items()}
    following = f"?side={side}&before={events[PAGE - 1].pk}" if len(events) > PAGE else ""
    context = {
        "case": found,
        "events": rules.as_events(events[:PAGE], by_id),
        "filters": [
            Filter(
                "side", "Side", [Choice(s, f.get_side_display(), chosen=s == side) for s, f in files.items()]
            )
        ],
        "pages": Pages(next_url=following),
    }
    return render(request, "casefile/timeline.html", context)


@staff_view(Permission.CASE_SEE)
@require_POST
def step(request: StaffRequest, number: str, verb: str) -> HttpResponseBase:
    """Take one step of the lifecycle table."""
    found = open_case(request.user, number, why="case.step_tried")
    if verb not in STEPS:
        raise Http404
    if verb in OWN_PAGE:
        return redirect(OWN_PAGE[verb], found.number)
    version = request.POST.get("version", "")
    if Milestone.SUITABLE in STEPS[verb].needs:
        weigh(by=request.user, case=found)
    try:
        moved = take_step(by=request.user, case=found, verb=verb, version=read_key(version))
        stage = moved.get_stage_display().lower()
        messages.success(request, f"{STEPS[verb].words}: done. The case is now in {stage}.")
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("casefile:case", found.number)
    _ask_to_judge_again(request, found)
    # Whoever takes over begins with what a colleague needs to know.
    return redirect("casefile:handover" if verb == "reallocate" else "casefile:case", found.number)


def _ask_to_judge_again(request: StaffRequest, case: Case) -> None:
    """When a case moves, whatever was judged too long ago is asked for again (W8-120)."""
    for each in out_of_date(case):
        words = (
            f"{each.initials}: whether it is right for them was judged too long ago. Please judge it again."
        )
        messages.warning(request, words)


@staff_view(Permission.TRAIL_READ)
def whole_record(request: StaffRequest, number: str) -> HttpResponseBase:
    """Everything done on a case, in order, to be taken away for an inspection; the taking is logged as well."""
    found = open_case(request.user, number, why="record.looked_at")
    if request.method == "POST":
        record(by=request.user, act=Act.DISCLOSURE, what="record.exported", case=found)
        return table_to_take([HEAD, *lines_of(found)], f"{found.number}.csv")
    columns = [Column("Named in older papers"), Column("Holds now"), Column("About")]
    context = {
        "case": found,
        "count": AuditEvent.objects.filter(case_id=found.pk).count(),
        "laws": Table("The law this rests on", columns, [list(row) for row in laws()]),
    }
    return render(request, "casefile/record.html", context)


@staff_view(Permission.CASE_SEE)
def handover(request: StaffRequest, number: str) -> HttpResponseBase:
    """What a colleague needs in order to step in, with the parts that are thin or out of date."""
    found = open_case(request.user, number, why="handover.looked_at")
    sections = handover_of(found, request.user)
    thin = sum(section.state != "fresh" for section in sections)
    context = {"case": found, "sections": sections, "thin": thin}
    return render(request, "casefile/handover.html", context)


@staff_view(Permission.CASE_SEE)
def person(request: StaffRequest, participant_id: int) -> HttpResponseBase:
    """One participant's page: the safe-contact card first."""
    participant = open_participant(request.user, participant_id)
    sides = rules.sides_of(participant.case, request.user)
    line = next(line for side in sides for line in side.people if line.participant.pk == participant.pk)
    points = list(participant.contact_points.order_by("-is_safe", "rank", "pk"))
    context = {
        "line": line,
        "case": participant.case,
        "points": points,
        "points_shut": not points and _reach_shut(participant),
        "may": held(request.user, participant.service_id),
    }
    return render(request, "casefile/person.html", context)


def _reach_shut(participant: Participant) -> bool:
    """Whether the data plan keeps how to reach this person from whoever looks."""
    return shut_by_plan(f"{participant.side}_reach", participant.side, participant.service_id)


@staff_view(Permission.CASE_SEE)
def trail(request: StaffRequest, participant_id: int) -> HttpResponseBase:
    """Who has looked at this person's file, changed it, or given something out of it."""
    participant = open_participant(request.user, participant_id, why="trail.looked_at")
    act, before = request.GET.get("act", ""), request.GET.get("before", "")
    events = trail_of_file(participant, act=act, before=read_key(before), size=PAGE + 1)
    following = f"?act={act}&before={events[PAGE - 1].pk}" if len(events) > PAGE else ""
    context = {
        "participant": participant,
        "table": as_table(events[:PAGE]),
        "filters": [Filter("act", "Show", [Choice(a.value, a.label, chosen=a == act) for a in Act])],
        "pages": Pages(next_url=following),
    }
    return render(request, "casefile/trail.html", context)


@staff_view(Permission.PARTICIPANT_EDIT)
def add(request: StaffRequest, number: str, side: str) -> HttpResponseBase:
    """Put somebody on a side."""
    found = open_case(request.user, number)
    file = open_file(request.user, found, side)
    form = AddPersonForm(request.POST or None, initial={"gender": "not_stated", "part": "supporter"})
    if form.is_valid():
        answers = dict(form.cleaned_data)
        part, adult = answers.pop("part"), answers.pop("appropriate_adult_needed")
        made = attempt(
            form,
            lambda: add_person(
                by=request.user, file=file, details=answers, part=part, appropriate_adult_needed=adult
            ),
        )
        if made:
            return redirect("casefile:safe_contact", made.participant_id)
    title = f"Add somebody: {file.get_side_display().lower()}"
    back = reverse("casefile:case", args=[found.number])
    return render(
        request, "casefile/form.html", {"form": form, "title": title, "back_url": back, "case": found}
    )


@staff_view(Permission.PARTICIPANT_EDIT)
def edit(request: StaffRequest, participant_id: int) -> HttpResponseBase:
    """Correct who somebody is."""
    participant = open_participant(request.user, participant_id)
    known = participant.person
    now = {name: getattr(known, name) for name in PersonForm.base_fields}
    form = PersonForm(request.POST or None, initial=now)
    remember(form, mark_of(now))
    if form.is_valid():
        details = dict(form.cleaned_data)
        seen = details.pop(SEEN)
        done = attempt(form, lambda: change_person(by=request.user, person=known, details=details, seen=seen))
        if done is not None:
            return redirect("casefile:person", participant.pk)
    return _person_form(request, participant_id, form, "Correct their details")


@staff_view(Permission.PARTICIPANT_EDIT)
def safe_contact(request: StaffRequest, participant_id: int) -> HttpResponseBase:
    """Change the safe-contact card; two people at once are shown each other's version."""
    participant = open_participant(request.user, participant_id)
    card = participant.safe_contact
    form = SafeContactForm(
        request.POST or None, initial={n: getattr(card, n) for n in SafeContactForm.base_fields}
    )
    if form.is_valid():
        changes = {name: form.cleaned_data[name] for name in CARD_FIELDS}
        version = form.cleaned_data["version"]
        done = attempt(
            form, lambda: set_safe_contact(by=request.user, card=card, changes=changes, version=version)
        )
        if done is not None:
            messages.success(request, "The safe-contact card is up to date.")
            return redirect("casefile:person", participant.pk)
    return _person_form(request, participant_id, form, "How to reach them safely")


@staff_view(Permission.PARTICIPANT_EDIT)
def add_point(request: StaffRequest, participant_id: int) -> HttpResponseBase:
    """Add a number, an e-mail or an address."""
    participant = open_participant(request.user, participant_id)
    if _reach_shut(participant):
        raise Http404
    form = ContactPointForm(request.POST or None)
    if (
        form.is_valid()
        and attempt(
            form, lambda: add_contact_point(by=request.user, participant=participant, **form.cleaned_data)
        )
        is not None
    ):
        return redirect("casefile:person", participant.pk)
    return _person_form(request, participant_id, form, "Add a way to reach them")


def _person_form(request: StaffRequest, participant_id: int, form: object, title: str) -> HttpResponseBase:
    back = reverse("casefile:person", args=[participant_id])
    return render(request, "casefile/form.html", {"form": form, "title": title, "back_url": back})


@staff_view(Permission.CASE_SEE)
def search(request: StaffRequest) -> HttpResponseBase:
    """By case number, name (also misspelt) or date of birth, sent in the body and never in the address."""
    wanted = request.POST.get("wanted", "")
    found = find(request.user, wanted) if wanted.strip() else []
    return render(request, "casefile/search.html", {"wanted": wanted, "found": found})
