"""A search asks the ranges of limited files, whatever their number."""

from importlib import import_module
from typing import ClassVar

from django.db import migrations

_FIFTH = import_module("amends.foundation.people.migrations.0005_limited_searches")
NOTING_BEFORE = _FIFTH.NOTING.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION")
CHANGES = {
    "shut bigint[] := amends_shut_files()": "shut int8multirange := amends_limited_files()",
    "p.file_id <> ALL (shut)": "NOT p.file_id <@ shut",
    "p.file_id = ANY (shut)": "p.file_id <@ shut",
    "shut = '{}'": "isempty(shut)",
}


def in_ranges(text: str) -> str:
    """The function as it was, asking ranges in place of a list."""
    for before, after in CHANGES.items():
        text = text.replace(before, after)
    return text


class Migration(migrations.Migration):
    dependencies: ClassVar = [("people", "0005_limited_searches"), ("case", "0007_limits_in_ranges")]
    operations: ClassVar = [
        migrations.RunSQL(in_ranges(_FIFTH.SEARCH), _FIFTH.SEARCH),
        migrations.RunSQL(in_ranges(NOTING_BEFORE), NOTING_BEFORE),
    ]
