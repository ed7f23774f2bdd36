"""Signing in, second factors and a form that outlives its session, in a real browser under our security policy."""

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.urls import reverse
from playwright.sync_api import Error, expect

from amends.foundation.access.models import User

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PASSWORD = "correct horse battery staple"


@pytest.fixture(autouse=True)
def _nothing_counted_yet():
    cache.clear()


@pytest.fixture
def cora(coordinator):
    coordinator.set_password(PASSWORD)
    coordinator.save()
    return coordinator


@pytest.fixture
def go(live_server, page):
    """Open a page by its name."""

    def open_page(name, *args):
        page.goto(live_server.url + (name if name.startswith("/") else reverse(name, args=args)))
        return page

    return open_page


def fill_in_sign_in(page, user):
    page.get_by_label("Email address").fill(user.email)
    page.get_by_label("Password").fill(PASSWORD)
    with page.expect_navigation():  # so that no page opened next can overtake it
        page.get_by_role("button", name="Sign in", exact=True).click()


def test_from_the_first_page_to_ones_own_account_and_out_again(go, cora, assert_accessible):
    page = go("public:start")
    assert_accessible(page)
    page.get_by_role("link", name="Sign in", exact=True).click()
    assert_accessible(page)
    fill_in_sign_in(page, cora)
    go("access:account")
    expect(page.get_by_role("heading", name="Your account")).to_be_visible()
    assert_accessible(page)
    page.get_by_role("button", name="Sign out").first.click()
    expect(page.get_by_role("link", name="Sign in", exact=True)).to_be_visible()


def test_a_form_sent_after_the_session_ended_is_carried_on(go, cora, assert_accessible):
    page = go("account_login")
    fill_in_sign_in(page, cora)
    go("access:change_name")
    page.get_by_label("Your name").fill("Cora O. Ordinate")
    Session.objects.all().delete()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("What you typed is kept")).to_be_visible()
    fill_in_sign_in(page, cora)
    expect(page.get_by_role("heading", name="Carry on where you stopped")).to_be_visible()
    expect(page.get_by_text("Cora O. Ordinate")).to_be_visible()
    assert_accessible(page)
    page.get_by_role("button", name="Send it now").click()
    expect(page.get_by_text("Your details are changed.")).to_be_visible()
    assert User.objects.get(pk=cora.pk).name == "Cora O. Ordinate"


def test_a_form_from_before_signing_in_again_in_another_window_is_offered_once_more(go, cora, live_server):
    page = go("account_login")
    fill_in_sign_in(page, cora)
    go("access:change_name")
    page.get_by_label("Your name").fill("Cora O. Ordinate")
    other = page.context.new_page()
    other.goto(live_server.url + reverse("access:account"))
    with other.expect_navigation():
        other.get_by_role("button", name="Sign out").first.click()
    other.goto(live_server.url + reverse("account_login"))
    fill_in_sign_in(other, cora)
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", name="Carry on where you stopped")).to_be_visible()
    page.get_by_role("button", name="Send it now").click()
    expect(page.get_by_text("Your details are changed.")).to_be_visible()


def test_setting_up_an_authenticator_app(go, cora, assert_accessible):
    page = go("account_login")
    fill_in_sign_in(page, cora)
    go("mfa_index")
    assert_accessible(page)
    page.get_by_role("link", name="Set up an authenticator app").click()
    picture = page.locator("img[src^='data:image/svg']")
    assert picture.evaluate("image => image.complete && image.naturalWidth > 0")
    assert_accessible(page)
    page.get_by_label("Code").fill("000000")
    page.get_by_role("button", name="Set up").click()
    expect(page.get_by_text("wrong or too old").first).to_be_visible()


def test_a_security_key_is_added_and_used(go, cora, assert_accessible):
    page = go("account_login")
    fill_in_sign_in(page, cora)
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "usb", "hasUserVerification": True, "isUserVerified": True}
    options["automaticPresenceSimulation"] = True
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    go("mfa_add_webauthn")
    assert_accessible(page)
    page.get_by_label("Name of the key").fill("Blue key")
    page.bring_to_front()  # a browser asks for a key only in the window in front
    codes = page.get_by_role("heading", name="Recovery codes")
    page.get_by_role("button", name="Add").click()
    try:
        codes.wait_for(timeout=10_000)
    except Error:  # Chromium's simulated key sometimes lets the first touch pass by: touch it again
        page.get_by_role("button", name="Add").click()
    expect(codes).to_be_visible(timeout=20_000)
    assert_accessible(page)
    go("mfa_list_webauthn")
    expect(page.get_by_text("Blue key").first).to_be_visible()
    assert_accessible(page)
    with page.expect_navigation():
        page.get_by_role("button", name="Sign out").first.click()
    go("account_login")
    fill_in_sign_in(page, cora)
    expect(page.get_by_role("heading", name="Second step")).to_be_visible()
    assert_accessible(page)
    page.get_by_role("button", name="Use a security key").click()
    page.wait_for_url(lambda url: "second-factor" not in url)
    go("access:account")
    expect(page.get_by_role("heading", name="Your account")).to_be_visible()
    assert Authenticator.objects.get(type=Authenticator.Type.WEBAUTHN).last_used_at


@pytest.mark.parametrize(
    "name",
    [
        "account_login",
        "account_reset_password",
        "account_reset_password_done",
        "account_reset_password_from_key_done",
        "account_inactive",
    ],
)
def test_pages_before_signing_in_are_for_everybody(go, assert_accessible, name, db):
    assert_accessible(go(name))


@pytest.mark.parametrize(
    "name",
    ["account_change_password", "access:change_name", "usersessions_list", "account_logout", "mfa_index"],
)
def test_account_pages_are_for_everybody(go, sign_in, page, coordinator, assert_accessible, name):
    sign_in(page, coordinator)
    assert_accessible(go(name))


def test_managing_people_is_for_everybody(go, sign_in, page, manager, facilitator, assert_accessible):
    sign_in(page, manager)
    for name, args in (
        ("people", []),
        ("add_person", []),
        ("person", [facilitator.pk]),
        ("keys", []),
        ("make_key", []),
    ):
        assert_accessible(go(f"setup:{name}", *args))


def test_everything_works_on_a_telephone_without_scripts(page_without_scripts, live_server, cora):
    page = page_without_scripts
    page.goto(live_server.url + reverse("account_login"))
    fill_in_sign_in(page, cora)
    page.goto(live_server.url + reverse("access:change_name"))
    page.get_by_label("Your name").fill("Cora Without Scripts")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Your details are changed.")).to_be_visible()
