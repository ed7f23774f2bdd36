"""The first page: the ways in, and the example accounts only where the service is an example."""

import pytest
from django.urls import reverse

from amends.delivery.public.example_accounts import EXAMPLE_ACCOUNTS, PASSWORD
from amends.foundation.access.roles import ROLES


def test_everybody_finds_their_way_in(client, db):
    page = client.get("/").content.decode()
    assert reverse("account_login") in page
    assert "make a referral for an agency" in page


def test_the_example_service_names_its_accounts_and_their_password(client, db, settings):
    settings.EXAMPLE_SERVICE = True
    page = client.get("/").content.decode()
    assert PASSWORD in page
    for account in EXAMPLE_ACCOUNTS:
        assert account.email in page


def test_a_real_service_names_neither(client, db, settings):
    settings.EXAMPLE_SERVICE = False
    page = client.get("/").content.decode()
    assert PASSWORD not in page
    assert "example.org" not in page


def test_people_who_are_signed_in_go_to_their_work(client, sign_in, coordinator):
    assert sign_in(client, coordinator).get("/")["Location"] == reverse("worklist:home")


@pytest.mark.parametrize("account", EXAMPLE_ACCOUNTS, ids=lambda account: account.email)
def test_example_people_are_plainly_invented(account):
    assert account.email.endswith("@example.org")
    assert account.role in ROLES
