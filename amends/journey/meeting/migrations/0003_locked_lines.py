"""Short lines in which somebody says why or what was said are locked, also those written before."""

from typing import ClassVar

from django.db import migrations

from amends.foundation.record.locking import LockTexts


class Migration(migrations.Migration):
    dependencies: ClassVar = [("meeting", "0002_behind_walls"), ("record", "0002_behind_walls")]
    operations: ClassVar = [
        LockTexts(
            meeting=("refreshments", "ratio_reason"),
            arrangement=("note",),
            invitation=("why_not_asked", "relation_harmed", "relation_responsible"),
            care=("travel", "cannot_come_at", "aftercare"),
            safetymeasure=("words",),
            recordingbreach=("what", "action"),
            writeup=("stepped_in_why", "video_how_known", "although"),
        )
    ]
