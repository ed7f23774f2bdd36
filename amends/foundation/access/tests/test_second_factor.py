"""Whoever can open a case file has a second factor; everybody else may."""

import re
from datetime import timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

pytestmark = pytest.mark.usefixtures("fast_passwords")
PASSWORD = "correct horse battery staple"


@pytest.fixture
def required(settings):
    settings.REQUIRE_SECOND_FACTOR = True


@pytest.fixture
def cora(coordinator):
    coordinator.set_password(PASSWORD)
    coordinator.save()
    return coordinator


def sign_in_by_form(client, user):
    return client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})


def code_for(secret):
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


def set_up_app(client):
    page = client.get(reverse("mfa_activate_totp")).content.decode()
    [secret] = re.findall(r"<code>(\w+)</code>", page)
    client.post(reverse("mfa_activate_totp"), {"code": code_for(secret)})
    return secret


ANY_PAGE = "setup:people"


@pytest.mark.parametrize("who", ["coordinator", "facilitator", "manager", "supervisor"])
def test_who_opens_files_is_led_to_set_one_up(client, sign_in, required, request, who):
    sign_in(client, request.getfixturevalue(who))
    for address in (reverse(ANY_PAGE), "/"):
        assert client.get(address)["Location"] == reverse("mfa_index")
        assert client.post(address)["Location"] == reverse("mfa_index")


@pytest.mark.parametrize("who", ["referrer", "sysadmin", "board_member"])
def test_who_opens_no_files_may_do_without(client, sign_in, required, request, who):
    sign_in(client, request.getfixturevalue(who))
    assert client.get("/")["Location"] == reverse("worklist:home")


def test_account_pages_and_signing_out_stay_open(client, sign_in, required, coordinator):
    sign_in(client, coordinator)
    assert client.get(reverse("access:account")).status_code == 200
    assert client.get(reverse("mfa_index")).status_code == 200
    assert client.post(reverse("account_logout")).status_code == 302


def test_the_example_service_lets_people_skip_it(client, sign_in, coordinator):
    sign_in(client, coordinator)
    assert client.get("/")["Location"] == reverse("worklist:home")


def test_an_app_is_set_up_right_after_signing_in_and_asked_for_from_then_on(required, cora):
    client = Client()
    sign_in_by_form(client, cora)
    secret = set_up_app(client)
    assert client.get("/")["Location"] == reverse("worklist:home")
    again = Client()
    assert sign_in_by_form(again, cora)["Location"].startswith(reverse("mfa_authenticate"))
    assert again.get("/").status_code == 200, "the password alone does not sign anybody in"
    cache.clear()
    wrong = again.post(reverse("mfa_authenticate"), {"code": "000000"})
    assert "wrong or too old" in wrong.content.decode()
    again.post(reverse("mfa_authenticate"), {"code": code_for(secret)})
    assert again.get("/")["Location"] == reverse("worklist:home")


def test_the_key_of_the_app_is_stored_encrypted(cora):
    client = Client()
    sign_in_by_form(client, cora)
    secret = set_up_app(client)
    stored = Authenticator.objects.get(type=Authenticator.Type.TOTP).data["secret"]
    assert secret not in stored


def test_a_recovery_code_works_once(cora):
    client = Client()
    sign_in_by_form(client, cora)
    set_up_app(client)
    codes = re.findall(r"<code>(\w+)</code>", client.get(reverse("mfa_view_recovery_codes")).content.decode())
    for expected in (302, 200):
        again = Client()
        sign_in_by_form(again, cora)
        assert again.post(reverse("mfa_authenticate"), {"code": codes[0]}).status_code == expected


def test_removing_a_factor_asks_who_is_there(cora):
    client = Client()
    sign_in_by_form(client, cora)
    set_up_app(client)
    with time_machine.travel(timezone.now() + timedelta(minutes=6)):
        answer = client.post(reverse("mfa_deactivate_totp"))
        assert answer["Location"].startswith(reverse("account_reauthenticate"))
        assert Authenticator.objects.filter(type=Authenticator.Type.TOTP).exists()
        client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
        client.post(reverse("mfa_deactivate_totp"))
    assert not Authenticator.objects.filter(type=Authenticator.Type.TOTP).exists()


def test_a_manager_helps_after_a_lost_telephone(cora, client, sign_in, manager):
    own = Client()
    sign_in_by_form(own, cora)
    set_up_app(own)
    sign_in(client, manager)
    client.post(reverse("setup:account", args=[cora.pk, "lost-factor"]))
    assert not Authenticator.objects.filter(user=cora).exists()


@pytest.mark.django_db(transaction=True)
def test_people_are_told_by_email_when_how_they_sign_in_changes(cora, mailoutbox):
    client = Client()
    sign_in_by_form(client, cora)
    set_up_app(client)
    subjects = {mail.subject for mail in mailoutbox if mail.to == [cora.email]}
    assert subjects == {"How you sign in has changed"}
