"""The tables of the room."""

from typing import ClassVar

import amends.foundation.lib.locking
import django.contrib.postgres.fields
import django.core.validators
import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

from amends.foundation.lib.migrating import CreateTables


class Migration(migrations.Migration):
    initial = True
    replaces: ClassVar = [
        ("suitability", "0001_initial"),
        ("suitability", "0003_talks_told_and_scores"),
        ("suitability", "0005_lock_texts"),
    ]
    dependencies: ClassVar = [
        ("access", "0001_tables"),
        ("case", "0001_tables"),
        ("questionnaire", "0001_tables"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations: ClassVar = [
        CreateTables(
            [
                migrations.CreateModel(
                    name="Interview",
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
                                related_name="interviews",
                                to="case.participant",
                            ),
                        ),
                        ("held_on", models.DateField()),
                        (
                            "interviewer",
                            models.CharField(
                                help_text="Who talked to them; it may be court staff.", max_length=120
                            ),
                        ),
                        (
                            "findings",
                            amends.foundation.lib.locking.LockedTextField(
                                blank=True, help_text="What came of it."
                            ),
                        ),
                        (
                            "response",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="questionnaire.response",
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
                        "indexes": [
                            models.Index(fields=["participant", "-held_on"], name="interviews_of_a_person")
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("interviewer", ""), _negated=True),
                                name="interview_by_somebody",
                                violation_error_message="Say who talked to them.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="EarlyRefusal",
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
                                related_name="+",
                                to="case.participant",
                            ),
                        ),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                    ],
                    options={
                        "indexes": [models.Index(fields=["service", "-at"], name="early_refusals")],
                    },
                ),
                migrations.CreateModel(
                    name="Judgement",
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
                                related_name="judgements",
                                to="case.participant",
                            ),
                        ),
                        (
                            "made_as",
                            models.CharField(
                                choices=[
                                    ("paper", "Coordinator, on paper"),
                                    ("visit", "Facilitators, after meeting them"),
                                    ("manager", "Service manager"),
                                ],
                                max_length=10,
                            ),
                        ),
                        (
                            "outcome",
                            models.CharField(
                                choices=[
                                    ("suitable", "Suitable"),
                                    ("not_yet", "Not yet"),
                                    ("not_suitable", "Not suitable"),
                                ],
                                max_length=15,
                            ),
                        ),
                        (
                            "willing",
                            models.BooleanField(
                                blank=True, help_text="Empty while it is not known.", null=True
                            ),
                        ),
                        (
                            "responsibility",
                            models.CharField(
                                choices=[
                                    ("full", "All of it"),
                                    ("part", "Part of it"),
                                    ("none", "None of it"),
                                    ("unknown", "Not known yet"),
                                    ("not_asked", "Not a question for this person"),
                                ],
                                default="not_asked",
                                max_length=10,
                            ),
                        ),
                        (
                            "safe",
                            models.BooleanField(
                                blank=True,
                                help_text="Contact between the two sides would be as safe as it can be made.",
                                null=True,
                            ),
                        ),
                        (
                            "both_agree",
                            models.BooleanField(
                                default=False, help_text="Both facilitators are of this opinion."
                            ),
                        ),
                        (
                            "basis",
                            amends.foundation.lib.locking.LockedTextField(
                                help_text="What it rests on. Lack of feeling for the other is never a ground."
                            ),
                        ),
                        (
                            "grounds",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=20),
                                blank=True,
                                default=list,
                                help_text="Why not, as keys of policy/suitability.yaml.",
                                size=None,
                            ),
                        ),
                        (
                            "because",
                            amends.foundation.lib.locking.LockedJSONField(
                                blank=True, default=list, help_text="What the answers said by themselves."
                            ),
                        ),
                        (
                            "flags",
                            amends.foundation.lib.locking.LockedJSONField(
                                blank=True, default=list, help_text="What to look at in the case."
                            ),
                        ),
                        (
                            "indirect_only",
                            models.BooleanField(default=False, help_text="Letters and messages, no meeting."),
                        ),
                        ("without_oasys", models.BooleanField(default=False)),
                        (
                            "manager_asked",
                            models.BooleanField(default=False, help_text="The manager judges as well."),
                        ),
                        (
                            "requirement",
                            models.CharField(
                                blank=True,
                                choices=[("include", "Propose it"), ("leave_out", "Leave it out")],
                                help_text="Whether the court is asked to make it part of a community sentence.",
                                max_length=10,
                            ),
                        ),
                        ("requirement_reason", amends.foundation.lib.locking.LockedTextField(blank=True)),
                        (
                            "response",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="questionnaire.response",
                            ),
                        ),
                        (
                            "interview",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="suitability.interview",
                            ),
                        ),
                        ("interviewed_on", models.DateField(blank=True, null=True)),
                        ("until", models.DateField(help_text="Asked again after this day.")),
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
                        "indexes": [
                            models.Index(fields=["participant", "made_as", "-id"], name="latest_judgement")
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("outcome", "not_suitable"), _negated=True),
                                    ("interviewed_on__isnull", False),
                                    ("grounds__contains", ["excluded"]),
                                    _connector="OR",
                                ),
                                name="unsuitable_only_after_talking",
                                violation_error_message="Nobody is turned down without having been talked to. When was that?",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("outcome", "not_suitable"), _negated=True),
                                    models.Q(("grounds", []), _negated=True),
                                    _connector="OR",
                                ),
                                name="unsuitable_on_a_permitted_ground",
                                violation_error_message="Choose at least one permitted ground.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("outcome", "suitable"), _negated=True),
                                    ("made_as", "paper"),
                                    models.Q(("safe", True), ("willing", True)),
                                    _connector="OR",
                                ),
                                name="suitable_is_willing_and_safe",
                                violation_error_message="Somebody who is not willing, or not safe, cannot be suitable now.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("requirement", "leave_out"), _negated=True),
                                    models.Q(("requirement_reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="left_out_with_a_reason",
                                violation_error_message="Say why it is left out.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("outcome", "suitable"), _negated=True),
                                    models.Q(("responsibility", "none"), _negated=True),
                                    _connector="OR",
                                ),
                                name="suitable_takes_some_responsibility",
                                violation_error_message="Without any responsibility taken it cannot be suitable now.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Score",
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
                                related_name="scores",
                                to="case.participant",
                            ),
                        ),
                        (
                            "instrument",
                            models.CharField(
                                choices=[
                                    ("ogrs3", "OGRS3 (2008, historical)"),
                                    ("ogp", "OGP (general, until 2026)"),
                                    ("ovp", "OVP (violence, until 2026)"),
                                    ("arp", "ARP, all reoffending (from 2026)"),
                                    ("vrp", "VRP, violent reoffending (from 2026)"),
                                    ("svrp", "SVRP, serious violent reoffending (from 2026)"),
                                ],
                                max_length=10,
                            ),
                        ),
                        (
                            "version",
                            models.CharField(
                                help_text="The version of the instrument or of its table.", max_length=30
                            ),
                        ),
                        (
                            "source",
                            models.CharField(
                                choices=[
                                    ("calculated", "Calculated here from basic facts"),
                                    ("given", "As given to us"),
                                ],
                                max_length=12,
                            ),
                        ),
                        (
                            "one_year",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                help_text="Per cent.",
                                max_digits=5,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(0),
                                    django.core.validators.MaxValueValidator(100),
                                ],
                            ),
                        ),
                        (
                            "two_year",
                            models.DecimalField(
                                decimal_places=2,
                                help_text="Per cent.",
                                max_digits=5,
                                validators=[
                                    django.core.validators.MinValueValidator(0),
                                    django.core.validators.MaxValueValidator(100),
                                ],
                            ),
                        ),
                        (
                            "band",
                            models.CharField(
                                blank=True, help_text="As the instrument names it.", max_length=12
                            ),
                        ),
                        ("scored_on", models.DateField()),
                        (
                            "given_by",
                            models.CharField(
                                blank=True, help_text="Who or which system gave it.", max_length=160
                            ),
                        ),
                        (
                            "facts",
                            amends.foundation.lib.locking.LockedJSONField(
                                blank=True, default=dict, help_text="What it was calculated from."
                            ),
                        ),
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
                    options={
                        "indexes": [
                            models.Index(fields=["participant", "-scored_on"], name="scores_of_a_person")
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("two_year__gte", 0),
                                    ("two_year__lte", 100),
                                    models.Q(
                                        ("one_year__isnull", True),
                                        models.Q(("one_year__gte", 0), ("one_year__lte", 100)),
                                        _connector="OR",
                                    ),
                                ),
                                name="score_is_a_percentage",
                                violation_error_message="A score is a percentage from 0 to 100.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("one_year__isnull", True),
                                    ("one_year__lte", models.F("two_year")),
                                    _connector="OR",
                                ),
                                name="two_years_are_no_less_than_one",
                                violation_error_message="The figure for two years cannot be below the figure for one.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("source", "given"), _negated=True),
                                    models.Q(("given_by", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="given_score_says_by_whom",
                                violation_error_message="Say who or which system gave it.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("version", ""), _negated=True),
                                name="score_names_its_version",
                                violation_error_message="Say which version of the instrument.",
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
                            "file",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="case.casefile",
                            ),
                        ),
                        (
                            "judgement",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="told",
                                to="suitability.judgement",
                            ),
                        ),
                        ("given_on", models.DateField()),
                        (
                            "route",
                            models.CharField(
                                choices=[
                                    ("direct", "We told them ourselves"),
                                    ("offender_manager", "Through their offender manager"),
                                ],
                                max_length=20,
                            ),
                        ),
                        (
                            "to_work_on",
                            amends.foundation.lib.locking.LockedTextField(
                                help_text="What could be worked on."
                            ),
                        ),
                        ("reconsider_after", models.DateField(blank=True, null=True)),
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
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("to_work_on", ""), _negated=True),
                                name="told_what_to_work_on",
                                violation_error_message="Say what could be worked on.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("reconsider_after__isnull", True),
                                    ("reconsider_after__gt", models.F("given_on")),
                                    _connector="OR",
                                ),
                                name="reconsidered_after_being_told",
                                violation_error_message="The day to look again comes after the day they were told.",
                            ),
                        ],
                    },
                ),
            ]
        ),
    ]
