"""What an officer notes is theirs and the service's; interest in custody is also for the prison offender manager."""

from typing import ClassVar

from django.db import migrations

from amends.foundation.record.protect import protect

MINE = "noted_by_id = (SELECT amends_user())"
OFFICER = f"""{MINE} OR officer_id = (SELECT amends_user()) OR service_id IN (
    SELECT m.service_id FROM access_membership m
    WHERE m.user_id = (SELECT amends_user()) AND m.role = 'prison_offender_manager'
      AND m.starts_on <= amends_today() AND (m.ends_on IS NULL OR m.ends_on >= amends_today()))"""


class Migration(migrations.Migration):
    dependencies: ClassVar = [("finding", "0001_initial"), ("record", "0002_append_only")]
    operations: ClassVar = [
        *protect("finding_request", "service", or_where=MINE),
        *protect("finding_interest", "service", or_where=OFFICER),
        *protect("finding_disclosure", "service", or_where=MINE),
        *protect("finding_offer", "service", or_where=MINE),
    ]
