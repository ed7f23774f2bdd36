"""The tables of the room."""

from typing import ClassVar

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from amends.foundation.lib.migrating import CreateTables


class Migration(migrations.Migration):
    initial = True
    replaces: ClassVar = [("awareness", "0001_initial")]
    dependencies: ClassVar = [
        ("access", "0001_tables"),
        ("referral", "0001_tables"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations: ClassVar = [
        CreateTables(
            [
                migrations.CreateModel(
                    name="ListedService",
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
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="access.service",
                            ),
                        ),
                        (
                            "provider",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="access.agency",
                            ),
                        ),
                        ("name", models.CharField(max_length=120)),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("rj", "Restorative justice"),
                                    ("victim_awareness", "Victim awareness course"),
                                    ("victim_empathy", "Victim empathy work"),
                                    ("other_victim", "Meeting with a victim of another crime"),
                                ],
                                max_length=20,
                            ),
                        ),
                        (
                            "what",
                            models.CharField(
                                blank=True, help_text="What is done there, in a sentence.", max_length=300
                            ),
                        ),
                        (
                            "only_measures",
                            models.BooleanField(
                                default=False, help_text="Only questions, asked before and after."
                            ),
                        ),
                        (
                            "is_open",
                            models.BooleanField(default=True, help_text="Off: nobody new is sent there."),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("service", "provider", "name"),
                                name="listed_service_once",
                                violation_error_message="This service is on the list already.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AwarenessWork",
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
                            "referral",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="referral.referral",
                            ),
                        ),
                        (
                            "listed",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="awareness.listedservice",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="referral.referralperson",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("rj", "Restorative justice"),
                                    ("victim_awareness", "Victim awareness course"),
                                    ("victim_empathy", "Victim empathy work"),
                                    ("other_victim", "Meeting with a victim of another crime"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("cautions", models.JSONField(help_text="The cautions as they were shown.")),
                        ("cautions_version", models.PositiveSmallIntegerField()),
                        (
                            "chosen_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("chosen_on", models.DateField()),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("chosen", "Chosen"),
                                    ("begun", "Begun"),
                                    ("finished", "Finished"),
                                    ("left", "Ended early"),
                                ],
                                default="chosen",
                                max_length=10,
                            ),
                        ),
                        ("begun_on", models.DateField(blank=True, null=True)),
                        ("ended_on", models.DateField(blank=True, null=True)),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["service", "chosen_on"], name="awareness_of_a_month")
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("kind", "rj"), _negated=True),
                                name="awareness_work_is_not_rj",
                                violation_error_message="Restorative justice is not work of this kind.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("cautions", []), _negated=True),
                                name="awareness_work_cautions_shown",
                                violation_error_message="The cautions are shown before it is chosen.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("ended_on__isnull", False), ("state__in", ["finished", "left"])
                                    ),
                                    models.Q(("ended_on__isnull", True), ("state__in", ["chosen", "begun"])),
                                    _connector="OR",
                                ),
                                name="awareness_work_ends_on_a_day",
                                violation_error_message="Say on which day it ended.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("begun_on__isnull", False), ("state", "begun")),
                                    models.Q(("state", "begun"), _negated=True),
                                    _connector="OR",
                                ),
                                name="awareness_work_begins_on_a_day",
                                violation_error_message="Say on which day it began.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("begun_on__isnull", True),
                                    ("ended_on__isnull", True),
                                    ("ended_on__gte", models.F("begun_on")),
                                    _connector="OR",
                                ),
                                name="awareness_work_ends_after_it_began",
                                violation_error_message="It cannot end before it began.",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("state__in", ["chosen", "begun"])),
                                fields=("listed", "person"),
                                name="awareness_work_once_at_a_time",
                                violation_error_message="They have been sent there already.",
                            ),
                        ],
                    },
                ),
            ]
        ),
    ]
