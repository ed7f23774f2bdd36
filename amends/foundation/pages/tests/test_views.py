import re

import pytest
from django.core.exceptions import SuspiciousOperation
from django.http import Http404
from django.test import Client, RequestFactory, override_settings

from amends.foundation.pages import navigation, views
from amends.foundation.pages.context import page
from amends.foundation.pages.navigation import NavItem, items_for, provide

pytestmark = [pytest.mark.django_db, pytest.mark.urls("amends.foundation.pages.tests.urls")]


@pytest.fixture
def client() -> Client:
    return Client(raise_request_exception=False)


def test_gallery_shows_every_component(client, settings):
    response = client.get("/")
    assert response.status_code == 200
    html = response.content.decode()
    assert "<title>Gallery – Amends</title>" in html
    assert 'lang="en"' in html


def test_no_page_has_inline_style_or_script(client):
    for address in ("/", "/?errors=yes", "/question", "/public", "/missing"):
        html = client.get(address).content.decode()
        assert " style=" not in html
        assert "<style" not in html
        assert not re.search(r"<script(?![^>]*\bsrc=)", html)
        assert not re.search(r"\son[a-z]+=", html)


def test_title_begins_with_error_when_the_form_is_wrong(client):
    assert "<title>When – Amends</title>" in client.get("/question").content.decode()
    html = client.post("/question", {"held_on_day": "3"}).content.decode()
    assert "<title>Error: When – Amends</title>" in html
    assert html.index("There is a problem") < html.index("When did you meet?")


def test_message_becomes_a_banner(client):
    data = {"held_on_day": "3", "held_on_month": "3", "held_on_year": "2026"}
    html = client.post("/question", data).content.decode()
    assert "govuk-notification-banner--success" in html
    assert "Your answer was saved." in html


def test_missing_page_gives_nothing_away(client):
    response = client.get("/missing")
    assert response.status_code == 404
    assert b"ESX" not in response.content
    assert response.content == client.get("/nonsense").content


def test_refusal_shows_its_sentence(client):
    response = client.get("/refused")
    assert response.status_code == 403
    assert "Only the manager of the service may do this." in response.content.decode()


def test_broken_page_says_sorry_and_no_more(client):
    response = client.get("/broken")
    assert response.status_code == 500
    assert "Sorry, something broke" in response.content.decode()
    assert b"ESX" not in response.content


def test_unavailable_page_says_when_to_come_back(client):
    response = client.get("/unavailable")
    assert response.status_code == 503
    assert response["Retry-After"] == "60"


def test_unavailable_page_keeps_what_was_typed_but_no_password(client):
    html = client.post(
        "/unavailable", {"words": "a <b> & c", "csrfmiddlewaretoken": "theirs"}
    ).content.decode()
    assert '<input type="hidden" name="words" value="a &lt;b&gt; &amp; c">' in html
    assert html.count("csrfmiddlewaretoken") == html.count('value="theirs"') == 1
    assert "secret" not in client.post("/unavailable", {"password": "secret", "email": "a"}).content.decode()


def test_bad_request_is_explained(rf: RequestFactory):
    response = views.bad_request(rf.get("/"), SuspiciousOperation("odd"))
    assert response.status_code == 400
    assert b"odd" not in response.content


def test_missing_page_is_the_same_for_every_reason(rf: RequestFactory):
    one, other = (views.not_found(rf.get("/"), Http404(reason)) for reason in ("no such case", "not yours"))
    assert one.content == other.content


def test_public_page_can_be_left_quickly_and_has_no_navigation(client):
    html = client.get("/public").content.decode()
    assert "govuk-js-exit-this-page-button" in html
    assert "govuk-service-navigation" not in html


@override_settings(EXAMPLE_SERVICE=True)
def test_example_service_says_that_it_is_one(client):
    assert "Nobody in it is real" in client.get("/").content.decode()


@override_settings(EXAMPLE_SERVICE=False)
def test_real_service_carries_no_such_banner(client):
    assert "Nobody in it is real" not in client.get("/").content.decode()


@pytest.fixture
def links(monkeypatch):
    monkeypatch.setattr(navigation, "_providers", [])
    provide(
        lambda request: [NavItem("Cases", "/cases/", order=2), NavItem("Closed", "/cases/closed/", order=3)]
    )
    provide(lambda request: [NavItem("Today", "/", count=4, order=1)])


@pytest.mark.parametrize(
    ("path", "current"),
    [
        ("/", ["Today"]),
        ("/cases/", ["Cases"]),
        ("/cases/12/", ["Cases"]),
        ("/cases/closed/3", ["Closed"]),
        ("/x", []),
    ],
)
def test_current_link_is_found_by_its_address(rf: RequestFactory, links, path, current):
    items = items_for(rf.get(path))
    assert [item.label for item in items] == ["Today", "Cases", "Closed"]
    assert [item.label for item in items if item.current] == current


def test_navigation_is_only_for_people_who_signed_in(rf: RequestFactory, links):
    context = page(rf.get("/"))
    assert not context["navigation"]
    assert context["page"].user_name == ""
