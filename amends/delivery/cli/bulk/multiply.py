"""Copies the parts of the example as often as the plan says: one statement for each table and shape of texts."""

from contextlib import nullcontext

from django.db import connection, transaction

from amends.delivery.cli.bulk.indexes import without_indexes
from amends.delivery.cli.bulk.locked import insert_locked, locked_among
from amends.delivery.cli.bulk.plan import Plan
from amends.delivery.cli.bulk.staging import Staged, put_aside, take_apart
from amends.delivery.cli.bulk.writing import Writer
from amends.delivery.cli.example.moments import without_triggers
from amends.delivery.cli.example.sections import Book, copied_models
from amends.delivery.cli.gathered import GATHER
from amends.foundation.record.chain import sealed_afterwards

MANY = 3000  # copies from which it is quicker to make indexes anew
# How many weeks back a copy lies: matters that are over spread over five years, what is going on over a fortnight.
WEEKS, LIVE_WEEKS = 260, 2
_COPIES = """
    INSERT INTO pg_temp.copies
    SELECT p.section, k, CASE WHEN p.kind = 'over' THEN mod(k, %(teams)s + 1) ELSE k END,
        7 * CASE p.kind WHEN 'over' THEN 1 + mod(k * 97 + p.section * 31 + %(seed)s, %(weeks)s)
                        WHEN 'live' THEN mod(k, %(live_weeks)s) ELSE 0 END
    FROM pg_temp.plan p CROSS JOIN LATERAL generate_series(1, p.copies) AS g (k) ORDER BY 2, 1
"""
_NUMBERING = """
    INSERT INTO case_numbering (service_id, series, year, last)
    SELECT service_id, series, 2000 + split_part(replace(number, '-R', '-'), '-', 2)::int,
        max(split_part(number, '-', 3)::int)
    FROM (SELECT service_id, 'case' AS series, number FROM case_case
          UNION ALL SELECT service_id, 'referral', number FROM referral_referral WHERE number <> '') AS numbers
    GROUP BY 1, 2, 3 ON CONFLICT (service_id, series, year) DO UPDATE SET last = EXCLUDED.last
"""
_SEQUENCES = """
    SELECT quote_ident(t.name), quote_ident(a.attname), pg_get_serial_sequence(t.name, a.attname)
    FROM unnest(%s::text[]) AS t (name) JOIN pg_attribute a ON a.attrelid = t.name::regclass AND a.attnum > 0
    WHERE NOT a.attisdropped AND pg_get_serial_sequence(t.name, a.attname) IS NOT NULL
"""


def multiply(book: Book, plan: Plan, *, seed: int = 1) -> None:
    """Write all copies. Needs the owner's rights and nobody else at work in the database."""
    groups = list(take_apart(book))
    tables = [model._meta.db_table for model in copied_models()]
    quick = without_indexes(tables) if sum(plan.copies.values()) >= MANY else nullcontext()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "SET LOCAL synchronous_commit = off; SET LOCAL statement_timeout = 0; SET LOCAL lock_timeout = 0"
        )
        _write_plan(book, plan, seed)
        with quick, sealed_afterwards(), without_triggers(tables):
            for place, staged in enumerate(groups):
                _copy(book, plan, staged, f"pg_temp.aside_{place}")
        cursor.execute(GATHER)
        cursor.execute(_NUMBERING)
        _move_sequences(tables)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _write_plan(book: Book, plan: Plan, seed: int) -> None:
    rows = [(i, section.kind.value, plan.copies.get(i, 0)) for i, section in enumerate(book.sections)]
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMP TABLE plan (section int, kind text, copies int) ON COMMIT DROP")
        cursor.execute("CREATE TEMP TABLE copies (section int, k bigint, b bigint, d int) ON COMMIT DROP")
        cursor.executemany("INSERT INTO pg_temp.plan VALUES (%s, %s, %s)", rows)
        cursor.execute(_COPIES, {"teams": plan.teams, "seed": seed, "weeks": WEEKS, "live_weeks": LIVE_WEEKS})
        cursor.execute("ANALYZE pg_temp.copies")


def _copy(book: Book, plan: Plan, staged: Staged, name: str) -> None:
    if not any(plan.copies.get(section, 0) for _, section, _ in staged.rows):
        return
    put_aside(staged, name)
    writer = Writer(book, plan.stride, numbers_apart=plan.stride // 10)
    written = writer.columns(staged.model, staged.signature)
    table = connection.ops.quote_name(staged.model._meta.db_table)
    columns, values = (list(part) for part in zip(*written, strict=True))
    source = f"pg_temp.copies JOIN {name} ON _section = section"
    locked = locked_among(staged, columns)
    with connection.cursor() as cursor:
        if locked:
            insert_locked(table, columns, values, source, locked)
        else:
            cursor.execute(
                f"INSERT INTO {table} ({', '.join(columns)}) SELECT {', '.join(values)} FROM {source}"
            )
        cursor.execute(f"DROP TABLE {name}")


def _move_sequences(tables: list[str]) -> None:
    """What is made on the pages from now on comes after the copies."""
    with connection.cursor() as cursor:
        cursor.execute(_SEQUENCES, [tables])
        for table, column, sequence in cursor.fetchall():
            cursor.execute(f"SELECT setval(%s, greatest((SELECT max({column}) FROM {table}), 1))", [sequence])
