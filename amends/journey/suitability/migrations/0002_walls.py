"""A judgement belongs to the file of the person it is about, and stays as it was made."""

from typing import ClassVar

from django.db import migrations

from amends.foundation.record.protect import append_only, protect


class Migration(migrations.Migration):
    dependencies: ClassVar = [("suitability", "0001_initial"), ("case", "0003_walls")]
    operations: ClassVar = [*protect("suitability_judgement", "file"), *append_only("suitability_judgement")]
