"""Sessions of a requirement say where they were and what came of them. Those held before need not: not validated."""

from typing import ClassVar

import django.contrib.postgres.fields
from django.contrib.postgres.operations import AddConstraintNotValid
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("access", "0005_roles_are_given"),
        ("case", "0009_inspectors"),
        ("court", "0004_wanted_papers"),
    ]

    operations: ClassVar = [
        migrations.AddField(
            model_name="plannedmeeting",
            name="missed_on",
            field=models.DateField(
                blank=True, help_text="The last day on which they did not come.", null=True
            ),
        ),
        migrations.AddField(
            model_name="plannedmeeting",
            name="place",
            field=models.CharField(
                blank=True, default="", help_text="Mostly the probation office.", max_length=120
            ),
        ),
        migrations.AddField(
            model_name="plannedmeeting",
            name="possible",
            field=django.contrib.postgres.fields.ArrayField(
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
        migrations.AddField(
            model_name="plannedmeeting",
            name="possible_why",
            field=models.CharField(
                blank=True, default="", help_text="From the harm and from their attitude.", max_length=300
            ),
        ),
        migrations.AddField(
            model_name="plannedmeeting",
            name="result",
            field=models.CharField(blank=True, default="", help_text="What came of it.", max_length=300),
        ),
        AddConstraintNotValid(
            model_name="plannedmeeting",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("held_on__isnull", True),
                    models.Q(models.Q(("place", ""), _negated=True), models.Q(("result", ""), _negated=True)),
                    _connector="OR",
                ),
                name="session_says_where_and_what",
                violation_error_message="Say where it was, and what came of it.",
            ),
        ),
        AddConstraintNotValid(
            model_name="plannedmeeting",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "assessment"), _negated=True),
                    ("held_on__isnull", True),
                    models.Q(("possible__len__gt", 0), models.Q(("possible_why", ""), _negated=True)),
                    _connector="OR",
                ),
                name="assessment_says_what_is_possible",
                violation_error_message="Say which forms are possible, and why, from the harm and their attitude.",
            ),
        ),
    ]
