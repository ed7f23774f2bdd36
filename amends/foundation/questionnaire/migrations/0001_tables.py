"""The tables of the room."""

from typing import ClassVar

import amends.foundation.lib.locking
import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

from amends.foundation.lib.migrating import CreateTables


class Migration(migrations.Migration):
    initial = True
    replaces: ClassVar = [("questionnaire", "0001_initial")]
    dependencies: ClassVar = [
        ("access", "0001_tables"),
        ("case", "0001_tables"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations: ClassVar = [
        CreateTables(
            [
                migrations.CreateModel(
                    name="Response",
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
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="case.case",
                            ),
                        ),
                        (
                            "file",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="case.casefile",
                            ),
                        ),
                        (
                            "participant",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="responses",
                                to="case.participant",
                            ),
                        ),
                        (
                            "subject",
                            models.CharField(help_text="The row it is about, as model:key.", max_length=80),
                        ),
                        (
                            "key",
                            models.CharField(
                                help_text="The key of the definition in policy/questionnaires.", max_length=60
                            ),
                        ),
                        ("version", models.PositiveIntegerField(help_text="The version of the definition.")),
                        ("answers", amends.foundation.lib.locking.LockedJSONField(blank=True, default=dict)),
                        (
                            "state",
                            models.CharField(
                                choices=[("draft", "Being filled in"), ("complete", "Complete")],
                                default="draft",
                                max_length=10,
                            ),
                        ),
                        (
                            "answered_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "started_at",
                            models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                        ),
                        ("completed_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                fields=["subject", "key", "-completed_at"], name="responses_about_a_row"
                            ),
                            models.Index(fields=["case", "key"], name="responses_of_a_case"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("state", "draft")),
                                fields=("subject", "key", "answered_by"),
                                name="one_draft_each",
                                violation_error_message="You have begun this already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("completed_at__isnull", True), ("state", "draft")),
                                    models.Q(("completed_at__isnull", False), ("state", "complete")),
                                    _connector="OR",
                                ),
                                name="complete_has_a_time",
                                violation_error_message="What is complete has the time at which it was.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("participant__isnull", True), ("file__isnull", False), _connector="OR"
                                ),
                                name="response_about_somebody_is_in_their_file",
                                violation_error_message="Answers about somebody belong to their own file.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("file__isnull", True), ("case__isnull", False), _connector="OR"
                                ),
                                name="response_of_a_file_names_its_case",
                                violation_error_message="Answers about one side belong to the case of that side.",
                            ),
                        ],
                    },
                ),
            ]
        ),
    ]
