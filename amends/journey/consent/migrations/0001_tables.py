"""The tables of the room."""

from typing import ClassVar

import amends.foundation.lib.locking
import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

from amends.foundation.lib.migrating import CreateTables


class Migration(migrations.Migration):
    initial = True
    replaces: ClassVar = [
        ("consent", "0001_initial"),
        ("consent", "0003_told_and_asked_again"),
        ("consent", "0005_lock_texts"),
    ]
    dependencies: ClassVar = [
        ("access", "0001_tables"),
        ("case", "0001_tables"),
        ("documents", "0001_tables"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations: ClassVar = [
        CreateTables(
            [
                migrations.CreateModel(
                    name="Consent",
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
                                related_name="consents",
                                to="case.participant",
                            ),
                        ),
                        ("purpose", models.CharField(max_length=30)),
                        (
                            "wording",
                            models.CharField(
                                help_text="The version of the words they were asked in.", max_length=20
                            ),
                        ),
                        (
                            "answer",
                            models.CharField(
                                choices=[
                                    ("given", "Yes"),
                                    ("unsure", "Not sure"),
                                    ("refused", "No"),
                                    ("withdrawn", "Taken back"),
                                    ("not_sought", "Could not be asked"),
                                ],
                                max_length=12,
                            ),
                        ),
                        (
                            "how",
                            models.CharField(
                                choices=[
                                    ("signed", "Signed form"),
                                    ("spoken", "Spoken, and noted by us"),
                                    ("witnessed", "Spoken, with a witness"),
                                    ("online", "On the web form"),
                                    ("through_referrer", "On the referral"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("given_on", models.DateField()),
                        ("witness", models.CharField(blank=True, max_length=120)),
                        (
                            "adult",
                            models.CharField(
                                blank=True,
                                help_text="The appropriate adult or parent who agreed with them.",
                                max_length=120,
                            ),
                        ),
                        (
                            "covers",
                            models.JSONField(
                                blank=True,
                                default=list,
                                help_text="The bodies named, where the purpose names bodies.",
                            ),
                        ),
                        (
                            "items",
                            models.JSONField(
                                blank=True,
                                default=list,
                                help_text="What may be passed on, where the purpose names that.",
                            ),
                        ),
                        (
                            "stage",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("assessment", "Assessment"),
                                    ("preparation", "Preparation"),
                                    ("exchange", "Meeting or exchange"),
                                    ("agreement", "Agreement"),
                                ],
                                default="",
                                max_length=12,
                            ),
                        ),
                        (
                            "scope",
                            models.CharField(
                                blank=True,
                                default="",
                                help_text="The one meeting or exchange it is for, as model:key.",
                                max_length=40,
                            ),
                        ),
                        (
                            "freely",
                            models.BooleanField(
                                default=False,
                                help_text="Asked alone, knowing what comes, and pressed by nobody.",
                            ),
                        ),
                        ("until", models.DateField(blank=True, null=True)),
                        (
                            "form",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="documents.attachment",
                            ),
                        ),
                        (
                            "pending",
                            models.BooleanField(
                                default=False,
                                help_text="Said, but not in a form that the service accepts: it does not count yet.",
                            ),
                        ),
                        (
                            "reminded_on",
                            models.DateField(
                                blank=True,
                                help_text="When they were reminded of what they had undertaken.",
                                null=True,
                            ),
                        ),
                        ("note", amends.foundation.lib.locking.LockedTextField(blank=True)),
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
                            models.Index(fields=["participant", "purpose", "-id"], name="latest_consent"),
                            models.Index(
                                fields=["service", "purpose", "participant", "-id"],
                                name="consents_of_a_service",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("how", "witnessed"), _negated=True),
                                    models.Q(("witness", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="witness_is_named",
                                violation_error_message="Name the witness.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("until__isnull", True),
                                    ("until__gte", models.F("given_on")),
                                    _connector="OR",
                                ),
                                name="consent_ends_after_start",
                                violation_error_message="An agreement cannot end before it was given.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("answer", "not_sought"), _negated=True),
                                    models.Q(("note", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="not_sought_has_a_reason",
                                violation_error_message="Say why they could not be asked.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("pending", False), ("answer", "given"), _connector="OR"),
                                name="only_a_yes_waits_for_its_form",
                                violation_error_message="A no counts at once, however it was said.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("scope", ""), ("stage", "exchange"), _connector="OR"),
                                name="consent_to_one_exchange_has_its_stage",
                                violation_error_message="What is for one meeting or exchange is asked at that stage.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Explanation",
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
                                related_name="explanations",
                                to="case.participant",
                            ),
                        ),
                        ("kind", models.CharField(max_length=30)),
                        (
                            "version",
                            models.CharField(
                                help_text="The version of the words that were explained.", max_length=20
                            ),
                        ),
                        (
                            "items",
                            models.JSONField(
                                blank=True, default=list, help_text="The points that were explained."
                            ),
                        ),
                        (
                            "form",
                            models.CharField(
                                choices=[
                                    ("paper", "The sheet, read together and left with them"),
                                    ("read_out", "Read out to them"),
                                    ("easy_read", "An easy-read or large-print sheet"),
                                    ("interpreted", "Through an interpreter"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("language", models.CharField(default="English", max_length=40)),
                        (
                            "shared",
                            amends.foundation.lib.locking.LockedTextField(
                                blank=True, help_text="What will be shared with whom, and why."
                            ),
                        ),
                        ("understood", models.BooleanField(default=False)),
                        ("signed", models.BooleanField(default=False)),
                        ("explained_on", models.DateField()),
                        (
                            "explained_by",
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
                            models.Index(fields=["participant", "kind", "-id"], name="latest_explanation")
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("language", ""), _negated=True),
                                name="explained_in_a_language",
                                violation_error_message="Say in which language it was explained.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Standing",
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
                                related_name="standings",
                                to="case.participant",
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[("voluntary", "Voluntary"), ("statutory", "Statutory")],
                                max_length=10,
                            ),
                        ),
                        (
                            "rests_on",
                            models.CharField(
                                blank=True,
                                choices=[("order", "A court order"), ("licence", "A licence condition")],
                                default="",
                                max_length=8,
                            ),
                        ),
                        ("since", models.DateField()),
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
                        "indexes": [models.Index(fields=["participant", "-id"], name="latest_standing")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("rests_on", ""), ("status", "voluntary")),
                                    models.Q(
                                        ("status", "statutory"), models.Q(("rests_on", ""), _negated=True)
                                    ),
                                    _connector="OR",
                                ),
                                name="statutory_rests_on_something",
                                violation_error_message="Say whether it is an order or a licence condition.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Resistance",
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
                                related_name="resistances",
                                to="case.participant",
                            ),
                        ),
                        ("words", amends.foundation.lib.locking.LockedTextField(help_text="What showed it.")),
                        (
                            "likely_to_agree",
                            models.BooleanField(help_text="Likely to give informed consent all the same."),
                        ),
                        ("noted_on", models.DateField()),
                        (
                            "noted_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "over_on",
                            models.DateField(
                                blank=True, help_text="When it was found to be over.", null=True
                            ),
                        ),
                        ("not_distorting", models.BooleanField(blank=True, null=True)),
                        ("no_harm", models.BooleanField(blank=True, null=True)),
                        ("reason", amends.foundation.lib.locking.LockedTextField(blank=True)),
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
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("decided_by__isnull", True),
                                        ("decided_on__isnull", True),
                                        ("no_harm__isnull", True),
                                        ("not_distorting__isnull", True),
                                        ("reason", ""),
                                    ),
                                    models.Q(
                                        ("decided_by__isnull", False),
                                        ("decided_on__isnull", False),
                                        ("no_harm__isnull", False),
                                        ("not_distorting__isnull", False),
                                        models.Q(("reason", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="resistance_decided_whole",
                                violation_error_message="Answer both questions and say why.",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("over_on__isnull", True)),
                                fields=("participant",),
                                name="one_open_resistance",
                                violation_error_message="This is noted already.",
                            ),
                        ],
                    },
                ),
            ]
        ),
    ]
