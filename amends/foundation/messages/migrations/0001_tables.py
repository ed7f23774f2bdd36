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
        ("message", "0001_initial"),
        ("message", "0003_unseen_notices"),
        ("message", "0004_lock_texts"),
    ]
    dependencies: ClassVar = [
        ("access", "0001_tables"),
        ("case", "0001_tables"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("documents", "0001_tables"),
    ]
    operations: ClassVar = [
        CreateTables(
            [
                migrations.CreateModel(
                    name="Message",
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
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="messages",
                                to="case.case",
                            ),
                        ),
                        (
                            "file",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="messages",
                                to="case.casefile",
                            ),
                        ),
                        (
                            "subject_key",
                            models.CharField(
                                blank=True,
                                help_text="The row it is about, as model:key: referral:12.",
                                max_length=80,
                            ),
                        ),
                        (
                            "channel",
                            models.CharField(
                                choices=[
                                    ("email", "E-mail"),
                                    ("sms", "Text"),
                                    ("letter", "Letter"),
                                    ("note_in_product", "Note in Amends"),
                                ],
                                max_length=20,
                            ),
                        ),
                        (
                            "to_participant",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="messages",
                                to="case.participant",
                            ),
                        ),
                        (
                            "to_user",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "to_name",
                            models.CharField(
                                blank=True,
                                help_text="For an envelope, or a post at another body.",
                                max_length=120,
                            ),
                        ),
                        (
                            "to_address",
                            models.CharField(
                                blank=True, help_text="E-mail, number or postal address.", max_length=400
                            ),
                        ),
                        (
                            "subject",
                            models.CharField(
                                blank=True, help_text="Subject line; never names a person.", max_length=160
                            ),
                        ),
                        ("body", amends.foundation.lib.locking.LockedTextField(blank=True)),
                        ("template", models.CharField(blank=True, max_length=60)),
                        (
                            "document",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="documents.document",
                            ),
                        ),
                        (
                            "even_when_stopped",
                            models.BooleanField(
                                default=False,
                                help_text="May go although somebody has said stop: it says goodbye, or answers them.",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("queued", "Waiting to go"),
                                    ("sent", "Sent"),
                                    ("delivered", "Arrived"),
                                    ("failed", "Not delivered"),
                                    ("stopped", "Stopped before it went"),
                                ],
                                default="queued",
                                max_length=10,
                            ),
                        ),
                        (
                            "queued_at",
                            models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                        ),
                        (
                            "queued_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("sent_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "error",
                            models.CharField(
                                blank=True,
                                help_text="A code, without anything about a person.",
                                max_length=80,
                            ),
                        ),
                        ("provider_reference", models.CharField(blank=True, max_length=120)),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                condition=models.Q(("state", "queued")),
                                fields=["service", "channel", "queued_at"],
                                name="messages_waiting",
                            ),
                            models.Index(fields=["case", "-queued_at"], name="messages_of_a_case"),
                            models.Index(
                                condition=models.Q(("subject_key", ""), _negated=True),
                                fields=["subject_key", "-queued_at"],
                                name="messages_about_a_row",
                            ),
                            models.Index(
                                condition=models.Q(("provider_reference", ""), _negated=True),
                                fields=["provider_reference"],
                                name="message_by_reference",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("to_participant__isnull", True),
                                    models.Q(("file__isnull", False), ("to_user__isnull", True)),
                                    _connector="OR",
                                ),
                                name="message_to_participant_is_in_their_file",
                                violation_error_message="A message to somebody in a case belongs to their own file.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("to_participant__isnull", False),
                                    ("to_user__isnull", False),
                                    models.Q(("to_address", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="message_has_a_recipient",
                                violation_error_message="Say who the message is for.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("channel", "note_in_product"),
                                    models.Q(("to_address", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="message_has_an_address",
                                violation_error_message="There is no address for this.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("channel", "note_in_product"), _negated=True),
                                    ("to_user__isnull", False),
                                    _connector="OR",
                                ),
                                name="note_is_for_a_user",
                                violation_error_message="A note in Amends is for somebody who signs in.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("state__in", ["queued", "stopped", "failed"]),
                                    ("sent_at__isnull", False),
                                    _connector="OR",
                                ),
                                name="sent_message_has_a_time",
                                violation_error_message="A message that went has a time.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("file__isnull", True), ("case__isnull", False), _connector="OR"
                                ),
                                name="message_of_a_file_names_its_case",
                                violation_error_message="A message of one side belongs to the case of that side.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Notice",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="notices",
                                to=settings.AUTH_USER_MODEL,
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
                        ("words", models.CharField(max_length=200)),
                        ("link", models.CharField(blank=True, max_length=200)),
                        (
                            "about",
                            models.CharField(
                                blank=True,
                                help_text="What it tells of; the same thing is told once.",
                                max_length=80,
                            ),
                        ),
                        ("at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                        ("seen_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["user", "-at"], name="notices_of_a_user"),
                            models.Index(
                                condition=models.Q(("seen_at__isnull", True)),
                                fields=["user", "-at", "-id"],
                                name="unseen_notices",
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("about", ""), _negated=True),
                                fields=("user", "about"),
                                name="told_once",
                                violation_error_message="They have been told this already.",
                            )
                        ],
                    },
                ),
            ]
        ),
    ]
