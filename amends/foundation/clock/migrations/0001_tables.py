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
    replaces: ClassVar = [
        ("clock", "0001_initial"),
        ("clock", "0003_of_a_row"),
        ("clock", "0004_holidays"),
        ("clock", "0006_own_limits"),
        ("clock", "0007_late_without_reason"),
        ("clock", "0008_agency"),
    ]
    dependencies: ClassVar = [
        ("access", "0001_tables"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("case", "0001_tables"),
    ]
    operations: ClassVar = [
        CreateTables(
            [
                migrations.CreateModel(
                    name="AnnouncedHoliday",
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
                                help_text="Who entered it.",
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="access.service",
                            ),
                        ),
                        (
                            "day",
                            models.DateField(
                                error_messages={"unique": "This day is entered already."}, unique=True
                            ),
                        ),
                        ("words", models.CharField(max_length=120)),
                        (
                            "entered_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "entered_at",
                            models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="Clock",
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
                                related_name="clocks",
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
                            "name",
                            models.CharField(
                                help_text="The key of its definition in policy/clocks.", max_length=60
                            ),
                        ),
                        (
                            "subject",
                            models.CharField(help_text="The row it is about, as model:key.", max_length=80),
                        ),
                        (
                            "title",
                            models.CharField(
                                help_text="What is to be done, without names of people.", max_length=160
                            ),
                        ),
                        (
                            "reference",
                            models.CharField(
                                blank=True,
                                help_text="The case or referral number shown in lists.",
                                max_length=20,
                            ),
                        ),
                        (
                            "link",
                            models.CharField(
                                blank=True, help_text="The page on which it is done.", max_length=200
                            ),
                        ),
                        (
                            "role",
                            models.CharField(
                                blank=True,
                                help_text="The role that has it when nobody is named.",
                                max_length=40,
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="clocks",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "waiting_for",
                            models.CharField(
                                blank=True, help_text="Somebody outside on whom it waits.", max_length=120
                            ),
                        ),
                        (
                            "agency",
                            models.ForeignKey(
                                blank=True,
                                help_text="The body on which it waits.",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="access.agency",
                            ),
                        ),
                        ("started_at", models.DateTimeField()),
                        ("due_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "is_set_by_hand",
                            models.BooleanField(
                                default=False,
                                help_text="People agreed the day, so that no calendar moves it.",
                            ),
                        ),
                        (
                            "own_limit",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="Where the rules of the service set another than policy/clocks.",
                                null=True,
                            ),
                        ),
                        (
                            "own_unit",
                            models.CharField(
                                blank=True, default="", help_text="What that limit counts.", max_length=12
                            ),
                        ),
                        ("remind_at", models.DateTimeField(blank=True, null=True)),
                        ("paused_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "paused_because",
                            amends.foundation.lib.locking.LockedCharField(blank=True, max_length=160),
                        ),
                        (
                            "pauses",
                            models.JSONField(
                                blank=True, default=list, help_text="Past pauses, as pairs of dates."
                            ),
                        ),
                        ("stopped_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "stopped_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "ended",
                            models.CharField(
                                blank=True,
                                choices=[("met", "Met"), ("late", "Late"), ("dropped", "Dropped")],
                                max_length=10,
                            ),
                        ),
                        (
                            "late_reason",
                            amends.foundation.lib.locking.LockedCharField(blank=True, max_length=300),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                condition=models.Q(("stopped_at__isnull", True)),
                                fields=["service", "role", "due_at"],
                                name="worklist_of_a_role",
                            ),
                            models.Index(
                                condition=models.Q(("stopped_at__isnull", True)),
                                fields=["owner", "due_at"],
                                name="worklist_of_a_person",
                            ),
                            models.Index(fields=["case", "started_at"], name="clocks_of_a_case"),
                            models.Index(fields=["subject", "name"], name="clocks_of_a_row"),
                            models.Index(
                                fields=["service", "name", "stopped_at"], name="timeliness_of_a_clock"
                            ),
                            models.Index(
                                condition=models.Q(("ended", "late"), ("late_reason", "")),
                                fields=["service", "stopped_at"],
                                name="late_without_reason",
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("stopped_at__isnull", True)),
                                fields=("subject", "name"),
                                name="one_running_clock",
                                violation_error_message="This clock is already running.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("due_at__isnull", True),
                                    ("due_at__gte", models.F("started_at")),
                                    _connector="OR",
                                ),
                                name="clock_due_after_start",
                                violation_error_message="A limit cannot be due before it starts.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("stopped_at__isnull", True), ("ended", "")),
                                    models.Q(
                                        ("stopped_at__isnull", False), models.Q(("ended", ""), _negated=True)
                                    ),
                                    _connector="OR",
                                ),
                                name="clock_stopped_with_result",
                                violation_error_message="A stopped clock says whether it was met, late or dropped.",
                            ),
                        ],
                    },
                ),
            ]
        ),
    ]
