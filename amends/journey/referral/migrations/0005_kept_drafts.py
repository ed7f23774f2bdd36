"""A draft that waits for the prison offender manager is its writer's alone, and so is what is known of it."""

from typing import ClassVar

import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

from amends.foundation.lib.migrating import together
from amends.foundation.record.protect import keep_history

OWN = """
ALTER TABLE referral_keptdraft ENABLE ROW LEVEL SECURITY;
CREATE POLICY referral_keptdraft_wall ON referral_keptdraft
    USING (kept_by_id = (SELECT amends_user())) WITH CHECK (kept_by_id = (SELECT amends_user()));
-- Whoever answers for the officer may not read it; they learn only whom to tell that there is an answer.
CREATE FUNCTION referral_keepers(wanted bigint) RETURNS TABLE (keeper bigint, draft bigint, wants_word boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
    SELECT k.kept_by_id, k.referral_id, k.wants_word FROM referral_keptdraft k WHERE k.interest_id = wanted $$;
"""
NOT_OWN = """
DROP FUNCTION referral_keepers(bigint);
DROP POLICY referral_keptdraft_wall ON referral_keptdraft; ALTER TABLE referral_keptdraft DISABLE ROW LEVEL SECURITY;
"""
WHO = [
    ("harmed", "The person harmed"),
    ("custody", "The person in custody"),
    ("body", "We did, or another body"),
]


class Migration(migrations.Migration):
    dependencies: ClassVar = [("referral", "0004_locked_lines"), ("finding", "0004_locked_lines")]
    operations: ClassVar = [
        migrations.CreateModel(
            name="KeptDraft",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("asked_by", models.CharField(choices=WHO, max_length=10)),
                (
                    "wants_word",
                    models.BooleanField(
                        default=False, help_text="The person harmed wants to hear what comes of it."
                    ),
                ),
                ("kept_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                (
                    "interest",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="finding.interest"
                    ),
                ),
                (
                    "kept_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "referral",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="referral.referral"
                    ),
                ),
                (
                    "service",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.service"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("referral", "interest"),
                        name="kept_once_for_an_interest",
                        violation_error_message="This was passed on already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("asked_by", ""), _negated=True),
                        name="kept_draft_says_who_asked",
                        violation_error_message="Say who asked for it.",
                    ),
                ],
            },
        ),
        together(migrations.RunSQL(OWN, NOT_OWN), *keep_history("referral_keptdraft")),
    ]
