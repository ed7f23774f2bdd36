"""What is due, who has to agree, what stands in the way, and what is left of a record that has gone."""

import datetime as dt

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from amends.foundation.access.actions import give_role
from amends.foundation.approval.actions import decide_approval
from amends.foundation.case.lifecycle import Stage
from amends.foundation.case.models import Case
from amends.foundation.lib.dates import years_after
from amends.foundation.lib.refusal import Refused
from amends.foundation.people.models import Person
from amends.foundation.record.models import AuditEvent, HistoryRow
from amends.service.retention import actions, rules
from amends.service.retention.models import Disposal, Hold

LONG_AGO = dt.datetime(2015, 3, 1, 12, tzinfo=dt.UTC)


@pytest.fixture
def old_case(a_case, coordinator):
    """Closed long before any period."""
    Person.objects.filter(participant=a_case.harmed).update(known_as="Hanni")  # leaves a line of history
    Case.objects.filter(pk=a_case.case.pk).update(stage=Stage.CLOSED, closed_at=LONG_AGO)
    return a_case


def due_now(service, kind="case"):
    return rules.due_records(service, rules.schedule_of(service)[kind])


@pytest.fixture
def proposed(old_case, coordinator, service):
    return actions.propose(by=coordinator, service=service, due=due_now(service)[0])


@pytest.fixture
def agreed(proposed, manager):
    decide_approval(by=manager, approval=proposed.approval, approve=True)
    proposed.refresh_from_db()
    return proposed


class TestDue:
    @pytest.mark.requirement("W8-175")
    def test_case_is_due_on_the_day_its_period_ends_and_not_the_day_before(
        self, a_case, coordinator, manager, service, acting
    ):
        closed = dt.datetime(2023, 3, 1, 12, tzinfo=dt.UTC)
        Case.objects.filter(pk=a_case.case.pk).update(stage=Stage.CLOSED, closed_at=closed)
        actions.set_period(by=manager, service=service, kind="case", years=2, reason="Board, May 2022")
        kept = rules.schedule_of(service)["case"]
        with pytest.MonkeyPatch.context() as patch:
            for today, numbers in (("2025-02-28", []), ("2025-03-01", [a_case.case.number])):
                patch.setattr(timezone, "localdate", lambda *_, today=today: dt.date.fromisoformat(today))
                assert [due.number for due in rules.due_records(service, kept)] == numbers

    def test_open_cases_and_other_services_cases_are_never_due(
        self, a_case, coordinator, service, other_service
    ):
        assert due_now(service) == []
        assert due_now(other_service) == []

    def test_what_is_held_or_proposed_is_not_listed(self, old_case, coordinator, manager, service):
        assert len(due_now(service)) == 1
        held = actions.hold(by=manager, service=service, number=old_case.case.number, reason="A claim")
        assert due_now(service) == []
        actions.end_hold(by=manager, held=held, because="The claim is settled")
        actions.propose(by=coordinator, service=service, due=due_now(service)[0])
        assert due_now(service) == []

    @given(st.dates(dt.date(1990, 1, 1), dt.date(2030, 12, 31)), st.integers(1, 30))
    def test_the_last_day_kept_and_the_day_a_record_goes_agree(self, over_on, years):
        goes = rules.due_on(over_on, years)
        assert goes == years_after(over_on, years)
        assert (goes.year - over_on.year, goes.month) == (years, over_on.month)
        assert goes.day in {over_on.day, 28}


class TestAgreement:
    def test_nobody_agrees_to_their_own_proposal(self, proposed, coordinator, make_manager_of):
        make_manager_of(coordinator)
        with pytest.raises(Refused):
            decide_approval(by=coordinator, approval=proposed.approval, approve=True)

    def test_nothing_goes_before_somebody_else_agrees(self, proposed, coordinator):
        with pytest.raises(Refused, match="Nobody else has agreed yet"):
            actions.erase(by=coordinator, disposal=proposed)

    def test_database_itself_refuses_what_nobody_else_has_agreed_to(self, proposed, old_case):
        with (
            pytest.raises(DatabaseError, match="has to agree"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute("SELECT retention_erase(%s)", [proposed.pk])
        assert Person.objects.filter(full_name="Hanna Harmed").exists()

    def test_database_itself_refuses_a_time_that_does_not_fit_the_period(self, agreed):
        Disposal.objects.filter(pk=agreed.pk).update(years=30)
        with (
            pytest.raises(DatabaseError, match="is kept until"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute("SELECT retention_erase(%s)", [agreed.pk])

    def test_held_record_stays_although_all_agreed(self, agreed, manager, coordinator, service):
        actions.hold(by=manager, service=service, number=agreed.number, reason="An inspection")
        with pytest.raises(Refused, match="is held"):
            actions.erase(by=coordinator, disposal=agreed)
        with (
            pytest.raises(DatabaseError, match="is held"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute("SELECT retention_erase(%s)", [agreed.pk])

    def test_statements_of_an_erasure_can_be_neither_read_nor_changed_by_the_application(self, agreed):
        for statement in ("SELECT 1 FROM retention_step", "DELETE FROM retention_step"):
            with (
                pytest.raises(DatabaseError, match="denied"),
                transaction.atomic(),
                connection.cursor() as cursor,
            ):
                cursor.execute(statement)

    def test_another_services_proposal_is_not_there(self, agreed, stranger, acting):
        acting(stranger)
        with (
            pytest.raises(DatabaseError, match="no such record"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute("SELECT retention_erase(%s)", [agreed.pk])


class TestErasing:
    @pytest.mark.requirement("W8-175")
    def test_people_are_gone_and_the_case_with_its_trail_stays(self, agreed, coordinator, old_case):
        before = AuditEvent.objects.filter(case_id=old_case.case.pk).count()
        assert HistoryRow.objects.filter(table_name="people_person").exists()
        actions.erase(by=coordinator, disposal=agreed)
        assert not Person.objects.exclude(full_name="–").exists()
        assert not Person.objects.exclude(date_of_birth=None).exists()
        assert set(old_case.harmed_file.case.participants.values_list("initials", flat=True)) == {"–"}
        assert not HistoryRow.objects.filter(table_name="people_person").exists()
        assert Case.objects.get(pk=old_case.case.pk).stage == Stage.CLOSED
        assert AuditEvent.objects.filter(case_id=old_case.case.pk).count() == before
        assert agreed.rows > 0
        erased = AuditEvent.objects.get(what="retention.erased")
        assert erased.details == {"number": old_case.case.number, "rows": agreed.rows}

    @pytest.mark.requirement("W8-175")
    def test_search_finds_nobody_by_the_old_name(self, agreed, coordinator):
        def found():
            with connection.cursor() as cursor:
                cursor.execute("SELECT person_id FROM people_search('Hanna Harmed', 10)")
                return cursor.fetchall()

        assert found()
        actions.erase(by=coordinator, disposal=agreed)
        assert not found()

    def test_it_is_done_once(self, agreed, coordinator):
        actions.erase(by=coordinator, disposal=agreed)
        with pytest.raises(Refused, match="erased already"):
            actions.erase(by=coordinator, disposal=agreed)


def test_hold_needs_a_number_that_is_there(manager, service):
    with pytest.raises(Refused, match="no case or referral") as refusal:
        actions.hold(by=manager, service=service, number="ESX-99-9999", reason="A claim")
    assert refusal.value.field == "number"
    assert not Hold.objects.exists()


def test_schedule_is_read_again_after_it_changed(manager, coordinator, service):
    actions.say_read(by=coordinator, service=service)
    actions.say_read(by=coordinator, service=service)
    assert coordinator not in rules.not_yet_read(service)
    actions.set_period(by=manager, service=service, kind="case", years=6, reason="New contract")
    assert coordinator in rules.not_yet_read(service)


@pytest.fixture
def make_manager_of(service):
    return lambda user: give_role(by=None, user=user, service=service, role="service_manager")
