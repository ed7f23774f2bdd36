"""Short lines in which somebody says why or what was said are locked, also those written before."""

from typing import ClassVar

from django.db import migrations

from amends.foundation.record.locking import LockTexts


class Migration(migrations.Migration):
    dependencies: ClassVar = [("agreement", "0003_signatures_and_payments"), ("record", "0002_behind_walls")]
    operations: ClassVar = [
        LockTexts(
            outcomeagreement=("why_no_officer", "why_no_liaison"),
            point=("proof", "support", "tell_what"),
            onward=("result_words",),
            planentry=("objective",),
            runningentry=("words",),
        )
    ]
