"""What has to be explained and talked through before somebody counts as prepared, and what keeps them well."""

import datetime as dt

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from amends.foundation.access.acting import acting_as
from amends.foundation.clock.models import Clock
from amends.foundation.lib.refusal import Refused
from amends.foundation.pages.tests.costs import cost
from amends.journey.consent.rules import check_may_contact
from amends.journey.preparation.actions import (
    keep_helper,
    keep_measure,
    leave_behind,
    prepare,
    record_first_talk,
    sign_off,
    take_back,
)
from amends.journey.preparation.models import FirstTalk, Helper, LeftBehind, Measure, Preparation
from amends.journey.preparation.rules import (
    check_explained_to,
    check_measures,
    check_others_asked,
    what_lacks,
)
from amends.journey.preparation.rules.record import EXPLAIN, NEEDED
from amends.journey.preparation.tests.cast import coped, get_prepared

TODAY = timezone.localdate
TOLD = {
    "happened": "The fence was cut.",
    "effects": "Nobody slept.",
    "remaining": "Why us?",
    "better": "A word.",
}


def explain(by, person, *, but="", **more):
    points = [key for key in EXPLAIN if key != but]
    return prepare(by=by, participant=person, explained=points, texts={}, more=more)


@pytest.mark.parametrize("blank", NEEDED)
def test_whoever_was_not_told_one_point_is_not_confirmed_and_the_point_is_named(coordinator, a_case, blank):
    explain(coordinator, a_case.harmed, but=blank)
    with pytest.raises(Refused) as refusal:
        check_explained_to(a_case.harmed)
    assert EXPLAIN[blank] in str(refusal.value)
    assert EXPLAIN["leaflet"] not in str(refusal.value)
    prepare(by=coordinator, participant=a_case.harmed, explained=[blank], texts={})
    check_explained_to(a_case.harmed)


def test_each_point_keeps_its_day_and_who_explained_it(coordinator, manager, a_case):
    yesterday = TODAY() - dt.timedelta(days=1)
    prepare(by=coordinator, participant=a_case.harmed, explained=["risks"], texts={}, on=yesterday)
    kept = prepare(by=manager, participant=a_case.harmed, explained=["risks", "process"], texts={})
    assert kept.told["risks"] == [yesterday.isoformat(), coordinator.name]
    assert kept.told["process"] == [TODAY().isoformat(), manager.name]
    tomorrow = TODAY() + dt.timedelta(days=1)
    with pytest.raises(Refused, match="not come yet"):
        prepare(by=coordinator, participant=a_case.harmed, explained=["demands"], texts={}, on=tomorrow)


@pytest.mark.requirement("PF-109")
@pytest.mark.parametrize("open_one", Preparation.Coping)
def test_somebody_responsible_is_not_prepared_before_silence_a_no_and_leaving_were_talked_through(
    coordinator, a_case, open_one
):
    explain(coordinator, a_case.responsible)
    with pytest.raises(Refused, match="Not talked through yet"):
        sign_off(by=coordinator, participant=a_case.responsible, on=TODAY())
    half = {**coped(TODAY()), "coping": [each for each in Preparation.Coping.values if each != open_one]}
    explain(coordinator, a_case.responsible, **half)
    with pytest.raises(Refused, match=str(open_one.label).lower()):
        sign_off(by=coordinator, participant=a_case.responsible, on=TODAY())
    with pytest.raises(ValidationError, match="who stands by them"):
        explain(coordinator, a_case.responsible, **{**coped(TODAY()), "coping_support": ""})
    explain(coordinator, a_case.responsible, **coped(TODAY()))
    assert sign_off(by=coordinator, participant=a_case.responsible, on=TODAY()).prepared_by == coordinator


@pytest.mark.requirement("W8-298")
def test_a_great_worry_about_a_prison_with_nothing_offered_holds_the_signature(coordinator, a_case):
    explain(coordinator, a_case.harmed, place_feeling="high")
    with pytest.raises(Refused, match="nothing was offered"):
        sign_off(by=coordinator, participant=a_case.harmed, on=TODAY())
    explain(coordinator, a_case.harmed, place_offered="visit", place_visit_on=TODAY())
    sign_off(by=coordinator, participant=a_case.harmed, on=TODAY())
    with pytest.raises(ValidationError, match="offered to them"):
        prepare(by=coordinator, participant=a_case.harmed, explained=[], texts={}, more={"place_offered": ""})


def test_some_worry_or_none_holds_nothing(coordinator, a_case):
    for feeling in ("some", "none"):
        explain(coordinator, a_case.harmed, place_feeling=feeling)
        assert sign_off(by=coordinator, participant=a_case.harmed, on=TODAY()).prepared_on == TODAY()


def test_who_else_was_affected_is_asked_of_the_person_harmed(coordinator, a_case):
    with pytest.raises(Refused, match="who else was affected: HH"):
        check_others_asked(a_case.case)
    explain(coordinator, a_case.harmed, others_asked_on=TODAY())
    check_others_asked(a_case.case)


def measure(by, person, **details):
    given = {
        "words": "A seat near the door",
        "when": "before",
        "responsible": "Fay",
        "agreed_with_person": True,
    }
    return keep_measure(by=by, participant=person, details={**given, **details})


@pytest.mark.parametrize(
    ("details", "lack"),
    [
        ({"when": "after", "responsible": ""}, "nobody answers"),
        ({"when": "after", "agreed_with_person": False}, "not agreed with them"),
        ({"when": "before"}, "not in place yet"),
        ({"when": "during"}, "not in place yet"),
        ({"when": "after"}, ""),
    ],
)
def test_measure_lacks_what_it_lacks(coordinator, a_case, details, lack):
    row = measure(coordinator, a_case.responsible, **details)
    assert lack in what_lacks(row)
    assert bool(what_lacks(row)) == bool(lack)


@pytest.mark.requirement("PF-115")
def test_a_measure_for_afterwards_that_nobody_answers_for_holds_the_conference(coordinator, a_case):
    row = measure(coordinator, a_case.responsible, when="after", responsible="", words="A call that evening")
    with pytest.raises(Refused, match="RP, A call that evening: nobody answers for it"):
        check_measures(a_case.case)
    with pytest.raises(ValidationError, match="who answers for it"):
        keep_measure(
            by=coordinator, participant=a_case.responsible, details={"in_place_on": TODAY()}, measure=row
        )
    details = {"responsible": "Fay", "in_place_on": TODAY()}
    keep_measure(by=coordinator, participant=a_case.responsible, details=details, measure=row)
    check_measures(a_case.case)


@pytest.mark.requirement("PF-043")
def test_staff_in_the_network_have_tasks_and_limits_and_show_on_the_page(
    client, sign_in, coordinator, a_case
):
    staff = {"name": "Paz", "relationship": "Prison officer", "is_staff": True, "from_day": TODAY()}
    for missing in ({"tasks": ""}, {"tasks": "Sits with him"}):
        with pytest.raises(ValidationError):
            keep_helper(by=coordinator, participant=a_case.responsible, details={**staff, **missing})
    sign_in(client, coordinator)
    day = {"from_day_day": TODAY().day, "from_day_month": TODAY().month, "from_day_year": TODAY().year}
    asked = {"name": "Paz", "relationship": "Prison officer", "is_staff": "yes", **day}
    address = reverse("preparation:helper", args=[a_case.responsible.pk])
    assert "Say how their part stays" in client.post(address, {**asked, "tasks": "Sits with him"}).text
    answer = client.post(
        address, {**asked, "tasks": "Sits with him", "limits": "No word on the offence"}, follow=True
    )
    assert "Sits with him" in answer.text
    assert "No word on the offence" in answer.text
    assert Helper.objects.get().tasks == "Sits with him"


@pytest.mark.requirement("W8-272")
def test_a_lent_disc_is_late_on_the_task_list_once_its_day_has_passed(client, sign_in, coordinator, a_case):
    due = TODAY() + dt.timedelta(days=14)
    row = leave_behind(
        by=coordinator,
        participant=a_case.harmed,
        what="Film on a disc",
        left_on=TODAY(),
        return_by=due,
    )
    clock = Clock.objects.get(name="task-fetch-what-was-lent")
    assert clock.owner == coordinator
    assert clock.due_at
    assert timezone.localtime(clock.due_at).date() == due
    with time_machine.travel(clock.due_at + dt.timedelta(hours=1), tick=True):
        assert TODAY() == due + dt.timedelta(days=1)
        late = sign_in(client, coordinator).get(reverse("worklist:home")).text
        assert "Fetch back what was lent" in late.partition(">Overdue<")[2].partition("<h2")[0]
        with acting_as(coordinator):
            take_back(by=coordinator, row=row, on=TODAY())
        assert "Fetch back what was lent" not in client.get(reverse("worklist:home")).text
    with acting_as(coordinator):
        clock.refresh_from_db()
    assert clock.ended == "late"
    with pytest.raises(ValidationError):
        take_back(by=coordinator, row=row, on=TODAY() - dt.timedelta(days=1))


@pytest.mark.requirement("W8-304")
def test_time_to_think_has_a_day_and_becomes_a_task_on_it(coordinator, a_case):
    details = {**TOLD, "met_on": TODAY(), "next_step": "think"}
    with pytest.raises(ValidationError, match="day on which you ask"):
        record_first_talk(by=coordinator, participant=a_case.harmed, details=details)
    soon = TODAY() + dt.timedelta(days=14)
    record_first_talk(by=coordinator, participant=a_case.harmed, details={**details, "review_on": soon})
    clock = Clock.objects.get(name="ask-after-thinking")
    assert timezone.localtime(clock.due_at).date() == soon
    record_first_talk(
        by=coordinator,
        participant=a_case.harmed,
        details={**details, "next_step": "another", "review_on": None},
    )
    clock.refresh_from_db()
    assert clock.stopped_at
    assert Clock.objects.filter(name="task-plan-another-way", stopped_at__isnull=True).exists()


@pytest.mark.requirement("W8-304")
def test_a_no_at_the_first_meeting_stops_contact_and_asks_what_else_can_be_offered(coordinator, a_case):
    details = {**TOLD, "met_on": TODAY(), "next_step": "no"}
    record_first_talk(by=coordinator, participant=a_case.harmed, details=details)
    a_case.case.refresh_from_db()
    assert a_case.case.stopped_at
    task = Clock.objects.get(name="task-other-routes")
    assert (task.case, task.file, task.stopped_at) == (a_case.case, None, None)
    with pytest.raises(Refused):
        check_may_contact(a_case.harmed)
    assert FirstTalk.objects.get().next_step == "no"


def test_the_first_meeting_is_that_of_the_person_harmed(coordinator, a_case):
    with pytest.raises(Refused, match="person harmed"):
        record_first_talk(
            by=coordinator,
            participant=a_case.responsible,
            details={**TOLD, "met_on": TODAY(), "next_step": "prepare"},
        )


def dated(name, day):
    return {f"{name}_day": day.day, f"{name}_month": day.month, f"{name}_year": day.year}


def test_everything_about_one_person_is_done_on_pages(client, sign_in, coordinator, a_case):
    sign_in(client, coordinator)
    person, today = a_case.harmed.pk, dt.date.today()
    posts = [
        ("edit", {"explained": list(EXPLAIN), "hopes": "peace", **dated("others_asked_on", today)}),
        ("place", {"place_feeling": "high", "place_offered": "film"}),
        (
            "unavailable",
            {"days": ["0", "1", "2"], "from_time": "3pm", "until_time": "16:30", "why": "childcare"},
        ),
        (
            "measure",
            {
                "words": "A seat near the door",
                "when": "during",
                "responsible": "Fay",
                "agreed_with_person": "on",
            },
        ),
        ("affected", {"name": "The club", "link": "Forty people used it", "source": "side"}),
        ("left", {"what": "Film on a disc", **dated("left_on", today), **dated("return_by", today)}),
        ("first_talk", {**TOLD, **dated("met_on", today), "next_step": "prepare"}),
        ("sign_off", dated("on", today)),
    ]
    for name, said in posts:
        answer = client.post(reverse(f"preparation:{name}", args=[person]), said)
        assert answer.status_code == 302, (name, answer.text[:3000])
    page = client.get(reverse("preparation:person", args=[person]))
    for words in (
        "Prepared ",
        "Monday to Wednesday",
        "3pm to 4:30pm",
        "Not in place yet",
        "Film on a disc",
        "The club",
    ):
        assert words in page.text
    assert cost(client, reverse("preparation:person", args=[person])) <= 12
    measure = Measure.objects.get()
    address = reverse("preparation:change_measure", args=[person, measure.pk])
    said = {"words": "A seat", "when": "during", "responsible": "Fay", "agreed_with_person": "on"}
    assert client.post(address, {**said, **dated("in_place_on", today)}).status_code == 302
    back = reverse("preparation:back", args=[person, LeftBehind.objects.get().pk])
    assert client.post(back, dated("on", today)).status_code == 302
    assert (
        client.get(
            reverse("preparation:change_measure", args=[a_case.responsible.pk, measure.pk])
        ).status_code
        == 404
    )


def test_record_that_was_signed_shows_who_prepared_them(coordinator, a_case):
    get_prepared(coordinator, a_case.harmed, a_case.responsible)
    assert set(Preparation.objects.values_list("prepared_by", flat=True)) == {coordinator.pk}
