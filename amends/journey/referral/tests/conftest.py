"""Browsers of a referrer and of the coordinator, and a draft that has been begun."""

import pytest
from django.test import Client


@pytest.fixture
def officer(client, sign_in, referrer):
    """The referrer's browser."""
    return sign_in(client, referrer)


@pytest.fixture
def desk(sign_in, coordinator):
    """The coordinator's browser."""
    return sign_in(Client(), coordinator)


@pytest.fixture
def draft_url(officer):
    return officer.post("/referrals/new/", {"form": "referral"}).url
