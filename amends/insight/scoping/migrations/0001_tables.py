"""The tables of the room."""

from typing import ClassVar

import amends.foundation.lib.locking
import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.datetime
from decimal import Decimal
from django.conf import settings
from django.db import migrations, models

from amends.foundation.lib.migrating import CreateTables


class Migration(migrations.Migration):
    initial = True
    replaces: ClassVar = [("scoping", "0001_initial")]
    dependencies: ClassVar = [
        ("access", "0001_tables"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("case", "0001_tables"),
        ("finding", "0001_tables"),
        ("workforce", "0001_tables"),
    ]
    operations: ClassVar = [
        CreateTables(
            [
                migrations.CreateModel(
                    name="AssumptionSet",
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
                            "source",
                            models.CharField(
                                choices=[
                                    ("judgement", "The service's own judgement"),
                                    ("own_cases", "The service's own cases"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("refusal_percent", models.DecimalField(decimal_places=2, max_digits=7)),
                        ("refusal_hours", models.DecimalField(decimal_places=2, max_digits=7)),
                        ("no_victim_percent", models.DecimalField(decimal_places=2, max_digits=7)),
                        ("no_victim_hours", models.DecimalField(decimal_places=2, max_digits=7)),
                        ("withdrawal_percent", models.DecimalField(decimal_places=2, max_digits=7)),
                        ("withdrawal_hours", models.DecimalField(decimal_places=2, max_digits=7)),
                        ("conference_percent", models.DecimalField(decimal_places=2, max_digits=7)),
                        ("conference_hours", models.DecimalField(decimal_places=2, max_digits=7)),
                        ("indirect_percent", models.DecimalField(decimal_places=2, max_digits=7)),
                        ("indirect_hours", models.DecimalField(decimal_places=2, max_digits=7)),
                        (
                            "cases",
                            models.PositiveIntegerField(
                                default=0, help_text="How many cases they rest on, where they do."
                            ),
                        ),
                        ("reason", models.CharField(max_length=300)),
                        (
                            "changed_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "changed_at",
                            models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "conference_percent",
                                        django.db.models.expressions.CombinedExpression(
                                            django.db.models.expressions.CombinedExpression(
                                                django.db.models.expressions.CombinedExpression(
                                                    django.db.models.expressions.CombinedExpression(
                                                        models.Value(Decimal(100)),
                                                        "-",
                                                        models.F("refusal_percent"),
                                                    ),
                                                    "-",
                                                    models.F("no_victim_percent"),
                                                ),
                                                "-",
                                                models.F("withdrawal_percent"),
                                            ),
                                            "-",
                                            models.F("indirect_percent"),
                                        ),
                                    )
                                ),
                                name="assumptions_add_up_to_100",
                                violation_error_message="The rates do not add up to 100.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("conference_hours__gte", 0),
                                    ("conference_percent__gte", 0),
                                    ("indirect_hours__gte", 0),
                                    ("indirect_percent__gte", 0),
                                    ("no_victim_hours__gte", 0),
                                    ("no_victim_percent__gte", 0),
                                    ("refusal_hours__gte", 0),
                                    ("refusal_percent__gte", 0),
                                    ("withdrawal_hours__gte", 0),
                                    ("withdrawal_percent__gte", 0),
                                ),
                                name="assumptions_are_not_negative",
                                violation_error_message="A rate or a number of hours is 0 or more.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Cohort",
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
                        ("name", models.CharField(max_length=120)),
                        ("training_on", models.DateField(blank=True, null=True)),
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
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("service", "name"), name="cohort_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CohortCase",
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
                            "cohort",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="cases",
                                to="scoping.cohort",
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
                            "candidate",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="finding.candidate",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[("paper", "Identified on paper"), ("engaged", "Engaged")],
                                default="paper",
                                max_length=8,
                            ),
                        ),
                        (
                            "sift_result",
                            amends.foundation.lib.locking.LockedCharField(blank=True, max_length=200),
                        ),
                        (
                            "motivation",
                            models.CharField(
                                choices=[
                                    ("well", "Seems well motivated"),
                                    ("some", "Some motivation"),
                                    ("unclear", "Cannot be told from the papers"),
                                ],
                                default="unclear",
                                max_length=8,
                            ),
                        ),
                        (
                            "before_training",
                            models.BooleanField(
                                default=False, help_text="Chosen by staff before their training."
                            ),
                        ),
                        (
                            "facilitator",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="workforce.facilitator",
                            ),
                        ),
                        (
                            "added_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "added_at",
                            models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("candidate__isnull", True), ("case__isnull", False)),
                                    models.Q(("candidate__isnull", False), ("case__isnull", True)),
                                    _connector="OR",
                                ),
                                name="cohort_case_is_one_case",
                                violation_error_message="Name a case, or somebody found in a caseload.",
                            ),
                            models.UniqueConstraint(
                                fields=("cohort", "case"),
                                name="case_once_a_cohort",
                                violation_error_message="This case is in the cohort already.",
                            ),
                            models.UniqueConstraint(
                                fields=("cohort", "candidate"),
                                name="candidate_once_a_cohort",
                                violation_error_message="This one is in the cohort already.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Expectation",
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
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="access.agency",
                            ),
                        ),
                        ("process", models.CharField(max_length=300)),
                        ("agreed_on", models.DateField()),
                        ("a_quarter", models.PositiveIntegerField()),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "recorded_at",
                            models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                fields=["service", "agency", "-id"], name="expectations_of_a_partner"
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("process", ""), _negated=True),
                                name="expectation_names_its_process",
                                violation_error_message="Say how referrals are to come.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Run",
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
                        ("name", models.CharField(max_length=120)),
                        (
                            "mode",
                            models.CharField(
                                choices=[
                                    ("quick", "Quick: totals only"),
                                    ("full", "Full: with a list of cases"),
                                ],
                                max_length=5,
                            ),
                        ),
                        ("answers", models.JSONField(blank=True, default=dict)),
                        (
                            "extract",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="finding.extract",
                            ),
                        ),
                        (
                            "assumptions",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="scoping.assumptionset",
                            ),
                        ),
                        ("priority_statement", models.TextField(blank=True)),
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
                        ("finished_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "indexes": [models.Index(fields=["service", "-id"], name="runs_newest_first")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("name", ""), _negated=True),
                                name="run_has_a_name",
                                violation_error_message="Give the run a name.",
                            )
                        ],
                    },
                ),
            ]
        ),
    ]
