"""Under MAPPA every active agency is told by the officer who manages the sentence, and the proof is kept."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from amends.foundation.access.tests.cast import make_user
from amends.foundation.case.actions import grant_file
from amends.foundation.clock.actions import About, start_clock
from amends.foundation.clock.models import Clock
from amends.foundation.documents.rules import plain_text
from amends.foundation.lib.refusal import Refused
from amends.foundation.messages.models import Notice
from amends.foundation.people.actions import add_contact_point
from amends.journey.consent.tests.cast import agree
from amends.journey.disclosure.actions import (
    agency_answered,
    liaison_passed_on,
    save_mappa,
    summarise,
    tell_agency,
)
from amends.journey.disclosure.actions.mappa import Duty
from amends.journey.disclosure.actions.oversight import hold_oversight, plan_oversight
from amends.journey.disclosure.models import Mappa
from amends.journey.disclosure.oversight_rules import rj_overseen_on
from amends.journey.risk.actions import Finding, assess
from amends.journey.risk.actions.sensitive import clear_sensitive
from amends.journey.risk.rules.pausing import check_not_held
from amends.journey.risk.rules.sensitive import marks_now
from amends.journey.risk.tests.cast import NO_HARM
from amends.journey.suitability.tests.cast import agreed, judged


def url(name, *args):
    return reverse(f"disclosure:{name}", args=args)


@pytest.fixture
def officer(service, police):
    return make_user("Olive Manager", "community_offender_manager", service, police)


@pytest.fixture
def liaison(service, police):
    return make_user("Lia Ison", "referrer", service, police)


def soon(days=40):
    return timezone.localdate() + timedelta(days=days)


def duty(**more):
    return Duty(**{"level": 2, "duty": "com", "share": "now", "reasons": "High risk, many partners.", **more})


AGENCIES = ["Essex Police", "Children’s services", "Housing"]


@pytest.mark.requirement("PF-121")
def test_judgement_is_demanded_and_now_makes_a_task_for_each_agency(
    client, sign_in, a_case, coordinator, officer
):
    day = soon()
    with pytest.raises(Refused, match=f"next meeting on {day:%-d %B %Y}") as refusal:
        save_mappa(by=coordinator, participant=a_case.responsible, duty=duty(share="", meeting_on=day))
    assert refusal.value.field == "share"
    with pytest.raises(Refused) as refusal:
        save_mappa(by=coordinator, participant=a_case.responsible, duty=duty(reasons=" ", meeting_on=day))
    assert refusal.value.field == "reasons"
    assert not Mappa.objects.exists()
    row = save_mappa(
        by=coordinator, participant=a_case.responsible, duty=duty(meeting_on=day), agencies=AGENCIES
    )
    tasks = Clock.objects.filter(name="mappa-agency-told", stopped_at__isnull=True)
    assert {task.title for task in tasks} == {f"Tell a MAPPA agency: {name}" for name in AGENCIES}
    assert all(timezone.localtime(task.due_at).date() < soon(7) for task in tasks)
    save_mappa(by=coordinator, participant=a_case.responsible, duty=duty(share="at_meeting", meeting_on=day))
    running = Clock.objects.filter(name="mappa-agency-told", stopped_at__isnull=True)
    assert {timezone.localtime(task.due_at).date() for task in running} == {day}
    row.refresh_from_db()
    assert (row.decided_by, row.decided_on) == (coordinator, timezone.localdate())
    assert (
        f"next meeting {day.day}"
        in sign_in(client, coordinator).get(url("mappa", a_case.responsible.pk)).text
    )


@pytest.mark.requirement("PF-041")
def test_third_agency_is_outstanding_by_name_until_it_is_told(client, sign_in, a_case, coordinator, manager):
    row = save_mappa(by=coordinator, participant=a_case.responsible, duty=duty(), agencies=AGENCIES)
    first, second, third = row.agencies.order_by("pk")
    for agency in (first, second):
        tell_agency(by=coordinator, agency=agency, what="That it is being prepared", how="phone")
    signed_in = sign_in(client, manager)
    breach = signed_in.get(url("mappa_list")).text
    assert "Housing" in breach
    assert "Essex Police" not in breach
    page = signed_in.get(url("mappa", a_case.responsible.pk)).text
    assert "Still to be told: Housing." in " ".join(page.split())
    with pytest.raises(Refused, match="not come yet"):
        tell_agency(by=coordinator, agency=third, what="All", how="phone", on=soon())
    signed_in.post(
        url("mappa_task", third.task),
        {"what": "That it is being prepared", "how": "email", "on": timezone.localdate().isoformat()},
    )
    third.refresh_from_db()
    assert (third.told_by, third.told_how, third.told_what) == (manager, "email", "That it is being prepared")
    assert a_case.case.number not in signed_in.get(url("mappa_list")).text
    assert not Clock.objects.filter(name="mappa-agency-told", stopped_at__isnull=True).exists()


@pytest.mark.requirement("PF-138")
def test_where_the_harmed_asked_the_officer_tells_and_the_liaison_officer_only_passes_on(
    client, sign_in, a_case, coordinator, officer, liaison, acting
):
    save_mappa(
        by=coordinator,
        participant=a_case.responsible,
        duty=duty(asked_by_harmed=True, officer=officer, liaison=liaison),
        agencies=AGENCIES,
    )
    running = Clock.objects.filter(stopped_at__isnull=True, case=a_case.case)
    assert {c.owner for c in running.filter(name="mappa-agency-told")} == {officer}
    assert {c.role for c in running.filter(name="mappa-agency-told")} == {"community_offender_manager"}
    assert [c.name for c in running.filter(owner=liaison)] == ["mappa-pass-on"]
    acting(officer)
    signed_in = sign_in(client, officer)
    assert "Tell a MAPPA agency: Housing" in signed_in.get(reverse("worklist:home")).text
    task = Clock.objects.get(title__endswith="Housing", stopped_at__isnull=True)
    done = signed_in.post(
        task.link, {"what": "The plan", "how": "meeting", "on": timezone.localdate().isoformat()}
    )
    assert done.status_code == 302
    acting(coordinator)
    told = Mappa.objects.get().agencies.get(name="Housing")
    assert told.told_by == officer
    acting(liaison)
    assert sign_in(client, liaison).get(task.link).status_code == 404
    sign_in(client, liaison).post(Clock.objects.get(name="mappa-pass-on").link)
    acting(coordinator)
    assert Mappa.objects.get().liaison_passed_on == timezone.localdate()


def test_whoever_has_no_task_and_no_file_may_not_do_it(a_case, coordinator, liaison):
    row = save_mappa(by=coordinator, participant=a_case.responsible, duty=duty(), agencies=AGENCIES)
    with pytest.raises(Refused, match="role"):
        liaison_passed_on(by=liaison, mappa=row)


@pytest.mark.requirement("PF-123")
def test_summary_shows_stage_and_risk_and_nothing_of_the_harmed_without_consent(a_case, coordinator):
    assess(
        by=coordinator,
        participant=a_case.responsible,
        moment="start",
        finding=Finding(
            answers=NO_HARM,
            level="medium",
            reasons=["He drinks at weekends"],
            safeguards="Visits in the morning",
        ),
    )
    row = save_mappa(
        by=coordinator,
        participant=a_case.responsible,
        duty=duty(share="at_meeting", meeting_on=soon()),
        agencies=["Housing"],
    )
    add_contact_point(
        by=coordinator, participant=a_case.harmed, kind="address", value="4 Hedge Lane", postcode="ZZ1 1AA"
    )
    agree(coordinator, a_case.harmed, "take_part")
    wish = About(service=a_case.case.service, subject="wish:1", case=a_case.case, file=a_case.harmed_file)
    start_clock(by=coordinator, name="risk-exchange", about=wish, title="She wants a screen between them")
    text = plain_text(summarise(by=coordinator, mappa=row).html)
    for words in ("Second assessment", "He drinks at weekends", "Tell a MAPPA agency: Housing"):
        assert words in text
    assert f"{soon().day} {soon():%B %Y}" in text
    assert "Nothing is said about them" in text
    for words in ("Hanna", a_case.harmed.initials, "07700900101", "Hedge Lane", "ZZ1", "a screen between"):
        assert words not in text
    agree(coordinator, a_case.harmed, "share_details", covers=["probation"])
    text = plain_text(summarise(by=coordinator, mappa=row).html)
    assert f"{a_case.harmed.initials} agreed" in text
    assert "Hedge Lane" not in text


def test_nothing_of_it_is_seen_from_the_other_side(client, sign_in, a_case, coordinator, facilitator, acting):
    save_mappa(by=coordinator, participant=a_case.responsible, duty=duty(), agencies=AGENCIES)
    grant_file(by=coordinator, file=a_case.harmed_file, user=facilitator, reason="allocated")
    page = sign_in(client, facilitator).get(reverse("casefile:case", args=[a_case.case.number]))
    assert "MAPPA" not in page.text
    assert sign_in(client, facilitator).get(url("mappa", a_case.responsible.pk)).status_code == 404
    acting(facilitator)
    assert not Mappa.objects.exists()


@pytest.mark.requirement("PF-036")
@pytest.mark.parametrize("level", [2, 3])
def test_a_rise_from_level_1_marks_the_case_until_a_manager_clears_it(
    a_case, coordinator, manager, acting, level
):
    acting(coordinator)
    save_mappa(by=coordinator, participant=a_case.responsible, duty=duty(level=1))
    assert not marks_now(a_case.case)
    check_not_held(a_case.case)
    save_mappa(by=coordinator, participant=a_case.responsible, duty=duty(level=level))
    assert [mark.because for mark in marks_now(a_case.case)] == ["managed"]
    with pytest.raises(Refused, match="manager looks at the case"):
        check_not_held(a_case.case)
    told = Notice.objects.filter(user=manager, words__contains="sensitive case now")
    assert told.count() == 1
    assert "Rhys" not in told.get().words
    save_mappa(by=coordinator, participant=a_case.responsible, duty=duty(level=1))
    assert marks_now(a_case.case)
    acting(manager)
    clear_sensitive(by=manager, case=a_case.case, words="Managed at level 1 for a year.")
    assert not marks_now(a_case.case)
    check_not_held(a_case.case)


@pytest.mark.requirement("PF-122")
def test_a_missing_reply_and_an_unreviewed_plan_hold_suitability(
    a_case, coordinator, acting, client, sign_in
):
    acting(coordinator)
    agreed(coordinator, a_case.responsible)
    row = save_mappa(
        by=coordinator, participant=a_case.responsible, duty=duty(level=1), agencies=["Housing", "Police"]
    )
    assert judged(coordinator, a_case.responsible).outcome == "suitable"
    housing, police = row.agencies.order_by("name")
    for agency in (housing, police):
        tell_agency(by=coordinator, agency=agency, what="That it is planned.", how="email")
    agency_answered(by=coordinator, agency=housing, answer="Nothing known.")
    with pytest.raises(Refused, match=r"no answer yet from Police; the risk management plan") as refusal:
        judged(coordinator, a_case.responsible)
    assert "Housing" not in str(refusal.value)
    page = sign_in(client, coordinator)
    day = timezone.localdate().isoformat()
    said = {"answer": "A quarrel in May.", "on": day}
    assert page.post(url("agency_answer", police.pk), said).status_code == 302
    acting(coordinator)
    with pytest.raises(Refused, match="MAPPA: the risk management plan has not"):
        judged(coordinator, a_case.responsible)
    sent = {"changed": "no", "on": day, "passed_on": day}
    assert page.post(url("plan_review", a_case.responsible.pk), sent).status_code == 302
    acting(coordinator)
    row.refresh_from_db()
    assert (row.plan_changed, row.plan_passed_on) == (False, timezone.localdate())
    assert judged(coordinator, a_case.responsible).outcome == "suitable"


@pytest.mark.requirement("PF-124")
def test_one_meeting_serves_level_1_and_the_oversight_of_restorative_justice(
    client, sign_in, a_case, coordinator, acting
):
    acting(coordinator)
    row = save_mappa(by=coordinator, participant=a_case.responsible, duty=duty(level=1))
    day = timezone.localdate() - timedelta(days=3)
    signed_in = sign_in(client, coordinator)
    page = url("mappa", a_case.responsible.pk)
    signed_in.post(url("plan_oversight", a_case.responsible.pk), {"due_on": day.isoformat()})
    text = " ".join(signed_in.get(page).text.split())
    assert f"Due by {day.day} {day:%B %Y}" in text
    assert "Not overseen yet" in text
    acting(coordinator)
    [task] = Clock.objects.filter(name="mappa-level-one-oversight", stopped_at__isnull=True)
    assert task.link == page
    oversight = row.oversights.get()
    sent = {"held_on": day.isoformat(), "rj_discussed": "yes", "next_due_on": soon().isoformat()}
    assert signed_in.post(url("oversight_held", oversight.pk), sent).status_code == 302
    acting(coordinator)
    assert rj_overseen_on(a_case.responsible) == day
    oversight.refresh_from_db()
    assert (oversight.held_on, oversight.entered_by) == (day, coordinator)
    text = " ".join(signed_in.get(page).text.split())
    assert f"Overseen {day.day} {day:%B %Y}" in text
    assert f"Due by {soon().day} {soon():%B %Y}" in text


@pytest.mark.requirement("PF-124")
def test_where_it_was_not_discussed_the_oversight_of_restorative_justice_keeps_its_day(
    a_case, coordinator, acting
):
    acting(coordinator)
    row = save_mappa(by=coordinator, participant=a_case.responsible, duty=duty(level=1))
    planned = plan_oversight(by=coordinator, mappa=row, due_on=timezone.localdate())
    hold_oversight(by=coordinator, oversight=planned, held_on=timezone.localdate(), rj_discussed=False)
    assert rj_overseen_on(a_case.responsible) is None
    with pytest.raises(Refused, match="has been held"):
        hold_oversight(by=coordinator, oversight=planned, held_on=timezone.localdate(), rj_discussed=True)
    row.level = 2
    with pytest.raises(Refused, match="at MAPPA level 1"):
        plan_oversight(by=coordinator, mappa=row, due_on=timezone.localdate())
