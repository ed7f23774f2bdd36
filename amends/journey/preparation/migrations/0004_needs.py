"""A need says where it is known from, who sees to it and what it asks of a place; needs are looked at again."""

import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

from amends.foundation.record.protect import append_only, protect


# What was planned before has whoever wrote it down.
RESPONSIBLE = """
UPDATE preparation_need n SET responsible = u.name FROM access_user u WHERE u.id = n.added_by_id AND n.planned <> '';
"""


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0005_roles_are_given"),
        ("access", "__first__"),
        ("case", "0009_inspectors"),
        ("preparation", "0003_getting_ready"),
    ]

    operations = [
        migrations.CreateModel(
            name="NeedsLook",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
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
                    models.BooleanField(default=False, help_text="Whether it bears on their being suitable."),
                ),
                ("words", models.CharField(blank=True, help_text="What has changed.", max_length=300)),
                ("looked_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="case.casefile"
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
                    "participant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="needs_looks",
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
                            ("changed", False), models.Q(("words", ""), _negated=True), _connector="OR"
                        ),
                        name="changed_needs_say_what",
                        violation_error_message="Say what has changed.",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="need",
            name="none_needed",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="need",
            name="of_place",
            field=django.contrib.postgres.fields.ArrayField(
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
        migrations.AddField(
            model_name="need",
            name="responsible",
            field=models.CharField(blank=True, help_text="A name or a post.", max_length=120),
        ),
        migrations.AddField(
            model_name="need",
            name="shared_on",
            field=models.DateField(
                blank=True, help_text="When the answer went into the library, without names.", null=True
            ),
        ),
        migrations.AddField(
            model_name="need",
            name="source",
            field=models.CharField(
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
        migrations.AlterField(
            model_name="need",
            name="kind",
            field=models.CharField(
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
        migrations.AlterField(
            model_name="need",
            name="met_on",
            field=models.DateField(
                blank=True, help_text="Since when what answers it is in place.", null=True
            ),
        ),
        migrations.AlterField(
            model_name="need",
            name="planned",
            field=models.CharField(blank=True, help_text="What answers it.", max_length=300),
        ),
        migrations.RunSQL(RESPONSIBLE, migrations.RunSQL.noop),
        migrations.AddConstraint(
            model_name="need",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("planned", ""), models.Q(("responsible", ""), _negated=True), _connector="OR"
                ),
                name="planned_need_has_somebody",
                violation_error_message="Say who sees to it.",
            ),
        ),
        migrations.AddConstraint(
            model_name="need",
            constraint=models.CheckConstraint(
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
        ),
        migrations.AddConstraint(
            model_name="need",
            constraint=models.UniqueConstraint(
                condition=models.Q(("none_needed", True)),
                fields=("participant", "kind"),
                name="none_needed_once",
                violation_error_message="It is said already that nothing is needed here.",
            ),
        ),
        *protect("preparation_needslook", "file"),
        *append_only("preparation_needslook"),
    ]
