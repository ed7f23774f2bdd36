"""Saying how a caseload is read; the agency's next file is read the same way."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from amends.foundation.access.models import User
from amends.foundation.lib.refusal import Refused
from amends.foundation.record.models import Act
from amends.journey.finding.actions.uploading import note_extract
from amends.journey.finding.models import Extract
from amends.journey.finding.rules.caseloads import (
    check_columns,
    check_criteria,
    check_may_find,
    check_words,
    layout_of,
)


@transaction.atomic
def set_columns(*, by: User, extract: Extract, columns: Mapping[str, str]) -> Extract:
    """Say what each column holds; remembered for the agency's next file."""
    check_may_find(by, extract.service)
    check_columns(extract, columns)
    extract.columns = dict(columns)
    return _keep_layout(by, extract, "extract.columns_set", columns=extract.columns)


@transaction.atomic
def set_words(*, by: User, extract: Extract, words: Mapping[str, Mapping[str, str]]) -> Extract:
    """Say what the agency's own words mean; "" leaves a word as not known. Remembered as well."""
    check_may_find(by, extract.service)
    check_words(words)
    extract.words = {**extract.words, **{k: {**extract.words.get(k, {}), **v} for k, v in words.items()}}
    return _keep_layout(by, extract, "extract.words_set", words=extract.words)


@transaction.atomic
def set_criteria(*, by: User, extract: Extract, criteria: Mapping[str, Any]) -> Extract:
    """Say which rows are looked for at all: offence, sentence, a known person harmed, time to release (KM-021)."""
    check_may_find(by, extract.service)
    check_criteria(criteria)
    extract.criteria = {name: value for name, value in criteria.items() if value not in (None, [], "", False)}
    return _keep_layout(by, extract, "extract.criteria_set", criteria=extract.criteria)


def _keep_layout(by: User, extract: Extract, what: str, **remembered: Any) -> Extract:
    if extract.is_under_way or extract.state == Extract.State.DONE:
        raise Refused(
            "This file has been read.", opens="Throw it away and choose it again to read it another way."
        )
    extract.save(update_fields=["columns", "words", "criteria"])
    row = layout_of(extract.agency)
    for name, value in remembered.items():
        setattr(row, name, {**getattr(row, name), **value} if name == "columns" else value)
    row.changed_at = timezone.now()
    row.save()
    note_extract(by, extract, what, Act.ALTERATION)
    return extract
