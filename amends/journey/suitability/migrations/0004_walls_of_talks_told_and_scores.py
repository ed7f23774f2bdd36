"""Talks, what somebody was told, attempts and scores belong to the file of the person they are about, and stay as made."""

from typing import ClassVar

from django.db import migrations

from amends.foundation.record.protect import append_only, protect

TABLES = ("suitability_interview", "suitability_earlyrefusal", "suitability_told", "suitability_score")


class Migration(migrations.Migration):
    dependencies: ClassVar = [("suitability", "0003_talks_told_and_scores"), ("case", "0003_walls")]
    operations: ClassVar = [
        operation for table in TABLES for operation in (*protect(table, "file"), *append_only(table))
    ]
