"""Whether somebody harmed is known to probation or a prison."""

from typing import ClassVar

import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models

from amends.foundation.record.protect import protect


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("access", "0005_roles_are_given"),
        ("case", "0009_inspectors"),
        ("risk", "0007_lock_texts"),
    ]

    operations: ClassVar = [
        migrations.CreateModel(
            name="KnownElsewhere",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("received_on", models.DateField(help_text="When their details came from the police.")),
                ("probation", models.BooleanField(blank=True, null=True)),
                ("prison", models.BooleanField(blank=True, null=True)),
                ("checked_by", models.CharField(blank=True, default="", max_length=120)),
                ("checked_on", models.DateField(blank=True, null=True)),
                ("noted_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="case.casefile"
                    ),
                ),
                (
                    "participant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="known_elsewhere",
                        to="case.participant",
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
                "verbose_name_plural": "known elsewhere",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("checked_on__isnull", True)),
                        fields=("participant",),
                        name="one_open_look_up_a_person",
                        violation_error_message="This is somebody’s task already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("checked_by", ""),
                                ("checked_on__isnull", True),
                                ("prison__isnull", True),
                                ("probation__isnull", True),
                            ),
                            models.Q(
                                ("checked_on__isnull", False),
                                ("prison__isnull", False),
                                ("probation__isnull", False),
                                models.Q(("checked_by", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="known_elsewhere_is_answered_whole",
                        violation_error_message="Say for both whether they are known, who looked, and when.",
                    ),
                ],
            },
        ),
        *protect("risk_knownelsewhere", "file"),
    ]
