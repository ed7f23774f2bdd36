"""The tables of the room."""

from typing import ClassVar

import amends.foundation.lib.locking
import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

from amends.foundation.lib.migrating import CreateTables


class Migration(migrations.Migration):
    initial = True
    replaces: ClassVar = [("safeguarding", "0001_initial"), ("safeguarding", "0003_about_a_colleague")]
    dependencies: ClassVar = [
        ("access", "0001_tables"),
        ("case", "0001_tables"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations: ClassVar = [
        CreateTables(
            [
                migrations.CreateModel(
                    name="SelfHarm",
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
                                related_name="self_harm",
                                to="case.participant",
                            ),
                        ),
                        (
                            "finding",
                            models.CharField(
                                choices=[
                                    ("none", "Nothing points to it"),
                                    ("raised", "The danger is raised"),
                                ],
                                max_length=6,
                            ),
                        ),
                        ("in_custody", models.BooleanField()),
                        ("action", amends.foundation.lib.locking.LockedTextField(blank=True)),
                        (
                            "told",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("wing", "Wing staff"),
                                        ("safer_custody", "Safer custody"),
                                        ("offender_manager", "Offender manager"),
                                        ("gp", "GP"),
                                        ("family", "Family"),
                                    ],
                                    max_length=20,
                                ),
                                blank=True,
                                default=list,
                                size=None,
                            ),
                        ),
                        ("at", models.DateTimeField()),
                        (
                            "judged_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "judged_at",
                            models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                        ),
                    ],
                    options={
                        "verbose_name": "judgement on self-harm",
                        "verbose_name_plural": "judgements on self-harm",
                        "indexes": [models.Index(fields=["participant", "-id"], name="latest_self_harm")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("finding", "raised"), _negated=True),
                                    models.Q(("action", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="raised_danger_says_what_is_done",
                                violation_error_message="Say what is done about it.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Concern",
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
                                related_name="+",
                                to="case.case",
                            ),
                        ),
                        (
                            "about",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="case.participant",
                            ),
                        ),
                        (
                            "colleague",
                            models.ForeignKey(
                                blank=True,
                                help_text="The colleague it is about: they neither hear of it nor see it, whatever they answer for.",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("child", "A child may come to harm"),
                                    ("adult", "An adult at risk may come to harm"),
                                    ("threat", "Somebody has been threatened"),
                                    ("unclear", "I am not sure, but it worries me"),
                                ],
                                max_length=8,
                            ),
                        ),
                        (
                            "at_risk",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("victim", "The person harmed"),
                                    ("child", "A child"),
                                    ("offender", "The person responsible"),
                                    ("other", "Somebody else"),
                                ],
                                default="",
                                max_length=8,
                            ),
                        ),
                        (
                            "who",
                            models.CharField(
                                blank=True,
                                help_text="Who it is, when they are on no file of ours, or only mentioned.",
                                max_length=200,
                            ),
                        ),
                        (
                            "words",
                            amends.foundation.lib.locking.LockedTextField(
                                help_text="What was seen or heard, in the words that were used."
                            ),
                        ),
                        ("in_danger_now", models.BooleanField(default=False)),
                        (
                            "in_custody",
                            models.BooleanField(
                                blank=True, help_text="Whether who threatens is in prison.", null=True
                            ),
                        ),
                        (
                            "monitoring_told",
                            models.BooleanField(
                                blank=True,
                                help_text="Whether the unit that monitors letters and calls was told.",
                                null=True,
                            ),
                        ),
                        (
                            "came_from",
                            models.CharField(
                                blank=True, help_text="The row it began with, as model:key.", max_length=80
                            ),
                        ),
                        ("known_at", models.DateTimeField(help_text="When we knew.")),
                        (
                            "raised_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("raised_at", models.DateTimeField()),
                        (
                            "received_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("received_at", models.DateTimeField(blank=True, null=True)),
                        ("escalated_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "decision",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("referred", "Passed on to those who protect"),
                                    ("here", "Something is done about it here"),
                                    ("watched", "Kept an eye on"),
                                    ("nothing", "Nothing more has to be done"),
                                ],
                                default="",
                                max_length=10,
                            ),
                        ),
                        ("decision_words", amends.foundation.lib.locking.LockedTextField(blank=True)),
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
                            models.Index(fields=["service", "-raised_at"], name="concerns_of_a_service"),
                            models.Index(
                                condition=models.Q(("decision", "")),
                                fields=["service"],
                                name="concerns_undecided",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("colleague__isnull", True),
                                    models.Q(
                                        models.Q(("raised_by", models.F("colleague")), _negated=True),
                                        models.Q(
                                            ("received_by__isnull", True),
                                            models.Q(("received_by", models.F("colleague")), _negated=True),
                                            _connector="OR",
                                        ),
                                    ),
                                    _connector="OR",
                                ),
                                name="concern_kept_from_whom_it_is_about",
                                violation_error_message="Nobody deals with a concern about themselves.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("known_at__lte", models.F("raised_at"))),
                                name="known_before_raised",
                                violation_error_message="It cannot have been known later than now.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("received_at__isnull", True), ("received_by__isnull", True)),
                                    models.Q(("received_at__isnull", False), ("received_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="received_by_somebody",
                                violation_error_message="Say who has received it and when.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("decided_at__isnull", True), ("decision", "")),
                                    models.Q(
                                        models.Q(("decision", ""), _negated=True),
                                        models.Q(("decision_words", ""), _negated=True),
                                        ("decided_at__isnull", False),
                                        ("decided_by__isnull", False),
                                        ("received_at__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="concern_decided_in_words",
                                violation_error_message="Say what was decided and why.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("decision", ""),
                                    models.Q(("in_custody", True), _negated=True),
                                    ("monitoring_told__isnull", False),
                                    _connector="OR",
                                ),
                                name="custody_monitoring_is_answered",
                                violation_error_message="Say whether the unit that monitors letters and calls in prison was told.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Told",
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
                            "concern",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="told",
                                to="safeguarding.concern",
                            ),
                        ),
                        (
                            "body",
                            models.CharField(
                                choices=[
                                    ("children", "Children's social care"),
                                    ("adults", "Adult social care"),
                                    ("police", "Police"),
                                    ("offender_manager", "Offender manager (community or prison)"),
                                    ("vlo", "Victim liaison officer"),
                                    ("safer_custody", "Prison: safer custody or security"),
                                    ("monitoring", "Prison: unit that monitors letters and calls"),
                                    ("health", "GP or health service"),
                                    ("family", "Parent, guardian or family"),
                                    ("colleague", "Somebody here"),
                                    ("other", "Another body"),
                                ],
                                max_length=16,
                            ),
                        ),
                        (
                            "name",
                            models.CharField(help_text="Post and name of whoever took it.", max_length=120),
                        ),
                        (
                            "colleague",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "what",
                            amends.foundation.lib.locking.LockedTextField(
                                help_text="What was passed on, no more than was needed."
                            ),
                        ),
                        ("at", models.DateTimeField()),
                        (
                            "reason",
                            models.CharField(
                                choices=[
                                    ("agreed", "They agree that it is passed on"),
                                    ("child", "A child could come to harm otherwise"),
                                    ("harm", "Somebody could come to serious harm otherwise"),
                                    ("asked", "The body asked for it"),
                                    ("other", "Another reason"),
                                ],
                                max_length=8,
                            ),
                        ),
                        (
                            "overrides",
                            models.BooleanField(
                                default=False, help_text="Confidentiality was set aside: they had not agreed."
                            ),
                        ),
                        (
                            "decided_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "received_at",
                            models.DateTimeField(
                                blank=True, help_text="When they said that they have it.", null=True
                            ),
                        ),
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
                        "verbose_name_plural": "told",
                        "indexes": [models.Index(fields=["concern", "at"], name="told_of_a_concern")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("overrides", False), ("reason__in", ["child", "harm"]), _connector="OR"
                                ),
                                name="override_needs_danger",
                                violation_error_message="Only danger to somebody sets confidentiality aside.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("received_at__isnull", True),
                                    ("received_at__gte", models.F("at")),
                                    _connector="OR",
                                ),
                                name="receipt_follows_sending",
                                violation_error_message="They cannot have had it before it was sent.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("body", "colleague"), ("colleague__isnull", False)),
                                    models.Q(
                                        models.Q(("body", "colleague"), _negated=True),
                                        ("colleague__isnull", True),
                                    ),
                                    _connector="OR",
                                ),
                                name="colleague_is_named",
                                violation_error_message="Say which colleague.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Discussion",
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
                            "subject",
                            models.CharField(
                                help_text="The report or referral it is about, as model:key.", max_length=80
                            ),
                        ),
                        (
                            "born",
                            models.DateField(
                                blank=True, help_text="Of the youngest person harmed.", null=True
                            ),
                        ),
                        (
                            "age_then",
                            models.PositiveSmallIntegerField(
                                blank=True, help_text="At the offence.", null=True
                            ),
                        ),
                        ("age_now", models.PositiveSmallIntegerField(blank=True, null=True)),
                        (
                            "discussed_with",
                            models.CharField(
                                help_text="Name and post of whoever spoke for the scheme.", max_length=120
                            ),
                        ),
                        ("discussed_on", models.DateField()),
                        (
                            "outcome",
                            models.CharField(
                                choices=[
                                    ("go_on", "It can be proposed, with the parents involved"),
                                    ("not_now", "It should not be proposed"),
                                ],
                                max_length=8,
                            ),
                        ),
                        ("words", amends.foundation.lib.locking.LockedTextField(blank=True)),
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
                        "indexes": [models.Index(fields=["subject", "-id"], name="discussions_of_a_row")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("discussed_with", ""), _negated=True),
                                name="discussed_with_somebody",
                                violation_error_message="Say with whom it was discussed.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Officer",
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
                                related_name="safeguards",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "part",
                            models.CharField(
                                choices=[("lead", "Safeguarding lead"), ("deputy", "Deputy")], max_length=6
                            ),
                        ),
                        (
                            "named_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "named_at",
                            models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                        ),
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("ended_at__isnull", True), ("part", "lead")),
                                fields=("service",),
                                name="one_safeguarding_lead",
                                violation_error_message="There is a lead already. Their time ends when another is named.",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("ended_at__isnull", True)),
                                fields=("service", "user"),
                                name="safeguards_once",
                                violation_error_message="This person is lead or deputy already.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="OutOfHours",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "service",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="access.service",
                            ),
                        ),
                        ("telephone", models.CharField(max_length=30)),
                        (
                            "words",
                            models.CharField(
                                blank=True, help_text="Who answers there, and when.", max_length=200
                            ),
                        ),
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
                        "verbose_name_plural": "numbers out of hours",
                    },
                ),
                migrations.CreateModel(
                    name="Reading",
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
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("version", models.CharField(max_length=20)),
                        (
                            "confirmed_at",
                            models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("service", "user", "version"),
                                name="guidance_read_once",
                                violation_error_message="You have confirmed this already.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SafetyPlan",
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
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="safety_plan",
                                to="case.participant",
                            ),
                        ),
                        ("risks", amends.foundation.lib.locking.LockedTextField()),
                        ("controls", amends.foundation.lib.locking.LockedTextField()),
                        (
                            "way_out",
                            amends.foundation.lib.locking.LockedTextField(
                                help_text="How they can have a break or leave, and who goes with them."
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
                        (
                            "written_at",
                            models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                        ),
                        (
                            "signed_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("signed_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("signed_at__isnull", True), ("signed_by__isnull", True)),
                                    models.Q(("signed_at__isnull", False), ("signed_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="plan_signed_by_somebody",
                                violation_error_message="Say who signed the plan and when.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("signed_by__isnull", True),
                                    models.Q(("signed_by", models.F("written_by")), _negated=True),
                                    _connector="OR",
                                ),
                                name="plan_signed_by_somebody_else",
                                violation_error_message="Somebody else has to sign it, not whoever wrote it.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Incident",
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
                            "plan",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="incidents",
                                to="safeguarding.safetyplan",
                            ),
                        ),
                        ("at", models.DateTimeField()),
                        ("what", amends.foundation.lib.locking.LockedTextField()),
                        ("action", amends.foundation.lib.locking.LockedTextField(help_text="What was done.")),
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
                        "indexes": [models.Index(fields=["plan", "at"], name="incidents_of_a_plan")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("at__lte", models.F("recorded_at"))),
                                name="incident_has_happened",
                                violation_error_message="This has not happened yet.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AdultsSay",
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
                                related_name="adults_say",
                                to="case.participant",
                            ),
                        ),
                        (
                            "adult",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="case.participant",
                            ),
                        ),
                        (
                            "what",
                            models.CharField(
                                choices=[
                                    ("knows", "They know about it"),
                                    ("contact", "We may be in touch with the child"),
                                    ("take_part", "The child may take part"),
                                    ("attend", "The child may be at the meeting"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("answer", models.BooleanField()),
                        ("on", models.DateField()),
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
                        "verbose_name_plural": "what parents and guardians say",
                        "indexes": [
                            models.Index(fields=["participant", "what", "-id"], name="latest_of_adults")
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("participant", models.F("adult")), _negated=True),
                                name="nobody_permits_for_themselves",
                                violation_error_message="The adult is somebody else.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Weighing",
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
                                related_name="weighings",
                                to="case.participant",
                            ),
                        ),
                        ("age", models.PositiveSmallIntegerField(help_text="As worked out on that day.")),
                        ("maturity", amends.foundation.lib.locking.LockedTextField()),
                        ("family_support", amends.foundation.lib.locking.LockedTextField()),
                        ("other_support", amends.foundation.lib.locking.LockedTextField(blank=True)),
                        (
                            "adults_decide",
                            models.BooleanField(
                                help_text="The parents or guardians were part of the decision."
                            ),
                        ),
                        (
                            "adult_comes",
                            models.BooleanField(help_text="One of them comes along as a supporter."),
                        ),
                        ("conclusion", amends.foundation.lib.locking.LockedTextField()),
                        ("on", models.DateField()),
                        (
                            "weighed_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "weighed_at",
                            models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                        ),
                    ],
                    options={
                        "indexes": [models.Index(fields=["participant", "-id"], name="latest_weighing")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("age__lt", 18)),
                                name="weighed_for_the_young",
                                violation_error_message="This is for somebody under 18.",
                            )
                        ],
                    },
                ),
            ]
        ),
    ]
