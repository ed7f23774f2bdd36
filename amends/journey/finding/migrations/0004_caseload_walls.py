"""Extracts are the service's alone; a reader sees the papers handed to them; the two sides are never joined.

Rows of people of whom nothing may come keep no history: when their time is over, nothing of them stays. Who decided what
about them, and when, is in the trail.
"""

from typing import ClassVar

from django.db import migrations
from django.db.migrations.operations.special import RunSQL

from amends.foundation.record.protect import protect

MINE = "reader_id = (SELECT amends_user())"
HANDED_TO_ME = """id IN (SELECT r.candidate_id FROM finding_reading r
    WHERE r.reader_id = (SELECT amends_user()) AND r.read_at IS NULL)"""


def one_side(column: str, name: str) -> RunSQL:
    """A match names rows of its own service and side; the database refuses any other."""
    return RunSQL(
        f"""ALTER TABLE finding_match ADD CONSTRAINT {name} FOREIGN KEY ({column}, service_id, side)
            REFERENCES finding_candidate (id, service_id, side) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED;""",
        f"ALTER TABLE finding_match DROP CONSTRAINT {name};",
    )


class Migration(migrations.Migration):
    dependencies: ClassVar = [("finding", "0003_caseloads"), ("record", "0002_append_only")]
    operations: ClassVar = [
        *protect("finding_layout", "service"),
        *protect("finding_weights", "service"),
        *protect("finding_extract", "service"),
        *protect("finding_extractfile", "service", history=False),
        *protect("finding_rejected", "service", history=False),
        *protect("finding_reading", "service", or_where=MINE, history=False),
        *protect("finding_candidate", "service", or_where=HANDED_TO_ME, history=False),
        *protect("finding_assessment", "service", history=False),
        *protect("finding_sample", "service"),
        *protect("finding_match", "service"),
        RunSQL(
            """ALTER TABLE finding_candidate ADD CONSTRAINT candidate_of_its_extracts_side
               FOREIGN KEY (extract_id, service_id, side) REFERENCES finding_extract (id, service_id, side)
               DEFERRABLE INITIALLY DEFERRED;""",
            "ALTER TABLE finding_candidate DROP CONSTRAINT candidate_of_its_extracts_side;",
        ),
        one_side("candidate_id", "match_of_one_side"),
        one_side("earlier_id", "match_with_one_side"),
    ]
