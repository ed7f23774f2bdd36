"""The running series, what is done about a risk, what pauses a case, and what is known before anybody goes."""

import amends.foundation.lib.locking
import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

from amends.foundation.record.protect import append_only, protect


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0004_choices_asked"),
        ("case", "0006_studied"),
        ("questionnaire", "0002_walls"),
        ("risk", "0005_behind_the_plan"),
    ]

    operations = [
        migrations.AddField(
            model_name="assessment",
            name="earlier_words",
            field=amends.foundation.lib.locking.LockedTextField(
                blank=True,
                default="",
                help_text="What earlier trouble between the two sides means for the risk.",
            ),
        ),
        migrations.AddField(
            model_name="assessment",
            name="harm",
            field=amends.foundation.lib.locking.LockedTextField(
                blank=True, default="", help_text="The harm relied on where it is not safe."
            ),
        ),
        migrations.AddField(
            model_name="assessment",
            name="verdict",
            field=models.CharField(
                choices=[
                    ("proceed", "Go on"),
                    ("safeguards", "Go on, with what is done about it"),
                    ("not_safe", "Not safe as things are"),
                ],
                default="safeguards",
                max_length=10,
            ),
        ),
        migrations.AlterField(
            model_name="assessment",
            name="moment",
            field=models.CharField(
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
        migrations.AddConstraint(
            model_name="assessment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("verdict", "not_safe"), _negated=True),
                    models.Q(("harm", ""), _negated=True),
                    _connector="OR",
                ),
                name="not_safe_names_the_harm",
                violation_error_message="Say which harm you rely on, and to whom.",
            ),
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
                ("words", models.TextField(help_text="What it says.")),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField(blank=True, help_text="Empty: no end is set.", null=True)),
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
                ("noted_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="case.casefile"
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
                    "participant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="contact_bars",
                        to="case.participant",
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
                                ("varied_on__isnull", False), models.Q(("varied_by", ""), _negated=True)
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
            name="Escalation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("words", amends.foundation.lib.locking.LockedTextField(help_text="What was seen or heard.")),
                ("sent_to", models.CharField(help_text="The officer, or the office.", max_length=160)),
                ("sent_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
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
                    models.DateField(blank=True, help_text="When somebody else took over, if so.", null=True),
                ),
                ("goes_on", models.BooleanField(blank=True, null=True)),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="case.casefile"
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
                    "sent_by",
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
                        condition=models.Q(
                            models.Q(("goes_on__isnull", True), ("renewed_on__isnull", True), ("result", "")),
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
            name="Hold",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
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
                ("placed_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("lifted_at", models.DateTimeField(blank=True, null=True)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="case.case"
                    ),
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
                (
                    "placed_by",
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
            name="Measure",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "key",
                    models.CharField(
                        blank=True, help_text="The issue of the checklist it comes from.", max_length=60
                    ),
                ),
                ("risk", amends.foundation.lib.locking.LockedTextField(help_text="What could go wrong.")),
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
                ("ended_on", models.DateField(blank=True, null=True)),
                ("ended_because", models.CharField(blank=True, max_length=200)),
                ("noted_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="case.casefile"
                    ),
                ),
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
                (
                    "noted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
                    "service",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.service"
                    ),
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
            name="RiskChange",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("factor", models.CharField(help_text="Drink, housing, a threat.", max_length=120)),
                ("direction", models.CharField(choices=[("up", "Up"), ("down", "Down")], max_length=4)),
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
                ("logged_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="case.casefile"
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
                    "participant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="risk_changes",
                        to="case.participant",
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
            name="RiskEnquiry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
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
                ("asked_of", models.CharField(help_text="Name and office, or the prison.", max_length=160)),
                ("asked_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
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
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="case.casefile"
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
                    "service",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.service"
                    ),
                ),
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
            name="Sensitive",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
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
                ("raised_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("cleared_at", models.DateTimeField(blank=True, null=True)),
                ("cleared_words", models.CharField(blank=True, max_length=300)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="case.case"
                    ),
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
                (
                    "raised_by",
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
            name="ServiceRisk",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("risk", "Risk"), ("issue", "Issue"), ("lesson", "Lesson")], max_length=8
                    ),
                ),
                ("words", models.CharField(max_length=300)),
                ("likelihood", models.PositiveSmallIntegerField(help_text="1 to 5.")),
                ("impact", models.PositiveSmallIntegerField(help_text="1 to 5.")),
                ("mitigation", models.TextField(help_text="What is done about it.")),
                ("review_on", models.DateField()),
                (
                    "status",
                    models.CharField(
                        choices=[("open", "Open"), ("closed", "Closed")], default="open", max_length=8
                    ),
                ),
                ("noted_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                (
                    "noted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "owner",
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
                        condition=models.Q(("impact__range", (1, 5)), ("likelihood__range", (1, 5))),
                        name="service_risk_one_to_five",
                        violation_error_message="Likelihood and impact are 1 to 5.",
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
                ("written_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="case.casefile"
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
                    "service",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.service"
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
                "verbose_name_plural": "visit summaries",
                "indexes": [models.Index(fields=["participant", "-id"], name="latest_visit_summary")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("result", ""), ("checked_on__isnull", False), _connector="OR"),
                        name="checked_on_some_day",
                        violation_error_message="Say when they were looked up.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("decision", ""), models.Q(("decided_by", ""), _negated=True), _connector="OR"
                        ),
                        name="visit_decided_by_somebody",
                        violation_error_message="Say who decided how they are visited.",
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
                ("answered_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                (
                    "answered_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="case.casefile"
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
                    "service",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.service"
                    ),
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
                ("due_on", models.DateField(blank=True, null=True)),
                ("noted_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="case.casefile"
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
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
                    "service",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.service"
                    ),
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
            name="Worry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("words", amends.foundation.lib.locking.LockedTextField(help_text="What worries you.")),
                ("raised_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
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
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="case.casefile"
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
                    "raised_by",
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
            name="ServiceRiskReview",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("words", models.TextField()),
                ("at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
                        condition=models.Q(("words", ""), _negated=True),
                        name="service_risk_review_says_something",
                        violation_error_message="Say what you found.",
                    )
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
                ("at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="case.casefile"
                    ),
                ),
                (
                    "service",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.service"
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
        *protect("risk_measure", "file"),
        *protect("risk_hold", "case"),
        *protect("risk_riskchange", "file"),
        *protect("risk_escalation", "file"),
        *protect("risk_worry", "file"),
        *protect("risk_contactbar", "file"),
        *protect("risk_visitsummary", "file"),
        *protect("risk_visitsummaryread", "file"),
        *protect("risk_riskenquiry", "file"),
        *protect("risk_sensitive", "case"),
        *protect("risk_vulnerability", "file"),
        *protect("risk_wellbeing", "file"),
        *protect("risk_servicerisk", "service"),
        *protect("risk_serviceriskreview", "service"),
        *append_only("risk_vulnerability"),
        *append_only("risk_riskchange"),
    ]
