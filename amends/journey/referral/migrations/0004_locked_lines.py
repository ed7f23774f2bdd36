"""Short lines in which somebody says why or what was said are locked, also those written before."""

from typing import ClassVar

from django.db import migrations

from amends.foundation.record.locking import LockTexts


class Migration(migrations.Migration):
    dependencies: ClassVar = [("referral", "0003_locked"), ("record", "0002_behind_walls")]
    operations: ClassVar = [
        LockTexts(
            referral=(
                "referrer_interest",
                "reason_other",
                "happened_note",
                "attachments_note",
                "needed_why",
                "known_links",
                "sentence_details",
                "leaflet_note",
            ),
            externalreference=("note",),
            amendment=("reason",),
            checklistanswer=("referrer_note", "verified_note"),
            referralfact=("note",),
            packneed=("words", "answer"),
            referralperson=(
                "who_may_answer",
                "if_somebody_else_answers",
                "code_word",
                "text_wording",
                "envelope",
                "dates_to_avoid",
                "relationship",
                "who_knows",
                "consent_note",
            ),
            referralcontact=("note",),
            communityresolution=(
                "victim_hub_consent_note",
                "victim_signature_note",
                "caution_for",
                "caution_note",
            ),
            chosenaction=("detail", "covers", "evidence"),
            signoff=("note",),
            remedy=("alternative_sanction", "cra1_exception"),
            worksheet=("purpose",),
        )
    ]
