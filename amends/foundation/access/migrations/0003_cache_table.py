"""The table in which several web processes share what they count, such as wrong passwords."""

from typing import ClassVar

from django.db import migrations

UP = """
CREATE TABLE access_cache (cache_key varchar(255) PRIMARY KEY, value text NOT NULL, expires timestamptz NOT NULL);
CREATE INDEX access_cache_expires ON access_cache (expires);
"""
DOWN = "DROP TABLE access_cache;"


class Migration(migrations.Migration):
    dependencies: ClassVar = [("access", "0002_who_is_acting")]
    operations: ClassVar = [migrations.RunSQL(UP, DOWN)]
