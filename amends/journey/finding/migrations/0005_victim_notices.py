"""A liaison officer's notice that a victim wants restorative justice: for its writer and for those who decide, no others."""

from typing import ClassVar

import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

from amends.foundation.record.protect import protect, wall_by_verb

MINE = "noted_by_id = (SELECT amends_user())"
NAMED = f"""{MINE} OR service_id IN (
    SELECT m.service_id FROM access_membership m
    WHERE m.user_id = (SELECT amends_user()) AND m.role IN ('service_manager', 'coordinator')
      AND m.starts_on <= amends_today() AND (m.ends_on IS NULL OR m.ends_on >= amends_today()))"""


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("finding", "0004_caseload_walls"),
        ("access", "0004_choices_asked"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations: ClassVar = [
        migrations.CreateModel(
            name="VictimNotice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("noted_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("victim", models.CharField(max_length=200)),
                (
                    "offender",
                    models.CharField(
                        help_text="Who was responsible, as the officer knows them.", max_length=200
                    ),
                ),
                ("reference", models.CharField(blank=True, help_text="Crime number.", max_length=60)),
                ("told_on", models.DateField()),
                ("wishes", models.TextField(help_text="What they would like, and how to reach them.")),
                (
                    "copied_as",
                    models.CharField(
                        blank=True,
                        help_text="The entry in the offender record it was copied to.",
                        max_length=60,
                    ),
                ),
                ("copied_on", models.DateField(blank=True, null=True)),
                (
                    "noted_by",
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
                        condition=models.Q(("copied_as", ""), ("copied_on__isnull", True))
                        | (~models.Q(copied_as="") & models.Q(copied_on__isnull=False)),
                        name="copied_with_a_day",
                        violation_error_message="Give the entry it was copied to, and the day.",
                    ),
                ],
            },
        ),
        *protect("finding_victimnotice", "service"),
        *wall_by_verb("finding_victimnotice", see=NAMED, add=MINE, change=NAMED, into=NAMED),
    ]
