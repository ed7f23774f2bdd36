"""From a file on somebody's computer to a decision, on the pages; strangers find none of it."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from amends.foundation.access.models import Service
from amends.journey.finding.actions.reading import read_extract
from amends.journey.finding.actions.sampling import draw_sample
from amends.journey.finding.models import Candidate, Extract, Match, Reading
from amends.journey.finding.tests.caseloads import as_csv, imported, probation, row


@pytest.fixture
def service(service):
    Service.objects.filter(pk=service.pk).update(profile="noms-2013")
    service.refresh_from_db()
    return service


@pytest.fixture
def client(client, coordinator, sign_in):
    return sign_in(client, coordinator)


def page(client, name, *args):
    answer = client.get(reverse(f"finding:{name}", args=args))
    assert answer.status_code == 200
    return answer.content.decode()


def post(client, name, *args, **data):
    return client.post(reverse(f"finding:{name}", args=args), data)


def test_a_file_is_uploaded_explained_read_and_listed(client, coordinator, service):
    rows = [
        row(1, category="Theft"),
        row(2, category="Theft", Name="<b>Bold</b>"),
        row(3, DOB="=cmd()", category="Theft"),
    ]
    upload = SimpleUploadedFile("list.csv", as_csv(rows, delimiter=";"))
    given = {"agency": probation(service).pk, "side": "responsible", "holds": "standing", "upload": upload}
    post(client, "new_caseload", **given)
    extract = Extract.objects.get()
    before = page(client, "caseload", extract.pk)
    assert "semicolons" in before
    assert "1 to explain" in before
    assert "Theft” is not one of" in before
    assert "&lt;b&gt;Bold" in before
    post(client, "words", extract.pk, word_0="acquisitive")
    post(client, "criteria", extract.pk, offence_category="acquisitive", sentence="")
    assert "Offence acquisitive" in page(client, "caseload", extract.pk)
    post(client, "start", extract.pk)
    assert "<progress" in page(client, "caseload", extract.pk)
    read_extract(service=service, extract_id=extract.pk)
    done = page(client, "caseload", extract.pk)
    assert "2 possible cases to decide" in done
    assert "Row 4, DOB: This cell holds a formula" in done
    listed = page(client, "cases", extract.pk, "worklist")
    assert "&lt;b&gt;Bold" in listed
    assert "Robin Ash" in listed


def test_a_column_named_twice_is_said_at_its_question(client, coordinator, service):
    extract = imported(coordinator, service, as_csv([row(1)]))
    Extract.objects.update(state="uploaded")
    answer = post(client, "columns", extract.pk, column_0="full_name", column_1="full_name")
    assert "cannot both be this" in answer.content.decode()
    answer = post(client, "columns", extract.pk, column_2="date_of_birth")
    assert "No column says who it is" in answer.content.decode()


def test_rejected_rows_are_taken_away_without_a_formula_in_them(client, coordinator, service):
    extract = imported(coordinator, service, as_csv([row(1), row(2, tier="=1")]))
    text = client.get(reverse("finding:rejected", args=[extract.pk])).content.decode("utf-8-sig")
    assert text.splitlines() == ["row,column,reason", '3,tier,"This cell holds a formula, not a value."']


def test_a_bad_file_is_refused_at_its_field(client, service):
    given = {"agency": probation(service).pk, "side": "harmed", "holds": "incoming"}
    answer = post(client, "new_caseload", **given, upload=SimpleUploadedFile("a.xlsx", b"PK\x03\x04nothing"))
    words = answer.content.decode()
    assert "Enter how many months" in words
    answer = post(
        client, "new_caseload", **given, months=1, upload=SimpleUploadedFile("a.xlsx", b"PK\x03\x04x")
    )
    assert 'href="#id_upload"' in answer.content.decode()
    assert "not an Excel workbook" in answer.content.decode()


def test_each_page_takes_few_queries(
    client, coordinator, service, facilitator, django_assert_max_num_queries
):
    imported(coordinator, service, as_csv([row(n) for n in range(20)]))
    extract = imported(coordinator, service, as_csv([row(n, CRN="") for n in range(30)]))
    draw_sample(by=coordinator, extract=extract, size=5, readers=[facilitator])
    one = extract.candidates.get(row=2)
    assert Match.objects.count() == 20
    for name, args in (
        ("caseloads", ()),
        ("caseload", (extract.pk,)),
        ("cases", (extract.pk, "worklist")),
        ("matches", (extract.pk,)),
        ("case", (one.pk,)),
        ("weights", ()),
    ):
        page(client, name, *args)
        with django_assert_max_num_queries(12, info=name):
            page(client, name, *args)


def test_a_person_decides_weighs_and_compares_on_the_pages(client, coordinator, service):
    imported(coordinator, service, as_csv([row(1)]))
    extract = imported(coordinator, service, as_csv([row(1, CRN=""), row(2)]))
    match, other = Match.objects.get(), extract.candidates.get(row=3)
    assert "Robin" in page(client, "matches", extract.pk)
    post(client, "match", match.pk, state="same_matter")
    decided = {"choice": "wait", "reason": "In prison until May", "after": "paper", "holder_contacted": "yes"}
    day = {"on_day": "1", "on_month": "3", "on_year": "2026"}
    post(client, "assess", other.pk, **decided, **day)
    weights = {
        f"weight_{key}": "2" for key in ("responsibility", "wants_to_meet", "wants_to_stop", "victim_asked")
    }
    weights |= {f"weight_{key}": "1" for key in ("recent_contact", "awareness_course", "low_complexity")}
    post(client, "weights", **weights, reason="Agreed by the board")
    assert set(extract.candidates.values_list("state", flat=True)) == {"known", "wait"}
    shown = page(client, "case", other.pk)
    assert "In prison until May" in shown
    assert "Takes full responsibility: 2" in page(client, "caseloads")


def test_a_reader_reads_on_their_own_pages(coordinator, service, facilitator, sign_in, acting):
    extract = imported(coordinator, service, as_csv([row(n) for n in range(3)]))
    draw_sample(by=coordinator, extract=extract, size=1, readers=[facilitator])
    client = sign_in(Client(), facilitator)
    acting(facilitator)
    reading = Reading.objects.get()
    assert "Robin" in page(client, "papers")
    answer = post(client, "paper", reading.pk, sources="psr", suitable="no")
    assert "Say why it is not suitable" in answer.content.decode()
    post(client, "paper", reading.pk, sources="psr", suitable="no", reason="Denies it")
    assert "Nothing is waiting" in page(client, "papers")
    assert client.get(reverse("finding:caseloads")).status_code == 404
    assert client.get(reverse("finding:case", args=[reading.candidate_id])).status_code == 404


@pytest.mark.parametrize("who", ["stranger", "referrer", "facilitator"])
def test_nobody_else_finds_the_pages(request, coordinator, service, sign_in, acting, who):
    extract = imported(coordinator, service, as_csv([row(1)]))
    key = Candidate.objects.get().pk
    somebody = request.getfixturevalue(who)
    acting(somebody)
    client = sign_in(Client(), somebody)
    for name, args in (
        ("caseload", (extract.pk,)),
        ("columns", (extract.pk,)),
        ("rejected", (extract.pk,)),
        ("cases", (extract.pk, "all")),
        ("case", (key,)),
        ("assess", (key,)),
    ):
        assert client.get(reverse(f"finding:{name}", args=args)).status_code == 404
