"""People at partners and what partners say belong to the service; every setting keeps its history."""

from typing import ClassVar

from django.db import migrations

from amends.foundation.lib.migrating import together
from amends.foundation.record.protect import keep_history, protect


class Migration(migrations.Migration):
    replaces: ClassVar = [("partners", "0002_walls")]
    dependencies: ClassVar = [("partners", "0001_tables"), ("case", "0003_behind_walls")]
    operations: ClassVar = [
        together(
            *protect("partners_partnercontact", "service"),
            *protect("partners_partnerfeedback", "service"),
            *keep_history("partners_securedomain"),
            *keep_history("partners_district"),
            *keep_history("partners_receiver"),
            *keep_history("partners_pathway"),
            *protect("partners_establishment", "service"),
        ),
    ]
