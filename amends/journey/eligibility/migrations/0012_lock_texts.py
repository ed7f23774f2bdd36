"""What people said, and what was written down about them, is unreadable in the database from now on."""

from typing import ClassVar

from django.db import migrations

from amends.foundation.record.locking import LockTexts


class Migration(migrations.Migration):
    dependencies: ClassVar = [("eligibility", "0011_each_name_once")]
    operations: ClassVar = [
        LockTexts(
            enquiry=("words", "reply"),
            chase=("words",),
            carriedover=("wishes", "note"),
            secondassessment=("reasons", "relied_words", "without_replies"),
            senton=("outcome",),
            screening=(
                "reason",
                "harmed_needs_considered",
            ),
            basicfacts=("disputed",),
        )
    ]
