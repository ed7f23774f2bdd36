"""A small example is told through the actions and multiplied; the copies are what the actions would have made."""

import pytest
from django.db import connection, models

from amends.delivery.cli.bulk.multiply import multiply
from amends.delivery.cli.bulk.plan import plan_for
from amends.delivery.cli.bulk.staging import column_of, key_of, take_apart
from amends.delivery.cli.example.building import build
from amends.delivery.cli.example.scenario import read_scenarios
from amends.delivery.cli.example.sections import copied_models
from amends.delivery.cli.filling import fill_if_empty, scenarios_for
from amends.delivery.cli.locking import locked_columns
from amends.delivery.cli.migrate import as_owner
from amends.foundation.access.acting import acting_as
from amends.foundation.access.models import User
from amends.foundation.case.models import Case, Participant
from amends.foundation.clock.models import Clock
from amends.foundation.people.models import Person
from amends.journey.referral.models import Referral

EMPTY = """'""', '[]', '{}', 'null'"""
TIMES = (models.DateField, models.DateTimeField, models.UUIDField)


def rows_of(model, columns, first, last):
    """Rows between two keys, as tuples, in the order of their keys."""
    key = key_of(model)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {', '.join(f'{c}::text' for c in columns)} FROM {model._meta.db_table} "  # noqa: S608  (names from our own models)
            f'WHERE "{key}" > {first} AND "{key}" <= {last} ORDER BY {model._meta.db_table}."{key}"'
        )
        return cursor.fetchall()


def without_stride(value, stride):
    """A key of a copy as the key of the row it was copied from."""
    return (
        str(int(value) - stride) if value and value.lstrip("-").isdigit() and int(value) > stride else value
    )


def assert_what_was_locked_is_locked_and_speaks_of_its_own_copy():
    """The number in a locked text is that of its own row, in the first as in each copy."""
    for table, column in locked_columns():
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT count(*) FROM {table} WHERE to_jsonb({column}) NOT IN ({EMPTY}) "  # noqa: S608  (names from our own models)
                f"AND to_jsonb({column}) #>> '{{}}' NOT LIKE 'locked:%'"
            )
            assert cursor.fetchone() == (0,), (table, column)
    told = Referral.objects.exclude(ended_words="")
    assert len(told) == 3  # the case and its two copies
    for referral in told:
        assert referral.ended_words.startswith(f"{referral.number}: ")


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_copies_have_every_row_and_every_column_of_a_case_made_through_the_actions(run_database):
    book = build([s for s in read_scenarios() if s.key in {"gate", "scooter"}], entries=False)
    plan = plan_for(book, 3)
    gate = next(i for i, section in enumerate(book.sections) if section.name == "gate")
    with as_owner():
        varied = {(s.model, column) for s in take_apart(book) for column, _ in s.signature}
        multiply(book, plan)
        for model in copied_models():
            first, last = book.sections[gate].rows(model._meta.db_table)
            fields = [f for f in model._meta.concrete_fields if not isinstance(f, TIMES) and not f.generated]
            columns = [f'"{column_of(f)}"' for f in fields if (model, column_of(f)) not in varied]
            made = rows_of(model, columns, first, last)
            for copy in (1, 2):
                stride = copy * plan.stride
                copied = rows_of(model, columns, first + stride, last + stride)
                assert [[without_stride(v, stride) for v in row] for row in copied] == [
                    list(r) for r in made
                ], model
        assert_what_was_locked_is_locked_and_speaks_of_its_own_copy()
    coordinator = User.objects.get(email="coordinator@example.org")
    with acting_as(coordinator):
        assert Case.objects.values("number").distinct().count() == 3
        assert {p.initials for p in Participant.objects.all()} == {"HL", "RT"}
        assert Person.objects.values("full_name").distinct().count() == 6
        assert {c.reference for c in Clock.objects.exclude(case=None)} == set(
            Case.objects.values_list("number", flat=True)
        )


def test_a_small_service_has_the_first_cases_and_all_that_are_none():
    few = list(scenarios_for(2))
    assert sum(s.opens_a_case for s in few) == 2
    assert sum(not s.opens_a_case for s in few) == sum(not s.opens_a_case for s in read_scenarios())


def test_a_database_with_a_service_is_left_alone(service):
    assert fill_if_empty() == []
