"""PostgreSQL's own guard, without any of our filters above it: what each person gets from a plain SELECT *."""

import psycopg
import pytest
from django.db import DatabaseError, connection, transaction

from amends.foundation.access.acting import acting_as
from amends.foundation.case.actions import end_grants, grant_file, suspend_grants
from amends.foundation.people.actions import change_person
from amends.foundation.people.models import Person
from amends.foundation.record.models import AuditEvent, HistoryRow

CASEWORK = (
    "case_case",
    "case_casefile",
    "case_participant",
    "case_filegrant",
    "people_person",
    "people_contactpoint",
    "people_safecontact",
)
ONE_SIDES = (
    "case_casefile",
    "case_participant",
    "people_person",
    "people_contactpoint",
    "people_safecontact",
)


def rows(table):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {table}")  # noqa: S608  (a name from the list above)
        names = [column.name for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


@pytest.fixture
def one_side_granted(a_case, facilitator, coordinator):
    grant_file(by=coordinator, file=a_case.harmed_file, user=facilitator, reason="accepted the offer")
    return a_case


@pytest.mark.parametrize("table", CASEWORK)
def test_with_nobody_set_every_table_is_empty(one_side_granted, acting, table):
    acting(None)
    assert rows(table) == []


@pytest.mark.parametrize("who", ["stranger", "sysadmin", "board_member", "referrer", "second_facilitator"])
@pytest.mark.parametrize("table", CASEWORK)
def test_who_was_given_nothing_gets_nothing(one_side_granted, acting, request, who, table):
    acting(request.getfixturevalue(who))
    assert rows(table) == []


@pytest.mark.parametrize("who", ["coordinator", "manager", "administrator"])
def test_who_sees_the_whole_service_gets_both_sides(a_case, acting, request, who):
    acting(request.getfixturevalue(who))
    for table in ONE_SIDES:
        assert len(rows(table)) == 2, table


@pytest.mark.parametrize("table", ONE_SIDES)
def test_a_facilitator_with_one_file_gets_that_file_only(one_side_granted, acting, facilitator, table):
    acting(facilitator)
    [row] = rows(table)
    assert row.get("file_id", row["id"]) == one_side_granted.harmed_file.pk


def test_a_facilitator_with_one_file_knows_of_the_case_but_not_of_the_other_sides_trail(
    one_side_granted, acting, facilitator
):
    acting(facilitator)
    assert [row["id"] for row in rows("case_case")] == [one_side_granted.case.pk]
    other = one_side_granted.responsible_file.pk
    assert other not in {event.file_id for event in AuditEvent.objects.all()}
    assert other not in {row.file_id for row in HistoryRow.objects.all()}


def test_suspending_and_ending_a_grant_close_the_file_at_once(
    one_side_granted, acting, facilitator, coordinator
):
    case = one_side_granted.case
    suspend_grants(by=coordinator, case=case, user=facilitator, suspended=True)
    acting(facilitator)
    assert rows("people_person") == []
    acting(coordinator)
    suspend_grants(by=coordinator, case=case, user=facilitator, suspended=False)
    end_grants(by=coordinator, case=case, user=facilitator)
    acting(facilitator)
    assert rows("people_person") == []


def test_what_may_not_be_seen_may_not_be_written(one_side_granted, acting, facilitator):
    acting(facilitator)
    theirs = one_side_granted.responsible.pk
    with connection.cursor() as cursor:
        cursor.execute("UPDATE people_person SET full_name = 'X' WHERE participant_id = %s", [theirs])
        assert cursor.rowcount == 0
        cursor.execute("DELETE FROM people_contactpoint WHERE participant_id = %s", [theirs])
        assert cursor.rowcount == 0


def test_a_row_cannot_be_moved_to_the_other_side(one_side_granted, acting, facilitator):
    acting(facilitator)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE people_person SET file_id = %s", [one_side_granted.responsible_file.pk])


def test_a_row_cannot_name_another_service_than_its_file(a_case, other_service):
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        with pytest.raises(DatabaseError), transaction.atomic():
            cursor.execute("UPDATE people_person SET service_id = %s", [other_service.pk])


def test_search_by_name_stays_on_this_side_of_the_wall(
    one_side_granted, acting, facilitator, stranger, coordinator
):
    def found(name):
        with connection.cursor() as cursor:
            cursor.execute("SELECT person_id FROM people_search(%s, 10)", [name])
            return [person_id for (person_id,) in cursor.fetchall()]

    harmed = one_side_granted.harmed.person.pk
    acting(facilitator)
    assert found("hana harmd") == [harmed]
    assert found("rhys ponsible") == []
    acting(stranger)
    assert found("hanna harmed") == []


def test_inside_a_block_the_database_acts_as_somebody_else_and_then_as_before(a_case, stranger):
    with acting_as(stranger):
        assert rows("case_case") == []
    assert len(rows("case_case")) == 1


def test_after_a_failed_block_the_database_acts_as_before(a_case, stranger):
    with pytest.raises(ZeroDivisionError), acting_as(stranger):
        raise ZeroDivisionError
    assert len(rows("case_case")) == 1


# --- history and trail ------------------------------------------------------------------------------------------------


def test_history_keeps_what_was_there_before_with_who_changed_it(a_case, coordinator):
    change_person(by=coordinator, person=a_case.harmed.person, details={"known_as": "Han"})
    row = HistoryRow.objects.filter(table_name="people_person", row_id=a_case.harmed.person.pk).latest("id")
    assert row.before["known_as"] == "Hanna"
    assert (row.operation, row.user_id, row.file_id) == ("UPDATE", coordinator.pk, a_case.harmed_file.pk)


def test_history_sees_raw_sql_and_bulk_changes(a_case):
    before = HistoryRow.objects.filter(table_name="people_person").count()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE people_person SET language = 'Welsh'")
    Person.objects.update(language="Polish")
    assert HistoryRow.objects.filter(table_name="people_person").count() == before + 4


@pytest.mark.parametrize("table", ["record_auditevent", "record_historyrow"])
@pytest.mark.parametrize("statement", ["UPDATE {} SET user_id = NULL", "DELETE FROM {}", "TRUNCATE {}"])
def test_trail_and_history_cannot_be_changed(a_case, table, statement):
    with (
        pytest.raises(DatabaseError, match="permission denied") as refused,
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement.format(table))
    assert isinstance(refused.value.__cause__, psycopg.errors.InsufficientPrivilege)


def test_history_is_written_by_its_trigger_only(a_case):
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        HistoryRow.objects.create(table_name="case_case", row_id=1, operation="UPDATE", before={})


def test_the_application_cannot_switch_the_guard_off(a_case):
    for statement in (
        "ALTER TABLE people_person DISABLE ROW LEVEL SECURITY",
        "ALTER TABLE people_person DISABLE TRIGGER ALL",
        "SET session_replication_role = replica",
        "DROP POLICY people_person_wall ON people_person",
        "SET ROLE amends_owner",
    ):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
