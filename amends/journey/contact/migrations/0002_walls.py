"""Contacts and appointments belong to one side's file."""

from typing import ClassVar

from django.db import migrations

from amends.foundation.record.protect import protect


class Migration(migrations.Migration):
    dependencies: ClassVar = [("contact", "0001_initial"), ("case", "0003_walls")]
    operations: ClassVar = [
        *protect("contact_appointment", "file"),
        *protect("contact_contact", "file"),
        *protect("contact_hostposting", "file"),
        *protect("contact_approach", "file"),
        *protect("contact_approachdecision", "file"),
    ]
