"""Resources used with somebody, and the goals that a keyworker is told, who sees this row and no file."""

from typing import ClassVar

import amends.foundation.lib.locking
import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

from amends.foundation.record.protect import WHOLE_SERVICE, protect, wall_by_verb

OF_THE_FILE = f"{WHOLE_SERVICE} OR file_id = ANY ((SELECT amends_files())::bigint[])"
# Only while the role is held: what somebody was told closes with it, like a file.
MINE = """keyworker_id = (SELECT amends_user()) AND until IS NULL AND EXISTS (
    SELECT FROM access_membership m WHERE m.user_id = keyworker_id AND m.service_id = preparation_keywork.service_id
      AND m.sees = 'goals' AND m.starts_on <= amends_today() AND (m.ends_on IS NULL OR m.ends_on >= amends_today()))"""


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("access", "0005_roles_are_given"),
        ("case", "0009_inspectors"),
        ("library", "0002_practice"),
        ("preparation", "0005_lock_texts"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations: ClassVar = [
        migrations.CreateModel(
            name="Keywork",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("goals", amends.foundation.lib.locking.LockedTextField()),
                ("since", models.DateField()),
                (
                    "until",
                    models.DateField(
                        blank=True, help_text="The day from which they no longer see it.", null=True
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="case.casefile"
                    ),
                ),
                (
                    "keyworker",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "participant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="keywork",
                        to="case.participant",
                    ),
                ),
                (
                    "service",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.service"
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "keywork",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("goals", ""), _negated=True),
                        name="keywork_has_goals",
                        violation_error_message="Say what the preparation works towards.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("until__isnull", True), ("until__gte", models.F("since")), _connector="OR"
                        ),
                        name="keywork_ends_after_start",
                        violation_error_message="It cannot end before it began.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("until__isnull", True)),
                        fields=("participant",),
                        name="one_keyworker_at_a_time",
                        violation_error_message="Somebody else is their keyworker; end that first.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ResourceUse",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reason", models.CharField(max_length=300)),
                ("used_on", models.DateField()),
                ("noted_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="case.casefile"
                    ),
                ),
                (
                    "noted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "participant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="resources_used",
                        to="case.participant",
                    ),
                ),
                (
                    "resource",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="library.entry"
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
                        condition=models.Q(("reason", ""), _negated=True),
                        name="resource_for_a_reason",
                        violation_error_message="Say why this one was chosen.",
                    ),
                    models.UniqueConstraint(
                        fields=("participant", "resource", "used_on"),
                        name="resource_used_once_a_day",
                        violation_error_message="This is noted for that day already.",
                    ),
                ],
            },
        ),
        *protect("preparation_resourceuse", "file"),
        *protect("preparation_keywork", "file"),
        *wall_by_verb(
            "preparation_keywork",
            see=f"{OF_THE_FILE} OR {MINE}",
            add=OF_THE_FILE,
            change=OF_THE_FILE,
            into=OF_THE_FILE,
        ),
    ]
