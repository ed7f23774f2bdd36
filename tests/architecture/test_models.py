"""What must be true of every model, walked rather than remembered."""

import io
from itertools import chain

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.db.migrations import AddConstraint, AddField, AddIndex, CreateModel, Migration
from django.db.migrations.loader import MigrationLoader
from django.db.models import BaseConstraint, UniqueConstraint

from amends.foundation.lib.migrating import CreateTables
from amends.foundation.record.privacy import unclassified
from tests.architecture.source import rank

MODELS = [model for model in apps.get_models() if model.__module__.startswith("amends.")]


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_every_field_says_what_it_holds(model):
    assert unclassified(model) == []


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_foreign_keys_point_down_the_shelves_and_back_in_the_life_of_a_case(model):
    ahead = [
        f"{field.name} -> {field.related_model._meta.label}"
        for field in [*model._meta.concrete_fields, *model._meta.many_to_many]
        if field.related_model and field.related_model.__module__.startswith("amends.")
        if rank(field.related_model.__module__) > rank(model.__module__)
    ]
    assert not ahead


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_constraints_say_in_words_what_they_refuse(model):
    silent = [
        constraint.name
        for constraint in model._meta.constraints
        if constraint.violation_error_message == constraint.default_violation_error_message
        if not speaks_for_itself(constraint)
    ]
    assert not silent


def speaks_for_itself(constraint: BaseConstraint) -> bool:
    """Django has a sentence for "once for each of these fields"; and nobody can repeat an id."""
    return isinstance(constraint, UniqueConstraint) and bool(constraint.fields) and not constraint.condition


@pytest.mark.django_db
def test_migrations_are_written_for_every_change_to_a_model():
    out = io.StringIO()
    try:
        call_command("makemigrations", check=True, dry_run=True, stdout=out, stderr=out)
    except SystemExit:
        pytest.fail(out.getvalue())


def test_a_table_is_made_with_its_constraints_and_indexes_at_once():
    """Each operation of its own makes Django build every model anew: a fifth of a second in every set-up."""
    later = [
        f"{migration}: {operation.describe()}"
        for migration in MigrationLoader(None).disk_migrations.values()
        if type(migration).__module__.startswith("amends.")
        for operation in added_to_a_new_table(migration)
    ]
    assert not later


def made_by(migration: Migration) -> list[CreateModel]:
    several = [o.tables for o in migration.operations if isinstance(o, CreateTables)]
    return [o for o in migration.operations if isinstance(o, CreateModel)] + list(
        chain.from_iterable(several)
    )


def added_to_a_new_table(migration: Migration) -> list[AddConstraint | AddIndex]:
    """What could stand in the options of the CreateModel above it: it names no field that came after the table."""
    new = {operation.name_lower for operation in made_by(migration)}
    fields_later = {
        (operation.model_name_lower, operation.name)
        for operation in migration.operations
        if isinstance(operation, AddField)
    }
    return [
        operation
        for operation in migration.operations
        if isinstance(operation, AddConstraint | AddIndex) and operation.model_name_lower in new
        if not any(
            model == operation.model_name_lower and field in repr(operation.deconstruct())
            for model, field in fields_later
        )
    ]


@pytest.mark.django_db
def test_a_table_with_rows_of_a_service_is_behind_a_row_policy():
    with connection.cursor() as cursor:
        cursor.execute("SELECT relname FROM pg_class WHERE relrowsecurity")
        guarded = {name for (name,) in cursor.fetchall()}
    open_tables = {
        model._meta.db_table
        for model in MODELS
        if {"file", "case"} & {field.name for field in model._meta.concrete_fields}
        if model._meta.managed and model._meta.db_table not in guarded
    }
    assert not open_tables


@pytest.mark.django_db
def test_who_only_reads_a_file_writes_only_where_a_model_says_so():
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_policies WHERE policyname = tablename || '_reader_adds'")
        shut = {name for (name,) in cursor.fetchall()}
        cursor.execute("SELECT relname FROM pg_class WHERE relrowsecurity")
        guarded = {name for (name,) in cursor.fetchall()}
    of_a_file = {m for m in MODELS if "file" in {f.name for f in m._meta.concrete_fields}}
    written = {
        m._meta.db_table for m in of_a_file if getattr(getattr(m, "Privacy", None), "kept_by_readers", False)
    }
    assert written
    assert {m._meta.db_table for m in of_a_file} & guarded - shut - {
        "record_auditevent",
        "record_historyrow",
    } == written
