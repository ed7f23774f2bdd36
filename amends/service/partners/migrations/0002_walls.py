"""People at partners and what partners say belong to the service; every setting keeps its history."""

from typing import ClassVar

from django.db import migrations

from amends.foundation.record.protect import keep_history, protect


class Migration(migrations.Migration):
    dependencies: ClassVar = [("partners", "0001_initial"), ("record", "0002_append_only")]
    operations: ClassVar = [
        *protect("partners_partnercontact", "service"),
        *protect("partners_partnerfeedback", "service"),
        *keep_history("partners_securedomain"),
        *keep_history("partners_district"),
        *keep_history("partners_receiver"),
        *keep_history("partners_pathway"),
    ]
