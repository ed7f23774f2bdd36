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
    replaces: ClassVar = [
        ("preparation", "0001_initial"),
        ("preparation", "0003_getting_ready"),
        ("preparation", "0004_needs"),
        ("preparation", "0005_lock_texts"),
        ("preparation", "0006_keywork"),
        ("preparation", "0007_getting_there"),
        ("preparation", "0008_organisations"),
        ("preparation", "0009_papers"),
    ]
    dependencies: ClassVar = [
        ("access", "0001_tables"),
        ("case", "0001_tables"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("community", "0001_initial"),
        ("library", "0001_tables_behind_walls"),
    ]
    operations: ClassVar = [
        CreateTables(
            [
                migrations.CreateModel(
                    name="SupporterFinding",
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
                                related_name="supporter_findings",
                                to="case.participant",
                            ),
                        ),
                        (
                            "relationship",
                            amends.foundation.lib.locking.LockedCharField(
                                help_text="What they are to the person they support.", max_length=120
                            ),
                        ),
                        ("suitable", models.BooleanField()),
                        ("reason", amends.foundation.lib.locking.LockedCharField(max_length=300)),
                        ("found_on", models.DateField()),
                        (
                            "found_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["participant", "-id"], name="findings_on_a_supporter")
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("reason", ""), _negated=True),
                                name="supporter_found_for_a_reason",
                                violation_error_message="Say what the finding rests on.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Helper",
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
                                related_name="helpers",
                                to="case.participant",
                            ),
                        ),
                        ("name", models.CharField(max_length=120)),
                        (
                            "relationship",
                            amends.foundation.lib.locking.LockedCharField(
                                help_text="What they are to them, or their post.", max_length=120
                            ),
                        ),
                        (
                            "is_staff",
                            models.BooleanField(
                                default=False,
                                help_text="Works for probation, a prison or another part of HMPPS.",
                            ),
                        ),
                        ("tasks", amends.foundation.lib.locking.LockedCharField(blank=True, max_length=300)),
                        (
                            "limits",
                            amends.foundation.lib.locking.LockedCharField(
                                blank=True,
                                help_text="That their part stays within rehabilitation and integration.",
                                max_length=300,
                            ),
                        ),
                        ("from_day", models.DateField()),
                        ("until_day", models.DateField(blank=True, null=True)),
                        (
                            "added_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["participant", "id"], name="helpers_of_a_participant")
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("tasks", ""), _negated=True),
                                name="helper_has_tasks",
                                violation_error_message="Say what they are to do.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("is_staff", False),
                                    models.Q(("limits", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="staff_helper_has_limits",
                                violation_error_message="Say how their part stays within rehabilitation and integration.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("until_day__isnull", True),
                                    ("until_day__gte", models.F("from_day")),
                                    _connector="OR",
                                ),
                                name="helper_ends_after_beginning",
                                violation_error_message="It cannot end before it began.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Backing",
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
                                related_name="backings",
                                to="case.participant",
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="community.organisation",
                            ),
                        ),
                        (
                            "purpose",
                            models.CharField(
                                choices=[
                                    ("support", "Helps them take part"),
                                    ("integration", "Finding their place in the community"),
                                    ("risk_plan", "Part of the plan for managing risk"),
                                    ("supporter", "Beside them during restorative justice"),
                                ],
                                default="support",
                                max_length=12,
                            ),
                        ),
                        (
                            "role",
                            amends.foundation.lib.locking.LockedCharField(
                                help_text="What it does for them.", max_length=300
                            ),
                        ),
                        (
                            "is_faith",
                            models.BooleanField(
                                default=False, help_text="A faith organisation, as the list has it."
                            ),
                        ),
                        ("wanted", models.BooleanField(help_text="Whether they want it.")),
                        (
                            "agreed_on",
                            models.DateField(
                                blank=True,
                                help_text="When they agreed that it is told about them.",
                                null=True,
                            ),
                        ),
                        (
                            "vetting",
                            amends.foundation.lib.locking.LockedCharField(
                                blank=True, help_text="How it was looked into, and by whom.", max_length=200
                            ),
                        ),
                        ("vetted_on", models.DateField(blank=True, null=True)),
                        (
                            "sent",
                            amends.foundation.lib.locking.LockedCharField(
                                blank=True, help_text="What was passed on to it.", max_length=300
                            ),
                        ),
                        ("sent_on", models.DateField(blank=True, null=True)),
                        ("ended_on", models.DateField(blank=True, null=True)),
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
                        "indexes": [
                            models.Index(fields=["participant", "id"], name="backings_of_a_participant")
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("role", ""), _negated=True),
                                name="backing_has_a_role",
                                violation_error_message="Say what it does for them.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("is_faith", False), ("wanted", True), _connector="OR"),
                                name="faith_only_where_it_is_wanted",
                                violation_error_message="A faith organisation is brought in only where the person wants it.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("is_faith", False),
                                    models.Q(("purpose", "supporter"), _negated=True),
                                    models.Q(
                                        ("vetted_on__isnull", False), models.Q(("vetting", ""), _negated=True)
                                    ),
                                    _connector="OR",
                                ),
                                name="faith_supporter_is_vetted",
                                violation_error_message="Say how it was looked into and when, before it stands beside them.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("sent_on__isnull", True),
                                    models.Q(
                                        ("agreed_on__isnull", False), models.Q(("sent", ""), _negated=True)
                                    ),
                                    _connector="OR",
                                ),
                                name="backing_told_with_agreement",
                                violation_error_message="Nothing goes to it before the person has agreed.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Affected",
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
                                blank=True,
                                help_text="Who named them.",
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="named_affected",
                                to="case.participant",
                            ),
                        ),
                        ("name", models.CharField(max_length=120)),
                        (
                            "link",
                            amends.foundation.lib.locking.LockedCharField(
                                help_text="How they were affected, or belong to it.", max_length=200
                            ),
                        ),
                        (
                            "source",
                            models.CharField(
                                choices=[
                                    ("side", "Somebody of this side"),
                                    ("police", "The police"),
                                    ("other", "Another body"),
                                ],
                                default="side",
                                max_length=6,
                            ),
                        ),
                        (
                            "not_invited_because",
                            amends.foundation.lib.locking.LockedCharField(blank=True, max_length=200),
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
                        "verbose_name_plural": "affected",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("file", "name"),
                                name="affected_once",
                                violation_error_message="This person or body is on the list already.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="FirstTalk",
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
                                related_name="first_talks",
                                to="case.participant",
                            ),
                        ),
                        ("met_on", models.DateField()),
                        (
                            "happened",
                            amends.foundation.lib.locking.LockedTextField(help_text="What happened."),
                        ),
                        (
                            "effects",
                            amends.foundation.lib.locking.LockedTextField(
                                help_text="How they and others were affected."
                            ),
                        ),
                        (
                            "remaining",
                            amends.foundation.lib.locking.LockedTextField(
                                blank=True, help_text="Remaining questions and concerns."
                            ),
                        ),
                        (
                            "better",
                            amends.foundation.lib.locking.LockedTextField(
                                blank=True, help_text="What would make it better."
                            ),
                        ),
                        (
                            "next_step",
                            models.CharField(
                                choices=[
                                    ("prepare", "Start preparing a meeting"),
                                    ("think", "Time to think"),
                                    ("no", "They do not want to take part"),
                                    ("another", "Plan another way for them to be involved"),
                                ],
                                max_length=8,
                            ),
                        ),
                        (
                            "allows",
                            amends.foundation.lib.locking.LockedCharField(
                                blank=True,
                                help_text="What they want or allow, in a few words.",
                                max_length=300,
                            ),
                        ),
                        ("review_on", models.DateField(blank=True, null=True)),
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
                        "indexes": [
                            models.Index(fields=["participant", "-id"], name="first_talks_of_a_person")
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("next_step", "think"), _negated=True),
                                    ("review_on__isnull", False),
                                    _connector="OR",
                                ),
                                name="time_to_think_has_an_end",
                                violation_error_message="Agree a day on which you ask them again.",
                            )
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
                                related_name="resources_used",
                                to="case.participant",
                            ),
                        ),
                        (
                            "resource",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="library.entry",
                            ),
                        ),
                        ("reason", amends.foundation.lib.locking.LockedCharField(max_length=300)),
                        ("used_on", models.DateField()),
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
                migrations.CreateModel(
                    name="Keywork",
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
                                related_name="keywork",
                                to="case.participant",
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
                        ("goals", amends.foundation.lib.locking.LockedTextField()),
                        ("since", models.DateField()),
                        (
                            "until",
                            models.DateField(
                                blank=True, help_text="The day from which they no longer see it.", null=True
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
                                    ("until__isnull", True),
                                    ("until__gte", models.F("since")),
                                    _connector="OR",
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
                    name="Measure",
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
                                related_name="measures",
                                to="case.participant",
                            ),
                        ),
                        ("words", amends.foundation.lib.locking.LockedCharField(max_length=300)),
                        (
                            "when",
                            models.CharField(
                                choices=[("before", "Before"), ("during", "During"), ("after", "Afterwards")],
                                max_length=6,
                            ),
                        ),
                        (
                            "responsible",
                            models.CharField(blank=True, help_text="A name or a post.", max_length=120),
                        ),
                        ("agreed_with_person", models.BooleanField(default=False)),
                        ("agreed_with_officer", models.BooleanField(default=False)),
                        ("in_place_on", models.DateField(blank=True, null=True)),
                        (
                            "added_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["participant", "id"], name="measures_of_a_participant")
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("in_place_on__isnull", True),
                                    models.Q(
                                        models.Q(("responsible", ""), _negated=True),
                                        ("agreed_with_person", True),
                                    ),
                                    _connector="OR",
                                ),
                                name="measure_in_place_is_agreed",
                                violation_error_message="Before it is in place, say who answers for it, and agree it with the person.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="LeftBehind",
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
                                related_name="left_behind",
                                to="case.participant",
                            ),
                        ),
                        ("what", models.CharField(help_text="Such as: film on a disc.", max_length=120)),
                        ("left_on", models.DateField()),
                        (
                            "return_by",
                            models.DateField(blank=True, help_text="Empty when they may keep it.", null=True),
                        ),
                        ("returned_on", models.DateField(blank=True, null=True)),
                        (
                            "left_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name_plural": "left behind",
                        "indexes": [
                            models.Index(fields=["participant", "id"], name="left_with_a_participant")
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("return_by__isnull", True),
                                    ("return_by__gte", models.F("left_on")),
                                    _connector="OR",
                                ),
                                name="returned_after_it_was_left",
                                violation_error_message="It cannot be due back before it was left.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("returned_on__isnull", True),
                                    ("returned_on__gte", models.F("left_on")),
                                    _connector="OR",
                                ),
                                name="came_back_after_it_was_left",
                                violation_error_message="It cannot have come back before it was left.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Need",
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
                                related_name="needs",
                                to="case.participant",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("access", "Getting in and about"),
                                    ("hearing_seeing", "Hearing or seeing"),
                                    ("language", "Language or interpreter"),
                                    ("reading", "Reading and writing"),
                                    ("neurodiversity", "How they think and learn (neurodiversity)"),
                                    ("health", "Health, also of the mind"),
                                    ("vulnerability", "Something that makes them vulnerable"),
                                    ("childcare", "Childcare or care of others"),
                                    ("travel", "Travel or money"),
                                    ("faith", "Faith"),
                                    ("culture", "Culture"),
                                    ("gender", "Gender"),
                                    ("maturity", "Age and maturity"),
                                    ("support", "Somebody beside them"),
                                    ("other", "Something else"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("words", amends.foundation.lib.locking.LockedCharField(max_length=300)),
                        (
                            "source",
                            models.CharField(
                                choices=[
                                    ("person", "They said so themselves"),
                                    ("manager", "A talk with their offender manager or supervisor"),
                                    ("oasys", "OASys"),
                                    ("case_record", "The case recording system"),
                                    ("referral", "The referral, or what is known of who they are"),
                                    ("talk", "The talk about whether it is right for them"),
                                    ("other", "Somebody else"),
                                ],
                                default="person",
                                max_length=12,
                            ),
                        ),
                        (
                            "of_place",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("step_free", "A way in without steps"),
                                        ("toilet", "A toilet for wheelchair users"),
                                        ("parking", "Parking at the door"),
                                        ("loop", "A hearing loop"),
                                        ("light", "Good light and clear signs"),
                                        ("quiet", "A quiet room without bright light"),
                                        ("prayer", "A room to pray in"),
                                    ],
                                    max_length=12,
                                ),
                                blank=True,
                                default=list,
                                help_text="What a place to meet must have for it.",
                                size=None,
                            ),
                        ),
                        (
                            "of_paper",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("large_print", "Large print"),
                                        ("easy_read", "Easy read, with pictures"),
                                    ],
                                    max_length=12,
                                ),
                                blank=True,
                                default=list,
                                help_text="How papers for them have to be.",
                                size=None,
                            ),
                        ),
                        ("none_needed", models.BooleanField(default=False)),
                        (
                            "planned",
                            amends.foundation.lib.locking.LockedCharField(
                                blank=True, help_text="What answers it.", max_length=300
                            ),
                        ),
                        (
                            "responsible",
                            models.CharField(blank=True, help_text="A name or a post.", max_length=120),
                        ),
                        (
                            "met_on",
                            models.DateField(
                                blank=True, help_text="Since when what answers it is in place.", null=True
                            ),
                        ),
                        (
                            "shared_on",
                            models.DateField(
                                blank=True,
                                help_text="When the answer went into the library, without names.",
                                null=True,
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
                                    ("met_on__isnull", True),
                                    models.Q(("planned", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="met_need_says_how",
                                violation_error_message="Say how the need was met.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("planned", ""),
                                    models.Q(("responsible", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="planned_need_has_somebody",
                                violation_error_message="Say who sees to it.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("none_needed", False),
                                    models.Q(
                                        ("kind__in", ["culture", "maturity", "gender"]),
                                        ("met_on__isnull", True),
                                        ("planned", ""),
                                    ),
                                    _connector="OR",
                                ),
                                name="none_needed_where_all_are_asked",
                                violation_error_message="Only of culture, maturity and gender it is said that nothing is needed.",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("none_needed", True)),
                                fields=("participant", "kind"),
                                name="none_needed_once",
                                violation_error_message="It is said already that nothing is needed here.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="NeedsLook",
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
                                related_name="needs_looks",
                                to="case.participant",
                            ),
                        ),
                        ("looked_on", models.DateField()),
                        (
                            "asked",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("person", "They said so themselves"),
                                        ("manager", "A talk with their offender manager or supervisor"),
                                        ("oasys", "OASys"),
                                        ("case_record", "The case recording system"),
                                        ("referral", "The referral, or what is known of who they are"),
                                        ("talk", "The talk about whether it is right for them"),
                                        ("other", "Somebody else"),
                                    ],
                                    max_length=12,
                                ),
                                help_text="Who was asked, and what was read.",
                                size=None,
                            ),
                        ),
                        ("changed", models.BooleanField(help_text="Whether anything is other than it was.")),
                        (
                            "affects_suitability",
                            models.BooleanField(
                                default=False, help_text="Whether it bears on their being suitable."
                            ),
                        ),
                        (
                            "words",
                            amends.foundation.lib.locking.LockedCharField(
                                blank=True, help_text="What has changed.", max_length=300
                            ),
                        ),
                        (
                            "looked_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "looked_at",
                            models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                        ),
                    ],
                    options={
                        "indexes": [models.Index(fields=["participant", "-id"], name="needs_looked_at")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("asked__len__gt", 0)),
                                name="needs_asked_of_somebody",
                                violation_error_message="Say whom you asked, or what you read.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("changed", True), ("affects_suitability", False), _connector="OR"
                                ),
                                name="needs_that_affect_have_changed",
                                violation_error_message="What has not changed does not put in doubt whether it is right for them.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("changed", False),
                                    models.Q(("words", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="changed_needs_say_what",
                                violation_error_message="Say what has changed.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PlanStep",
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
                            "milestone",
                            models.CharField(
                                choices=[
                                    ("information_asked", "Information asked from other bodies"),
                                    ("second_assessment_done", "Second assessment made"),
                                    ("facilitators_accepted", "Enough facilitators have accepted"),
                                    ("pack_issued", "Case pack given to the facilitators"),
                                    ("first_contact_harmed", "Person harmed first reached"),
                                    ("first_contact_responsible", "Person responsible first reached"),
                                    ("harmed_seen", "Person harmed visited"),
                                    ("responsible_seen", "Person responsible visited"),
                                    ("suitable", "Both sides found suitable by the facilitators"),
                                    ("risk_assessed", "Risk assessed"),
                                    ("way_chosen", "Way of communicating chosen"),
                                    ("communicated", "Communication has taken place"),
                                    ("written_up", "Communication written up"),
                                    ("feedback_done", "Feedback taken or tried"),
                                    ("outcome_coded", "Outcome and reason coded"),
                                    ("referrer_told", "Referrer told of the outcome"),
                                ],
                                max_length=40,
                            ),
                        ),
                        ("target_on", models.DateField()),
                        (
                            "changed_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("case", "milestone"),
                                name="step_of_a_plan_once",
                                violation_error_message="This step is in the plan already.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Aim",
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
                            "aim",
                            models.CharField(
                                choices=[
                                    ("meeting", "A meeting face to face"),
                                    ("indirect", "Letters or messages"),
                                    ("other", "Something else"),
                                ],
                                max_length=8,
                            ),
                        ),
                        (
                            "reason",
                            amends.foundation.lib.locking.LockedCharField(
                                blank=True, help_text="Nothing that only one side may know.", max_length=300
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
                    ],
                    options={
                        "indexes": [models.Index(fields=["case", "-id"], name="aims_of_a_case")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("aim", "meeting"),
                                    models.Q(("reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="other_aim_has_a_reason",
                                violation_error_message="Say why the aim is no longer a meeting.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Preparation",
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
                                related_name="preparation",
                                to="case.participant",
                            ),
                        ),
                        (
                            "told",
                            models.JSONField(
                                blank=True,
                                default=dict,
                                help_text="Point of `EXPLAIN`: the day it was explained and who did.",
                            ),
                        ),
                        ("hopes", amends.foundation.lib.locking.LockedTextField(blank=True)),
                        (
                            "questions",
                            amends.foundation.lib.locking.LockedTextField(
                                blank=True, help_text="What they want to ask."
                            ),
                        ),
                        ("wants_to_say", amends.foundation.lib.locking.LockedTextField(blank=True)),
                        (
                            "if_no_answer",
                            amends.foundation.lib.locking.LockedTextField(
                                blank=True, help_text="How they would cope with a no, or with silence."
                            ),
                        ),
                        (
                            "coping",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("no_answer", "The other side never answers"),
                                        ("declines", "The other side says no"),
                                        ("leaves", "The other side leaves part way"),
                                    ],
                                    max_length=10,
                                ),
                                blank=True,
                                default=list,
                                size=None,
                            ),
                        ),
                        ("coping_on", models.DateField(blank=True, null=True)),
                        (
                            "coping_support",
                            amends.foundation.lib.locking.LockedCharField(
                                blank=True, help_text="Who stands by them then.", max_length=200
                            ),
                        ),
                        (
                            "aftercare",
                            amends.foundation.lib.locking.LockedTextField(
                                blank=True, help_text="Who is there for them afterwards."
                            ),
                        ),
                        (
                            "others_asked_on",
                            models.DateField(
                                blank=True, help_text="When they were asked who else was affected.", null=True
                            ),
                        ),
                        (
                            "place_feeling",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("none", "No worry"),
                                    ("some", "Some worry"),
                                    ("high", "A great deal of worry"),
                                ],
                                default="",
                                max_length=4,
                            ),
                        ),
                        (
                            "place_offered",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("visit", "A visit beforehand"),
                                    ("film", "A film or pictures of the place"),
                                    ("other", "Something else"),
                                ],
                                default="",
                                max_length=5,
                            ),
                        ),
                        ("place_visit_on", models.DateField(blank=True, null=True)),
                        (
                            "place_result",
                            amends.foundation.lib.locking.LockedCharField(blank=True, max_length=300),
                        ),
                        (
                            "area",
                            models.CharField(
                                blank=True,
                                default="",
                                help_text="From where they would set out.",
                                max_length=80,
                            ),
                        ),
                        (
                            "distance_miles",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="From where they live to where a meeting would be.",
                                null=True,
                            ),
                        ),
                        (
                            "travel_barrier",
                            models.BooleanField(
                                blank=True, help_text="The way there stands against it.", null=True
                            ),
                        ),
                        (
                            "video_asked_on",
                            models.DateField(
                                blank=True,
                                help_text="When meeting by video was talked about for that.",
                                null=True,
                            ),
                        ),
                        (
                            "video_setup",
                            amends.foundation.lib.locking.LockedCharField(
                                blank=True,
                                default="",
                                help_text="What there is at their end for a meeting by video.",
                                max_length=200,
                            ),
                        ),
                        ("prepared_on", models.DateField(blank=True, null=True)),
                        (
                            "prepared_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=1)),
                        (
                            "changed_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("changed_at", models.DateTimeField()),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("prepared_by__isnull", True), ("prepared_on__isnull", True)),
                                    models.Q(("prepared_by__isnull", False), ("prepared_on__isnull", False)),
                                    _connector="OR",
                                ),
                                name="prepared_by_somebody",
                                violation_error_message="Say who prepared them and when.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("prepared_on__isnull", True),
                                    models.Q(("place_feeling", "high"), _negated=True),
                                    models.Q(("place_offered", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="worry_about_the_place_is_met",
                                violation_error_message="They worry a great deal about the place: say what was offered to them.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("coping__len", 0),
                                    models.Q(
                                        ("coping_on__isnull", False),
                                        models.Q(("coping_support", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="coping_has_a_day_and_support",
                                violation_error_message="Say when it was talked through, and who stands by them then.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Unavailable",
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
                                related_name="unavailable",
                                to="case.participant",
                            ),
                        ),
                        (
                            "days",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.PositiveSmallIntegerField(),
                                help_text="Days of the week, Monday is 0.",
                                size=None,
                            ),
                        ),
                        ("from_time", models.TimeField()),
                        ("until_time", models.TimeField()),
                        (
                            "why",
                            models.CharField(
                                choices=[
                                    ("childcare", "Childcare or care of others"),
                                    ("work", "Work or school"),
                                    ("other", "Something else"),
                                ],
                                default="childcare",
                                max_length=10,
                            ),
                        ),
                        (
                            "help_arranged",
                            amends.foundation.lib.locking.LockedCharField(
                                blank=True, help_text="Then the time is no longer in the way.", max_length=200
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
                    ],
                    options={
                        "verbose_name_plural": "unavailable times",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("until_time__gt", models.F("from_time"))),
                                name="unavailable_ends_after_it_begins",
                                violation_error_message="Until when has to be after from when.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("days__len__gt", 0)),
                                name="unavailable_on_some_day",
                                violation_error_message="Choose at least one day of the week.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="WayChoice",
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
                                related_name="way_choices",
                                to="case.participant",
                            ),
                        ),
                        (
                            "way",
                            models.CharField(
                                help_text="A purpose of policy/consent that is a way.", max_length=30
                            ),
                        ),
                        ("chosen_on", models.DateField()),
                        ("meeting_discussed_on", models.DateField(blank=True, null=True)),
                        (
                            "why_not_meeting",
                            amends.foundation.lib.locking.LockedCharField(
                                blank=True, help_text="Their reason for another way.", max_length=300
                            ),
                        ),
                        (
                            "why_not_discussed",
                            amends.foundation.lib.locking.LockedCharField(blank=True, max_length=300),
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
                        "indexes": [models.Index(fields=["participant", "-id"], name="latest_way")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("way", "meeting"),
                                    ("meeting_discussed_on__isnull", False),
                                    models.Q(("why_not_discussed", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="meeting_was_discussed_or_why_not",
                                violation_error_message="Say when a meeting was talked about with them, or why it was not.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SettledWay",
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
                            "way",
                            models.CharField(
                                help_text="A purpose of policy/consent that is a way.", max_length=30
                            ),
                        ),
                        ("settled_on", models.DateField()),
                        (
                            "present",
                            models.CharField(
                                help_text="Posts and sides of who was there or was asked.", max_length=200
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
                        "indexes": [models.Index(fields=["case", "-id"], name="settled_ways_of_a_case")],
                    },
                ),
            ]
        ),
    ]
