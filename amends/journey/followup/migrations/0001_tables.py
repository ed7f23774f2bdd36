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
        ("followup", "0001_initial"),
        ("followup", "0003_concern_decision"),
        ("followup", "0004_aftercare"),
        ("followup", "0005_lock_texts"),
    ]
    dependencies: ClassVar = [
        ("access", "0001_tables"),
        ("case", "0001_tables"),
        ("meeting", "0001_tables"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("agreement", "0001_tables"),
    ]
    operations: ClassVar = [
        CreateTables(
            [
                migrations.CreateModel(
                    name="Aftercare",
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
                                related_name="aftercare",
                                to="case.participant",
                            ),
                        ),
                        (
                            "meeting",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="meeting.meeting",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("talk", "A talk afterwards: how they are, and what they need"),
                                    (
                                        "prison",
                                        "The prison knows, they are not alone in their cell tonight, a Listener can come",
                                    ),
                                ],
                                default="talk",
                                max_length=8,
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("open", "Still to be done"),
                                    ("done", "Done"),
                                    ("declined", "They did not want it"),
                                    ("not_possible", "It was not possible"),
                                ],
                                default="open",
                                max_length=12,
                            ),
                        ),
                        ("ended_on", models.DateField(blank=True, null=True)),
                        ("note", amends.foundation.lib.locking.LockedTextField(blank=True)),
                        ("needs_support", models.BooleanField(blank=True, null=True)),
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
                            "planned_at",
                            models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                        ),
                    ],
                    options={
                        "verbose_name_plural": "aftercare",
                        "indexes": [
                            models.Index(fields=["participant", "-id"], name="aftercare_of_a_person")
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("participant", "meeting", "kind"),
                                name="aftercare_once",
                                nulls_distinct=False,
                                violation_error_message="This is on the list already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("ended_on__isnull", True), ("state", "open")),
                                    models.Q(
                                        models.Q(("state", "open"), _negated=True),
                                        ("ended_on__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="aftercare_ended_on_a_day",
                                violation_error_message="Say how it ended, and on which day.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "not_possible"), _negated=True),
                                    models.Q(("note", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="aftercare_says_why_not",
                                violation_error_message="Say why it was not possible.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("kind", "talk"), ("state", "done"), _negated=True),
                                    ("needs_support__isnull", False),
                                    _connector="OR",
                                ),
                                name="aftercare_asks_for_support",
                                violation_error_message="Say whether they need more support.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Debrief",
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
                            "meeting",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="meeting.meeting",
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="debriefs",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("open", "Still to be done"),
                                    ("done", "Done"),
                                    ("declined", "They did not want it"),
                                    ("not_possible", "It was not possible"),
                                ],
                                default="open",
                                max_length=12,
                            ),
                        ),
                        ("ended_on", models.DateField(blank=True, null=True)),
                        ("note", amends.foundation.lib.locking.LockedTextField(blank=True)),
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
                            "planned_at",
                            models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                        ),
                    ],
                    options={
                        "indexes": [models.Index(fields=["case", "id"], name="debriefs_of_a_case")],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("meeting", "user"),
                                name="debrief_once",
                                violation_error_message="This is on the list already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("ended_on__isnull", True), ("state", "open")),
                                    models.Q(
                                        models.Q(("state", "open"), _negated=True),
                                        ("ended_on__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="debrief_ended_on_a_day",
                                violation_error_message="Say how it ended, and on which day.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "not_possible"), _negated=True),
                                    models.Q(("note", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="debrief_says_why_not",
                                violation_error_message="Say why it was not possible.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SignOff",
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
                            "meeting",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="aftercare_sign_off",
                                to="meeting.meeting",
                            ),
                        ),
                        (
                            "signed_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "signed_at",
                            models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="SupportRequest",
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
                                related_name="support_requests",
                                to="case.participant",
                            ),
                        ),
                        (
                            "kind",
                            amends.foundation.lib.locking.LockedCharField(
                                help_text="What they need.", max_length=120
                            ),
                        ),
                        (
                            "body",
                            models.CharField(help_text="Who is asked: the post and body.", max_length=120),
                        ),
                        ("asked_on", models.DateField()),
                        ("accepted", models.BooleanField(blank=True, null=True)),
                        ("answered_on", models.DateField(blank=True, null=True)),
                        (
                            "answer",
                            amends.foundation.lib.locking.LockedCharField(
                                blank=True, default="", help_text="What came of it.", max_length=300
                            ),
                        ),
                        (
                            "why_unanswered",
                            amends.foundation.lib.locking.LockedCharField(
                                blank=True,
                                default="",
                                help_text="Why nobody waits for the answer any more.",
                                max_length=300,
                            ),
                        ),
                        (
                            "asked_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "indexes": [models.Index(fields=["participant", "-id"], name="support_of_a_person")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("accepted__isnull", True), ("answered_on__isnull", True)),
                                    models.Q(("accepted__isnull", False), ("answered_on__isnull", False)),
                                    _connector="OR",
                                ),
                                name="support_answer_has_a_day",
                                violation_error_message="Say what they answered, and when.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("kind", ""), _negated=True),
                                    models.Q(("body", ""), _negated=True),
                                ),
                                name="support_says_what_and_who",
                                violation_error_message="Say what they need, and who is asked for it.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Help",
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
                                related_name="help",
                                to="case.participant",
                            ),
                        ),
                        (
                            "point",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="help",
                                to="agreement.point",
                            ),
                        ),
                        ("words", amends.foundation.lib.locking.LockedCharField(max_length=200)),
                        ("due", models.DateField()),
                        ("done_on", models.DateField(blank=True, null=True)),
                        (
                            "given_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name_plural": "help",
                        "indexes": [models.Index(fields=["participant", "due"], name="help_for_a_person")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("words", ""), _negated=True),
                                name="help_says_what",
                                violation_error_message="Say what you will do to help.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="FollowUp",
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
                                related_name="follow_ups",
                                to="case.participant",
                            ),
                        ),
                        (
                            "way",
                            models.CharField(
                                choices=[("meeting", "At a meeting"), ("indirect", "By letter or message")],
                                max_length=10,
                            ),
                        ),
                        ("held_at", models.DateTimeField(help_text="When the communication took place.")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("open", "To be asked"),
                                    ("answered", "Has told us"),
                                    ("declined", "Does not want to say"),
                                    ("unreachable", "Could not be reached"),
                                ],
                                default="open",
                                max_length=12,
                            ),
                        ),
                        ("settled_at", models.DateTimeField(blank=True, null=True)),
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
                        ("note", amends.foundation.lib.locking.LockedCharField(blank=True, max_length=300)),
                        (
                            "started_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "started_at",
                            models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                        ),
                    ],
                    options={
                        "indexes": [models.Index(fields=["participant", "-id"], name="latest_follow_up")],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("state", "open")),
                                fields=("participant",),
                                name="one_open_follow_up",
                                violation_error_message="They are being asked already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("settled_at__isnull", True), ("state", "open")),
                                    models.Q(
                                        models.Q(("state", "open"), _negated=True),
                                        ("settled_at__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="settled_follow_up_has_a_time",
                                violation_error_message="A follow-up that is done has the time at which it was.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Closing",
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
                        ("outcome", models.CharField(max_length=20)),
                        ("reason", models.CharField(max_length=20)),
                        (
                            "whose",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("harmed", "Person harmed"),
                                    ("responsible", "Person responsible"),
                                    ("party_a", "Party A"),
                                    ("party_b", "Party B"),
                                    ("both", "Both"),
                                ],
                                default="",
                                max_length=12,
                            ),
                        ),
                        (
                            "may_be_told",
                            models.BooleanField(
                                default=False,
                                help_text="They permit that the other side learns who decided against it.",
                            ),
                        ),
                        (
                            "note",
                            amends.foundation.lib.locking.LockedTextField(
                                blank=True, help_text="For the service alone."
                            ),
                        ),
                        (
                            "planned_ways",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=20),
                                blank=True,
                                default=list,
                                size=None,
                            ),
                        ),
                        (
                            "used_ways",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=20),
                                blank=True,
                                default=list,
                                size=None,
                            ),
                        ),
                        (
                            "why_another_way",
                            amends.foundation.lib.locking.LockedCharField(
                                blank=True,
                                default="",
                                help_text="Why it was carried out otherwise than planned.",
                                max_length=300,
                            ),
                        ),
                        (
                            "why_no_other_way",
                            amends.foundation.lib.locking.LockedCharField(
                                blank=True,
                                default="",
                                help_text="Why no other way could be looked for.",
                                max_length=300,
                            ),
                        ),
                        (
                            "coded_at",
                            models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                        ),
                        (
                            "coded_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "replaced_at",
                            models.DateTimeField(
                                blank=True, help_text="When it was coded otherwise.", null=True
                            ),
                        ),
                        ("closed_at", models.DateTimeField(blank=True, null=True)),
                        ("referrer_told_at", models.DateTimeField(blank=True, null=True)),
                        ("referrer_told_how", models.CharField(blank=True, default="", max_length=12)),
                        ("reopened_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "reopened_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "reopened_because",
                            amends.foundation.lib.locking.LockedCharField(blank=True, max_length=300),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                condition=models.Q(("closed_at__isnull", False)),
                                fields=["service", "closed_at"],
                                name="closed_in_a_time",
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(
                                    ("reopened_at__isnull", True), ("replaced_at__isnull", True)
                                ),
                                fields=("case",),
                                name="one_outcome_counts",
                                violation_error_message="This case has its outcome already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("reopened_at__isnull", True), ("reopened_because", "")),
                                    models.Q(
                                        ("closed_at__isnull", False),
                                        ("reopened_at__isnull", False),
                                        models.Q(("reopened_because", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="reopened_with_a_reason",
                                violation_error_message="Say why the case is opened again.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("replaced_at__isnull", True),
                                    ("closed_at__isnull", True),
                                    _connector="OR",
                                ),
                                name="closed_with_the_outcome_that_counts",
                                violation_error_message="An outcome with which the case was closed stays as it was.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("referrer_told_at__isnull", True),
                                    ("closed_at__isnull", False),
                                    _connector="OR",
                                ),
                                name="referrer_told_after_closing",
                                violation_error_message="The referrer is told once the case is closed.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Concern",
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
                                related_name="concerns",
                                to="case.participant",
                            ),
                        ),
                        (
                            "follow_up",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="concerns",
                                to="followup.followup",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("safety", "Fear, threat or harm"),
                                    ("worry", "A worry"),
                                    ("question", "Something they want to know"),
                                ],
                                max_length=10,
                            ),
                        ),
                        (
                            "about",
                            models.CharField(
                                help_text="The question whose answer set it off.", max_length=40
                            ),
                        ),
                        (
                            "words",
                            amends.foundation.lib.locking.LockedTextField(
                                blank=True, help_text="What they said."
                            ),
                        ),
                        (
                            "raised_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "raised_at",
                            models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                        ),
                        (
                            "decision",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("go_on", "It can go on as it is"),
                                    ("safer", "It goes on, made safer"),
                                    ("held", "Nothing goes on for now"),
                                    ("passed", "It was passed on to those who protect"),
                                ],
                                default="",
                                max_length=8,
                            ),
                        ),
                        ("result", amends.foundation.lib.locking.LockedTextField(blank=True)),
                        ("settled_at", models.DateTimeField(blank=True, null=True)),
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
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                condition=models.Q(("settled_at__isnull", True)),
                                fields=["file"],
                                name="open_concerns_of_a_file",
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("settled_at__isnull", True)),
                                fields=("participant", "about"),
                                name="one_open_concern_a_question",
                                violation_error_message="This is being looked at already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("result", ""), ("settled_at__isnull", True)),
                                    models.Q(
                                        ("settled_at__isnull", False), models.Q(("result", ""), _negated=True)
                                    ),
                                    _connector="OR",
                                ),
                                name="settled_concern_has_a_result",
                                violation_error_message="Say what was done about it.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="NotNow",
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
                                related_name="not_now",
                                to="case.participant",
                            ),
                        ),
                        ("said_on", models.DateField()),
                        (
                            "revisit_on",
                            models.DateField(
                                blank=True, help_text="Empty where they will say themselves.", null=True
                            ),
                        ),
                        ("words", amends.foundation.lib.locking.LockedTextField(blank=True)),
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
                        ("reopened_on", models.DateField(blank=True, null=True)),
                        (
                            "reopened_who",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("themselves", "They did themselves"),
                                    ("other", "The other side asked for it"),
                                    ("officer", "Their officer did"),
                                    ("service", "We did, on the day they chose"),
                                ],
                                default="",
                                max_length=12,
                            ),
                        ),
                        (
                            "reopened_by",
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
                        "verbose_name_plural": "not now",
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("reopened_on__isnull", True)),
                                fields=("participant",),
                                name="one_open_not_now",
                                violation_error_message="They have said so already. Take that up first.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("revisit_on__isnull", True),
                                    ("revisit_on__gt", models.F("said_on")),
                                    _connector="OR",
                                ),
                                name="asked_again_later",
                                violation_error_message="The day to ask again lies after the day they said so.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("reopened_by__isnull", True),
                                        ("reopened_on__isnull", True),
                                        ("reopened_who", ""),
                                    ),
                                    models.Q(
                                        ("reopened_by__isnull", False),
                                        ("reopened_on__isnull", False),
                                        models.Q(("reopened_who", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="taken_up_by_somebody",
                                violation_error_message="Say who took it up again, and when.",
                            ),
                        ],
                    },
                ),
            ]
        ),
    ]
