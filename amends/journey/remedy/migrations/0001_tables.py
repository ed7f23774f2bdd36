"""The tables of the room."""

from typing import ClassVar

import amends.foundation.lib.locking
import django.db.models.deletion
from django.db import migrations, models

from amends.foundation.lib.migrating import CreateTables


class Migration(migrations.Migration):
    initial = True
    replaces: ClassVar = [("remedy", "0001_initial"), ("remedy", "0003_lock_texts")]
    dependencies: ClassVar = [
        ("access", "0001_tables"),
        ("referral", "0001_tables"),
        ("partners", "0001_tables"),
    ]
    operations: ClassVar = [
        CreateTables(
            [
                migrations.CreateModel(
                    name="ContractAction",
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
                            "action",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="contract",
                                to="referral.chosenaction",
                            ),
                        ),
                        ("due_on", models.DateField()),
                        (
                            "state",
                            models.CharField(
                                choices=[("open", "Still to do"), ("done", "Done"), ("breached", "Not kept")],
                                default="open",
                                max_length=10,
                            ),
                        ),
                        ("done_on", models.DateField(blank=True, null=True)),
                        ("breached_on", models.DateField(blank=True, null=True)),
                        (
                            "notice",
                            amends.foundation.lib.locking.LockedTextField(
                                blank=True, help_text="What the investigating officer is told."
                            ),
                        ),
                        ("officer_told_on", models.DateField(blank=True, null=True)),
                        (
                            "officer_decision",
                            amends.foundation.lib.locking.LockedCharField(blank=True, max_length=300),
                        ),
                        ("officer_decided_on", models.DateField(blank=True, null=True)),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "done"), ("done_on__isnull", False)),
                                    models.Q(
                                        models.Q(("state", "done"), _negated=True), ("done_on__isnull", True)
                                    ),
                                    _connector="OR",
                                ),
                                name="contract_action_done_on_a_day",
                                violation_error_message="Say on which day it was done.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("state", "breached"),
                                        ("breached_on__isnull", False),
                                        models.Q(("notice", ""), _negated=True),
                                    ),
                                    models.Q(
                                        models.Q(("state", "breached"), _negated=True),
                                        ("breached_on__isnull", True),
                                    ),
                                    _connector="OR",
                                ),
                                name="contract_breach_has_day_and_notice",
                                violation_error_message="A contract that was not kept has the day and the officer's notice.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("officer_decision", ""),
                                    models.Q(
                                        ("officer_decided_on__isnull", False),
                                        ("officer_told_on__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="officer_decides_after_being_told",
                                violation_error_message="The officer is told before they decide.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Placement",
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
                                    ("unpaid_work", "Unpaid work"),
                                    ("educational", "Educational"),
                                    ("rehabilitative", "Rehabilitative"),
                                ],
                                max_length=15,
                            ),
                        ),
                        (
                            "funded_by_pcc",
                            models.BooleanField(
                                default=False, help_text="Paid by the Police and Crime Commissioner."
                            ),
                        ),
                        (
                            "district",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="partners.district",
                            ),
                        ),
                        ("places", models.PositiveSmallIntegerField()),
                        ("starts_on", models.DateField(blank=True, null=True)),
                        (
                            "is_open",
                            models.BooleanField(default=True, help_text="Off: nobody new is sent there."),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("service", "provider", "name"),
                                name="placement_once",
                                violation_error_message="This placement is in the directory already.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PlacementUse",
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
                            "placement",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="uses",
                                to="remedy.placement",
                            ),
                        ),
                        (
                            "step",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="placement_use",
                                to="remedy.contractaction",
                            ),
                        ),
                        (
                            "sessions",
                            models.PositiveSmallIntegerField(
                                default=1, help_text="How many are to be attended."
                            ),
                        ),
                        ("attended", models.PositiveSmallIntegerField(default=0)),
                        ("completed_on", models.DateField(blank=True, null=True)),
                        ("left_on", models.DateField(blank=True, null=True)),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("attended__lte", models.F("sessions"))),
                                name="placement_attended_at_most_all",
                                violation_error_message="More was attended than there is to attend.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("completed_on__isnull", True),
                                    ("attended", models.F("sessions")),
                                    _connector="OR",
                                ),
                                name="placement_completed_when_all_attended",
                                violation_error_message="It is completed when all of it was attended.",
                            ),
                        ],
                    },
                ),
            ]
        ),
    ]
