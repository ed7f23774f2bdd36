"""What was stored before these columns were locked is locked as well."""

from typing import ClassVar

from django.db import migrations

from amends.foundation.record.locking import LockTexts


class Migration(migrations.Migration):
    dependencies: ClassVar = [("disclosure", "0004_releases")]
    operations: ClassVar = [
        LockTexts(
            allowed=("limits", "what"),
            disclosure=("items", "proportionality", "reasons"),
            mappa=("reasons",),
            mappaagency=("told_what",),
            riskupdate=("words",),
            victimrequest=("message",),
        )
    ]
