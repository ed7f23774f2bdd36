"""Before and after sentence, deferments, sentences and what follows from them: statutory or voluntary."""

import dataclasses
import datetime as dt
from decimal import Decimal

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from amends.foundation.access.acting import acting_as
from amends.foundation.access.programs import program
from amends.foundation.case.actions import add_participant, grant_file, open_new_case
from amends.foundation.clock.models import Clock
from amends.foundation.documents.actions import render
from amends.foundation.documents.models import Document
from amends.foundation.documents.rules import plain_text
from amends.foundation.lib.refusal import Refused
from amends.foundation.policy.profiles import load_profile
from amends.foundation.record.models import HistoryRow
from amends.journey.consent.actions import Evidence, record_consent
from amends.journey.contact.actions.appointments import settle_appointment
from amends.journey.contact.models import Contact
from amends.journey.court.actions import following, sentencing
from amends.journey.court.actions.courts import keep_court
from amends.journey.court.models import (
    Attendance,
    Court,
    Deferment,
    Enforcement,
    Phase,
    PlannedMeeting,
    Sentence,
)
from amends.journey.court.rules import before_sentence
from amends.journey.court.rules import following as rules
from amends.journey.court.rules.sentencing import (
    UnsupervisedError,
    days_left,
    first_contact,
    is_within_standard,
    phase_of,
    work_by_phase,
)
from amends.journey.court.tests.cast import an_appointment, details, in_days

D = dt.date


def both_agree(by, fence, *, answer="given"):
    for person in (fence.harmed, fence.responsible):
        record_consent(by=by, participant=person, key="take_part", answer=answer, evidence=Evidence())


# --- before and after sentence --------------------------------------------------------------------------------------


@pytest.mark.requirement("SS-012")
def test_sentence_changes_the_phase_and_earlier_work_stays_before_it(noms, coordinator):
    """Opened on 2 May, sentence on 20 May: a visit on the 12th is pre-sentence for good."""
    case = noms.case
    with time_machine.travel(dt.datetime(2027, 6, 1, 12, tzinfo=dt.UTC), tick=False), acting_as(coordinator):
        sentencing.set_phase(
            by=coordinator, case=case, when="before", setting="community", since=D(2027, 5, 2)
        )
        for day, minutes in ((12, 90), (19, 30), (20, 45)):
            Contact.objects.create(
                service=case.service,
                file=noms.responsible_file,
                participant=noms.responsible,
                kind="call",
                purpose="prepare",
                result="reached",
                at=dt.datetime(2027, 5, day, 10, tzinfo=dt.UTC),
                submitted_at=timezone.now(),
                minutes=minutes,
                logged_by=coordinator,
            )
        sentencing.enter_sentence(
            by=coordinator,
            participant=noms.responsible,
            details=details(passed_on=D(2027, 5, 20), restorative=False),
        )
        now, then = phase_of(case), phase_of(case, D(2027, 5, 19))
        assert now
        assert (str(now), now.since) == ("After sentence, in the community", D(2027, 5, 20))
        assert str(then) == "Before sentence, in the community"
        done = work_by_phase(case)
        assert (done["before"].contacts, done["before"].minutes) == (2, 120)
        assert (done["after"].contacts, done["after"].minutes) == (1, 45)
        assert Phase.objects.filter(case=case).count() == 2


@pytest.mark.requirement("SS-012")
def test_phase_before_sentence_is_only_for_profiles_that_allow_it(under, coordinator, court):
    fence = under("essex-2015")
    with acting_as(coordinator):
        with pytest.raises(Refused, match="works only after sentence"):
            sentencing.set_phase(
                by=coordinator, case=fence.case, when="before", setting="custody", since=in_days(-1)
            )
        after = sentencing.set_phase(
            by=coordinator, case=fence.case, when="after", setting="custody", since=in_days(-1)
        )
        assert str(after) == "After sentence, in custody"
        under("hmpps-2023")
        with pytest.raises(Refused, match="no local agreement"):
            sentencing.set_phase(
                by=coordinator,
                case=fence.case,
                when="before",
                setting="custody",
                since=in_days(-1),
                court=court,
            )


def test_custody_is_a_change_of_setting(noms, coordinator):
    with acting_as(coordinator):
        sentencing.enter_sentence(
            by=coordinator,
            participant=noms.responsible,
            details=details(vehicle="custody", restorative=False, supervision_months=None),
        )
        assert str(phase_of(noms.case)) == "After sentence, in custody"


# --- deferred sentences ---------------------------------------------------------------------------------------------


def defer(by, fence, court, **changes):
    wanted = {"starts_on": in_days(-10), "until": in_days(60), "model": "whole", **changes}
    return sentencing.defer(by=by, case=fence.case, court=court, **wanted)


@pytest.mark.requirement("SS-028")
def test_deferment_needs_both_and_counts_down_to_the_report(noms, coordinator, court):
    until = in_days(60)
    with acting_as(coordinator):
        record_consent(
            by=coordinator, participant=noms.responsible, key="take_part", answer="given", evidence=Evidence()
        )
        with pytest.raises(Refused, match="Not everybody has agreed"):
            defer(coordinator, noms, court)
        assert not Deferment.objects.exists()
        both_agree(coordinator, noms)
        found = defer(coordinator, noms, court)
        clock = Clock.objects.get(name="deferment-report")
    assert found.report_on < until
    assert (until - found.report_on).days >= 14
    assert days_left(found) == (found.report_on - timezone.localdate()).days
    assert timezone.localtime(clock.due_at).date() == found.report_on


@pytest.mark.requirement("SS-028")
@pytest.mark.parametrize(
    ("name", "reason"), [("essex-2015", "works only after sentence"), ("hmpps-2023", "no local agreement")]
)
def test_deferment_is_refused_where_the_profile_does_not_take_it(under, coordinator, court, name, reason):
    fence = under(name)
    with acting_as(coordinator):
        both_agree(coordinator, fence)
        with pytest.raises(Refused, match=reason):
            defer(coordinator, fence, court)


@pytest.mark.requirement("PF-086")
def test_agreement_with_the_court_opens_deferred_sentences_up_to_its_limit(
    under, coordinator, manager, court
):
    fence = under("hmpps-2023")
    with acting_as(coordinator):
        both_agree(coordinator, fence)
        with pytest.raises(Refused, match="no local agreement with Chelmsford Crown Court"):
            defer(coordinator, fence, court)
    agreement = {
        "deferral_agreed_on": in_days(-5),
        "deferral_limit": 1,
        "deferral_review_on": in_days(100),
    }
    with acting_as(coordinator), pytest.raises(Refused, match="role does not allow"):
        keep_court(by=coordinator, court=Court.objects.get(pk=court.pk), details=agreement)
    with acting_as(manager):
        court = keep_court(by=manager, court=Court.objects.get(pk=court.pk), details=agreement)
    with acting_as(coordinator):
        first = defer(coordinator, fence, court)
        assert str(phase_of(fence.case)) == "Before sentence, in the community"
        second = open_new_case(
            by=coordinator, service=fence.case.service, family="criminal_offence", what="burglary"
        )
        second.profile = "hmpps-2023"
        second.save(update_fields=["profile"])
        for side, file in {f.side: f for f in second.files.all()}.items():
            person = add_participant(by=coordinator, file=file, initials=side[:2])
            record_consent(
                by=coordinator, participant=person, key="take_part", answer="given", evidence=Evidence()
            )
        with pytest.raises(Refused, match="1 at a time"):
            sentencing.defer(
                by=coordinator,
                case=second,
                court=court,
                starts_on=in_days(-1),
                until=in_days(60),
                model="whole",
            )
        assert first.court == court


def test_agreement_is_whole_or_not_there(manager, court):
    with acting_as(manager), pytest.raises(ValidationError, match="An agreement has its day"):
        keep_court(by=manager, court=court, details={"deferral_agreed_on": in_days(-5)})


@pytest.mark.requirement("W8-051")
def test_reparation_may_run_on_only_in_the_split_model(noms, coordinator, court):
    later = in_days(120)
    with acting_as(coordinator):
        both_agree(coordinator, noms)
        with pytest.raises(ValidationError, match="all work, reparation too, ends before"):
            defer(coordinator, noms, court, model="whole", reparation_until=later)
        found = defer(coordinator, noms, court, model="split", reparation_until=later)
        assert found.reparation_until == later
        with pytest.raises(IntegrityError), transaction.atomic():
            Deferment.objects.update(model="whole")


def test_deferment_ends_with_the_sentence(noms, coordinator, court):
    with acting_as(coordinator):
        both_agree(coordinator, noms)
        found = defer(coordinator, noms, court)
        with pytest.raises(ValidationError):
            defer(coordinator, noms, court)
        sentencing.report_on_deferment(by=coordinator, deferment=found, on=timezone.localdate())
        assert Clock.objects.get(name="deferment-report").ended == "met"
        sentencing.enter_sentence(by=coordinator, participant=noms.responsible, details=details())
        found.refresh_from_db()
        assert found.ended_on
        assert str(phase_of(noms.case)) == "After sentence, in the community"


# --- the sentence ---------------------------------------------------------------------------------------------------


@pytest.mark.requirement("W8-310")
@pytest.mark.parametrize("vehicle", ["community_order", "suspended_sentence_order"])
@pytest.mark.parametrize("months", [None, 2])
def test_requirement_without_supervision_is_an_error(noms, coordinator, vehicle, months):
    with acting_as(coordinator):
        with pytest.raises(UnsupervisedError, match="beside supervision"):
            sentencing.enter_sentence(
                by=coordinator,
                participant=noms.responsible,
                details=details(vehicle=vehicle, supervision_months=months),
            )
        assert not Sentence.objects.exists()


def test_database_itself_wants_supervision_and_consent(ordered):
    for wrong in ({"supervision_months": None}, {"supervision_months": 2}, {"consent_on": None}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Sentence.objects.filter(pk=ordered.pk).update(**wrong)


@pytest.mark.requirement("SS-020")
def test_requirement_needs_consent_before_the_order(noms, coordinator):
    with acting_as(coordinator):
        for day in (None, in_days(-1)):
            with pytest.raises(Refused, match="consent given before the order"):
                sentencing.enter_sentence(
                    by=coordinator, participant=noms.responsible, details=details(consent_on=day)
                )


@pytest.mark.requirement("SS-020")
@pytest.mark.parametrize("name", ["hmpps-2023", "essex-2015"])
def test_nobody_is_directed_where_the_profile_forbids_it(under, coordinator, name):
    fence = under(name)
    with acting_as(coordinator):
        with pytest.raises(Refused, match="stays voluntary"):
            sentencing.enter_sentence(by=coordinator, participant=fence.responsible, details=details())
        plain = sentencing.enter_sentence(
            by=coordinator, participant=fence.responsible, details=details(restorative=False)
        )
    assert not plain.is_statutory


def test_sentence_is_not_the_person_harmeds(noms, coordinator):
    with acting_as(coordinator), pytest.raises(Refused, match="that of the person responsible"):
        sentencing.enter_sentence(by=coordinator, participant=noms.harmed, details=details())


@pytest.mark.requirement("W8-363")
def test_first_contact_in_both_readings(noms, coordinator):
    """Sentence on Monday 2 June 2025: Monday 23 June in working days, 17 June in days."""
    with acting_as(coordinator):
        sentence = sentencing.enter_sentence(
            by=coordinator,
            participant=noms.responsible,
            details=details(passed_on=D(2025, 6, 2), consent_on=D(2025, 5, 1)),
        )
        standard = first_contact(sentence, noms.case)
        assert (standard.working, standard.calendar, standard.due) == (
            D(2025, 6, 23),
            D(2025, 6, 17),
            D(2025, 6, 23),
        )
        clock = Clock.objects.get(name="first-contact")
        assert timezone.localtime(clock.due_at).date() == D(2025, 6, 23)
        with pytest.raises(Refused, match="needs a reason"):
            sentencing.plan_first_contact(by=coordinator, sentence=sentence, on=D(2025, 6, 24))
        late = sentencing.plan_first_contact(
            by=coordinator, sentence=sentence, on=D(2025, 6, 24), why_later="In hospital"
        )
        assert is_within_standard(late, noms.case) is False
        early = sentencing.plan_first_contact(by=coordinator, sentence=sentence, on=D(2025, 6, 23))
        assert is_within_standard(early, noms.case) is True


@pytest.mark.requirement("W8-363")
def test_unit_of_the_first_contact_is_a_setting(noms, coordinator, monkeypatch):
    in_days_only = dataclasses.replace(
        load_profile("noms-2013"),
        settings={**load_profile("noms-2013").settings, "first_contact_unit": "days"},
    )
    monkeypatch.setattr(before_sentence, "profile_in_force", lambda *args: in_days_only)
    with acting_as(coordinator):
        sentence = sentencing.enter_sentence(
            by=coordinator,
            participant=noms.responsible,
            details=details(passed_on=D(2025, 6, 2), consent_on=D(2025, 5, 1)),
        )
        assert first_contact(sentence, noms.case).due == D(2025, 6, 17)
        clock = Clock.objects.get(name="first-contact")
    assert timezone.localtime(clock.due_at).date() == D(2025, 6, 17)


# --- the plan of a requirement --------------------------------------------------------------------------------------


def plan(by, sentence, *kinds, days="1"):
    return [
        following.plan_meeting(by=by, sentence=sentence, kind=kind, on=in_days(1), days=Decimal(days))
        for kind in kinds
    ]


FOUR = ("assessment", "preparation", "meeting", "review")


@pytest.mark.requirement("W8-309")
def test_requirement_is_complete_with_all_four_and_a_review_of_both(ordered, coordinator):
    today = timezone.localdate()
    with acting_as(coordinator):
        planned = plan(coordinator, ordered, *FOUR)
        for meeting in planned[:3]:
            following.hold_meeting(
                by=coordinator, meeting=meeting, on=today, officer_there=False, facilitator_there=True
            )
        now = rules.plan_of(ordered)
        assert (len(now.held), now.remaining) == (3, ["Review with the offender manager and the facilitator"])
        with pytest.raises(Refused, match="not complete"):
            following.end_requirement(by=coordinator, sentence=ordered, how="complete", on=today)
        with pytest.raises(ValidationError, match="with the offender manager and a facilitator"):
            following.hold_meeting(
                by=coordinator, meeting=planned[3], on=today, officer_there=False, facilitator_there=True
            )
        PlannedMeeting.objects.get(pk=planned[3].pk)
        following.hold_meeting(
            by=coordinator, meeting=planned[3], on=today, officer_there=True, facilitator_there=True
        )
        done = following.end_requirement(by=coordinator, sentence=ordered, how="complete", on=today)
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


def test_days_of_a_dropped_meeting_are_free_again(ordered, coordinator):
    with acting_as(coordinator):
        *_, last = plan(coordinator, ordered, *FOUR)
        following.drop_meeting(by=coordinator, meeting=last)
        plan(coordinator, ordered, "review")
        assert HistoryRow.objects.filter(table_name="court_plannedmeeting").exists()


# --- statutory or voluntary -----------------------------------------------------------------------------------------


def test_nothing_is_enforced_where_taking_part_is_voluntary(voluntary, noms, coordinator, writer):
    with acting_as(coordinator):
        appointment = an_appointment(
            coordinator, noms.responsible, timezone.now() - dt.timedelta(hours=2), is_statutory=True
        )
        settle_appointment(by=coordinator, appointment=appointment, kept="missed")
        assert not Enforcement.objects.exists()
        for act in (
            lambda: following.record_attendance(by=coordinator, sentence=voluntary, appointment=appointment),
            lambda: following.attendance_record(by=coordinator, sentence=voluntary),
            lambda: following.note_step(by=coordinator, sentence=voluntary, decision="breach", on=in_days(0)),
            lambda: plan(coordinator, voluntary, "assessment"),
            lambda: following.end_requirement(
                by=coordinator, sentence=voluntary, how="stopped", on=in_days(0)
            ),
        ):
            with pytest.raises(Refused, match="voluntary"):
                act()
    with acting_as(writer):
        assert not writer.notices.exists()


def test_stop_is_told_to_the_officer_as_nobodys_failure(ordered, coordinator, writer):
    with acting_as(coordinator):
        following.end_requirement(by=coordinator, sentence=ordered, how="stopped", on=timezone.localdate())
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
            following.record_attendance(
                by=coordinator,
                sentence=ordered,
                appointment=appointment,
                told_how="letter",
                told_on=in_days(-9),
                reason=reason,
                acceptable=False,
                action="warning",
                action_on=in_days(0),
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
        made = following.attendance_record(by=coordinator, sentence=ordered)
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
        following.record_attendance(
            by=coordinator, sentence=ordered, appointment=appointment, reason="Afraid of Hanna Harmed"
        )
        with pytest.raises(Refused, match="somebody on the other side"):
            following.attendance_record(by=coordinator, sentence=ordered)


@pytest.mark.requirement("SS-020")
def test_attendance_is_passed_to_the_officer(ordered, noms, coordinator, writer):
    with acting_as(coordinator):
        appointment = an_appointment(coordinator, noms.responsible, timezone.now() - dt.timedelta(hours=3))
        settle_appointment(by=coordinator, appointment=appointment, kept="kept")
        done = following.pass_to_officer(by=coordinator, sentence=ordered, on=timezone.localdate())
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
