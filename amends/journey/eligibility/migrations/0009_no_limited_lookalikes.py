"""A limited case is no duplicate of anything for whoever is not named in it: the warning would give it away."""

from importlib import import_module
from typing import ClassVar

from django.db import migrations

_SEVENTH = import_module("amends.journey.eligibility.migrations.0007_alike_by_two_words")
BEFORE = _SEVENTH.changed(_SEVENTH.BEFORE)
LAST = "WHERE s.score >= 1.1"
UNNAMED = "WHERE coalesce(s.case_id, r.case_id, 0) <> ALL (amends_shut_cases()) AND s.score >= 1.1"


class Migration(migrations.Migration):
    dependencies: ClassVar = [("eligibility", "0008_partner_likeness"), ("case", "0005_grants")]
    operations: ClassVar = [migrations.RunSQL(BEFORE.replace(LAST, UNNAMED), BEFORE)]
