"""A production service that is set up like the example says so at start."""

from django.core.checks import run_checks


def ids(tags=("security",)):
    return {message.id for message in run_checks(tags=list(tags))}


def test_example_in_production_is_warned_of(settings):
    settings.PRODUCTION = settings.EXAMPLE_SERVICE = True
    settings.REQUIRE_SECOND_FACTOR = False
    assert {"access.W001", "access.W002"} <= ids()


def test_proper_production_is_not(settings):
    settings.PRODUCTION = settings.REQUIRE_SECOND_FACTOR = True
    settings.EXAMPLE_SERVICE = False
    assert not {"access.W001", "access.W002"} & ids()


def test_trying_it_out_is_not(settings):
    settings.PRODUCTION = settings.REQUIRE_SECOND_FACTOR = False
    settings.EXAMPLE_SERVICE = True
    assert not {"access.W001", "access.W002"} & ids()
