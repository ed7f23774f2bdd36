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
    replaces: ClassVar = [("case", "0001_initial"), ("case", "0004_open_cases"), ("case", "0005_grants")]
    dependencies: ClassVar = [
        ("access", "0001_tables"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations: ClassVar = [
        CreateTables(
            [
                migrations.CreateModel(
                    name="Case",
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
                                related_name="cases",
                                to="access.service",
                            ),
                        ),
                        ("number", models.CharField(max_length=20, unique=True)),
                        (
                            "family",
                            models.CharField(
                                choices=[
                                    ("anti_social_behaviour", "Anti-social behaviour"),
                                    ("community_resolution", "Community resolution outcome"),
                                    ("criminal_offence", "Non-complex criminal offence"),
                                    ("neighbour_dispute", "Neighbour dispute"),
                                ],
                                max_length=30,
                            ),
                        ),
                        (
                            "roles",
                            models.CharField(
                                choices=[
                                    ("clear", "Somebody was harmed and somebody is responsible"),
                                    ("unclear", "A dispute between two parties"),
                                ],
                                default="clear",
                                max_length=10,
                            ),
                        ),
                        (
                            "what",
                            models.CharField(
                                help_text="What it is about in a few words, without names: burglary, fence.",
                                max_length=120,
                            ),
                        ),
                        (
                            "stage",
                            models.CharField(
                                choices=[
                                    ("assessment", "Second assessment"),
                                    ("allocation", "Finding facilitators"),
                                    ("preparation", "Preparation"),
                                    ("communication", "Communication"),
                                    ("follow_up", "Follow-up"),
                                    ("closed", "Closed"),
                                ],
                                default="assessment",
                                max_length=20,
                            ),
                        ),
                        (
                            "is_specialist",
                            models.BooleanField(
                                default=False,
                                help_text="A sexual offence or a death: experienced facilitators only.",
                            ),
                        ),
                        (
                            "is_priority",
                            models.BooleanField(
                                default=False, help_text="On the edge of custody: first in the work list."
                            ),
                        ),
                        ("profile", models.CharField(max_length=60)),
                        (
                            "stopped_at",
                            models.DateTimeField(
                                blank=True, help_text="Somebody has said stop: nothing goes on.", null=True
                            ),
                        ),
                        ("opened_at", models.DateTimeField()),
                        (
                            "opened_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("closed_at", models.DateTimeField(blank=True, null=True)),
                        ("version", models.PositiveIntegerField(default=1)),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                fields=["service", "stage", "-opened_at", "-id"], name="case_list_by_stage"
                            ),
                            models.Index(fields=["service", "-opened_at", "-id"], name="case_list"),
                            models.Index(
                                condition=models.Q(("closed_at__isnull", True)),
                                fields=["service", "id"],
                                name="open_cases",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("closed_at__isnull", False), ("stage", "closed")),
                                    models.Q(
                                        models.Q(("stage", "closed"), _negated=True),
                                        ("closed_at__isnull", True),
                                    ),
                                    _connector="OR",
                                ),
                                name="case_closed_has_a_day",
                                violation_error_message="A closed case has a closing day, and an open one has none.",
                            ),
                            models.UniqueConstraint(fields=("id", "service"), name="case_of_service"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CaseLimit",
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
                                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="case.case"
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[("limited", "Limited access"), ("high_profile", "High profile")],
                                max_length=12,
                            ),
                        ),
                        (
                            "reason",
                            amends.foundation.lib.locking.LockedCharField(
                                help_text="Why so few may know of it.", max_length=300
                            ),
                        ),
                        (
                            "set_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "set_at",
                            models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                        ),
                        ("lifted_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "lifted_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("lifted_at__isnull", True)),
                                fields=("case",),
                                name="one_limit_at_a_time",
                                violation_error_message="This case is limited already.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CaseFile",
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
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="files",
                                to="case.case",
                            ),
                        ),
                        (
                            "side",
                            models.CharField(
                                choices=[
                                    ("harmed", "Person harmed"),
                                    ("responsible", "Person responsible"),
                                    ("party_a", "Party A"),
                                    ("party_b", "Party B"),
                                ],
                                max_length=12,
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("case", "side"),
                                name="one_file_a_side",
                                violation_error_message="This side already has its file.",
                            ),
                            models.UniqueConstraint(fields=("id", "service"), name="file_of_service"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="FileGrant",
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
                            "file",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="grants",
                                to="case.casefile",
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="file_grants",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("reason", models.CharField(max_length=200)),
                        (
                            "granted_at",
                            models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                        ),
                        (
                            "granted_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "suspended",
                            models.BooleanField(
                                default=False, help_text="Closed until a declared link has been decided."
                            ),
                        ),
                        (
                            "ends_at",
                            models.DateTimeField(
                                blank=True,
                                help_text="When it closes by itself; empty for as long as the case.",
                                null=True,
                            ),
                        ),
                        (
                            "in_emergency",
                            models.BooleanField(
                                default=False,
                                help_text="Opened by the person themselves, for a reason; the manager was told.",
                            ),
                        ),
                        ("reviewed_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "reviewed_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                condition=models.Q(("ended_at__isnull", True), ("suspended", False)),
                                fields=["user"],
                                name="files_of_a_user",
                            ),
                            models.Index(
                                condition=models.Q(("ended_at__isnull", True)),
                                fields=["service", "granted_at"],
                                name="open_grants",
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("ended_at__isnull", True)),
                                fields=("file", "user"),
                                name="one_open_grant",
                                violation_error_message="This person can already open the file.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ends_at__isnull", True),
                                    ("ends_at__gt", models.F("granted_at")),
                                    _connector="OR",
                                ),
                                name="grant_ends_after_it_begins",
                                violation_error_message="A file closes after it was opened, not before.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("in_emergency", False), ("ends_at__isnull", False), _connector="OR"
                                ),
                                name="emergency_has_an_end",
                                violation_error_message="A file opened in an emergency closes by itself.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Participant",
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
                            "file",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="case.casefile",
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="participants",
                                to="case.case",
                            ),
                        ),
                        (
                            "side",
                            models.CharField(
                                choices=[
                                    ("harmed", "Person harmed"),
                                    ("responsible", "Person responsible"),
                                    ("party_a", "Party A"),
                                    ("party_b", "Party B"),
                                ],
                                max_length=12,
                            ),
                        ),
                        (
                            "part",
                            models.CharField(
                                choices=[
                                    ("principal", "The person themselves"),
                                    ("member", "Member of a harmed group"),
                                    ("spokesperson", "Spokesperson of a group or company"),
                                    ("supporter", "Supporter"),
                                    ("parent", "Parent or guardian"),
                                    ("appropriate_adult", "Appropriate adult"),
                                    ("interpreter", "Interpreter"),
                                    ("other", "Somebody else who matters"),
                                ],
                                default="principal",
                                max_length=20,
                            ),
                        ),
                        (
                            "of",
                            models.ForeignKey(
                                blank=True,
                                help_text="Whom they support.",
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="company",
                                to="case.participant",
                            ),
                        ),
                        ("initials", models.CharField(max_length=6)),
                        (
                            "takes_part",
                            models.BooleanField(
                                default=True, help_text="Off for people who are only known about."
                            ),
                        ),
                        ("appropriate_adult_needed", models.BooleanField(default=False)),
                        ("left_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "created_at",
                            models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                        ),
                    ],
                    options={
                        "indexes": [models.Index(fields=["case", "id"], name="participants_of_a_case")],
                    },
                ),
                migrations.CreateModel(
                    name="CaseMilestone",
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
                                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="case.case"
                            ),
                        ),
                        (
                            "name",
                            models.CharField(
                                help_text="A `Milestone`; adding one changes no table.", max_length=40
                            ),
                        ),
                        ("at", models.DateTimeField()),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("case", "name"), name="milestone_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Numbering",
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
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="access.service",
                            ),
                        ),
                        ("series", models.CharField(help_text="case or referral", max_length=10)),
                        ("year", models.PositiveSmallIntegerField()),
                        ("last", models.PositiveIntegerField(default=0)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("service", "series", "year"), name="one_series_a_year"
                            )
                        ],
                    },
                ),
            ]
        ),
    ]
