"""What an officer notes is theirs and the service's; interest in custody is also for the prison offender manager."""

from typing import ClassVar

from django.db import migrations

from amends.foundation.lib.migrating import together
from amends.foundation.record.protect import protect, wall_by_verb

MINE = "noted_by_id = (SELECT amends_user())"

OFFICER = f"""{MINE} OR officer_id = (SELECT amends_user()) OR service_id IN (
    SELECT m.service_id FROM access_membership m
    WHERE m.user_id = (SELECT amends_user()) AND m.role = 'prison_offender_manager'
      AND m.starts_on <= amends_today() AND (m.ends_on IS NULL OR m.ends_on >= amends_today()))"""

READERS = "reader_id = (SELECT amends_user())"

HANDED_TO_ME = """id IN (SELECT r.candidate_id FROM finding_reading r
    WHERE r.reader_id = (SELECT amends_user()) AND r.read_at IS NULL)"""


def one_side(column: str, name: str) -> migrations.RunSQL:
    """A match names rows of its own service and side; the database refuses any other."""
    return migrations.RunSQL(
        f"""ALTER TABLE finding_match ADD CONSTRAINT {name} FOREIGN KEY ({column}, service_id, side)
            REFERENCES finding_candidate (id, service_id, side) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED;""",
        f"ALTER TABLE finding_match DROP CONSTRAINT {name};",
    )


NAMED = f"""{MINE} OR service_id IN (
    SELECT m.service_id FROM access_membership m
    WHERE m.user_id = (SELECT amends_user()) AND m.role IN ('service_manager', 'coordinator')
      AND m.starts_on <= amends_today() AND (m.ends_on IS NULL OR m.ends_on >= amends_today()))"""


class Migration(migrations.Migration):
    replaces: ClassVar = [("finding", "0002_walls"), ("finding", "0004_caseload_walls")]
    dependencies: ClassVar = [("finding", "0001_tables"), ("case", "0003_behind_walls")]
    operations: ClassVar = [
        together(
            *protect("finding_request", "service", or_where=MINE),
            *protect("finding_interest", "service", or_where=OFFICER),
            *protect("finding_disclosure", "service", or_where=MINE),
            *protect("finding_offer", "service", or_where=MINE),
            # Extracts are the service's alone; a reader sees the papers handed to them; the two sides are never joined.
            # Rows of people of whom nothing may come keep no history: when their time is over, nothing of them stays. Who
            # decided what about them, and when, is in the trail.
            *protect("finding_layout", "service"),
            *protect("finding_weights", "service"),
            *protect("finding_extract", "service"),
            *protect("finding_extractfile", "service", history=False),
            *protect("finding_rejected", "service", history=False),
            *protect("finding_reading", "service", or_where=READERS, history=False),
            *protect("finding_candidate", "service", or_where=HANDED_TO_ME, history=False),
            *protect("finding_assessment", "service", history=False),
            *protect("finding_sample", "service"),
            *protect("finding_match", "service"),
            migrations.RunSQL(
                """ALTER TABLE finding_candidate ADD CONSTRAINT candidate_of_its_extracts_side
                   FOREIGN KEY (extract_id, service_id, side) REFERENCES finding_extract (id, service_id, side)
                   DEFERRABLE INITIALLY DEFERRED;""",
                "ALTER TABLE finding_candidate DROP CONSTRAINT candidate_of_its_extracts_side;",
            ),
            one_side("candidate_id", "match_of_one_side"),
            one_side("earlier_id", "match_with_one_side"),
            # A liaison officer's notice that a victim wants restorative justice: for its writer and for those who decide,
            # no others.
            *protect("finding_victimnotice", "service"),
            *wall_by_verb("finding_victimnotice", see=NAMED, add=MINE, change=NAMED, into=NAMED),
        ),
    ]
