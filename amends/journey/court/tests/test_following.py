"""What follows from a sentence, statutory or voluntary: plan, attendance, enforcement."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from amends.foundation.access.acting import acting_as
from amends.foundation.access.programs import program
from amends.foundation.case.actions import grant_file
from amends.foundation.clock.models import Clock
from amends.foundation.documents.actions import render
from amends.foundation.documents.models import Document
from amends.foundation.documents.rules import plain_text
from amends.foundation.lib.refusal import Refused
from amends.foundation.record.models import HistoryRow
from amends.journey.consent.rules import check_condition_agreed, is_statutory
from amends.journey.contact.actions.appointments import settle_appointment
from amends.journey.contact.models import Contact
from amends.journey.court.actions import attending, following, planning, sentencing
from amends.journey.court.models import (
    Attendance,
    Enforcement,
    Phase,
    PlannedMeeting,
    Sentence,
)
from amends.journey.court.rules import following as rules
from amends.journey.court.rules.sentencing import phase_of
from amends.journey.court.tests.cast import FOUR, an_appointment, declined, details, hold, in_days, plan

# --- the plan of a requirement --------------------------------------------------------------------------------------


@pytest.mark.requirement("W8-309")
def test_requirement_is_complete_with_all_four_and_a_review_of_both(ordered, noms, coordinator):
    today = timezone.localdate()
    with acting_as(coordinator):
        planned = plan(coordinator, ordered, *FOUR)
        declined(coordinator, noms)
        for meeting in planned[:3]:
            hold(coordinator, meeting)
        now = rules.plan_of(ordered)
        assert (len(now.held), now.remaining) == (3, ["Review with the offender manager and the facilitator"])
        with pytest.raises(Refused, match="not complete"):
            planning.end_requirement(by=coordinator, sentence=ordered, how="complete", on=today)
        with pytest.raises(ValidationError, match="with the offender manager and a facilitator"):
            hold(coordinator, planned[3])
        review = PlannedMeeting.objects.select_related("sentence").get(pk=planned[3].pk)
        done = hold(coordinator, review, officer_there=True).sentence
    assert (done.ended, done.is_statutory) == ("complete", False)


@pytest.mark.requirement("W8-364")
@pytest.mark.parametrize(("each", "refused"), [("1", True), ("0.75", False)])
def test_fifth_contact_counts_to_the_four_days(ordered, coordinator, each, refused):
    with acting_as(coordinator):
        plan(coordinator, ordered, *FOUR, days=each)
        if refused:
            with pytest.raises(Refused, match="at most 4 days, and 4 are used"):
                plan(coordinator, ordered, "more")
            assert rules.plan_of(ordered).days_left == 0
            return
        assert rules.plan_of(ordered).days == 3
        plan(coordinator, ordered, "more")
        assert rules.plan_of(ordered).days_left == 0
        with pytest.raises(Refused, match="at most 4 days"):
            plan(coordinator, ordered, "more", days="0.25")


def test_days_of_a_dropped_meeting_are_free_again_and_what_was_missed_is_not_dropped(
    client, sign_in, noms, ordered, coordinator
):
    with acting_as(coordinator):
        first, *_, last = plan(coordinator, ordered, *FOUR)
    sign_in(client, coordinator)
    person = reverse("court:person", args=[noms.responsible.pk])
    drop = reverse("court:drop", args=[last.pk])
    assert drop in client.get(person).text
    assert "Taken out of the plan" in client.post(drop, follow=True).text
    with acting_as(coordinator):
        plan(coordinator, ordered, "review")
        assert HistoryRow.objects.filter(table_name="court_plannedmeeting").exists()
        PlannedMeeting.objects.filter(pk=first.pk).update(missed_on=in_days(0))
    assert reverse("court:drop", args=[first.pk]) not in client.get(person).text
    page = client.post(reverse("court:drop", args=[first.pk]), follow=True).text
    assert "stays on record" in page


# --- statutory or voluntary -----------------------------------------------------------------------------------------


@pytest.mark.requirement("W8-055")
def test_in_prison_it_is_voluntary_until_a_licence_asks_for_it(noms, coordinator, writer):
    person = noms.responsible
    prison = details(vehicle="custody", restorative=False, officer=writer)
    licence = details(vehicle="licence", officer=writer, passed_on=in_days(-1))
    with acting_as(coordinator):
        sentencing.enter_sentence(by=coordinator, participant=person, details=prison)
        phase = phase_of(noms.case, in_days(0))
        assert phase
        assert phase.setting == "custody"
        assert not is_statutory(person)
        check_condition_agreed(person)
        sentencing.enter_sentence(by=coordinator, participant=person, details=licence)
        assert is_statutory(person)
        with pytest.raises(Refused, match="not on file"):
            check_condition_agreed(person)


def test_nothing_is_enforced_where_taking_part_is_voluntary(voluntary, noms, coordinator, writer):
    with acting_as(coordinator):
        appointment = an_appointment(
            coordinator, noms.responsible, timezone.now() - dt.timedelta(hours=2), is_statutory=True
        )
        settle_appointment(by=coordinator, appointment=appointment, kept="missed")
        assert not Enforcement.objects.exists()
        for act in (
            lambda: attending.record_attendance(
                by=coordinator, sentence=voluntary, appointment=appointment, evidence=attending.Evidence()
            ),
            lambda: attending.attendance_record(by=coordinator, sentence=voluntary),
            lambda: following.note_step(by=coordinator, sentence=voluntary, decision="breach", on=in_days(0)),
            lambda: plan(coordinator, voluntary, "assessment"),
            lambda: planning.end_requirement(
                by=coordinator, sentence=voluntary, how="stopped", on=in_days(0)
            ),
        ):
            with pytest.raises(Refused, match="voluntary"):
                act()
    with acting_as(writer):
        assert not writer.notices.exists()


def test_stop_is_told_to_the_officer_as_nobodys_failure(ordered, coordinator, writer):
    with acting_as(coordinator):
        planning.end_requirement(by=coordinator, sentence=ordered, how="stopped", on=timezone.localdate())
    with acting_as(writer):
        words = writer.notices.get().words
    assert "nobody’s failure" in words.replace("'", "’")
    assert "harmed" not in words


@pytest.mark.requirement("W8-373")
def test_missed_appointment_goes_to_the_officer_and_the_decision_comes_back(
    ordered, noms, coordinator, writer, facilitator, second_facilitator
):
    with acting_as(coordinator):
        grant_file(by=coordinator, file=noms.responsible_file, user=facilitator, reason="test")
        grant_file(by=coordinator, file=noms.harmed_file, user=second_facilitator, reason="test")
        appointment = an_appointment(coordinator, noms.responsible, timezone.now() - dt.timedelta(hours=2))
        coming = an_appointment(coordinator, noms.responsible, timezone.now() + dt.timedelta(days=9))
        settle_appointment(by=coordinator, appointment=appointment, kept="missed")
        news = Enforcement.objects.get()
        assert timezone.localtime(news.sent_at).date() == timezone.localdate()
        assert news.missed_at == appointment.at
    with acting_as(writer):
        assert "was missed" in writer.notices.get().words
        seen = Enforcement.objects.get()
        assert not Sentence.objects.exists()
        assert not Attendance.objects.exists()
        following.decide(by=writer, news=seen, decision="breach", on=timezone.localdate())
    with acting_as(facilitator):
        assert facilitator.notices.filter(words__contains="has decided").exists()
        found = rules.news_of(ordered)
        breach = rules.breach_under_way(found)
        assert breach
        assert breach.get_decision_display() == "Breach proceedings"
        assert coming in [a for a in rules.appointments_of(ordered) if not a.kept]
        assert following.see_news(by=facilitator, sentence=ordered) == 1
    with acting_as(second_facilitator):
        assert not second_facilitator.notices.exists()
        assert not Enforcement.objects.exists()
    with acting_as(coordinator):
        following.note_step(by=coordinator, sentence=ordered, decision="closed", on=timezone.localdate())
        assert rules.breach_under_way(rules.news_of(ordered)) is None
        assert Clock.objects.get(name="enforcement-decision").ended == "met"


@pytest.mark.requirement("W8-373")
def test_appointment_missed_in_the_contact_log_reaches_the_officer_too(ordered, noms, coordinator, writer):
    program(noms.case.service, "clockwork")
    with acting_as(coordinator):
        appointment = an_appointment(coordinator, noms.responsible, timezone.now() - dt.timedelta(hours=2))
        Sentence.objects.filter(pk=ordered.pk).update(officer=None)
        settle_appointment(by=coordinator, appointment=appointment, kept="missed")
        assert Enforcement.objects.get().sent_at is None
        assert Clock.objects.get(name="task-tell-officer").role == "coordinator"


def test_excused_and_kept_appointments_are_no_news(ordered, noms, coordinator):
    with acting_as(coordinator):
        for number, kept in enumerate(("kept", "excused", "late")):
            at = timezone.now() - dt.timedelta(hours=2 + number)
            settle_appointment(
                by=coordinator, appointment=an_appointment(coordinator, noms.responsible, at), kept=kept
            )
        assert not Enforcement.objects.exists()


@pytest.mark.requirement("W8-320")
def test_record_proves_two_missed_appointments_and_says_nothing_else(ordered, noms, coordinator):
    with acting_as(coordinator):
        for number, reason in enumerate(("Says he forgot", "None given"), start=1):
            appointment = an_appointment(
                coordinator, noms.responsible, timezone.now() - dt.timedelta(hours=number * 3)
            )
            settle_appointment(by=coordinator, appointment=appointment, kept="missed")
            evidence = attending.Evidence(
                told_how="letter",
                told_on=in_days(-9),
                reason=reason,
                acceptable=False,
                action="warning",
                action_on=in_days(0),
            )
            attending.record_attendance(
                by=coordinator, sentence=ordered, appointment=appointment, evidence=evidence
            )
        Contact.objects.create(
            service=noms.case.service,
            file=noms.responsible_file,
            participant=noms.responsible,
            kind="call",
            purpose="prepare",
            result="reached",
            at=timezone.now(),
            submitted_at=timezone.now(),
            minutes=10,
            note="He wept about Hanna",
            logged_by=coordinator,
        )
        made = attending.attendance_record(by=coordinator, sentence=ordered)
        words = plain_text(made.html)
        assert render(made, "pdf").startswith(b"%PDF")
    assert words.count("By letter, ") == 2
    assert words.count("The offender manager warned them") == 2
    for text in ("Says he forgot", "None given", "Rhys Ponsible", "with a restorative requirement"):
        assert text in words
    for text in ("Hanna", "wept", "victim"):
        assert text not in words
    assert made.file == noms.responsible_file


@pytest.mark.requirement("W8-320")
def test_name_of_the_person_harmed_never_gets_into_the_record(ordered, noms, coordinator):
    with acting_as(coordinator):
        appointment = an_appointment(coordinator, noms.responsible, timezone.now() - dt.timedelta(hours=3))
        settle_appointment(by=coordinator, appointment=appointment, kept="missed")
        evidence = attending.Evidence(reason="Afraid of Hanna Harmed")
        attending.record_attendance(
            by=coordinator, sentence=ordered, appointment=appointment, evidence=evidence
        )
        with pytest.raises(Refused, match="somebody on the other side"):
            attending.attendance_record(by=coordinator, sentence=ordered)


@pytest.mark.requirement("SS-020")
def test_attendance_is_passed_to_the_officer(ordered, noms, coordinator, writer):
    with acting_as(coordinator):
        appointment = an_appointment(coordinator, noms.responsible, timezone.now() - dt.timedelta(hours=3))
        settle_appointment(by=coordinator, appointment=appointment, kept="kept")
        done = attending.pass_to_officer(by=coordinator, sentence=ordered, on=timezone.localdate())
        document = Document.objects.get(template="attendance-record")
        assert document.copies.get().recipient == "Wendy Writes"
        assert "Sessions attended: 1" in document.html
    assert done.told_officer_on == timezone.localdate()


def test_side_of_the_person_harmed_sees_nothing_of_it(ordered, noms, coordinator, second_facilitator):
    with acting_as(coordinator):
        grant_file(by=coordinator, file=noms.harmed_file, user=second_facilitator, reason="test")
        plan(coordinator, ordered, "assessment")
        appointment = an_appointment(coordinator, noms.responsible, timezone.now() - dt.timedelta(hours=3))
        settle_appointment(by=coordinator, appointment=appointment, kept="missed")
    with acting_as(second_facilitator):
        for model in (Sentence, PlannedMeeting, Attendance, Enforcement):
            assert not model.objects.exists()
        assert Phase.objects.get(case=noms.case).when == "after"
        assert not Clock.objects.exists()
