import io
import zipfile

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from amends.foundation.pages.fields import UploadField

PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\n"
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + b"\0" * 40
JPG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01" + b"\0" * 40
MSG = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
EML = b"From: sam@example.com\r\nSubject: Hello\r\n\r\nHello\r\n"


def word(*extra: str) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name in ("[Content_Types].xml", "word/document.xml", *extra):
            archive.writestr(name, "<x/>")
    return content.getvalue()


def upload(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("a.pdf", PDF, "pdf"),
        ("A.PDF", PDF, "pdf"),
        ("a.docx", word(), "docx"),
        ("a.png", PNG, "png"),
        ("a.jpg", JPG, "jpg"),
        ("a.jpeg", JPG, "jpg"),
        ("a.txt", b"Dear Sam,\nthank you.", "txt"),
        ("a.txt", "Annwyl Siân".encode(), "txt"),
        ("a.eml", EML, "eml"),
        ("a.msg", MSG, "msg"),
    ],
)
def test_file_that_is_what_its_name_says_is_kept(name, content, kind):
    kept = UploadField().clean(upload(name, content))
    assert kept.content_kind == kind
    assert kept.read() == content


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("letter.pdf", word(), r"called \.pdf but is not a PDF"),
        ("letter.docx", PDF, r"called \.docx but is not a Word document"),
        ("letter.docx", word("word/vbaProject.bin"), "is not a Word document without macros"),
        ("letter.txt", PDF, "is not plain text"),
        ("letter.txt", b"a\0b", "is not plain text"),
        ("letter.txt", b"<html><script>alert(1)</script></html>", "is not plain text"),
        ("letter.eml", b"Dear Sam", "is not an email"),
        ("letter.png", JPG, "is not a PNG"),
        ("letter.exe", b"MZ", "Choose a file of one of these kinds"),
        ("letter", PDF, "Choose a file of one of these kinds"),
        ("letter.pdf.html", PDF, "Choose a file of one of these kinds"),
        ("letter.pdf", b"", "This file is empty"),
    ],
)
def test_file_that_is_something_else_is_refused(name, content, words):
    with pytest.raises(ValidationError, match=words):
        UploadField().clean(upload(name, content))


def test_large_file_is_refused(settings):
    settings.UPLOAD_MAX_BYTES = 2 * 1024 * 1024
    with pytest.raises(ValidationError, match="Choose a file of 2 MB or less"):
        UploadField().clean(upload("a.pdf", PDF + b"\0" * 2 * 1024 * 1024))


def test_only_the_kinds_asked_for_are_taken():
    field = UploadField(kinds=("pdf",))
    assert field.help_text.startswith("PDF, up to")
    with pytest.raises(ValidationError, match="one of these kinds: PDF"):
        field.clean(upload("a.docx", word()))
