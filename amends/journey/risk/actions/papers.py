"""Copies of risk forms that were filled in on paper or elsewhere, kept on the file they belong to."""

from django.core.files.base import File
from django.db import transaction

from amends.foundation.access.models import User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.rules import check_may
from amends.foundation.case.models import CaseFile
from amends.foundation.documents.actions import attach
from amends.foundation.documents.models import Attachment
from amends.journey.risk.rules.papers import risk_forms, subject_of


@transaction.atomic
def keep_copy(*, by: User, file: CaseFile, form: str, upload: "File[bytes]") -> Attachment:
    """Put the filled copy of a risk form on one side's file, with the version of the form that holds (W8-246).

    Raises Refused when the upload is too large or not what it seems.
    """
    check_may(by, Permission.RISK_RECORD, file.service_id)
    known = {paper.key: paper.edition for paper in risk_forms(file.service)}
    edition = known[form]
    subject = subject_of(form, edition.number if edition else 0)
    return attach(by=by, upload=upload, belongs_to=file, subject=subject, kind=Attachment.Kind.FORM)
