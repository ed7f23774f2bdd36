"""Nothing: what a partner's file says about a possible case stays readable, because figures count it in the database."""

from typing import ClassVar

from django.db import migrations


class Migration(migrations.Migration):
    dependencies: ClassVar = [("finding", "0002_behind_walls")]
    operations: ClassVar = []
