"""The tables of the room."""

from typing import ClassVar

import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

from amends.foundation.lib.migrating import CreateTables


class Migration(migrations.Migration):
    initial = True
    replaces: ClassVar = [("workforce", "0001_initial")]
    dependencies: ClassVar = [
        ("access", "0001_tables"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("case", "0001_tables"),
    ]
    operations: ClassVar = [
        CreateTables(
            [
                migrations.CreateModel(
                    name="Facilitator",
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
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="facilitators",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "level",
                            models.CharField(
                                choices=[
                                    ("foundation", "Foundation"),
                                    ("intermediate", "Intermediate"),
                                    ("advanced", "Advanced"),
                                ],
                                default="foundation",
                                max_length=12,
                            ),
                        ),
                        ("is_volunteer", models.BooleanField(default=True)),
                        (
                            "approved_for_specialist",
                            models.BooleanField(
                                default=False,
                                help_text="Experienced in work after sexual offences or a death.",
                            ),
                        ),
                        (
                            "languages",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=40),
                                blank=True,
                                default=list,
                                size=None,
                            ),
                        ),
                        (
                            "area",
                            models.CharField(
                                blank=True,
                                help_text="The first half of the home postcode, such as CO4.",
                                max_length=4,
                            ),
                        ),
                        (
                            "hours_a_month",
                            models.PositiveSmallIntegerField(
                                default=24, help_text="What they can give to cases in a month."
                            ),
                        ),
                        (
                            "case_limit",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="Open cases at one time, where it differs from the service's.",
                                null=True,
                            ),
                        ),
                        (
                            "supervisor",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="supervises",
                                to="workforce.facilitator",
                            ),
                        ),
                        ("started_on", models.DateField()),
                        ("ended_on", models.DateField(blank=True, null=True)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("service", "user"),
                                name="facilitator_once_a_service",
                                violation_error_message="This person already has a facilitator profile.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ended_on__isnull", True),
                                    ("ended_on__gte", models.F("started_on")),
                                    _connector="OR",
                                ),
                                name="facilitator_ends_after_start",
                                violation_error_message="Somebody cannot leave before they start.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("area", ""),
                                    ("area__regex", "^[A-Z]{1,2}[0-9][0-9A-Z]?$"),
                                    _connector="OR",
                                ),
                                name="facilitator_area_is_half_a_postcode",
                                violation_error_message="Enter the first half of a postcode, such as CO4.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("supervisor__isnull", True),
                                    models.Q(("supervisor", models.F("id")), _negated=True),
                                    _connector="OR",
                                ),
                                name="nobody_supervises_themselves",
                                violation_error_message="Nobody can be their own supervisor.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Training",
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
                            "facilitator",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="%(class)s_rows",
                                to="workforce.facilitator",
                            ),
                        ),
                        (
                            "course",
                            models.CharField(
                                choices=[
                                    ("facilitation", "Facilitation course"),
                                    ("sensitive", "Sensitive and complex cases"),
                                    ("risk", "Risk in restorative work"),
                                    ("data_protection", "Data protection and confidentiality"),
                                    ("refresher", "Refresher"),
                                    ("awareness", "Awareness session"),
                                    ("other", "Another course"),
                                ],
                                default="facilitation",
                                max_length=20,
                            ),
                        ),
                        ("provider", models.CharField(blank=True, max_length=120)),
                        (
                            "days",
                            models.PositiveSmallIntegerField(
                                default=3, help_text="How many days the course has."
                            ),
                        ),
                        ("days_attended", models.PositiveSmallIntegerField(default=0)),
                        ("completed_on", models.DateField(blank=True, null=True)),
                        ("valid_until", models.DateField(blank=True, null=True)),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("days_attended__lte", models.F("days"))),
                                name="training_days_within_course",
                                violation_error_message="The course does not have that many days.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("completed_on__isnull", True),
                                    ("days_attended", models.F("days")),
                                    _connector="OR",
                                ),
                                name="training_complete_with_every_day",
                                violation_error_message="A course is complete only when every day of it was attended.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("valid_until__isnull", True),
                                    ("valid_until__gte", models.F("completed_on")),
                                    _connector="OR",
                                ),
                                name="training_valid_after_completion",
                                violation_error_message="Training cannot run out before it was completed.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Vetting",
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
                            "facilitator",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="%(class)s_rows",
                                to="workforce.facilitator",
                            ),
                        ),
                        (
                            "level",
                            models.CharField(
                                choices=[
                                    ("dbs_basic", "DBS basic"),
                                    ("dbs_standard", "DBS standard"),
                                    ("dbs_enhanced", "DBS enhanced"),
                                    ("police", "Police vetting"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("decided_on", models.DateField()),
                        ("valid_until", models.DateField()),
                        ("reference", models.CharField(blank=True, max_length=40)),
                    ],
                    options={
                        "verbose_name_plural": "vettings",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("valid_until__gte", models.F("decided_on"))),
                                name="vetting_valid_after_decision",
                                violation_error_message="Vetting cannot run out before it was decided.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="FreeTime",
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
                            "facilitator",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="%(class)s_rows",
                                to="workforce.facilitator",
                            ),
                        ),
                        (
                            "day",
                            models.PositiveSmallIntegerField(
                                choices=[
                                    (0, "Mon"),
                                    (1, "Tue"),
                                    (2, "Wed"),
                                    (3, "Thu"),
                                    (4, "Fri"),
                                    (5, "Sat"),
                                    (6, "Sun"),
                                ]
                            ),
                        ),
                        (
                            "part",
                            models.CharField(
                                choices=[
                                    ("1_morning", "morning"),
                                    ("2_afternoon", "afternoon"),
                                    ("3_evening", "evening"),
                                ],
                                max_length=12,
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("facilitator", "day", "part"),
                                name="free_time_once",
                                violation_error_message="This time is already there.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Responsibility",
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
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="responsibilities",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("offender_manager", "Offender manager"),
                                    ("offender_supervisor", "Offender supervisor"),
                                    ("victim_liaison", "Victim liaison officer"),
                                    ("support_worker", "Supports them in another post"),
                                    ("personal", "Knows them privately"),
                                    ("other", "Another responsibility"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("person_name", models.CharField(max_length=200)),
                        ("date_of_birth", models.DateField(blank=True, null=True)),
                        (
                            "reference",
                            models.CharField(
                                blank=True, help_text="Their number at the agency.", max_length=60
                            ),
                        ),
                        (
                            "participant",
                            models.ForeignKey(
                                blank=True,
                                help_text="Where it is known who it is.",
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="case.participant",
                            ),
                        ),
                        ("starts_on", models.DateField()),
                        ("ends_on", models.DateField(blank=True, null=True)),
                    ],
                    options={
                        "verbose_name_plural": "responsibilities",
                        "indexes": [
                            models.Index(fields=["service", "user"], name="responsibilities_of_a_user")
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ends_on__isnull", True),
                                    ("ends_on__gte", models.F("starts_on")),
                                    _connector="OR",
                                ),
                                name="responsibility_ends_after_start",
                                violation_error_message="A responsibility cannot end before it starts.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="TimeEntry",
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
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="time_entries",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("on", models.DateField()),
                        ("minutes", models.PositiveIntegerField()),
                        (
                            "activity",
                            models.CharField(
                                choices=[
                                    ("casework", "Work on a case"),
                                    ("supervision", "Supervision"),
                                    ("training", "Training"),
                                    ("meeting", "Team meeting"),
                                    ("other", "Other"),
                                ],
                                default="casework",
                                max_length=12,
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
                            "subject",
                            models.CharField(
                                blank=True, help_text="The row it comes from, as model:key.", max_length=80
                            ),
                        ),
                        (
                            "recorded_at",
                            models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                        ),
                    ],
                    options={
                        "verbose_name_plural": "time entries",
                        "indexes": [
                            models.Index(fields=["case", "user"], name="time_on_a_case"),
                            models.Index(fields=["user", "-on"], name="time_of_a_person"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("minutes__gt", 0)),
                                name="time_entry_takes_time",
                                violation_error_message="Enter how long it took, in minutes.",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("subject", ""), _negated=True),
                                fields=("user", "subject"),
                                name="time_entry_once",
                                violation_error_message="This time is already written down.",
                            ),
                        ],
                    },
                ),
            ]
        ),
    ]
