"""The tables of the room."""

from typing import ClassVar

import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

from amends.foundation.lib.migrating import CreateTables


class Migration(migrations.Migration):
    initial = True
    replaces: ClassVar = [("rulebook", "0001_initial")]
    dependencies: ClassVar = [
        ("access", "0001_tables"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations: ClassVar = [
        CreateTables(
            [
                migrations.CreateModel(
                    name="ProfileVersion",
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
                                related_name="profile_versions",
                                to="access.service",
                            ),
                        ),
                        (
                            "base",
                            models.CharField(
                                help_text="The profile of the policy folder that it is made from.",
                                max_length=60,
                            ),
                        ),
                        ("name", models.CharField(max_length=60)),
                        ("version", models.PositiveSmallIntegerField()),
                        (
                            "text",
                            models.TextField(
                                help_text="The whole profile as YAML, read by the same loader as the folder."
                            ),
                        ),
                        (
                            "before",
                            models.TextField(
                                help_text="What held when it was begun, to show the differences."
                            ),
                        ),
                        ("reason", models.TextField(blank=True)),
                        ("effective_from", models.DateField(blank=True, null=True)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "Being written"),
                                    ("asked", "Waiting for somebody else to agree"),
                                    ("approved", "Agreed"),
                                    ("refused", "Not agreed"),
                                    ("discarded", "Thrown away"),
                                ],
                                default="draft",
                                max_length=10,
                            ),
                        ),
                        (
                            "made_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "made_at",
                            models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                        ),
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
                        ("decided_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                fields=["service", "base", "-effective_from"], name="versions_of_a_service"
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("service", "name", "version"),
                                name="profile_version_once",
                                violation_error_message="There is already a version of this number.",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("state__in", ["draft", "asked"])),
                                fields=("service", "base"),
                                name="one_version_in_work",
                                violation_error_message="Another version of these rules is being written or waits for agreement.",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("state", "approved")),
                                fields=("service", "base", "effective_from"),
                                name="one_version_from_a_day",
                                violation_error_message="Another version begins on this day.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("state__in", ["draft", "discarded"]),
                                    models.Q(
                                        ("effective_from__isnull", False),
                                        models.Q(("reason", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="version_has_reason_and_day",
                                violation_error_message="Say why the rules change, and from which day.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state__in", ["approved", "refused"]), _negated=True),
                                    models.Q(
                                        ("decided_at__isnull", False),
                                        ("decided_by__isnull", False),
                                        models.Q(("decided_by", models.F("made_by")), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="version_decided_by_another",
                                violation_error_message="Somebody else has to agree, not the person who made it.",
                            ),
                        ],
                    },
                ),
            ]
        ),
    ]
