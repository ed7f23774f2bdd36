"""What answers tell the browser, and what production refuses to do without."""

import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.urls import reverse

PRODUCTION = {
    "AMENDS_ENVIRONMENT": "production",
    "AMENDS_SECRET_KEY": "fifty characters that nobody could guess, more or less",
    "AMENDS_FIELD_KEYS": "YSBrZXkgb2YgdGhpcnR5IHR3byBieXRlcywgbm8gbW8=",
    "AMENDS_HOSTS": "amends.example.org",
    "DATABASE_URL": "postgresql://amends_app@/amends",
}


def in_production(expression: str, **changed: str) -> subprocess.CompletedProcess[str]:
    """Evaluate something about the settings of a production service, in a process of its own."""
    plain = {
        name: value for name, value in os.environ.items() if not name.startswith(("AMENDS_", "DATABASE_"))
    }
    environment = {**plain, **PRODUCTION, **changed}
    return subprocess.run(
        [sys.executable, "-c", f"from config import settings; print({expression})"],
        cwd=settings.BASE_DIR,
        env={name: value for name, value in environment.items() if value},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(params=["start", "missing", "casework"])
def answer(request, client, sign_in, a_case, coordinator):
    """An answer to a stranger, one about nothing, and one with a case on it."""
    if request.param == "casework":
        return sign_in(client, coordinator).get(reverse("casefile:case", args=[a_case.case.number]))
    return client.get("/" if request.param == "start" else "/no/such/page/")


def test_scripts_and_styles_come_from_here_only_and_none_stands_in_a_page(answer):
    policy = dict(part.strip().split(" ", 1) for part in answer["Content-Security-Policy"].split(";"))
    assert policy["default-src"] == policy["frame-ancestors"] == policy["base-uri"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == policy["form-action"] == "'self'"
    assert "unsafe" not in answer["Content-Security-Policy"]


def test_no_other_site_can_frame_it_guess_its_type_or_learn_its_addresses(answer):
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"
    assert answer["Cross-Origin-Resource-Policy"] == "same-origin"


def test_no_page_may_use_a_camera_or_a_place(answer):
    assert {"camera=()", "geolocation=()", "microphone=()"} <= set(answer["Permissions-Policy"].split(", "))


def test_browser_keeps_no_page_of_somebody_who_is_signed_in(client, sign_in, a_case, coordinator):
    sign_in(client, coordinator)
    for address in (
        reverse("casefile:case", args=[a_case.case.number]),
        reverse("worklist:home"),
        "/no/such/page/",
    ):
        assert client.get(address)["Cache-Control"] == "private, no-store", address


def test_signing_out_clears_what_the_browser_kept(client, sign_in, coordinator):
    answer = sign_in(client, coordinator).post(reverse("account_logout"))
    assert answer["Clear-Site-Data"] == '"cache"'
    assert answer["Cache-Control"] == "private, no-store"


@pytest.mark.django_db
def test_public_page_may_be_kept(client):
    assert "no-store" not in client.get("/").get("Cache-Control", "")


@pytest.mark.parametrize("name", sorted(PRODUCTION.keys() - {"AMENDS_ENVIRONMENT"}))
def test_production_does_not_start_without(name):
    tried = in_production("'started'", **{name: ""})
    assert tried.returncode
    assert f"{name} is not set" in tried.stderr


def test_production_sends_cookies_over_tls_only_and_tells_browsers_to_stay_there():
    said = in_production(
        "settings.SESSION_COOKIE_SECURE, settings.CSRF_COOKIE_SECURE, settings.SECURE_SSL_REDIRECT, "
        "settings.SECURE_HSTS_SECONDS >= 31_536_000, settings.REQUIRE_SECOND_FACTOR, "
        "not settings.DEBUG, not settings.EXAMPLE_SERVICE"
    )
    assert said.stdout.split() == ["True"] * 7, said.stderr


def test_passwords_are_hashed_slowly():
    assert in_production("settings.PASSWORD_HASHERS[0].endswith('Argon2PasswordHasher')").stdout == "True\n"
