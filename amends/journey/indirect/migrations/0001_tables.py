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
        ("indirect", "0001_initial"),
        ("indirect", "0003_locked_texts"),
        ("indirect", "0004_considered"),
        ("indirect", "0005_lock_texts"),
    ]
    dependencies: ClassVar = [
        ("access", "0001_tables"),
        ("case", "0001_tables"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("questionnaire", "0001_tables"),
    ]
    operations: ClassVar = [
        CreateTables(
            [
                migrations.CreateModel(
                    name="Considered",
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
                                related_name="considered",
                                to="case.participant",
                            ),
                        ),
                        (
                            "way",
                            models.CharField(
                                choices=[
                                    ("letter", "A letter"),
                                    ("recording", "A recorded message"),
                                    ("shuttle", "Messages carried by a facilitator"),
                                    ("video", "A meeting by video"),
                                    ("reparation", "Doing something to make amends"),
                                    ("other", "Something else"),
                                ],
                                max_length=12,
                            ),
                        ),
                        (
                            "trigger",
                            models.CharField(
                                choices=[
                                    ("unsafe", "A meeting would not be safe"),
                                    ("choice", "Somebody chose not to meet"),
                                ],
                                max_length=8,
                            ),
                        ),
                        (
                            "answer",
                            models.CharField(
                                choices=[
                                    ("wants", "They would like that"),
                                    ("thinks", "They want to think about it"),
                                    ("declines", "They do not want that"),
                                    ("not_suitable", "It would not be right for them"),
                                ],
                                max_length=14,
                            ),
                        ),
                        ("on", models.DateField()),
                        (
                            "words",
                            amends.foundation.lib.locking.LockedCharField(
                                blank=True, default="", max_length=300
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
                        "verbose_name_plural": "ways considered",
                        "indexes": [models.Index(fields=["participant", "-id"], name="ways_of_a_person")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("answer", "not_suitable"), _negated=True),
                                    models.Q(("words", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="not_suitable_way_says_why",
                                violation_error_message="Say why it would not be right for them.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Exchange",
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
                            "kind",
                            models.CharField(
                                choices=[
                                    ("letter", "Letter"),
                                    ("recording", "Recorded message"),
                                    ("video", "Video message"),
                                    ("shuttle", "Message carried by a facilitator"),
                                ],
                                max_length=12,
                            ),
                        ),
                        (
                            "from_side",
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
                        (
                            "to_side",
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
                        (
                            "answers",
                            models.ForeignKey(
                                blank=True,
                                help_text="What it replies to.",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="replies",
                                to="indirect.exchange",
                            ),
                        ),
                        (
                            "ground",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("unsafe", "A meeting would not be safe, as the risk assessment says"),
                                    ("choice", "They chose not to meet, knowing what it would be"),
                                    ("beside", "It goes beside a meeting, before or after it"),
                                ],
                                default="",
                                max_length=10,
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("writing", "Being written"),
                                    ("vetting", "With the person who reads it"),
                                    ("passed", "Read and passed"),
                                    ("released", "Released"),
                                    ("delivered", "Delivered"),
                                    ("ended", "Ended"),
                                ],
                                default="writing",
                                max_length=10,
                            ),
                        ),
                        ("handed_in_at", models.DateTimeField(blank=True, null=True)),
                        ("released_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "may_be_kept",
                            models.BooleanField(
                                default=False, help_text="Whether the recipient may keep it."
                            ),
                        ),
                        (
                            "told_back",
                            amends.foundation.lib.locking.LockedTextField(
                                blank=True,
                                help_text="What the sender may be told, exactly as the recipient agreed.",
                            ),
                        ),
                        ("told_back_on", models.DateField(blank=True, null=True)),
                        (
                            "worked",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("yes", "Yes"),
                                    ("partly", "In part"),
                                    ("no", "No"),
                                    ("unknown", "Not known"),
                                ],
                                default="",
                                max_length=10,
                            ),
                        ),
                        (
                            "how_known",
                            amends.foundation.lib.locking.LockedCharField(blank=True, max_length=300),
                        ),
                        (
                            "begun_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "begun_at",
                            models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                        ),
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "indexes": [models.Index(fields=["case", "-id"], name="exchanges_of_a_case")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("from_side", models.F("to_side")), _negated=True),
                                name="exchange_goes_across",
                                violation_error_message="It goes from one side to the other.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("may_be_kept", False),
                                    models.Q(("kind__in", ("recording", "video")), _negated=True),
                                    _connector="OR",
                                ),
                                name="recording_is_never_left",
                                violation_error_message="A recorded message is never left with anybody.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("state__in", ("writing", "vetting", "passed", "ended")),
                                    ("released_at__isnull", False),
                                    _connector="OR",
                                ),
                                name="released_at_some_time",
                                violation_error_message="It is released by somebody before it is delivered.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("ended_at__isnull", False), ("state", "ended")),
                                    models.Q(
                                        models.Q(("state", "ended"), _negated=True),
                                        ("ended_at__isnull", True),
                                    ),
                                    _connector="OR",
                                ),
                                name="exchange_ended_at_some_time",
                                violation_error_message="What has ended has the time at which it did.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("worked", ""),
                                    models.Q(("how_known", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="worked_says_how_known",
                                violation_error_message="Say how you know.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Draft",
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
                            "exchange",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="drafts",
                                to="indirect.exchange",
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField()),
                        (
                            "author",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="drafts",
                                to="case.participant",
                            ),
                        ),
                        (
                            "words",
                            amends.foundation.lib.locking.LockedTextField(
                                help_text="The words, or what is said in the recording."
                            ),
                        ),
                        (
                            "made_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "made_at",
                            models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                        ),
                        (
                            "helped_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "sender_agreed_on",
                            models.DateField(
                                blank=True,
                                help_text="The day the sender agreed that exactly this is passed on.",
                                null=True,
                            ),
                        ),
                        (
                            "original_at",
                            models.CharField(
                                blank=True, help_text="Where the paper or recording is.", max_length=120
                            ),
                        ),
                        ("handed_in_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "handed_in_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "verdict",
                            models.CharField(
                                blank=True,
                                choices=[("passed", "May go out"), ("changes", "Back to the sender")],
                                default="",
                                max_length=10,
                            ),
                        ),
                        (
                            "to_change",
                            amends.foundation.lib.locking.LockedTextField(
                                blank=True, help_text="For the sender, kindly: what to change and why."
                            ),
                        ),
                        ("misuse_possible", models.BooleanField(default=False)),
                        (
                            "checklist",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="questionnaire.response",
                            ),
                        ),
                        ("vetted_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "vetted_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("released_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "released_by",
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
                                fields=("exchange", "number"),
                                name="draft_numbered_once",
                                violation_error_message="Somebody saved another version at this moment. Look at it first.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("vetted_by__isnull", True),
                                    models.Q(
                                        models.Q(("vetted_by", models.F("handed_in_by")), _negated=True),
                                        models.Q(("vetted_by", models.F("made_by")), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="nobody_vets_their_own",
                                violation_error_message="Somebody else has to read it: you wrote it down or handed it in.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("vetted_by__isnull", True),
                                    ("helped_by__isnull", True),
                                    models.Q(("vetted_by", models.F("helped_by")), _negated=True),
                                    _connector="OR",
                                ),
                                name="helper_does_not_vet",
                                violation_error_message="Somebody else has to read it: you helped with it.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("verdict", ""),
                                        ("vetted_at__isnull", True),
                                        ("vetted_by__isnull", True),
                                    ),
                                    models.Q(
                                        models.Q(("verdict", ""), _negated=True),
                                        ("vetted_at__isnull", False),
                                        ("vetted_by__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="verdict_of_somebody",
                                violation_error_message="Say who read it and when.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("verdict", "changes"), _negated=True),
                                    models.Q(("to_change", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="changes_are_said",
                                violation_error_message="Say what should be changed and why.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("released_at__isnull", True),
                                    models.Q(
                                        ("checklist__isnull", False),
                                        ("released_by__isnull", False),
                                        ("sender_agreed_on__isnull", False),
                                        ("verdict", "passed"),
                                    ),
                                    _connector="OR",
                                ),
                                name="nothing_unvetted_leaves",
                                violation_error_message="It goes out only when it was read and passed, and the sender agrees to it.",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("released_at__isnull", False)),
                                fields=("exchange",),
                                name="one_version_released",
                                violation_error_message="A version has been released already.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Offer",
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
                            "exchange",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="offers",
                                to="indirect.exchange",
                            ),
                        ),
                        (
                            "participant",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="offers",
                                to="case.participant",
                            ),
                        ),
                        (
                            "offered_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("offered_on", models.DateField()),
                        (
                            "choice",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("hear", "Have it read out or played"),
                                    ("read", "Read or see it themselves"),
                                    ("hold", "Have us keep it for later"),
                                    ("refuse", "Not have it"),
                                ],
                                default="",
                                max_length=10,
                            ),
                        ),
                        ("chosen_on", models.DateField(blank=True, null=True)),
                        ("choice_note", amends.foundation.lib.locking.LockedTextField(blank=True)),
                        (
                            "words",
                            amends.foundation.lib.locking.LockedTextField(
                                blank=True, help_text="The released words, copied when they were fetched."
                            ),
                        ),
                        ("fetched_at", models.DateTimeField(blank=True, null=True)),
                        ("delivered_on", models.DateField(blank=True, null=True)),
                        (
                            "delivered_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "how",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("read_out", "Read out"),
                                    ("shown", "Shown and taken back"),
                                    ("handed_over", "Handed over to keep"),
                                    ("played", "Played"),
                                    ("told", "Said in words"),
                                ],
                                default="",
                                max_length=12,
                            ),
                        ),
                        (
                            "present",
                            models.CharField(blank=True, help_text="Who was with them.", max_length=200),
                        ),
                        ("reaction", amends.foundation.lib.locking.LockedTextField(blank=True)),
                        ("wants_to_answer", models.BooleanField(blank=True, null=True)),
                        ("kept", models.BooleanField(default=False, help_text="They kept it.")),
                        (
                            "back_on",
                            models.DateField(
                                blank=True, help_text="The day it came back to the file.", null=True
                            ),
                        ),
                        (
                            "back_where",
                            models.CharField(
                                blank=True, help_text="Where it is now, or deleted.", max_length=120
                            ),
                        ),
                        (
                            "made_at",
                            models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("exchange", "participant"),
                                name="offered_once",
                                violation_error_message="It has been offered to them already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("choice", ""), ("chosen_on__isnull", True)),
                                    models.Q(
                                        models.Q(("choice", ""), _negated=True), ("chosen_on__isnull", False)
                                    ),
                                    _connector="OR",
                                ),
                                name="choice_has_a_day",
                                violation_error_message="Say when they chose.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("fetched_at__isnull", True), ("words", "")),
                                    ("fetched_at__isnull", False),
                                    _connector="OR",
                                ),
                                name="words_come_when_fetched",
                                violation_error_message="The words come into the file when they are fetched for delivery.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("delivered_by__isnull", True),
                                        ("delivered_on__isnull", True),
                                        ("how", ""),
                                    ),
                                    models.Q(
                                        ("delivered_by__isnull", False),
                                        ("delivered_on__isnull", False),
                                        ("fetched_at__isnull", False),
                                        ("choice__in", ("hear", "read")),
                                        models.Q(("how", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="delivered_as_they_chose",
                                violation_error_message="It is delivered only to somebody who wants to hear or read it.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("kept", False), ("how", "handed_over"), _connector="OR"),
                                name="kept_only_when_handed_over",
                                violation_error_message="They keep it only when it was handed over to keep.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("back_on__isnull", True),
                                    models.Q(("back_where", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="back_says_where",
                                violation_error_message="Say where it is now.",
                            ),
                        ],
                    },
                ),
            ]
        ),
    ]
