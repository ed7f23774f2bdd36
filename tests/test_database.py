"""The promises tests/database.py and tests/plugin.py make to every other test."""

import socket

import psycopg
import pytest
from django.db import connection

from amends.delivery.cli.cluster import APP, SUPERUSER
from tests.database import migrations, templates
from tests.plugin import NetworkBlockedError


def ask(question: str):
    with connection.cursor() as cursor:
        cursor.execute(question)
        return cursor.fetchone()[0]


@pytest.mark.django_db
def test_tests_run_as_the_role_that_owns_nothing():
    assert ask("SELECT current_user") == APP
    assert ask("SELECT count(*) FROM pg_class WHERE pg_get_userbyid(relowner) = current_user") == 0
    assert not ask(
        "SELECT rolsuper OR rolbypassrls OR rolcreatedb FROM pg_roles WHERE rolname = current_user"
    )


@pytest.mark.django_db(transaction=True)
def test_a_committed_row_is_gone_after_the_test_first_half():
    before = ask("SELECT count(*) FROM django_content_type")
    ask("INSERT INTO django_content_type (app_label, model) VALUES ('made', 'up') RETURNING 1")
    assert ask("SELECT count(*) FROM django_content_type") == before + 1


@pytest.mark.django_db
def test_a_committed_row_is_gone_after_the_test_second_half():
    assert ask("SELECT count(*) FROM django_content_type WHERE app_label = 'made'") == 0
    assert ask("SELECT count(*) FROM django_content_type") > 0


@pytest.mark.django_db
def test_the_owner_may_do_what_the_application_may_not(run_database):
    with run_database.owner() as owner:
        owner.execute("CREATE TABLE scratch ()")
        owner.execute("DROP TABLE scratch")
    with run_database.address.connect(APP, run_database.name) as app, pytest.raises(psycopg.Error):
        app.execute("CREATE TABLE scratch ()")


def test_template_knows_what_it_was_made_of(run_database):
    with run_database.address.connect(SUPERUSER) as server:
        ours = next(found for found in templates(server) if found.name == run_database.template)
    assert ours.made_of == migrations()
    assert "amends/foundation/access/migrations/0001_tables.py" in ours.made_of


def test_no_test_reaches_another_machine():
    with pytest.raises(NetworkBlockedError):
        socket.create_connection(("198.51.100.7", 80), timeout=1)
    with pytest.raises(NetworkBlockedError):
        socket.getaddrinfo("restorativejustice.example", 443)
    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection(server.getsockname()).close()
