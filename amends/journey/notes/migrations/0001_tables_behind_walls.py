"""Notes and oversight are only added to; the tracking record is for those who see the whole service."""

from typing import ClassVar

import amends.foundation.lib.locking
import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.datetime
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models

from amends.foundation.lib.migrating import CreateTables, together
from amends.foundation.record.protect import WHOLE_SERVICE, append_only, keep_history, protect, wall_by_verb

# Whoever sent a referral enters it in their own system, and says so.
OWN = """referral_id IN (SELECT r.id FROM referral_referral r WHERE r.referrer_id = amends_user())"""


class Migration(migrations.Migration):
    initial = True
    replaces: ClassVar = [
        ("notes", "0001_initial"),
        ("notes", "0002_inspections_and_strands"),
        ("notes", "0003_locked_texts"),
        ("notes", "0004_lock_texts"),
    ]
    dependencies: ClassVar = [
        ("access", "0001_tables"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("referral", "0001_tables"),
        ("case", "0003_behind_walls"),
    ]
    operations: ClassVar = [
        CreateTables(
            [
                migrations.CreateModel(
                    name="Inspection",
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
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("body", models.CharField(help_text="Who sends them.", max_length=120)),
                        ("reason", models.CharField(max_length=200)),
                        ("starts_on", models.DateField()),
                        ("ends_on", models.DateField()),
                        (
                            "opened_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "opened_at",
                            models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                                name="inspection_ends_after_start",
                                violation_error_message="An inspection cannot end before it begins.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("user", models.F("opened_by")), _negated=True),
                                name="inspection_opened_by_another",
                                violation_error_message="Nobody opens an inspection to themselves.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="InspectedCase",
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
                            "inspection",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="cases",
                                to="notes.inspection",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("inspection", "case"),
                                name="inspected_once",
                                violation_error_message="This case is in the inspection already.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Note",
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
                        ("happened_on", models.DateField(help_text="The day it is about.")),
                        (
                            "author",
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
                        "indexes": [
                            models.Index(fields=["file", "-happened_on", "-id"], name="notes_of_a_file")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="NoteVersion",
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
                            "note",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="versions",
                                to="notes.note",
                            ),
                        ),
                        ("words", amends.foundation.lib.locking.LockedTextField()),
                        (
                            "reason",
                            amends.foundation.lib.locking.LockedCharField(
                                blank=True,
                                help_text="Why it was corrected; empty for the first.",
                                max_length=200,
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
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("words", ""), _negated=True),
                                name="note_says_something",
                                violation_error_message="Write something down.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Oversight",
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
                                related_name="oversights",
                                to="case.participant",
                            ),
                        ),
                        (
                            "appropriate",
                            models.BooleanField(help_text="Whether restorative justice is appropriate here."),
                        ),
                        ("rationale", amends.foundation.lib.locking.LockedTextField()),
                        ("action_taken", amends.foundation.lib.locking.LockedTextField()),
                        (
                            "manager",
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
                                condition=models.Q(
                                    models.Q(("rationale", ""), _negated=True),
                                    models.Q(("action_taken", ""), _negated=True),
                                ),
                                name="oversight_says_why_and_what",
                                violation_error_message="Write down the reasons and what was done.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="OversightAddendum",
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
                            "oversight",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="addenda",
                                to="notes.oversight",
                            ),
                        ),
                        ("words", amends.foundation.lib.locking.LockedTextField(blank=True)),
                        (
                            "copied_to",
                            models.CharField(
                                blank=True,
                                help_text="The reference in the authority's system.",
                                max_length=120,
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
                        "verbose_name_plural": "oversight addenda",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("words", ""), _negated=True),
                                    models.Q(("copied_to", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="addendum_says_something",
                                violation_error_message="Add words, or the reference of the copy.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Store",
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
                        ("name", models.CharField(max_length=120)),
                        (
                            "is_secure",
                            models.BooleanField(
                                default=False, help_text="Locked, with the key held by named people."
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("service"),
                                django.db.models.functions.text.Lower("name"),
                                name="paper_store_once",
                                violation_error_message="There is already a place of this name.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HardCopy",
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
                            "reference",
                            models.CharField(help_text="What stands on its back; no name.", max_length=60),
                        ),
                        (
                            "store",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="notes.store",
                            ),
                        ),
                        ("kept_since", models.DateField()),
                        ("destroyed_on", models.DateField(blank=True, null=True)),
                    ],
                    options={
                        "verbose_name_plural": "hard copies",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("service", "reference"),
                                name="hard_copy_once",
                                violation_error_message="There is already a paper file with this reference.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Removal",
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
                            "copy",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="removals",
                                to="notes.hardcopy",
                            ),
                        ),
                        (
                            "taken_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("taken_on", models.DateField()),
                        ("returned_on", models.DateField(blank=True, null=True)),
                        (
                            "received_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("returned_on__isnull", True)),
                                fields=("copy",),
                                name="hard_copy_taken_once",
                                violation_error_message="This paper file is out already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("returned_on__isnull", True),
                                    models.Q(
                                        ("received_by__isnull", False),
                                        ("returned_on__gte", models.F("taken_on")),
                                    ),
                                    _connector="OR",
                                ),
                                name="hard_copy_returned_and_signed",
                                violation_error_message="Say who took it back, and when.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HarmedAs",
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
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="harmed_as",
                                to="case.participant",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("direct", "Harmed directly"),
                                    ("affected", "Affected in another way"),
                                ],
                                max_length=8,
                            ),
                        ),
                        (
                            "relationship",
                            amends.foundation.lib.locking.LockedCharField(
                                blank=True,
                                help_text="What they have to do with the offence: the sister of who died.",
                                max_length=160,
                            ),
                        ),
                        (
                            "in_scheme",
                            models.CharField(
                                choices=[("yes", "Yes"), ("no", "No"), ("unknown", "Not known")],
                                default="unknown",
                                max_length=8,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name_plural": "ways of being affected",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("kind", "direct"),
                                    models.Q(("relationship", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="affected_says_how",
                                violation_error_message="Say what they have to do with the offence.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SystemEntry",
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
                                related_name="system_entries",
                                to="referral.referral",
                            ),
                        ),
                        (
                            "system",
                            models.CharField(
                                choices=[
                                    ("authority", "The authority’s case system"),
                                    ("vcms", "The victims case management system"),
                                ],
                                max_length=10,
                            ),
                        ),
                        (
                            "name",
                            models.CharField(
                                help_text="What the system is called: nDelius, VCMS.", max_length=80
                            ),
                        ),
                        ("reference", models.CharField(max_length=60)),
                        ("entered_on", models.DateField()),
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
                        "verbose_name_plural": "entries in other systems",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("referral", "system"),
                                name="entered_once_a_system",
                                violation_error_message="This entry is on record already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("reference", ""), _negated=True),
                                name="entry_has_a_reference",
                                violation_error_message="Give the reference of the entry.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Strand",
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
                            "begun_in",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="case.case"
                            ),
                        ),
                        (
                            "goes_on_in",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="case.case"
                            ),
                        ),
                        (
                            "reason",
                            models.CharField(
                                choices=[
                                    ("risk", "Together it would be a risk"),
                                    ("need", "They need something else"),
                                    ("choice", "They want it so"),
                                ],
                                max_length=6,
                            ),
                        ),
                        ("words", amends.foundation.lib.locking.LockedTextField()),
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
                                condition=models.Q(("begun_in", models.F("goes_on_in")), _negated=True),
                                name="strand_is_another_case",
                                violation_error_message="A strand is a case of its own.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Tracking",
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
                            "participant",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="tracking",
                                to="case.participant",
                            ),
                        ),
                        ("pnc_id", models.CharField(blank=True, max_length=20, verbose_name="PNC-ID")),
                        ("prison_number", models.CharField(blank=True, max_length=12)),
                        ("ucrn", models.CharField(blank=True, max_length=20, verbose_name="Local UCRN")),
                        (
                            "special",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("ppo", "PPO"),
                                        ("mappa", "MAPPA"),
                                        ("iom", "IOM"),
                                        ("yot", "YOT"),
                                    ],
                                    max_length=6,
                                ),
                                blank=True,
                                default=list,
                                size=None,
                                verbose_name="Special status",
                            ),
                        ),
                        ("tier", models.PositiveSmallIntegerField(blank=True, null=True)),
                        (
                            "ethnicity",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("W1", "White: British"),
                                    ("W2", "White: Irish"),
                                    ("W9", "White: any other"),
                                    ("M1", "Mixed: White and Black Caribbean"),
                                    ("M2", "Mixed: White and Black African"),
                                    ("M3", "Mixed: White and Asian"),
                                    ("M9", "Mixed: any other"),
                                    ("A1", "Asian: Indian"),
                                    ("A2", "Asian: Pakistani"),
                                    ("A3", "Asian: Bangladeshi"),
                                    ("A9", "Asian: any other"),
                                    ("B1", "Black: Caribbean"),
                                    ("B2", "Black: African"),
                                    ("B9", "Black: any other"),
                                    ("O1", "Chinese"),
                                    ("O9", "Any other"),
                                    ("NS", "Not stated"),
                                ],
                                max_length=2,
                            ),
                        ),
                        ("main_offence", models.CharField(blank=True, max_length=160)),
                        ("other_offence", models.CharField(blank=True, max_length=160)),
                        ("sentence", models.CharField(blank=True, max_length=160)),
                        (
                            "supervision_months",
                            models.PositiveSmallIntegerField(
                                blank=True, null=True, verbose_name="Months of supervision"
                            ),
                        ),
                        (
                            "sentenced_on",
                            models.DateField(blank=True, null=True, verbose_name="Date of sentence"),
                        ),
                        ("co_defendants", models.PositiveSmallIntegerField(blank=True, null=True)),
                        (
                            "source",
                            models.CharField(blank=True, max_length=120, verbose_name="Source of case"),
                        ),
                        ("referred_on", models.DateField(blank=True, null=True)),
                        (
                            "referral_stage",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("before", "Before sentence"),
                                    ("after", "After sentence"),
                                    ("custody", "In custody"),
                                    ("licence", "On licence"),
                                ],
                                max_length=8,
                            ),
                        ),
                        (
                            "victim_agrees",
                            models.BooleanField(blank=True, null=True, verbose_name="Person harmed agrees"),
                        ),
                        (
                            "offender_agrees",
                            models.BooleanField(
                                blank=True, null=True, verbose_name="Person responsible agrees"
                            ),
                        ),
                        (
                            "facilitator",
                            models.CharField(
                                blank=True, max_length=160, verbose_name="Facilitator and agency"
                            ),
                        ),
                        (
                            "second_facilitator",
                            models.CharField(
                                blank=True, max_length=160, verbose_name="Second facilitator and agency"
                            ),
                        ),
                        (
                            "allocated_on",
                            models.DateField(blank=True, null=True, verbose_name="Date of allocation"),
                        ),
                        (
                            "outcome",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("conference", "Conference"),
                                    ("letter", "Letter of apology"),
                                    ("indirect", "Indirect mediation"),
                                    ("empathy", "Victim empathy work"),
                                    ("breach", "Breach or revoke"),
                                    ("rejected", "Rejected or unsuitable"),
                                ],
                                max_length=12,
                            ),
                        ),
                        (
                            "why_conference",
                            amends.foundation.lib.locking.LockedCharField(
                                blank=True, max_length=300, verbose_name="Reason why conference"
                            ),
                        ),
                        (
                            "why_rejected",
                            amends.foundation.lib.locking.LockedCharField(blank=True, max_length=300),
                        ),
                        (
                            "outcome_on",
                            models.DateField(blank=True, null=True, verbose_name="Date of outcome"),
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
                            "changed_at",
                            models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                        ),
                    ],
                    options={
                        "verbose_name_plural": "tracking records",
                        "indexes": [models.Index(fields=["service", "pnc_id"], name="tracking_by_pnc")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("tier__isnull", True), ("tier__range", (1, 4)), _connector="OR"
                                ),
                                name="tracking_tier_one_to_four",
                                violation_error_message="The tier is 1, 2, 3 or 4.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("outcome", "rejected"), _negated=True),
                                    models.Q(("why_rejected", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="tracking_rejected_says_why",
                                violation_error_message="Say why it was rejected.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("outcome", "conference"), _negated=True),
                                    models.Q(("why_conference", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="tracking_conference_says_why",
                                violation_error_message="Say why it was a conference.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("outcome", "conference"), _negated=True),
                                    models.Q(("offender_agrees", True), ("victim_agrees", True)),
                                    _connector="OR",
                                ),
                                name="tracking_conference_needs_both",
                                violation_error_message="There is no conference unless both have agreed.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("outcome_on__isnull", True),
                                    ("allocated_on__isnull", True),
                                    ("outcome_on__gte", models.F("allocated_on")),
                                    _connector="OR",
                                ),
                                name="tracking_outcome_after_allocation",
                                violation_error_message="The outcome cannot come before the allocation.",
                            ),
                        ],
                    },
                ),
            ]
        ),
        together(
            *protect("notes_note", "file"),
            *append_only("notes_note"),
            *protect("notes_noteversion", "file"),
            *append_only("notes_noteversion"),
            *protect("notes_oversight", "file"),
            *append_only("notes_oversight"),
            *protect("notes_oversightaddendum", "file"),
            *append_only("notes_oversightaddendum"),
            *keep_history("notes_store"),
            *protect("notes_hardcopy", "file"),
            *protect("notes_removal", "file"),
            *protect("notes_harmedas", "file"),
            *protect("notes_systementry", "service", or_where=OWN),
            *protect("notes_tracking", "service"),
            # Inspections, which the inspector sees and does not change, and strands, which only those see who see the
            # whole service.
            *protect("notes_inspection", "service"),
            *wall_by_verb(
                "notes_inspection",
                see=f"{WHOLE_SERVICE} OR user_id = (SELECT amends_user())",
                add=WHOLE_SERVICE,
                change=WHOLE_SERVICE,
                into=WHOLE_SERVICE,
            ),
            *protect("notes_inspectedcase", "case"),
            *protect("notes_strand", "service"),
        ),
    ]
