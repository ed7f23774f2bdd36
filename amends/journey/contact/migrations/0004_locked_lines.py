"""Short lines in which somebody says why or what was said are locked, also those written before."""

from typing import ClassVar

from django.db import migrations

from amends.foundation.record.locking import LockTexts


class Migration(migrations.Migration):
    dependencies: ClassVar = [("contact", "0003_procedure_of_visits"), ("record", "0002_behind_walls")]
    operations: ClassVar = [
        LockTexts(
            approach=("readiness_note", "attitude_note"),
            approachdecision=("experience",),
            contact=("why_not_call", "reaction", "next_step", "harm_sign_words", "why_apart"),
            hostposting=("summary",),
        )
    ]
