"""What somebody says afterwards is their own side's; how a case ended is for those who see the whole service."""

from typing import ClassVar

from django.db import migrations

from amends.foundation.lib.migrating import together
from amends.foundation.record.protect import protect


class Migration(migrations.Migration):
    replaces: ClassVar = [("followup", "0002_walls")]
    dependencies: ClassVar = [
        ("followup", "0001_tables"),
        ("case", "0003_behind_walls"),
    ]
    operations: ClassVar = [
        together(
            *protect("followup_followup", "file"),
            *protect("followup_concern", "file"),
            *protect("followup_closing", "service"),
            *protect("followup_aftercare", "file"),
            *protect("followup_debrief", "service", or_where="user_id = (SELECT amends_user())"),
            *protect("followup_signoff", "case"),
            *protect("followup_supportrequest", "file"),
            *protect("followup_help", "file"),
            *protect("followup_notnow", "file"),
        ),
    ]
