"""A confirmed meeting can be on hold. Why stands in one side's file; that it is, both sides may know."""

from typing import ClassVar

import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

from amends.foundation.lib.migrating import together
from amends.foundation.record.protect import protect

KINDS = [
    ("unsuitable", "Found not suitable for a meeting"),
    ("supporter", "A supporter was found not suitable to be there"),
    ("unsure", "No clear yes to this meeting any more"),
    ("left", "Does not take part any more"),
]
REASONS = [
    ("stopped", "The case has stopped"),
    ("closed", "The case was closed"),
    ("venue", "The place or the day fell through"),
    ("not_ready", "It was too early"),
    ("put_off", "It was put off; another day is looked for"),
    ("other", "Another reason"),
]


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("meeting", "0003_locked_lines"),
        ("case", "0004_locked_lines"),
        ("access", "0003_locked"),
    ]
    operations: ClassVar = [
        migrations.AddField(
            model_name="meeting",
            name="on_hold_since",
            field=models.DateTimeField(
                blank=True,
                help_text="Since when it waits for a decision. Why stands in the file concerned.",
                null=True,
            ),
        ),
        migrations.AlterField(
            model_name="meeting",
            name="cancelled_because",
            field=models.CharField(blank=True, choices=REASONS, default="", max_length=12),
        ),
        migrations.AddConstraint(
            model_name="meeting",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("on_hold_since__isnull", True),
                    ("state__in", ("confirmed", "cancelled")),
                    _connector="OR",
                ),
                name="on_hold_does_not_take_place",
                violation_error_message="A meeting on hold does not take place before somebody has decided.",
            ),
        ),
        migrations.CreateModel(
            name="Doubt",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(choices=KINDS, max_length=10)),
                ("raised_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                (
                    "settled_at",
                    models.DateTimeField(
                        blank=True, help_text="When it was put right, or the meeting was off.", null=True
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="case.casefile"
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="doubts",
                        to="meeting.meeting",
                    ),
                ),
                (
                    "participant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="case.participant"
                    ),
                ),
                (
                    "raised_by",
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
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("settled_at__isnull", True)),
                        fields=("meeting", "participant", "kind"),
                        name="one_open_doubt_of_a_kind",
                        violation_error_message="This holds the meeting up already.",
                    ),
                ],
                "indexes": [
                    models.Index(
                        condition=models.Q(("settled_at__isnull", True)),
                        fields=["meeting"],
                        name="open_doubts_of_a_meeting",
                    )
                ],
            },
        ),
        together(*protect("meeting_doubt", "file")),
    ]
