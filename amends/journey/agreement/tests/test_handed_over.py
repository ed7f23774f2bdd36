"""A device that was handed to somebody who takes part: nothing but the one page opens on it, whatever they try."""

import pytest
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.backends.base import UpdateError
from django.test import Client
from django.urls import get_resolver, reverse

from amends.foundation.access.models import User
from amends.foundation.record.models import AuditEvent
from amends.journey.agreement.tests.cast import both
from tests.architecture.test_strangers import filled, patterns

pytestmark = pytest.mark.usefixtures("fast_passwords")
PASSWORD = "correct horse battery staple"
TAKE_BACK = "access:take_back"


@pytest.fixture
def cora(coordinator: User) -> User:
    """The coordinator, with a password."""
    coordinator.set_password(PASSWORD)
    coordinator.save()
    return coordinator


def address(name, agreement, party=None):
    more = [party.pk] if party else []
    return reverse(f"agreement:{name}", args=[agreement.case.number, *more])


@pytest.fixture
def page(client, sign_in, written, cora):
    """The page that was handed to the person harmed; `client` is their device now."""
    sign_in(client, cora)
    party = both(written)[0]
    assert client.post(address("hand_over", written, party)).url == address("sign", written, party)
    return address("sign", written, party)


@pytest.mark.parametrize("method", ["get", "post"])
def test_every_other_address_answers_the_same_and_tells_nothing(client, page, written, a_case, cora, method):
    known = {"number": written.case.number, "participant_id": str(a_case.responsible.pk)}
    ways = {page, reverse(TAKE_BACK), reverse("account_logout") if method == "post" else ""}
    answers: dict[str, list[str]] = {}
    for _, route in sorted(set(patterns(get_resolver()))):
        path = filled(route, known)
        if path in ways or path == "/healthz":
            continue
        answer = getattr(client, method)(path)
        assert answer.status_code == 403, path
        assert "no-store" in answer["Cache-Control"], path
        answers.setdefault(answer.content.decode(), []).append(path)
    assert len(answers) == 1, {text[:50]: paths[:3] for text, paths in answers.items()}
    (said,) = answers
    assert "Only one page opens just now" in said
    for name in (cora.name, a_case.responsible.person.full_name, a_case.harmed.person.full_name):
        assert name not in said
    assert client.get(page).status_code == 200


def test_address_that_does_not_exist_and_one_with_a_question_answer_the_same(client, page):
    assert client.get("/no/such/page/").content == client.get("/cases/?q=Hanna").content
    assert client.get(f"{page}?next=/").status_code == 200


def test_page_that_fails_shows_nobody_signed_in(client, page, written, cora):
    written.delete()
    answer = client.get(page)
    assert answer.status_code == 403
    assert cora.name not in answer.content.decode()


def test_browser_throws_away_what_it_kept_for_back(client, sign_in, written, cora):
    sign_in(client, cora)
    before = client.cookies[settings.SESSION_COOKIE_NAME].value
    assert client.get(address("show", written))["Cache-Control"] == "private, no-store"
    answer = client.post(address("hand_over", written, both(written)[0]))
    assert answer["Clear-Site-Data"] == '"cache"'
    cookie = answer.cookies[settings.SESSION_COOKIE_NAME]
    assert cookie["httponly"]
    assert cookie.value != before


def test_password_takes_it_back_to_where_they_were_and_the_trail_says_so(client, page, written, cora):
    answer = client.post(reverse(TAKE_BACK), {"password": PASSWORD})
    assert answer.url == address("show", written)
    assert client.get(answer.url).status_code == 200
    assert client.get(reverse(TAKE_BACK)).url == reverse("worklist:home")
    rows = AuditEvent.objects.filter(what__startswith="device.").order_by("pk")
    about = (cora.pk, written.case.pk, f"party:{both(written)[0].pk}")
    assert [(row.what, (row.user_id, row.case_id, row.subject)) for row in rows] == [
        ("device.handed_over", about),
        ("device.taken_back", about),
    ]


def test_wrong_password_opens_nothing_and_many_of_them_have_to_wait(client, page, written):
    for _ in range(5):
        answer = client.post(reverse(TAKE_BACK), {"password": "a guess of theirs"})
        assert "This is not your password" in answer.content.decode()
    answer = client.post(reverse(TAKE_BACK), {"password": PASSWORD})
    assert "Too many wrong passwords" in answer.content.decode()
    assert client.get(address("show", written)).status_code == 403


def test_each_wrong_password_is_in_the_trail_of_the_case_without_what_was_typed(client, page, written, cora):
    client.post(reverse(TAKE_BACK), {"password": "a guess of theirs"})
    (row,) = AuditEvent.objects.filter(what__startswith="refused.password")
    about = (cora.pk, written.case.pk, written.case.service_id, f"party:{both(written)[0].pk}")
    assert (row.user_id, row.case_id, row.service_id, row.subject) == about
    assert (row.what, row.details) == ("refused.password.device", {})


def test_taking_it_back_without_the_token_of_our_page_shows_nobody_signed_in(client, page, cora):
    device = Client(enforce_csrf_checks=True)
    device.cookies = client.cookies
    for way_out in (reverse(TAKE_BACK), reverse("account_logout")):
        answer = device.post(way_out, {"password": PASSWORD})
        assert answer.status_code == 403
        assert "Only one page opens just now" in answer.content.decode()
        assert cora.name not in answer.content.decode()
    assert client.get(page).status_code == 200


def test_browser_does_not_fill_in_the_password_it_keeps(client, page):
    shown = client.get(reverse(TAKE_BACK)).content.decode()
    assert 'autocomplete="new-password"' in shown
    assert "current-password" not in shown


def test_signing_out_ends_it_and_leaves_nothing_open(client, page, written, cora):
    assert client.get(reverse("account_logout")).status_code == 403
    assert client.post(reverse("account_logout")).status_code == 302
    assert client.get(page).url.startswith(reverse("account_login"))


def test_other_devices_of_the_same_person_go_on_and_this_one_stays_in_the_list(written, cora):
    here, there = Client(), Client()
    for device in (here, there):
        device.post(reverse("account_login"), {"login": cora.email, "password": PASSWORD})
    here.post(address("hand_over", written, both(written)[0]))
    assert here.get(address("show", written)).status_code == 403
    assert there.get(address("show", written)).status_code == 200
    keys = {device.cookies[settings.SESSION_COOKIE_NAME].value for device in (here, there)}
    assert set(UserSession.objects.values_list("session_key", flat=True)) == keys


def test_answer_still_on_its_way_cannot_undo_it(client, sign_in, written, cora):
    """Another tab that loads while the device is handed over must not write the session back as it was before."""
    sign_in(client, cora)
    late = client.session
    late["seen"] = 0
    client.post(address("hand_over", written, both(written)[0]))
    with pytest.raises(UpdateError):
        late.save()
    assert client.get(address("show", written)).status_code == 403
