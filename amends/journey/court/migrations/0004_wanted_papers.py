"""Papers about the person responsible: on their own file."""

from typing import ClassVar

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from amends.foundation.record.protect import protect


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("access", "0004_choices_asked"),
        ("case", "0006_studied"),
        ("court", "0003_programme_and_progress"),
        ("documents", "0002_walls"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations: ClassVar = [
        migrations.CreateModel(
            name="WantedPaper",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(help_text="As policy/court/papers.yaml calls it.", max_length=20)),
                ("asked_on", models.DateField()),
                ("chased_on", models.DateField(blank=True, null=True)),
                ("received_on", models.DateField(blank=True, null=True)),
                (
                    "kept_at",
                    models.CharField(
                        blank=True, help_text="Where paper is kept that was not scanned.", max_length=120
                    ),
                ),
                (
                    "passed_on",
                    models.DateField(blank=True, help_text="When the facilitators were given it.", null=True),
                ),
                ("why_not", models.CharField(blank=True, help_text="Why it will not come.", max_length=200)),
                (
                    "attachment",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.attachment",
                    ),
                ),
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
                        related_name="wanted_papers",
                        to="case.participant",
                    ),
                ),
                (
                    "passed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
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
                "indexes": [
                    models.Index(
                        condition=models.Q(("received_on__isnull", True), ("why_not", "")),
                        fields=["service", "file"],
                        name="papers_outstanding",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("participant", "kind"),
                        name="paper_wanted_once",
                        violation_error_message="This paper is on the list already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("received_on__isnull", True),
                            ("received_on__gte", models.F("asked_on")),
                            _connector="OR",
                        ),
                        name="paper_received_after_it_was_asked_for",
                        violation_error_message="It cannot have come before it was asked for.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("received_on__isnull", True),
                            ("attachment__isnull", False),
                            models.Q(("kept_at", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="paper_received_is_somewhere",
                        violation_error_message="Add the file, or say where the paper is kept.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("passed_by__isnull", True), ("passed_on__isnull", True)),
                            models.Q(
                                ("passed_by__isnull", False),
                                ("passed_on__isnull", False),
                                ("received_on__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="paper_passed_on_once_it_is_there",
                        violation_error_message="Only what has arrived is passed on, and by somebody.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("why_not", ""), ("received_on__isnull", True), _connector="OR"),
                        name="paper_comes_or_does_not",
                        violation_error_message="It is either there, or will not come.",
                    ),
                ],
            },
        ),
        *protect("court_wantedpaper", "file"),
    ]
