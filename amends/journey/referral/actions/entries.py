"""Referrals written down in YAML: what came in, and what a careful coordinator does on reading it.

The example service and the tests put them through the same actions as everybody else.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from django.db import transaction

from amends.foundation.access.models import Agency, Service, User
from amends.foundation.lib.dates import read_moment
from amends.journey.referral.actions import add_reference, amend, log_referral, state_facts, verify_answer
from amends.journey.referral.models import Referral
from amends.service.partners.actions import keep_agency


@dataclass(frozen=True)
class Entry:
    """One referral as it came (`content` and how it came), with the coordinator's part and what must be noticed."""

    name: str
    values: dict[str, Any]

    @property
    def coordinator(self) -> dict[str, Any]:
        """What the coordinator corrects, verifies and finds out."""
        found: dict[str, Any] = self.values.get("coordinator", {})
        return found


def read_entries(folder: Path) -> list[Entry]:
    """Every entry of a folder, by file name."""
    return [
        Entry(file.stem, yaml.safe_load(file.read_text(encoding="utf-8")))
        for file in sorted(folder.glob("*.yaml"))
    ]


def land(*, by: User, service: Service, entry: Entry) -> Referral:
    """Log it as it came, and nothing more."""
    values, agency = entry.values, None
    if "agency" in values:
        name, kind = values["agency"]["name"], values["agency"]["kind"]
        agency = Agency.objects.filter(service=service, name=name).first() or keep_agency(
            by=by, agency=Agency(service=service), details={"name": name, "kind": kind}
        )
    return log_referral(
        by=by,
        service=service,
        form=values["form"],
        route=values["route"],
        received_at=read_moment(values["received_at"]),
        content=values["content"],
        agency=agency,
        sender_address=values.get("sender_address", ""),
    )


@transaction.atomic
def work_through(*, by: User, referral: Referral, entry: Entry) -> None:
    """What a careful coordinator does next: corrections, verified answers, facts."""
    part = entry.coordinator
    for question, given in part.get("checklist", {}).items():
        verify_answer(
            by=by,
            referral=referral,
            question=question,
            answer=given["answer"],
            note_text=given.get("note", ""),
        )
    if "amend" in part:
        amend(by=by, referral=referral, changes=part["amend"]["changes"], reason=part["amend"]["reason"])
    for reference in part.get("references", ()):
        add_reference(by=by, referral=referral, kind=reference["kind"], value=reference["value"])
    state_facts(by=by, referral=referral, facts=part.get("facts", {}))
