"""The example referrals, put through the same actions as everybody else's, with what is expected of each."""

from pathlib import Path
from typing import Any

import yaml

from amends.journey.referral.actions.entries import Entry, land, read_entries, work_through
from amends.journey.referral.models import Referral

ROOT = Path(__file__).resolve().parents[4]
ENTRIES = {entry.name[:2]: entry for entry in read_entries(ROOT / "amends/delivery/cli/example/referrals")}


def expected_of(entry: Entry) -> dict[str, Any]:
    """What a careful coordinator finds."""
    found: dict[str, Any] = yaml.safe_load(
        (ROOT / "tests/data/referrals" / f"{entry.name}.expected.yaml").read_text(encoding="utf-8")
    )
    return found


def landed(service, coordinator, number: str, *, worked: bool = True) -> Referral:
    """One of the sixteen, read and worked through by the coordinator."""
    entry = ENTRIES[number]
    referral = land(by=coordinator, service=service, entry=entry)
    if worked:
        work_through(by=coordinator, referral=referral, entry=entry)
    return Referral.objects.select_related("service", "agency").get(pk=referral.pk)
