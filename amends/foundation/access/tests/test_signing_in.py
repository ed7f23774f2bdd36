"""Signing in, and what is not there: no sign-up, no way in for system users, no lock-out by somebody else."""

import pytest
from django.core.cache.backends.db import DatabaseCache
from django.test import Client
from django.urls import reverse

from amends.foundation.access.actions import add_user
from amends.foundation.record.models import AuditEvent

pytestmark = pytest.mark.usefixtures("fast_passwords")
PASSWORD = "correct horse battery staple"


@pytest.fixture
def cora(coordinator):
    coordinator.set_password(PASSWORD)
    coordinator.save()
    return coordinator


def sign_in_by_form(client, email, password=PASSWORD, **extra):
    return client.post(reverse("account_login"), {"login": email, "password": password}, **extra)


def is_signed_in(client):
    return "_auth_user_id" in client.session


def test_email_and_password_open_a_session_and_leave_a_line_in_the_trail(client, cora, service):
    answer = sign_in_by_form(client, "Cora.Ordinate@Example.org")
    assert answer.status_code == 302
    assert is_signed_in(client)
    event = AuditEvent.objects.get(what="user.signed_in")
    assert (event.user_id, event.service_id) == (cora.pk, service.pk)


def test_the_session_key_changes_at_sign_in(client, cora):
    client.get(reverse("account_login"))
    session = client.session
    session["before"] = "sign-in"
    session.save()
    before = session.session_key
    client.cookies["sessionid"] = before
    sign_in_by_form(client, cora.email)
    assert client.session.session_key != before


def test_a_wrong_password_says_what_to_do_and_not_which_half_was_wrong(client, cora):
    wrong = sign_in_by_form(client, cora.email, "not the password at all")
    unknown = sign_in_by_form(client, "nobody@example.org", "not the password at all")
    sentence = "The email address or the password is wrong. Check both and try again"
    assert sentence in wrong.content.decode()
    assert sentence in unknown.content.decode()
    assert not is_signed_in(client)


def test_a_wrong_password_leaves_a_line_in_the_trail_and_an_unknown_address_none(client, cora, service):
    """Whoever mistypes may have put a password where the address belongs, so nothing of it is kept."""
    sign_in_by_form(client, cora.email.upper(), "not the password at all")
    sign_in_by_form(client, "nobody@example.org", "not the password at all")
    event = AuditEvent.objects.get(what__startswith="refused.")
    assert (event.what, event.user_id, event.service_id) == ("refused.password", cora.pk, service.pk)
    assert (event.subject, event.details) == (f"user:{cora.pk}", {})


def test_nobody_signs_up_or_manages_addresses(client, db):
    for path in ("signup", "email", "confirm-email", "login/code/confirm", "social", "password/reset"):
        assert client.get(f"/account/{path}/").status_code == 404
        assert client.post(f"/account/{path}/").status_code == 404


@pytest.mark.parametrize("change", [{"is_active": False}, {"is_system": True}])
def test_closed_accounts_and_system_users_do_not_get_in(client, cora, change):
    for name, value in change.items():
        setattr(cora, name, value)
    cora.save()
    assert sign_in_by_form(client, cora.email).status_code in {200, 302}
    assert not is_signed_in(client)


def test_a_session_ends_when_the_account_is_closed(client, sign_in, cora):
    sign_in(client, cora)
    assert client.get(reverse("access:account")).status_code == 200
    cora.is_active = False
    cora.save()
    assert client.get(reverse("access:account")).status_code == 302


def test_many_wrong_passwords_pause_that_place(client, cora):
    for _ in range(5):
        sign_in_by_form(client, cora.email, "a wrong password of mine")
    answer = sign_in_by_form(client, cora.email)
    assert "Too many wrong passwords" in answer.content.decode()
    assert not is_signed_in(client)


def test_somebody_elsewhere_cannot_lock_the_owner_out(cora):
    attacker = Client(REMOTE_ADDR="203.0.113.9")
    for _ in range(8):
        sign_in_by_form(attacker, cora.email, "a guess at her password")
    owner = Client(REMOTE_ADDR="198.51.100.7")
    assert sign_in_by_form(owner, cora.email).status_code == 302
    assert is_signed_in(owner)


def test_the_owners_own_browser_is_not_locked_out_even_behind_the_same_address(cora):
    owner = Client(REMOTE_ADDR="203.0.113.9")
    sign_in_by_form(owner, cora.email)
    owner.get(reverse("access:account"))
    owner.post(reverse("account_logout"))
    attacker = Client(REMOTE_ADDR="203.0.113.9")
    for _ in range(8):
        sign_in_by_form(attacker, cora.email, "a guess at her password")
    assert sign_in_by_form(owner, cora.email).status_code == 302
    assert is_signed_in(owner)


def test_trying_too_often_shows_a_page_that_says_when_to_come_back(client, cora):
    for _ in range(61):
        answer = sign_in_by_form(client, "nobody@example.org", "x")
    assert answer.status_code == 429
    assert answer["Retry-After"] == "300"
    assert "try again in 5 minutes" in answer.content.decode()


def test_a_forgotten_password_is_replaced_by_a_link_that_works_once(client, cora, mailoutbox):
    client.post(reverse("account_reset_password"), {"email": cora.email})
    [mail] = mailoutbox
    assert cora.name not in mail.subject
    link = next(line for line in mail.body.splitlines() if "/password/new/" in line)
    form_page = client.get(link, follow=True)
    address = form_page.redirect_chain[-1][0]
    new = {"password1": "another long password", "password2": "another long password"}
    assert client.post(address, new).status_code == 302
    assert sign_in_by_form(client, cora.email, "another long password").status_code == 302
    again = Client().get(link, follow=True)
    assert "This link no longer works" in again.content.decode()


def test_asking_for_a_new_password_does_not_tell_who_has_an_account(client, db, mailoutbox):
    answer = client.post(reverse("account_reset_password"), {"email": "nobody@example.org"}, follow=True)
    assert "If there is an account with that address" in answer.content.decode()
    assert not mailoutbox


def test_short_and_common_passwords_are_refused(client, sign_in, cora):
    sign_in(client, cora)
    for password in ("short", "password1234", "cora.ordinate"):
        fields = {"oldpassword": PASSWORD, "password1": password, "password2": password}
        assert client.post(reverse("account_change_password"), fields).status_code == 200
    cora.refresh_from_db()
    assert cora.check_password(PASSWORD)


def test_add_user_without_password_cannot_sign_in(client, db):
    add_user(by=None, email="new@example.org", name="New Person")
    sign_in_by_form(client, "new@example.org", "")
    assert not is_signed_in(client)


def test_web_processes_can_count_together_in_the_database(db):
    shared = DatabaseCache("access_cache", {})
    assert shared.add("wrong-passwords", [1])
    assert not shared.add("wrong-passwords", [2])
    shared.set("wrong-passwords", [1, 2])
    assert DatabaseCache("access_cache", {}).get("wrong-passwords") == [1, 2]
