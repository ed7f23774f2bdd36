"""Inspections, which the inspector sees and does not change, and strands, which only those see who see the whole service."""

from typing import ClassVar

import amends.foundation.lib.locking
import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

from amends.foundation.record.protect import WHOLE_SERVICE, protect, wall_by_verb


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("record", "0002_append_only"),
        ("access", "0005_roles_are_given"),
        ("case", "0009_inspectors"),
        ("notes", "0001_initial"),
    ]

    operations: ClassVar = [
        migrations.CreateModel(
            name="Inspection",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("body", models.CharField(help_text="Who sends them.", max_length=120)),
                ("reason", models.CharField(max_length=200)),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField()),
                ("opened_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                (
                    "opened_by",
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
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                        name="inspection_ends_after_start",
                        violation_error_message="An inspection cannot end before it begins.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("user", models.F("opened_by")), _negated=True),
                        name="inspection_opened_by_another",
                        violation_error_message="Nobody opens an inspection to themselves.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="InspectedCase",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="case.case"
                    ),
                ),
                (
                    "service",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.service"
                    ),
                ),
                (
                    "inspection",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="cases",
                        to="notes.inspection",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("inspection", "case"),
                        name="inspected_once",
                        violation_error_message="This case is in the inspection already.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Strand",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("risk", "Together it would be a risk"),
                            ("need", "They need something else"),
                            ("choice", "They want it so"),
                        ],
                        max_length=6,
                    ),
                ),
                ("words", amends.foundation.lib.locking.LockedTextField()),
                ("at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                (
                    "begun_in",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="case.case"
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "goes_on_in",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="case.case"
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
                        condition=models.Q(("begun_in", models.F("goes_on_in")), _negated=True),
                        name="strand_is_another_case",
                        violation_error_message="A strand is a case of its own.",
                    )
                ],
            },
        ),
        *protect("notes_inspection", "service"),
        *wall_by_verb(
            "notes_inspection",
            see=f"{WHOLE_SERVICE} OR user_id = (SELECT amends_user())",
            add=WHOLE_SERVICE,
            change=WHOLE_SERVICE,
            into=WHOLE_SERVICE,
        ),
        *protect("notes_inspectedcase", "case"),
        *protect("notes_strand", "service"),
    ]
