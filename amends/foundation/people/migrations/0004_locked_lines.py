"""Short lines in which somebody says why or what was said are locked, also those written before."""

from typing import ClassVar

from django.db import migrations

from amends.foundation.record.locking import LockTexts


class Migration(migrations.Migration):
    dependencies: ClassVar = [("people", "0003_what_an_envelope_shows"), ("record", "0002_behind_walls")]
    operations: ClassVar = [
        LockTexts(
            contactpoint=("note",),
            safecontact=(
                "who_may_answer",
                "if_somebody_else_answers",
                "code_word",
                "text_wording",
                "envelope",
                "dates_to_avoid",
            ),
        )
    ]
