"""Screens a whole CSV file under a profile: every row kept as it came, with decision, rules and missing added."""

from typing import IO

import polars as pl

from amends.foundation.policy.columns import RESULTS, invalid, screen_columns, typed
from amends.foundation.policy.csv_blocks import Block, CsvFile
from amends.foundation.policy.facts import Fact, facts_table
from amends.foundation.policy.profiles import Profile


def screen_file(source: CsvFile, profile: Profile, out: IO[bytes]) -> int:
    """Writes the screened rows and says how many there were; nothing that is wrong is passed over."""
    facts = _fact_columns(source, profile)
    end = "\r\n" if source.ends_with_return else "\n"
    out.write(f"{source.header_raw},{','.join(RESULTS)}{end}".encode())
    count = 0
    for block in source.blocks(list(facts)):
        _check_values(source, block, facts)
        rows = _screened(block, profile, facts)
        out.write((rows.str.join(end).item() + end).encode())
        count += len(rows)
    return count


def look_alikes(header: list[str]) -> list[tuple[str, str]]:
    """Columns that are carried through untouched but were probably meant as facts, with the fact."""
    table = {name for name, fact in facts_table().items() if not fact.own}
    meant = ((name, "_".join(name.lower().replace("-", " ").replace("_", " ").split())) for name in header)
    return [(name, fact) for name, fact in meant if name not in table and fact in table]


def _fact_columns(source: CsvFile, profile: Profile) -> dict[str, Fact]:
    """The columns that hold facts; the others are carried through and never looked at."""
    header = source.header
    if len(header) == 1 and any(mark in header[0] for mark in ";\t|"):
        source.refuse(
            "the columns are not separated by commas; save the file with commas.", row=1, column="1"
        )
    for name in RESULTS:
        if name in header:
            source.refuse(
                "this column would be added and is there already; remove or rename it.", row=1, column=name
            )
    asked = {name for rule in profile.rules for name in rule.facts}
    table = {name: fact for name, fact in facts_table().items() if not fact.own or name in asked}
    facts = {name: table[name] for name in header if name in table}
    for name in facts:
        if header.count(name) > 1:
            source.refuse("this column is there twice.", row=1, column=name)
    return {name: fact for name, fact in facts.items() if fact.kind != "text"}


def _check_values(source: CsvFile, block: Block, facts: dict[str, Fact]) -> None:
    if not facts:
        return
    wrong = block.cells.select(invalid(fact).alias(name) for name, fact in facts.items())
    rows = wrong.select(pl.any_horizontal(pl.all())).to_series().arg_true()
    if not len(rows):
        return
    row = rows[0]
    name = next(name for name in facts if wrong[name][row])
    text = block.cells[name][row]
    source.refuse(f'"{text}" is not {facts[name].allowed}.', row=block.first_row + row, column=name)


def _screened(block: Block, profile: Profile, facts: dict[str, Fact]) -> pl.Series:
    columns = block.cells.select(typed(fact).alias(name) for name, fact in facts.items())
    rows = columns if facts else pl.DataFrame({"row": block.raw})
    results = screen_columns(profile, rows.lazy()).collect()
    return results.select(
        pl.concat_str([pl.lit(block.raw), *(pl.col(name) for name in RESULTS)], separator=",")
    ).to_series()
