"""The doors to a document and to a file that was handed in: a stranger gets the same 404 as for a wrong number."""

from django.http import Http404

from amends.foundation.access.models import User
from amends.foundation.documents.models import Attachment, Document
from amends.foundation.record.actions import record
from amends.foundation.record.models import Act


def open_document(user: User, document_id: int, *, why: str = "document.viewed") -> Document:
    """The document, if the user may see it; every view, print and export is logged. Raises Http404 otherwise."""
    rows = Document.objects.visible_to(user).select_related("service", "case", "file", "made_by")
    document = rows.filter(pk=document_id).first()
    if document is None:
        raise Http404
    record(
        by=user,
        act=Act.CONSULTATION if why == "document.viewed" else Act.DISCLOSURE,
        what=why,
        case=document.case,
        file=document.file,
        service_id=document.service_id,
        subject=f"document:{document.pk}",
    )
    return document


def open_attachment(user: User, attachment_id: int) -> Attachment:
    """The file that was handed in, if the user may open it; the look is logged. Raises Http404 otherwise."""
    rows = Attachment.objects.visible_to(user).select_related("service", "case", "file", "content")
    attachment = rows.filter(pk=attachment_id).first()
    if attachment is None:
        raise Http404
    record(
        by=user,
        act=Act.CONSULTATION,
        what="attachment.opened",
        case=attachment.case,
        file=attachment.file,
        service_id=attachment.service_id,
        subject=f"attachment:{attachment.pk}",
    )
    return attachment
