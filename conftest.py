"""Fixtures for every test: the database of the run, and nothing remembered from the test before."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.test import TransactionTestCase
from hypothesis import HealthCheck, settings
from pytest_django import DjangoDbBlocker

from tests.database import RunDatabase

pytest_plugins = [
    "amends.foundation.access.tests.cast",
    "amends.foundation.people.tests.cast",
    "tests.browser.plugin",
    "amends.journey.allocation.tests.cast",
    "amends.journey.court.tests.cast",
    "amends.journey.meeting.tests.cast",
    "amends.journey.indirect.tests.cast",
]

# How long an example takes is measured by the bench and says nothing here: a busy machine is no failure.
settings.register_profile("amends", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("amends")


@pytest.fixture(scope="session")
def run_database(
    request: pytest.FixtureRequest, django_test_environment: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[RunDatabase]:
    """The run's own copy of the migrated database. Its `owner()` may do what the application may not."""
    worker = getattr(request.config, "workerinput", {}).get("workerid", "main")
    database = RunDatabase(worker)
    with django_db_blocker.unblock():
        database.set_up()
    yield database
    with django_db_blocker.unblock():
        database.tear_down()


@pytest.fixture(scope="session")
def django_db_setup(run_database: RunDatabase) -> Iterator[None]:
    """In place of pytest-django's: tests run as a role that can neither make databases nor empty tables."""

    def start_afresh(case: TransactionTestCase) -> None:
        run_database.start_afresh()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", start_afresh)
        yield


@pytest.fixture(autouse=True)
def nothing_counted_before() -> None:
    """Limits count attempts of one address in the cache, which outlives a test; every test comes from the same one."""
    cache.clear()
