"""Is this the same person as before? Probabilities by splink on duckdb; whether they are right, a person says.

Only records of one side are ever compared. The weights are fixed, not learned, so that the same two records always get
the same figure: m is how often records of one person agree, u how often those of two people do.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

PROBABLE = 0.75
_MEMORY = "700MB"
_OF_TWO = 1 / 20_000  # how likely two records at random are one person


@dataclass(frozen=True)
class Known:
    """One record as it is compared. `key` says which row of which table it is."""

    key: str
    name: str
    date_of_birth: date | None = None
    postcode: str = ""
    person_key: str = ""


@dataclass(frozen=True)
class Pair:
    """A new record and the earlier one it is most likely the same as."""

    new: str
    earlier: str
    probability: float
    agrees_on: list[str]


def person_key(reference: str) -> str:
    """Capital letters and figures alone: A1234BC and a1234 bc are one number."""
    return re.sub(r"[^A-Z0-9]", "", reference.upper())[:60]


def offence_key(reference: str, offence: str, day: date | None) -> str:
    """What an offence is known by: its number, else what and when; "" where neither is known."""
    if reference:
        return person_key(reference)
    words = re.sub(r"[^A-Z0-9]", "", offence.upper())
    return f"{day.isoformat()}:{words}"[:160] if day and words else ""


def pairs(new: Sequence[Known], earlier: Sequence[Known]) -> list[Pair]:
    """For each new record the earlier one it most likely repeats, where that is probable. The most likely come first."""
    if not new or not earlier:
        return []
    found = _predicted(_table(new), _table(earlier))
    best: dict[str, Pair] = {}
    for pair in sorted(found, key=lambda each: (-each.probability, each.new, each.earlier)):
        best.setdefault(pair.new, pair)
    return list(best.values())


def _table(records: Iterable[Known]) -> Any:
    import pyarrow as pa  # slow to import: only the worker compares records

    rows = [_row(record) for record in records]
    columns = ("unique_id", "first", "last", "initial", "born", "postcode", "person_key")
    return pa.table({name: pa.array([row[i] for row in rows], pa.string()) for i, name in enumerate(columns)})


def _row(record: Known) -> tuple[str | None, ...]:
    folded = unicodedata.normalize("NFKD", record.name).encode("ascii", "ignore").decode().lower()
    parts = re.sub(r"[^a-z ]", "", folded.replace("-", " ")).split()
    last = parts[-1] if parts else None
    return (
        record.key,
        parts[0] if len(parts) > 1 else None,
        last,
        last[0] if last else None,
        record.date_of_birth.isoformat() if record.date_of_birth else None,
        person_key(record.postcode) or None,
        record.person_key or None,
    )


def _predicted(new: Any, earlier: Any) -> list[Pair]:
    import duckdb
    from splink import DuckDBAPI, Linker

    connection = duckdb.connect(
        ":memory:", config={"memory_limit": _MEMORY, "threads": 2, "enable_external_access": "false"}
    )
    try:
        api = DuckDBAPI(connection)
        tables = [
            api.register(table, table_name=name) for table, name in ((new, "a_new"), (earlier, "b_earlier"))
        ]
        linker = Linker(tables, _settings(), log_level=None)
        found = linker.inference.predict(threshold_match_probability=PROBABLE)
        rows = found.as_duckdbpyrelation().select(
            "unique_id_l, unique_id_r, match_probability, mw_first, mw_last, mw_born, mw_postcode, mw_person_key"
        )
        return [_pair(*row) for row in rows.fetchall()]
    finally:
        connection.close()


def _pair(new: str, earlier: str, probability: float, *speaks_for: float) -> Pair:
    names = ("first name", "last name", "birthday", "postcode", "number")
    agree = [name for name, weight in zip(names, speaks_for, strict=True) if weight > 0]
    return Pair(new, earlier, round(min(probability, 0.999), 3), agree)


def _settings() -> Any:
    import splink.comparison_library as cl
    from splink import SettingsCreator, block_on

    return SettingsCreator(
        link_type="link_only",
        probability_two_random_records_match=_OF_TWO,
        comparisons=[
            cl.JaroWinklerAtThresholds("first", [0.9]).configure(
                m_probabilities=[0.86, 0.08, 0.06], u_probabilities=[0.012, 0.02, 0.968]
            ),
            cl.JaroWinklerAtThresholds("last", [0.9]).configure(
                m_probabilities=[0.9, 0.06, 0.04], u_probabilities=[0.003, 0.008, 0.989]
            ),
            cl.DamerauLevenshteinAtThresholds("born", 1).configure(
                m_probabilities=[0.93, 0.05, 0.02], u_probabilities=[0.0001, 0.002, 0.9979]
            ),
            cl.ExactMatch("postcode").configure(m_probabilities=[0.6, 0.4], u_probabilities=[0.0005, 0.9995]),
            cl.ExactMatch("person_key").configure(
                m_probabilities=[0.93, 0.07], u_probabilities=[0.00002, 0.99998]
            ),
        ],
        blocking_rules_to_generate_predictions=[
            block_on("person_key"),
            block_on("born", "initial"),
            block_on("last", "first"),
            block_on("postcode", "first"),
        ],
        retain_matching_columns=False,
        retain_intermediate_calculation_columns=True,
    )
