"""One file from somebody's computer: small enough, of a kind we can keep, and what its name says it is."""

import io
import re
import zipfile
from collections.abc import Callable, Iterable
from pathlib import PurePath
from typing import Any

import puremagic
from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

MEGABYTE = 1024 * 1024
HEADER = re.compile(
    rb"^(?:From|To|Date|Subject|Received|Return-Path|Message-ID|MIME-Version):", re.IGNORECASE | re.MULTILINE
)


def _known(data: bytes) -> str:
    """What the content is, as a file ending, or "" when nothing is recognised."""
    try:
        return str(puremagic.from_string(data)).lstrip(".")
    except puremagic.PureError:
        return ""


def _is_text(data: bytes) -> bool:
    # Real text has no NUL and is not the beginning of some other format.
    return b"\0" not in data and _known(data) in {"", "txt", "eml", "csv"}


def _is_word(data: bytes) -> bool:
    """A Word file without macros: content types and a document, and no program inside."""
    try:
        names = set(zipfile.ZipFile(io.BytesIO(data)).namelist())
    except zipfile.BadZipFile:
        return False
    return "word/document.xml" in names and not any(name.endswith("vbaProject.bin") for name in names)


KINDS: dict[str, tuple[str, str, Callable[[bytes], bool]]] = {
    "pdf": ("PDF", "a PDF", lambda data: _known(data) == "pdf"),
    "docx": ("Word", "a Word document without macros", _is_word),
    "png": ("PNG", "a PNG picture", lambda data: _known(data) == "png"),
    "jpg": ("JPG", "a JPG picture", lambda data: _known(data) in {"jpg", "jpeg", "jfif", "jpe"}),
    "txt": ("text", "plain text", _is_text),
    "eml": ("email", "an email", lambda data: _is_text(data) and HEADER.search(data[:4096]) is not None),
    "msg": (
        "Outlook email",
        "an Outlook email",
        lambda data: data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
    ),
}
SAME = {"jpeg": "jpg"}


class UploadField(forms.FileField):
    """A file up to 10 MB of an allowed kind; `content_kind` of the cleaned file says which."""

    def __init__(self, *, kinds: Iterable[str] = KINDS, **kwargs: Any) -> None:
        self.kinds = tuple(kinds)
        accept = ",".join(f".{kind}" for kind in self.kinds) + (",.jpeg" if "jpg" in self.kinds else "")
        kwargs.setdefault("widget", forms.ClearableFileInput(attrs={"accept": accept}))
        kwargs.setdefault("help_text", f"{self._list()}, up to {settings.UPLOAD_MAX_BYTES // MEGABYTE} MB")
        kwargs.setdefault("error_messages", {})
        kwargs["error_messages"].setdefault("required", "Choose a file")
        kwargs["error_messages"].setdefault("empty", "This file is empty. Choose another one")
        super().__init__(**kwargs)

    def _list(self) -> str:
        names = [KINDS[kind][0] for kind in self.kinds]
        return f"{', '.join(names[:-1])} or {names[-1]}" if len(names) > 1 else names[0]

    def to_python(self, data: Any) -> Any:
        upload: UploadedFile[Any] | None = super().to_python(data)  # type: ignore[assignment]  # a file or nothing
        if upload is None:
            return None
        largest = settings.UPLOAD_MAX_BYTES
        if (upload.size or 0) > largest:
            raise ValidationError(f"Choose a file of {largest // MEGABYTE} MB or less", code="large")
        ending = PurePath(upload.name or "").suffix.lower().lstrip(".")
        kind = SAME.get(ending, ending)
        if kind not in self.kinds:
            raise ValidationError(f"Choose a file of one of these kinds: {self._list()}", code="kind")
        content = upload.read()
        upload.seek(0)
        _, name, fits = KINDS[kind]
        if not fits(content):
            raise ValidationError(
                f"This file is called .{ending} but is not {name}. "
                "Open it, save it again in the right format and choose that copy",
                code="disagree",
            )
        upload.content_kind = kind  # type: ignore[attr-defined]  # read by the actions
        return upload
