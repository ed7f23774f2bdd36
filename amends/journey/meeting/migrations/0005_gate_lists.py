"""What the gate of a prison asks for, the names for it, and which list it was sent."""

from typing import ClassVar

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import amends.foundation.lib.locking
from amends.foundation.lib.migrating import CreateTables, together
from amends.foundation.record.protect import protect


def key():
    return (
        "id",
        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
    )


def belongs(name, to, on_delete=django.db.models.deletion.CASCADE, related_name="+"):
    return (name, models.ForeignKey(on_delete=on_delete, related_name=related_name, to=to))


KEPT = django.db.models.deletion.PROTECT
GATE_LIST = migrations.CreateModel(
    name="GateList",
    fields=[
        key(),
        ("sent_to", models.CharField(help_text="A name or a post at the prison.", max_length=120)),
        ("sent_on", models.DateField()),
        (
            "people",
            models.JSONField(default=list, help_text="Who stood on it, as invitation:key and user:key."),
        ),
        (
            "renamed",
            models.JSONField(blank=True, default=list, help_text="Whose name has changed since."),
        ),
        ("starts_at", models.DateTimeField(help_text="For when it was.")),
        belongs("case", "case.case"),
        belongs("document", "documents.document", KEPT),
        belongs("meeting", "meeting.meeting", related_name="gate_lists"),
        belongs("sent_by", settings.AUTH_USER_MODEL, KEPT),
        belongs("service", "access.service", KEPT),
        belongs("venue", "meeting.venue", KEPT),
    ],
    options={
        "indexes": [models.Index(fields=["meeting", "-id"], name="last_list_for_a_gate")],
        "constraints": [
            models.CheckConstraint(
                condition=models.Q(("sent_to", ""), _negated=True),
                name="gate_list_went_to_somebody",
                violation_error_message="Say who at the prison has it.",
            )
        ],
    },
)
GATE_NAME = migrations.CreateModel(
    name="GateName",
    fields=[
        key(),
        ("name", amends.foundation.lib.locking.LockedCharField(max_length=200)),
        belongs("file", "case.casefile"),
        belongs("meeting", "meeting.meeting"),
        belongs("participant", "case.participant"),
        belongs("service", "access.service", KEPT),
    ],
    options={
        "constraints": [
            models.UniqueConstraint(
                fields=("meeting", "participant"),
                name="gate_name_once",
                violation_error_message="The name on their document is written down already.",
            )
        ],
    },
)


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("meeting", "0004_on_hold"),
        ("documents", "0005_locked_lines"),
    ]
    operations: ClassVar = [
        migrations.AddField(
            model_name="venue",
            name="asks_birthdays",
            field=models.BooleanField(
                default=False, help_text="The gate of a prison wants to know when visitors were born."
            ),
        ),
        migrations.AddField(
            model_name="venue",
            name="id_rules",
            field=models.TextField(
                blank=True,
                default="",
                help_text="Which documents the gate of a prison takes, and what it keeps out.",
            ),
        ),
        CreateTables([GATE_LIST, GATE_NAME]),
        together(*protect("meeting_gatelist", "case"), *protect("meeting_gatename", "file")),
    ]
