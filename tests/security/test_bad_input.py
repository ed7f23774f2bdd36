"""What people send who want to get at something: refused or harmless, and never an error of ours."""

import io
import json
import zipfile
from datetime import timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from amends.delivery.api.tests.test_referrals import GOOD
from amends.foundation.access.acting import acting_as
from amends.foundation.access.actions import end_role
from amends.foundation.access.invitations import invitation_for
from amends.foundation.access.kept_forms import TOKEN_FIELD
from amends.foundation.access.token_actions import make_api_token
from amends.foundation.case.actions import end_grants, grant_file
from amends.foundation.case.models import Participant
from amends.foundation.documents.models import Attachment
from amends.foundation.people.models import Person
from amends.journey.contact.models import Contact
from amends.journey.notes.models import Note
from amends.journey.referral.models import Referral
from amends.journey.safeguarding.models import Concern

TEN_MB = "N" * (10 * 1024 * 1024)
BACKWARDS = "Hanna \u202edemraH\u202c \u2066x\u2069"
NASTY = (
    "²",
    "٣",
    "-1",
    "0",
    "9" * 30,
    "9" * 5000,
    "1; DROP TABLE case_case",
    "' OR 1=1 --",
    "{{ 7*7 }}{% debug %}",
    "<script>alert(1)</script>",
    "../../etc/passwd",
    "\u202e1",
    "2026-01-01T00:00:00_1",
    "0001-01-01T00:00:00+00:00_1",
    "%00",
)


@pytest.fixture
def one_side(a_case, facilitator, coordinator, client, sign_in):
    """A facilitator who works with the person harmed only, signed in."""
    with acting_as(coordinator):
        grant_file(by=coordinator, file=a_case.harmed_file, user=facilitator, reason="allocated")
    return sign_in(client, facilitator)


# --- fields that a page did not offer --------------------------------------------------------------------------------


def test_a_note_is_not_put_into_a_file_that_was_not_offered(one_side, a_case, coordinator, acting):
    page = reverse("notes:case", args=[a_case.case.number])
    today = timezone.localdate()
    answers = {
        "happened_on_day": today.day,
        "happened_on_month": today.month,
        "happened_on_year": today.year,
        "words": "Put there",
    }
    for file in (a_case.responsible_file.pk, 10**18, "x", ""):
        assert one_side.post(page, {**answers, "file": file}).status_code == 200
    acting(coordinator)
    assert not Note.objects.exists()


def test_fields_that_a_form_does_not_have_move_nothing(one_side, a_case, other_service, coordinator, acting):
    more = {
        "service": other_service.pk,
        "file": a_case.responsible_file.pk,
        "participant": a_case.responsible.pk,
        "id": a_case.responsible.person.pk,
        "pk": a_case.responsible.person.pk,
    }
    one_side.post(
        reverse("casefile:edit", args=[a_case.harmed.pk]),
        {"full_name": "Hanna Changed", "gender": "not_stated", **more},
    )
    acting(coordinator)
    hers, his = (Person.objects.get(participant=p) for p in (a_case.harmed, a_case.responsible))
    assert (hers.file_id, hers.service_id) == (a_case.harmed_file.pk, a_case.case.service_id)
    assert his.full_name == "Rhys Ponsible"


def test_the_case_that_a_form_carries_is_asked_for_again(
    client, sign_in, a_case, stranger, other_service, acting
):
    sign_in(client, stranger)
    page = client.post(reverse("safeguarding:raise"), {"case": a_case.case.number, "words": "x"})
    assert a_case.case.number not in page.content.decode()
    acting(stranger)
    assert not Concern.objects.filter(case=a_case.case).exists()


@pytest.mark.parametrize("version", ["", "x", "-1", "9" * 40, "²"])
def test_a_version_that_was_changed_on_the_way_breaks_nothing(client, sign_in, coordinator, a_case, version):
    step = reverse("casefile:step", args=[a_case.case.number, "begin_allocation"])
    answer = sign_in(client, coordinator).post(step, {"version": version})
    assert answer.status_code in {302, 404}


def test_the_form_kept_for_one_person_is_nobody_elses(client, sign_in, a_case, facilitator, coordinator):
    sign_in(client, facilitator)
    page = client.post(reverse("casefile:search"), {"wanted": "Harmed", TOKEN_FIELD: "1"})
    assert page.status_code == 200
    assert "Hanna" not in page.content.decode()


@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("casefile:cases", "after"),
        ("casefile:cases", "stage"),
        ("casefile:timeline", "before"),
        ("casefile:timeline", "side"),
        ("casefile:trail", "before"),
        ("casefile:trail", "act"),
        ("sight:trail", "before"),
        ("sight:trail", "act"),
        ("allocation:case", "after"),
        ("referral:home", "before"),
        ("message:log", "before"),
        ("message:log", "state"),
        ("worklist:home", "page"),
    ],
)
def test_what_stands_in_an_address_may_be_anything(client, sign_in, manager, a_case, name, field):
    numbered = {"casefile:timeline", "allocation:case"}
    args = (
        [a_case.case.number] if name in numbered else [a_case.harmed.pk] if name == "casefile:trail" else []
    )
    sign_in(client, manager)
    for value in NASTY:
        answer = client.get(reverse(name, args=args), {field: value})
        assert answer.status_code in {200, 302, 404}, value
        assert "<script>alert(1)" not in answer.content.decode()


@pytest.mark.slow
def test_a_search_takes_any_text(client, sign_in, coordinator, a_case):
    sign_in(client, coordinator)
    address = reverse("casefile:search")

    @given(st.one_of(st.text(max_size=200), st.sampled_from(NASTY)))
    @settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
    def search(wanted):
        assert client.post(address, {"wanted": wanted}).status_code == 200

    search()


# --- links ------------------------------------------------------------------------------------------------------------


def link_of(user, service):
    body = invitation_for(user, service).body
    return next(word for word in body.split() if "/account/" in word).partition("://")[2].partition("/")[2]


def test_an_invitation_works_once_and_a_forged_one_never(client, facilitator, service, settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    link = f"/{link_of(facilitator, service)}"
    before, _, key = link.rstrip("/").rpartition("-")
    somebody_else = f"/account/password/new/zz-{key}/"
    password = {"password1": "correct horse battery staple", "password2": "correct horse battery staple"}
    for forged in (f"{before}-{'0' * len(key)}/", somebody_else):
        client.post(client.get(forged, follow=True).request["PATH_INFO"], password)
        facilitator.refresh_from_db()
        assert not facilitator.has_usable_password()
    client.post(client.get(link, follow=True).request["PATH_INFO"], password)
    facilitator.refresh_from_db()
    assert facilitator.check_password(password["password1"])
    again = Client()
    other = {"password1": "another horse battery staple", "password2": "another horse battery staple"}
    again.post(again.get(link, follow=True).request["PATH_INFO"], other)
    facilitator.refresh_from_db()
    assert facilitator.check_password(password["password1"])


def test_an_invitation_that_is_too_old_opens_nothing(client, facilitator, service):
    link = f"/{link_of(facilitator, service)}"
    with time_machine.travel(timezone.now() + timedelta(days=30)):
        page = client.get(link, follow=True)
        client.post(page.request["PATH_INFO"], {"password1": "correct horse battery", "password2": "x"})
    facilitator.refresh_from_db()
    assert not facilitator.has_usable_password()


# --- the API ----------------------------------------------------------------------------------------------------------


@pytest.fixture
def api(coordinator, police, council, client):
    """Calls with the key of the police, or of the council."""
    cache.clear()
    keys = {
        agency: make_api_token(by=coordinator, agency=agency, name=f"System of {agency.name}")[1]
        for agency in (police, council)
    }

    def call(verb, path, body=None, agency=police):
        return getattr(client, verb)(
            f"/api/v1{path}",
            data=json.dumps(body) if body is not None else None,
            content_type="application/json",
            headers={"Authorization": f"Bearer {keys[agency]}"},
        )

    return call


def test_a_number_changed_to_somebody_elses_is_answered_like_one_that_is_not_there(api, council, a_case):
    theirs = api("post", "/referrals", GOOD, council).json()["number"]
    mine = api("post", "/referrals", GOOD).json()["number"]
    bodies = {
        "": ("get", None),
        "/questions": ("get", None),
        "/amendments": ("get", None),
        "/withdraw": ("post", {"reason": "x"}),
        "/questions/1/answer": ("post", {"answer": "x"}),
    }
    for rest, (verb, body) in bodies.items():
        answers = {
            number: api(verb, f"/referrals/{number}{rest}", body)
            for number in (theirs, a_case.case.number, "ESX-R26-9999")
        }
        assert {answer.status_code for answer in answers.values()} == {404}, rest
        assert len({answer.content for answer in answers.values()}) == 1, rest
    assert api("get", f"/referrals/{mine}").status_code == 200
    assert api("get", f"/referrals/{theirs}", agency=council).json()["status"] == "submitted"


@pytest.mark.parametrize("where", ["full_name", "incident", "unknown"])
def test_ten_megabytes_in_a_field_of_the_api_are_refused(api, coordinator, acting, where):
    body = json.loads(json.dumps(GOOD))
    (body["people"][0] if where == "full_name" else body["referral"])[where] = TEN_MB
    assert api("post", "/referrals", body).status_code in {400, 413, 422}
    acting(coordinator)
    assert not Referral.objects.exists()


def test_direction_marks_do_not_come_through_the_api(api, coordinator, acting):
    body = json.loads(json.dumps(GOOD))
    body["people"][0]["full_name"] = BACKWARDS
    body["referral"]["incident"] = BACKWARDS
    answer = api("post", "/referrals", body)
    assert answer.status_code in {201, 422}
    acting(coordinator)
    for referral in Referral.objects.all():
        names = " ".join(person.full_name for person in referral.people.all())
        assert not {"\u202e", "\u2066"} & set(names + referral.incident)


# --- names, files and sizes -------------------------------------------------------------------------------------------


def test_ten_megabytes_in_a_name_are_refused_with_a_page(client, sign_in, coordinator, a_case):
    client.raise_request_exception = False
    sign_in(client, coordinator)
    answer = client.post(reverse("casefile:edit", args=[a_case.harmed.pk]), {"full_name": TEN_MB})
    assert answer.status_code in {200, 400, 413}
    assert Person.objects.get(participant=a_case.harmed).full_name == "Hanna Harmed"


def test_a_name_that_reads_backwards_is_stored_as_it_stands(client, sign_in, coordinator, a_case):
    sign_in(client, coordinator)
    client.post(
        reverse("casefile:add", args=[a_case.case.number, "harmed"]),
        {"full_name": BACKWARDS, "gender": "not_stated", "part": "supporter"},
    )
    added = Person.objects.exclude(participant__in=[a_case.harmed, a_case.responsible])
    assert [person.full_name for person in added] == ["Hanna demraH x"]


def bomb(names):
    """A zip file of some kilobytes that is ten gigabytes when somebody opens it."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name in names:
            archive.writestr(name, b"\0" * 40_000_000)
    return packed.getvalue()


@pytest.mark.parametrize("name", ["letter.docx", f"{'n' * 5000}.docx", "exe.\u202excod.docx"])
def test_a_zip_bomb_is_kept_as_it_is_or_refused_and_its_name_is_made_harmless(
    client, sign_in, referrer, coordinator, acting, name
):
    sign_in(client, referrer)
    begun = client.post(reverse("referral:new"), {"form": "referral"})
    files = f"{begun.headers['Location']}files/"
    packed = bomb(["word/document.xml", "[Content_Types].xml"])
    upload = SimpleUploadedFile(name, packed, content_type="application/octet-stream")
    answer = client.post(files, {"upload": upload, "kind": "letter"})
    assert answer.status_code in {200, 302}
    acting(referrer)
    assert Attachment.objects.count() == (answer.status_code == 302)
    for kept in Attachment.objects.all():
        assert kept.size < 1_000_000
        assert len(kept.name) <= 120
        assert "\u202e" not in kept.name
        page = client.get(reverse("documents:attachment", args=[kept.pk]))
        assert page.status_code in {200, 302, 404}


# --- what is taken away while a page is open --------------------------------------------------------------------------


def log_address(a_case):
    return reverse("contact:log", args=[a_case.harmed.pk]) + "?how=call"


def call(at=None):
    at = at or timezone.localtime() - timedelta(minutes=5)
    return {
        "result": "reached",
        "purpose": "engage",
        "at": at.strftime("%Y-%m-%dT%H:%M"),
        "minutes": 5,
        "note": "x",
    }


@pytest.mark.parametrize("how", ["grant", "role", "account"])
def test_what_was_typed_before_access_ended_is_not_taken(
    one_side, a_case, facilitator, coordinator, manager, acting, how
):
    assert one_side.get(log_address(a_case)).status_code == 200
    with acting_as(manager):
        if how == "grant":
            end_grants(by=manager, case=a_case.case, user=facilitator)
        elif how == "role":
            membership = facilitator.memberships.get()
            yesterday = timezone.localdate() - timedelta(days=1)
            facilitator.memberships.update(starts_on=yesterday - timedelta(days=9))
            membership.refresh_from_db()
            end_role(by=manager, membership=membership, on=yesterday)
        else:
            facilitator.is_active = False
            facilitator.save(update_fields=["is_active"])
    answer = one_side.post(log_address(a_case), call())
    assert answer.status_code == 404 or "login" in answer.headers.get("Location", "")
    acting(coordinator)
    assert not Contact.objects.exists()


def test_a_clock_set_back_makes_no_contact_of_tomorrow_and_opens_no_ended_role(
    client, sign_in, a_case, facilitator, coordinator, acting
):
    with acting_as(coordinator):
        grant_file(by=coordinator, file=a_case.harmed_file, user=facilitator, reason="allocated")
    with time_machine.travel(timezone.now() - timedelta(days=400), tick=True):
        sign_in(client, facilitator)
        # A role that does not count yet on that day opens nothing, whatever the clock of this machine says.
        assert client.get(reverse("casefile:person", args=[a_case.harmed.pk])).status_code in {302, 404}
        client.post(log_address(a_case), call(timezone.localtime() + timedelta(days=1)))
    acting(coordinator)
    assert not Contact.objects.exists()


def test_a_participant_is_not_moved_across_by_sql_that_a_page_never_sends(
    one_side, a_case, facilitator, acting
):
    acting(facilitator)
    with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
        Participant.objects.filter(pk=a_case.harmed.pk).update(file=a_case.responsible_file.pk)
