"""The plan of a case and everything around getting one person ready; what was explained now keeps its day."""

import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

from amends.foundation.record.protect import append_only, protect

# What was ticked before has the day on which the record was last written.
TOLD = """
UPDATE preparation_preparation p SET told = coalesce((
    SELECT jsonb_object_agg(point, jsonb_build_array(to_char(p.changed_at, 'YYYY-MM-DD'), u.name))
      FROM jsonb_array_elements_text(p.explained) AS point), '{}')
  FROM access_user u WHERE u.id = p.changed_by_id;
"""
EXPLAINED = """
UPDATE preparation_preparation SET explained = coalesce((
    SELECT jsonb_agg(point ORDER BY point) FROM jsonb_object_keys(told) AS point), '[]');
"""


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0004_choices_asked"),
        ("case", "0006_studied"),
        ("preparation", "0002_walls"),
    ]

    operations = [
        migrations.CreateModel(
            name="Affected",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=120)),
                (
                    "link",
                    models.CharField(help_text="How they were affected, or belong to it.", max_length=200),
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
                ("not_invited_because", models.CharField(blank=True, max_length=200)),
                ("added_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                (
                    "added_by",
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
                        blank=True,
                        help_text="Who named them.",
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="named_affected",
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
            name="Aim",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
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
                    models.CharField(
                        blank=True, help_text="Nothing that only one side may know.", max_length=300
                    ),
                ),
                ("set_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="case.case"
                    ),
                ),
                (
                    "service",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.service"
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
            ],
            options={
                "indexes": [models.Index(fields=["case", "-id"], name="aims_of_a_case")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("aim", "meeting"), models.Q(("reason", ""), _negated=True), _connector="OR"
                        ),
                        name="other_aim_has_a_reason",
                        violation_error_message="Say why the aim is no longer a meeting.",
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
                ("met_on", models.DateField()),
                ("happened", models.TextField(help_text="What happened.")),
                ("effects", models.TextField(help_text="How they and others were affected.")),
                ("remaining", models.TextField(blank=True, help_text="Remaining questions and concerns.")),
                ("better", models.TextField(blank=True, help_text="What would make it better.")),
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
                    models.CharField(
                        blank=True, help_text="What they want or allow, in a few words.", max_length=300
                    ),
                ),
                ("review_on", models.DateField(blank=True, null=True)),
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
                        related_name="first_talks",
                        to="case.participant",
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
                    "service",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.service"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["participant", "-id"], name="first_talks_of_a_person")],
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
            name="Helper",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=120)),
                (
                    "relationship",
                    models.CharField(help_text="What they are to them, or their post.", max_length=120),
                ),
                (
                    "is_staff",
                    models.BooleanField(
                        default=False, help_text="Works for probation, a prison or another part of HMPPS."
                    ),
                ),
                ("tasks", models.CharField(blank=True, max_length=300)),
                (
                    "limits",
                    models.CharField(
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
                        related_name="helpers",
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
                "indexes": [models.Index(fields=["participant", "id"], name="helpers_of_a_participant")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("tasks", ""), _negated=True),
                        name="helper_has_tasks",
                        violation_error_message="Say what they are to do.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("is_staff", False), models.Q(("limits", ""), _negated=True), _connector="OR"
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
            name="LeftBehind",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
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
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="case.casefile"
                    ),
                ),
                (
                    "left_by",
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
                        related_name="left_behind",
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
                "verbose_name_plural": "left behind",
                "indexes": [models.Index(fields=["participant", "id"], name="left_with_a_participant")],
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
            name="Measure",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("words", models.CharField(max_length=300)),
                (
                    "when",
                    models.CharField(
                        choices=[("before", "Before"), ("during", "During"), ("after", "Afterwards")],
                        max_length=6,
                    ),
                ),
                ("responsible", models.CharField(blank=True, help_text="A name or a post.", max_length=120)),
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
                        related_name="measures",
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
                "indexes": [models.Index(fields=["participant", "id"], name="measures_of_a_participant")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("in_place_on__isnull", True),
                            models.Q(
                                models.Q(("responsible", ""), _negated=True), ("agreed_with_person", True)
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
            name="PlanStep",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "milestone",
                    models.CharField(
                        choices=[
                            ("information_asked", "Information asked from other bodies"),
                            ("second_assessment_done", "Second assessment made"),
                            ("facilitators_accepted", "Two facilitators have accepted"),
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
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="case.case"
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
                    "service",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.service"
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
            name="SettledWay",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "way",
                    models.CharField(help_text="A purpose of policy/consent that is a way.", max_length=30),
                ),
                ("settled_on", models.DateField()),
                (
                    "present",
                    models.CharField(
                        help_text="Posts and sides of who was there or was asked.", max_length=200
                    ),
                ),
                ("recorded_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="case.case"
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
                    "service",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.service"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["case", "-id"], name="settled_ways_of_a_case")],
            },
        ),
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
                    "relationship",
                    models.CharField(help_text="What they are to the person they support.", max_length=120),
                ),
                ("suitable", models.BooleanField()),
                ("reason", models.CharField(max_length=300)),
                ("found_on", models.DateField()),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="case.casefile"
                    ),
                ),
                (
                    "found_by",
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
                        related_name="supporter_findings",
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
                "indexes": [models.Index(fields=["participant", "-id"], name="findings_on_a_supporter")],
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
            name="Unavailable",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
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
                    models.CharField(
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
                        related_name="unavailable",
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
        migrations.AddField(
            model_name="preparation",
            name="coping",
            field=django.contrib.postgres.fields.ArrayField(
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
        migrations.AddField(
            model_name="preparation",
            name="coping_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="preparation",
            name="coping_support",
            field=models.CharField(blank=True, help_text="Who stands by them then.", max_length=200),
        ),
        migrations.AddField(
            model_name="preparation",
            name="others_asked_on",
            field=models.DateField(
                blank=True, help_text="When they were asked who else was affected.", null=True
            ),
        ),
        migrations.AddField(
            model_name="preparation",
            name="place_feeling",
            field=models.CharField(
                blank=True,
                choices=[("none", "No worry"), ("some", "Some worry"), ("high", "A great deal of worry")],
                default="",
                max_length=4,
            ),
        ),
        migrations.AddField(
            model_name="preparation",
            name="place_offered",
            field=models.CharField(
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
        migrations.AddField(
            model_name="preparation",
            name="place_result",
            field=models.CharField(blank=True, max_length=300),
        ),
        migrations.AddField(
            model_name="preparation",
            name="place_visit_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="preparation",
            name="distance_miles",
            field=models.PositiveSmallIntegerField(
                blank=True, help_text="From where they live to where a meeting would be.", null=True
            ),
        ),
        migrations.AddField(
            model_name="preparation",
            name="travel_barrier",
            field=models.BooleanField(blank=True, help_text="The way there stands against it.", null=True),
        ),
        migrations.AddField(
            model_name="preparation",
            name="video_asked_on",
            field=models.DateField(
                blank=True, help_text="When meeting by video was talked about for that.", null=True
            ),
        ),
        migrations.AddField(
            model_name="preparation",
            name="prepared_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="preparation",
            name="prepared_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="preparation",
            name="told",
            field=models.JSONField(
                blank=True,
                default=dict,
                help_text="Point of `EXPLAIN`: the day it was explained and who did.",
            ),
        ),
        migrations.RunSQL(TOLD, EXPLAINED),
        migrations.RemoveField(
            model_name="preparation",
            name="explained",
        ),
        migrations.AddConstraint(
            model_name="preparation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("prepared_by__isnull", True), ("prepared_on__isnull", True)),
                    models.Q(("prepared_by__isnull", False), ("prepared_on__isnull", False)),
                    _connector="OR",
                ),
                name="prepared_by_somebody",
                violation_error_message="Say who prepared them and when.",
            ),
        ),
        migrations.AddConstraint(
            model_name="preparation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("prepared_on__isnull", True),
                    models.Q(("place_feeling", "high"), _negated=True),
                    models.Q(("place_offered", ""), _negated=True),
                    _connector="OR",
                ),
                name="worry_about_the_place_is_met",
                violation_error_message="They worry a great deal about the place: say what was offered to them.",
            ),
        ),
        migrations.AddConstraint(
            model_name="preparation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("coping__len", 0),
                    models.Q(("coping_on__isnull", False), models.Q(("coping_support", ""), _negated=True)),
                    _connector="OR",
                ),
                name="coping_has_a_day_and_support",
                violation_error_message="Say when it was talked through, and who stands by them then.",
            ),
        ),
        *protect("preparation_affected", "file"),
        *protect("preparation_firsttalk", "file"),
        *protect("preparation_helper", "file"),
        *protect("preparation_leftbehind", "file"),
        *protect("preparation_measure", "file"),
        *protect("preparation_supporterfinding", "file"),
        *protect("preparation_unavailable", "file"),
        *protect("preparation_aim", "case"),
        *protect("preparation_planstep", "case"),
        *protect("preparation_settledway", "case"),
        *append_only("preparation_firsttalk"),
        *append_only("preparation_supporterfinding"),
        *append_only("preparation_aim"),
        *append_only("preparation_settledway"),
    ]
