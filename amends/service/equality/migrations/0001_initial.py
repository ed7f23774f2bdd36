"""What people say about themselves stands on the file of their side."""

from typing import ClassVar

import amends.foundation.lib.locking
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from amends.foundation.lib.migrating import together
from amends.foundation.record.protect import protect


class Migration(migrations.Migration):
    initial = True

    dependencies: ClassVar = [
        ("record", "0002_behind_walls"),
        ("access", "0001_tables"),
        ("case", "0003_behind_walls"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations: ClassVar = [
        migrations.CreateModel(
            name="EqualityAnswers",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("answered", "Answered"),
                            ("declined", "Would rather not say"),
                            ("not_asked", "Not asked"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "answers",
                    models.JSONField(
                        blank=True, default=dict, help_text="Codes by question, as in policy/equality."
                    ),
                ),
                ("asked_on", models.DateField(blank=True, null=True)),
                ("why_not_asked", amends.foundation.lib.locking.LockedCharField(blank=True, max_length=200)),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="case.casefile"
                    ),
                ),
                (
                    "participant",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="equality",
                        to="case.participant",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
                "verbose_name_plural": "equality answers",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("asked_on__isnull", True),
                                ("state", "not_asked"),
                                models.Q(("why_not_asked", ""), _negated=True),
                            ),
                            models.Q(
                                models.Q(("state", "not_asked"), _negated=True),
                                ("asked_on__isnull", False),
                                ("why_not_asked", ""),
                            ),
                            _connector="OR",
                        ),
                        name="equality_asked_or_why_not",
                        violation_error_message="Say when they were asked, or why they were not.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state", "answered"), ("answers", {}), _connector="OR"),
                        name="equality_answers_of_who_answered",
                        violation_error_message="Only somebody who answered has answers.",
                    ),
                ],
            },
        ),
        together(*protect("equality_equalityanswers", "file")),
    ]
