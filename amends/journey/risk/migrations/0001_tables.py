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
        ("risk", "0001_initial"),
        ("risk", "0003_locked_texts"),
        ("risk", "0004_police_and_children"),
        ("risk", "0006_series"),
        ("risk", "0007_lock_texts"),
        ("risk", "0008_known_elsewhere"),
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
                    name="Assessment",
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
                                related_name="risk_assessments",
                                to="case.participant",
                            ),
                        ),
                        (
                            "moment",
                            models.CharField(
                                choices=[
                                    ("start", "When the case was opened"),
                                    ("before_sentence", "Before sentence"),
                                    ("after_sentence", "After sentence"),
                                    ("before_visit", "Before a first visit"),
                                    ("after_visit", "After a visit"),
                                    ("before_step", "Before a letter or message"),
                                    ("after_step", "After a letter or message"),
                                    ("before_meeting", "Before a meeting"),
                                    ("after_meeting", "After a meeting"),
                                    ("something_new", "Because something changed"),
                                ],
                                max_length=20,
                            ),
                        ),
                        (
                            "level",
                            models.CharField(
                                choices=[("low", "Low"), ("medium", "Medium"), ("high", "High")],
                                max_length=10,
                            ),
                        ),
                        (
                            "reasons",
                            amends.foundation.lib.locking.LockedJSONField(
                                default=list, help_text="Up to three reasons for the level."
                            ),
                        ),
                        (
                            "safeguards",
                            amends.foundation.lib.locking.LockedTextField(
                                help_text="What is done about it, by whom."
                            ),
                        ),
                        (
                            "verdict",
                            models.CharField(
                                choices=[
                                    ("proceed", "Go on"),
                                    ("safeguards", "Go on, with what is done about it"),
                                    ("not_safe", "Not safe as things are"),
                                ],
                                default="safeguards",
                                max_length=10,
                            ),
                        ),
                        (
                            "harm",
                            amends.foundation.lib.locking.LockedTextField(
                                blank=True, default="", help_text="The harm relied on where it is not safe."
                            ),
                        ),
                        (
                            "earlier_words",
                            amends.foundation.lib.locking.LockedTextField(
                                blank=True,
                                default="",
                                help_text="What earlier trouble between the two sides means for the risk.",
                            ),
                        ),
                        (
                            "worst_likely",
                            amends.foundation.lib.locking.LockedTextField(
                                blank=True, help_text="What the worst likely outcome is, soberly."
                            ),
                        ),
                        (
                            "wish",
                            amends.foundation.lib.locking.LockedTextField(
                                blank=True, help_text="What the person wants, in their words."
                            ),
                        ),
                        (
                            "police_at",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("visit", "At a visit"),
                                    ("meeting", "At a meeting"),
                                    ("both", "At visits and at a meeting"),
                                ],
                                default="",
                                help_text="Where an officer is needed.",
                                max_length=8,
                            ),
                        ),
                        (
                            "child_risks",
                            amends.foundation.lib.locking.LockedTextField(
                                blank=True,
                                help_text="What could go wrong for or through a child who will be there.",
                            ),
                        ),
                        (
                            "child_safeguards",
                            amends.foundation.lib.locking.LockedTextField(
                                blank=True, help_text="What is done about that."
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
                        ("valid_until", models.DateField(help_text="Looked at again by this day.")),
                        (
                            "assessed_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "assessed_at",
                            models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                        ),
                    ],
                    options={
                        "indexes": [models.Index(fields=["participant", "-id"], name="latest_risk")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("safeguards", ""), _negated=True),
                                name="risk_says_what_is_done",
                                violation_error_message="Say what is done about it, even if it is little.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("verdict", "not_safe"), _negated=True),
                                    models.Q(("harm", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="not_safe_names_the_harm",
                                violation_error_message="Say which harm you rely on, and to whom.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ContactBar",
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
                                related_name="contact_bars",
                                to="case.participant",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("licence", "Licence condition"),
                                    ("requirement", "Requirement of a court order"),
                                    ("restraining", "Restraining order"),
                                    ("bail", "Remand or bail condition"),
                                    ("other", "Something else"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("words", amends.foundation.lib.locking.LockedTextField(help_text="What it says.")),
                        ("starts_on", models.DateField()),
                        (
                            "ends_on",
                            models.DateField(blank=True, help_text="Empty: no end is set.", null=True),
                        ),
                        (
                            "covers",
                            models.CharField(
                                choices=[
                                    ("direct", "Meeting or speaking"),
                                    ("indirect", "Letters and messages"),
                                    ("both", "Both"),
                                ],
                                max_length=8,
                            ),
                        ),
                        (
                            "varied_by",
                            models.CharField(
                                blank=True, help_text="The authority that has varied it.", max_length=160
                            ),
                        ),
                        ("varied_on", models.DateField(blank=True, null=True)),
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
                                condition=models.Q(
                                    ("ends_on__isnull", True),
                                    ("ends_on__gte", models.F("starts_on")),
                                    _connector="OR",
                                ),
                                name="bar_ends_after_it_starts",
                                violation_error_message="It ends before it begins.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("varied_by", ""), ("varied_on__isnull", True)),
                                    models.Q(
                                        ("varied_on__isnull", False),
                                        models.Q(("varied_by", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="bar_varied_by_somebody",
                                violation_error_message="Say which authority has varied it in writing, and when.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RiskEnquiry",
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
                                related_name="risk_enquiries",
                                to="case.participant",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("officer", "Offender manager or supervisor"),
                                    ("security", "Prison security"),
                                ],
                                max_length=8,
                            ),
                        ),
                        (
                            "asked_of",
                            models.CharField(help_text="Name and office, or the prison.", max_length=160),
                        ),
                        (
                            "asked_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "asked_at",
                            models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                        ),
                        (
                            "known_before",
                            amends.foundation.lib.locking.LockedTextField(
                                blank=True, default="", help_text="Earlier knowledge of the person."
                            ),
                        ),
                        (
                            "threats",
                            amends.foundation.lib.locking.LockedTextField(
                                blank=True, default="", help_text="Threats or intimidation."
                            ),
                        ),
                        (
                            "stress",
                            amends.foundation.lib.locking.LockedTextField(
                                blank=True, default="", help_text="How they react to stress; behaviour."
                            ),
                        ),
                        (
                            "self_harm",
                            amends.foundation.lib.locking.LockedTextField(
                                blank=True, default="", help_text="Harm to themselves."
                            ),
                        ),
                        ("nothing_of_concern", models.BooleanField(default=False)),
                        ("answered_by", models.CharField(blank=True, max_length=160)),
                        ("answered_on", models.DateField(blank=True, null=True)),
                    ],
                    options={
                        "verbose_name_plural": "risk enquiries",
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("answered_on__isnull", True)),
                                fields=("participant", "kind"),
                                name="one_open_enquiry_a_kind",
                                violation_error_message="They are asked already; file the answer first.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("answered_on__isnull", True),
                                    models.Q(("answered_by", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="enquiry_answered_by_somebody",
                                violation_error_message="Say who answered.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="KnownElsewhere",
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
                                related_name="known_elsewhere",
                                to="case.participant",
                            ),
                        ),
                        (
                            "received_on",
                            models.DateField(help_text="When their details came from the police."),
                        ),
                        ("probation", models.BooleanField(blank=True, null=True)),
                        ("prison", models.BooleanField(blank=True, null=True)),
                        ("checked_by", models.CharField(blank=True, default="", max_length=120)),
                        ("checked_on", models.DateField(blank=True, null=True)),
                        (
                            "noted_at",
                            models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                        ),
                    ],
                    options={
                        "verbose_name_plural": "known elsewhere",
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("checked_on__isnull", True)),
                                fields=("participant",),
                                name="one_open_look_up_a_person",
                                violation_error_message="This is somebody’s task already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("checked_by", ""),
                                        ("checked_on__isnull", True),
                                        ("prison__isnull", True),
                                        ("probation__isnull", True),
                                    ),
                                    models.Q(
                                        ("checked_on__isnull", False),
                                        ("prison__isnull", False),
                                        ("probation__isnull", False),
                                        models.Q(("checked_by", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="known_elsewhere_is_answered_whole",
                                violation_error_message="Say for both whether they are known, who looked, and when.",
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
                                related_name="risk_measures",
                                to="case.participant",
                            ),
                        ),
                        (
                            "key",
                            models.CharField(
                                blank=True,
                                help_text="The issue of the checklist it comes from.",
                                max_length=60,
                            ),
                        ),
                        (
                            "risk",
                            amends.foundation.lib.locking.LockedTextField(help_text="What could go wrong."),
                        ),
                        (
                            "at_risk",
                            models.CharField(blank=True, help_text="Who could come to harm.", max_length=120),
                        ),
                        (
                            "likelihood",
                            models.CharField(
                                blank=True,
                                choices=[("low", "Low"), ("medium", "Medium"), ("high", "High")],
                                default="",
                                max_length=8,
                            ),
                        ),
                        (
                            "severity",
                            models.CharField(
                                blank=True,
                                choices=[("low", "Low"), ("medium", "Medium"), ("high", "High")],
                                default="",
                                max_length=8,
                            ),
                        ),
                        (
                            "safeguard",
                            amends.foundation.lib.locking.LockedTextField(help_text="What is done about it."),
                        ),
                        ("owner", models.CharField(blank=True, help_text="Who sees to it.", max_length=120)),
                        ("in_place_on", models.DateField(blank=True, null=True)),
                        (
                            "in_place_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("ended_on", models.DateField(blank=True, null=True)),
                        (
                            "ended_because",
                            amends.foundation.lib.locking.LockedCharField(blank=True, max_length=200),
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
                            "noted_at",
                            models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                condition=models.Q(("ended_on__isnull", True)),
                                fields=["participant"],
                                name="measures_that_count",
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("safeguard", ""), _negated=True),
                                name="risk_has_a_safeguard",
                                violation_error_message="Say what is done about it.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("in_place_by__isnull", True), ("in_place_on__isnull", True)),
                                    models.Q(("in_place_by__isnull", False), ("in_place_on__isnull", False)),
                                    _connector="OR",
                                ),
                                name="measure_in_place_by_somebody",
                                violation_error_message="Say who has seen that it is in place, and when.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ended_on__isnull", True),
                                    models.Q(("ended_because", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="measure_ended_because",
                                violation_error_message="Say why it is not needed any more.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Hold",
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
                                choices=[
                                    ("rise", "Probation looks at the risk anew"),
                                    ("change", "Something has changed and is looked at"),
                                    ("sensitive", "A manager looks at the case"),
                                ],
                                max_length=10,
                            ),
                        ),
                        (
                            "placed_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "placed_at",
                            models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                        ),
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
                        ("lifted_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("lifted_at__isnull", True)),
                                fields=("case", "kind"),
                                name="held_once_a_kind",
                                violation_error_message="The case is held for this already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("lifted_at__isnull", True), ("lifted_by__isnull", True)),
                                    models.Q(("lifted_at__isnull", False), ("lifted_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="hold_lifted_by_somebody",
                                violation_error_message="Say who lets it go on.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RiskChange",
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
                                related_name="risk_changes",
                                to="case.participant",
                            ),
                        ),
                        (
                            "factor",
                            amends.foundation.lib.locking.LockedCharField(
                                help_text="Drink, housing, a threat.", max_length=120
                            ),
                        ),
                        (
                            "direction",
                            models.CharField(choices=[("up", "Up"), ("down", "Down")], max_length=4),
                        ),
                        ("is_threat", models.BooleanField(default=False)),
                        ("on", models.DateField()),
                        (
                            "decision",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("continue", "It goes on"),
                                    ("pause", "It pauses"),
                                    ("stop", "It should stop"),
                                ],
                                default="",
                                max_length=8,
                            ),
                        ),
                        ("reason", amends.foundation.lib.locking.LockedTextField(blank=True, default="")),
                        (
                            "equality",
                            amends.foundation.lib.locking.LockedTextField(
                                blank=True,
                                default="",
                                help_text="How age, sex, disability, faith, origin were thought of.",
                            ),
                        ),
                        (
                            "logged_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "logged_at",
                            models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                        ),
                    ],
                    options={
                        "indexes": [models.Index(fields=["participant", "-id"], name="changes_of_somebody")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("direction", "up"), _negated=True),
                                    models.Q(
                                        models.Q(("decision", ""), _negated=True),
                                        models.Q(("reason", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="a_rise_is_decided_on",
                                violation_error_message="Say whether the work goes on, pauses or should stop, and why.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Escalation",
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
                                related_name="risk_escalations",
                                to="case.participant",
                            ),
                        ),
                        (
                            "words",
                            amends.foundation.lib.locking.LockedTextField(
                                help_text="What was seen or heard."
                            ),
                        ),
                        (
                            "sent_to",
                            models.CharField(help_text="The officer, or the office.", max_length=160),
                        ),
                        (
                            "sent_at",
                            models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                        ),
                        (
                            "sent_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("renewed_on", models.DateField(blank=True, null=True)),
                        (
                            "result",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("low", "Low"),
                                    ("medium", "Medium"),
                                    ("high", "High"),
                                    ("very_high", "Very high"),
                                ],
                                default="",
                                max_length=10,
                            ),
                        ),
                        (
                            "moved_on",
                            models.DateField(
                                blank=True, help_text="When somebody else took over, if so.", null=True
                            ),
                        ),
                        ("goes_on", models.BooleanField(blank=True, null=True)),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("goes_on__isnull", True),
                                        ("renewed_on__isnull", True),
                                        ("result", ""),
                                    ),
                                    models.Q(
                                        ("goes_on__isnull", False),
                                        ("renewed_on__isnull", False),
                                        models.Q(("result", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="renewed_assessment_is_whole",
                                violation_error_message="Enter the day, the level, and whether the work goes on.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Worry",
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
                                related_name="worries",
                                to="case.participant",
                            ),
                        ),
                        (
                            "words",
                            amends.foundation.lib.locking.LockedTextField(help_text="What worries you."),
                        ),
                        (
                            "raised_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "raised_at",
                            models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                        ),
                        (
                            "consulted",
                            models.CharField(
                                blank=True,
                                choices=[("peer", "A colleague"), ("manager", "The manager of the work")],
                                default="",
                                max_length=8,
                            ),
                        ),
                        ("consulted_name", models.CharField(blank=True, max_length=120)),
                        ("advice", amends.foundation.lib.locking.LockedTextField(blank=True, default="")),
                        ("decision", amends.foundation.lib.locking.LockedTextField(blank=True, default="")),
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
                        ("decided_on", models.DateField(blank=True, null=True)),
                    ],
                    options={
                        "verbose_name_plural": "worries",
                        "indexes": [
                            models.Index(
                                condition=models.Q(("decided_on__isnull", True)),
                                fields=["participant"],
                                name="worries_open",
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("decided_by__isnull", True), ("decided_on__isnull", True)),
                                    models.Q(
                                        ("decided_by__isnull", False),
                                        ("decided_on__isnull", False),
                                        models.Q(("consulted", ""), _negated=True),
                                        models.Q(("consulted_name", ""), _negated=True),
                                        models.Q(("advice", ""), _negated=True),
                                        models.Q(("decision", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="worry_decided_after_advice",
                                violation_error_message="Say who was asked, what they advised, and what was decided.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PoliceRequest",
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
                                related_name="police_requests",
                                to="case.participant",
                            ),
                        ),
                        (
                            "event",
                            models.CharField(
                                choices=[("visit", "Visit"), ("meeting", "Meeting")], max_length=8
                            ),
                        ),
                        ("on", models.DateField()),
                        (
                            "reason",
                            amends.foundation.lib.locking.LockedCharField(
                                help_text="From the risk assessment.", max_length=300
                            ),
                        ),
                        ("asked_of", models.CharField(help_text="Station or team.", max_length=120)),
                        (
                            "asked_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "asked_at",
                            models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                        ),
                        ("officer", models.CharField(blank=True, max_length=120)),
                        ("collar", models.CharField(blank=True, max_length=20)),
                        ("confirmed_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("participant", "event", "on"),
                                name="police_asked_once",
                                violation_error_message="An officer has been asked for on this day already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("confirmed_at__isnull", True),
                                    models.Q(("officer", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="confirmed_officer_is_named",
                                violation_error_message="Enter the name of the officer who comes.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Sensitive",
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
                            "because",
                            models.CharField(
                                choices=[
                                    ("managed", "How the sentence is managed"),
                                    ("person", "A person who takes part"),
                                    ("factor", "What the case is about"),
                                ],
                                max_length=8,
                            ),
                        ),
                        (
                            "raised_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "raised_at",
                            models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                        ),
                        (
                            "cleared_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("cleared_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "cleared_words",
                            amends.foundation.lib.locking.LockedCharField(blank=True, max_length=300),
                        ),
                    ],
                    options={
                        "verbose_name_plural": "marks of sensitive cases",
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("cleared_at__isnull", True)),
                                fields=("case", "because"),
                                name="sensitive_once_a_reason",
                                violation_error_message="The case is marked for this already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("cleared_at__isnull", True), ("cleared_by__isnull", True)),
                                    models.Q(
                                        ("cleared_at__isnull", False),
                                        ("cleared_by__isnull", False),
                                        models.Q(("cleared_words", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="mark_cleared_with_reasons",
                                violation_error_message="Say why it is not a sensitive case any more.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Vulnerability",
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
                                related_name="vulnerabilities",
                                to="case.participant",
                            ),
                        ),
                        (
                            "answer",
                            models.CharField(
                                choices=[("yes", "Yes"), ("no", "No"), ("unknown", "Not known")], max_length=8
                            ),
                        ),
                        (
                            "nature",
                            amends.foundation.lib.locking.LockedTextField(
                                blank=True, default="", help_text="In what way."
                            ),
                        ),
                        (
                            "answered_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "answered_at",
                            models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                        ),
                    ],
                    options={
                        "verbose_name_plural": "vulnerabilities",
                        "indexes": [models.Index(fields=["participant", "-id"], name="latest_vulnerability")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("answer", "yes"), _negated=True),
                                    models.Q(("nature", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="vulnerable_in_some_way",
                                violation_error_message="Say in what way.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Wellbeing",
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
                                related_name="wellbeing",
                                to="case.participant",
                            ),
                        ),
                        (
                            "after",
                            models.CharField(
                                choices=[
                                    ("preparation", "A preparation meeting"),
                                    ("letter", "A letter or message was delivered"),
                                    ("meeting", "The meeting"),
                                    ("withdrawal", "Somebody stopped"),
                                    ("declined", "The person harmed declined"),
                                ],
                                max_length=12,
                            ),
                        ),
                        (
                            "level",
                            models.CharField(
                                choices=[
                                    ("none", "No concern"),
                                    ("some", "Some concern"),
                                    ("serious", "Serious concern"),
                                ],
                                max_length=8,
                            ),
                        ),
                        ("words", amends.foundation.lib.locking.LockedTextField(blank=True, default="")),
                        (
                            "action",
                            amends.foundation.lib.locking.LockedTextField(
                                blank=True, default="", help_text="What is done about it."
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("due_on", models.DateField(blank=True, null=True)),
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
                        "verbose_name_plural": "wellbeing",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("level", "none"),
                                    models.Q(
                                        models.Q(("action", ""), _negated=True),
                                        ("due_on__isnull", False),
                                        ("owner__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="concern_has_an_action",
                                violation_error_message="Say what is done about it, by whom and by when.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ServiceRisk",
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
                            "kind",
                            models.CharField(
                                choices=[("risk", "Risk"), ("issue", "Issue"), ("lesson", "Lesson")],
                                max_length=8,
                            ),
                        ),
                        ("words", models.CharField(max_length=300)),
                        ("likelihood", models.PositiveSmallIntegerField(help_text="1 to 5.")),
                        ("impact", models.PositiveSmallIntegerField(help_text="1 to 5.")),
                        (
                            "owner",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("mitigation", models.TextField(help_text="What is done about it.")),
                        ("review_on", models.DateField()),
                        (
                            "status",
                            models.CharField(
                                choices=[("open", "Open"), ("closed", "Closed")], default="open", max_length=8
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
                            "noted_at",
                            models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("impact__range", (1, 5)), ("likelihood__range", (1, 5))),
                                name="service_risk_one_to_five",
                                violation_error_message="Likelihood and impact are 1 to 5.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ServiceRiskReview",
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
                            "risk",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="reviews",
                                to="risk.servicerisk",
                            ),
                        ),
                        ("words", models.TextField()),
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
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("words", ""), _negated=True),
                                name="service_risk_review_says_something",
                                violation_error_message="Say what you found.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="VisitSummary",
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
                                related_name="visit_summaries",
                                to="case.participant",
                            ),
                        ),
                        (
                            "hazards",
                            amends.foundation.lib.locking.LockedTextField(
                                blank=True, default="", help_text="At the address: dogs, stairs, no signal."
                            ),
                        ),
                        (
                            "known",
                            amends.foundation.lib.locking.LockedTextField(
                                blank=True, default="", help_text="Violence, weapons, drink or drugs."
                            ),
                        ),
                        (
                            "advice",
                            amends.foundation.lib.locking.LockedTextField(
                                help_text="In pairs, in a public place, with the police there."
                            ),
                        ),
                        (
                            "checked_with",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("probation", "Probation"),
                                        ("prison", "A prison"),
                                        ("police", "Police (PNC)"),
                                    ],
                                    max_length=10,
                                ),
                                blank=True,
                                default=list,
                                size=None,
                            ),
                        ),
                        ("checked_on", models.DateField(blank=True, null=True)),
                        (
                            "result",
                            models.CharField(
                                blank=True,
                                choices=[("no_concern", "No concern"), ("concern", "A concern")],
                                default="",
                                max_length=10,
                            ),
                        ),
                        (
                            "decision",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("one", "One facilitator at their home"),
                                    ("two", "Two facilitators at their home"),
                                    ("elsewhere", "At a safer place"),
                                ],
                                default="",
                                max_length=10,
                            ),
                        ),
                        ("decided_by", models.CharField(blank=True, max_length=120)),
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
                    ],
                    options={
                        "verbose_name_plural": "visit summaries",
                        "indexes": [models.Index(fields=["participant", "-id"], name="latest_visit_summary")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("result", ""), ("checked_on__isnull", False), _connector="OR"
                                ),
                                name="checked_on_some_day",
                                violation_error_message="Say when they were looked up.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("decision", ""),
                                    models.Q(("decided_by", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="visit_decided_by_somebody",
                                violation_error_message="Say who decided how they are visited.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="VisitSummaryRead",
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
                            "summary",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="read",
                                to="risk.visitsummary",
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
                        ("at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                    ],
                    options={
                        "verbose_name_plural": "readings of visit summaries",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("summary", "user"),
                                name="visit_summary_read_once",
                                violation_error_message="You have said so already.",
                            )
                        ],
                    },
                ),
            ]
        ),
    ]
