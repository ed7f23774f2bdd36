"""Short lines in which somebody says why or what was said are locked, also those written before."""

from typing import ClassVar

from django.db import migrations

from amends.foundation.record.locking import LockTexts


class Migration(migrations.Migration):
    dependencies: ClassVar = [("followup", "0002_behind_walls"), ("record", "0002_behind_walls")]
    operations: ClassVar = [
        LockTexts(
            supportrequest=("kind", "answer", "why_unanswered"),
            help=("words",),
            followup=("note",),
            closing=("why_another_way", "why_no_other_way", "reopened_because"),
        )
    ]
