"""An organisation supports somebody only as they agree."""

import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

from amends.foundation.record.protect import protect


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0005_roles_are_given"),
        ("access", "__first__"),
        ("case", "0009_inspectors"),
        ("community", "0001_initial"),
        ("preparation", "0007_getting_there"),
    ]

    operations = [
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
                ("role", models.CharField(help_text="What it does for them.", max_length=300)),
                (
                    "is_faith",
                    models.BooleanField(default=False, help_text="A faith organisation, as the list has it."),
                ),
                ("wanted", models.BooleanField(help_text="Whether they want it.")),
                (
                    "agreed_on",
                    models.DateField(
                        blank=True, help_text="When they agreed that it is told about them.", null=True
                    ),
                ),
                (
                    "vetting",
                    models.CharField(
                        blank=True, help_text="How it was looked into, and by whom.", max_length=200
                    ),
                ),
                ("vetted_on", models.DateField(blank=True, null=True)),
                ("sent", models.CharField(blank=True, help_text="What was passed on to it.", max_length=300)),
                ("sent_on", models.DateField(blank=True, null=True)),
                ("ended_on", models.DateField(blank=True, null=True)),
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
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="community.organisation",
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
                    "service",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.service"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["participant", "id"], name="backings_of_a_participant")],
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
                            models.Q(("vetted_on__isnull", False), models.Q(("vetting", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="faith_supporter_is_vetted",
                        violation_error_message="Say how it was looked into and when, before it stands beside them.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("sent_on__isnull", True),
                            models.Q(("agreed_on__isnull", False), models.Q(("sent", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="backing_told_with_agreement",
                        violation_error_message="Nothing goes to it before the person has agreed.",
                    ),
                ],
            },
        ),
        *protect("preparation_backing", "file"),
    ]
