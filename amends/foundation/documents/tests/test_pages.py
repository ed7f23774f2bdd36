"""Documents on the screen, on paper and in Word; files handed in and taken out again."""

import io

import docx
import pypdf
import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile

from amends.foundation.access.acting import acting_as
from amends.foundation.case.actions import grant_file
from amends.foundation.documents.actions import attach, give_copy, make_document, move_attachments
from amends.foundation.documents.models import Attachment, AttachmentContent, Rendering
from amends.foundation.documents.rules import clean_name, unread_risk
from amends.foundation.documents.word import as_docx
from amends.foundation.documents.worded import Paper
from amends.foundation.lib.refusal import Refused
from amends.foundation.record.models import AuditEvent

PDF = b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n"


@pytest.fixture
def letter(coordinator, a_case):
    context = {"to_name": "Hanna Harmed", "body": "We hope to hear from you."}
    return make_document(by=coordinator, paper=Paper("plain-letter", context), belongs_to=a_case.harmed_file)


def test_document_is_shown_with_marking_and_copies(client, sign_in, coordinator, a_case, letter, service):
    give_copy(by=coordinator, document=letter, how="post", participant=a_case.harmed)
    page = sign_in(client, coordinator).get(f"/documents/{letter.pk}/").content.decode()
    assert service.marking in page
    assert "We hope to hear from you." in page
    assert "by post" in page


@pytest.mark.requirement("EX-137")
def test_each_view_print_and_export_is_in_the_trail(client, sign_in, coordinator, letter):
    sign_in(client, coordinator)
    for ending in ("/", ".pdf", ".docx"):
        assert client.get(f"/documents/{letter.pk}{ending}").status_code == 200
    seen = AuditEvent.objects.filter(subject=f"document:{letter.pk}", user_id=coordinator.pk).order_by("id")
    assert [event.what for event in seen][1:] == ["document.viewed", "document.printed", "document.exported"]


@pytest.mark.parametrize("ending", ["/", ".pdf", ".docx"])
def test_stranger_and_other_side_get_the_page_for_a_wrong_number(
    client, sign_in, coordinator, facilitator, stranger, a_case, letter, ending
):
    grant_file(by=coordinator, file=a_case.responsible_file, user=facilitator, reason="allocated")
    for user in (stranger, facilitator):
        answer = sign_in(client, user).get(f"/documents/{letter.pk}{ending}")
        wrong = client.get(f"/documents/99999999{ending}")
        assert answer.status_code == wrong.status_code == 404


def test_large_print_is_larger(client, sign_in, coordinator, letter):
    sign_in(client, coordinator)
    normal = client.get(f"/documents/{letter.pk}.pdf").content
    large = client.get(f"/documents/{letter.pk}.pdf?large=yes").content
    assert size_of("We hope to hear from you.", normal) == 12
    assert size_of("We hope to hear from you.", large) == 18
    assert Rendering.objects.count() == 2


def size_of(words: str, pdf: bytes) -> float:
    """In which size something is printed."""
    found: list[float] = []

    def look(text, cm, tm, font, size):
        if words in text:
            found.append(round(size * abs(tm[0]) * abs(cm[0]), 1))

    pypdf.PdfReader(io.BytesIO(pdf)).pages[0].extract_text(visitor_text=look)
    return found[0]


def test_word_file_has_headings_words_and_marking(client, sign_in, coordinator, letter, service):
    content = sign_in(client, coordinator).get(f"/documents/{letter.pk}.docx").content
    file = docx.Document(io.BytesIO(content))
    assert file.paragraphs[-2].text == "We hope to hear from you."
    assert [p.text for p in file.paragraphs if p.style and str(p.style.name).startswith("Heading")] == [
        f"A letter from {service.name}"
    ]
    assert file.sections[0].header.paragraphs[0].text == service.marking


def test_word_file_keeps_tables_and_lists(coordinator, service):
    rows = [
        {"label": "Name", "value": "Ann\nAlder", "long": False},
        {"label": "Age", "value": "40", "long": False},
    ]
    context = {"sections": [{"title": "You", "rows": rows}], "form_version": "3"}
    document = make_document(by=coordinator, paper=Paper("referral-form", context), belongs_to=service)
    file = docx.Document(io.BytesIO(as_docx(document)))
    assert [[cell.text for cell in row.cells] for row in file.tables[0].rows] == [
        ["Name", "Ann\nAlder"],
        ["Age", "40"],
    ]


def test_handed_in_file_is_saved_never_shown(client, sign_in, coordinator, manager, service):
    upload = SimpleUploadedFile("../risk notes.pdf", PDF)
    attachment = attach(by=coordinator, upload=upload, belongs_to=service, subject="referral:1", kind="risk")
    assert unread_risk("referral:1") == [attachment]
    answer = sign_in(client, manager).get(f"/attachments/{attachment.pk}/")
    assert answer.content == PDF
    assert answer["Content-Disposition"] == 'attachment; filename="risk notes.pdf"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert unread_risk("referral:1") == []


def test_opening_ones_own_file_does_not_count_as_read(client, sign_in, coordinator, service):
    attachment = attach(
        by=coordinator,
        upload=ContentFile(PDF, "a.pdf"),
        belongs_to=service,
        subject="referral:1",
        kind="risk",
    )
    sign_in(client, coordinator).get(f"/attachments/{attachment.pk}/")
    assert unread_risk("referral:1") == [attachment]


def test_referrer_has_their_own_file_and_nobody_elses(
    client, sign_in, coordinator, referrer, council_referrer, service
):
    with acting_as(referrer):
        attachment = attach(
            by=referrer, upload=ContentFile(PDF, "a.pdf"), belongs_to=service, subject="referral:1"
        )
    assert sign_in(client, referrer).get(f"/attachments/{attachment.pk}/").status_code == 200
    assert sign_in(client, council_referrer).get(f"/attachments/{attachment.pk}/").status_code == 404
    with acting_as(council_referrer):
        assert not Attachment.objects.exists()
        assert not AttachmentContent.objects.exists()


def test_files_of_a_referral_move_into_the_case(coordinator, a_case, service):
    attachment = attach(
        by=coordinator, upload=ContentFile(PDF, "a.pdf"), belongs_to=service, subject="referral:1"
    )
    assert (
        move_attachments(by=coordinator, subject="referral:1", case=a_case.case, file=a_case.harmed_file) == 1
    )
    attachment.refresh_from_db()
    assert (attachment.case, attachment.file) == (a_case.case, a_case.harmed_file)


def test_file_of_one_side_is_not_there_for_whoever_has_the_other(coordinator, facilitator, a_case):
    attach(by=coordinator, upload=ContentFile(PDF, "a.pdf"), belongs_to=a_case.harmed_file)
    grant_file(by=coordinator, file=a_case.responsible_file, user=facilitator, reason="allocated")
    with acting_as(facilitator):
        assert not Attachment.objects.exists()
        assert not AttachmentContent.objects.exists()


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("letter.pdf", b"", "empty"),
        ("letter.pdf", b"MZ\x90\x00 a program", "not a PDF"),
        ("letter.exe", b"MZ\x90\x00 a program", "We can take"),
        ("letter.pdf", PDF + b"0" * (10 * 1024 * 1024), "10 MB"),
        ("letter.docx", b"PK\x03\x04 nothing", "Word"),
    ],
)
def test_file_that_is_not_what_it_seems_is_refused(coordinator, service, name, content, words):
    with pytest.raises(Refused, match=words):
        attach(by=coordinator, upload=ContentFile(content, name), belongs_to=service)


@pytest.mark.parametrize(
    ("command", "words"),
    [("false", "did not let"), ("/no/such/scanner", "could not be checked"), ("sleep 5", "could not")],
)
def test_scanner_that_objects_or_does_not_answer_keeps_the_file_out(
    coordinator, service, settings, monkeypatch, command, words
):
    settings.UPLOAD_SCANNER = command
    monkeypatch.setattr("amends.foundation.documents.actions.SCAN_SECONDS", 0.2)
    with pytest.raises(Refused, match=words):
        attach(by=coordinator, upload=ContentFile(PDF, "a.pdf"), belongs_to=service)


def test_scanner_that_agrees_lets_the_file_in(coordinator, service, settings):
    settings.UPLOAD_SCANNER = "cat"
    assert attach(by=coordinator, upload=ContentFile(PDF, "a.pdf"), belongs_to=service).pk


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\a\\letter.pdf", "letter.pdf"),
        ('a"b\r\nc;.pdf', "a_b__c_.pdf"),
        ("Ménard – note.pdf", "Ménard _ note.pdf"),
        ("", "file"),
    ],
)
def test_file_name_is_made_harmless(name, safe):
    assert clean_name(name) == safe
