"""Putting papers of one side together, and sending them."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from amends.foundation.access.models import User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.rules import check_may
from amends.foundation.case.models import CaseFile
from amends.foundation.documents.models import Document
from amends.foundation.lib.refusal import Refused
from amends.foundation.record.actions import record
from amends.foundation.record.models import Act
from amends.journey.disclosure.models import Bundle, Paper
from amends.journey.disclosure.rules import check_same_side


@transaction.atomic
def begin_bundle(*, by: User, file: CaseFile, recipient: str, method: str) -> Bundle:
    """Begin a bundle of one side's papers for one recipient."""
    check_may(by, Permission.PARTICIPANT_EDIT, file.service_id)
    bundle = Bundle(service_id=file.service_id, file=file, recipient=recipient, method=method, begun_by=by)
    bundle.full_clean(validate_constraints=False)
    bundle.save()
    _note(by, bundle, Act.COLLECTION, "bundle.begun")
    return bundle


@transaction.atomic
def add_paper(
    *, by: User, bundle: Bundle, about: CaseFile, title: str, document: Document | None = None
) -> Paper:
    """Put one paper in. Refused when it is about the other side: that needs a bundle of its own (W8-334)."""
    check_may(by, Permission.PARTICIPANT_EDIT, bundle.service_id)
    check_same_side(bundle.file, about.pk)
    if document and document.file_id:
        check_same_side(bundle.file, document.file_id)
    if bundle.sent_on:
        raise Refused("This bundle has gone.", opens="Begin another one.")
    paper = Paper(
        service_id=bundle.service_id, file=bundle.file, bundle=bundle, title=title, document=document
    )
    paper.full_clean()
    paper.save()
    _note(by, bundle, Act.ALTERATION, "bundle.paper_added")
    return paper


@transaction.atomic
def send_bundle(*, by: User, bundle: Bundle, on: date | None = None) -> None:
    """It has gone."""
    check_may(by, Permission.PARTICIPANT_EDIT, bundle.service_id)
    if not bundle.papers.exists():
        raise Refused("There is no paper in it yet.")
    if bundle.sent_on:
        raise Refused("It has gone already.")
    bundle.sent_on, bundle.sent_by = on or timezone.localdate(), by
    bundle.save(update_fields=["sent_on", "sent_by"])
    _note(by, bundle, Act.DISCLOSURE, "bundle.sent")


def _note(by: User, bundle: Bundle, act: Act, what: str) -> None:
    recipient = bundle.recipient if act is Act.DISCLOSURE else ""
    record(by=by, act=act, what=what, file=bundle.file, subject=f"bundle:{bundle.pk}", recipient=recipient)
