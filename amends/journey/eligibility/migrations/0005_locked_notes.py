"""What somebody wrote about two things that look alike is locked, also what was written before."""

from typing import ClassVar

from django.db import migrations

from amends.foundation.record.locking import LockTexts


class Migration(migrations.Migration):
    dependencies: ClassVar = [("eligibility", "0004_people_waiting")]
    operations: ClassVar = [LockTexts(likeness=("note",), partnerlikeness=("note",))]
