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
        ("finding", "0001_initial"),
        ("finding", "0003_caseloads"),
        ("finding", "0005_victim_notices"),
        ("finding", "0006_lock_texts"),
    ]
    dependencies: ClassVar = [
        ("access", "0001_tables"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("case", "0001_tables"),
    ]
    operations: ClassVar = [
        CreateTables(
            [
                migrations.CreateModel(
                    name="Extract",
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
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="access.agency",
                            ),
                        ),
                        (
                            "side",
                            models.CharField(
                                choices=[("responsible", "Person responsible"), ("harmed", "Person harmed")],
                                max_length=12,
                            ),
                        ),
                        (
                            "holds",
                            models.CharField(
                                choices=[
                                    ("standing", "Everybody on the caseload on one day"),
                                    ("incoming", "Those who came in during some months"),
                                ],
                                default="standing",
                                max_length=10,
                            ),
                        ),
                        ("months", models.PositiveSmallIntegerField(blank=True, null=True)),
                        ("name", models.CharField(max_length=120)),
                        ("kind", models.CharField(choices=[("csv", "CSV"), ("xlsx", "Excel")], max_length=4)),
                        ("encoding", models.CharField(blank=True, max_length=12)),
                        ("delimiter", models.CharField(blank=True, max_length=1)),
                        ("headings", models.JSONField(blank=True, default=list)),
                        ("columns", models.JSONField(blank=True, default=dict)),
                        ("words", models.JSONField(blank=True, default=dict)),
                        ("criteria", models.JSONField(blank=True, default=dict)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("uploaded", "Waiting for its columns"),
                                    ("waiting", "Waiting to be read"),
                                    ("reading", "Being read"),
                                    ("done", "Read"),
                                    ("failed", "Could not be read"),
                                ],
                                default="uploaded",
                                max_length=10,
                            ),
                        ),
                        ("problem", models.CharField(blank=True, max_length=400)),
                        ("profile", models.CharField(blank=True, max_length=60)),
                        ("profile_version", models.PositiveIntegerField(blank=True, null=True)),
                        ("rows_read", models.PositiveIntegerField(default=0)),
                        (
                            "rows_total",
                            models.PositiveIntegerField(
                                default=0, help_text="An estimate until it has been read."
                            ),
                        ),
                        (
                            "uploaded_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "uploaded_at",
                            models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                        ),
                        (
                            "started_at",
                            models.DateTimeField(
                                blank=True, help_text="When it was handed to the worker.", null=True
                            ),
                        ),
                        ("done_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "file_until",
                            models.DateField(help_text="The file itself is deleted after this day."),
                        ),
                        ("file_deleted_at", models.DateTimeField(blank=True, null=True)),
                        ("sha256", models.CharField(max_length=64)),
                    ],
                    options={
                        "indexes": [models.Index(fields=["service", "-id"], name="extracts_newest_first")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("side__in", ["harmed", "responsible"])),
                                name="extract_of_one_side",
                                violation_error_message="Say whether these are people harmed or people responsible.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("holds", "standing"), ("months__isnull", True)),
                                    models.Q(("holds", "incoming"), ("months__range", (1, 24))),
                                    _connector="OR",
                                ),
                                name="incoming_extract_has_months",
                                violation_error_message="Say how many months the file covers, from 1 to 24.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "failed"), _negated=True),
                                    models.Q(("problem", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="failed_extract_says_why",
                                violation_error_message="Say why the file could not be read.",
                            ),
                            models.UniqueConstraint(
                                fields=("id", "service", "side"), name="extract_of_service_and_side"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Candidate",
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
                            "extract",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="candidates",
                                to="finding.extract",
                            ),
                        ),
                        ("side", models.CharField(max_length=12)),
                        ("row", models.PositiveIntegerField()),
                        ("full_name", models.CharField(blank=True, max_length=200)),
                        ("date_of_birth", models.DateField(blank=True, null=True)),
                        ("postcode", models.CharField(blank=True, max_length=10)),
                        ("person_reference", models.CharField(blank=True, max_length=60)),
                        ("offence_reference", models.CharField(blank=True, max_length=60)),
                        (
                            "person_key",
                            models.CharField(
                                blank=True, help_text="Capital letters and figures alone.", max_length=60
                            ),
                        ),
                        ("offence_key", models.CharField(blank=True, max_length=160)),
                        ("offence", models.CharField(blank=True, max_length=300)),
                        ("offence_on", models.DateField(blank=True, null=True)),
                        ("release_on", models.DateField(blank=True, null=True)),
                        ("management_phase", models.PositiveSmallIntegerField(blank=True, null=True)),
                        ("delivery_point", models.CharField(blank=True, max_length=20)),
                        ("facts", amends.foundation.lib.locking.LockedJSONField(blank=True, default=dict)),
                        ("details", amends.foundation.lib.locking.LockedJSONField(blank=True, default=dict)),
                        ("decision", models.CharField(max_length=20)),
                        (
                            "rules",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=60),
                                blank=True,
                                default=list,
                                size=None,
                            ),
                        ),
                        (
                            "missing",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=40),
                                blank=True,
                                default=list,
                                size=None,
                            ),
                        ),
                        (
                            "result",
                            models.CharField(
                                choices=[
                                    ("eligible", "Eligible on paper"),
                                    ("check_file", "Look at the file"),
                                    ("not_eligible", "Not eligible"),
                                    ("outside", "Outside what was looked for"),
                                ],
                                max_length=14,
                            ),
                        ),
                        ("why", models.CharField(blank=True, max_length=400)),
                        (
                            "met",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=20),
                                blank=True,
                                default=list,
                                help_text="The priority factors it meets.",
                                size=None,
                            ),
                        ),
                        ("score", models.IntegerField(default=0)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("open", "Possible case"),
                                    ("refer", "To be referred"),
                                    ("not_suitable", "Not suitable"),
                                    ("wait", "Wait"),
                                    ("known", "Already known"),
                                    ("referred", "Referred"),
                                ],
                                default="open",
                                max_length=14,
                            ),
                        ),
                        (
                            "same_as",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="finding.candidate",
                            ),
                        ),
                        ("holder_contacted_on", models.DateField(blank=True, null=True)),
                        ("referral_number", models.CharField(blank=True, max_length=20)),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                fields=["extract", "result", "state", "-score", "row"],
                                name="candidates_ranked",
                            ),
                            models.Index(
                                fields=["service", "side", "person_key", "offence_key"],
                                name="candidates_by_keys",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "referred"), _negated=True),
                                    models.Q(("referral_number", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="candidate_referred_has_a_number",
                                violation_error_message="Give the number of the referral.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("result__in", ["check_file", "not_eligible", "outside"]),
                                        _negated=True,
                                    ),
                                    models.Q(("why", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="candidate_held_back_says_why",
                                violation_error_message="Say why this row does not count as eligible.",
                            ),
                            models.UniqueConstraint(fields=("extract", "row"), name="candidate_once_a_row"),
                            models.UniqueConstraint(
                                fields=("id", "service", "side"), name="candidate_of_service_and_side"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Assessment",
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
                            "candidate",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="assessments",
                                to="finding.candidate",
                            ),
                        ),
                        (
                            "choice",
                            models.CharField(
                                choices=[
                                    ("refer", "Refer it"),
                                    ("not_suitable", "Not suitable"),
                                    ("wait", "Wait"),
                                ],
                                max_length=14,
                            ),
                        ),
                        (
                            "after",
                            models.CharField(
                                choices=[("paper", "Reading the papers"), ("interview", "An interview")],
                                default="paper",
                                max_length=10,
                            ),
                        ),
                        ("reason", amends.foundation.lib.locking.LockedCharField(blank=True, max_length=300)),
                        ("holder_contacted", models.BooleanField(default=False)),
                        ("assessed_on", models.DateField()),
                        (
                            "by",
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
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("choice", "refer"),
                                    models.Q(("reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="assessment_against_says_why",
                                violation_error_message="Say why it is not to be referred now.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ExtractFile",
                    fields=[
                        (
                            "service",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="access.service",
                            ),
                        ),
                        (
                            "extract",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                primary_key=True,
                                related_name="file",
                                serialize=False,
                                to="finding.extract",
                            ),
                        ),
                        ("data", models.BinaryField()),
                    ],
                ),
                migrations.CreateModel(
                    name="Rejected",
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
                            "extract",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="rejected",
                                to="finding.extract",
                            ),
                        ),
                        ("row", models.PositiveIntegerField()),
                        ("column", models.CharField(blank=True, max_length=200)),
                        ("reason", models.CharField(max_length=400)),
                    ],
                    options={
                        "ordering": ["row", "pk"],
                        "indexes": [
                            models.Index(fields=["extract", "row"], name="rejected_rows_of_an_extract")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Disclosure",
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
                        ("person", models.CharField(max_length=200)),
                        ("reference", models.CharField(blank=True, max_length=60)),
                        ("disclosed_on", models.DateField()),
                        (
                            "nature",
                            amends.foundation.lib.locking.LockedTextField(
                                blank=True, help_text="Only whoever noted it sees this."
                            ),
                        ),
                        ("informed_on", models.DateField(blank=True, null=True)),
                        (
                            "what_given",
                            amends.foundation.lib.locking.LockedCharField(blank=True, max_length=200),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("informed_on__isnull", True),
                                    models.Q(("what_given", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="informed_says_what",
                                violation_error_message="Say what they were given.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("informed_on__isnull", True),
                                    ("informed_on__gte", models.F("disclosed_on")),
                                    _connector="OR",
                                ),
                                name="informed_after_disclosure",
                                violation_error_message="They cannot have been informed before they said it.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Interest",
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
                        ("person", models.CharField(max_length=200)),
                        (
                            "reference",
                            models.CharField(blank=True, help_text="Prison number.", max_length=60),
                        ),
                        ("prison", models.CharField(max_length=120)),
                        (
                            "raised_by",
                            models.CharField(
                                choices=[
                                    ("provider", "A provider working in the prison"),
                                    ("chaplaincy", "Chaplaincy"),
                                    ("keyworker", "Key worker"),
                                    ("self", "The person themselves"),
                                    ("other", "Somebody else"),
                                ],
                                max_length=15,
                            ),
                        ),
                        ("raised_on", models.DateField()),
                        (
                            "officer",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("open", "With the prison offender manager"),
                                    ("referred", "Referred"),
                                    ("dropped", "Not taken further"),
                                ],
                                default="open",
                                max_length=10,
                            ),
                        ),
                        ("referral_number", models.CharField(blank=True, max_length=20)),
                        (
                            "why_dropped",
                            amends.foundation.lib.locking.LockedCharField(blank=True, max_length=300),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "referred"), _negated=True),
                                    models.Q(("referral_number", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="interest_referred_has_a_number",
                                violation_error_message="Give the number of the referral.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "dropped"), _negated=True),
                                    models.Q(("why_dropped", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="interest_dropped_has_a_reason",
                                violation_error_message="Say why it is not taken further.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Layout",
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
                            "agency",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="access.agency",
                            ),
                        ),
                        (
                            "columns",
                            models.JSONField(
                                blank=True,
                                default=dict,
                                help_text="Heading of the column, and what it holds.",
                            ),
                        ),
                        (
                            "words",
                            models.JSONField(
                                blank=True,
                                default=dict,
                                help_text="For each choice, the agency's word and ours.",
                            ),
                        ),
                        (
                            "criteria",
                            models.JSONField(
                                blank=True, default=dict, help_text="Which rows are looked for at all."
                            ),
                        ),
                        (
                            "changed_at",
                            models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="Weights",
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
                                related_name="+",
                                to="access.service",
                            ),
                        ),
                        ("by_factor", models.JSONField(blank=True, default=dict)),
                        ("reason", models.CharField(max_length=300)),
                        (
                            "changed_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "changed_at",
                            models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="Match",
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
                        ("side", models.CharField(max_length=12)),
                        (
                            "candidate",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="matches",
                                to="finding.candidate",
                            ),
                        ),
                        (
                            "earlier",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="finding.candidate",
                            ),
                        ),
                        (
                            "participant",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="case.participant",
                            ),
                        ),
                        ("probability", models.DecimalField(decimal_places=3, max_digits=4)),
                        (
                            "agrees_on",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=20),
                                blank=True,
                                default=list,
                                size=None,
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("proposed", "Not looked at yet"),
                                    ("same_matter", "The same person and the same matter"),
                                    ("same_person", "The same person, another matter"),
                                    ("different", "Two different people"),
                                ],
                                default="proposed",
                                max_length=14,
                            ),
                        ),
                        (
                            "reviewed_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("reviewed_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "verbose_name_plural": "matches",
                        "indexes": [
                            models.Index(
                                fields=["service", "state", "-probability"], name="matches_to_look_at"
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("earlier__isnull", False), ("participant__isnull", True)),
                                    models.Q(("earlier__isnull", True), ("participant__isnull", False)),
                                    _connector="OR",
                                ),
                                name="match_with_one_record",
                                violation_error_message="A match is with an earlier row or with somebody in a case, not both.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("earlier__isnull", True),
                                    models.Q(("earlier", models.F("candidate")), _negated=True),
                                    _connector="OR",
                                ),
                                name="match_with_another_record",
                                violation_error_message="A record does not match itself.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("reviewed_by__isnull", True), ("state", "proposed")),
                                    models.Q(
                                        models.Q(("state", "proposed"), _negated=True),
                                        ("reviewed_by__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="match_decided_by_somebody",
                                violation_error_message="A match is decided by a person.",
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
                        ("victim", models.CharField(max_length=200)),
                        (
                            "reference",
                            models.CharField(
                                blank=True, help_text="Crime number or case reference.", max_length=60
                            ),
                        ),
                        ("area", models.CharField(blank=True, help_text="Police area.", max_length=80)),
                        ("offered_on", models.DateField(blank=True, null=True)),
                        ("offered_by", models.CharField(blank=True, max_length=120)),
                        (
                            "told",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("told", "Told in person"),
                                    ("leaflet", "Given the leaflet"),
                                    ("referral", "Referred to a support service"),
                                ],
                                max_length=10,
                            ),
                        ),
                        (
                            "response",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("wants_more", "Wants to hear more"),
                                    ("not_now", "Not now"),
                                    ("no", "No"),
                                    ("undecided", "Undecided"),
                                ],
                                max_length=12,
                            ),
                        ),
                        (
                            "heard_from",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("police", "Police"),
                                    ("vlo", "Victim liaison officer"),
                                    ("victim_support", "Victim Support"),
                                    ("self", "Found it themselves"),
                                    ("other", "Somebody else"),
                                ],
                                max_length=15,
                            ),
                        ),
                        ("code_edition", models.CharField(default="2020", max_length=20)),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                condition=models.Q(("offered_on__isnull", True)),
                                fields=["service", "noted_at"],
                                name="not_offered_yet",
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("offered_on__isnull", True),
                                    models.Q(
                                        models.Q(("offered_by", ""), _negated=True),
                                        models.Q(("told", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="offer_says_by_whom_and_how",
                                violation_error_message="Say who told them, and how.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Request",
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
                        ("person", models.CharField(max_length=200)),
                        (
                            "reference",
                            models.CharField(
                                blank=True, help_text="Their number at probation or prison.", max_length=60
                            ),
                        ),
                        ("in_custody", models.BooleanField(default=False)),
                        (
                            "told_on",
                            models.DateField(
                                blank=True, help_text="When they were told that it exists.", null=True
                            ),
                        ),
                        ("asked_on", models.DateField()),
                        ("made_to", models.CharField(max_length=120)),
                        (
                            "way",
                            models.CharField(
                                blank=True,
                                help_text="In conversation, by letter, by application form.",
                                max_length=120,
                            ),
                        ),
                        (
                            "outcome",
                            models.CharField(
                                choices=[
                                    ("pending", "Not referred yet"),
                                    ("referred", "Referred"),
                                    ("not_suitable", "Not suitable"),
                                    ("withdrawn", "They no longer want it"),
                                ],
                                default="pending",
                                max_length=15,
                            ),
                        ),
                        ("referred_on", models.DateField(blank=True, null=True)),
                        ("referral_number", models.CharField(blank=True, max_length=20)),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["service", "outcome", "asked_on"], name="open_requests")
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("told_on__isnull", True),
                                    ("told_on__lte", models.F("asked_on")),
                                    _connector="OR",
                                ),
                                name="told_before_asking",
                                violation_error_message="They cannot have been told after they asked.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("outcome", "referred"), _negated=True),
                                    models.Q(
                                        ("referred_on__gte", models.F("asked_on")),
                                        ("referred_on__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="referred_after_asking",
                                violation_error_message="Say on which day the referral was sent; it cannot be before they asked.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Sample",
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
                            "extract",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="samples",
                                to="finding.extract",
                            ),
                        ),
                        ("size", models.PositiveIntegerField()),
                        (
                            "out_of",
                            models.PositiveIntegerField(
                                help_text="How many were eligible when it was drawn."
                            ),
                        ),
                        ("seed", models.PositiveBigIntegerField()),
                        (
                            "drawn_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "drawn_at",
                            models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("size__gt", 0), ("size__lte", models.F("out_of"))),
                                name="sample_within_the_list",
                                violation_error_message="A sample has at least one case, and no more than the list.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Reading",
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
                            "sample",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="readings",
                                to="finding.sample",
                            ),
                        ),
                        (
                            "candidate",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="readings",
                                to="finding.candidate",
                            ),
                        ),
                        (
                            "reader",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "handed_at",
                            models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                        ),
                        (
                            "sources",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("psr", "Pre-sentence report"),
                                        ("oasys", "OASys"),
                                        ("plan", "Sentence plan"),
                                        ("record", "Running record"),
                                        ("interview", "Interview"),
                                    ],
                                    max_length=10,
                                ),
                                blank=True,
                                default=list,
                                size=None,
                            ),
                        ),
                        ("suitable", models.BooleanField(blank=True, null=True)),
                        ("reason", amends.foundation.lib.locking.LockedCharField(blank=True, max_length=300)),
                        ("read_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "indexes": [models.Index(fields=["reader", "read_at"], name="papers_of_a_reader")],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("sample", "candidate"), name="read_once_a_sample"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("read_at__isnull", True), ("suitable__isnull", True)),
                                    models.Q(
                                        ("read_at__isnull", False),
                                        ("sources__len__gt", 0),
                                        ("suitable__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="reading_names_its_papers",
                                violation_error_message="Say which papers were read.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("suitable", False), _negated=True),
                                    models.Q(("reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="reading_unsuitable_says_why",
                                violation_error_message="Say why it is not suitable.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="VictimNotice",
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
                        ("victim", models.CharField(max_length=200)),
                        (
                            "offender",
                            models.CharField(
                                help_text="Who was responsible, as the officer knows them.", max_length=200
                            ),
                        ),
                        ("reference", models.CharField(blank=True, help_text="Crime number.", max_length=60)),
                        ("told_on", models.DateField()),
                        (
                            "wishes",
                            amends.foundation.lib.locking.LockedTextField(
                                help_text="What they would like, and how to reach them."
                            ),
                        ),
                        (
                            "copied_as",
                            models.CharField(
                                blank=True,
                                help_text="The entry in the offender record it was copied to.",
                                max_length=60,
                            ),
                        ),
                        ("copied_on", models.DateField(blank=True, null=True)),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("copied_as", ""), ("copied_on__isnull", True)),
                                    models.Q(
                                        models.Q(("copied_as", ""), _negated=True),
                                        ("copied_on__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="copied_with_a_day",
                                violation_error_message="Give the entry it was copied to, and the day.",
                            )
                        ],
                    },
                ),
            ]
        ),
    ]
