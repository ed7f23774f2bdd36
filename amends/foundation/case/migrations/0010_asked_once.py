"""What is open, and what is limited, is found once in a statement, however many tables ask for it."""

from typing import ClassVar

from django.db import migrations

from amends.foundation.record.protect import ask_once


class Migration(migrations.Migration):
    dependencies: ClassVar = [("case", "0009_inspectors")]
    operations: ClassVar = [
        *ask_once("amends_cases", "bigint[]"),
        *ask_once("amends_known_cases", "bigint[]"),
        *ask_once("amends_files", "bigint[]"),
        *ask_once("amends_limited_cases", "int8multirange"),
        *ask_once("amends_limited_files", "int8multirange"),
    ]
