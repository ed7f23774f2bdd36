"""Contacts and appointments belong to one side's file."""

from typing import ClassVar

from django.db import migrations

from amends.foundation.lib.migrating import together
from amends.foundation.record.protect import WHOLE_SERVICE, protect, wall_by_verb
from amends.service.dataplan.walls import behind_plan


class Migration(migrations.Migration):
    replaces: ClassVar = [("contact", "0002_walls")]
    dependencies: ClassVar = [
        ("contact", "0001_tables"),
        ("case", "0003_behind_walls"),
        ("dataplan", "0001_plan"),
    ]
    operations: ClassVar = [
        together(
            *protect("contact_appointment", "file"),
            *protect("contact_contact", "file"),
            *protect("contact_hostposting", "file"),
            *protect("contact_approach", "file"),
            *protect("contact_approachdecision", "file"),
            *protect("contact_visitsafety", "file"),
            # Who types contacts into the host’s record; and contacts stand behind the data plan.
            *protect("contact_hostaccess", "service"),
            *wall_by_verb(
                "contact_hostaccess",
                see=f"{WHOLE_SERVICE} OR user_id = (SELECT amends_user())",
                add=WHOLE_SERVICE,
                change=WHOLE_SERVICE,
                into=WHOLE_SERVICE,
            ),
            *protect("contact_accuracycheck", "service"),
            *behind_plan(
                "contact_contact", ("harmed_contacts", "harmed"), ("responsible_contacts", "responsible")
            ),
        ),
    ]
