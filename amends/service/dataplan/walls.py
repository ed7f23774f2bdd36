"""Puts a table behind the data plan: what it shuts to a role, the database does not give to that role alone."""

from django.db.migrations.operations.special import RunSQL


def behind_plan(table: str, *items: tuple[str, str]) -> list[RunSQL]:
    """A restrictive policy on reading a table of one side. Each item is its key and its side, "" for either side."""
    conditions = []
    for key, side in items:
        shut = f"service_id = ANY ((SELECT amends_plan_shuts('{key}', '{side}'))::bigint[])"
        of_side = f" AND EXISTS (SELECT FROM case_casefile f WHERE f.id = file_id AND f.side = '{side}')"
        conditions.append(f"NOT ({shut}{of_side if side else ''})")
    return [
        RunSQL(
            f"CREATE POLICY {table}_plan ON {table} AS RESTRICTIVE FOR SELECT USING ({' AND '.join(conditions)});",
            f"DROP POLICY {table}_plan ON {table};",
        )
    ]
