"""How long each kind of record is kept: `policy/retention.yaml`."""

from dataclasses import dataclass
from pathlib import Path

from amends.foundation.policy.records import read_records
from amends.foundation.policy.source import policy_folder, read

LONGEST = 100


@dataclass(frozen=True)
class RecordKind:
    """One kind of record. `years` count from `begins`; a service may set its own."""

    key: str
    title: str
    words: str
    begins: str
    years: int
    source: str


@dataclass(frozen=True)
class RetentionSchedule:
    """All kinds, with the version that staff say they have read."""

    version: int
    kinds: dict[str, RecordKind]


def retention_schedule(folder: Path | None = None) -> RetentionSchedule:
    """The schedule a service starts with. Raises PolicyError with file and line where it cannot be used."""
    whole = read(policy_folder(folder) / "retention.yaml").fields(needed=("version", "records"))
    kinds = read_records(RecordKind, whole["records"])
    for key, kind in kinds.items():
        if not 1 <= kind.years <= LONGEST:
            part = whole["records"].entries()[key]
            part.refuse(f"{kind.years} years: a record is kept for between 1 and {LONGEST} years.")
    return RetentionSchedule(whole["version"].whole_number(at_least=1), kinds)
