"""A community resolution that has arrived, districts, and browsers of those who work with it."""

import pytest
from django.test import Client

from amends.journey.referral.actions import hand_in
from amends.journey.referral.tests.samples import CRA1, changed
from amends.service.partners.models import District


@pytest.fixture
def harlow(service):
    return District.objects.create(service=service, name="Harlow")


@pytest.fixture
def thurrock(service):
    return District.objects.create(service=service, name="Thurrock")


@pytest.fixture
def send(service, referrer, acting):
    """Hands in a CRA1 with some places changed."""

    def handed_in(**places):
        acting(referrer)
        content = changed(CRA1, {name.replace("__", "."): value for name, value in places.items()})
        return hand_in(by=referrer, service=service, form="cra1", route="website", content=content)

    return handed_in


@pytest.fixture
def desk(sign_in, coordinator):
    """The coordinator's browser."""
    return sign_in(Client(), coordinator)


@pytest.fixture
def officer(sign_in, referrer):
    """The referrer's browser."""
    return sign_in(Client(), referrer)
