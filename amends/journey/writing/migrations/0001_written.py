"""What is kept of a letter until it is posted; it belongs to the file of whom it is written to."""

from typing import ClassVar

import amends.foundation.lib.locking
import django.db.models.deletion
from django.db import migrations, models

from amends.foundation.lib.migrating import together
from amends.foundation.record.protect import protect


class Migration(migrations.Migration):
    initial = True

    dependencies: ClassVar = [
        ("case", "0003_behind_walls"),
        ("contact", "0002_behind_walls"),
        ("message", "0003_envelopes"),
    ]
    operations: ClassVar = [
        migrations.CreateModel(
            name="Written",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "purpose",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("engage", "Engage"),
                            ("motivate", "Motivate"),
                            ("assess", "Assess"),
                            ("prepare", "Prepare"),
                            ("inform", "Inform"),
                            ("debrief", "Debrief"),
                        ],
                        max_length=10,
                    ),
                ),
                ("why_not_call", amends.foundation.lib.locking.LockedCharField(blank=True, max_length=200)),
                ("minutes", models.PositiveSmallIntegerField()),
                (
                    "contact",
                    models.OneToOneField(
                        blank=True,
                        help_text="Once it was posted.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="contact.contact",
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="case.casefile"
                    ),
                ),
                (
                    "message",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="written",
                        to="message.message",
                    ),
                ),
                (
                    "participant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="case.participant"
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
                "verbose_name_plural": "written",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("minutes__gt", 0)),
                        name="writing_takes_time",
                        violation_error_message="Say how long it took.",
                    )
                ],
            },
        ),
        together(*protect("writing_written", "file")),
    ]
