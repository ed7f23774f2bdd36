"""What went out of a case and what came in, behind the walls of the files it belongs to."""

from typing import ClassVar

import amends.foundation.lib.locking
import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

from amends.foundation.lib.migrating import CreateTables, together
from amends.foundation.record.protect import append_only, protect

# A paper belongs to the side of its bundle, whoever writes the row.
SAME_FILE = """
ALTER TABLE disclosure_paper ADD CONSTRAINT paper_of_the_bundle_s_side
    FOREIGN KEY (bundle_id, file_id) REFERENCES disclosure_bundle (id, file_id) DEFERRABLE INITIALLY DEFERRED;
"""
NOT_SAME_FILE = "ALTER TABLE disclosure_paper DROP CONSTRAINT paper_of_the_bundle_s_side;"

# A disclosure names the consent it rests on; the body it was made to reads that line of it, while they agree, and no more.
# What somebody agreed to let a body know, for the officer of that body who works with the case: only where the answer
# on the switchboard names the body and nothing was taken back since.
GIVEN = """
CREATE FUNCTION disclosure_given(in_case bigint) RETURNS bigint[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public AS $$ BEGIN RETURN (
    SELECT coalesce(array_agg(d.id), '{}')
    FROM case_casefile f JOIN disclosure_disclosure d ON d.file_id = f.id
    JOIN access_agency a ON a.id = d.agency_id JOIN consent_consent c ON c.id = d.consent_id
    WHERE f.case_id = ANY (amends_known_cases()) AND (in_case IS NULL OR f.case_id = in_case)
      AND d.ground = 'consent' AND c.participant_id = d.participant_id AND c.purpose = 'share_details'
      AND c.answer = 'given' AND NOT c.pending AND c.covers @> to_jsonb(a.kind::text)
      AND NOT EXISTS (SELECT FROM consent_consent l WHERE l.participant_id = c.participant_id
                      AND l.purpose = c.purpose AND l.id > c.id
                      AND (l.answer <> 'given' OR NOT l.covers @> to_jsonb(a.kind::text)))
      AND EXISTS (SELECT FROM access_membership m WHERE m.user_id = amends_user() AND m.agency_id = d.agency_id
                  AND m.service_id = d.service_id AND m.sees IN ('responsible_side', 'harmed_side')
                  AND m.starts_on <= amends_today() AND (m.ends_on IS NULL OR m.ends_on >= amends_today()))); END $$;
CREATE POLICY disclosure_disclosure_given ON disclosure_disclosure FOR SELECT
    USING (id = ANY ((SELECT disclosure_given(NULL))::bigint[]));
"""
NOT_GIVEN = """
DROP POLICY disclosure_disclosure_given ON disclosure_disclosure;
DROP FUNCTION disclosure_given(bigint);
"""


class Migration(migrations.Migration):
    initial = True
    replaces: ClassVar = [
        ("disclosure", "0001_initial"),
        ("disclosure", "0002_consent_reference"),
        ("disclosure", "0003_locked_texts"),
        ("disclosure", "0004_releases"),
        ("disclosure", "0005_lock_texts"),
        ("disclosure", "0006_mappa_answers"),
    ]
    dependencies: ClassVar = [
        ("access", "0001_tables"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("documents", "0001_tables"),
        ("consent", "0001_tables"),
        ("eligibility", "0001_tables"),
        ("case", "0003_behind_walls"),
    ]
    operations: ClassVar = [
        CreateTables(
            [
                migrations.CreateModel(
                    name="Bundle",
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
                        ("recipient", models.CharField(max_length=160)),
                        (
                            "method",
                            models.CharField(
                                choices=[
                                    ("post", "Post, two envelopes"),
                                    ("courier", "Courier"),
                                    ("hand", "Handed over"),
                                ],
                                max_length=8,
                            ),
                        ),
                        (
                            "begun_at",
                            models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                        ),
                        (
                            "begun_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("sent_on", models.DateField(blank=True, null=True)),
                        (
                            "sent_by",
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
                                    models.Q(("sent_by__isnull", True), ("sent_on__isnull", True)),
                                    models.Q(("sent_by__isnull", False), ("sent_on__isnull", False)),
                                    _connector="OR",
                                ),
                                name="bundle_sent_by_somebody",
                                violation_error_message="Say who sent it, and when.",
                            ),
                            models.UniqueConstraint(fields=("id", "file"), name="bundle_of_file"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Paper",
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
                            "bundle",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="papers",
                                to="disclosure.bundle",
                            ),
                        ),
                        ("title", models.CharField(max_length=160)),
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
                    ],
                    options={
                        "abstract": False,
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
                                related_name="disclosures",
                                to="case.participant",
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
                            "recipient",
                            models.CharField(help_text="Who there, by name or post.", max_length=120),
                        ),
                        (
                            "how",
                            models.CharField(
                                choices=[
                                    ("system", "Into the body’s own system"),
                                    ("email", "Secure e-mail"),
                                    ("post", "Post, two envelopes"),
                                    ("phone", "Telephone"),
                                    ("talk", "Face to face"),
                                ],
                                max_length=8,
                            ),
                        ),
                        (
                            "address",
                            models.EmailField(
                                blank=True, help_text="Where it went, when it went by e-mail.", max_length=254
                            ),
                        ),
                        ("purpose", amends.foundation.lib.locking.LockedCharField(max_length=300)),
                        (
                            "items",
                            amends.foundation.lib.locking.LockedTextField(
                                help_text="What was given, one thing a line."
                            ),
                        ),
                        (
                            "ground",
                            models.CharField(
                                choices=[
                                    ("consent", "Their consent"),
                                    ("public_interest", "An overriding public interest"),
                                    ("other", "Another justification"),
                                ],
                                max_length=16,
                            ),
                        ),
                        (
                            "consent",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="consent.consent",
                            ),
                        ),
                        (
                            "consent_reference",
                            models.CharField(
                                blank=True,
                                default="",
                                help_text="The consent it rests on, as the record calls it.",
                                max_length=60,
                            ),
                        ),
                        ("reasons", amends.foundation.lib.locking.LockedTextField(blank=True)),
                        (
                            "section_115",
                            models.BooleanField(default=False, help_text="In line with section 115."),
                        ),
                        (
                            "proportionality",
                            amends.foundation.lib.locking.LockedTextField(help_text="Why no less would do."),
                        ),
                        ("at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "indexes": [models.Index(fields=["file", "-id"], name="disclosures_of_a_file")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ground", "consent"),
                                    models.Q(("reasons", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="disclosure_has_reasons",
                                violation_error_message="Without their consent, write down the reasons.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("ground", "consent"), _negated=True),
                                    models.Q(("consent_reference", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="disclosure_names_its_consent",
                                violation_error_message="Say which consent it rests on.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("proportionality", ""), _negated=True),
                                name="disclosure_is_proportionate",
                                violation_error_message="Say why no less would do.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("how", "email"), _negated=True),
                                    models.Q(("address", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="disclosure_by_email_has_an_address",
                                violation_error_message="Say to which address it went.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="JointWork",
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
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="access.agency",
                            ),
                        ),
                        (
                            "lead",
                            models.CharField(
                                choices=[("we", "We do"), ("they", "The youth justice service")], max_length=4
                            ),
                        ),
                        ("contact", models.CharField(help_text="Who there works on it.", max_length=120)),
                        ("reference", models.CharField(help_text="Their case reference.", max_length=60)),
                        ("basis", models.CharField(help_text="On what sharing rests.", max_length=300)),
                        ("begun_on", models.DateField()),
                        ("ended_on", models.DateField(blank=True, null=True)),
                    ],
                    options={
                        "verbose_name_plural": "joint work",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("case", "agency", "reference"),
                                name="joint_work_once",
                                violation_error_message="This case is linked already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ended_on__isnull", True),
                                    ("ended_on__gte", models.F("begun_on")),
                                    _connector="OR",
                                ),
                                name="joint_work_ends_after_start",
                                violation_error_message="It cannot end before it begins.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="JointItem",
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
                            "joint",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="items",
                                to="disclosure.jointwork",
                            ),
                        ),
                        ("what", amends.foundation.lib.locking.LockedCharField(max_length=200)),
                        ("shared_on", models.DateField()),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Part",
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
                            "need",
                            models.CharField(
                                choices=[
                                    ("contact", "Be in contact with the person"),
                                    ("details", "Say how to reach them"),
                                    ("risk", "Say what is known about risk"),
                                    ("support", "Support them"),
                                    ("sentence", "Look after the sentence and its conditions"),
                                    ("wishes", "Pass on their wishes"),
                                ],
                                max_length=10,
                            ),
                        ),
                        (
                            "agency",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="access.agency",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("asked", "Asked"),
                                    ("agreed", "Has agreed"),
                                    ("done", "Done"),
                                    ("declined", "Has declined"),
                                ],
                                default="asked",
                                max_length=10,
                            ),
                        ),
                        ("answer", amends.foundation.lib.locking.LockedCharField(blank=True, max_length=300)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("file", "need", "agency"),
                                name="part_of_a_body_once",
                                nulls_distinct=False,
                                violation_error_message="This body is down for it already.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Mappa",
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
                                related_name="mappa",
                                to="case.participant",
                            ),
                        ),
                        ("level", models.PositiveSmallIntegerField()),
                        (
                            "asked_by_harmed",
                            models.BooleanField(default=False, help_text="The person harmed asked for it."),
                        ),
                        (
                            "duty",
                            models.CharField(
                                choices=[
                                    ("com", "Community offender manager"),
                                    ("pom", "Prison offender manager"),
                                ],
                                max_length=4,
                            ),
                        ),
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
                            "liaison",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("liaison_passed_on", models.DateField(blank=True, null=True)),
                        (
                            "meeting_on",
                            models.DateField(blank=True, help_text="The next MAPPA meeting.", null=True),
                        ),
                        (
                            "share",
                            models.CharField(
                                choices=[
                                    ("now", "Tell them now"),
                                    ("at_meeting", "Tell them at the next meeting"),
                                ],
                                max_length=10,
                            ),
                        ),
                        (
                            "reasons",
                            amends.foundation.lib.locking.LockedTextField(help_text="Risk and complexity."),
                        ),
                        (
                            "decided_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("decided_on", models.DateField()),
                        (
                            "plan_reviewed_on",
                            models.DateField(
                                blank=True,
                                help_text="When the risk management plan was looked at again.",
                                null=True,
                            ),
                        ),
                        ("plan_changed", models.BooleanField(blank=True, null=True)),
                        (
                            "plan_passed_on",
                            models.DateField(
                                blank=True, help_text="When the provider was told what came of it.", null=True
                            ),
                        ),
                    ],
                    options={
                        "verbose_name_plural": "MAPPA duties",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("plan_reviewed_on__isnull", True),
                                    ("plan_changed__isnull", False),
                                    _connector="OR",
                                ),
                                name="plan_review_says_whether_changed",
                                violation_error_message="Say whether the plan was changed.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("level__range", (1, 3))),
                                name="mappa_level_one_to_three",
                                violation_error_message="The level is 1, 2 or 3.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("share", "at_meeting"), _negated=True),
                                    ("meeting_on__isnull", False),
                                    _connector="OR",
                                ),
                                name="mappa_meeting_has_a_day",
                                violation_error_message="Say when the next meeting is.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("reasons", ""), _negated=True),
                                name="mappa_judgement_has_reasons",
                                violation_error_message="Say why, with the risk and how complex it is.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MappaAgency",
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
                            "mappa",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="agencies",
                                to="disclosure.mappa",
                            ),
                        ),
                        ("name", models.CharField(max_length=120)),
                        ("active", models.BooleanField(default=True)),
                        ("told_on", models.DateField(blank=True, null=True)),
                        ("told_what", amends.foundation.lib.locking.LockedTextField(blank=True)),
                        (
                            "told_how",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("meeting", "At the meeting"),
                                    ("email", "Secure e-mail"),
                                    ("phone", "Telephone"),
                                    ("system", "In their system"),
                                ],
                                max_length=8,
                            ),
                        ),
                        (
                            "told_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("answered_on", models.DateField(blank=True, null=True)),
                        (
                            "answer",
                            amends.foundation.lib.locking.LockedTextField(
                                blank=True, default="", help_text="What they know that bears on it."
                            ),
                        ),
                    ],
                    options={
                        "verbose_name_plural": "MAPPA agencies",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("mappa", "name"),
                                name="mappa_agency_once",
                                violation_error_message="This agency is on the list already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("told_on__isnull", True),
                                    models.Q(
                                        models.Q(("told_what", ""), _negated=True),
                                        models.Q(("told_how", ""), _negated=True),
                                        ("told_by__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="mappa_agency_told_what_and_how",
                                violation_error_message="Say what was shared, how and by whom.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("answered_on__isnull", True),
                                    models.Q(
                                        models.Q(("answer", ""), _negated=True), ("told_on__isnull", False)
                                    ),
                                    _connector="OR",
                                ),
                                name="mappa_agency_answered_something",
                                violation_error_message="Write down what they answered, after they were told.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="LevelOneOversight",
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
                            "mappa",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="oversights",
                                to="disclosure.mappa",
                            ),
                        ),
                        ("due_on", models.DateField()),
                        ("held_on", models.DateField(blank=True, null=True)),
                        ("rj_discussed", models.BooleanField(blank=True, null=True)),
                        (
                            "entered_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "entered_at",
                            models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("held_on__isnull", True)),
                                fields=("mappa",),
                                name="one_level_one_oversight_ahead",
                                violation_error_message="The next one is planned already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("held_on__isnull", True), ("rj_discussed__isnull", True)),
                                    models.Q(("held_on__isnull", False), ("rj_discussed__isnull", False)),
                                    _connector="OR",
                                ),
                                name="level_one_oversight_says_whether_discussed",
                                violation_error_message="Say whether restorative justice was discussed.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Allowed",
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
                                related_name="allowed",
                                to="case.participant",
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
                            "what",
                            amends.foundation.lib.locking.LockedTextField(help_text="What may be passed on."),
                        ),
                        (
                            "limits",
                            amends.foundation.lib.locking.LockedTextField(
                                blank=True, help_text="What may not be said, or not yet."
                            ),
                        ),
                        ("allowed_on", models.DateField()),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("taken_back_on", models.DateField(blank=True, null=True)),
                        ("passed_on", models.DateField(blank=True, null=True)),
                        (
                            "passed_by",
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
                        "verbose_name_plural": "things they allow to be passed on",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("what", ""), _negated=True),
                                name="allowed_says_what",
                                violation_error_message="Say what may be passed on.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("passed_on__isnull", True),
                                    models.Q(
                                        ("passed_by__isnull", False),
                                        ("passed_on__gte", models.F("allowed_on")),
                                    ),
                                    _connector="OR",
                                ),
                                name="passed_on_after_it_was_allowed",
                                violation_error_message="Nothing is passed on before they have allowed it.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="VictimRequest",
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
                                related_name="victim_requests",
                                to="case.participant",
                            ),
                        ),
                        (
                            "asked_by",
                            models.CharField(
                                help_text="Which provider asked, and who there.", max_length=160
                            ),
                        ),
                        (
                            "provider",
                            models.ForeignKey(
                                blank=True,
                                help_text="The one body their answer is about.",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="access.agency",
                            ),
                        ),
                        ("asked_on", models.DateField()),
                        (
                            "told",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("com", "Community offender manager"),
                                    ("pom", "Prison offender manager"),
                                ],
                                max_length=4,
                            ),
                        ),
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
                        ("told_on", models.DateField(blank=True, null=True)),
                        ("told_how", models.CharField(blank=True, max_length=120)),
                        (
                            "message",
                            amends.foundation.lib.locking.LockedTextField(
                                blank=True, help_text="What the officer was told."
                            ),
                        ),
                        ("released_on", models.DateField(blank=True, null=True)),
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
                        (
                            "recorded_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name_plural": "requests about the person harmed",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("released_on__isnull", True),
                                    models.Q(("released_by__isnull", False), ("told_on__isnull", False)),
                                    _connector="OR",
                                ),
                                name="victim_request_released_after_the_officer_knows",
                                violation_error_message="The officer who manages the sentence must be told first.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("told_on__isnull", True),
                                    models.Q(
                                        models.Q(("told", ""), _negated=True),
                                        models.Q(("message", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="victim_request_says_what_was_told",
                                violation_error_message="Say whom you told, and what.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DetailsAsked",
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
                            "enquiry",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="details_asked",
                                to="eligibility.enquiry",
                            ),
                        ),
                        (
                            "document",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="documents.document",
                            ),
                        ),
                        (
                            "officer",
                            models.CharField(
                                blank=True, help_text="The officer in the case.", max_length=160
                            ),
                        ),
                        ("address_on", models.DateField(blank=True, null=True)),
                        ("telephone_on", models.DateField(blank=True, null=True)),
                        (
                            "made_at",
                            models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                        ),
                    ],
                    options={
                        "verbose_name_plural": "requests to the police",
                        "indexes": [models.Index(fields=["file"], name="details_asked_of_a_file")],
                    },
                ),
                migrations.CreateModel(
                    name="ReleaseAnswer",
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
                            "request",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="answers",
                                to="disclosure.victimrequest",
                            ),
                        ),
                        (
                            "answer",
                            models.CharField(
                                choices=[
                                    ("given", "Yes, the provider may have what is ticked"),
                                    ("refused", "No"),
                                    ("withdrawn", "They had agreed, and take it back"),
                                ],
                                max_length=10,
                            ),
                        ),
                        (
                            "items",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("name", "Name"),
                                        ("telephone", "Telephone number"),
                                        ("email", "E-mail address"),
                                        ("address", "Address"),
                                    ],
                                    max_length=10,
                                ),
                                blank=True,
                                default=list,
                                size=None,
                            ),
                        ),
                        (
                            "how",
                            models.CharField(
                                choices=[
                                    ("in_person", "In person"),
                                    ("phone", "On the telephone"),
                                    ("written", "In writing"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("said_at", models.DateTimeField()),
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
                        "indexes": [models.Index(fields=["request", "-id"], name="latest_release_answer")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("answer", "given"), models.Q(("items", []), _negated=True)),
                                    models.Q(models.Q(("answer", "given"), _negated=True), ("items", [])),
                                    _connector="OR",
                                ),
                                name="release_yes_names_what_it_covers",
                                violation_error_message="Tick what the provider may have, and nothing where they say no.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Release",
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
                            "request",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="releases",
                                to="disclosure.victimrequest",
                            ),
                        ),
                        (
                            "items",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("name", "Name"),
                                        ("telephone", "Telephone number"),
                                        ("email", "E-mail address"),
                                        ("address", "Address"),
                                    ],
                                    max_length=10,
                                ),
                                size=None,
                            ),
                        ),
                        ("at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "indexes": [models.Index(fields=["request"], name="releases_of_a_request")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("items", []), _negated=True),
                                name="release_is_of_something",
                                violation_error_message="Tick what is released.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RiskUpdate",
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
                                related_name="risk_updates",
                                to="case.participant",
                            ),
                        ),
                        (
                            "direction",
                            models.CharField(
                                choices=[("out", "Sent by us"), ("in", "Came in")], max_length=4
                            ),
                        ),
                        ("words", amends.foundation.lib.locking.LockedTextField(blank=True)),
                        ("no_change", models.BooleanField(default=False)),
                        (
                            "means",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("system", "Access to their IT system"),
                                    ("written", "Written agreement to share risk information"),
                                    ("form", "Pro-forma"),
                                    ("talk", "Telephone or e-mail"),
                                ],
                                max_length=8,
                            ),
                        ),
                        ("sender", models.CharField(help_text="Who sent it: name and body.", max_length=160)),
                        ("at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["participant", "-id"], name="risk_updates_of_somebody")
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("words", ""), _negated=True),
                                    ("no_change", True),
                                    _connector="OR",
                                ),
                                name="risk_update_says_something",
                                violation_error_message="Say what is new, or that nothing is.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("direction", "in"),
                                    models.Q(("means", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="risk_update_out_has_a_way",
                                violation_error_message="Say in which way it was passed on.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RiskTold",
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
                            "update",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="told",
                                to="disclosure.riskupdate",
                            ),
                        ),
                        (
                            "who",
                            models.CharField(
                                choices=[
                                    ("team", "Our own team"),
                                    ("officer", "Offender manager or supervisor"),
                                    ("prison", "The prison"),
                                    ("police", "The police"),
                                    ("other", "Another body"),
                                ],
                                max_length=8,
                            ),
                        ),
                        ("name", models.CharField(blank=True, max_length=160)),
                        (
                            "sent_at",
                            models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                        ),
                        ("acknowledged_at", models.DateTimeField(blank=True, null=True)),
                        ("acknowledged_how", models.CharField(blank=True, max_length=160)),
                    ],
                    options={
                        "verbose_name_plural": "people told of risk",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("update", "who", "name"),
                                name="risk_told_once",
                                violation_error_message="They are on the list already.",
                            )
                        ],
                    },
                ),
            ]
        ),
        together(
            *protect("disclosure_disclosure", "file"),
            *append_only("disclosure_disclosure"),
            *protect("disclosure_bundle", "file"),
            *protect("disclosure_paper", "file"),
            migrations.RunSQL(SAME_FILE, NOT_SAME_FILE),
            *protect("disclosure_riskupdate", "file"),
            *append_only("disclosure_riskupdate"),
            *protect("disclosure_risktold", "file"),
            *protect("disclosure_mappa", "file"),
            *protect("disclosure_mappaagency", "file"),
            *protect("disclosure_jointwork", "case"),
            *protect("disclosure_jointitem", "case"),
            *protect("disclosure_part", "file"),
            *protect("disclosure_allowed", "file"),
            *protect("disclosure_victimrequest", "file"),
            *protect("disclosure_detailsasked", "file"),
            migrations.RunSQL(GIVEN, NOT_GIVEN),
            *protect("disclosure_releaseanswer", "file"),
            *append_only("disclosure_releaseanswer"),
            *protect("disclosure_release", "file"),
            *append_only("disclosure_release"),
            *protect("disclosure_leveloneoversight", "file"),
        ),
    ]
