"""The tables of the room."""

from typing import ClassVar

import amends.foundation.lib.locking
import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.datetime
from decimal import Decimal
from django.conf import settings
from django.db import migrations, models

from amends.foundation.lib.migrating import CreateTables


class Migration(migrations.Migration):
    initial = True
    replaces: ClassVar = [
        ("court", "0001_initial"),
        ("court", "0003_programme_and_progress"),
        ("court", "0004_wanted_papers"),
        ("court", "0005_sessions"),
        ("court", "0006_lock_texts"),
    ]
    dependencies: ClassVar = [
        ("access", "0001_tables"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("case", "0001_tables"),
        ("contact", "0001_tables"),
        ("documents", "0001_tables"),
    ]
    operations: ClassVar = [
        CreateTables(
            [
                migrations.CreateModel(
                    name="Court",
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
                            "has_service",
                            models.BooleanField(
                                default=True, help_text="The service works in this court's area."
                            ),
                        ),
                        ("deferral_agreed_on", models.DateField(blank=True, null=True)),
                        (
                            "deferral_limit",
                            models.PositiveSmallIntegerField(
                                blank=True, help_text="Cases at a time.", null=True
                            ),
                        ),
                        ("deferral_review_on", models.DateField(blank=True, null=True)),
                        ("is_active", models.BooleanField(default=True)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("service", "name"),
                                name="court_once",
                                violation_error_message="This court is on the list already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("deferral_agreed_on__isnull", True),
                                        ("deferral_limit__isnull", True),
                                        ("deferral_review_on__isnull", True),
                                    ),
                                    models.Q(
                                        ("deferral_agreed_on__isnull", False),
                                        ("deferral_limit__gte", 1),
                                        ("deferral_limit__isnull", False),
                                        ("deferral_review_on__gt", models.F("deferral_agreed_on")),
                                        ("deferral_review_on__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="deferral_agreement_is_whole",
                                violation_error_message="An agreement has its day, how many cases at a time, and a later day of review.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CourtReport",
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
                            "author",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="court_reports",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("reference", models.CharField(max_length=40)),
                        (
                            "court",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="reports",
                                to="court.court",
                            ),
                        ),
                        ("hearing_on", models.DateField()),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("full", "Written for a later hearing"),
                                    ("same_day", "On the day of the hearing"),
                                ],
                                default="full",
                                max_length=10,
                            ),
                        ),
                        ("facts", amends.foundation.lib.locking.LockedJSONField(blank=True, default=dict)),
                        (
                            "check_result",
                            models.CharField(
                                choices=[
                                    ("suitable", "Potentially suitable"),
                                    ("not_met", "Not suitable on known facts"),
                                    ("incomplete", "Not yet known"),
                                    ("no_service", "No flag"),
                                ],
                                default="incomplete",
                                max_length=12,
                            ),
                        ),
                        (
                            "check_reason",
                            amends.foundation.lib.locking.LockedCharField(blank=True, max_length=500),
                        ),
                        ("adjourned", models.BooleanField(blank=True, null=True)),
                        (
                            "seriousness",
                            models.CharField(
                                blank=True,
                                choices=[("low", "Low"), ("medium", "Medium"), ("high", "High")],
                                max_length=8,
                            ),
                        ),
                        ("reparation_named", models.BooleanField(blank=True, null=True)),
                        ("considered", models.BooleanField(blank=True, null=True)),
                        ("interviewed", models.BooleanField(blank=True, null=True)),
                        ("proposed", models.BooleanField(blank=True, null=True)),
                        (
                            "why_not_proposed",
                            amends.foundation.lib.locking.LockedCharField(blank=True, max_length=300),
                        ),
                        ("advice", amends.foundation.lib.locking.LockedTextField(blank=True)),
                        (
                            "why_no_advice",
                            amends.foundation.lib.locking.LockedCharField(blank=True, max_length=300),
                        ),
                        (
                            "effective_proposal",
                            amends.foundation.lib.locking.LockedCharField(blank=True, max_length=300),
                        ),
                        ("identified", models.BooleanField(blank=True, null=True)),
                        ("indication_on", models.DateField(blank=True, null=True)),
                        ("prompts", amends.foundation.lib.locking.LockedJSONField(blank=True, default=dict)),
                        (
                            "short_answers",
                            amends.foundation.lib.locking.LockedJSONField(blank=True, default=dict),
                        ),
                        (
                            "started_at",
                            models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                        ),
                        ("finished_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                fields=["service", "-hearing_on"], name="court_reports_of_a_service"
                            ),
                            models.Index(fields=["author", "-hearing_on"], name="court_reports_of_an_author"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("proposed__isnull", True),
                                    ("proposed", False),
                                    models.Q(("considered", True), ("considered__isnull", False)),
                                    _connector="OR",
                                ),
                                name="proposed_was_considered",
                                violation_error_message="What is proposed was considered.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("finished_at__isnull", True),
                                    models.Q(("check_result", "suitable"), _negated=True),
                                    models.Q(("advice", ""), _negated=True),
                                    models.Q(("why_no_advice", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="suitable_is_advised_or_says_why_not",
                                violation_error_message="Put restorative justice into the advice, or say why it was not right to.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("finished_at__isnull", True),
                                    models.Q(("seriousness__in", ["medium", "high"]), _negated=True),
                                    models.Q(("reparation_named", True), _negated=True),
                                    models.Q(
                                        ("considered", True),
                                        ("considered__isnull", False),
                                        ("proposed", True),
                                        ("proposed__isnull", False),
                                    ),
                                    models.Q(
                                        ("considered", True),
                                        ("considered__isnull", False),
                                        models.Q(("why_not_proposed", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="reparation_makes_considering_compulsory",
                                violation_error_message="Reparation was named: record that it was considered, and why not proposed.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Phase",
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
                            "when",
                            models.CharField(
                                choices=[("before", "Before sentence"), ("after", "After sentence")],
                                max_length=6,
                            ),
                        ),
                        (
                            "setting",
                            models.CharField(
                                choices=[("community", "In the community"), ("custody", "In custody")],
                                max_length=10,
                            ),
                        ),
                        ("since", models.DateField()),
                        (
                            "noted_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "noted_at",
                            models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                        ),
                    ],
                    options={
                        "indexes": [models.Index(fields=["case", "-since", "-id"], name="phases_of_a_case")],
                    },
                ),
                migrations.CreateModel(
                    name="Deferment",
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
                            "court",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="deferments",
                                to="court.court",
                            ),
                        ),
                        ("starts_on", models.DateField()),
                        ("until", models.DateField()),
                        (
                            "model",
                            models.CharField(
                                choices=[
                                    ("whole", "All of it before the deferment ends"),
                                    (
                                        "split",
                                        "The meeting before it ends, reparation may go on in the order that follows",
                                    ),
                                ],
                                max_length=5,
                            ),
                        ),
                        ("report_on", models.DateField()),
                        ("reparation_until", models.DateField(blank=True, null=True)),
                        ("reported_on", models.DateField(blank=True, null=True)),
                        ("ended_on", models.DateField(blank=True, null=True)),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "indexes": [models.Index(fields=["court", "until"], name="deferments_at_a_court")],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("ended_on__isnull", True)),
                                fields=("case",),
                                name="one_deferment_at_a_time",
                                violation_error_message="Sentence is deferred in this case already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("report_on__gte", models.F("starts_on")),
                                    ("report_on__lt", models.F("until")),
                                    ("until__gt", models.F("starts_on")),
                                ),
                                name="deferment_counts_back",
                                violation_error_message="The report reaches the court after the deferment has begun and before it ends.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("model", "split"),
                                    ("reparation_until__isnull", True),
                                    ("reparation_until__lte", models.F("until")),
                                    _connector="OR",
                                ),
                                name="whole_deferment_holds_all_work",
                                violation_error_message="In the whole model all work, reparation too, ends before the deferment does.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Sentence",
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
                            "participant",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="sentences",
                                to="case.participant",
                            ),
                        ),
                        (
                            "vehicle",
                            models.CharField(
                                choices=[
                                    ("community_order", "Community order"),
                                    ("suspended_sentence_order", "Suspended sentence order"),
                                    ("deferred_sentence", "Deferred sentence"),
                                    ("licence", "Licence"),
                                    ("custody", "Custody"),
                                ],
                                max_length=30,
                            ),
                        ),
                        ("passed_on", models.DateField()),
                        (
                            "court",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="court.court",
                            ),
                        ),
                        ("details", amends.foundation.lib.locking.LockedCharField(max_length=400)),
                        (
                            "restorative",
                            models.BooleanField(
                                default=False, help_text="A restorative requirement was made."
                            ),
                        ),
                        ("supervision_months", models.PositiveSmallIntegerField(blank=True, null=True)),
                        (
                            "consent_on",
                            models.DateField(
                                blank=True, help_text="When they agreed, before the order.", null=True
                            ),
                        ),
                        ("ends_on", models.DateField(blank=True, null=True)),
                        (
                            "officer",
                            models.ForeignKey(
                                blank=True,
                                help_text="Their offender manager.",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "officer_words",
                            amends.foundation.lib.locking.LockedCharField(blank=True, max_length=120),
                        ),
                        (
                            "told_officer_on",
                            models.DateField(blank=True, help_text="Attendance was passed on.", null=True),
                        ),
                        ("first_contact_on", models.DateField(blank=True, null=True)),
                        (
                            "why_later",
                            amends.foundation.lib.locking.LockedCharField(blank=True, max_length=300),
                        ),
                        (
                            "log_complete_on",
                            models.DateField(
                                blank=True, help_text="When the progress log was called complete.", null=True
                            ),
                        ),
                        (
                            "ended",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("complete", "Complete"),
                                    ("stopped", "Somebody no longer wanted to take part"),
                                    ("revoked", "The court or the licensing authority ended it"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("ended_on", models.DateField(blank=True, null=True)),
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
                                fields=["participant", "-passed_on"], name="sentences_of_a_participant"
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("restorative", True),
                                        ("vehicle__in", ["community_order", "suspended_sentence_order"]),
                                        _negated=True,
                                    ),
                                    models.Q(
                                        ("supervision_months__gte", 3), ("supervision_months__isnull", False)
                                    ),
                                    _connector="OR",
                                ),
                                name="requirement_beside_supervision",
                                violation_error_message="The requirement stands only beside supervision of three months or more.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("restorative", False),
                                    models.Q(
                                        models.Q(("vehicle", "custody"), _negated=True),
                                        ("consent_on__isnull", False),
                                        ("consent_on__lte", models.F("passed_on")),
                                    ),
                                    _connector="OR",
                                ),
                                name="requirement_after_consent",
                                violation_error_message="A restorative requirement follows consent given before it was made.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("ended", ""), ("ended_on__isnull", True)),
                                    models.Q(
                                        models.Q(("ended", ""), _negated=True), ("ended_on__isnull", False)
                                    ),
                                    _connector="OR",
                                ),
                                name="requirement_ended_on_a_day",
                                violation_error_message="Say how it ended and when.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ends_on__isnull", True),
                                    ("ends_on__gte", models.F("passed_on")),
                                    _connector="OR",
                                ),
                                name="sentence_ends_after_it_was_passed",
                                violation_error_message="A sentence cannot end before it was passed.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Attendance",
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
                            "sentence",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="attendances",
                                to="court.sentence",
                            ),
                        ),
                        (
                            "appointment",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="attendance",
                                to="contact.appointment",
                            ),
                        ),
                        (
                            "told_how",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("letter", "By letter"),
                                    ("call", "By telephone"),
                                    ("text", "By text message"),
                                    ("in_person", "In person"),
                                    ("officer", "By their offender manager"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("told_on", models.DateField(blank=True, null=True)),
                        ("reason", amends.foundation.lib.locking.LockedCharField(blank=True, max_length=300)),
                        ("acceptable", models.BooleanField(blank=True, null=True)),
                        (
                            "action",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("none", "Nothing needed"),
                                    ("new_day", "A new appointment was made"),
                                    ("warning", "The offender manager warned them"),
                                    ("breach", "The offender manager began breach proceedings"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("action_on", models.DateField(blank=True, null=True)),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("told_how", ""), ("told_on__isnull", True)),
                                    models.Q(
                                        models.Q(("told_how", ""), _negated=True), ("told_on__isnull", False)
                                    ),
                                    _connector="OR",
                                ),
                                name="told_how_and_when",
                                violation_error_message="Say how they were told of the appointment, and when.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("action__in", ["", "none"]),
                                    ("action_on__isnull", False),
                                    _connector="OR",
                                ),
                                name="action_has_a_day",
                                violation_error_message="Say on which day that was done.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Enforcement",
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
                            "sentence",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="enforcement",
                                to="court.sentence",
                            ),
                        ),
                        (
                            "attendance",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="enforcement",
                                to="court.attendance",
                            ),
                        ),
                        ("reference", models.CharField(help_text="The number of the case.", max_length=20)),
                        ("missed_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "officer",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("sent_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "decision",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("no_action", "No action"),
                                    ("warning", "Warning"),
                                    ("breach", "Breach proceedings"),
                                    ("recall", "Recall"),
                                    ("closed", "Enforcement has ended"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("decided_on", models.DateField(blank=True, null=True)),
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
                        ("seen_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "seen_by",
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
                        "verbose_name_plural": "enforcement",
                        "indexes": [
                            models.Index(fields=["officer", "-sent_at"], name="enforcement_of_an_officer"),
                            models.Index(fields=["sentence", "-id"], name="enforcement_of_a_sentence"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("decided_by__isnull", True),
                                        ("decided_on__isnull", True),
                                        ("decision", ""),
                                    ),
                                    models.Q(
                                        models.Q(("decision", ""), _negated=True),
                                        ("decided_by__isnull", False),
                                        ("decided_on__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="decision_on_a_day",
                                violation_error_message="Say what was decided, and on which day.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("missed_at__isnull", False),
                                    models.Q(("decision", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="news_is_of_something",
                                violation_error_message="News is of a missed appointment or of a decision.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Opportunity",
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
                            "court",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="opportunities",
                                to="court.court",
                            ),
                        ),
                        ("provider", models.CharField(max_length=120)),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("presence", "Days at court"),
                                    ("briefing", "Briefing"),
                                    ("pilot", "Pilot"),
                                    ("other", "Something else"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("words", models.CharField(max_length=300)),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("open", "Open"),
                                    ("taken_up", "Taken up"),
                                    ("not_pursued", "Not pursued"),
                                ],
                                default="open",
                                max_length=12,
                            ),
                        ),
                        ("reason", models.CharField(blank=True, max_length=300)),
                        ("on", models.DateField()),
                        (
                            "noted_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name_plural": "opportunities",
                        "indexes": [models.Index(fields=["court", "-on"], name="opportunities_of_a_court")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("status", "not_pursued"), _negated=True),
                                    models.Q(("reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="not_pursued_has_a_reason",
                                violation_error_message="Say why it was not pursued.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="WantedPaper",
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
                            "participant",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="wanted_papers",
                                to="case.participant",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                help_text="As policy/court/papers.yaml calls it.", max_length=20
                            ),
                        ),
                        ("asked_on", models.DateField()),
                        ("chased_on", models.DateField(blank=True, null=True)),
                        ("received_on", models.DateField(blank=True, null=True)),
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
                            "kept_at",
                            models.CharField(
                                blank=True,
                                help_text="Where paper is kept that was not scanned.",
                                max_length=120,
                            ),
                        ),
                        (
                            "passed_on",
                            models.DateField(
                                blank=True, help_text="When the facilitators were given it.", null=True
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
                            "why_not",
                            amends.foundation.lib.locking.LockedCharField(
                                blank=True, help_text="Why it will not come.", max_length=200
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
                                condition=models.Q(
                                    ("why_not", ""), ("received_on__isnull", True), _connector="OR"
                                ),
                                name="paper_comes_or_does_not",
                                violation_error_message="It is either there, or will not come.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PlannedMeeting",
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
                            "sentence",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="plan",
                                to="court.sentence",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("assessment", "Assessment"),
                                    ("preparation", "Preparation"),
                                    (
                                        "meeting",
                                        "Meeting with the person harmed, or an activity that makes amends",
                                    ),
                                    ("review", "Review with the offender manager and the facilitator"),
                                    ("more", "One more"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("planned_on", models.DateField()),
                        (
                            "days",
                            models.DecimalField(
                                decimal_places=2, help_text="Counted to the requirement.", max_digits=3
                            ),
                        ),
                        ("held_on", models.DateField(blank=True, null=True)),
                        (
                            "missed_on",
                            models.DateField(
                                blank=True, help_text="The last day on which they did not come.", null=True
                            ),
                        ),
                        (
                            "place",
                            models.CharField(
                                blank=True,
                                default="",
                                help_text="Mostly the probation office.",
                                max_length=120,
                            ),
                        ),
                        (
                            "result",
                            amends.foundation.lib.locking.LockedCharField(
                                blank=True, default="", help_text="What came of it.", max_length=300
                            ),
                        ),
                        (
                            "possible",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("conference", "A meeting"),
                                        ("indirect", "Messages that are carried"),
                                        ("letter", "A letter"),
                                        ("reparation", "Making amends"),
                                        ("none", "None of them"),
                                    ],
                                    max_length=10,
                                ),
                                blank=True,
                                default=list,
                                help_text="At the assessment: the forms that are possible.",
                                size=None,
                            ),
                        ),
                        (
                            "possible_why",
                            amends.foundation.lib.locking.LockedCharField(
                                blank=True,
                                default="",
                                help_text="From the harm and from their attitude.",
                                max_length=300,
                            ),
                        ),
                        ("officer_there", models.BooleanField(default=False)),
                        ("facilitator_there", models.BooleanField(default=False)),
                        (
                            "why_without_officer",
                            amends.foundation.lib.locking.LockedCharField(
                                blank=True, default="", max_length=300
                            ),
                        ),
                        (
                            "progress",
                            amends.foundation.lib.locking.LockedTextField(
                                blank=True, default="", help_text="At a review: how the agreement stands."
                            ),
                        ),
                        (
                            "actions",
                            amends.foundation.lib.locking.LockedTextField(
                                blank=True, default="", help_text="At a review: what is to be done now."
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["sentence", "planned_on"], name="plan_of_a_sentence")
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("days__gte", Decimal("0.25")), ("days__lte", Decimal(1))),
                                name="meeting_counts_up_to_a_day",
                                violation_error_message="A meeting counts as a quarter of a day to one day.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("kind", "review"), _negated=True),
                                    ("held_on__isnull", True),
                                    models.Q(("facilitator_there", True), ("officer_there", True)),
                                    models.Q(
                                        ("facilitator_there", True),
                                        models.Q(("why_without_officer", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="review_with_both",
                                violation_error_message="A review is held with the offender manager and a facilitator. Say why, if the offender manager was not there.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("held_on__isnull", True),
                                    models.Q(
                                        models.Q(("place", ""), _negated=True),
                                        models.Q(("result", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="session_says_where_and_what",
                                violation_error_message="Say where it was, and what came of it.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("kind", "assessment"), _negated=True),
                                    ("held_on__isnull", True),
                                    models.Q(
                                        ("possible__len__gt", 0),
                                        models.Q(("possible_why", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="assessment_says_what_is_possible",
                                violation_error_message="Say which forms are possible, and why, from the harm and their attitude.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Programme",
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
                            "sentence",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="programmes",
                                to="court.sentence",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("letter", "A letter of apology"),
                                    ("reparation", "Doing something to make amends"),
                                    ("empathy", "Work on what it does to people who are harmed"),
                                    ("other", "Something else"),
                                ],
                                max_length=10,
                            ),
                        ),
                        (
                            "harm",
                            amends.foundation.lib.locking.LockedCharField(
                                help_text="Which harm it answers; nothing of the person harmed.",
                                max_length=300,
                            ),
                        ),
                        (
                            "needs",
                            amends.foundation.lib.locking.LockedCharField(
                                help_text="Which needs of theirs it is chosen for.", max_length=300
                            ),
                        ),
                        ("agreed_on", models.DateField()),
                        (
                            "outcome",
                            amends.foundation.lib.locking.LockedCharField(
                                blank=True, default="", max_length=300
                            ),
                        ),
                        ("ended_on", models.DateField(blank=True, null=True)),
                        (
                            "chosen_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("harm", ""), _negated=True),
                                    models.Q(("needs", ""), _negated=True),
                                ),
                                name="programme_answers_harm_and_needs",
                                violation_error_message="Say which harm it answers, and which needs it is chosen for.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("ended_on__isnull", True), ("outcome", "")),
                                    models.Q(
                                        ("ended_on__isnull", False), models.Q(("outcome", ""), _negated=True)
                                    ),
                                    _connector="OR",
                                ),
                                name="programme_ended_with_an_outcome",
                                violation_error_message="Say what came of it, and when it ended.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ProgressEntry",
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
                            "sentence",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="progress",
                                to="court.sentence",
                            ),
                        ),
                        (
                            "event",
                            models.CharField(
                                choices=[
                                    ("planned", "Planned first contact"),
                                    ("first", "First contact"),
                                    ("harmed", "Contact with the person harmed"),
                                    ("second", "Second contact"),
                                    ("third", "Third contact"),
                                    ("fourth", "Fourth contact"),
                                    ("fifth", "Fifth contact"),
                                    ("review", "Last contact, or review"),
                                ],
                                max_length=8,
                            ),
                        ),
                        ("on", models.DateField()),
                        (
                            "attended",
                            models.BooleanField(
                                blank=True, help_text="Whether the person responsible came.", null=True
                            ),
                        ),
                        ("officer_attended", models.BooleanField(blank=True, null=True)),
                        (
                            "noted_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "noted_at",
                            models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                        ),
                    ],
                    options={
                        "verbose_name_plural": "progress entries",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("sentence", "event"),
                                name="progress_once",
                                violation_error_message="This line is filled in already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("event__in", ["planned", "harmed"]), _negated=True),
                                name="progress_read_not_typed",
                                violation_error_message="This line is read from the case and is not filled in here.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("attended__isnull", False), ("officer_attended__isnull", False)
                                ),
                                name="progress_says_who_came",
                                violation_error_message="Say of both whether they came.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Proposal",
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
                            "report",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="proposal",
                                to="court.courtreport",
                            ),
                        ),
                        (
                            "vehicle",
                            models.CharField(
                                choices=[
                                    ("community_order", "Community order"),
                                    ("suspended_sentence_order", "Suspended sentence order"),
                                    ("deferred_sentence", "Deferred sentence"),
                                    ("licence", "Licence"),
                                    ("custody", "Custody"),
                                ],
                                max_length=30,
                            ),
                        ),
                        ("supervision_months", models.PositiveSmallIntegerField(blank=True, null=True)),
                        ("deferred_until", models.DateField(blank=True, null=True)),
                        (
                            "deferment_model",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("whole", "All of it before the deferment ends"),
                                    (
                                        "split",
                                        "The meeting before it ends, reparation may go on in the order that follows",
                                    ),
                                ],
                                max_length=5,
                            ),
                        ),
                        ("proposed_on", models.DateField()),
                        ("asked_on", models.DateField(blank=True, null=True)),
                        (
                            "reply",
                            models.CharField(
                                blank=True,
                                choices=[("can", "Can deliver"), ("cannot", "Cannot deliver")],
                                max_length=8,
                            ),
                        ),
                        (
                            "replied_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("replied_on", models.DateField(blank=True, null=True)),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("vehicle__in", ["community_order", "suspended_sentence_order"]),
                                        _negated=True,
                                    ),
                                    models.Q(
                                        ("supervision_months__gte", 3), ("supervision_months__isnull", False)
                                    ),
                                    _connector="OR",
                                ),
                                name="proposal_beside_supervision",
                                violation_error_message="Propose it only beside supervision of three months or more.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("vehicle", "deferred_sentence"), _negated=True),
                                    models.Q(
                                        ("deferred_until__isnull", False),
                                        models.Q(("deferment_model", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="deferment_has_an_end_and_a_model",
                                violation_error_message="Say until when sentence would be deferred, and by which model.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("replied_by__isnull", True),
                                        ("replied_on__isnull", True),
                                        ("reply", ""),
                                    ),
                                    models.Q(
                                        models.Q(("reply", ""), _negated=True),
                                        ("asked_on__isnull", False),
                                        ("replied_by__isnull", False),
                                        ("replied_on__gte", models.F("asked_on")),
                                        ("replied_on__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="reply_follows_an_enquiry",
                                violation_error_message="An answer follows a question, and has who gave it and when.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HearingResult",
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
                            "report",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="result",
                                to="court.courtreport",
                            ),
                        ),
                        ("details", amends.foundation.lib.locking.LockedCharField(max_length=400)),
                        ("requirement_made", models.BooleanField()),
                        ("reported_at", models.DateTimeField()),
                        (
                            "reported_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("details", ""), _negated=True),
                                name="hearing_result_has_details",
                                violation_error_message="Write down the sentence that was passed.",
                            )
                        ],
                    },
                ),
            ]
        ),
    ]
