"""How long a session lasts, and ending those in other places."""

from datetime import timedelta

import pytest
import time_machine
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from amends.foundation.access.acting import acting_as

pytestmark = pytest.mark.usefixtures("fast_passwords")
PASSWORD = "correct horse battery staple"


@pytest.fixture
def cora(coordinator):
    coordinator.set_password(PASSWORD)
    coordinator.save()
    return coordinator


def sign_in_by_form(client, user):
    client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})
    return client


def page(client):
    return client.get(reverse("access:account"))


def later(**time):
    return time_machine.travel(timezone.now() + timedelta(**time))


def test_an_hour_without_a_click_ends_the_session_and_says_so(client, sign_in, coordinator):
    page(sign_in(client, coordinator))
    with later(minutes=settings.SESSION_IDLE_MINUTES + 1):
        answer = client.get(reverse("access:account"), follow=True)
    assert "nothing happened for 60 minutes" in answer.content.decode()
    assert answer.redirect_chain[0][0].startswith(reverse("account_login"))


def test_every_click_prolongs_the_session(client, sign_in, coordinator):
    page(sign_in(client, coordinator))
    for minutes in (40, 80, 120):
        with later(minutes=minutes):
            assert page(client).status_code == 200


def test_no_session_outlasts_a_working_day(client, sign_in, coordinator):
    page(sign_in(client, coordinator))
    for minutes in range(50, settings.SESSION_COOKIE_AGE // 60, 50):
        with later(minutes=minutes):
            assert page(client).status_code == 200
    with later(seconds=settings.SESSION_COOKIE_AGE + 60):
        assert page(client).status_code == 302


def test_clicking_fast_does_not_write_the_session_each_time(
    client, sign_in, coordinator, django_assert_max_num_queries
):
    page(sign_in(client, coordinator))
    with django_assert_max_num_queries(12) as queries:
        page(client)
    assert not [query for query in queries if "UPDATE" in query["sql"]]


def test_the_cookie_ends_with_the_browser_and_is_out_of_reach_of_scripts(client, cora):
    sign_in_by_form(client, cora)
    cookie = client.cookies["sessionid"]
    assert cookie["httponly"]
    assert not cookie["max-age"]


def test_other_sessions_are_listed_and_ended(cora):
    here, there = sign_in_by_form(Client(), cora), sign_in_by_form(Client(REMOTE_ADDR="203.0.113.5"), cora)
    address = reverse("usersessions_list")
    assert "203.0.113.5" in here.get(address).content.decode()
    here.post(address)
    assert page(here).status_code == 200
    assert page(there).status_code == 302
    assert UserSession.objects.count() == 1


def test_changing_the_password_ends_sessions_elsewhere(cora):
    here, there = sign_in_by_form(Client(), cora), sign_in_by_form(Client(), cora)
    new = {"oldpassword": PASSWORD, "password1": "a new long password", "password2": "a new long password"}
    here.post(reverse("account_change_password"), new)
    assert page(there).status_code == 302


def test_signing_out_needs_a_button(client, sign_in, coordinator):
    sign_in(client, coordinator)
    client.get(reverse("account_logout"))
    assert page(client).status_code == 200
    client.post(reverse("account_logout"))
    assert page(client).status_code == 302


def test_the_account_page_says_what_one_may_do(client, sign_in, facilitator):
    text = page(sign_in(client, facilitator)).content.decode()
    assert "Works with the people of the cases they have accepted" in text


def test_somebody_without_a_role_still_has_an_account_page(client, sign_in, coordinator):
    with acting_as(None):
        coordinator.memberships.all().delete()
    assert "no role in any service" in page(sign_in(client, coordinator)).content.decode()
