"""What somebody answered about a case that a partner works on itself."""

import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

from amends.foundation.record.protect import protect


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0003_cache_table"),
        ("eligibility", "0006_more_walls"),
        ("referral", "0009_walls_of_remedies"),
        ("sharing", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="PartnerLikeness",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "answer",
                    models.CharField(
                        choices=[
                            ("same", "The same matter"),
                            ("linked", "Another matter with somebody in common"),
                            ("different", "Nothing to do with it"),
                        ],
                        max_length=10,
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=300)),
                ("at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "partner_case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="sharing.partnercase",
                    ),
                ),
                (
                    "referral",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="partner_likenesses",
                        to="referral.referral",
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
                "verbose_name_plural": "likenesses to partners' cases",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("referral", "partner_case"),
                        name="partner_likeness_answered_once",
                        violation_error_message="This has been answered.",
                    )
                ],
            },
        ),
        *protect("eligibility_partnerlikeness", "service"),
    ]
