"""What people said, and what was written down about them, is unreadable in the database from now on."""

from typing import ClassVar

from django.db import migrations

from amends.foundation.record.locking import LockTexts


class Migration(migrations.Migration):
    dependencies: ClassVar = [("referral", "0013_asked_once")]
    operations: ClassVar = [
        LockTexts(
            question=("text", "answer"),
            amendment=("before", "after"),
            providerpack=("person_details", "offence_summary", "risk_summary", "reason"),
            referralperson=("access_needs", "wishes", "note", "warning"),
            referral=(
                "referrer_note",
                "incident",
                "previous_action",
                "comments",
                "outcome_words",
                "ended_words",
            ),
            remedy=("cra1_request",),
            communityresolution=("offence", "caution_reply"),
            sentencing=("talk_note", "talk_advice"),
            worksheet=("offences", "other_information"),
        )
    ]
