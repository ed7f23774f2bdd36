"""The register goes to the evaluator by itself, to a secure address and on set days."""

from typing import ClassVar

import amends.foundation.lib.locking
import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

from amends.foundation.lib.migrating import CreateTables, together
from amends.foundation.record.protect import append_only, protect


class Migration(migrations.Migration):
    initial = True
    replaces: ClassVar = [("progress", "0001_initial"), ("progress", "0002_sent_to_the_evaluator")]
    dependencies: ClassVar = [
        ("access", "0001_tables"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("case", "0003_behind_walls"),
    ]
    operations: ClassVar = [
        CreateTables(
            [
                migrations.CreateModel(
                    name="Skipped",
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
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="case.case"
                            ),
                        ),
                        ("step", models.CharField(help_text="A step of policy/paths.yaml.", max_length=20)),
                        (
                            "towards",
                            models.CharField(help_text="The step that was gone on to.", max_length=20),
                        ),
                        ("why", amends.foundation.lib.locking.LockedTextField()),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                    ],
                    options={
                        "verbose_name_plural": "steps passed over",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("case", "step"),
                                name="step_passed_over_once",
                                violation_error_message="This step has been passed over already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("why", ""), _negated=True),
                                name="step_passed_over_for_a_reason",
                                violation_error_message="Say why this step is passed over.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="NotApplicable",
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
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="case.case"
                            ),
                        ),
                        ("part", models.CharField(max_length=30)),
                        ("why", amends.foundation.lib.locking.LockedTextField()),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                    ],
                    options={
                        "verbose_name_plural": "parts that do not apply",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("case", "part"),
                                name="part_marked_once",
                                violation_error_message="This part is marked already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("why", ""), _negated=True),
                                name="part_marked_for_a_reason",
                                violation_error_message="Say why this part does not apply.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Forwarding",
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
                            "agreement",
                            models.CharField(
                                help_text="The agreement it rests on, by title and version.", max_length=160
                            ),
                        ),
                        ("fields", models.JSONField(help_text="The agreed fields, by key.")),
                        ("rows", models.PositiveIntegerField()),
                        (
                            "sent_to",
                            models.EmailField(
                                blank=True,
                                default="",
                                help_text="The address it was sent to; empty when the file was taken by hand.",
                                max_length=254,
                            ),
                        ),
                    ],
                    options={
                        "indexes": [models.Index(fields=["service", "-at"], name="forwardings_of_a_service")],
                    },
                ),
                migrations.CreateModel(
                    name="ForwardingPlan",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "service",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="access.service",
                            ),
                        ),
                        ("address", models.EmailField(help_text="At a secure domain.", max_length=254)),
                        (
                            "every_months",
                            models.PositiveSmallIntegerField(
                                choices=[
                                    (1, "Every month"),
                                    (3, "Every three months"),
                                    (6, "Every six months"),
                                    (12, "Every year"),
                                ]
                            ),
                        ),
                        ("next_on", models.DateField(help_text="The day on which it goes next.")),
                        (
                            "set_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                ),
            ]
        ),
        together(
            *protect("progress_skipped", "service"),
            *append_only("progress_skipped"),
            *protect("progress_notapplicable", "service"),
            *protect("progress_forwarding", "service", history=False),
            *append_only("progress_forwarding"),
            *protect("progress_forwardingplan", "service"),
        ),
    ]
