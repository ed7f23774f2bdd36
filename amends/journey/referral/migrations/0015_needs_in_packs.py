"""A pack says what the person needs, and the provider answers each need."""

import django.db.models.deletion
from django.db import migrations, models

from amends.foundation.record.protect import protect

OF_PACK = "EXISTS (SELECT FROM referral_providerpack p WHERE p.id = referral_packneed.pack_id)"


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0005_roles_are_given"),
        ("referral", "0014_lock_texts"),
    ]

    operations = [
        migrations.AddField(
            model_name="providerpack",
            name="needs_known",
            field=models.CharField(
                blank=True,
                choices=[
                    ("listed", "They have needs, and agree that the provider hears of them"),
                    ("none_known", "None known"),
                    ("not_agreed", "They do not agree that their needs are passed on"),
                ],
                max_length=10,
            ),
        ),
        migrations.CreateModel(
            name="PackNeed",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("access", "Getting in and about"),
                            ("hearing_seeing", "Hearing or seeing"),
                            ("language", "Language or interpreter"),
                            ("reading", "Reading and writing"),
                            ("neurodiversity", "How they think and learn (neurodiversity)"),
                            ("health", "Health, also of the mind"),
                            ("vulnerability", "Something that makes them vulnerable"),
                            ("childcare", "Childcare or care of others"),
                            ("travel", "Travel or money"),
                            ("faith", "Faith"),
                            ("culture", "Culture"),
                            ("gender", "Gender"),
                            ("maturity", "Age and maturity"),
                            ("support", "Somebody beside them"),
                            ("other", "Something else"),
                        ],
                        max_length=20,
                    ),
                ),
                ("words", models.CharField(max_length=300)),
                (
                    "answer",
                    models.CharField(blank=True, help_text="How the provider will meet it.", max_length=300),
                ),
                (
                    "pack",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="needs",
                        to="referral.providerpack",
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
                "indexes": [models.Index(fields=["pack", "id"], name="needs_in_a_pack")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("words", ""), _negated=True),
                        name="pack_need_says_what",
                        violation_error_message="Say what they need.",
                    )
                ],
            },
        ),
        *protect("referral_packneed", "service", or_where=OF_PACK),
    ]
