"""A session that ends in the middle of a form loses nothing, and shows it to nobody else."""

from datetime import timedelta

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.signing import Signer
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from amends.foundation.access.kept_forms import purge_kept_forms
from amends.foundation.access.models import KeptForm
from amends.foundation.access.sessions import LAST_USER

# Any page of staff with a form stands for all of them: keeping is done by `staff_view`, not by the view.
TYPED = {"name": "Cora O. Ordinate", "telephone": "01632 960 001"}


@pytest.fixture
def form_page():
    return reverse("access:change_name")


@pytest.fixture
def interrupted(client, sign_in, coordinator, form_page):
    """The coordinator's browser, after her session has ended with the form still open."""
    sign_in(client, coordinator)
    client.get(form_page)
    del client.cookies["sessionid"]
    return client


def kept_address(answer):
    return answer["Location"].split("next=")[1]


def test_what_was_typed_comes_back_after_signing_in(interrupted, sign_in, coordinator, form_page):
    answer = interrupted.post(f"{form_page}?from=account", TYPED)
    assert answer["Location"].startswith(reverse("account_login"))
    sign_in(interrupted, coordinator)
    page = interrupted.get(kept_address(answer)).content.decode()
    assert f'action="{form_page}?from=account"' in page
    assert 'name="name" value="Cora O. Ordinate"' in page
    assert "01632 960 001" in page
    coordinator.refresh_from_db()
    assert coordinator.name == "Cora Ordinate", "nothing is saved before she says so"


def test_sending_it_saves_it_and_forgets_the_copy(interrupted, sign_in, coordinator, form_page):
    interrupted.post(form_page, TYPED)
    sign_in(interrupted, coordinator)
    interrupted.post(form_page, {**TYPED, "kept_form": str(KeptForm.objects.get().token)})
    coordinator.refresh_from_db()
    assert coordinator.name == "Cora O. Ordinate"
    assert not KeptForm.objects.exists()


def test_several_answers_to_one_question_are_all_kept(interrupted, form_page):
    interrupted.post(form_page, {"days": ["monday", "friday"], "note": ""})
    assert KeptForm.objects.get().fields == {"days": ["monday", "friday"], "note": [""]}


def test_passwords_tokens_and_files_are_not_kept(interrupted, sign_in, coordinator, form_page):
    secrets = {"password": "my secret", "new_Password1": "my secret", "csrfmiddlewaretoken": "x" * 64}
    answer = interrupted.post(
        form_page, {**TYPED, **secrets, "letter": SimpleUploadedFile("a.txt", b"my secret")}
    )
    kept = KeptForm.objects.get()
    assert set(kept.fields) == set(TYPED)
    assert "my secret" not in str(kept.__dict__)
    sign_in(interrupted, coordinator)
    assert "Files could not be kept" in interrupted.get(kept_address(answer)).content.decode()


def test_nobody_else_sees_it(interrupted, sign_in, manager, form_page):
    answer = interrupted.post(form_page, TYPED)
    other = sign_in(Client(), manager)
    page = other.get(kept_address(answer))
    assert page.status_code == 302
    assert "Cora O. Ordinate" not in other.get(kept_address(answer), follow=True).content.decode()
    other.post(kept_address(answer))
    assert KeptForm.objects.exists(), "nor can anybody else throw it away"


def test_it_is_gone_after_a_day(interrupted, sign_in, coordinator, form_page):
    answer = interrupted.post(form_page, TYPED)
    with time_machine.travel(timezone.now() + timedelta(hours=25)):
        sign_in(interrupted, coordinator)
        assert interrupted.get(kept_address(answer)).status_code == 302
        assert purge_kept_forms() == 1
    assert not KeptForm.objects.exists()


def test_purging_leaves_what_is_younger(interrupted, form_page):
    interrupted.post(form_page, TYPED)
    assert purge_kept_forms() == 0


def test_it_can_be_thrown_away(interrupted, sign_in, coordinator, form_page):
    answer = interrupted.post(form_page, TYPED)
    sign_in(interrupted, coordinator)
    interrupted.post(kept_address(answer))
    assert not KeptForm.objects.exists()


def test_a_browser_that_nobody_used_keeps_nothing(db, form_page):
    answer = Client().post(form_page, TYPED)
    assert answer["Location"] == f"{reverse('account_login')}?next={form_page}"
    assert not KeptForm.objects.exists()


@pytest.mark.parametrize("cookie", ["1", "1:forged", Signer(key="another").sign("1")])
def test_a_forged_cookie_names_nobody(coordinator, cookie, form_page):
    client = Client()
    client.cookies[LAST_USER] = cookie.replace("1", str(coordinator.pk), 1)
    client.post(form_page, TYPED)
    assert not KeptForm.objects.exists()


def test_the_cookie_is_out_of_reach_of_scripts(client, sign_in, coordinator, form_page):
    cookie = sign_in(client, coordinator).get(form_page).cookies[LAST_USER]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"


def test_only_what_was_sent_is_kept(interrupted, form_page):
    interrupted.get(form_page)
    assert not KeptForm.objects.exists()


# --- a form whose page was open since before the last sign-in -------------------------------------------------------


def send_with_old_token(client, path, fields, origin="http://testserver"):
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = client.cookies
    strict.cookies["csrftoken"] = "a" * 32
    return strict.post(path, {**fields, "csrfmiddlewaretoken": "b" * 32}, headers={"Origin": origin})


def test_a_page_from_before_signing_in_again_is_offered_once_more(client, sign_in, coordinator, form_page):
    answer = send_with_old_token(sign_in(client, coordinator), form_page, TYPED)
    page = answer.content.decode()
    assert answer.status_code == 403
    assert 'name="name" value="Cora O. Ordinate"' in page
    coordinator.refresh_from_db()
    assert coordinator.name == "Cora Ordinate"


def test_a_form_from_elsewhere_is_refused_without_being_shown(client, sign_in, coordinator, form_page):
    answer = send_with_old_token(
        sign_in(client, coordinator), form_page, TYPED, origin="https://elsewhere.example"
    )
    assert answer.status_code == 403
    assert "Cora O. Ordinate" not in answer.content.decode()


def test_a_form_with_a_password_is_not_shown_again(db):
    answer = send_with_old_token(
        Client(), reverse("account_login"), {"login": "x@example.org", "password": "secret!"}
    )
    assert answer.status_code == 403
    assert "secret!" not in answer.content.decode()


def test_an_expired_session_with_an_old_token_keeps_the_form(interrupted, form_page):
    answer = send_with_old_token(interrupted, form_page, TYPED)
    assert answer.status_code == 302
    assert KeptForm.objects.get().fields["name"] == ["Cora O. Ordinate"]
