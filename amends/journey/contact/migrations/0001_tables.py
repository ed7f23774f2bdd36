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
        ("contact", "0001_initial"),
        ("contact", "0003_locked_texts"),
        ("contact", "0004_safety"),
        ("contact", "0005_host_entry"),
        ("contact", "0006_lock_texts"),
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
                    name="Approach",
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
                                related_name="approach",
                                to="case.participant",
                            ),
                        ),
                        (
                            "told_of_sentence",
                            models.CharField(
                                choices=[("yes", "Yes"), ("no", "No"), ("not_known", "Not known")],
                                default="not_known",
                                max_length=10,
                            ),
                        ),
                        ("told_source", models.CharField(blank=True, max_length=120)),
                        ("in_custody", models.BooleanField(blank=True, null=True)),
                        (
                            "readiness",
                            models.CharField(
                                choices=[
                                    ("not_thinking", "Not thinking of change"),
                                    ("thinking", "Thinking about it"),
                                    ("started", "Has started"),
                                    ("not_known", "Not known"),
                                ],
                                default="not_known",
                                max_length=15,
                            ),
                        ),
                        (
                            "readiness_note",
                            amends.foundation.lib.locking.LockedCharField(blank=True, max_length=300),
                        ),
                        (
                            "attitude",
                            models.CharField(
                                choices=[
                                    ("hostile", "Hostile"),
                                    ("indifferent", "Does not think of them"),
                                    ("mixed", "Mixed feelings"),
                                    ("sorry", "Sorry for them"),
                                    ("not_known", "Not known"),
                                ],
                                default="not_known",
                                max_length=15,
                            ),
                        ),
                        (
                            "attitude_note",
                            amends.foundation.lib.locking.LockedCharField(blank=True, max_length=300),
                        ),
                        (
                            "detail",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("basic", "Basic: what restorative justice is"),
                                    ("some", "Some: and what it could be here"),
                                    ("full", "Full: and what the other side has said they may hear"),
                                ],
                                max_length=6,
                            ),
                        ),
                        ("leaflet_explained_on", models.DateField(blank=True, null=True)),
                    ],
                    options={
                        "verbose_name_plural": "approaches",
                    },
                ),
                migrations.CreateModel(
                    name="ApproachDecision",
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
                                related_name="+",
                                to="case.participant",
                            ),
                        ),
                        (
                            "worker",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "already_working",
                            models.BooleanField(
                                default=False, help_text="Already does offence work with them."
                            ),
                        ),
                        ("interest_shown", models.BooleanField(default=False)),
                        (
                            "experience",
                            amends.foundation.lib.locking.LockedCharField(blank=True, max_length=300),
                        ),
                        (
                            "decision",
                            models.CharField(
                                choices=[("now", "Now"), ("after_training", "After training")], max_length=15
                            ),
                        ),
                        (
                            "decided_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("decided_at", models.DateTimeField()),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["participant", "worker"], name="decisions_on_an_approach")
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("worker", models.F("decided_by")), _negated=True),
                                name="approach_decided_by_somebody_else",
                                violation_error_message="Nobody decides this for themselves.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Appointment",
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
                                related_name="appointments",
                                to="case.participant",
                            ),
                        ),
                        ("at", models.DateTimeField()),
                        ("minutes", models.PositiveSmallIntegerField(default=60)),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("call", "Telephone call"),
                                    ("text", "Text message"),
                                    ("email", "E-mail"),
                                    ("letter", "Letter"),
                                    ("visit", "Visit"),
                                    ("interview", "Interview"),
                                    ("video", "Video call"),
                                    ("liaison", "Talk with a professional"),
                                ],
                                max_length=10,
                            ),
                        ),
                        (
                            "place_kind",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("home", "Their home"),
                                    ("venue", "Local venue"),
                                    ("office", "Probation office"),
                                    ("prison", "Prison"),
                                    ("online", "Online"),
                                    ("other", "Somewhere else"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("place", models.CharField(blank=True, max_length=200)),
                        (
                            "with_user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="appointments",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "also_there",
                            models.CharField(
                                blank=True, help_text="Such as the offender manager.", max_length=120
                            ),
                        ),
                        (
                            "is_statutory",
                            models.BooleanField(default=False, help_text="Part of an order or licence."),
                        ),
                        (
                            "kept",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("kept", "Kept"),
                                    ("late", "Kept, but late"),
                                    ("excused", "Not kept, with good reason"),
                                    ("missed", "Not kept"),
                                    ("cancelled", "Called off"),
                                ],
                                max_length=10,
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
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["with_user", "at"], name="diary_of_a_person"),
                            models.Index(fields=["service", "at"], name="diary_of_a_service"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("minutes__gt", 0)),
                                name="appointment_takes_time",
                                violation_error_message="Say how long it will take.",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("kept", "")),
                                fields=("participant", "at"),
                                name="appointment_once",
                                violation_error_message="There is already an appointment at this time.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Contact",
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
                                related_name="contacts",
                                to="case.participant",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("call", "Telephone call"),
                                    ("text", "Text message"),
                                    ("email", "E-mail"),
                                    ("letter", "Letter"),
                                    ("visit", "Visit"),
                                    ("interview", "Interview"),
                                    ("video", "Video call"),
                                    ("liaison", "Talk with a professional"),
                                ],
                                max_length=10,
                            ),
                        ),
                        (
                            "purpose",
                            models.CharField(
                                choices=[
                                    ("engage", "Engage"),
                                    ("motivate", "Motivate"),
                                    ("assess", "Assess"),
                                    ("prepare", "Prepare"),
                                    ("inform", "Inform"),
                                    ("debrief", "Debrief"),
                                ],
                                max_length=10,
                            ),
                        ),
                        (
                            "direction",
                            models.CharField(
                                choices=[("out", "From us"), ("in", "From them")], default="out", max_length=4
                            ),
                        ),
                        (
                            "result",
                            models.CharField(
                                choices=[
                                    ("reached", "Spoke with them"),
                                    ("no_answer", "No answer"),
                                    ("left_message", "Left a message"),
                                    ("somebody_else", "Somebody else answered"),
                                    ("sent", "Sent"),
                                    ("not_there", "They were not there"),
                                    ("wrong_number", "The number or address is wrong"),
                                ],
                                max_length=15,
                            ),
                        ),
                        (
                            "attempt",
                            models.PositiveSmallIntegerField(
                                default=0, help_text="Which attempt this was; 0 when it was none."
                            ),
                        ),
                        ("at", models.DateTimeField()),
                        ("submitted_at", models.DateTimeField()),
                        ("is_late", models.BooleanField(default=False)),
                        ("minutes", models.PositiveSmallIntegerField(help_text="With travel.")),
                        ("note", amends.foundation.lib.locking.LockedTextField(blank=True)),
                        (
                            "professional",
                            models.CharField(
                                blank=True, help_text="Post and body, for a liaison.", max_length=120
                            ),
                        ),
                        (
                            "place_kind",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("home", "Their home"),
                                    ("venue", "Local venue"),
                                    ("office", "Probation office"),
                                    ("prison", "Prison"),
                                    ("online", "Online"),
                                    ("other", "Somewhere else"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("place", models.CharField(blank=True, max_length=200)),
                        (
                            "present",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.BigIntegerField(),
                                blank=True,
                                default=list,
                                help_text="Participants who were there, by key.",
                                size=None,
                            ),
                        ),
                        ("both_facilitators", models.BooleanField(blank=True, null=True)),
                        (
                            "why_not_call",
                            amends.foundation.lib.locking.LockedCharField(
                                blank=True, help_text="Why a letter came first.", max_length=200
                            ),
                        ),
                        (
                            "reaction",
                            amends.foundation.lib.locking.LockedCharField(
                                blank=True, help_text="How the person harmed took it.", max_length=300
                            ),
                        ),
                        ("meeting_offered", models.BooleanField(blank=True, null=True)),
                        (
                            "next_step",
                            amends.foundation.lib.locking.LockedCharField(blank=True, max_length=200),
                        ),
                        ("call_back_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "appointment",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="contact",
                                to="contact.appointment",
                            ),
                        ),
                        (
                            "disclosable",
                            models.BooleanField(
                                blank=True,
                                help_text="Whether anything came up that may have to be passed on.",
                                null=True,
                            ),
                        ),
                        (
                            "harm_signs",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("account_changed", "They tell it otherwise than before"),
                                        ("blame_shifted", "They put blame on the person harmed"),
                                        ("other", "Something else"),
                                    ],
                                    max_length=20,
                                ),
                                blank=True,
                                help_text="Signs that the person harmed could be hurt afresh; empty when there were none.",
                                null=True,
                                size=None,
                            ),
                        ),
                        (
                            "harm_sign_words",
                            amends.foundation.lib.locking.LockedCharField(blank=True, max_length=300),
                        ),
                        (
                            "why_apart",
                            amends.foundation.lib.locking.LockedCharField(
                                blank=True,
                                help_text="Why a young person was reached before their parents.",
                                max_length=200,
                            ),
                        ),
                        (
                            "logged_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="contacts",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["participant", "at"], name="contacts_of_a_participant"),
                            models.Index(fields=["service", "logged_by", "at"], name="contacts_on_time"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("minutes__gt", 0)),
                                name="contact_takes_time",
                                violation_error_message="Enter how long it took, in minutes, with travel.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("at__lte", models.F("submitted_at"))),
                                name="contact_before_it_is_written_down",
                                violation_error_message="A contact cannot be in the future.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("kind", "liaison"), _negated=True),
                                    models.Q(("professional", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="liaison_with_somebody",
                                violation_error_message="Say with whom you spoke: their post and body.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("harm_signs__isnull", True),
                                    ("harm_signs__len", 0),
                                    models.Q(("harm_sign_words", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="harm_sign_in_words",
                                violation_error_message="Say in a few words what the sign was.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("kind__in", ["visit", "interview"]), _negated=True),
                                    models.Q(("place_kind", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="visit_has_a_place",
                                violation_error_message="Say where it was.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HostPosting",
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
                            "contact",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="host_posting",
                                to="contact.contact",
                            ),
                        ),
                        ("summary", amends.foundation.lib.locking.LockedCharField(max_length=500)),
                        (
                            "inputter",
                            models.ForeignKey(
                                blank=True,
                                help_text="Who types it in; empty when whoever logged it does, or when nobody is named.",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("posted_at", models.DateTimeField(blank=True, null=True)),
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
                        "indexes": [
                            models.Index(
                                condition=models.Q(("posted_at__isnull", True)),
                                fields=["service"],
                                name="waiting_for_the_host",
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("posted_at__isnull", True), ("posted_by__isnull", True)),
                                    models.Q(("posted_at__isnull", False), ("posted_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="posted_by_somebody",
                                violation_error_message="Say who passed it on and when.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HostAccess",
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
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "direct",
                            models.BooleanField(
                                help_text="They have an account of their own in the host's system."
                            ),
                        ),
                        (
                            "inputter",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "set_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "set_at",
                            models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                        ),
                    ],
                    options={
                        "verbose_name_plural": "ways into the host's record",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("service", "user"),
                                name="host_access_once",
                                violation_error_message="This is noted already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("direct", False), ("inputter__isnull", True), _connector="OR"
                                ),
                                name="direct_entry_needs_nobody",
                                violation_error_message="Whoever enters it themselves needs nobody to type it in.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("inputter__isnull", True),
                                    models.Q(("inputter", models.F("user")), _negated=True),
                                    _connector="OR",
                                ),
                                name="inputter_is_another",
                                violation_error_message="Somebody else types it in.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AccuracyCheck",
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
                        ("checked_on", models.DateField()),
                        (
                            "sample",
                            models.PositiveSmallIntegerField(help_text="How many entries were looked at."),
                        ),
                        ("wrong", models.PositiveSmallIntegerField(help_text="How many of them were wrong.")),
                        (
                            "put_right",
                            models.CharField(
                                blank=True,
                                help_text="What was wrong, and what was done about it.",
                                max_length=300,
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
                            "noted_at",
                            models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("sample__gt", 0), ("wrong__lte", models.F("sample"))),
                                name="accuracy_of_a_sample",
                                violation_error_message="There cannot be more errors than entries that were looked at.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("wrong", 0), models.Q(("put_right", ""), _negated=True), _connector="OR"
                                ),
                                name="errors_are_put_right",
                                violation_error_message="Say what was wrong, and what was done about it.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="VisitSafety",
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
                            "appointment",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="safety",
                                to="contact.appointment",
                            ),
                        ),
                        (
                            "visitor",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="visits",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "check_in_with",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("ends_at", models.DateTimeField(help_text="When it should be over.")),
                        (
                            "allowance",
                            models.PositiveSmallIntegerField(
                                default=30, help_text="Minutes before anybody is alerted."
                            ),
                        ),
                        ("confirmed_at", models.DateTimeField(blank=True, null=True)),
                        ("arrived_at", models.DateTimeField(blank=True, null=True)),
                        ("safe_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "missed_at",
                            models.DateTimeField(blank=True, help_text="When the alert went out.", null=True),
                        ),
                    ],
                    options={
                        "verbose_name_plural": "visit safety",
                        "indexes": [
                            models.Index(
                                condition=models.Q(("missed_at__isnull", True), ("safe_at__isnull", True)),
                                fields=["service", "ends_at"],
                                name="visits_not_back",
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("visitor", models.F("check_in_with")), _negated=True),
                                name="check_in_with_somebody_else",
                                violation_error_message="Check in with somebody else, not with yourself.",
                            )
                        ],
                    },
                ),
            ]
        ),
    ]
