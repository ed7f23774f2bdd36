"""The order of the intake queue is kept with each referral and in an index, so that reading a page of it looks at one page."""

from typing import ClassVar

from django.db import migrations, models

# What was said last of each fact that decides, as `amends.journey.referral.facts.turn_of` reads it.
UP = """
UPDATE referral_referral r SET turn = CASE
        WHEN said.found ->> 'at_risk_of_custody' = 'true' THEN 0
        WHEN said.found ->> 'tier' IN ('3', '4') OR said.found ->> 'seriousness' IN ('medium', 'high') THEN 1
        ELSE 2 END
FROM (SELECT referral_id, jsonb_object_agg(name, value) AS found FROM (
          SELECT DISTINCT ON (referral_id, name) referral_id, name, value FROM referral_referralfact
          WHERE name IN ('at_risk_of_custody', 'tier', 'seriousness') ORDER BY referral_id, name, id DESC) AS last
      GROUP BY referral_id) AS said
WHERE said.referral_id = r.id;
"""
RECEIVED = models.Q(("status", "draft"), _negated=True)


class Migration(migrations.Migration):
    dependencies: ClassVar = [("referral", "0003_ending")]

    operations: ClassVar = [
        migrations.AddField(
            model_name="referral",
            name="turn",
            field=models.PositiveSmallIntegerField(
                choices=[
                    (0, "On the edge of custody"),
                    (1, "Of the level the service is for"),
                    (2, "The others"),
                ],
                default=2,
                help_text="Worked out from the facts whenever one is stated, so that the queue can be read in its order.",
            ),
        ),
        migrations.RunSQL(UP, migrations.RunSQL.noop),
        migrations.AddIndex(
            model_name="referral",
            index=models.Index(
                condition=models.Q(("status__in", ["submitted", "waiting_for_referrer"])),
                fields=["service", "turn", "received_at", "id"],
                name="referrals_to_decide",
            ),
        ),
        migrations.AddIndex(
            model_name="referral",
            index=models.Index(
                condition=RECEIVED,
                fields=["service", "turn", "received_at", "id"],
                name="referrals_in_turn",
            ),
        ),
        migrations.AddIndex(
            model_name="referral",
            index=models.Index(
                condition=RECEIVED, fields=["service", "received_at"], name="referrals_of_a_month"
            ),
        ),
        migrations.AddIndex(
            model_name="referral",
            index=models.Index(fields=["referrer", "-id"], name="last_of_a_referrer"),
        ),
    ]
