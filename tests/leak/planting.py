"""Markers in every text of a case: each says whose it is and, by its number, in which column it stands.

The models are walked, so that a new table or field is planted by itself. QH belongs to the person harmed, QR to the
person responsible, QS is what both sides may know, QF what the referrer wrote, QO what the office keeps to itself.
"""

from __future__ import annotations  # a field of Django has no type parameters when the program runs

import re
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.apps import apps
from django.db import DatabaseError, models, transaction
from django.utils import timezone

from amends.foundation.access.models import Agency, User
from amends.foundation.case.models import Case, CaseFile
from amends.foundation.record.privacy import personal_fields
from tests.leak.filling import AnyField, Filling

# The dot stands in no password hash and no locked text, so that chance never makes a marker.
MARKER = re.compile(r"(?<![0-9A-Za-z])(Q[HRSFO])\.([0-9]{3,4})(?![0-9])")
KINDS = {"harmed": "QH", "responsible": "QR"}
# The trail and the history hold codes and copies; numbers and keys are no words of anybody.
UNTOUCHED = {"record_auditevent", "record_historyrow", "case_case", "case_casefile", "case_filegrant"}
# Only those who see the whole service read these, though their rows belong to a case.
OF_THE_OFFICE = {
    "allocation_specialistfinding",
    "eligibility_likeness",
    "eligibility_secondassessment",
    "followup_closing",
    "followup_debrief",
    "lookups_lookup",
    "progress_notapplicable",
    "progress_skipped",
    "safeguarding_concern",
    "scoping_cohortcase",
}
# A limit would shut the case to everybody the test looks at it with.
UNTOUCHED |= {"case_caselimit"}
MODELS = [model for model in apps.get_models() if model.__module__.startswith("amends.")]
# What the models do not say: the words that a page looks up in policy/, and what a trigger asks of a row.
STATES: dict[str, dict[str, Any]] = {
    "indirect_exchange": {"state": "released", "released_at": timezone.now() - timedelta(days=1)},
    "preparation_settledway": {"way": "meeting"},
}
DEEPEST = 6  # a row that needs one that needs one: no chain in the models is longer
LONGEST = len("QH.1000")


@dataclass
class Planted:
    """What was planted where, and whose words into which tables."""

    places: dict[str, str] = field(default_factory=dict)
    tables: set[tuple[str, str]] = field(default_factory=set)

    def next(self, kind: str, place: str) -> str:
        """A new marker for one column of one row."""
        marker = f"{kind}.{len(self.places) + 100}"
        self.places[marker] = place
        return marker


def texts(model: type[models.Model]) -> list[AnyField]:
    """The columns with words about somebody: those said to be personal, and every long text whatever is said of it."""
    personal = personal_fields(model)
    fields = [f for f in model._meta.concrete_fields if isinstance(f, models.CharField | models.TextField)]
    return [f for f in fields if not f.choices and (f.name in personal or isinstance(f, models.TextField))]


def watched() -> list[type[models.Model]]:
    """The models that are planted."""
    return [
        m
        for m in MODELS
        if m._meta.managed and m._meta.db_table not in UNTOUCHED and texts(m) and of_a_case(m)
    ]


def columns(model: type[models.Model]) -> set[str]:
    """The names its columns have."""
    return {str(f.column) for f in model._meta.concrete_fields}


def of_one_side(model: type[models.Model]) -> bool:
    """Whether rows belong to one side's file."""
    return "file_id" in columns(model)


def of_a_case(model: type[models.Model]) -> bool:
    """Whether rows belong to a case or to the referral it came from, on one side or on neither."""
    return bool(columns(model) & {"file_id", "case_id", "referral_id"})


def only_of_one_side(model: type[models.Model]) -> bool:
    """Whether no row belongs to both."""
    return any(f.column == "file_id" and not f.null for f in model._meta.concrete_fields)


def plant(case: Case, by: User, provider: Agency) -> Planted:
    """Mark every row of the case, making one where a table has none yet. `by` is acting, and sees the case.

    `provider` is a body that nobody works for: what goes to it must come to nobody else.
    """
    planted = Planted()
    sides = [Bed(planted, case, file, by.pk, provider.pk) for file in case.files.all()]
    shared = Bed(planted, case, None, by.pk, provider.pk)
    for model in watched():
        for side in sides if of_one_side(model) else []:
            side.plant(model)
        if not only_of_one_side(model):
            shared.plant(model)
    return planted


@dataclass
class Bed:
    """One side's file, or with no file what belongs to the case and to its referral."""

    planted: Planted
    case: Case
    file: CaseFile | None
    by: int
    provider: int
    refused: set[str] = field(default_factory=set)

    def kind(self, model: type[models.Model]) -> str:
        """Whose the words in a row of this table are; empty where they are nobody's of this case."""
        if self.file is not None and of_one_side(model):
            return KINDS[self.file.side]
        if model._meta.db_table in OF_THE_OFFICE:
            return "QO"
        if "case_id" in columns(model) and model._meta.db_table != "referral_referral":
            return "QS"
        return "QF" if {"case_id", "referral_id"} & columns(model) else ""

    def here(self, model: type[models.Model]) -> dict[str, Any]:
        """Which rows of a table are meant, as a filter."""
        names = columns(model)
        if "file_id" in names and self.file is not None:
            return {"file_id": self.file.pk}
        if only_of_one_side(model):
            return {"file__case_id": self.case.pk}
        besides = {"file_id": None} if "file_id" in names else {}
        if "case_id" in names:
            return {"case_id": self.case.pk, **besides}
        return {"referral__case_id": self.case.pk} if "referral_id" in names else {}

    def plant(self, model: type[models.Model]) -> None:
        """Mark the rows that are there; where they may not be changed, another one beside the first."""
        rows = list(model._base_manager.filter(**self.here(model)).order_by("pk"))
        for row in rows:
            new = {f.name: self.marked(model, f, str(getattr(row, f.name) or "")) for f in texts(model)}
            one_by_one = ({name: words} for name, words in new.items())
            if _updated(model, row, new) or sum(_updated(model, row, one) for one in one_by_one):
                self.planted.tables.add((self.kind(model), model._meta.db_table))
            else:
                self.make(model, {f.attname: getattr(row, f.attname) for f in stored(model)})
        if not rows:
            self.make(model, {})

    def marked(self, model: type[models.Model], column: AnyField, old: str = "") -> str:
        """The text with a new marker behind it, as far as the column has room."""
        room = (column.max_length or 1000) - LONGEST - 1
        if room < -1:
            return old or "x"
        marker = self.planted.next(self.kind(model), f"{model._meta.db_table}.{column.name}")
        return f"{old[: max(room, 0)]} {marker}".strip()

    def make(self, model: type[models.Model], old: dict[str, Any], depth: int = 0) -> models.Model | None:
        """A row with markers, like an old one where there is one."""
        known: dict[str, Any] = {
            "service_id": self.case.service_id,
            "provider_id": self.provider,
            "case_id": self.case.pk,
            "file_id": self.file and self.file.pk,
        }
        if "case_id" in columns(model) and not of_one_side(model):
            known.pop("file_id")
        if self.file is not None:
            known["side"] = self.file.side  # what both may know still says of which side it speaks
        words = {f.attname: self.marked(model, f) for f in texts(model)} if self.kind(model) else {}
        start = known | STATES.get(model._meta.db_table, {}) | old | words

        def targets(column: models.ForeignKey[Any, Any]) -> list[Any]:
            return self.targets(column, depth)

        made = Filling(model, targets, words, set(known)).made(start)
        if made is None:
            self.refused.add(model._meta.db_table)
        elif any(MARKER.search(str(getattr(made, name))) for name in words):
            self.planted.tables.add((self.kind(model), model._meta.db_table))
        return made

    def targets(self, column: models.ForeignKey[Any, Any], depth: int) -> list[Any]:
        """The keys of rows that this one may point to, one made where there is none. Whoever plants comes first."""
        model: type[models.Model] = column.related_model
        rows = model._base_manager.filter(**self.here(model))
        if self.file is not None and not of_one_side(model) and "side" in columns(model):
            rows = rows.filter(side=self.file.side)
        if column.unique:  # each may be pointed to once
            rows = rows.exclude(pk__in=column.model._base_manager.values(column.attname))
        keys = list(rows.order_by("pk").values_list("pk", flat=True))
        if keys:
            return sorted(keys, key=lambda key: (model is User and key != self.by, key))
        may_try = depth < DEEPEST and model._meta.db_table not in self.refused
        made = self.make(model, {}, depth + 1) if may_try else None
        return [made.pk] if made else []


def stored(model: type[models.Model]) -> list[AnyField]:
    """Its columns but the key, and but what PostgreSQL works out itself."""
    return [f for f in model._meta.concrete_fields if not f.primary_key and not f.generated]


def _updated(model: type[models.Model], row: models.Model, new: dict[str, str]) -> bool:
    try:
        with transaction.atomic():
            return bool(model._base_manager.filter(pk=row.pk).update(**new))
    except DatabaseError:
        return False
