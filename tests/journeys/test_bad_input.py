"""What goes wrong at a screen: each time a clear message, nothing typed is lost, and nothing is given away.

The rooms prove more of each in their own tests; here each is met once, as somebody meets it on their way through.
"""

import datetime as dt
import re

import pytest
from django.contrib.sessions.models import Session
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from amends.foundation.access.acting import acting_as
from amends.foundation.people.models import SafeContact
from amends.journey.contact.models import Contact
from amends.journey.referral.models import Referral
from tests.journeys import referring
from tests.journeys.walking import ClientWalk, check_reads

TYPED = "A fence was cut down at night, and nobody slept."


@pytest.fixture
def walk():
    return ClientWalk()


@pytest.fixture
def draft(walk, referrer):
    """A police officer has begun a referral; the address of its pages."""
    walk.sign_in(referrer)
    walk.go("referral:new")
    walk.send(form="referral")
    return walk.path


def comes_back(walk, message, *typed):
    """The page came back with this message beside its field, and with everything that was typed."""
    check_reads(walk, "There is a problem", message)
    html = walk.response.content.decode()
    for each in typed:
        assert each in html, f"{each} is lost"


@pytest.mark.parametrize(
    ("day", "month", "year", "message"),
    [
        ("31", "2", "2026", "must be a real date"),
        ("x", "2", "2026", "must be a real date"),
        ("3", "", "2026", "must include a month"),
        ("3", "3", "1823", "on or after 1 January 1900"),
    ],
)
def test_wrong_date_of_what_happened(walk, draft, day, month, year, message):
    walk.go(f"{draft}incident/")
    box = {"happened_on_day": day, "happened_on_month": month, "happened_on_year": year}
    walk.try_to_send("Continue", incident=TYPED, **box)
    comes_back(walk, message, TYPED, f'value="{year}"')


def test_day_that_has_not_come_yet(walk, facilitator, allocated_case, coordinator):
    walk.sign_in(facilitator)
    walk.go(f"/people/{allocated_case.harmed.pk}/contacts/log/?how=call")
    tomorrow = (timezone.localtime() + dt.timedelta(days=1)).strftime("%Y-%m-%dT%H:%M")
    walk.try_to_send(result="reached", purpose="engage", at=tomorrow, minutes=5, note=TYPED)
    comes_back(walk, "cannot be in the future", TYPED, tomorrow)
    assert not Contact.objects.exists()


@pytest.mark.parametrize(
    ("year", "message"), [("1820", "Check the year"), ("2090", "must be today or in the past")]
)
def test_impossible_age(walk, draft, year, message):
    walk.go(f"{draft}person-1/")
    born = {"date_of_birth_day": "1", "date_of_birth_month": "2", "date_of_birth_year": year}
    walk.try_to_send("Continue", full_name="Hazel Wren", wishes=TYPED, **born)
    comes_back(walk, message, TYPED, f'value="{year}"')


def test_unknown_agency(walk, coordinator, a_case, police):
    walk.sign_in(coordinator)
    address = reverse("eligibility:ask_agency", args=[a_case.case.number])
    walk.go(address)
    asked = {"items": ["contact"], "words": TYPED, "ground": "consent", "agency": "99999999"}
    walk.arrive(walk.client.post(address, asked))
    comes_back(walk, "There is a problem", TYPED)


def test_file_that_is_not_what_it_says(walk, draft, referrer):
    address = f"{draft}files/"
    wrong = SimpleUploadedFile("injury.png", b"MZ\x90\x00 a program", content_type="image/png")
    walk.go(address)
    walk.arrive(walk.client.post(address, {"upload": wrong, "kind": "risk"}))
    check_reads(walk, "There is a problem", "is not a PNG")
    with acting_as(referrer):
        assert not Referral.objects.get().attachments.exists()


def test_referral_sent_twice(walk, council_referrer, coordinator):
    first, again = referring.council_asks_twice(walk, council_referrer)
    assert first == again
    assert Referral.objects.received().count() == 1


def test_session_that_ended_in_the_middle_of_a_form(walk, draft, referrer):
    walk.go(f"{draft}incident/")
    Session.objects.all().delete()
    walk.try_to_send("Continue", incident=TYPED)
    check_reads(walk, "What you typed is kept")
    assert TYPED not in walk.text
    walk.client.force_login(referrer)
    back = re.search(r'name="next" value="([^"]+)"', walk.response.content.decode())
    assert back
    walk.go(back[1])
    check_reads(walk, TYPED)
    walk.send("Send it now")
    with acting_as(referrer):
        assert Referral.objects.get().draft["incident"]["incident"] == TYPED


def test_two_people_editing_one_record(walk, coordinator, facilitator, allocated_case):
    other = ClientWalk()
    for each, user in ((walk, coordinator), (other, facilitator)):
        each.sign_in(user)
        each.go("casefile:safe_contact", allocated_case.harmed.pk)
    other.send(warning="Her son must not know.")
    walk.try_to_send(code_word="Magpie")
    check_reads(walk, "Her son must not know.")
    comes_back(walk, "changed", "Magpie")
    walk.send(code_word="Magpie", warning="Her son must not know.")
    card = SafeContact.objects.get(participant=allocated_case.harmed)
    assert (card.code_word, card.warning) == ("Magpie", "Her son must not know.")


def test_link_that_somebody_else_uses(walk, draft, council_referrer, stranger, referrer, allocated_case):
    hers = [
        draft,
        f"{draft}incident/",
        reverse("casefile:case", args=[allocated_case.case.number]),
        reverse("casefile:person", args=[allocated_case.harmed.pk]),
        reverse("contact:log", args=[allocated_case.harmed.pk]),
    ]
    nothing = {}
    for user in (council_referrer, stranger):
        client = Client()
        client.force_login(user)
        wrong = client.get("/cases/ESX-26-9999/")
        for address in hers:
            answer = client.get(address)
            nothing[user, address] = (answer.status_code, said_by(answer) == said_by(wrong))
    assert set(nothing.values()) == {(404, True)}


def said_by(answer):
    """What the page says; the menu above it shows only where in the menu one is."""
    found = re.search(rb"<main.*</main>", answer.content, re.DOTALL)
    assert found
    return found[0]


@pytest.mark.django_db(transaction=True)
def test_database_that_is_gone_for_a_minute(walk, draft, referrer, run_database):
    walk.client.raise_request_exception = False
    walk.go(f"{draft}incident/")
    with run_database.gone():
        walk.try_to_send("Continue", incident=TYPED)
        assert walk.response.status_code == 503
        check_reads(walk, "This is not saved yet")
        html = walk.response.content.decode()
        assert "psycopg" not in html
        assert "connection" not in html
        again = Client(raise_request_exception=False).get("/today/")
        assert again.status_code == 503
        assert "We will be back soon" in again.content.decode()
        walk.try_to_send("Send it again")
        check_reads(walk, "This is not saved yet")
    walk.send("Send it again")
    with acting_as(referrer):
        assert Referral.objects.get().draft["incident"]["incident"] == TYPED
