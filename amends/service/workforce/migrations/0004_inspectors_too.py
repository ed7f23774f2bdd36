"""Files of inspectors and files that fall with a facilitator's vetting: both are said in the one function that opens files."""

from importlib import import_module
from typing import ClassVar

from django.db import migrations

FALLEN = import_module("amends.service.workforce.migrations.0003_files_fall_with_vetting")
WITH_INSPECTORS = import_module("amends.foundation.case.migrations.0009_inspectors").GRANTS
UP = WITH_INSPECTORS.replace(FALLEN.STILL, FALLEN.FIT)
DOWN = FALLEN.BEFORE.replace(FALLEN.STILL, FALLEN.FIT)


class Migration(migrations.Migration):
    dependencies: ClassVar = [("workforce", "0003_files_fall_with_vetting"), ("case", "0009_inspectors")]
    operations: ClassVar = [migrations.RunSQL(UP, DOWN)]
