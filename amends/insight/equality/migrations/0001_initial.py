"""What is agreed about uneven results is of the service."""

from typing import ClassVar

import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

from amends.foundation.lib.migrating import together
from amends.foundation.record.protect import protect


class Migration(migrations.Migration):
    initial = True

    dependencies: ClassVar = [
        ("record", "0002_behind_walls"),
        ("access", "0001_tables"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations: ClassVar = [
        migrations.CreateModel(
            name="EqualityAction",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("characteristic", models.CharField(max_length=30)),
                ("step", models.CharField(max_length=20)),
                ("words", models.CharField(max_length=300)),
                ("due_on", models.DateField()),
                ("set_on", models.DateField()),
                ("set_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("done_on", models.DateField(blank=True, null=True)),
                ("what_came", models.CharField(blank=True, max_length=300)),
                (
                    "owner",
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
                    models.CheckConstraint(
                        condition=models.Q(("due_on__gte", models.F("set_on"))),
                        name="equality_action_due_ahead",
                        violation_error_message="It cannot be due before it is agreed.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("done_on__isnull", True),
                            models.Q(("what_came", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="equality_action_done_says_what_came",
                        violation_error_message="Say what came of it.",
                    ),
                ],
            },
        ),
        together(*protect("equality_figures_equalityaction", "service")),
    ]
