"""The scheme's own markings stand on every page, with the notice on forms; protecting less needs a reason."""

import io

import docx
import pypdf
import pytest
from django.core.exceptions import ValidationError
from django.db import ProgrammingError, connection, transaction
from django.urls import reverse

from amends.foundation.access.acting import acting_as
from amends.foundation.case.actions import grant_file
from amends.foundation.documents.actions import make_document
from amends.foundation.documents.marking_actions import (
    begin_markings,
    keep_marking,
    mark_anew,
    set_default,
    set_notice,
)
from amends.foundation.documents.markings import marking_of, markings_of
from amends.foundation.documents.models import Marking, Remarking
from amends.foundation.documents.worded import Paper
from amends.foundation.documents.wording import document_templates
from amends.foundation.lib.refusal import Refused
from amends.foundation.policy.source import PolicyError
from amends.foundation.record.models import AuditEvent

FORM = "victim-details-request"
NOTICE = "Only for the two who work on it."


def url(name, *args):
    return reverse(f"documents:{name}", args=args)


@pytest.fixture
def listed(manager, service):
    """The usual list, by name."""
    with acting_as(manager):
        begin_markings(by=manager, service=service)
        return {row.name: row for row in markings_of(service)}


def request_form(by, service, victims=1):
    """The police request form; with many people it fills more than one page."""
    victim = {"name": "Hanna Harmed", "born": None, "sex": "female"}
    context = {
        "to_name": "Essex Police",
        "from_name": "Ada Types",
        "number": "ESX-26-0001",
        "offender_name": "Rhys Ponsible",
        "offence": "burglary",
        "urn": "42/990588/26",
        "victims": [victim] * victims,
        "blanks": list(range(1, victims + 1)),
    }
    return make_document(by=by, paper=Paper(FORM, context), belongs_to=service)


def pages_of(client, document):
    content = client.get(url("pdf", document.pk)).content
    return [" ".join(page.extract_text().split()) for page in pypdf.PdfReader(io.BytesIO(content)).pages]


@pytest.mark.requirement("W8-172")
def test_each_page_of_the_police_request_shows_marking_and_notice(
    client, sign_in, manager, coordinator, service, listed
):
    with acting_as(manager):
        set_notice(by=manager, service=service, notice=NOTICE)
        set_default(by=manager, service=service, template=FORM, marking=listed["PROTECT - SAFETY"])
    with acting_as(coordinator):
        form = request_form(coordinator, service, victims=60)
    browser = sign_in(client, coordinator)
    pages = pages_of(browser, form)
    assert len(pages) > 1
    for page in pages:
        assert "PROTECT - SAFETY" in page
        assert NOTICE in page
    shown = browser.get(url("show", form.pk)).text
    assert "PROTECT - SAFETY" in shown
    assert NOTICE in shown
    word = docx.Document(io.BytesIO(browser.get(url("docx", form.pk)).content))
    assert [p.text for p in word.sections[0].header.paragraphs] == ["PROTECT - SAFETY", NOTICE]


@pytest.mark.requirement("W8-172")
def test_lowering_the_marking_of_a_document_needs_a_reason_and_is_kept(
    client, sign_in, coordinator, service, listed, acting
):
    with acting_as(coordinator):
        form = request_form(coordinator, service)
    browser = sign_in(client, coordinator)
    assert service.marking in pages_of(browser, form)[0]
    lower = listed["OFFICIAL"]
    refused = browser.post(url("mark", form.pk), {"marking": lower.pk, "reason": ""})
    assert "may protect less" in refused.text
    acting(coordinator)
    assert not Remarking.objects.exists()
    told = {"marking": lower.pk, "reason": "The names were taken out."}
    assert browser.post(url("mark", form.pk), told).status_code == 302
    assert "OFFICIAL" in pages_of(browser, form)[0]
    row = Remarking.objects.get()
    assert (row.before, row.after, row.is_lower, row.by) == (service.marking, "OFFICIAL", True, coordinator)
    assert row.reason == "The names were taken out."
    with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE documents_remarking SET reason = ''")
    mark_anew(by=coordinator, document=form, marking=listed["PROTECT - SAFETY"])
    assert marking_of(form) == "PROTECT - SAFETY"
    assert AuditEvent.objects.filter(what="document.marked_anew").count() == 2


@pytest.mark.requirement("W8-172")
def test_lower_marking_for_a_kind_of_document_needs_a_reason_too(manager, service, listed, acting):
    acting(manager)
    with pytest.raises(Refused, match="may protect less") as refusal:
        set_default(by=manager, service=service, template=FORM, marking=listed["OFFICIAL"])
    assert refusal.value.field == "reason"
    row = set_default(
        by=manager, service=service, template=FORM, marking=listed["OFFICIAL"], reason="A blank form"
    )
    assert (row.reason, row.changed_by) == ("A blank form", manager)


@pytest.mark.requirement("W8-172")
def test_form_with_personal_details_and_without_the_notice_is_not_published(settings, tmp_path):
    settings.POLICY_DIR = tmp_path
    folder = tmp_path / "documents" / "our-form"
    folder.mkdir(parents=True)
    head = "---\nkey: our-form\nversion: 1\ntitle: Ours\naudience: staff\nsource: S\nneeds: {}\nholds: personal\n---\n"
    (folder / "1.html").write_text(f"{head}<p>Name</p>\n", encoding="utf-8")
    with pytest.raises(PolicyError, match="notice"):
        document_templates()
    (folder / "1.html").write_text(f"{head}<p>Name</p><p>{{{{ notice }}}}</p>\n", encoding="utf-8")
    assert document_templates()["our-form"][0].holds_personal


@pytest.mark.requirement("W8-172")
def test_every_marking_of_the_list_is_explained_and_the_manager_changes_it(
    client, sign_in, manager, facilitator, service, listed
):
    page = sign_in(client, manager).get(url("markings"))
    for marking in listed.values():
        assert marking.words in page.text
    with acting_as(manager), pytest.raises(ValidationError, match="cannot be blank"):
        keep_marking(by=manager, service=service, name="SECRET", words=" ", rank=9)
    answers = {"name": "SECRET", "words": "Nobody reads it.", "rank": "9", "is_active": "on"}
    assert client.post(url("add_marking"), answers).status_code == 302
    with acting_as(manager):
        assert Marking.objects.get(name="SECRET").rank == 9
    assert "Nobody reads it." in sign_in(client, facilitator).get(url("markings")).text
    assert client.get(url("add_marking")).status_code == 404


def test_facilitator_marks_what_they_may_open_and_nothing_else(
    client, sign_in, coordinator, facilitator, a_case, listed
):
    letter = {"to_name": "Hanna Harmed", "body": "Soon more."}
    with acting_as(coordinator):
        grant_file(by=coordinator, file=a_case.harmed_file, user=facilitator, reason="allocated")
        theirs = make_document(
            by=coordinator, paper=Paper("plain-letter", letter), belongs_to=a_case.harmed_file
        )
        other = {"to_name": "Rhys Ponsible", "body": "Soon more."}
        shut = make_document(
            by=coordinator, paper=Paper("plain-letter", other), belongs_to=a_case.responsible_file
        )
    browser = sign_in(client, facilitator)
    higher = {"marking": listed["PROTECT - SAFETY"].pk, "reason": ""}
    assert browser.post(url("mark", theirs.pk), higher).status_code == 302
    assert browser.get(url("mark", shut.pk)).status_code == 404
    assert "PROTECT - SAFETY" in browser.get(url("show", theirs.pk)).text


TO_KEEP = ("leaflet", "explained-choice", "explained-choice-responsible", "explained-condition")


@pytest.mark.parametrize("key", TO_KEEP)
def test_what_everybody_may_take_home_carries_no_marking_and_a_letter_does(
    client, sign_in, coordinator, service, a_case, key
):
    with acting_as(coordinator):
        sheet = make_document(by=coordinator, paper=Paper(key, {}), belongs_to=a_case.case)
        words = {"to_name": "Hanna Harmed", "body": "Soon more."}
        letter = make_document(
            by=coordinator, paper=Paper("plain-letter", words), belongs_to=a_case.harmed_file
        )
    browser = sign_in(client, coordinator)
    assert not any("PROTECT" in page for page in pages_of(browser, sheet))
    assert "PROTECT" not in browser.get(url("show", sheet.pk)).text
    word = docx.Document(io.BytesIO(browser.get(url("docx", sheet.pk)).content))
    assert not "".join(p.text for p in word.sections[0].header.paragraphs)
    assert all(service.marking in page for page in pages_of(browser, letter))


def test_service_may_still_mark_its_leaflets_and_needs_no_reason_for_it(
    client, sign_in, manager, coordinator, service, listed
):
    assert "carries none: " in sign_in(client, manager).get(url("markings")).text
    with acting_as(coordinator):
        sheet = make_document(by=coordinator, paper=Paper("leaflet", {}), belongs_to=service)
        row = mark_anew(by=coordinator, document=sheet, marking=listed["OFFICIAL"])
        assert (row.before, row.is_lower) == ("No marking", False)
        assert marking_of(sheet) == "OFFICIAL"
    with acting_as(manager):
        set_default(by=manager, service=service, template="leaflet", marking=listed["OFFICIAL"])
    with acting_as(coordinator):
        sheet = make_document(by=coordinator, paper=Paper("leaflet", {}), belongs_to=service)
        assert marking_of(sheet) == "OFFICIAL"


@pytest.mark.parametrize(
    ("audience", "needs", "body"),
    [
        ("staff", "{}", "<p>Names</p>"),
        ("either", "{to_name: whom we write to}", "<p>Dear {{ to_name }}</p>"),
        ("either", "{}", "<p>Your case is {{ case_number }}</p>"),
    ],
)
def test_paper_about_somebody_cannot_go_without_a_marking(settings, tmp_path, audience, needs, body):
    settings.POLICY_DIR = tmp_path
    folder = tmp_path / "documents" / "ours"
    folder.mkdir(parents=True)
    head = (
        f"key: ours\nversion: 1\ntitle: Ours\naudience: {audience}\nsource: S\nneeds: {needs}\nmarked: no\n"
    )
    (folder / "1.html").write_text(f"---\n{head}---\n{body}\n", encoding="utf-8")
    with pytest.raises(PolicyError, match="without a marking"):
        document_templates()
