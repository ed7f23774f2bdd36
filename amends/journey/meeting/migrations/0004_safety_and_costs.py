"""What makes a meeting safer, what it costs, and who is with a prisoner afterwards."""

import django.db.models.deletion
import django.db.models.functions.datetime
from decimal import Decimal
from django.conf import settings
from django.db import migrations, models

from amends.foundation.record.protect import append_only, protect


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0004_choices_asked"),
        ("case", "0006_studied"),
        ("meeting", "0003_observers_and_filming"),
        ("preparation", "0003_getting_ready"),
    ]

    operations = [
        migrations.CreateModel(
            name="Custody",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "advised_on",
                    models.DateField(
                        blank=True, help_text="When they were told how they may feel.", null=True
                    ),
                ),
                (
                    "support_kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("prisoner", "Another prisoner"),
                            ("supporter", "A supporter who works in the prison"),
                            ("listener", "A Listener"),
                            ("other", "Somebody else"),
                        ],
                        default="",
                        max_length=10,
                    ),
                ),
                ("support_name", models.CharField(blank=True, help_text="A name or a role.", max_length=120)),
                (
                    "not_alone",
                    models.BooleanField(
                        blank=True, help_text="They did not go back to an empty cell.", null=True
                    ),
                ),
                (
                    "given_at",
                    models.DateTimeField(blank=True, help_text="When somebody was with them.", null=True),
                ),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="case.casefile"
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="meeting.meeting"
                    ),
                ),
                (
                    "participant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="custody_support",
                        to="case.participant",
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
                "verbose_name_plural": "custody support",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("meeting", "participant"),
                        name="custody_support_once",
                        violation_error_message="This is written down already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("support_kind", ""), ("support_name", "")),
                            models.Q(
                                models.Q(("support_kind", ""), _negated=True),
                                models.Q(("support_name", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="custody_support_is_somebody",
                        violation_error_message="Say who stays with them, and what they are.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("given_at__isnull", True), ("not_alone__isnull", False), _connector="OR"
                        ),
                        name="custody_support_says_whether_alone",
                        violation_error_message="Say whether they went back to an empty cell.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Expense",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "payee",
                    models.CharField(
                        help_text="As they are called at the meeting, or the firm.", max_length=120
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("travel", "Travel"),
                            ("refreshments", "Refreshments"),
                            ("other", "Something else"),
                        ],
                        max_length=12,
                    ),
                ),
                ("amount", models.DecimalField(decimal_places=2, max_digits=8)),
                ("asked_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("approved_on", models.DateField(blank=True, null=True)),
                ("paid_on", models.DateField(blank=True, null=True)),
                (
                    "approved_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="case.case"
                    ),
                ),
                (
                    "invitation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="meeting.invitation",
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="expenses",
                        to="meeting.meeting",
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
                "indexes": [models.Index(fields=["meeting", "id"], name="expenses_of_a_meeting")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("amount__gt", Decimal(0))),
                        name="expense_is_more_than_nothing",
                        violation_error_message="Enter an amount above nothing.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("approved_by__isnull", True), ("approved_on__isnull", True)),
                            models.Q(("approved_by__isnull", False), ("approved_on__isnull", False)),
                            _connector="OR",
                        ),
                        name="expense_approved_by_somebody",
                        violation_error_message="Say who approved it and when.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("approved_by__isnull", True),
                            models.Q(("approved_by", models.F("asked_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="expense_approved_by_somebody_else",
                        violation_error_message="Nobody approves their own claim.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("paid_on__isnull", True), ("approved_on__isnull", False), _connector="OR"
                        ),
                        name="expense_approved_before_paid",
                        violation_error_message="This has not been approved yet.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RecordingBreach",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("what", models.CharField(max_length=300)),
                ("seen_on", models.DateField()),
                ("action", models.CharField(blank=True, help_text="What was done about it.", max_length=300)),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="case.casefile"
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
                    "participant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="recording_breaches",
                        to="case.participant",
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
                "verbose_name_plural": "recording breaches",
            },
        ),
        migrations.CreateModel(
            name="SafetyMeasure",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("words", models.CharField(help_text="Nothing that only one side may know.", max_length=200)),
                ("responsible", models.CharField(help_text="A name or a post.", max_length=120)),
                ("in_place_on", models.DateField(blank=True, null=True)),
                (
                    "added_by",
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
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="safety_measures",
                        to="meeting.meeting",
                    ),
                ),
                (
                    "relies_on",
                    models.ForeignKey(
                        blank=True,
                        help_text="Who has to come for it.",
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="meeting.invitation",
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
                "indexes": [models.Index(fields=["meeting", "id"], name="safety_of_a_meeting")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("responsible", ""), _negated=True),
                        name="safety_measure_has_somebody",
                        violation_error_message="Say who answers for it.",
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="invitation",
            name="affected",
            field=models.ForeignKey(
                blank=True,
                help_text="Whom it is of those named.",
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="invitations",
                to="preparation.affected",
            ),
        ),
        migrations.AddField(
            model_name="invitation",
            name="invited_on",
            field=models.DateField(blank=True, help_text="When they were asked.", null=True),
        ),
        migrations.AddField(
            model_name="invitation",
            name="told_no_recording_on",
            field=models.DateField(
                blank=True,
                help_text="When somebody without a file was told that nothing is recorded.",
                null=True,
            ),
        ),
        migrations.AddField(
            model_name="meeting",
            name="family_slot",
            field=models.BooleanField(
                default=True, help_text="In a prison: a few minutes with their family before the start."
            ),
        ),
        migrations.AddField(
            model_name="meeting",
            name="notice_given",
            field=models.PositiveSmallIntegerField(
                blank=True,
                help_text="Working days of notice the prison had, where it asked for more.",
                null=True,
            ),
        ),
        migrations.AddField(
            model_name="meeting",
            name="rooms_from",
            field=models.TimeField(
                blank=True,
                help_text="From when the rooms are ours; empty for half an hour before.",
                null=True,
            ),
        ),
        migrations.AddField(
            model_name="venue",
            name="is_quiet",
            field=models.BooleanField(default=True, help_text="No noise from outside or next door."),
        ),
        migrations.AddField(
            model_name="venue",
            name="notice_working_days",
            field=models.PositiveSmallIntegerField(
                default=0, help_text="How many working days of notice the prison asks for."
            ),
        ),
        migrations.AddField(
            model_name="venue",
            name="parking",
            field=models.CharField(
                blank=True, default="", help_text="Where people park, nearby.", max_length=200
            ),
        ),
        migrations.AlterField(
            model_name="invitation",
            name="capacity",
            field=models.CharField(
                choices=[
                    ("party", "Takes part"),
                    ("supporter", "Supporter"),
                    ("interpreter", "Interpreter"),
                    ("professional", "Professional"),
                    ("observer", "Observer"),
                    ("affected", "Also affected"),
                    ("manager", "Offender manager"),
                    ("officer", "Police officer in the case"),
                ],
                max_length=12,
            ),
        ),
        migrations.AlterField(
            model_name="invitation",
            name="confidential_on",
            field=models.DateField(
                blank=True,
                help_text="When somebody without a file agreed to keep it to themselves; an observer signed it.",
                null=True,
            ),
        ),
        migrations.AlterField(
            model_name="venue",
            name="kind",
            field=models.CharField(
                choices=[
                    ("hall", "Community hall or centre"),
                    ("conference", "Conference centre or hotel"),
                    ("office", "Office of ours or of an agency, such as probation"),
                    ("prison", "Prison"),
                    ("other", "Somewhere else"),
                ],
                default="hall",
                max_length=12,
            ),
        ),
        *protect("meeting_safetymeasure", "case"),
        *protect("meeting_expense", "case"),
        *protect("meeting_custody", "file"),
        *protect("meeting_recordingbreach", "file"),
        *append_only("meeting_recordingbreach"),
    ]
