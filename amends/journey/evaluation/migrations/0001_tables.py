"""The tables of the room."""

from typing import ClassVar

import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

from amends.foundation.lib.migrating import CreateTables


class Migration(migrations.Migration):
    initial = True
    replaces: ClassVar = [("evaluation", "0001_initial"), ("evaluation", "0003_treated_fairly")]
    dependencies: ClassVar = [
        ("access", "0001_tables"),
        ("case", "0001_tables"),
        ("followup", "0001_tables"),
        ("questionnaire", "0001_tables"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations: ClassVar = [
        CreateTables(
            [
                migrations.CreateModel(
                    name="Feedback",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "service",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="access.service",
                            ),
                        ),
                        (
                            "file",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="case.casefile",
                            ),
                        ),
                        (
                            "participant",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="feedback",
                                to="case.participant",
                            ),
                        ),
                        (
                            "follow_up",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="feedback",
                                to="followup.followup",
                            ),
                        ),
                        (
                            "response",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="questionnaire.response",
                            ),
                        ),
                        (
                            "side",
                            models.CharField(
                                choices=[
                                    ("harmed", "Person harmed"),
                                    ("responsible", "Person responsible"),
                                    ("party_a", "Party A"),
                                    ("party_b", "Party B"),
                                ],
                                max_length=12,
                            ),
                        ),
                        (
                            "part",
                            models.CharField(
                                choices=[
                                    ("principal", "The person themselves"),
                                    ("member", "Member of a harmed group"),
                                    ("spokesperson", "Spokesperson of a group or company"),
                                    ("supporter", "Supporter"),
                                    ("parent", "Parent or guardian"),
                                    ("appropriate_adult", "Appropriate adult"),
                                    ("interpreter", "Interpreter"),
                                    ("other", "Somebody else who matters"),
                                ],
                                max_length=20,
                            ),
                        ),
                        (
                            "way",
                            models.CharField(
                                choices=[("meeting", "At a meeting"), ("indirect", "By letter or message")],
                                max_length=10,
                            ),
                        ),
                        ("pleased", models.CharField(blank=True, default="", max_length=12)),
                        ("disappointed", models.CharField(blank=True, default="", max_length=12)),
                        ("worries", models.CharField(blank=True, default="", max_length=12)),
                        ("impact", models.CharField(blank=True, default="", max_length=12)),
                        ("content", models.CharField(blank=True, default="", max_length=12)),
                        ("agreement_received", models.CharField(blank=True, default="", max_length=12)),
                        ("prepared", models.CharField(blank=True, default="", max_length=12)),
                        ("supported", models.CharField(blank=True, default="", max_length=12)),
                        ("needs_met", models.CharField(blank=True, default="", max_length=12)),
                        ("would_recommend", models.CharField(blank=True, default="", max_length=12)),
                        ("treated_fairly", models.CharField(blank=True, default="", max_length=12)),
                        (
                            "taken_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "taken_at",
                            models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                        ),
                    ],
                    options={
                        "verbose_name_plural": "feedback",
                        "indexes": [models.Index(fields=["service", "taken_at"], name="feedback_in_a_time")],
                    },
                ),
            ]
        ),
    ]
