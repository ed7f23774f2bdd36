"""Recordings belong to the case; they are used only for what was agreed, by who is named, and every use stays on record."""

from typing import ClassVar

import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

from amends.foundation.record.protect import WHOLE_SERVICE, append_only, protect


AGREED = f"""
CREATE FUNCTION meeting_may_use(which bigint, wanted text) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public AS $$ BEGIN RETURN EXISTS (
    SELECT FROM meeting_recording r JOIN meeting_recordingviewer v ON v.recording_id = r.id
    WHERE r.id = which AND r.destroyed_on IS NULL AND wanted = ANY (r.uses) AND v.user_id = amends_user()); END $$;
CREATE POLICY meeting_recordinguse_agreed ON meeting_recordinguse AS RESTRICTIVE FOR INSERT
    WITH CHECK (by_id = (SELECT amends_user()) AND (refused <> '' OR meeting_may_use(recording_id, purpose)));
CREATE POLICY meeting_recordingviewer_by_service ON meeting_recordingviewer AS RESTRICTIVE FOR INSERT
    WITH CHECK ({WHOLE_SERVICE});
CREATE POLICY meeting_recordingviewer_not_moved ON meeting_recordingviewer AS RESTRICTIVE FOR UPDATE
    USING ({WHOLE_SERVICE});
"""
NOT_AGREED = """
DROP POLICY meeting_recordingviewer_not_moved ON meeting_recordingviewer;
DROP POLICY meeting_recordingviewer_by_service ON meeting_recordingviewer;
DROP POLICY meeting_recordinguse_agreed ON meeting_recordinguse;
DROP FUNCTION meeting_may_use(bigint, text);
"""


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("record", "0002_append_only"),
        ("access", "0005_roles_are_given"),
        ("case", "0009_inspectors"),
        ("meeting", "0004_safety_and_costs"),
    ]

    operations: ClassVar = [
        migrations.CreateModel(
            name="Recording",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reference", models.CharField(help_text="What stands on it; no name.", max_length=60)),
                ("kept_where", models.CharField(max_length=120)),
                (
                    "uses",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("partner_information", "Information for partners"),
                                ("training", "Training"),
                                ("promotion", "Promotion"),
                            ],
                            max_length=20,
                        ),
                        blank=True,
                        default=list,
                        help_text="What everybody in it has agreed to; taken away as soon as one of them takes it back.",
                        size=None,
                    ),
                ),
                ("destroy_by", models.DateField()),
                ("destroyed_on", models.DateField(blank=True, null=True)),
                ("registered_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
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
                        related_name="recordings",
                        to="meeting.meeting",
                    ),
                ),
                (
                    "registered_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "service",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.service"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("service", "reference"),
                        name="recording_once",
                        violation_error_message="There is already a recording with this reference.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="RecordingUse",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                (
                    "kind",
                    models.CharField(
                        choices=[("show", "Watch it or show it"), ("export", "Give out a copy")], max_length=6
                    ),
                ),
                (
                    "purpose",
                    models.CharField(
                        choices=[
                            ("partner_information", "Information for partners"),
                            ("training", "Training"),
                            ("promotion", "Promotion"),
                        ],
                        max_length=20,
                    ),
                ),
                ("audience", models.CharField(help_text="Who saw it, or got the copy.", max_length=160)),
                (
                    "refused",
                    models.CharField(
                        blank=True, default="", help_text="Why not, if it was refused.", max_length=160
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
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="case.case"
                    ),
                ),
                (
                    "recording",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="log",
                        to="meeting.recording",
                    ),
                ),
                (
                    "service",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.service"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["recording", "-id"], name="uses_of_a_recording")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("audience", ""), _negated=True),
                        name="recording_use_says_for_whom",
                        violation_error_message="Say who sees it.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="RecordingViewer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("signed_on", models.DateField(help_text="When they signed the confidential-use agreement.")),
                ("named_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="case.case"
                    ),
                ),
                (
                    "named_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "recording",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="viewers",
                        to="meeting.recording",
                    ),
                ),
                (
                    "service",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.service"
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
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("recording", "user"),
                        name="viewer_named_once",
                        violation_error_message="They are named already.",
                    )
                ],
            },
        ),
        *protect("meeting_recording", "case"),
        *protect("meeting_recordingviewer", "case"),
        *protect("meeting_recordinguse", "case"),
        *append_only("meeting_recordinguse"),
        migrations.RunSQL(AGREED, NOT_AGREED),
    ]
