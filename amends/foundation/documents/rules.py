"""Questions about documents and uploads: is everything there, does it say what it must not, is the file what it seems."""

import hashlib
import re
from collections.abc import Iterable, Mapping
from datetime import date
from html import unescape
from pathlib import PurePath

from django.db import connection

from amends.foundation.case.models import Case, CaseFile
from amends.foundation.case.rules import WALL
from amends.foundation.documents.models import Attachment, Copy, Document
from amends.foundation.documents.wording import DocumentTemplate
from amends.foundation.lib.dates import long_date
from amends.foundation.lib.refusal import Refused
from amends.foundation.pages.fields.upload import KINDS

LARGEST = 10 * 1024 * 1024
CONTENT_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "png": "image/png",
    "jpg": "image/jpeg",
    "txt": "text/plain",
    "eml": "message/rfc822",
    "msg": "application/vnd.ms-outlook",
}
FOUND = {"name": "the full name", "contact": "a number, e-mail or address", "birth": "the date of birth"}


def check_is_filled_in(template: DocumentTemplate, context: Mapping[str, object]) -> None:
    """Refuse a document in which something it needs is missing, naming it."""
    for name, words in template.needs.items():
        if context.get(name) in (None, "", [], {}):
            raise Refused(f"“{template.title}” needs: {words}.", source=template.source, field=name)
    unknown = sorted(set(context) - set(template.needs) - set(template.may_have))
    if unknown:
        raise Refused(f"“{template.title}” has no place for: {', '.join(unknown)}.", field=unknown[0])


def check_wording(template: DocumentTemplate, html: str) -> None:
    """Refuse words that this document must not contain, showing them."""
    words = plain_text(html)
    for pattern in template.never_says:
        found = re.search(pattern, words, re.IGNORECASE)
        if found:
            raise Refused(
                f"“{template.title}” must not speak of “{found[0]}”.",
                source=template.source,
                opens="Take it out, or ask a manager to make the document and say why.",
            )


AGREED_WORDS = {"victim": "person who has suffered harm", "victims": "people who have suffered harm"}
# The name of a charity stays as it is.
_VICTIM = re.compile(r"\b(victims?)\b(?! support\b)", re.IGNORECASE)


def in_agreed_words(html: str) -> str:
    """Words for a paper that is used in a conference: nobody is called a victim there (Wait 'til Eight, glossary)."""

    def agreed(found: re.Match[str]) -> str:
        words = AGREED_WORDS[found[1].lower()]
        return words.capitalize() if found[1][0].isupper() else words

    parts = re.split(r"(<[^>]*>)", html)
    return "".join(part if part.startswith("<") else _VICTIM.sub(agreed, part) for part in parts)


def crossing(
    html: str, *, case: Case | int, file: CaseFile | None, names_allowed: Iterable[str] = ()
) -> list[str]:
    """What of the other side stands in it: name, contact, birth. PostgreSQL looks, because the asker may not see it."""
    allowed = [" ".join(name.split()).lower() for name in names_allowed]
    place = [case if isinstance(case, int) else case.pk, file.pk if file else None, plain_text(html)]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT documents_crossing(%s, %s, %s, %s::text[]), documents_streets_crossing(%s, %s, %s)",
            [*place, allowed, *place],
        )
        kinds, street = cursor.fetchone() or ([], False)
    return sorted({*kinds, *(["contact"] if street else [])})


def check_nothing_of_other_side(
    html: str, case: Case, side: str, *, names_allowed: Iterable[str] = ()
) -> None:
    """Refuse a text for one side that holds a name, a contact detail or a birthday of the other."""
    file = CaseFile.objects.get(case=case, side=side)
    found = crossing(html, case=case, file=file, names_allowed=names_allowed)
    if found:
        what = " and ".join(FOUND[kind] for kind in found)
        raise Refused(
            f"It contains {what} of somebody on the other side.", source=WALL, opens="Take that out first."
        )


def check_fit_for_both(html: str, case: Case) -> None:
    """Refuse a text both sides will read if it holds anybody's contact details or birthday; names may stand in it."""
    found = [kind for kind in crossing(html, case=case, file=None) if kind != "name"]
    if found:
        what = " and ".join(FOUND[kind] for kind in found)
        raise Refused(f"Both sides will read this, and it contains {what} of somebody.", source=WALL)


def plain_text(html: str) -> str:
    """The words alone, as a reader sees them."""
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", html)).split())


def fingerprint(content: bytes) -> str:
    """With which a document or file can be shown to be unchanged."""
    return hashlib.sha256(content).hexdigest()


def clean_name(name: str) -> str:
    """A file name without folders, controls or characters that mean something to a system."""
    last = PurePath(name.replace("\\", "/")).name
    safe = re.sub(r"[^\w .()+-]", "_", last, flags=re.UNICODE).strip(" .")
    stem, dot, ending = safe.rpartition(".")
    return f"{stem[:100]}.{ending[:10]}" if dot else safe[:100] or "file"


def check_upload(name: str, content: bytes) -> str:
    """Refuse what is empty, too large, of a kind nobody needs, or not what its name says. Returns the content type."""
    if not content:
        raise Refused("This file is empty.", field="upload")
    if len(content) > LARGEST:
        raise Refused(
            f"This file is {len(content) / 1024 / 1024:.0f} MB. 10 MB is the most we can take.",
            field="upload",
        )
    ending = PurePath(name).suffix.lower().lstrip(".")
    kind = "jpg" if ending == "jpeg" else ending
    if kind not in KINDS:
        kinds = ", ".join(words for words, _, _ in KINDS.values())
        raise Refused(f"We can take {kinds} files.", field="upload")
    _, words, fits = KINDS[kind]
    if not fits(content):
        raise Refused(f"This file is called .{ending} but is not {words} inside.", field="upload")
    return CONTENT_TYPES[kind]


def unread_risk(subject: str) -> list[Attachment]:
    """Risk information that hangs on a row and that nobody has opened yet."""
    return list(Attachment.objects.filter(subject=subject, kind=Attachment.Kind.RISK, read_at__isnull=True))


def check_was_made(document: Document, on: date) -> None:
    """Refuse that somebody was given a paper on a day before it was made."""
    if on < document.day_made:
        raise Refused(
            f"This paper was made on {long_date(document.day_made)}: nobody can have been given it before.",
            opens="Give the day on which they got this one.",
            field="on",
        )


def copies_of(document: Document) -> list[Copy]:
    """Who was given this document, as far as the acting user may know."""
    return list(
        Copy.objects.filter(document=document).select_related("participant", "given_by").order_by("given_at")
    )
