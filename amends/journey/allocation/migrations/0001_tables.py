"""The tables of the room."""

from typing import ClassVar

import amends.foundation.lib.locking
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from amends.foundation.lib.migrating import CreateTables


class Migration(migrations.Migration):
    initial = True
    replaces: ClassVar = [("allocation", "0001_initial"), ("allocation", "0005_lock_texts")]
    dependencies: ClassVar = [
        ("access", "0001_tables"),
        ("case", "0001_tables"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations: ClassVar = [
        CreateTables(
            [
                migrations.CreateModel(
                    name="Allocation",
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
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="allocations",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "number",
                            models.CharField(help_text="The case's number, for lists.", max_length=20),
                        ),
                        (
                            "about",
                            models.CharField(help_text="What it is about, without names.", max_length=120),
                        ),
                        (
                            "people",
                            models.CharField(
                                blank=True, help_text="Initials and areas, for the offer.", max_length=200
                            ),
                        ),
                        (
                            "message",
                            amends.foundation.lib.locking.LockedTextField(
                                blank=True, help_text="To the facilitator; no names."
                            ),
                        ),
                        ("offered_at", models.DateTimeField()),
                        (
                            "offered_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "over_limit_reason",
                            amends.foundation.lib.locking.LockedCharField(
                                blank=True,
                                help_text="Why a manager lets the limit be passed.",
                                max_length=300,
                            ),
                        ),
                        (
                            "answer",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("accepted", "Accepted"),
                                    ("declined", "Declined"),
                                    ("filled", "Two others were first"),
                                    ("withdrawn", "Taken back"),
                                ],
                                default="",
                                max_length=10,
                            ),
                        ),
                        ("answered_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "why",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("time", "No time at the moment"),
                                    ("distance", "Too far away"),
                                    ("kind", "Not the right kind of case for me"),
                                    ("link", "I have a link with somebody in it"),
                                    ("other", "Another reason"),
                                ],
                                default="",
                                max_length=10,
                            ),
                        ),
                        (
                            "why_note",
                            amends.foundation.lib.locking.LockedCharField(blank=True, max_length=300),
                        ),
                        (
                            "position",
                            models.PositiveSmallIntegerField(
                                blank=True, help_text="1 or 2 once accepted.", null=True
                            ),
                        ),
                        (
                            "link",
                            models.CharField(
                                blank=True,
                                choices=[("no_link", "No link with anybody in the case"), ("link", "A link")],
                                default="",
                                max_length=10,
                            ),
                        ),
                        ("declared_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "decision",
                            models.CharField(
                                blank=True,
                                choices=[("keep", "May stay"), ("replace", "To be replaced")],
                                default="",
                                max_length=10,
                            ),
                        ),
                        ("decided_at", models.DateTimeField(blank=True, null=True)),
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
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "ended_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "ended_reason",
                            amends.foundation.lib.locking.LockedCharField(
                                blank=True, help_text="Why somebody else is found.", max_length=300
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                condition=models.Q(("ended_at__isnull", True), ("position__isnull", False)),
                                fields=["user"],
                                name="live_cases_of_a_facilitator",
                            ),
                            models.Index(fields=["user", "-offered_at"], name="offers_to_a_facilitator"),
                            models.Index(fields=["case", "-offered_at"], name="offers_of_a_case"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("ended_at__isnull", True), ("position__isnull", False)),
                                fields=("case", "position"),
                                name="two_facilitators_at_most",
                                violation_error_message="Two facilitators have already accepted this case.",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(
                                    ("answer__in", ["", "accepted"]), ("ended_at__isnull", True)
                                ),
                                fields=("case", "user"),
                                name="nobody_twice_on_a_case",
                                violation_error_message="They already have this case or an offer of it.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("position__isnull", True), ("position__in", [1, 2]), _connector="OR"
                                ),
                                name="first_or_second_facilitator",
                                violation_error_message="A case has a first and a second facilitator.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("answer", "accepted"), ("position__isnull", False)),
                                    models.Q(
                                        models.Q(("answer", "accepted"), _negated=True),
                                        ("position__isnull", True),
                                    ),
                                    _connector="OR",
                                ),
                                name="accepted_has_a_position",
                                violation_error_message="Only somebody who accepted is one of the two.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("answer", "accepted"), _negated=True),
                                    models.Q(
                                        models.Q(("link", ""), _negated=True), ("declared_at__isnull", False)
                                    ),
                                    _connector="OR",
                                ),
                                name="accepted_with_declaration",
                                violation_error_message="Say whether you have a link with anybody in the case.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("answer", ""), ("answered_at__isnull", True)),
                                    models.Q(
                                        models.Q(("answer", ""), _negated=True),
                                        ("answered_at__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="answer_has_a_time",
                                violation_error_message="An answer has a time.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("answer", "declined"), _negated=True),
                                    models.Q(("why", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="declined_with_reason",
                                violation_error_message="Say why you cannot take it.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("decision", ""),
                                    models.Q(
                                        ("decided_at__isnull", False),
                                        ("decided_by__isnull", False),
                                        ("link", "link"),
                                    ),
                                    _connector="OR",
                                ),
                                name="only_a_link_is_decided",
                                violation_error_message="Only a declared link is decided about, by somebody, at some time.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ended_at__isnull", True),
                                    models.Q(
                                        ("answer", "accepted"), models.Q(("ended_reason", ""), _negated=True)
                                    ),
                                    _connector="OR",
                                ),
                                name="leaving_has_a_reason",
                                violation_error_message="Say why they leave the case.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="LinkDetails",
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
                            "allocation",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="link_details",
                                to="allocation.allocation",
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
                        ("details", amends.foundation.lib.locking.LockedTextField()),
                    ],
                    options={
                        "verbose_name_plural": "link details",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("details", ""), _negated=True),
                                name="link_has_details",
                                violation_error_message="Say what the link is.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Pack",
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
                        ("version", models.PositiveSmallIntegerField()),
                        ("issued_at", models.DateTimeField()),
                        (
                            "issued_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("case", "version"),
                                name="pack_version_once",
                                violation_error_message="Somebody has just issued this version.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PackItem",
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
                            "file",
                            models.ForeignKey(
                                blank=True,
                                help_text="Whose it is; empty: of both sides.",
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="case.casefile",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("received", "Handed in"),
                                    ("document", "Letter or form"),
                                    ("reply", "Reply of another body"),
                                    ("referral", "Referral"),
                                    ("note", "Note"),
                                    ("other", "Other"),
                                ],
                                default="other",
                                max_length=10,
                            ),
                        ),
                        (
                            "subject",
                            models.CharField(help_text="The row it stands for, as model:key.", max_length=80),
                        ),
                        ("title", models.CharField(max_length=160)),
                        ("link", models.CharField(blank=True, max_length=200)),
                        (
                            "words",
                            amends.foundation.lib.locking.LockedTextField(
                                blank=True,
                                help_text="For what is no file: a note, or what the referral says.",
                            ),
                        ),
                        ("included", models.BooleanField(blank=True, null=True)),
                        (
                            "reason_withheld",
                            amends.foundation.lib.locking.LockedCharField(blank=True, max_length=300),
                        ),
                        (
                            "issued_version",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="The pack with which it was first handed over.",
                                null=True,
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("case", "subject"),
                                name="pack_item_once",
                                violation_error_message="This is already in the list.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("included__isnull", True),
                                    ("included", True),
                                    models.Q(("reason_withheld", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="withheld_with_reason",
                                violation_error_message="Say why it is kept from the facilitators.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Weight",
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
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="weight",
                                to="case.case",
                            ),
                        ),
                        (
                            "tier",
                            models.PositiveSmallIntegerField(
                                blank=True, help_text="1 to 4, as probation counts.", null=True
                            ),
                        ),
                        (
                            "setting",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("community", "Community"),
                                    ("custody", "Prison"),
                                    ("school", "School"),
                                    ("family_group_conference", "Family group conference"),
                                ],
                                max_length=30,
                            ),
                        ),
                        (
                            "seriousness",
                            models.CharField(
                                blank=True,
                                choices=[("low", "Low"), ("medium", "Medium"), ("high", "High")],
                                max_length=10,
                            ),
                        ),
                        (
                            "initiated_by",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("victim", "The person harmed"),
                                    ("offender", "The person responsible"),
                                    ("agency", "An agency"),
                                ],
                                max_length=10,
                            ),
                        ),
                        (
                            "leaflet_to_explain",
                            models.BooleanField(
                                default=True,
                                help_text="Off when the referrer gave the leaflet and explained it.",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("tier__isnull", True),
                                    models.Q(("tier__gte", 1), ("tier__lte", 4)),
                                    _connector="OR",
                                ),
                                name="tier_is_1_to_4",
                                violation_error_message="A tier is a number from 1 to 4.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SpecialistFinding",
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
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="specialist_finding",
                                to="case.case",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[("sexual", "A sexual offence"), ("death", "Somebody died")],
                                max_length=10,
                            ),
                        ),
                        (
                            "circumstances",
                            amends.foundation.lib.locking.LockedTextField(
                                blank=True, help_text="What is exceptional about it."
                            ),
                        ),
                        (
                            "benefit",
                            amends.foundation.lib.locking.LockedTextField(
                                blank=True, help_text="What good is clearly to be expected."
                            ),
                        ),
                        (
                            "harm",
                            amends.foundation.lib.locking.LockedTextField(
                                blank=True,
                                help_text="Harm considered for each person, and why none will come of it.",
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
                        ("found_at", models.DateTimeField()),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("kind", "death"),
                                    models.Q(
                                        models.Q(("circumstances", ""), _negated=True),
                                        models.Q(("benefit", ""), _negated=True),
                                        models.Q(("harm", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="sexual_offence_finding_in_full",
                                violation_error_message="After a sexual offence, write down the exceptional circumstances, the benefit and the harm considered.",
                            )
                        ],
                    },
                ),
            ]
        ),
    ]
