"""Taking in a partner's caseload as a file: kept as it came, or refused whole."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from amends.foundation.access.models import Agency, Service, User
from amends.foundation.documents.actions import scan
from amends.foundation.documents.rules import clean_name, fingerprint
from amends.foundation.lib.refusal import Refused
from amends.foundation.record.actions import record
from amends.foundation.record.models import Act
from amends.journey.finding.fields import finding
from amends.journey.finding.models import Extract, ExtractFile
from amends.journey.finding.models.extract import LARGEST
from amends.journey.finding.reading import count_rows, detect, lines
from amends.journey.finding.rules.caseloads import (
    check_may_find,
    layout_of,
)


def subject_of(extract: Extract) -> str:
    """How the trail names an extract."""
    return f"extract:{extract.pk}"


def note_extract(by: User, extract: Extract, what: str, act: Act, **details: Any) -> None:
    service_id = extract.service_id
    record(by=by, act=act, what=what, service_id=service_id, subject=subject_of(extract), details=details)


@transaction.atomic
def upload_extract(
    *, by: User, service: Service, agency: Agency, name: str, content: bytes, side: str, **counted: Any
) -> Extract:
    """Keep a file to be read. Raises Refused at `upload` when it is not what it seems; nothing of it is kept then."""
    check_may_find(by, service)
    if len(content) > LARGEST:
        raise Refused(
            f"This file is larger than {LARGEST // 1024 // 1024} MB.", opens="Divide it.", field="upload"
        )
    shape = detect(name, content)
    heading = next(lines(shape, content))
    scan(content)
    print_of = fingerprint(content)
    twin = (
        Extract.objects.filter(service=service, sha256=print_of).exclude(state=Extract.State.FAILED).first()
    )
    if twin:
        raise Refused(
            "This very file is here already.", opens="Open it, or throw it away first.", field="upload"
        )
    remembered = layout_of(agency)
    known = {each: remembered.columns.get(each, finding().guess(each)) for each in heading.cells}
    extract = Extract(
        service=service,
        agency=agency,
        side=side,
        name=clean_name(name),
        kind=shape.kind,
        encoding=shape.encoding,
        delimiter=shape.delimiter,
        headings=heading.cells,
        columns=_once(known),
        words=remembered.words,
        criteria=remembered.criteria,
        rows_total=count_rows(shape, content),
        uploaded_by=by,
        file_until=timezone.localdate() + timedelta(days=finding().file_days),
        sha256=print_of,
        **counted,
    )
    extract.full_clean()
    extract.save()
    ExtractFile.objects.create(service=service, extract=extract, data=content)
    note_extract(by, extract, "extract.uploaded", Act.COLLECTION, kind=shape.kind, side=side)
    return extract


def _once(columns: Mapping[str, str]) -> dict[str, str]:
    """A field is guessed for the first column that seems to hold it, not for a second."""
    taken: set[str] = set()
    kept = {}
    for heading, field in columns.items():
        kept[heading] = "" if field in taken else field
        taken.add(field)
    return kept
