"""Puts into every wall, as migrations end, what holds for all: limited cases, and roles that read and never write.

These are restrictive policies: they take away from what a table's own policy lets through and never add to it. They
follow from the columns a table has, so that a new table is behind them without anybody having to think of it.
"""

from functools import cache

from django.apps import AppConfig, apps
from django.db import connections

# What is only ever added to may be written by anybody, also about a case that is shut to them: an attempt is logged.
_ADDED_TO = {"record_auditevent", "record_historyrow", "message_notice"}
_SHUT = {
    "case_id": "amends_limited_cases",
    "file_id": "amends_limited_files",
    "referral_id": "amends_limited_referrals",
}
_ITSELF = {"case_case": "case_id", "case_casefile": "file_id", "referral_referral": "referral_id"}
# Roles of one side read their file; inspectors read the case as well. Neither writes.
_READERS = (
    ("reader", "file_id", "amends_read_only_files"),
    ("inspector", "case_id", "amends_inspected_cases"),
)
_GUARDED = """
    SELECT c.relname, array_agg(a.attname::text),
           coalesce(bool_or(a.attnotnull) FILTER (WHERE a.attname = 'case_id'), false)
    FROM pg_class c
    JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = current_schema()
    JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
    WHERE c.relrowsecurity AND c.relkind = 'r' GROUP BY 1 ORDER BY 1
"""


def raise_walls(sender: AppConfig | None, using: str = "default", **_: object) -> None:
    """Make the policies anew from the tables as they now are. Called by Django after `migrate`, as their owner."""
    with connections[using].cursor() as cursor:
        cursor.execute("SELECT to_regproc('amends_limited_referrals')")
        if cursor.fetchone() == (None,):
            return  # migrated back to before there were any
        cursor.execute("SELECT proname FROM pg_proc WHERE proname = ANY (%s)", [[r[2] for r in _READERS]])
        known = {name for (name,) in cursor.fetchall()}  # the second came later than the walls
        cursor.execute(_GUARDED)
        for table, columns, always_of_a_case in cursor.fetchall():
            for statement in walls_of(table, set(columns), known, always_of_a_case=always_of_a_case):
                cursor.execute(statement)


def walls_of(table: str, columns: set[str], known: set[str], *, always_of_a_case: bool) -> list[str]:
    """The statements for one table: none for one whose rows belong to no case. `known` are functions there are."""
    keys = {name: name for name in _SHUT if name in columns}
    if table in _ITSELF:
        keys[_ITSELF[table]] = "id"
    if not keys:
        return []
    shut = {"case_id": "case_id"} if always_of_a_case else keys
    seen = " AND ".join(_outside(key, _SHUT[name]) for name, key in shut.items())
    verb = "FOR SELECT " if table in _ADDED_TO else ""
    statements = _anew(table, "named", f"{verb}USING ({seen})")
    if table in _ADDED_TO:
        return statements
    for who, name, function in _READERS:
        if name not in keys or function not in known:
            continue
        if who == "reader" and table in _kept_by_readers():
            verbs = ("adds", "changes", "removes")
            statements += [f"DROP POLICY IF EXISTS {table}_{who}_{verb} ON {table}" for verb in verbs]
            continue
        writes = f"({keys[name]} IS NULL OR {keys[name]} <> ALL ((SELECT {function}())::bigint[]))"
        statements += _anew(table, f"{who}_adds", f"FOR INSERT WITH CHECK ({writes})")
        statements += _anew(table, f"{who}_changes", f"FOR UPDATE USING ({writes})")
        statements += _anew(table, f"{who}_removes", f"FOR DELETE USING ({writes})")
    return statements


@cache
def _kept_by_readers() -> set[str]:
    """Tables into which those write who otherwise only read the file, as their models say."""
    models = (m for m in apps.get_models() if getattr(getattr(m, "Privacy", None), "kept_by_readers", False))
    return {model._meta.db_table for model in models}


def _outside(key: str, function: str) -> str:
    return f"({key} IS NULL OR NOT {key} <@ (SELECT {function}()))"


def _anew(table: str, name: str, rest: str) -> list[str]:
    return [
        f"DROP POLICY IF EXISTS {table}_{name} ON {table}",
        f"CREATE POLICY {table}_{name} ON {table} AS RESTRICTIVE {rest}",
    ]
