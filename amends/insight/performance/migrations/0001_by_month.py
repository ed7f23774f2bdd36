"""Every figure looks at the rows of one service and one month: each finds them by an index on the day it counts by."""

from typing import ClassVar

from django.db import migrations

from amends.foundation.lib.migrating import together

# Table, columns, and which rows; the tables whose own room reads them by month already are not here.
INDEXES = (
    ("eligibility_screening", "service_id, screened_at", ""),
    ("eligibility_senton", "service_id, transferred_at", ""),
    ("case_casemilestone", "service_id, name, at", ""),
    ("agreement_outcomeagreement", "service_id, made_on", ""),
    ("agreement_point", "service_id, due", ""),
    ("followup_followup", "service_id, settled_at", "settled_at IS NOT NULL"),
    ("clock_clock", "service_id, stopped_at", "stopped_at IS NOT NULL"),
    ("contact_contact", "service_id, at", ""),
)


def _operation(table: str, columns: str, rows: str) -> migrations.RunSQL:
    name = f"{table}_by_month"
    where = f" WHERE {rows}" if rows else ""
    return migrations.RunSQL(f"CREATE INDEX {name} ON {table} ({columns}){where};", f"DROP INDEX {name};")


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("case", "0003_behind_walls"),
        ("clock", "0001_tables"),
        ("eligibility", "0001_tables"),
        ("contact", "0001_tables"),
        ("agreement", "0001_tables"),
        ("followup", "0001_tables"),
    ]
    operations: ClassVar = [together(*[_operation(*index) for index in INDEXES])]
