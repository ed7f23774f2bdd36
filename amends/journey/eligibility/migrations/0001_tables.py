"""The tables of the room."""

from typing import ClassVar

import amends.foundation.lib.locking
import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.datetime
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models

from amends.foundation.lib.migrating import CreateTables


class Migration(migrations.Migration):
    initial = True
    replaces: ClassVar = [
        ("eligibility", "0001_initial"),
        ("eligibility", "0005_target_and_offences"),
        ("eligibility", "0008_partner_likeness"),
        ("eligibility", "0012_lock_texts"),
    ]
    dependencies: ClassVar = [
        ("access", "0001_tables"),
        ("case", "0001_tables"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("referral", "0001_tables"),
        ("partners", "0001_tables"),
        ("sharing", "0001_tables_behind_walls"),
    ]
    operations: ClassVar = [
        CreateTables(
            [
                migrations.CreateModel(
                    name="Enquiry",
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
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="enquiries",
                                to="case.case",
                            ),
                        ),
                        (
                            "participant",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="enquiries",
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
                            "items",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("contact", "How to reach them safely"),
                                        ("risk", "Risk, and warnings about them"),
                                        ("offence", "What happened, and what was admitted"),
                                        ("history", "Earlier contact with them"),
                                        (
                                            "relationship",
                                            "Domestic abuse or a relationship between the people",
                                        ),
                                        ("health", "Health, needs and support"),
                                        ("orders", "Orders, licence and conditions"),
                                        ("opinion", "Their opinion of restorative justice here"),
                                    ],
                                    max_length=14,
                                ),
                                default=list,
                                size=None,
                            ),
                        ),
                        (
                            "words",
                            amends.foundation.lib.locking.LockedTextField(
                                help_text="What is asked, as it was sent."
                            ),
                        ),
                        (
                            "ground",
                            models.CharField(
                                choices=[
                                    ("consent", "The consent on the referral form names this body"),
                                    ("further", "They have agreed to this body as well"),
                                    ("legal", "A legal ground other than consent"),
                                ],
                                max_length=8,
                            ),
                        ),
                        (
                            "ground_words",
                            amends.foundation.lib.locking.LockedCharField(blank=True, max_length=300),
                        ),
                        ("sent_at", models.DateTimeField()),
                        (
                            "sent_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("replied_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "source",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("system", "Their case management system"),
                                    ("report", "A report"),
                                    ("verbal", "Told by somebody"),
                                ],
                                max_length=8,
                            ),
                        ),
                        ("nothing_known", models.BooleanField(default=False)),
                        ("reply", amends.foundation.lib.locking.LockedTextField(blank=True)),
                        ("given_up_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "given_up_because",
                            amends.foundation.lib.locking.LockedCharField(blank=True, max_length=300),
                        ),
                    ],
                    options={
                        "verbose_name_plural": "enquiries",
                        "indexes": [models.Index(fields=["case", "sent_at"], name="enquiries_of_a_case")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ground", "consent"),
                                    models.Q(("ground_words", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="enquiry_says_its_ground",
                                violation_error_message="Say on what ground this body may be asked.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("nothing_known", False), ("replied_at__isnull", True), ("reply", "")
                                    ),
                                    models.Q(
                                        ("replied_at__isnull", False),
                                        models.Q(
                                            models.Q(("reply", ""), _negated=True),
                                            ("nothing_known", True),
                                            _connector="OR",
                                        ),
                                    ),
                                    _connector="OR",
                                ),
                                name="enquiry_reply_says_something",
                                violation_error_message="Write down the reply, or that nothing is known.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("given_up_at__isnull", True),
                                    models.Q(("given_up_because", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="enquiry_given_up_with_reason",
                                violation_error_message="Say why you no longer wait for it.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Chase",
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
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="chases",
                                to="eligibility.enquiry",
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
                        ("words", amends.foundation.lib.locking.LockedTextField(blank=True)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="SamePerson",
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
                            "person",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="same_as",
                                to="referral.referralperson",
                            ),
                        ),
                        (
                            "same_as",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="also",
                                to="referral.referralperson",
                            ),
                        ),
                        ("left_out", models.BooleanField(default=False)),
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
                        "verbose_name_plural": "same people",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("person", models.F("same_as")), _negated=True),
                                name="same_as_somebody_else",
                                violation_error_message="Nobody is compared with themselves.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("left_out", False), ("same_as__isnull", True), _connector="OR"
                                ),
                                name="left_out_or_the_same",
                                violation_error_message="Somebody who is left out is not taken for anybody else.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ListedOffence",
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
                            "takes",
                            models.CharField(
                                choices=[
                                    ("accepted", "We take it"),
                                    ("refused", "We do not take it: serious and complex"),
                                    ("ask", "The manager decides each time"),
                                ],
                                max_length=10,
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("service"),
                                django.db.models.functions.text.Lower("name"),
                                name="offence_listed_once",
                                violation_error_message="This offence is on the list already.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CarriedOver",
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
                                related_name="carried_over",
                                to="case.participant",
                            ),
                        ),
                        (
                            "referral",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="referral.referral",
                            ),
                        ),
                        (
                            "person",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="carried_over",
                                to="referral.referralperson",
                            ),
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
                        ("consent_name", models.CharField(blank=True, max_length=200)),
                        ("consent_on", models.DateField(blank=True, null=True)),
                        (
                            "consent_covers",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=30),
                                blank=True,
                                default=list,
                                size=None,
                            ),
                        ),
                        (
                            "consent_note",
                            amends.foundation.lib.locking.LockedCharField(blank=True, max_length=300),
                        ),
                        (
                            "relationship",
                            amends.foundation.lib.locking.LockedCharField(blank=True, max_length=300),
                        ),
                        ("wishes", amends.foundation.lib.locking.LockedTextField(blank=True)),
                        ("note", amends.foundation.lib.locking.LockedTextField(blank=True)),
                        (
                            "who_knows",
                            amends.foundation.lib.locking.LockedCharField(blank=True, max_length=300),
                        ),
                    ],
                    options={
                        "verbose_name_plural": "carried over",
                        "indexes": [models.Index(fields=["participant"], name="carried_over_to")],
                    },
                ),
                migrations.CreateModel(
                    name="Intake",
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
                                related_name="intake",
                                to="referral.referral",
                            ),
                        ),
                        (
                            "pathway",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="partners.pathway",
                            ),
                        ),
                        (
                            "risk_level",
                            models.CharField(
                                blank=True,
                                choices=[("low", "Low"), ("medium", "Medium"), ("high", "High or very high")],
                                max_length=10,
                            ),
                        ),
                        (
                            "offence",
                            models.CharField(
                                blank=True,
                                help_text="Which offence, as the service's list names it.",
                                max_length=120,
                            ),
                        ),
                        ("convicted_on", models.DateField(blank=True, null=True)),
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
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Likeness",
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
                                related_name="likenesses",
                                to="referral.referral",
                            ),
                        ),
                        (
                            "other",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="referral.referral",
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="case.case",
                            ),
                        ),
                        (
                            "answer",
                            models.CharField(
                                choices=[
                                    ("same", "The same matter"),
                                    ("linked", "Another matter with somebody in common"),
                                    ("different", "Nothing to do with it"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("note", models.CharField(blank=True, max_length=300)),
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
                        "verbose_name_plural": "likenesses",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("case__isnull", False), ("other__isnull", True)),
                                    models.Q(("case__isnull", True), ("other__isnull", False)),
                                    _connector="OR",
                                ),
                                name="likeness_with_one_thing",
                                violation_error_message="A likeness is with one referral or with one case.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("other", models.F("referral")), _negated=True),
                                name="likeness_with_another",
                                violation_error_message="A referral is not compared with itself.",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("other__isnull", False)),
                                fields=("referral", "other"),
                                name="likeness_answered_once",
                                violation_error_message="This has been answered.",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("case__isnull", False)),
                                fields=("referral", "case"),
                                name="likeness_to_case_answered_once",
                                violation_error_message="This has been answered.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Screening",
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
                                related_name="screenings",
                                to="referral.referral",
                            ),
                        ),
                        ("profile", models.CharField(max_length=60)),
                        ("profile_version", models.PositiveSmallIntegerField()),
                        (
                            "facts",
                            models.JSONField(
                                blank=True,
                                help_text="Each fact with its value, whose word it is and who wrote it down.",
                            ),
                        ),
                        (
                            "outcome",
                            models.CharField(
                                choices=[
                                    ("eligible", "Nothing stands against it: go on to suitability."),
                                    (
                                        "discretion",
                                        "Outside the target group, but not shut out: a practitioner judges.",
                                    ),
                                    ("discuss", "Talk to the service before anything is proposed."),
                                    ("oversight", "May go ahead only with the approvals named."),
                                    ("not_yet", "Something has to happen first."),
                                    ("not_eligible", "A rule of this service shuts it out."),
                                    ("refer_on", "Belongs to another service."),
                                    ("need_facts", "Facts are missing."),
                                ],
                                help_text="What the rules said.",
                                max_length=20,
                            ),
                        ),
                        (
                            "rules",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=60),
                                blank=True,
                                default=list,
                                help_text="The rules that decided.",
                                size=None,
                            ),
                        ),
                        (
                            "missing",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=60),
                                blank=True,
                                default=list,
                                size=None,
                            ),
                        ),
                        (
                            "explanations",
                            models.JSONField(
                                help_text="Every rule with yes, no or not known, as it was shown."
                            ),
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
                            "decision",
                            models.CharField(
                                choices=[
                                    ("eligible", "Eligible: gather information"),
                                    ("hold", "Hold: something has to happen first"),
                                    ("transfer", "Send on to the service it belongs to"),
                                    ("not_suitable", "Not one for this service"),
                                ],
                                help_text="What the coordinator decided.",
                                max_length=14,
                            ),
                        ),
                        ("reason", amends.foundation.lib.locking.LockedTextField(blank=True)),
                        (
                            "grounds",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=60),
                                blank=True,
                                default=list,
                                help_text="On what a refusal rests: rules of the profile, or a ground of another kind.",
                                size=None,
                            ),
                        ),
                        (
                            "documents_read",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=120),
                                blank=True,
                                default=list,
                                help_text="The papers it was decided from.",
                                size=None,
                            ),
                        ),
                        (
                            "outside_criteria",
                            models.BooleanField(
                                default=False,
                                help_text="Goes on by judgement although it lies outside the target group.",
                            ),
                        ),
                        (
                            "hold_until",
                            models.DateField(
                                blank=True, help_text="The day on which to come back to it.", null=True
                            ),
                        ),
                        (
                            "harmed_needs_considered",
                            amends.foundation.lib.locking.LockedTextField(
                                blank=True,
                                help_text="Where a case begun by a victim falls outside the target group.",
                            ),
                        ),
                        (
                            "screened_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "screened_at",
                            models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["referral", "-id"], name="screenings_of_a_referral")
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("decision", "eligible"), _negated=True),
                                    models.Q(("family", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="eligible_has_a_family",
                                violation_error_message="Choose the family of case before you decide that it is eligible.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("decision", "eligible"), _negated=True),
                                    ("missing", []),
                                    _connector="OR",
                                ),
                                name="eligible_misses_nothing",
                                violation_error_message="Facts are missing, so it cannot be decided that it is eligible.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("decision", "eligible"),
                                    models.Q(("reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="screening_gives_its_reason",
                                violation_error_message="Say why.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PartnerLikeness",
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
                                related_name="partner_likenesses",
                                to="referral.referral",
                            ),
                        ),
                        (
                            "partner_case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="sharing.partnercase",
                            ),
                        ),
                        (
                            "answer",
                            models.CharField(
                                choices=[
                                    ("same", "The same matter"),
                                    ("linked", "Another matter with somebody in common"),
                                    ("different", "Nothing to do with it"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("note", models.CharField(blank=True, max_length=300)),
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
                        "verbose_name_plural": "likenesses to partners' cases",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("referral", "partner_case"),
                                name="partner_likeness_answered_once",
                                violation_error_message="This has been answered.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SecondAssessment",
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
                            "decision",
                            models.CharField(
                                choices=[
                                    ("accept", "Suitable: find facilitators"),
                                    ("more", "More information is needed first"),
                                    ("not_accept", "Not suitable"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("reasons", amends.foundation.lib.locking.LockedTextField()),
                        (
                            "relied_on",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.BigIntegerField(),
                                blank=True,
                                default=list,
                                help_text="The enquiries whose replies it rests on.",
                                size=None,
                            ),
                        ),
                        (
                            "relied_words",
                            amends.foundation.lib.locking.LockedTextField(
                                blank=True, help_text="What else it rests on."
                            ),
                        ),
                        (
                            "responsibility",
                            models.CharField(
                                choices=[
                                    ("full", "All of it"),
                                    ("some", "Some of it"),
                                    ("none", "None of it"),
                                    ("unknown", "Not known"),
                                ],
                                max_length=10,
                            ),
                        ),
                        (
                            "without_replies",
                            amends.foundation.lib.locking.LockedTextField(
                                blank=True, help_text="Why it goes on although replies are outstanding."
                            ),
                        ),
                        (
                            "outcome",
                            models.CharField(
                                help_text="What the rules said on the facts of that day.", max_length=20
                            ),
                        ),
                        ("profile", models.CharField(max_length=60)),
                        ("profile_version", models.PositiveSmallIntegerField()),
                        (
                            "assessed_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "assessed_at",
                            models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                        ),
                    ],
                    options={
                        "indexes": [models.Index(fields=["case", "-id"], name="assessments_of_a_case")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("reasons", ""), _negated=True),
                                name="second_assessment_has_reasons",
                                violation_error_message="Say why.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("relied_on", []), ("relied_words", ""), _negated=True),
                                name="second_assessment_rests_on_something",
                                violation_error_message="Say what information the assessment rests on.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SentOn",
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
                                related_name="hand_over",
                                to="referral.referral",
                            ),
                        ),
                        (
                            "receiver",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="partners.receiver",
                            ),
                        ),
                        (
                            "to",
                            models.CharField(
                                help_text="The name of the service, as it was then.", max_length=200
                            ),
                        ),
                        (
                            "why",
                            models.CharField(help_text="The rule that said so, or other.", max_length=60),
                        ),
                        ("transferred_at", models.DateTimeField()),
                        (
                            "transferred_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("referrer_told_at", models.DateTimeField(blank=True, null=True)),
                        ("acknowledged_at", models.DateTimeField(blank=True, null=True)),
                        ("accepted", models.BooleanField(blank=True, null=True)),
                        (
                            "outcome",
                            amends.foundation.lib.locking.LockedTextField(
                                blank=True, help_text="What came of it, as they told us."
                            ),
                        ),
                        ("outcome_on", models.DateField(blank=True, null=True)),
                    ],
                    options={
                        "verbose_name_plural": "sent on",
                        "indexes": [
                            models.Index(
                                condition=models.Q(("outcome_on__isnull", True)),
                                fields=["service", "transferred_at"],
                                name="with_partner",
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("outcome", ""), ("outcome_on__isnull", True)),
                                    models.Q(
                                        models.Q(("outcome", ""), _negated=True),
                                        ("outcome_on__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="sent_on_outcome_on_a_day",
                                violation_error_message="Say what came of it and on which day.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("accepted__isnull", True),
                                    ("acknowledged_at__isnull", False),
                                    _connector="OR",
                                ),
                                name="sent_on_accepted_after_acknowledged",
                                violation_error_message="They answer only after they have it.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Score",
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
                        ("value", models.PositiveSmallIntegerField()),
                        ("scored_on", models.DateField()),
                        (
                            "predictor",
                            models.CharField(
                                help_text="Which predictor and version, such as OGRS3.", max_length=40
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("value__lte", 100)),
                                name="score_up_to_a_hundred",
                                violation_error_message="A score lies between 0 and 100.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Conviction",
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
                        ("offence", models.CharField(max_length=120)),
                        ("convicted_on", models.DateField()),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("violence", "Violence"),
                                    ("property", "Property"),
                                    ("sexual", "Sexual"),
                                    ("other", "Something else"),
                                ],
                                max_length=10,
                            ),
                        ),
                        (
                            "sensitive",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("", "No"),
                                    ("sexual_offence", "Sexual"),
                                    ("domestic_abuse", "Domestic abuse"),
                                    ("hate_or_extremism", "Hate or extremism"),
                                ],
                                default="",
                                max_length=20,
                            ),
                        ),
                        (
                            "is_index",
                            models.BooleanField(
                                default=False, help_text="The offence this referral is about."
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("is_index", True)),
                                fields=("referral",),
                                name="one_index_offence",
                                violation_error_message="The offence that this referral is about is named already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("kind", "sexual"), _negated=True),
                                    models.Q(("sensitive", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="sexual_conviction_is_sensitive",
                                violation_error_message="A sexual conviction goes the sensitive way.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="OffenceVictim",
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
                        (
                            "conviction",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="victims",
                                to="eligibility.conviction",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="referral.referralperson",
                            ),
                        ),
                        ("organisation", models.CharField(blank=True, max_length=160)),
                        (
                            "contact",
                            models.CharField(
                                blank=True,
                                help_text="Who speaks for it, and how to reach them.",
                                max_length=160,
                            ),
                        ),
                        ("none_identifiable", models.BooleanField(default=False)),
                        ("how_known", amends.foundation.lib.locking.LockedCharField(max_length=200)),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("none_identifiable", False),
                                        ("organisation", ""),
                                        ("person__isnull", False),
                                    ),
                                    models.Q(
                                        ("none_identifiable", True),
                                        ("organisation", ""),
                                        ("person__isnull", True),
                                    ),
                                    models.Q(
                                        ("none_identifiable", False),
                                        ("person__isnull", True),
                                        models.Q(("organisation", ""), _negated=True),
                                        models.Q(("contact", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="victim_is_somebody_or_nobody",
                                violation_error_message="Choose a person, or name an organisation with somebody to talk to, or say that nobody is known.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="BasicFacts",
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
                        (
                            "accepts",
                            models.CharField(
                                choices=[
                                    ("yes", "Yes"),
                                    ("no", "No"),
                                    ("disputed", "Some points are disputed"),
                                ],
                                max_length=10,
                            ),
                        ),
                        (
                            "disputed",
                            amends.foundation.lib.locking.LockedTextField(
                                blank=True, help_text="Which points."
                            ),
                        ),
                        ("judged_by", models.CharField(max_length=120)),
                        ("judged_on", models.DateField()),
                        ("basis", amends.foundation.lib.locking.LockedCharField(max_length=300)),
                        (
                            "plea",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("guilty", "Guilty"),
                                    ("not_guilty_tried", "Not guilty, and tried"),
                                    ("none", "No plea"),
                                ],
                                max_length=20,
                            ),
                        ),
                        (
                            "remorse",
                            amends.foundation.lib.locking.LockedCharField(
                                blank=True, help_text="Never tested.", max_length=300
                            ),
                        ),
                    ],
                    options={
                        "verbose_name_plural": "basic facts",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("accepts", "disputed"), _negated=True),
                                    models.Q(("disputed", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="disputed_points_are_named",
                                violation_error_message="Say which points are disputed.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="TargetTest",
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
                        (
                            "overall",
                            models.CharField(
                                choices=[
                                    ("met", "Met"),
                                    ("not_met", "Not met"),
                                    ("incomplete", "Incomplete"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("results", models.JSONField(help_text="Each criterion with its result and value.")),
                        ("profile", models.CharField(max_length=60)),
                        ("profile_version", models.PositiveSmallIntegerField()),
                        ("tested_on", models.DateField()),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                models.F("referral"),
                                models.OrderBy(models.F("id"), descending=True),
                                name="tests_of_a_referral",
                            )
                        ],
                    },
                ),
            ]
        ),
    ]
