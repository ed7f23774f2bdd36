"""A judgement belongs to the file of the person it is about, and stays as it was made."""

from typing import ClassVar

from django.db import migrations

from amends.foundation.lib.migrating import together
from amends.foundation.record.protect import append_only, protect

TABLES = ("suitability_interview", "suitability_earlyrefusal", "suitability_told", "suitability_score")


class Migration(migrations.Migration):
    replaces: ClassVar = [
        ("suitability", "0002_walls"),
        ("suitability", "0004_walls_of_talks_told_and_scores"),
    ]
    dependencies: ClassVar = [("suitability", "0001_tables"), ("case", "0003_behind_walls")]
    operations: ClassVar = [
        together(
            *protect("suitability_judgement", "file"),
            *append_only("suitability_judgement"),
            # Talks, what somebody was told, attempts and scores belong to the file of the person they are about, and stay
            # as made.
            *[operation for table in TABLES for operation in (*protect(table, "file"), *append_only(table))],
        ),
    ]
