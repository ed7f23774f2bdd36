"""The tables of the room."""

from typing import ClassVar

import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

from amends.foundation.lib.migrating import CreateTables


class Migration(migrations.Migration):
    initial = True
    replaces: ClassVar = [("retention", "0001_initial")]
    dependencies: ClassVar = [
        ("access", "0001_tables"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("approval", "0001_tables"),
    ]
    operations: ClassVar = [
        CreateTables(
            [
                migrations.CreateModel(
                    name="Period",
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
                            "kind",
                            models.CharField(help_text="A kind in policy/retention.yaml.", max_length=20),
                        ),
                        ("years", models.PositiveSmallIntegerField()),
                        ("reason", models.CharField(max_length=300)),
                        (
                            "set_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "set_at",
                            models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["service", "kind", "-id"], name="latest_period_of_a_kind")
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("years__range", (1, 100))),
                                name="retention_period_in_years",
                                violation_error_message="Keep records for between 1 and 100 years.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("reason", ""), _negated=True),
                                name="retention_period_has_a_reason",
                                violation_error_message="Say where the period comes from.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Hold",
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
                        ("kind", models.CharField(max_length=20)),
                        ("row_id", models.BigIntegerField()),
                        ("number", models.CharField(max_length=20)),
                        ("reason", models.CharField(max_length=300)),
                        (
                            "set_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "set_at",
                            models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                        ),
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "ended_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("ended_because", models.CharField(blank=True, max_length=300)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("ended_at__isnull", True)),
                                fields=("kind", "row_id"),
                                name="one_open_hold",
                                violation_error_message="This record is held already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("reason", ""), _negated=True),
                                name="hold_has_a_reason",
                                violation_error_message="Say why it must be kept.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("ended_at__isnull", True), ("ended_by__isnull", True)),
                                    models.Q(
                                        ("ended_at__isnull", False),
                                        ("ended_by__isnull", False),
                                        models.Q(("ended_because", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="hold_ends_by_somebody_for_a_reason",
                                violation_error_message="Say why it need not be held any longer.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Disposal",
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
                        ("kind", models.CharField(max_length=20)),
                        ("row_id", models.BigIntegerField()),
                        ("number", models.CharField(max_length=20)),
                        ("over_on", models.DateField(help_text="The day it was closed or decided.")),
                        ("due_on", models.DateField()),
                        (
                            "years",
                            models.PositiveSmallIntegerField(
                                help_text="The period that held when it was proposed."
                            ),
                        ),
                        (
                            "approval",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="approval.approval",
                            ),
                        ),
                        (
                            "proposed_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "proposed_at",
                            models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                        ),
                        ("erased_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "erased_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "rows",
                            models.PositiveIntegerField(
                                blank=True, help_text="How many rows were written over.", null=True
                            ),
                        ),
                    ],
                    options={
                        "indexes": [models.Index(fields=["service", "-id"], name="disposals_of_a_service")],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("kind", "row_id"),
                                name="disposed_of_once",
                                violation_error_message="This record has been proposed already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("due_on__gt", models.F("over_on"))),
                                name="disposal_due_after_the_end",
                                violation_error_message="A record is due some time after it was over.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("erased_at__isnull", True),
                                    models.Q(
                                        ("approval__isnull", False),
                                        ("erased_by__isnull", False),
                                        ("rows__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="erased_with_approval",
                                violation_error_message="Nothing is erased that somebody else has not agreed to.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Reading",
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
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "version",
                            models.CharField(
                                help_text="The schedule they read: its version and the last change.",
                                max_length=20,
                            ),
                        ),
                        (
                            "read_at",
                            models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("service", "user", "version"),
                                name="read_once",
                                violation_error_message="You have said so already.",
                            )
                        ],
                    },
                ),
            ]
        ),
    ]
