"""The tables of the room."""

from typing import ClassVar

import amends.foundation.access.permissions
import amends.foundation.lib.locking
import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

from amends.foundation.lib.migrating import CreateTables


class Migration(migrations.Migration):
    initial = True
    replaces: ClassVar = [
        ("approval", "0001_initial"),
        ("approval", "0003_choices_asked"),
        ("approval", "0004_lock_texts"),
    ]
    dependencies: ClassVar = [
        ("access", "0001_tables"),
        ("case", "0001_tables"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations: ClassVar = [
        CreateTables(
            [
                migrations.CreateModel(
                    name="Approval",
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
                                related_name="approvals",
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
                            "key",
                            models.CharField(
                                help_text="What sort of decision, as room.what: risk.high.", max_length=60
                            ),
                        ),
                        (
                            "subject",
                            models.CharField(help_text="The row it is about, as model:key.", max_length=80),
                        ),
                        (
                            "question",
                            models.CharField(
                                help_text="What is to be decided, without names of people.", max_length=300
                            ),
                        ),
                        (
                            "link",
                            models.CharField(
                                blank=True, help_text="Where the decider can read more.", max_length=200
                            ),
                        ),
                        (
                            "permission",
                            models.CharField(
                                choices=amends.foundation.access.permissions.permission_choices,
                                default=amends.foundation.access.permissions.Permission["APPROVAL_DECIDE"],
                                max_length=40,
                            ),
                        ),
                        (
                            "asked_at",
                            models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                        ),
                        (
                            "asked_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "decision",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("approved", "Approved"),
                                    ("refused", "Refused"),
                                    ("withdrawn", "Withdrawn by who asked"),
                                ],
                                default="",
                                max_length=10,
                            ),
                        ),
                        ("decided_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "decided_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("reason", amends.foundation.lib.locking.LockedTextField(blank=True)),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                condition=models.Q(("decision", "")),
                                fields=["service", "asked_at"],
                                name="approvals_waiting",
                            ),
                            models.Index(fields=["case", "-asked_at"], name="approvals_of_a_case"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("decision", "")),
                                fields=("subject", "key"),
                                name="asked_once",
                                violation_error_message="This has been asked already and waits for a decision.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("decision__in", ["approved", "refused"]), _negated=True),
                                    models.Q(("decided_by", models.F("asked_by")), _negated=True),
                                    _connector="OR",
                                ),
                                name="decided_by_somebody_else",
                                violation_error_message="Somebody else has to decide, not the person who asked.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("decided_at__isnull", True),
                                        ("decided_by__isnull", True),
                                        ("decision", ""),
                                    ),
                                    models.Q(
                                        models.Q(("decision", ""), _negated=True),
                                        ("decided_at__isnull", False),
                                        ("decided_by__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="decision_by_somebody_at_a_time",
                                violation_error_message="A decision says who made it and when.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("decision", "refused"), _negated=True),
                                    models.Q(("reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="refusal_has_a_reason",
                                violation_error_message="Say why, so that the others know what to change.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("file__isnull", True), ("case__isnull", False), _connector="OR"
                                ),
                                name="approval_of_a_file_names_its_case",
                                violation_error_message="A question about a file belongs to the case of that file.",
                            ),
                        ],
                    },
                ),
            ]
        ),
    ]
