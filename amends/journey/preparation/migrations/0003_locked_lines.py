"""Short lines in which somebody says why or what was said are locked, also those written before."""

from typing import ClassVar

from django.db import migrations

from amends.foundation.record.locking import LockTexts


class Migration(migrations.Migration):
    dependencies: ClassVar = [("preparation", "0002_behind_walls"), ("record", "0002_behind_walls")]
    operations: ClassVar = [
        LockTexts(
            supporterfinding=("relationship", "reason"),
            helper=("relationship", "tasks", "limits"),
            backing=("role", "vetting", "sent"),
            affected=("link", "not_invited_because"),
            firsttalk=("allows",),
            resourceuse=("reason",),
            measure=("words",),
            need=("words", "planned"),
            needslook=("words",),
            aim=("reason",),
            preparation=("coping_support", "place_result", "video_setup"),
            unavailable=("help_arranged",),
            waychoice=("why_not_meeting", "why_not_discussed"),
        )
    ]
