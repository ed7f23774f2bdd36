"""Making documents, noting who was given a copy, and taking in files that people hand over."""

import shlex
import subprocess
from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.core.files.base import File
from django.db import IntegrityError, transaction
from django.utils import timezone

from amends.foundation.access.models import Service, User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.rules import check_may
from amends.foundation.case.belonging import Belonging, Owner, belonging
from amends.foundation.case.models import Case, CaseFile, Participant
from amends.foundation.documents.markings import default_for, notice_of
from amends.foundation.documents.models import Attachment, AttachmentContent, Copy, Document, Rendering
from amends.foundation.documents.paper import as_pdf
from amends.foundation.documents.reading import asked_forms, form_for
from amends.foundation.documents.rules import (
    check_fit_for_both,
    check_nothing_of_other_side,
    check_upload,
    check_was_made,
    check_wording,
    clean_name,
    fingerprint,
)
from amends.foundation.documents.since import changes_since
from amends.foundation.documents.word import as_docx
from amends.foundation.documents.worded import Paper, Worded, word
from amends.foundation.lib.refusal import Refused
from amends.foundation.people.needs import PaperForm
from amends.foundation.record.actions import record
from amends.foundation.record.models import Act

SCAN_SECONDS = 60


@transaction.atomic
def make_document(
    *,
    by: User,
    paper: Paper,
    belongs_to: Owner,
    reader: Participant | None = None,
    override_reason: str = "",
) -> Document:
    """Fill in a paper and keep the result.

    It is put in the service's own words, where it has some, and said again in easy read where it is for people who take
    part. It is printed in the form that `reader` has asked for. Refuses when something is missing, when it says what
    this paper must not say (a manager may let that stand, with `override_reason`), and when it carries something of one
    side to the other.
    """
    its = belonging(belongs_to)
    worded = word(paper, its)
    _check_words(by, its.service, worded, overridden=bool(override_reason))
    _check_readers(worded, its, paper.names_allowed)
    asked = asked_forms(reader)
    document = Document.objects.create(
        service=its.service,
        case=its.case,
        file=its.file,
        subject=paper.subject,
        title=paper.title or worded.template.title,
        large_print=paper.large_print or PaperForm.LARGE_PRINT in asked,
        easy_read=worded.in_easy_read and (paper.easy_read or PaperForm.EASY_READ in asked),
        marking=default_for(its.service, worded.template.key),
        notice=notice_of(its.service) if worded.template.holds_personal else "",
        override_reason=override_reason,
        made_on=timezone.localdate(),
        made_by=by,
        **worded.kept(),
    )
    _note_made(by, document)
    return document


def draft(*, paper: Paper, belongs_to: Owner, overridden: bool = False) -> Worded:
    """The words as `make_document` would keep them, to be read before; nothing is kept. Refuses the same."""
    its = belonging(belongs_to)
    worded = word(paper, its)
    if not overridden:
        for html in worded.texts:
            check_wording(worded.template, html)
    _check_readers(worded, its, paper.names_allowed)
    return worded


def _note_made(by: User, document: Document) -> None:
    record(
        by=by,
        act=Act.COLLECTION,
        what=f"document.made.{document.template}",
        case=document.case,
        file=document.file,
        service_id=document.service_id,
        subject=f"document:{document.pk}",
        details={"version": document.version, "overridden": bool(document.override_reason)},
    )


def _check_words(by: User, owner: Service, worded: Worded, *, overridden: bool) -> None:
    if overridden:
        check_may(by, Permission.APPROVAL_DECIDE, owner)
        return
    for html in worded.texts:
        check_wording(worded.template, html)


def _check_readers(worded: Worded, its: Belonging, names_allowed: Iterable[str]) -> None:
    html = "<hr>".join(worded.texts)
    if its.file and its.case:
        check_nothing_of_other_side(html, its.case, its.file.side, names_allowed=names_allowed)
    elif its.case:
        check_fit_for_both(html, its.case)


def render(
    document: Document, form: str, *, large_print: bool | None = None, easy_read: bool | None = None
) -> bytes:
    """The document as `pdf` or `docx`: made the first time, kept after that.

    What is not said is as its reader has asked for it. What is not worded in easy read comes in its own words. What has
    changed since it was made stands at the head of every page, and that print is not kept. Refused where a change ends
    it, such as a meeting that was called off.
    """
    large = document.large_print if large_print is None else large_print
    easy = bool(document.easy_html) and (document.easy_read if easy_read is None else easy_read)
    which = {"document": document, "format": form, "large_print": large, "easy_read": easy}
    changes = changes_since(document)
    if ended := next((change for change in changes if change.ends_it), None):
        raise Refused(ended.words, opens="It stays on file, to be read on the screen.")
    make = as_pdf if form == Rendering.Format.PDF else as_docx
    if changes:
        head = [change.words for change in changes]
        return make(document, large_print=large, easy_read=easy, head=head)
    kept = Rendering.objects.filter(**which).first()
    if kept:
        return bytes(kept.content)
    content = make(document, large_print=large, easy_read=easy)
    try:
        with transaction.atomic():
            Rendering.objects.create(**which, content=content)
    except IntegrityError:  # somebody else opened it at the same moment; theirs is as good
        pass
    return content


@transaction.atomic
def give_copy(
    *,
    by: User,
    document: Document,
    how: str,
    participant: Participant | None = None,
    recipient: str = "",
    at: datetime | None = None,
    form: str = "",
    from_table: bool = False,
) -> Copy:
    """Note that somebody was given a copy. A document of one side is never given to somebody of the other.

    `form` is one of `Form`; where it is not said, it is what this participant has asked for, else how it prints. Refused
    for a day before the paper was made, unless they took the sheet itself home `from_table`.
    """
    if participant and (
        participant.case_id != document.case_id or document.file_id not in {None, participant.file_id}
    ):
        raise Refused("This document belongs to somebody else's file.", field="participant")
    at = at or timezone.now()
    if not from_table:
        check_was_made(document, timezone.localdate(at))
    copy = Copy(
        service=document.service,
        case=document.case,
        file=participant.file if participant else document.file,
        document=document,
        participant=participant,
        recipient="" if participant else recipient,
        how=how,
        form=form or form_for(document, participant),
        given_at=at,
        from_table=from_table,
        given_by=by,
    )
    copy.full_clean()
    copy.save()
    record(
        by=by,
        act=Act.DISCLOSURE,
        what=f"document.given.{how}",
        case=copy.case,
        file=copy.file,
        service_id=copy.service_id,
        subject=f"document:{document.pk}",
        recipient=f"participant:{participant.pk}" if participant else recipient,
    )
    return copy


@transaction.atomic
def attach(
    *,
    by: User,
    upload: "File[bytes]",
    belongs_to: Owner,
    subject: str = "",
    kind: str = Attachment.Kind.OTHER,
) -> Attachment:
    """Take in a file that somebody handed over. Refuses what is too large or not what it seems.

    The caller decides whether this person may hand in anything here.
    """
    its = belonging(belongs_to)
    name = clean_name(upload.name or "file")
    upload.seek(0)
    content = upload.read()
    content_type = check_upload(name, content)
    scan(content)
    attachment = Attachment(
        service=its.service,
        case=its.case,
        file=its.file,
        subject=subject,
        kind=kind,
        name=name,
        content_type=content_type,
        size=len(content),
        sha256=fingerprint(content),
        uploaded_by=by,
    )
    attachment.full_clean()
    attachment.save()
    AttachmentContent.objects.create(attachment=attachment, data=content)
    record(
        by=by,
        act=Act.COLLECTION,
        what=f"attachment.added.{kind}",
        case=its.case,
        file=its.file,
        service_id=its.service.pk,
        subject=f"attachment:{attachment.pk}",
    )
    return attachment


@transaction.atomic
def move_attachments(*, by: User, subject: str, case: Case, file: CaseFile | None = None) -> int:
    """Put what hangs on a row (a referral) into the case that was opened from it. Returns how many there were."""
    moved = Attachment.objects.filter(subject=subject, case__isnull=True).update(case=case, file=file)
    if moved:
        what = "attachment.moved_to_case"
        record(
            by=by,
            act=Act.COMBINATION,
            what=what,
            case=case,
            file=file,
            subject=subject,
            details={"count": moved},
        )
    return moved


@transaction.atomic
def mark_read(*, by: User, attachment: Attachment) -> None:
    """Note the first person, other than who handed it in, who opened it. Whoever may only read leaves no mark."""
    if attachment.read_at is None and attachment.uploaded_by_id != by.pk:
        attachment.read_at, attachment.read_by = timezone.now(), by
        Attachment.objects.filter(pk=attachment.pk).update(read_at=attachment.read_at, read_by=by)


def scan(content: bytes) -> None:
    """Ask the service's virus scanner, where one is set up. Refuses when it objects, and when it does not answer."""
    command = settings.UPLOAD_SCANNER
    if not command:
        return
    try:
        done = subprocess.run(  # noqa: S603  # the operator's own setting
            shlex.split(command), input=content, capture_output=True, timeout=SCAN_SECONDS, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as problem:
        raise Refused(
            "The file could not be checked for viruses just now. Try again later.", field="upload"
        ) from problem
    if done.returncode:
        raise Refused("The virus check did not let this file through.", field="upload")


def forget_renderings(*, made_before: datetime) -> int:
    """Throw away PDF and Word files that can be made again at any time. Returns how many."""
    return Rendering.objects.filter(made_at__lt=made_before).delete()[0]
