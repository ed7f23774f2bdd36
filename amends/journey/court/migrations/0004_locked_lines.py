"""Short lines in which somebody says why or what was said are locked, also those written before."""

from typing import ClassVar

from django.db import migrations

from amends.foundation.record.locking import LockTexts


class Migration(migrations.Migration):
    dependencies: ClassVar = [("court", "0003_locked"), ("record", "0002_behind_walls")]
    operations: ClassVar = [
        LockTexts(
            courtreport=("check_reason", "why_not_proposed", "why_no_advice", "effective_proposal"),
            sentence=("details", "officer_words", "why_later"),
            attendance=("reason",),
            wantedpaper=("why_not",),
            plannedmeeting=("result", "possible_why", "why_without_officer"),
            programme=("harm", "needs", "outcome"),
            hearingresult=("details",),
        )
    ]
