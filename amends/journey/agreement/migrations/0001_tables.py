"""The tables of the room."""

from typing import ClassVar

import amends.foundation.lib.locking
import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

from amends.foundation.lib.migrating import CreateTables


class Migration(migrations.Migration):
    initial = True
    replaces: ClassVar = [
        ("agreement", "0001_initial"),
        ("agreement", "0003_afterwards"),
        ("agreement", "0004_lock_texts"),
    ]
    dependencies: ClassVar = [
        ("access", "0001_tables"),
        ("case", "0001_tables"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations: ClassVar = [
        CreateTables(
            [
                migrations.CreateModel(
                    name="OutcomeAgreement",
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
                        ("made_on", models.DateField(help_text="The day they agreed, or met.")),
                        (
                            "way",
                            models.CharField(
                                choices=[
                                    ("meeting", "Face to face"),
                                    ("video", "By video"),
                                    ("indirect", "Carried between them"),
                                ],
                                max_length=10,
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "Draft"),
                                    ("final", "Final"),
                                    ("none_reached", "None reached"),
                                ],
                                default="draft",
                                max_length=12,
                            ),
                        ),
                        ("none_reason", amends.foundation.lib.locking.LockedTextField(blank=True)),
                        (
                            "words_together",
                            amends.foundation.lib.locking.LockedTextField(
                                blank=True, help_text="Something they wanted to say together."
                            ),
                        ),
                        (
                            "if_not_kept",
                            amends.foundation.lib.locking.LockedTextField(
                                blank=True,
                                help_text="What they agreed should happen if it is not kept. It never touches an order.",
                            ),
                        ),
                        (
                            "public_protection",
                            models.CharField(
                                choices=[
                                    ("not_looked", "Not looked at yet"),
                                    ("ok", "No concern"),
                                    ("concern", "Concern"),
                                ],
                                default="not_looked",
                                max_length=10,
                            ),
                        ),
                        (
                            "community",
                            models.CharField(
                                choices=[
                                    ("not_looked", "Not looked at yet"),
                                    ("ok", "No concern"),
                                    ("concern", "Concern"),
                                ],
                                default="not_looked",
                                max_length=10,
                            ),
                        ),
                        (
                            "checked_with",
                            models.CharField(
                                blank=True, help_text="The officer who was asked, by post.", max_length=120
                            ),
                        ),
                        (
                            "checked_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("checked_at", models.DateTimeField(blank=True, null=True)),
                        ("concern", amends.foundation.lib.locking.LockedTextField(blank=True)),
                        (
                            "settled_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("settled_how", amends.foundation.lib.locking.LockedTextField(blank=True)),
                        (
                            "office_copy_on",
                            models.DateField(
                                blank=True, help_text="When the office had its own copy.", null=True
                            ),
                        ),
                        (
                            "distributed_on",
                            models.DateField(
                                blank=True, help_text="When everybody who should have it had it.", null=True
                            ),
                        ),
                        (
                            "distributed_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "why_no_officer",
                            amends.foundation.lib.locking.LockedCharField(
                                blank=True, default="", max_length=300
                            ),
                        ),
                        (
                            "why_no_liaison",
                            amends.foundation.lib.locking.LockedCharField(
                                blank=True, default="", max_length=300
                            ),
                        ),
                        (
                            "drafted_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "drafted_at",
                            models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                        ),
                        ("final_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("state", "none_reached"), _negated=True),
                                fields=("case",),
                                name="one_agreement_of_a_case",
                                violation_error_message="This case has an agreement already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("final_at__isnull", False), ("state", "final")),
                                    models.Q(
                                        models.Q(("state", "final"), _negated=True),
                                        ("final_at__isnull", True),
                                    ),
                                    _connector="OR",
                                ),
                                name="final_agreement_has_its_moment",
                                violation_error_message="A final agreement says when it became final.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        models.Q(("public_protection", "concern"), _negated=True),
                                        models.Q(("community", "concern"), _negated=True),
                                    ),
                                    models.Q(("concern", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="agreement_concern_in_words",
                                violation_error_message="Say what the concern is.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "final"), _negated=True),
                                    models.Q(("community", "ok"), ("public_protection", "ok")),
                                    models.Q(
                                        models.Q(("public_protection", "not_looked"), _negated=True),
                                        models.Q(("community", "not_looked"), _negated=True),
                                        ("settled_by__isnull", False),
                                        models.Q(("settled_how", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="final_agreement_without_open_concern",
                                violation_error_message="An agreement becomes final once it was looked at and every concern is settled.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Party",
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
                            "agreement",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="parties",
                                to="agreement.outcomeagreement",
                            ),
                        ),
                        (
                            "participant",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="case.participant",
                            ),
                        ),
                        (
                            "side",
                            models.CharField(
                                choices=[
                                    ("harmed", "Person harmed"),
                                    ("responsible", "Person responsible"),
                                    ("party_a", "Party A"),
                                    ("party_b", "Party B"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("called", models.CharField(max_length=120)),
                        (
                            "part",
                            models.CharField(
                                help_text="Person harmed, or a supporter, in words.", max_length=60
                            ),
                        ),
                        (
                            "agrees",
                            models.BooleanField(
                                default=True,
                                help_text="Off for those who only get a copy, such as supporters.",
                            ),
                        ),
                        ("agreed_on", models.DateField(blank=True, null=True)),
                        (
                            "agreed_how",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("paper", "Signed on paper"),
                                    ("screen", "Signed on a screen"),
                                    ("spoken", "Said so to their facilitator"),
                                ],
                                max_length=10,
                            ),
                        ),
                        (
                            "agreed_noted_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("copy_on", models.DateField(blank=True, null=True)),
                        (
                            "copy_at_meeting",
                            models.BooleanField(
                                default=False, help_text="They took it home from the meeting."
                            ),
                        ),
                    ],
                    options={
                        "verbose_name_plural": "parties",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("agreement", "participant"),
                                name="party_once",
                                violation_error_message="They are in this agreement already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("agreed_how", ""),
                                        ("agreed_noted_by__isnull", True),
                                        ("agreed_on__isnull", True),
                                    ),
                                    models.Q(
                                        ("agreed_noted_by__isnull", False),
                                        ("agreed_on__isnull", False),
                                        models.Q(("agreed_how", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="party_agreed_with_day_and_way",
                                violation_error_message="Say when and how they agreed.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("copy_at_meeting", False), ("copy_on__isnull", False), _connector="OR"
                                ),
                                name="party_copy_has_a_day",
                                violation_error_message="Say when they had their copy.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Point",
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
                            "agreement",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="points",
                                to="agreement.outcomeagreement",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("action", "Something to be done"),
                                    ("statement", "A statement, nothing to be done"),
                                ],
                                default="action",
                                max_length=10,
                            ),
                        ),
                        ("what", amends.foundation.lib.locking.LockedTextField()),
                        (
                            "who",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.RESTRICT,
                                related_name="promises",
                                to="agreement.party",
                            ),
                        ),
                        ("due", models.DateField(blank=True, null=True)),
                        (
                            "proof",
                            amends.foundation.lib.locking.LockedCharField(
                                blank=True, help_text="By what we will see that it is done.", max_length=200
                            ),
                        ),
                        (
                            "amount",
                            models.DecimalField(blank=True, decimal_places=2, max_digits=9, null=True),
                        ),
                        (
                            "overseer",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "proposed_by",
                            models.ForeignKey(
                                blank=True,
                                help_text="Whose wish it was; empty where a facilitator put it forward.",
                                null=True,
                                on_delete=django.db.models.deletion.RESTRICT,
                                related_name="wishes",
                                to="agreement.party",
                            ),
                        ),
                        (
                            "support",
                            amends.foundation.lib.locking.LockedCharField(
                                blank=True, help_text="What helps them to do it, and who.", max_length=200
                            ),
                        ),
                        ("tell_other_side", models.BooleanField(default=False)),
                        (
                            "tell_what",
                            amends.foundation.lib.locking.LockedCharField(
                                blank=True, help_text="Exactly what they will be told.", max_length=300
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("open", "Open"),
                                    ("done", "Done"),
                                    ("part", "Part done"),
                                    ("not_done", "Not done"),
                                    ("changed", "Changed"),
                                    ("released", "Let go by those it was promised to"),
                                ],
                                default="open",
                                max_length=10,
                            ),
                        ),
                        (
                            "status_on",
                            models.DateField(
                                blank=True, help_text="The day it was done, or we learned of it.", null=True
                            ),
                        ),
                        (
                            "note",
                            amends.foundation.lib.locking.LockedTextField(
                                blank=True, help_text="How it went, and how we know."
                            ),
                        ),
                        (
                            "signed_off",
                            models.BooleanField(default=False, help_text="The overseer has seen the proof."),
                        ),
                        (
                            "noted_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("noted_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "asked_on",
                            models.DateField(
                                blank=True,
                                help_text="When the office asked the facilitator about it.",
                                null=True,
                            ),
                        ),
                        (
                            "followed_up_on",
                            models.DateField(
                                blank=True, help_text="When the facilitator asked whoever does it.", null=True
                            ),
                        ),
                        ("told_on", models.DateField(blank=True, null=True)),
                        (
                            "told_how",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("in_person", "In person"),
                                    ("phone", "By telephone"),
                                    ("letter", "By letter"),
                                    ("email", "By e-mail"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("does_not_wish_to_know", models.BooleanField(default=False)),
                        (
                            "added_at",
                            models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                        ),
                    ],
                    options={
                        "indexes": [models.Index(fields=["agreement", "id"], name="points_of_an_agreement")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("due__isnull", False),
                                        ("kind", "action"),
                                        ("overseer__isnull", False),
                                        ("who__isnull", False),
                                    ),
                                    models.Q(
                                        ("kind", "statement"),
                                        ("due__isnull", True),
                                        ("overseer__isnull", True),
                                        ("status", "open"),
                                        ("who__isnull", True),
                                    ),
                                    _connector="OR",
                                ),
                                name="action_has_who_when_and_overseer",
                                violation_error_message="Say who does it, by when, and who of us looks after it.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("tell_other_side", False),
                                    models.Q(("tell_what", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="point_to_tell_says_what",
                                violation_error_message="Say exactly what the other side will be told.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("status", "open"),
                                    models.Q(
                                        ("noted_at__isnull", False),
                                        ("noted_by__isnull", False),
                                        ("status_on__isnull", False),
                                        models.Q(("note", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="point_status_has_day_and_note",
                                violation_error_message="Say on which day, and write a note of how it went.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("signed_off", False),
                                    models.Q(("status", "open"), _negated=True),
                                    _connector="OR",
                                ),
                                name="point_signed_off_has_a_status",
                                violation_error_message="Only what has a result can be signed off.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("does_not_wish_to_know", False),
                                        ("told_how", ""),
                                        ("told_on__isnull", True),
                                    ),
                                    models.Q(
                                        ("does_not_wish_to_know", False),
                                        ("told_on__isnull", False),
                                        models.Q(("told_how", ""), _negated=True),
                                    ),
                                    models.Q(
                                        ("does_not_wish_to_know", True),
                                        ("told_how", ""),
                                        ("told_on__isnull", True),
                                    ),
                                    _connector="OR",
                                ),
                                name="point_told_or_not_wanted",
                                violation_error_message="Say when and how they were told, or that they do not wish to know.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("followed_up_on__isnull", True),
                                    ("asked_on__isnull", False),
                                    _connector="OR",
                                ),
                                name="point_asked_before_followed_up",
                                violation_error_message="Say first when the office asked about it.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("amount__isnull", True), ("amount__gt", 0), _connector="OR"
                                ),
                                name="point_amount_positive",
                                violation_error_message="An amount is more than nothing.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Wish",
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
                            "agreement",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="wishes",
                                to="agreement.outcomeagreement",
                            ),
                        ),
                        (
                            "participant",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="wishes",
                                to="case.participant",
                            ),
                        ),
                        (
                            "no_contact",
                            models.BooleanField(
                                default=False, help_text="They want to hear nothing any more."
                            ),
                        ),
                        (
                            "about",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.BigIntegerField(),
                                blank=True,
                                default=list,
                                help_text="Points of which they want to hear.",
                                size=None,
                            ),
                        ),
                        (
                            "how",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("in_person", "In person"),
                                    ("phone", "By telephone"),
                                    ("letter", "By letter"),
                                    ("email", "By e-mail"),
                                ],
                                default="",
                                max_length=10,
                            ),
                        ),
                        (
                            "news_on",
                            models.DateField(
                                blank=True, help_text="A day on which they hear how it stands.", null=True
                            ),
                        ),
                        (
                            "until",
                            models.DateField(
                                blank=True, help_text="After this day they hear nothing any more.", null=True
                            ),
                        ),
                        ("news_given_on", models.DateField(blank=True, null=True)),
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
                        "verbose_name_plural": "wishes",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("agreement", "participant"),
                                name="one_wish_a_person",
                                violation_error_message="What they want to hear is written down already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("no_contact", False),
                                    models.Q(("about__len", 0), ("how", ""), ("news_on__isnull", True)),
                                    _connector="OR",
                                ),
                                name="no_contact_means_no_news",
                                violation_error_message="They want to hear nothing, so nothing else can be chosen.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("no_contact", True),
                                    models.Q(("how", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="news_has_a_way",
                                violation_error_message="Say how they want to hear it.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("news_on__isnull", True),
                                    ("until__isnull", True),
                                    ("until__gte", models.F("news_on")),
                                    _connector="OR",
                                ),
                                name="news_before_the_end",
                                violation_error_message="This is after the day on which it ends.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Review",
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
                            "agreement",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="reviews",
                                to="agreement.outcomeagreement",
                            ),
                        ),
                        ("held_on", models.DateField()),
                        (
                            "present",
                            models.CharField(
                                help_text="Who was there, by post or chosen name.", max_length=300
                            ),
                        ),
                        (
                            "kept",
                            models.CharField(
                                choices=[("yes", "Yes"), ("partly", "In part"), ("no", "No")], max_length=6
                            ),
                        ),
                        ("achieved", amends.foundation.lib.locking.LockedTextField()),
                        ("next_steps", amends.foundation.lib.locking.LockedTextField(blank=True)),
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
                        "indexes": [
                            models.Index(fields=["agreement", "-held_on"], name="reviews_of_an_agreement")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Onward",
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
                            "point",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="onward",
                                to="agreement.point",
                            ),
                        ),
                        ("body", models.CharField(help_text="Who runs it.", max_length=120)),
                        ("activity", models.CharField(max_length=200)),
                        ("agreed_on", models.DateField(help_text="When they agreed to be referred.")),
                        ("sent_on", models.DateField()),
                        ("accepted", models.BooleanField(blank=True, null=True)),
                        ("answered_on", models.DateField(blank=True, null=True)),
                        (
                            "result",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("completed", "Completed"),
                                    ("part", "Completed in part"),
                                    ("not_completed", "Begun and not completed"),
                                    ("not_taken", "Never begun"),
                                ],
                                default="",
                                max_length=14,
                            ),
                        ),
                        ("result_on", models.DateField(blank=True, null=True)),
                        (
                            "result_words",
                            amends.foundation.lib.locking.LockedCharField(
                                blank=True, default="", max_length=300
                            ),
                        ),
                        (
                            "sessions",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="Held by that body. They are in no figure of ours.",
                                null=True,
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
                            "noted_at",
                            models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                        ),
                    ],
                    options={
                        "verbose_name_plural": "onward referrals",
                        "indexes": [models.Index(fields=["point", "-id"], name="onward_of_a_point")],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("result", "")),
                                fields=("point",),
                                name="one_open_onward_referral",
                                violation_error_message="This is with another body already. Say first what came of that.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("sent_on__gte", models.F("agreed_on"))),
                                name="onward_after_they_agreed",
                                violation_error_message="They agree first; then it is sent.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("accepted__isnull", True), ("answered_on__isnull", True)),
                                    models.Q(("accepted__isnull", False), ("answered_on__isnull", False)),
                                    _connector="OR",
                                ),
                                name="onward_answer_has_a_day",
                                violation_error_message="Say whether it was accepted, and when you heard.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("result", ""), ("result_on__isnull", True)),
                                    models.Q(
                                        models.Q(("result", ""), _negated=True), ("result_on__isnull", False)
                                    ),
                                    _connector="OR",
                                ),
                                name="onward_result_has_a_day",
                                violation_error_message="Say what came of it, and when.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PlanEntry",
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
                            "point",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="plan_entry",
                                to="agreement.point",
                            ),
                        ),
                        ("objective", amends.foundation.lib.locking.LockedCharField(max_length=300)),
                        (
                            "sections",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.PositiveSmallIntegerField(
                                    choices=[
                                        (3, "Section 3"),
                                        (4, "Section 4"),
                                        (6, "Section 6"),
                                        (9, "Section 9"),
                                    ]
                                ),
                                blank=True,
                                default=list,
                                size=None,
                            ),
                        ),
                        ("reviewed_on", models.DateField(blank=True, null=True)),
                        (
                            "linked_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "linked_at",
                            models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                        ),
                    ],
                    options={
                        "verbose_name_plural": "plan entries",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("objective", ""), _negated=True),
                                name="plan_entry_has_an_objective",
                                violation_error_message="Say which objective of the plan it belongs to.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RunningEntry",
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
                            "point",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="running_entries",
                                to="agreement.point",
                            ),
                        ),
                        ("on", models.DateField()),
                        (
                            "words",
                            amends.foundation.lib.locking.LockedCharField(
                                help_text="Nothing of the person harmed.", max_length=500
                            ),
                        ),
                        ("posted_on", models.DateField(blank=True, null=True)),
                        (
                            "posted_by",
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
                        "verbose_name_plural": "running entries",
                        "indexes": [
                            models.Index(
                                condition=models.Q(("posted_on__isnull", True)),
                                fields=["service", "on"],
                                name="running_entries_to_post",
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("point", "on"),
                                name="one_running_entry_a_day",
                                violation_error_message="There is a line for this day already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("posted_by__isnull", True), ("posted_on__isnull", True)),
                                    models.Q(("posted_by__isnull", False), ("posted_on__isnull", False)),
                                    _connector="OR",
                                ),
                                name="running_entry_posted_by_somebody",
                                violation_error_message="Say who put it into the record, and when.",
                            ),
                        ],
                    },
                ),
            ]
        ),
    ]
