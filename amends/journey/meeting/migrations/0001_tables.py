"""The tables of the room."""

from typing import ClassVar

import amends.foundation.lib.locking
import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import django.db.models.functions.datetime
from decimal import Decimal
from django.conf import settings
from django.db import migrations, models

from amends.foundation.lib.migrating import CreateTables


class Migration(migrations.Migration):
    initial = True
    replaces: ClassVar = [
        ("meeting", "0001_initial"),
        ("meeting", "0003_observers_and_filming"),
        ("meeting", "0004_safety_and_costs"),
        ("meeting", "0005_recordings"),
        ("meeting", "0006_held_in_a_month"),
        ("meeting", "0007_lock_texts"),
        ("meeting", "0008_needs_and_interpreters"),
    ]
    dependencies: ClassVar = [
        ("access", "0001_tables"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("case", "0001_tables"),
        ("community", "0001_initial"),
        ("preparation", "0001_tables"),
    ]
    operations: ClassVar = [
        CreateTables(
            [
                migrations.CreateModel(
                    name="Venue",
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
                        ("name", models.CharField(max_length=120)),
                        (
                            "kind",
                            models.CharField(
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
                        ("address", models.TextField()),
                        (
                            "access",
                            models.TextField(
                                blank=True, help_text="Steps, lift, hearing loop, parking, buses."
                            ),
                        ),
                        (
                            "features",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("step_free", "A way in without steps"),
                                        ("toilet", "A toilet for wheelchair users"),
                                        ("parking", "Parking at the door"),
                                        ("loop", "A hearing loop"),
                                        ("light", "Good light and clear signs"),
                                        ("quiet", "A quiet room without bright light"),
                                        ("prayer", "A room to pray in"),
                                    ],
                                    max_length=12,
                                ),
                                blank=True,
                                default=list,
                                help_text="What was seen to be there for people who need it.",
                                size=None,
                            ),
                        ),
                        (
                            "is_neutral",
                            models.BooleanField(default=True, help_text="Belongs to neither side."),
                        ),
                        (
                            "is_quiet",
                            models.BooleanField(
                                default=True, help_text="No noise from outside or next door."
                            ),
                        ),
                        (
                            "parking",
                            models.CharField(
                                blank=True, default="", help_text="Where people park, nearby.", max_length=200
                            ),
                        ),
                        (
                            "is_private",
                            models.BooleanField(
                                default=True, help_text="Nobody sees or hears in from outside."
                            ),
                        ),
                        (
                            "gate_minutes",
                            models.PositiveSmallIntegerField(
                                default=0, help_text="How long people need at the gate."
                            ),
                        ),
                        (
                            "notice_working_days",
                            models.PositiveSmallIntegerField(
                                default=0, help_text="How many working days of notice the prison asks for."
                            ),
                        ),
                        ("checked_on", models.DateField(blank=True, null=True)),
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
                        ("in_use", models.BooleanField(default=True)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("service", "name"),
                                name="venue_once",
                                violation_error_message="There is a venue of this name already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("checked_by__isnull", True), ("checked_on__isnull", True)),
                                    models.Q(("checked_by__isnull", False), ("checked_on__isnull", False)),
                                    _connector="OR",
                                ),
                                name="venue_checked_by_somebody",
                                violation_error_message="Say who looked at the venue and when.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Room",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "venue",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="rooms",
                                to="meeting.venue",
                            ),
                        ),
                        ("name", models.CharField(max_length=80)),
                        (
                            "for_breaks",
                            models.BooleanField(default=False, help_text="A quiet room to step out to."),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("venue", "name"),
                                name="room_once",
                                violation_error_message="This venue has a room of that name already.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Meeting",
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
                            "way",
                            models.CharField(
                                choices=[("meeting", "Face to face"), ("video", "By video")],
                                default="meeting",
                                max_length=10,
                            ),
                        ),
                        (
                            "venue",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="meetings",
                                to="meeting.venue",
                            ),
                        ),
                        (
                            "during",
                            django.contrib.postgres.fields.ranges.DateTimeRangeField(
                                help_text="From when until when people are together."
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("planned", "Planned"),
                                    ("confirmed", "Confirmed"),
                                    ("held", "Held"),
                                    ("cancelled", "Cancelled"),
                                ],
                                default="planned",
                                max_length=10,
                            ),
                        ),
                        ("booking_reference", models.CharField(blank=True, max_length=60)),
                        (
                            "refreshments",
                            amends.foundation.lib.locking.LockedCharField(blank=True, max_length=200),
                        ),
                        (
                            "rooms_from",
                            models.TimeField(
                                blank=True,
                                help_text="From when the rooms are ours; empty for half an hour before.",
                                null=True,
                            ),
                        ),
                        (
                            "family_slot",
                            models.BooleanField(
                                default=True,
                                help_text="In a prison: a few minutes with their family before the start.",
                            ),
                        ),
                        (
                            "notice_given",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="Working days of notice the prison had, where it asked for more.",
                                null=True,
                            ),
                        ),
                        (
                            "filmed_under",
                            models.CharField(
                                blank=True,
                                default="",
                                help_text="The protocol under which it is filmed, if it is.",
                                max_length=120,
                            ),
                        ),
                        ("cost", models.DecimalField(blank=True, decimal_places=2, max_digits=8, null=True)),
                        (
                            "notes",
                            amends.foundation.lib.locking.LockedTextField(
                                blank=True, help_text="For the facilitators of both sides."
                            ),
                        ),
                        (
                            "people_to_one_facilitator",
                            models.PositiveSmallIntegerField(blank=True, null=True),
                        ),
                        (
                            "ratio_reason",
                            amends.foundation.lib.locking.LockedCharField(blank=True, max_length=300),
                        ),
                        ("confirmed_at", models.DateTimeField(blank=True, null=True)),
                        ("cancelled_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "cancelled_because",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("stopped", "The case has stopped"),
                                    ("closed", "The case was closed"),
                                    ("venue", "The place or the day fell through"),
                                    ("not_ready", "It was too early"),
                                    ("other", "Another reason"),
                                ],
                                default="",
                                max_length=12,
                            ),
                        ),
                        (
                            "planned_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "planned_at",
                            models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                        ),
                        (
                            "begins_at",
                            models.GeneratedField(
                                db_persist=True,
                                expression=models.F("during__startswith"),
                                output_field=models.DateTimeField(),
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=1)),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["case", "-id"], name="meetings_of_a_case"),
                            models.Index(fields=["service", "state"], name="meetings_of_a_service"),
                            models.Index(
                                condition=models.Q(("state", "held")),
                                fields=["service", "begins_at"],
                                name="held_in_a_month",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("way", "meeting"), _negated=True),
                                    ("venue__isnull", False),
                                    _connector="OR",
                                ),
                                name="face_to_face_has_a_place",
                                violation_error_message="Say where they will meet.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("during__isempty", False),
                                    ("during__lower_inf", False),
                                    ("during__upper_inf", False),
                                ),
                                name="meeting_begins_and_ends",
                                violation_error_message="A meeting has a beginning and, later, an end.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("cancelled_at__isnull", False), ("state", "cancelled")),
                                    models.Q(
                                        models.Q(("state", "cancelled"), _negated=True),
                                        ("cancelled_at__isnull", True),
                                    ),
                                    _connector="OR",
                                ),
                                name="cancelled_at_some_time",
                                violation_error_message="A cancelled meeting has the time at which it was.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("people_to_one_facilitator__isnull", True),
                                    models.Q(("ratio_reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="ratio_has_a_reason",
                                violation_error_message="Say why this many facilitators are needed.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Arrival",
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
                                related_name="arrivals",
                                to="meeting.meeting",
                            ),
                        ),
                        ("side", models.CharField(max_length=12)),
                        ("at", models.TimeField()),
                        ("entrance", models.CharField(blank=True, max_length=120)),
                        ("waits_in", models.CharField(max_length=80)),
                        ("met_by", models.CharField(max_length=120)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("meeting", "side"),
                                name="one_arrival_a_side",
                                violation_error_message="This side has its arrival already.",
                            ),
                            models.UniqueConstraint(
                                fields=("meeting", "at"),
                                name="nobody_arrives_together",
                                violation_error_message="The two sides must not arrive at the same time.",
                            ),
                            models.UniqueConstraint(
                                fields=("meeting", "waits_in"),
                                name="nobody_waits_together",
                                violation_error_message="The two sides must not wait in the same room.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Booking",
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
                                related_name="bookings",
                                to="meeting.meeting",
                            ),
                        ),
                        (
                            "room",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="bookings",
                                to="meeting.room",
                            ),
                        ),
                        (
                            "use",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("meeting", "To meet in"),
                                    ("second", "To wait in and to step out to"),
                                ],
                                default="",
                                max_length=10,
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="bookings",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("during", django.contrib.postgres.fields.ranges.DateTimeRangeField()),
                        ("freed", models.BooleanField(default=False)),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("room__isnull", False), ("user__isnull", True)),
                                    models.Q(("room__isnull", True), ("user__isnull", False)),
                                    _connector="OR",
                                ),
                                name="booking_of_a_room_or_a_person",
                                violation_error_message="A booking is of a room or of a facilitator.",
                            ),
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                condition=models.Q(("freed", False), ("room__isnull", False)),
                                expressions=[("room", "="), ("during", "&&")],
                                name="room_taken",
                                violation_error_message="This room is taken at that time.",
                            ),
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                condition=models.Q(("freed", False), ("user__isnull", False)),
                                expressions=[("user", "="), ("during", "&&")],
                                name="facilitator_taken",
                                violation_error_message="A facilitator has another meeting at that time.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="InterpreterBooking",
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
                            "meeting",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="interpreters",
                                to="meeting.meeting",
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
                            "interpreter",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="bookings",
                                to="community.interpreter",
                            ),
                        ),
                        ("language", models.CharField(max_length=40)),
                        ("during", django.contrib.postgres.fields.ranges.DateTimeRangeField()),
                        ("freed", models.BooleanField(default=False)),
                        (
                            "booked_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "booked_at",
                            models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                        ),
                    ],
                    options={
                        "indexes": [models.Index(fields=["meeting", "id"], name="interpreters_of_a_meeting")],
                        "constraints": [
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                condition=models.Q(("freed", False)),
                                expressions=[("interpreter", "="), ("during", "&&")],
                                name="interpreter_taken",
                                violation_error_message="This interpreter is booked for another meeting at that time.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Invitation",
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
                                related_name="invitations",
                                to="meeting.meeting",
                            ),
                        ),
                        (
                            "participant",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="invitations",
                                to="case.participant",
                            ),
                        ),
                        (
                            "affected",
                            models.ForeignKey(
                                blank=True,
                                help_text="Whom it is of those named.",
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="invitations",
                                to="preparation.affected",
                            ),
                        ),
                        (
                            "side",
                            models.CharField(
                                blank=True, help_text="Empty for people who belong to neither.", max_length=12
                            ),
                        ),
                        (
                            "capacity",
                            models.CharField(
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
                        (
                            "called",
                            models.CharField(
                                help_text="The name they want to go by at the meeting.", max_length=80
                            ),
                        ),
                        (
                            "answer",
                            models.CharField(
                                choices=[
                                    ("not_asked", "Not asked yet"),
                                    ("asked", "Asked"),
                                    ("yes", "Comes"),
                                    ("no", "Does not come"),
                                ],
                                default="not_asked",
                                max_length=10,
                            ),
                        ),
                        (
                            "invited_on",
                            models.DateField(blank=True, help_text="When they were asked.", null=True),
                        ),
                        ("answered_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "why_not_asked",
                            amends.foundation.lib.locking.LockedCharField(blank=True, max_length=200),
                        ),
                        (
                            "relation_harmed",
                            amends.foundation.lib.locking.LockedCharField(blank=True, max_length=80),
                        ),
                        (
                            "relation_responsible",
                            amends.foundation.lib.locking.LockedCharField(blank=True, max_length=80),
                        ),
                        ("confirmed_how", models.CharField(blank=True, default="", max_length=10)),
                        ("confirmed_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "attendance",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("came", "Came"),
                                    ("absent", "Did not come"),
                                    ("left", "Came and left early"),
                                ],
                                default="",
                                max_length=10,
                            ),
                        ),
                        (
                            "agency",
                            models.CharField(
                                blank=True,
                                default="",
                                help_text="Where an observer comes from.",
                                max_length=120,
                            ),
                        ),
                        (
                            "protocol",
                            models.CharField(
                                blank=True,
                                default="",
                                help_text="The protocol under which an observer is there.",
                                max_length=120,
                            ),
                        ),
                        (
                            "confidential_on",
                            models.DateField(
                                blank=True,
                                help_text="When somebody without a file agreed to keep it to themselves; an observer signed it.",
                                null=True,
                            ),
                        ),
                        (
                            "told_no_recording_on",
                            models.DateField(
                                blank=True,
                                help_text="When somebody without a file was told that nothing is recorded.",
                                null=True,
                            ),
                        ),
                    ],
                    options={
                        "indexes": [models.Index(fields=["meeting", "id"], name="invited_to_a_meeting")],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("participant__isnull", False)),
                                fields=("meeting", "participant"),
                                name="invited_once",
                                violation_error_message="This person is on the list already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("participant__isnull", True),
                                    models.Q(("side", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="participant_invited_with_their_side",
                                violation_error_message="Somebody who takes part belongs to a side.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Arrangement",
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
                                related_name="arrangements",
                                to="meeting.meeting",
                            ),
                        ),
                        ("key", models.CharField(max_length=40)),
                        (
                            "invitation",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="arrangements",
                                to="meeting.invitation",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("open", "Open"),
                                    ("yes", "Settled"),
                                    ("not_needed", "Not needed here"),
                                ],
                                default="open",
                                max_length=10,
                            ),
                        ),
                        (
                            "said_by",
                            models.CharField(
                                blank=True, help_text="Who says so: a name or a post.", max_length=120
                            ),
                        ),
                        ("said_on", models.DateField(blank=True, null=True)),
                        ("note", amends.foundation.lib.locking.LockedCharField(blank=True, max_length=300)),
                    ],
                    options={
                        "ordering": [models.F("id")],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("meeting", "key", "invitation"),
                                name="arranged_once",
                                nulls_distinct=False,
                                violation_error_message="This is on the list already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "yes"), _negated=True),
                                    models.Q(
                                        models.Q(("said_by", ""), _negated=True), ("said_on__isnull", False)
                                    ),
                                    _connector="OR",
                                ),
                                name="settled_by_somebody",
                                violation_error_message="Say who confirmed it and when.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "not_needed"), _negated=True),
                                    models.Q(("note", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="not_needed_has_a_reason",
                                violation_error_message="Say why it is not needed.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Care",
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
                            "meeting",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="meeting.meeting",
                            ),
                        ),
                        (
                            "participant",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="meeting_care",
                                to="case.participant",
                            ),
                        ),
                        (
                            "travel",
                            amends.foundation.lib.locking.LockedCharField(
                                blank=True, help_text="How they come and get home.", max_length=300
                            ),
                        ),
                        ("travel_settled", models.BooleanField(default=False)),
                        (
                            "cannot_come_at",
                            amends.foundation.lib.locking.LockedCharField(
                                blank=True,
                                help_text="Times at which they look after somebody, or cannot come.",
                                max_length=200,
                            ),
                        ),
                        ("told_no_recording_on", models.DateField(blank=True, null=True)),
                        (
                            "confidentiality_on",
                            models.DateField(
                                blank=True,
                                help_text="The day they agreed to keep it to themselves.",
                                null=True,
                            ),
                        ),
                        (
                            "aftercare",
                            amends.foundation.lib.locking.LockedCharField(
                                blank=True,
                                help_text="Who rings or sits with them afterwards.",
                                max_length=300,
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("meeting", "participant"),
                                name="care_once",
                                violation_error_message="This is written down already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("travel_settled", False),
                                    models.Q(("travel", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="travel_settled_says_how",
                                violation_error_message="Say how they come and get home.",
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
                                related_name="expenses",
                                to="meeting.meeting",
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
                        (
                            "asked_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "asked_at",
                            models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                        ),
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
                        ("approved_on", models.DateField(blank=True, null=True)),
                        ("paid_on", models.DateField(blank=True, null=True)),
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
                    name="Recording",
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
                                related_name="recordings",
                                to="meeting.meeting",
                            ),
                        ),
                        (
                            "reference",
                            models.CharField(help_text="What stands on it; no name.", max_length=60),
                        ),
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
                        (
                            "registered_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "registered_at",
                            models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
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
                    name="RecordingViewer",
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
                            "recording",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="viewers",
                                to="meeting.recording",
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
                        (
                            "signed_on",
                            models.DateField(help_text="When they signed the confidential-use agreement."),
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
                            "named_at",
                            models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
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
                migrations.CreateModel(
                    name="RecordingUse",
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
                            "recording",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="log",
                                to="meeting.recording",
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
                        (
                            "kind",
                            models.CharField(
                                choices=[("show", "Watch it or show it"), ("export", "Give out a copy")],
                                max_length=6,
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
                        (
                            "audience",
                            models.CharField(help_text="Who saw it, or got the copy.", max_length=160),
                        ),
                        (
                            "refused",
                            models.CharField(
                                blank=True,
                                default="",
                                help_text="Why not, if it was refused.",
                                max_length=160,
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
                    name="SafetyMeasure",
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
                                related_name="safety_measures",
                                to="meeting.meeting",
                            ),
                        ),
                        (
                            "words",
                            amends.foundation.lib.locking.LockedCharField(
                                help_text="Nothing that only one side may know.", max_length=200
                            ),
                        ),
                        ("responsible", models.CharField(help_text="A name or a post.", max_length=120)),
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
                        ("in_place_on", models.DateField(blank=True, null=True)),
                        (
                            "added_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
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
                            "meeting",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="meeting.meeting",
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
                        (
                            "support_name",
                            models.CharField(blank=True, help_text="A name or a role.", max_length=120),
                        ),
                        (
                            "not_alone",
                            models.BooleanField(
                                blank=True, help_text="They did not go back to an empty cell.", null=True
                            ),
                        ),
                        (
                            "given_at",
                            models.DateTimeField(
                                blank=True, help_text="When somebody was with them.", null=True
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
                    name="RecordingBreach",
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
                                related_name="recording_breaches",
                                to="case.participant",
                            ),
                        ),
                        ("what", amends.foundation.lib.locking.LockedCharField(max_length=300)),
                        ("seen_on", models.DateField()),
                        (
                            "action",
                            amends.foundation.lib.locking.LockedCharField(
                                blank=True, help_text="What was done about it.", max_length=300
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
                    ],
                    options={
                        "verbose_name_plural": "recording breaches",
                    },
                ),
                migrations.CreateModel(
                    name="WriteUp",
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
                                related_name="write_up",
                                to="meeting.meeting",
                            ),
                        ),
                        ("began_at", models.DateTimeField()),
                        ("ended_at", models.DateTimeField()),
                        ("background", amends.foundation.lib.locking.LockedTextField(blank=True)),
                        (
                            "account",
                            amends.foundation.lib.locking.LockedTextField(
                                blank=True, help_text="How it went."
                            ),
                        ),
                        ("turning_points", amends.foundation.lib.locking.LockedTextField(blank=True)),
                        ("lessons", amends.foundation.lib.locking.LockedTextField(blank=True)),
                        (
                            "stepped_in",
                            models.PositiveSmallIntegerField(
                                blank=True, help_text="How often the facilitators had to step in.", null=True
                            ),
                        ),
                        (
                            "stepped_in_why",
                            amends.foundation.lib.locking.LockedCharField(blank=True, max_length=300),
                        ),
                        (
                            "video_harmed",
                            models.BooleanField(
                                blank=True, help_text="Did video work for the one side?", null=True
                            ),
                        ),
                        (
                            "video_responsible",
                            models.BooleanField(blank=True, help_text="And for the other?", null=True),
                        ),
                        (
                            "video_how_known",
                            amends.foundation.lib.locking.LockedCharField(blank=True, max_length=300),
                        ),
                        (
                            "although",
                            amends.foundation.lib.locking.LockedCharField(
                                blank=True,
                                help_text="Why it was held although something was not ready.",
                                max_length=300,
                            ),
                        ),
                        (
                            "signed_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("signed_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("ended_at__gt", models.F("began_at"))),
                                name="meeting_ended_after_it_began",
                                violation_error_message="The meeting cannot have ended before it began.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("signed_at__isnull", True),
                                    models.Q(
                                        models.Q(("background", ""), _negated=True),
                                        models.Q(("account", ""), _negated=True),
                                        models.Q(("turning_points", ""), _negated=True),
                                        models.Q(("lessons", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="signed_write_up_is_complete",
                                violation_error_message="Before signing, write the background, how it went, the turning points and what you learnt.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("signed_at__isnull", True), ("signed_by__isnull", True)),
                                    models.Q(("signed_at__isnull", False), ("signed_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="write_up_signed_by_somebody",
                                violation_error_message="Say who signed and when.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Addition",
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
                                related_name="additions",
                                to="meeting.meeting",
                            ),
                        ),
                        ("words", amends.foundation.lib.locking.LockedTextField()),
                        (
                            "added_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "added_at",
                            models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Remark",
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
                            "meeting",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="meeting.meeting",
                            ),
                        ),
                        (
                            "participant",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="meeting_remarks",
                                to="case.participant",
                            ),
                        ),
                        ("words", amends.foundation.lib.locking.LockedTextField()),
                        (
                            "added_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "added_at",
                            models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                        ),
                    ],
                    options={
                        "indexes": [models.Index(fields=["meeting", "id"], name="remarks_on_a_meeting")],
                    },
                ),
            ]
        ),
    ]
