"""Answers of MAPPA partners, the review of the plan, and oversight at level 1."""

from typing import ClassVar

import amends.foundation.lib.locking
import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

from amends.foundation.record.protect import protect


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("access", "0005_roles_are_given"),
        ("case", "0009_inspectors"),
        ("disclosure", "0005_lock_texts"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations: ClassVar = [
        migrations.CreateModel(
            name="LevelOneOversight",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("due_on", models.DateField()),
                ("held_on", models.DateField(blank=True, null=True)),
                ("rj_discussed", models.BooleanField(blank=True, null=True)),
                ("entered_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                (
                    "entered_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="case.casefile"
                    ),
                ),
                (
                    "mappa",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="oversights",
                        to="disclosure.mappa",
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
                        condition=models.Q(("held_on__isnull", True)),
                        fields=("mappa",),
                        name="one_level_one_oversight_ahead",
                        violation_error_message="The next one is planned already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("held_on__isnull", True), ("rj_discussed__isnull", True)),
                            models.Q(("held_on__isnull", False), ("rj_discussed__isnull", False)),
                            _connector="OR",
                        ),
                        name="level_one_oversight_says_whether_discussed",
                        violation_error_message="Say whether restorative justice was discussed.",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="mappa",
            name="plan_changed",
            field=models.BooleanField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="mappa",
            name="plan_passed_on",
            field=models.DateField(
                blank=True, help_text="When the provider was told what came of it.", null=True
            ),
        ),
        migrations.AddField(
            model_name="mappa",
            name="plan_reviewed_on",
            field=models.DateField(
                blank=True, help_text="When the risk management plan was looked at again.", null=True
            ),
        ),
        migrations.AddField(
            model_name="mappaagency",
            name="answer",
            field=amends.foundation.lib.locking.LockedTextField(
                blank=True, default="", help_text="What they know that bears on it."
            ),
        ),
        migrations.AddField(
            model_name="mappaagency",
            name="answered_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddConstraint(
            model_name="mappa",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("plan_reviewed_on__isnull", True), ("plan_changed__isnull", False), _connector="OR"
                ),
                name="plan_review_says_whether_changed",
                violation_error_message="Say whether the plan was changed.",
            ),
        ),
        migrations.AddConstraint(
            model_name="mappaagency",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("answered_on__isnull", True),
                    models.Q(models.Q(("answer", ""), _negated=True), ("told_on__isnull", False)),
                    _connector="OR",
                ),
                name="mappa_agency_answered_something",
                violation_error_message="Write down what they answered, after they were told.",
            ),
        ),
        *protect("disclosure_leveloneoversight", "file"),
    ]
