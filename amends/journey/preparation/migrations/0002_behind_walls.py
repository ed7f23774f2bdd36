"""What somebody hopes, needs and chooses belongs to their own side's file."""

from typing import ClassVar

from django.db import migrations

from amends.foundation.lib.migrating import together
from amends.foundation.record.protect import WHOLE_SERVICE, append_only, protect, wall_by_verb

OF_THE_FILE = f"{WHOLE_SERVICE} OR file_id = ANY ((SELECT amends_files())::bigint[])"

# Only while the role is held: what somebody was told closes with it, like a file.
MINE = """keyworker_id = (SELECT amends_user()) AND until IS NULL AND EXISTS (
    SELECT FROM access_membership m WHERE m.user_id = keyworker_id AND m.service_id = preparation_keywork.service_id
      AND m.sees = 'goals' AND m.starts_on <= amends_today() AND (m.ends_on IS NULL OR m.ends_on >= amends_today()))"""


class Migration(migrations.Migration):
    replaces: ClassVar = [("preparation", "0002_walls")]
    dependencies: ClassVar = [
        ("preparation", "0001_tables"),
        ("case", "0003_behind_walls"),
    ]
    operations: ClassVar = [
        together(
            *protect("preparation_preparation", "file"),
            *protect("preparation_need", "file"),
            *protect("preparation_waychoice", "file"),
            *append_only("preparation_waychoice"),
            # The plan of a case and everything around getting one person ready.
            *protect("preparation_affected", "file"),
            *protect("preparation_firsttalk", "file"),
            *protect("preparation_helper", "file"),
            *protect("preparation_leftbehind", "file"),
            *protect("preparation_measure", "file"),
            *protect("preparation_supporterfinding", "file"),
            *protect("preparation_unavailable", "file"),
            *protect("preparation_aim", "case"),
            *protect("preparation_planstep", "case"),
            *protect("preparation_settledway", "case"),
            *append_only("preparation_firsttalk"),
            *append_only("preparation_supporterfinding"),
            *append_only("preparation_aim"),
            *append_only("preparation_settledway"),
            # Needs are looked at again.
            *protect("preparation_needslook", "file"),
            *append_only("preparation_needslook"),
            # Resources used with somebody, and the goals that a keyworker is told, who sees this row and no file.
            *protect("preparation_resourceuse", "file"),
            *protect("preparation_keywork", "file"),
            *wall_by_verb(
                "preparation_keywork",
                see=f"{OF_THE_FILE} OR {MINE}",
                add=OF_THE_FILE,
                change=OF_THE_FILE,
                into=OF_THE_FILE,
            ),
            # An organisation supports somebody only as they agree.
            *protect("preparation_backing", "file"),
        ),
    ]
