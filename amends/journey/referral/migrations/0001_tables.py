"""The tables of the room."""

from typing import ClassVar

import amends.foundation.lib.locking
import amends.journey.referral.models.person
import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.functions.datetime
import django.db.models.functions.text
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from amends.foundation.lib.migrating import CreateTables


class Migration(migrations.Migration):
    initial = True
    replaces: ClassVar = [
        ("referral", "0001_initial"),
        ("referral", "0003_ending"),
        ("referral", "0004_turn"),
        ("referral", "0005_found_by_the_hub"),
        ("referral", "0006_sentence_and_packs"),
        ("referral", "0008_remedies"),
        ("referral", "0012_menu_explained"),
        ("referral", "0014_lock_texts"),
        ("referral", "0015_needs_in_packs"),
    ]
    dependencies: ClassVar = [
        ("access", "0001_tables"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("case", "0001_tables"),
        ("documents", "0001_tables"),
        ("partners", "0001_tables"),
    ]
    operations: ClassVar = [
        CreateTables(
            [
                migrations.CreateModel(
                    name="Referral",
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
                                related_name="referrals",
                                to="access.service",
                            ),
                        ),
                        (
                            "number",
                            models.CharField(
                                blank=True,
                                help_text="Given when it is received: a draft has none.",
                                max_length=20,
                            ),
                        ),
                        (
                            "form",
                            models.CharField(
                                choices=[
                                    ("referral", "Referral form"),
                                    ("cra1", "Community resolution form (CRA1)"),
                                    ("self", "Self-referral form"),
                                    ("phone", "Taken down by telephone"),
                                    ("sentence", "Referral before a sentence"),
                                    ("worksheet", "Referral and monitoring worksheet"),
                                    ("api", "Sent by another system"),
                                ],
                                max_length=10,
                            ),
                        ),
                        (
                            "route",
                            models.CharField(
                                choices=[
                                    ("website", "Website"),
                                    ("secure_mailbox", "Secure mailbox"),
                                    ("telephone", "Telephone"),
                                    ("post", "Post or fax"),
                                    ("in_person", "In person"),
                                    ("api", "Another system"),
                                    ("found", "Identified by the hub"),
                                ],
                                max_length=16,
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("draft", "Draft"),
                                    ("submitted", "Received"),
                                    ("waiting_for_referrer", "Waiting for the referrer"),
                                    ("returned", "Sent back"),
                                    ("sent_on", "Sent on to another service"),
                                    ("accepted", "Accepted"),
                                    ("not_eligible", "Not one for this service"),
                                    ("merged", "Joined to another referral"),
                                    ("withdrawn", "Withdrawn"),
                                ],
                                default="draft",
                                max_length=24,
                            ),
                        ),
                        (
                            "draft",
                            amends.foundation.lib.locking.LockedJSONField(
                                blank=True,
                                default=dict,
                                help_text="What was typed, step by step, until it is sent.",
                            ),
                        ),
                        (
                            "submission_key",
                            models.UUIDField(
                                blank=True,
                                help_text="So that sending twice counts once.",
                                null=True,
                                unique=True,
                            ),
                        ),
                        (
                            "turn",
                            models.PositiveSmallIntegerField(
                                choices=[
                                    (0, "On the edge of custody"),
                                    (1, "Of the level the service is for"),
                                    (2, "The others"),
                                ],
                                default=2,
                                help_text="Worked out from the facts whenever one is stated, so that the queue can be read in its order.",
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=1)),
                        (
                            "started_at",
                            models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                        ),
                        (
                            "received_at",
                            models.DateTimeField(
                                blank=True, help_text="The exact time it reached the service.", null=True
                            ),
                        ),
                        (
                            "submitted_at",
                            models.DateTimeField(
                                blank=True, help_text="When it was sent or typed in here.", null=True
                            ),
                        ),
                        ("registered_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "registered_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("acknowledged_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "referrer",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="referrals",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "agency",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="referrals",
                                to="access.agency",
                            ),
                        ),
                        (
                            "referrer_kind",
                            models.CharField(
                                blank=True, help_text="In the words of the screening facts.", max_length=20
                            ),
                        ),
                        ("referrer_name", models.CharField(blank=True, max_length=200)),
                        ("referrer_position", models.CharField(blank=True, max_length=120)),
                        ("referrer_organisation", models.CharField(blank=True, max_length=160)),
                        ("referrer_telephone", models.CharField(blank=True, max_length=80)),
                        ("referrer_email", models.EmailField(blank=True, max_length=254)),
                        (
                            "referrer_note",
                            amends.foundation.lib.locking.LockedTextField(
                                blank=True,
                                help_text="When and how to reach the referrer; an interest they declare.",
                            ),
                        ),
                        ("collar_number", models.CharField(blank=True, max_length=20)),
                        ("sender_address", models.CharField(blank=True, max_length=254)),
                        ("sender_is_secure", models.BooleanField(blank=True, null=True)),
                        (
                            "referrer_interest",
                            amends.foundation.lib.locking.LockedCharField(
                                blank=True,
                                help_text="A link of the referrer with anybody in it, as they declare it.",
                                max_length=300,
                            ),
                        ),
                        (
                            "sent_on_day",
                            models.DateField(blank=True, help_text="The day written on the form.", null=True),
                        ),
                        ("heard_of_us", models.CharField(blank=True, max_length=200)),
                        (
                            "reasons",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("self_referral", "Self-referral"),
                                        ("caution", "Caution"),
                                        ("community_remedy", "Community remedy"),
                                        ("asb", "Anti-social behaviour"),
                                        ("conditional_caution", "Conditional caution"),
                                        ("victim_awareness", "Victim awareness work"),
                                        ("other", "Another reason"),
                                    ],
                                    max_length=24,
                                ),
                                blank=True,
                                default=list,
                                size=None,
                            ),
                        ),
                        (
                            "reason_other",
                            amends.foundation.lib.locking.LockedCharField(blank=True, max_length=300),
                        ),
                        (
                            "initiated_by",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("victim", "Person harmed"),
                                    ("offender", "Person responsible"),
                                    ("agency", "Agency"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("incident", amends.foundation.lib.locking.LockedTextField(blank=True)),
                        ("happened_on", models.DateField(blank=True, null=True)),
                        (
                            "happened_note",
                            amends.foundation.lib.locking.LockedCharField(
                                blank=True,
                                help_text="When the day is not known: autumn 2011, since September.",
                                max_length=200,
                            ),
                        ),
                        ("place", models.CharField(blank=True, max_length=200)),
                        ("previous_action", amends.foundation.lib.locking.LockedTextField(blank=True)),
                        ("comments", amends.foundation.lib.locking.LockedTextField(blank=True)),
                        (
                            "attachments_note",
                            amends.foundation.lib.locking.LockedCharField(
                                blank=True,
                                help_text="What was said to be attached and is not here.",
                                max_length=300,
                            ),
                        ),
                        (
                            "needed_by",
                            models.DateField(
                                blank=True, help_text="Somebody has to act before this day.", null=True
                            ),
                        ),
                        (
                            "needed_why",
                            amends.foundation.lib.locking.LockedCharField(blank=True, max_length=300),
                        ),
                        (
                            "between_them",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("strangers", "They did not know each other"),
                                    ("known", "They knew each other"),
                                    ("neighbours", "Neighbours"),
                                    ("partners", "Partners, or were"),
                                    ("family", "Family"),
                                    ("not_known", "Not known"),
                                ],
                                max_length=12,
                            ),
                        ),
                        (
                            "one_speaks_for_other",
                            models.CharField(
                                blank=True,
                                choices=[("yes", "Yes"), ("no", "No"), ("unsure", "Not sure")],
                                max_length=8,
                            ),
                        ),
                        (
                            "known_links",
                            amends.foundation.lib.locking.LockedCharField(
                                blank=True,
                                help_text="Links between people of the service and people in it.",
                                max_length=300,
                            ),
                        ),
                        (
                            "went_to_court",
                            models.CharField(
                                blank=True,
                                choices=[("yes", "Yes"), ("no", "No"), ("unsure", "Not sure")],
                                max_length=8,
                            ),
                        ),
                        (
                            "court_stage",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("none", "Not a court matter"),
                                    ("charged", "Charged"),
                                    ("awaiting_trial", "Waiting for trial"),
                                    ("awaiting_sentence", "Waiting for sentence"),
                                    ("sentenced", "Sentenced"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("court", models.CharField(blank=True, max_length=120)),
                        (
                            "court_participant",
                            models.CharField(
                                blank=True, help_text="Whose court matter it is.", max_length=200
                            ),
                        ),
                        ("next_hearing_on", models.DateField(blank=True, null=True)),
                        ("sentenced_on", models.DateField(blank=True, null=True)),
                        (
                            "sentence_details",
                            amends.foundation.lib.locking.LockedCharField(blank=True, max_length=400),
                        ),
                        (
                            "leaflet_given",
                            models.CharField(
                                blank=True,
                                choices=[("yes", "Yes"), ("no", "No"), ("unsure", "Not sure")],
                                max_length=8,
                            ),
                        ),
                        (
                            "leaflet_explained",
                            models.CharField(
                                blank=True,
                                choices=[("yes", "Yes"), ("no", "No"), ("unsure", "Not sure")],
                                max_length=8,
                            ),
                        ),
                        ("leaflet_version", models.CharField(blank=True, max_length=40)),
                        ("leaflet_on", models.DateField(blank=True, null=True)),
                        (
                            "leaflet_note",
                            amends.foundation.lib.locking.LockedCharField(blank=True, max_length=300),
                        ),
                        (
                            "family",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("anti_social_behaviour", "Anti-social behaviour"),
                                    ("community_resolution", "Community resolution outcome"),
                                    ("criminal_offence", "Non-complex criminal offence"),
                                    ("neighbour_dispute", "Neighbour dispute"),
                                ],
                                max_length=30,
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="referrals",
                                to="case.case",
                            ),
                        ),
                        (
                            "merged_into",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="merged",
                                to="referral.referral",
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
                        (
                            "outcome_words",
                            amends.foundation.lib.locking.LockedTextField(
                                blank=True, help_text="What the referrer was told."
                            ),
                        ),
                        (
                            "sent_to",
                            models.CharField(
                                blank=True, help_text="The service it was sent on to.", max_length=200
                            ),
                        ),
                        (
                            "ended_at",
                            models.DateTimeField(
                                blank=True, help_text="When the referrer was told how it ended.", null=True
                            ),
                        ),
                        (
                            "ended_words",
                            amends.foundation.lib.locking.LockedTextField(
                                blank=True, help_text="What they were told of the end of the case."
                            ),
                        ),
                        (
                            "typed_in_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
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
                        ("form_version", models.CharField(blank=True, max_length=20)),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                fields=["service", "status", "-received_at", "-id"], name="referral_queue"
                            ),
                            models.Index(
                                condition=models.Q(("status__in", ["submitted", "waiting_for_referrer"])),
                                fields=["service", "turn", "received_at", "id"],
                                name="referrals_to_decide",
                            ),
                            models.Index(
                                condition=models.Q(("status", "draft"), _negated=True),
                                fields=["service", "turn", "received_at", "id"],
                                name="referrals_in_turn",
                            ),
                            models.Index(
                                condition=models.Q(("status", "draft"), _negated=True),
                                fields=["service", "received_at"],
                                name="referrals_of_a_month",
                            ),
                            models.Index(fields=["referrer", "-started_at"], name="referrals_of_a_referrer"),
                            models.Index(fields=["referrer", "-id"], name="last_of_a_referrer"),
                            models.Index(fields=["case"], name="referrals_of_a_case"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("number", ""), _negated=True),
                                fields=("service", "number"),
                                name="referral_number_once",
                                violation_error_message="This referral number is already in use.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("number", ""), ("status", "draft")),
                                    models.Q(
                                        models.Q(("status", "draft"), _negated=True),
                                        models.Q(("number", ""), _negated=True),
                                        ("received_at__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="referral_received_has_number",
                                violation_error_message="A referral that has been received has a number and the time it came.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("status", "draft"),
                                    models.Q(("reasons__contains", ["other"]), _negated=True),
                                    models.Q(("reason_other", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="referral_other_reason_in_words",
                                violation_error_message="Say what the other reason is.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("merged_into__isnull", False), ("status", "merged")),
                                    models.Q(
                                        models.Q(("status", "merged"), _negated=True),
                                        ("merged_into__isnull", True),
                                    ),
                                    _connector="OR",
                                ),
                                name="referral_merged_into_one",
                                violation_error_message="A joined referral says which one it was joined to.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("checked_by__isnull", True),
                                    ("typed_in_by__isnull", True),
                                    models.Q(("checked_by", models.F("typed_in_by")), _negated=True),
                                    _connector="OR",
                                ),
                                name="referral_checked_by_somebody_else",
                                violation_error_message="Somebody other than the person who typed it in checks it.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("happened_on__isnull", True),
                                    ("happened_on__gte", "1900-01-01"),
                                    _connector="OR",
                                ),
                                name="referral_happened_after_1900",
                                violation_error_message="A day before 1900 cannot be right.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("ended_at__isnull", True), ("ended_words", "")),
                                    models.Q(
                                        ("ended_at__isnull", False),
                                        models.Q(("ended_words", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="referral_end_in_words",
                                violation_error_message="What the referrer is told of the end goes with the time they were told.",
                            ),
                            models.UniqueConstraint(fields=("id", "service"), name="referral_of_service"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ExternalReference",
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
                            "referral",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="references",
                                to="referral.referral",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("crime", "Crime number"),
                                    ("storm", "STORM reference"),
                                    ("athena", "ATHENA reference"),
                                    ("log", "Police log"),
                                    ("prison", "Prison number"),
                                    ("case", "Case number"),
                                    ("ucrn", "Unique case reference (UCRN)"),
                                    ("web", "Web form reference"),
                                    ("other", "Another reference"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("value", models.CharField(max_length=60)),
                        ("note", amends.foundation.lib.locking.LockedCharField(blank=True, max_length=200)),
                        (
                            "match_key",
                            models.CharField(
                                editable=False, help_text="Capital letters and figures alone.", max_length=60
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["service", "match_key"], name="referral_by_reference")
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("referral", "kind", "match_key"),
                                name="reference_once_per_referral",
                                violation_error_message="This reference is already there.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Question",
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
                            "referral",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="questions",
                                to="referral.referral",
                            ),
                        ),
                        ("text", amends.foundation.lib.locking.LockedTextField()),
                        ("asked_at", models.DateTimeField()),
                        (
                            "asked_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "chased_at",
                            models.DateTimeField(
                                blank=True, help_text="When the referrer was last reminded.", null=True
                            ),
                        ),
                        ("answer", amends.foundation.lib.locking.LockedTextField(blank=True)),
                        ("answered_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "answered_by",
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
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("answer", ""), ("answered_at__isnull", True)),
                                    models.Q(
                                        ("answered_at__isnull", False),
                                        models.Q(("answer", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="question_answered_in_words",
                                violation_error_message="An answered question has an answer and a time.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Amendment",
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
                            "referral",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="amendments",
                                to="referral.referral",
                            ),
                        ),
                        ("what", models.CharField(max_length=120)),
                        ("before", amends.foundation.lib.locking.LockedTextField(blank=True)),
                        ("after", amends.foundation.lib.locking.LockedTextField(blank=True)),
                        ("reason", amends.foundation.lib.locking.LockedCharField(max_length=300)),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("reason", ""), _negated=True),
                                name="amendment_has_reason",
                                violation_error_message="Say why you change it.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Attachment",
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
                            "referral",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="attachments",
                                to="referral.referral",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("risk", "About risk"),
                                    ("letter", "A letter for somebody in it"),
                                    ("scan", "Scan of the paper form"),
                                    ("victim", "About the person harmed"),
                                    ("other", "Something else"),
                                ],
                                default="other",
                                max_length=8,
                            ),
                        ),
                        ("name", models.CharField(max_length=200)),
                        (
                            "stored",
                            models.OneToOneField(
                                blank=True,
                                help_text="None while it has not arrived.",
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="documents.attachment",
                            ),
                        ),
                        (
                            "added_at",
                            models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                        ),
                        (
                            "added_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("read_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "read_by",
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
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("read_at__isnull", True), ("read_by__isnull", True)),
                                    models.Q(("read_at__isnull", False), ("read_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="attachment_read_by_somebody",
                                violation_error_message="Say who read the file and when.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ChecklistAnswer",
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
                            "referral",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="checklist",
                                to="referral.referral",
                            ),
                        ),
                        (
                            "question",
                            models.CharField(
                                choices=[
                                    ("willing", "Is the person willing to take part?"),
                                    ("abuse", "Is there domestic or sexual abuse in it?"),
                                    ("court_case", "Is a court case about any of them still going on?"),
                                    ("young_person", "Is a young person involved?"),
                                ],
                                max_length=16,
                            ),
                        ),
                        (
                            "referrer_answer",
                            models.CharField(
                                blank=True,
                                choices=[("yes", "Yes"), ("no", "No"), ("unsure", "Not sure")],
                                max_length=8,
                            ),
                        ),
                        (
                            "referrer_note",
                            amends.foundation.lib.locking.LockedCharField(blank=True, max_length=300),
                        ),
                        (
                            "verified_answer",
                            models.CharField(
                                blank=True,
                                choices=[("yes", "Yes"), ("no", "No"), ("unsure", "Not sure")],
                                max_length=8,
                            ),
                        ),
                        (
                            "verified_note",
                            amends.foundation.lib.locking.LockedCharField(blank=True, max_length=300),
                        ),
                        (
                            "verified_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("verified_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("referral", "question"), name="checklist_question_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("verified_answer", ""),
                                        ("verified_at__isnull", True),
                                        ("verified_by__isnull", True),
                                    ),
                                    models.Q(
                                        models.Q(("verified_answer", ""), _negated=True),
                                        ("verified_at__isnull", False),
                                        ("verified_by__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="checklist_verified_by_somebody",
                                violation_error_message="Say who verified the answer and when.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ReferralFact",
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
                            "referral",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="facts",
                                to="referral.referral",
                            ),
                        ),
                        ("name", models.CharField(max_length=60)),
                        (
                            "value",
                            models.CharField(
                                blank=True,
                                help_text="As in the table of facts; empty means not known after all.",
                                max_length=120,
                            ),
                        ),
                        (
                            "said_by",
                            models.CharField(
                                choices=[
                                    ("referrer", "The referrer"),
                                    ("agency", "An agency that was asked"),
                                    ("coordinator", "The coordinator"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("note", amends.foundation.lib.locking.LockedCharField(blank=True, max_length=300)),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "recorded_at",
                            models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["referral", "name", "-id"], name="facts_of_a_referral")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ProviderPack",
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
                            "referral",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="packs",
                                to="referral.referral",
                            ),
                        ),
                        (
                            "provider",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="access.agency",
                            ),
                        ),
                        (
                            "reference",
                            models.CharField(
                                help_text="The referral's number: a provider does not see the referral itself.",
                                max_length=20,
                            ),
                        ),
                        ("person_details", amends.foundation.lib.locking.LockedTextField()),
                        ("offence_summary", amends.foundation.lib.locking.LockedTextField()),
                        ("risk_summary", amends.foundation.lib.locking.LockedTextField()),
                        (
                            "needs_known",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("listed", "They have needs, and agree that the provider hears of them"),
                                    ("none_known", "None known"),
                                    ("not_agreed", "They do not agree that their needs are passed on"),
                                ],
                                max_length=10,
                            ),
                        ),
                        (
                            "where_held",
                            models.CharField(
                                help_text="The prison, or the office that supervises them.", max_length=200
                            ),
                        ),
                        ("practitioner_contact", models.CharField(max_length=200)),
                        ("sent_at", models.DateTimeField()),
                        (
                            "sent_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "received_at",
                            models.DateTimeField(
                                blank=True, help_text="When the provider opened it.", null=True
                            ),
                        ),
                        (
                            "received_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "answer",
                            models.CharField(
                                blank=True,
                                choices=[("accepted", "Accepted"), ("returned", "Returned")],
                                max_length=10,
                            ),
                        ),
                        ("reason", amends.foundation.lib.locking.LockedTextField(blank=True)),
                        ("answered_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["provider", "-sent_at"], name="packs_of_a_provider")
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("answer", "returned"), _negated=True),
                                fields=("referral", "provider"),
                                name="one_pack_a_provider",
                                violation_error_message="This provider has the pack already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("answer", ""), ("answered_at__isnull", True)),
                                    models.Q(
                                        models.Q(("answer", ""), _negated=True),
                                        ("answered_at__isnull", False),
                                        ("received_at__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="pack_is_read_before_it_is_answered",
                                violation_error_message="A pack is opened before it is answered.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("answer", "returned"), _negated=True),
                                    models.Q(("reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="returned_pack_says_why",
                                violation_error_message="Say why you return it.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PackNeed",
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
                            "referral",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="referral.referral",
                            ),
                        ),
                        (
                            "pack",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="needs",
                                to="referral.providerpack",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("access", "Getting in and about"),
                                    ("hearing_seeing", "Hearing or seeing"),
                                    ("language", "Language or interpreter"),
                                    ("reading", "Reading and writing"),
                                    ("neurodiversity", "How they think and learn (neurodiversity)"),
                                    ("health", "Health, also of the mind"),
                                    ("vulnerability", "Something that makes them vulnerable"),
                                    ("childcare", "Childcare or care of others"),
                                    ("travel", "Travel or money"),
                                    ("faith", "Faith"),
                                    ("culture", "Culture"),
                                    ("gender", "Gender"),
                                    ("maturity", "Age and maturity"),
                                    ("support", "Somebody beside them"),
                                    ("other", "Something else"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("words", amends.foundation.lib.locking.LockedCharField(max_length=300)),
                        (
                            "answer",
                            amends.foundation.lib.locking.LockedCharField(
                                blank=True, help_text="How the provider will meet it.", max_length=300
                            ),
                        ),
                    ],
                    options={
                        "indexes": [models.Index(fields=["pack", "id"], name="needs_in_a_pack")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("words", ""), _negated=True),
                                name="pack_need_says_what",
                                violation_error_message="Say what they need.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ReferralPerson",
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
                            "calls",
                            models.CharField(
                                choices=[("yes", "Yes"), ("no", "No, never"), ("not_asked", "Not asked yet")],
                                default="not_asked",
                                max_length=10,
                            ),
                        ),
                        (
                            "texts",
                            models.CharField(
                                choices=[("yes", "Yes"), ("no", "No, never"), ("not_asked", "Not asked yet")],
                                default="not_asked",
                                max_length=10,
                            ),
                        ),
                        (
                            "voicemail",
                            models.CharField(
                                choices=[("yes", "Yes"), ("no", "No, never"), ("not_asked", "Not asked yet")],
                                default="not_asked",
                                max_length=10,
                            ),
                        ),
                        (
                            "email",
                            models.CharField(
                                choices=[("yes", "Yes"), ("no", "No, never"), ("not_asked", "Not asked yet")],
                                default="not_asked",
                                max_length=10,
                            ),
                        ),
                        (
                            "post",
                            models.CharField(
                                choices=[("yes", "Yes"), ("no", "No, never"), ("not_asked", "Not asked yet")],
                                default="not_asked",
                                max_length=10,
                            ),
                        ),
                        (
                            "visits",
                            models.CharField(
                                choices=[("yes", "Yes"), ("no", "No, never"), ("not_asked", "Not asked yet")],
                                default="not_asked",
                                max_length=10,
                            ),
                        ),
                        ("from_hour", models.TimeField(blank=True, null=True)),
                        ("until_hour", models.TimeField(blank=True, null=True)),
                        (
                            "who_may_answer",
                            amends.foundation.lib.locking.LockedCharField(blank=True, max_length=200),
                        ),
                        (
                            "if_somebody_else_answers",
                            amends.foundation.lib.locking.LockedCharField(blank=True, max_length=200),
                        ),
                        (
                            "code_word",
                            amends.foundation.lib.locking.LockedCharField(blank=True, max_length=60),
                        ),
                        (
                            "text_wording",
                            amends.foundation.lib.locking.LockedCharField(blank=True, max_length=200),
                        ),
                        (
                            "envelope",
                            amends.foundation.lib.locking.LockedCharField(blank=True, max_length=200),
                        ),
                        (
                            "dates_to_avoid",
                            amends.foundation.lib.locking.LockedCharField(blank=True, max_length=200),
                        ),
                        ("warning", amends.foundation.lib.locking.LockedTextField(blank=True)),
                        (
                            "referral",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="people",
                                to="referral.referral",
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField(default=1)),
                        (
                            "side",
                            models.CharField(
                                choices=[
                                    ("harmed", "Harmed"),
                                    ("responsible", "Responsible"),
                                    ("party_a", "Party A"),
                                    ("party_b", "Party B"),
                                    ("unknown", "Not clear yet"),
                                ],
                                default="unknown",
                                max_length=12,
                            ),
                        ),
                        (
                            "part",
                            models.CharField(
                                choices=[
                                    ("principal", "The person themselves"),
                                    ("member", "Member of a harmed group"),
                                    ("spokesperson", "Spokesperson of a group or company"),
                                    ("supporter", "Supporter"),
                                    ("parent", "Parent or guardian"),
                                    ("appropriate_adult", "Appropriate adult"),
                                    ("interpreter", "Interpreter"),
                                    ("other", "Somebody else who matters"),
                                ],
                                default="principal",
                                max_length=20,
                            ),
                        ),
                        (
                            "of",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="company",
                                to="referral.referralperson",
                            ),
                        ),
                        (
                            "takes_part",
                            models.BooleanField(
                                default=True, help_text="Off for people who are only spoken of."
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("person", "A person"),
                                    ("organisation", "A company or organisation"),
                                    ("group", "A group, such as the residents of a street"),
                                ],
                                default="person",
                                max_length=12,
                            ),
                        ),
                        ("full_name", models.CharField(max_length=200)),
                        ("known_as", models.CharField(blank=True, max_length=80)),
                        ("date_of_birth", models.DateField(blank=True, null=True)),
                        (
                            "age_note",
                            models.CharField(
                                blank=True,
                                help_text="34, forty odd, or a date that cannot be right.",
                                max_length=80,
                            ),
                        ),
                        (
                            "under_18",
                            models.BooleanField(
                                blank=True, help_text="Where the date of birth is not known.", null=True
                            ),
                        ),
                        (
                            "gender",
                            models.CharField(
                                choices=[
                                    ("female", "Female"),
                                    ("male", "Male"),
                                    ("other", "Another way"),
                                    ("not_stated", "Not stated"),
                                ],
                                default="not_stated",
                                max_length=12,
                            ),
                        ),
                        ("address", models.CharField(blank=True, max_length=300)),
                        ("postcode", models.CharField(blank=True, max_length=10)),
                        ("language", models.CharField(blank=True, max_length=60)),
                        ("interpreter_needed", models.BooleanField(default=False)),
                        ("access_needs", amends.foundation.lib.locking.LockedTextField(blank=True)),
                        (
                            "relationship",
                            amends.foundation.lib.locking.LockedCharField(
                                blank=True, help_text="To the other people in this referral.", max_length=300
                            ),
                        ),
                        (
                            "reference",
                            models.CharField(
                                blank=True,
                                help_text="Their number at the agency: prison number.",
                                max_length=60,
                            ),
                        ),
                        (
                            "wishes",
                            amends.foundation.lib.locking.LockedTextField(
                                blank=True, help_text="What they hope for, in their words where known."
                            ),
                        ),
                        ("note", amends.foundation.lib.locking.LockedTextField(blank=True)),
                        (
                            "who_knows",
                            amends.foundation.lib.locking.LockedCharField(
                                blank=True,
                                help_text="Who knows that they are in touch with the service.",
                                max_length=300,
                            ),
                        ),
                        (
                            "release_on",
                            models.DateField(blank=True, help_text="For people in custody.", null=True),
                        ),
                        (
                            "consent",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("given", "Agreed"),
                                    ("refused", "Said no"),
                                    ("not_sought", "Not asked"),
                                ],
                                max_length=12,
                            ),
                        ),
                        (
                            "consent_how",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("signed", "Signed the form"),
                                    ("mark", "Made their mark before a witness"),
                                    ("verbal", "Said so"),
                                    ("online", "Ticked it on the web form"),
                                    ("on_behalf", "Somebody else signed for them"),
                                ],
                                max_length=12,
                            ),
                        ),
                        (
                            "consent_name",
                            models.CharField(
                                blank=True, help_text="The name under the declaration.", max_length=200
                            ),
                        ),
                        ("consent_on", models.DateField(blank=True, null=True)),
                        (
                            "consent_covers",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=30),
                                blank=True,
                                default=amends.journey.referral.models.person.usual_covers,
                                size=None,
                            ),
                        ),
                        (
                            "consent_note",
                            amends.foundation.lib.locking.LockedCharField(blank=True, max_length=300),
                        ),
                        (
                            "appropriate_adult_needed",
                            models.CharField(
                                blank=True,
                                choices=[("yes", "Yes"), ("no", "No"), ("unsure", "Not sure")],
                                max_length=8,
                            ),
                        ),
                        ("appropriate_adult_name", models.CharField(blank=True, max_length=200)),
                        ("appropriate_adult_relationship", models.CharField(blank=True, max_length=120)),
                        ("appropriate_adult_telephone", models.CharField(blank=True, max_length=80)),
                        ("appropriate_adult_address", models.CharField(blank=True, max_length=300)),
                        ("appropriate_adult_signed", models.BooleanField(default=False)),
                        ("appropriate_adult_signed_on", models.DateField(blank=True, null=True)),
                    ],
                    options={
                        "verbose_name_plural": "referral people",
                        "ordering": ["referral", "position"],
                        "indexes": [
                            django.contrib.postgres.indexes.GinIndex(
                                django.contrib.postgres.indexes.OpClass(
                                    django.db.models.functions.text.Upper("full_name"), name="gin_trgm_ops"
                                ),
                                name="referral_person_misspelt",
                            ),
                            models.Index(
                                fields=["service", "date_of_birth"], name="referral_person_by_birthday"
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("date_of_birth__isnull", True),
                                    ("date_of_birth__gte", "1900-01-01"),
                                    _connector="OR",
                                ),
                                name="referral_person_born_after_1900",
                                violation_error_message="A date of birth before 1900 cannot be right.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("from_hour__isnull", True),
                                    ("until_hour__isnull", True),
                                    ("until_hour__gt", models.F("from_hour")),
                                    _connector="OR",
                                ),
                                name="referral_safe_hours_in_order",
                                violation_error_message="The safe hours end before they begin.",
                            ),
                            models.UniqueConstraint(
                                fields=("referral", "position"), name="one_person_a_position"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ReferralContact",
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
                            "referral",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="contacts",
                                to="referral.referral",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="contacts",
                                to="referral.referralperson",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("mobile", "Mobile"),
                                    ("landline", "Landline"),
                                    ("email", "E-mail"),
                                    ("address", "Address"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("value", models.CharField(max_length=300)),
                        ("note", amends.foundation.lib.locking.LockedCharField(blank=True, max_length=200)),
                        ("is_safe", models.BooleanField(default=True, help_text="Off: never use it.")),
                        ("rank", models.PositiveSmallIntegerField(default=1)),
                        (
                            "match_key",
                            models.CharField(
                                editable=False, help_text="Figures alone, or small letters.", max_length=300
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["service", "match_key"], name="referral_contact_by_value")
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("person", "kind", "match_key"),
                                name="referral_contact_once",
                                violation_error_message="This is already there for this person.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PolicingArea",
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
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="policing_areas",
                                to="access.service",
                            ),
                        ),
                        ("name", models.CharField(max_length=80)),
                        (
                            "hub_referrals",
                            models.BooleanField(
                                default=False, help_text="On where the hub takes referrals from this area."
                            ),
                        ),
                        (
                            "other_route",
                            models.CharField(
                                blank=True,
                                help_text="Where officers turn to while it is off.",
                                max_length=200,
                            ),
                        ),
                        (
                            "districts",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=80),
                                blank=True,
                                default=list,
                                help_text="The districts it covers.",
                                size=None,
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("service", "name"),
                                name="policing_area_once",
                                violation_error_message="There is already an area of this name.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CommunityResolution",
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
                            "referral",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="resolution",
                                to="referral.referral",
                            ),
                        ),
                        (
                            "policing_area",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="referral.policingarea",
                            ),
                        ),
                        (
                            "district",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="partners.district",
                            ),
                        ),
                        (
                            "offence",
                            amends.foundation.lib.locking.LockedTextField(
                                blank=True,
                                help_text="The offence or behaviour suffered, in the officer's words.",
                            ),
                        ),
                        (
                            "offence_group",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("theft", "Theft"),
                                    ("damage", "Damage"),
                                    ("assault", "Assault"),
                                    ("public_order", "Public order"),
                                    ("nuisance", "Nuisance or anti-social behaviour"),
                                    ("other", "Something else"),
                                ],
                                max_length=14,
                            ),
                        ),
                        ("wishes_informal_resolution", models.BooleanField(blank=True, null=True)),
                        ("understands_enforcement", models.BooleanField(blank=True, null=True)),
                        ("menu_read", models.BooleanField(blank=True, null=True)),
                        (
                            "victim_hub_consent",
                            models.CharField(
                                blank=True,
                                choices=[("yes", "Yes"), ("no", "No"), ("unsure", "Not sure")],
                                max_length=8,
                            ),
                        ),
                        (
                            "victim_hub_consent_note",
                            amends.foundation.lib.locking.LockedCharField(blank=True, max_length=200),
                        ),
                        ("victim_signed", models.BooleanField(default=False)),
                        (
                            "victim_signature_note",
                            amends.foundation.lib.locking.LockedCharField(
                                blank=True,
                                help_text="Who signed when it was not the person: pp.",
                                max_length=200,
                            ),
                        ),
                        ("victim_printed_name", models.CharField(blank=True, max_length=200)),
                        ("victim_signed_on", models.DateField(blank=True, null=True)),
                        ("victim_adult_name", models.CharField(blank=True, max_length=200)),
                        ("victim_adult_signed_on", models.DateField(blank=True, null=True)),
                        ("caution_given", models.BooleanField(blank=True, null=True)),
                        (
                            "caution_for",
                            amends.foundation.lib.locking.LockedCharField(
                                blank=True, help_text="The offence or incident that was put.", max_length=300
                            ),
                        ),
                        ("cautioned_by", models.CharField(blank=True, max_length=120)),
                        ("cautioned_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "caution_note",
                            amends.foundation.lib.locking.LockedCharField(
                                blank=True,
                                help_text="When the day is not written, or the place.",
                                max_length=200,
                            ),
                        ),
                        (
                            "caution_reply",
                            amends.foundation.lib.locking.LockedTextField(
                                blank=True,
                                help_text="Word for word. Facilitators do not see it unless it is released.",
                            ),
                        ),
                        ("reply_released", models.BooleanField(default=False)),
                        ("accepts_responsibility", models.BooleanField(blank=True, null=True)),
                        ("enters_contract", models.BooleanField(blank=True, null=True)),
                        ("police_agree_proportionate", models.BooleanField(blank=True, null=True)),
                        ("told_of_disclosure", models.BooleanField(blank=True, null=True)),
                        ("consents_to_disclosure", models.BooleanField(blank=True, null=True)),
                        (
                            "offender_hub_consent",
                            models.CharField(
                                blank=True,
                                choices=[("yes", "Yes"), ("no", "No"), ("unsure", "Not sure")],
                                max_length=8,
                            ),
                        ),
                        ("offender_signed", models.BooleanField(default=False)),
                        ("offender_printed_name", models.CharField(blank=True, max_length=200)),
                        ("offender_signed_on", models.DateField(blank=True, null=True)),
                        ("offender_adult_name", models.CharField(blank=True, max_length=200)),
                        ("offender_adult_signed_on", models.DateField(blank=True, null=True)),
                        ("flag_hate", models.BooleanField(default=False)),
                        ("flag_repeat", models.BooleanField(default=False)),
                        ("flag_vulnerable", models.BooleanField(default=False)),
                        ("completed_on", models.DateField(blank=True, null=True)),
                        (
                            "original_sent_to",
                            models.CharField(
                                blank=True,
                                default="The Records Centre, Dunmow Police Station",
                                max_length=120,
                            ),
                        ),
                        ("original_sent_on", models.DateField(blank=True, null=True)),
                        ("original_sent_by", models.CharField(blank=True, max_length=120)),
                        ("hub_has_copy", models.BooleanField(default=False)),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("accepts_responsibility__isnull", True),
                                    ("accepts_responsibility", False),
                                    ("caution_given", True),
                                    _connector="OR",
                                ),
                                name="caution_before_admission",
                                violation_error_message="The caution comes before the admission.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ChosenAction",
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
                            "referral",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="actions",
                                to="referral.referral",
                            ),
                        ),
                        (
                            "number",
                            models.PositiveSmallIntegerField(
                                choices=[
                                    (1, "Mediation"),
                                    (2, "Verbal or written apology"),
                                    (3, "Words of warning"),
                                    (4, "Acceptable behaviour contract"),
                                    (5, "Restorative justice activity"),
                                    (6, "Reparation in the community"),
                                    (7, "Financial compensation"),
                                    (8, "Rehabilitative activity"),
                                ]
                            ),
                        ),
                        ("is_restorative", models.BooleanField(help_text="Only these come to the hub.")),
                        ("chosen_by_victim", models.BooleanField(default=False)),
                        (
                            "agreed_place",
                            models.PositiveSmallIntegerField(
                                blank=True, help_text="1, 2 or 3 in what was agreed.", null=True
                            ),
                        ),
                        ("detail", amends.foundation.lib.locking.LockedCharField(blank=True, max_length=300)),
                        (
                            "amount",
                            models.DecimalField(blank=True, decimal_places=2, max_digits=8, null=True),
                        ),
                        (
                            "covers",
                            amends.foundation.lib.locking.LockedCharField(
                                blank=True,
                                help_text="Cost of repair, or of replacing what was stolen.",
                                max_length=200,
                            ),
                        ),
                        (
                            "evidence",
                            amends.foundation.lib.locking.LockedCharField(blank=True, max_length=200),
                        ),
                        ("paid_on", models.DateField(blank=True, null=True)),
                    ],
                    options={
                        "ordering": ["referral", "number"],
                        "constraints": [
                            models.UniqueConstraint(fields=("referral", "number"), name="action_once"),
                            models.UniqueConstraint(
                                fields=("referral", "agreed_place"),
                                name="agreed_place_once",
                                violation_error_message="Two agreed actions stand in the same place.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("agreed_place__isnull", True),
                                    ("agreed_place__range", (1, 3)),
                                    _connector="OR",
                                ),
                                name="three_agreed_actions",
                                violation_error_message="Up to three actions can be agreed.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("is_restorative", True), ("number__in", [1, 2, 5])),
                                    models.Q(
                                        models.Q(("number__in", [1, 2, 5]), _negated=True),
                                        ("is_restorative", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="restorative_actions",
                                violation_error_message="Restorative are actions 1, 2 and 5, and no other.",
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
                            "referral",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="sign_offs",
                                to="referral.referral",
                            ),
                        ),
                        (
                            "role",
                            models.CharField(
                                choices=[
                                    ("investigating", "Officer investigating"),
                                    ("supervising", "Supervising officer"),
                                    ("inspector", "Inspector authorising without the person harmed"),
                                ],
                                max_length=14,
                            ),
                        ),
                        ("name", models.CharField(max_length=120)),
                        ("collar_number", models.CharField(max_length=20)),
                        ("signed_on", models.DateField()),
                        ("note", amends.foundation.lib.locking.LockedCharField(blank=True, max_length=400)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("referral", "role"),
                                name="sign_off_once",
                                violation_error_message="This line is already signed.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Remedy",
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
                            "referral",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="remedy",
                                to="referral.referral",
                            ),
                        ),
                        (
                            "disposal",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("community_remedy", "Community remedy"),
                                    ("caution", "Caution"),
                                    ("conditional_caution", "Conditional caution"),
                                    ("other", "Another way"),
                                ],
                                max_length=20,
                            ),
                        ),
                        (
                            "alternative_sanction",
                            amends.foundation.lib.locking.LockedCharField(
                                blank=True,
                                help_text="What would follow without restorative justice.",
                                max_length=200,
                            ),
                        ),
                        (
                            "first_offence",
                            models.CharField(
                                blank=True,
                                choices=[("yes", "Yes"), ("no", "No"), ("unsure", "Not sure")],
                                max_length=8,
                            ),
                        ),
                        (
                            "low_level",
                            models.CharField(
                                blank=True,
                                choices=[("yes", "Yes"), ("no", "No"), ("unsure", "Not sure")],
                                max_length=8,
                            ),
                        ),
                        ("menu_offered_on", models.DateField(blank=True, null=True)),
                        (
                            "menu_offered_by",
                            models.CharField(blank=True, help_text="The officer.", max_length=120),
                        ),
                        (
                            "menu_explained_on",
                            models.DateField(
                                blank=True,
                                help_text="When each option open to them was explained.",
                                null=True,
                            ),
                        ),
                        ("menu_version", models.PositiveSmallIntegerField(blank=True, null=True)),
                        (
                            "menu_wishes",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("1", "Mediation"),
                                        ("2", "Verbal or written apology"),
                                        ("3", "Words of warning"),
                                        ("4", "Acceptable behaviour contract"),
                                        ("5", "Restorative justice activity"),
                                        ("6", "Reparation in the community"),
                                        ("7", "Financial compensation"),
                                        ("8", "Rehabilitative activity"),
                                    ],
                                    max_length=1,
                                ),
                                blank=True,
                                default=list,
                                size=None,
                            ),
                        ),
                        (
                            "menu_declined",
                            models.BooleanField(
                                blank=True, help_text="The person harmed did not want to choose.", null=True
                            ),
                        ),
                        ("victim_asked_on", models.DateField(blank=True, null=True)),
                        (
                            "offender_agrees",
                            models.CharField(
                                blank=True,
                                choices=[("yes", "Yes"), ("no", "No"), ("unsure", "Not sure")],
                                max_length=8,
                            ),
                        ),
                        ("offender_agreed_on", models.DateField(blank=True, null=True)),
                        (
                            "cra1_request",
                            amends.foundation.lib.locking.LockedTextField(
                                blank=True, help_text="Drafted when it came on another form."
                            ),
                        ),
                        ("cra1_requested_on", models.DateField(blank=True, null=True)),
                        (
                            "cra1_exception",
                            amends.foundation.lib.locking.LockedCharField(
                                blank=True, help_text="Why no CRA1 is needed.", max_length=300
                            ),
                        ),
                    ],
                    options={
                        "verbose_name_plural": "remedies",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("menu_offered_on__isnull", True),
                                    models.Q(("menu_offered_by", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="menu_is_offered_by_somebody",
                                violation_error_message="Say which officer offered the menu.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("menu_declined__isnull", True),
                                    ("menu_declined", False),
                                    ("menu_wishes", []),
                                    _connector="OR",
                                ),
                                name="menu_chosen_or_declined",
                                violation_error_message="Somebody who did not want to choose has not chosen.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("offender_agreed_on__isnull", True),
                                    ("offender_agrees", "yes"),
                                    _connector="OR",
                                ),
                                name="agreement_of_offender_with_its_day",
                                violation_error_message="There is a day of agreement, but no agreement.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="LocalOption",
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
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="access.service",
                            ),
                        ),
                        (
                            "district",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="menu_options",
                                to="partners.district",
                            ),
                        ),
                        (
                            "number",
                            models.PositiveSmallIntegerField(
                                choices=[
                                    (1, "Mediation"),
                                    (2, "Verbal or written apology"),
                                    (3, "Words of warning"),
                                    (4, "Acceptable behaviour contract"),
                                    (5, "Restorative justice activity"),
                                    (6, "Reparation in the community"),
                                    (7, "Financial compensation"),
                                    (8, "Rehabilitative activity"),
                                ]
                            ),
                        ),
                        ("available_from", models.DateField()),
                        ("ended_on", models.DateField(blank=True, null=True)),
                    ],
                    options={
                        "ordering": ["district", "number"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("district", "number"),
                                name="local_option_once",
                                violation_error_message="This action is listed for the district already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ended_on__isnull", True),
                                    ("ended_on__gte", models.F("available_from")),
                                    _connector="OR",
                                ),
                                name="local_option_ends_after_it_began",
                                violation_error_message="It cannot end before it began.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Sentencing",
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
                            "referral",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="sentencing",
                                to="referral.referral",
                            ),
                        ),
                        ("offence", models.CharField(blank=True, max_length=300)),
                        ("report_author", models.CharField(blank=True, max_length=200)),
                        (
                            "is_ppo",
                            models.BooleanField(
                                blank=True, help_text="A prolific or other priority offender.", null=True
                            ),
                        ),
                        (
                            "sentence_proposed",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("suspended", "Suspended sentence order"),
                                    ("community", "Community order"),
                                    ("deferred", "Deferred sentence"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("months_of_supervision", models.PositiveSmallIntegerField(blank=True, null=True)),
                        ("proposed_on", models.DateField(blank=True, null=True)),
                        (
                            "talked_on",
                            models.DateField(
                                blank=True, help_text="When it was talked over beforehand.", null=True
                            ),
                        ),
                        ("talk_note", amends.foundation.lib.locking.LockedTextField(blank=True)),
                        (
                            "talk_advice",
                            amends.foundation.lib.locking.LockedTextField(
                                blank=True, help_text="What the service advised."
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("months_of_supervision__isnull", True), ("sentence_proposed", "")
                                    ),
                                    models.Q(
                                        models.Q(("sentence_proposed", ""), _negated=True),
                                        ("months_of_supervision__range", (1, 36)),
                                    ),
                                    _connector="OR",
                                ),
                                name="proposal_says_sentence_and_months",
                                violation_error_message="A proposal says which sentence and how many months of supervision, 1 to 36.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("talk_advice", ""), ("talk_note", "")),
                                    ("talked_on__isnull", False),
                                    _connector="OR",
                                ),
                                name="talk_before_referral_has_a_day",
                                violation_error_message="Say on which day you talked it over.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Worksheet",
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
                            "referral",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="worksheet",
                                to="referral.referral",
                            ),
                        ),
                        ("is_ppo", models.BooleanField(blank=True, help_text="PPO or IOM.", null=True)),
                        ("ethnicity", models.CharField(blank=True, max_length=60)),
                        (
                            "offences",
                            amends.foundation.lib.locking.LockedTextField(
                                blank=True, help_text="One a line."
                            ),
                        ),
                        ("weapon", models.BooleanField(blank=True, null=True)),
                        ("violence", models.BooleanField(blank=True, null=True)),
                        (
                            "encounter",
                            models.BooleanField(
                                blank=True,
                                help_text="Whether the person harmed and the person responsible met in it.",
                                null=True,
                            ),
                        ),
                        ("length_of_supervision", models.CharField(blank=True, max_length=60)),
                        (
                            "notified_on",
                            models.DateField(
                                blank=True, help_text="When the service heard of the order.", null=True
                            ),
                        ),
                        (
                            "purpose",
                            amends.foundation.lib.locking.LockedCharField(
                                blank=True,
                                help_text="Purpose of the sentence, if the court said.",
                                max_length=300,
                            ),
                        ),
                        ("report_author", models.CharField(blank=True, max_length=200)),
                        ("offender_manager", models.CharField(blank=True, max_length=200)),
                        ("office", models.CharField(blank=True, max_length=120)),
                        ("requirement_1", models.CharField(blank=True, max_length=120)),
                        ("requirement_2", models.CharField(blank=True, max_length=120)),
                        ("requirement_3", models.CharField(blank=True, max_length=120)),
                        ("co_defendants", models.CharField(blank=True, max_length=300)),
                        (
                            "other_information",
                            amends.foundation.lib.locking.LockedTextField(
                                blank=True, help_text="Compensation, for example."
                            ),
                        ),
                        (
                            "report",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("not_available", "Not available"),
                                    ("requested", "Requested"),
                                    ("attached", "Attached"),
                                ],
                                max_length=15,
                            ),
                        ),
                        (
                            "prosecution",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("not_available", "Not available"),
                                    ("requested", "Requested"),
                                    ("attached", "Attached"),
                                ],
                                max_length=15,
                            ),
                        ),
                        ("prosecution_requested_on", models.DateField(blank=True, null=True)),
                        (
                            "victim_information",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("requested", "Requested"),
                                    ("to_send", "Arrived, to be sent separately"),
                                    ("sent", "Sent separately"),
                                ],
                                max_length=10,
                            ),
                        ),
                        (
                            "victim_information_on",
                            models.DateField(
                                blank=True, help_text="When it was requested or sent.", null=True
                            ),
                        ),
                        (
                            "sent_to",
                            models.CharField(
                                blank=True, help_text="To whom and how it was sent.", max_length=200
                            ),
                        ),
                        ("facilitator", models.CharField(blank=True, max_length=200)),
                        ("allocated_on", models.DateField(blank=True, null=True)),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("report", "requested"), _negated=True),
                                name="worksheet_report_is_there_or_not",
                                violation_error_message="The pre-sentence report is attached or it is not available.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("prosecution", "requested"), _negated=True),
                                    ("prosecution_requested_on__isnull", False),
                                    _connector="OR",
                                ),
                                name="worksheet_prosecution_request_has_a_day",
                                violation_error_message="Say when the prosecution papers were requested.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("victim_information", "requested"), _negated=True),
                                    ("victim_information_on__isnull", False),
                                    _connector="OR",
                                ),
                                name="worksheet_victim_request_has_a_day",
                                violation_error_message="Say when the information about the person harmed was requested.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("victim_information", "sent"), _negated=True),
                                    models.Q(
                                        ("victim_information_on__isnull", False),
                                        models.Q(("sent_to", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="worksheet_victim_information_sent_to_somebody",
                                violation_error_message="Say when and to whom it was sent.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("facilitator", ""), ("allocated_on__isnull", True)),
                                    models.Q(
                                        models.Q(("facilitator", ""), _negated=True),
                                        ("allocated_on__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="worksheet_facilitator_with_day",
                                violation_error_message="A facilitator and the day of allocation go together.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ReferralSettings",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "service",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="referral_settings",
                                to="access.service",
                            ),
                        ),
                        (
                            "minimum",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=40),
                                blank=True,
                                help_text="The parts a referral cannot start without; none set: those of the profile.",
                                null=True,
                                size=None,
                            ),
                        ),
                        (
                            "explanation",
                            models.TextField(
                                blank=True,
                                help_text="What restorative justice is, and what follows if the person harmed declines.",
                            ),
                        ),
                        (
                            "length_of_activity",
                            models.CharField(blank=True, default="up to 4 days", max_length=120),
                        ),
                        ("contact_name", models.CharField(blank=True, max_length=120)),
                        ("contact_telephone", models.CharField(blank=True, max_length=80)),
                        ("contact_email", models.EmailField(blank=True, max_length=254)),
                        (
                            "destination",
                            models.EmailField(
                                blank=True,
                                help_text="The secure address for forms that come by e-mail.",
                                max_length=254,
                            ),
                        ),
                        (
                            "is_published",
                            models.BooleanField(
                                default=False, help_text="On: referrers can use the forms about a sentence."
                            ),
                        ),
                        (
                            "prompt_days",
                            models.PositiveSmallIntegerField(
                                default=5,
                                help_text="How many days a community remedy referral may take once both have agreed.",
                            ),
                        ),
                        (
                            "cover_target_on",
                            models.DateField(
                                blank=True,
                                help_text="By when every action is to be on offer everywhere.",
                                null=True,
                            ),
                        ),
                        (
                            "changed_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("changed_at", models.DateTimeField(default=django.utils.timezone.now)),
                    ],
                    options={
                        "verbose_name_plural": "referral settings",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("is_published", False),
                                    models.Q(
                                        models.Q(("contact_name", ""), _negated=True),
                                        models.Q(
                                            models.Q(("contact_telephone", ""), _negated=True),
                                            models.Q(("contact_email", ""), _negated=True),
                                            _connector="OR",
                                        ),
                                    ),
                                    _connector="OR",
                                ),
                                name="published_form_names_a_contact",
                                violation_error_message="Say whom referrers can talk to: a name, and a number or an e-mail address.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("is_published", False),
                                    models.Q(
                                        models.Q(("explanation", ""), _negated=True),
                                        models.Q(("destination", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="published_form_explains_itself",
                                violation_error_message="The form needs its explanation and the address it is sent to.",
                            ),
                        ],
                    },
                ),
            ]
        ),
    ]
