"""The register of agreements, what bodies promised, and the cases partners tell us about."""

from typing import ClassVar

import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

from amends.foundation.lib.migrating import CreateTables, together
from amends.foundation.record.protect import protect

STAFF = "service_id IN (SELECT m.service_id FROM access_membership m WHERE m.user_id = amends_user())"

OWN = """agency_id IN (SELECT m.agency_id FROM access_membership m WHERE m.user_id = amends_user()
    AND m.service_id = sharing_partnercase.service_id)"""


class Migration(migrations.Migration):
    initial = True
    replaces: ClassVar = [("sharing", "0001_initial"), ("sharing", "0002_about_the_evaluation")]
    dependencies: ClassVar = [
        ("access", "0001_tables"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("case", "0003_behind_walls"),
    ]
    operations: ClassVar = [
        CreateTables(
            [
                migrations.CreateModel(
                    name="SharingAgreement",
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
                        ("title", models.CharField(max_length=160)),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("sharing", "Information sharing agreement"),
                                    ("protocol", "Working protocol"),
                                ],
                                default="sharing",
                                max_length=10,
                            ),
                        ),
                        (
                            "about",
                            models.CharField(
                                choices=[
                                    ("general", "Case information in general"),
                                    ("referrers", "Referrals"),
                                    ("police", "How to reach people harmed (police)"),
                                    ("establishments", "Prisons: remand, sentenced, meetings there"),
                                    ("probation", "Probation: reports and supervision"),
                                    ("victim_support", "Local victim support"),
                                    ("evaluation", "Evaluation: what the evaluator is sent of the register"),
                                ],
                                default="general",
                                max_length=20,
                            ),
                        ),
                        (
                            "amends",
                            models.CharField(
                                blank=True,
                                help_text="The existing agreement it changes; empty when it is new.",
                                max_length=160,
                            ),
                        ),
                        ("purpose", models.TextField(help_text="What the information is for.")),
                        ("items", models.TextField(help_text="Which information, one kind a line.")),
                        (
                            "owner",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "reference",
                            models.CharField(
                                blank=True, help_text="Where the signed paper is kept.", max_length=120
                            ),
                        ),
                        (
                            "timescale_days",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="Working days from sentence or referral to the end, agreed by all.",
                                null=True,
                            ),
                        ),
                        ("review_months", models.PositiveSmallIntegerField(default=12)),
                        (
                            "reviewed_on",
                            models.DateField(help_text="The day the time to the next review runs from."),
                        ),
                        (
                            "review_result",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("continue", "Goes on as it is"),
                                    ("amend", "To be changed"),
                                    ("end", "To be ended"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("ends_on", models.DateField(blank=True, null=True)),
                        ("version", models.PositiveSmallIntegerField(default=1)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("service", "title"),
                                name="sharing_agreement_once",
                                violation_error_message="There is already an agreement of this title.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("review_months__range", (1, 60))),
                                name="sharing_agreement_is_reviewed",
                                violation_error_message="Look at it again at least every five years.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Party",
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
                            "agreement",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="parties",
                                to="sharing.sharingagreement",
                            ),
                        ),
                        ("signatory", models.CharField(blank=True, max_length=120)),
                        ("post", models.CharField(blank=True, max_length=120)),
                        ("is_senior", models.BooleanField(default=False)),
                        ("accepts_timescale", models.BooleanField(default=False)),
                        ("signed_on", models.DateField(blank=True, null=True)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("agreement", "agency"),
                                name="sharing_party_once",
                                violation_error_message="This body is a party already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("signed_on__isnull", True),
                                    models.Q(
                                        models.Q(("signatory", ""), _negated=True),
                                        models.Q(("post", ""), _negated=True),
                                        ("is_senior", True),
                                    ),
                                    _connector="OR",
                                ),
                                name="sharing_party_signed_by_a_senior_manager",
                                violation_error_message="Only a senior manager can sign for the body: give name and post.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Briefing",
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
                            "agreement",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="briefings",
                                to="sharing.sharingagreement",
                            ),
                        ),
                        ("name", models.CharField(max_length=120)),
                        ("sent_on", models.DateField(blank=True, null=True)),
                        ("confirmed_version", models.PositiveSmallIntegerField(blank=True, null=True)),
                        ("confirmed_on", models.DateField(blank=True, null=True)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("agreement", "agency", "name"),
                                name="sharing_briefing_once",
                                violation_error_message="This person is on the list already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("confirmed_on__isnull", True), ("confirmed_version__isnull", True)
                                    ),
                                    models.Q(
                                        ("confirmed_on__isnull", False), ("confirmed_version__isnull", False)
                                    ),
                                    _connector="OR",
                                ),
                                name="sharing_briefing_confirms_a_version",
                                violation_error_message="Say which version was read, and when.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("confirmed_on__isnull", True),
                                    ("sent_on__isnull", True),
                                    ("confirmed_on__gte", models.F("sent_on")),
                                    _connector="OR",
                                ),
                                name="sharing_briefing_read_after_it_was_sent",
                                violation_error_message="It cannot have been read before it was sent.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PartnerCase",
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
                        ("reference", models.CharField(help_text="Their own case reference.", max_length=60)),
                        ("full_name", models.CharField(max_length=200)),
                        ("date_of_birth", models.DateField(blank=True, null=True)),
                        (
                            "incident_reference",
                            models.CharField(
                                blank=True,
                                help_text="Crime or incident number, such as STORM or ATHENA.",
                                max_length=60,
                            ),
                        ),
                        ("opened_on", models.DateField()),
                        (
                            "status",
                            models.CharField(
                                choices=[("active", "Active"), ("closed", "Closed")],
                                default="active",
                                max_length=8,
                            ),
                        ),
                        ("closed_on", models.DateField(blank=True, null=True)),
                        (
                            "told_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "told_at",
                            models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["service", "date_of_birth"], name="partner_case_born")
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("agency", "reference"),
                                name="partner_case_once",
                                violation_error_message="This case has been told to us already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("closed_on__isnull", True), ("status", "active")),
                                    models.Q(("closed_on__gte", models.F("opened_on")), ("status", "closed")),
                                    _connector="OR",
                                ),
                                name="partner_case_closed_on_a_day",
                                violation_error_message="A closed case has a closing day, after its opening.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SourceTerms",
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
                                related_name="sharing_terms",
                                to="access.agency",
                            ),
                        ),
                        (
                            "reply_days",
                            models.PositiveSmallIntegerField(
                                help_text="Working days, as agreed with the body."
                            ),
                        ),
                        (
                            "consequence",
                            models.CharField(
                                help_text="What cannot go on without the answer.", max_length=80
                            ),
                        ),
                        ("fallback", models.CharField(help_text="What we do instead.", max_length=70)),
                    ],
                    options={
                        "verbose_name_plural": "source terms",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("reply_days__range", (1, 60))),
                                name="sharing_terms_in_days",
                                violation_error_message="Agree on between 1 and 60 working days.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Acknowledgement",
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
                        ("at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("service", "user"),
                                name="sharing_acknowledged_once",
                                violation_error_message="You have said so already.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RiskMeans",
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
                            "means",
                            models.CharField(
                                choices=[
                                    ("system", "Access to their IT system"),
                                    ("written", "Written agreement to share risk information"),
                                    ("form", "Pro-forma"),
                                    ("talk", "Telephone or e-mail"),
                                ],
                                max_length=8,
                            ),
                        ),
                        ("from_on", models.DateField()),
                        ("until_on", models.DateField(blank=True, null=True)),
                        ("reference", models.CharField(blank=True, max_length=120)),
                    ],
                    options={
                        "verbose_name_plural": "means of passing on risk",
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("until_on__isnull", True)),
                                fields=("service", "means"),
                                name="sharing_means_once",
                                violation_error_message="This way is in force already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("means", "written"), _negated=True),
                                    models.Q(("reference", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="sharing_means_written_has_a_reference",
                                violation_error_message="Give the reference of the written agreement.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("until_on__isnull", True),
                                    ("until_on__gte", models.F("from_on")),
                                    _connector="OR",
                                ),
                                name="sharing_means_ends_after_start",
                                violation_error_message="It cannot end before it begins.",
                            ),
                        ],
                    },
                ),
            ]
        ),
        together(
            *protect("sharing_sharingagreement", "service", or_where=STAFF),
            *protect("sharing_party", "service", or_where=STAFF),
            *protect("sharing_briefing", "service"),
            *protect("sharing_sourceterms", "service", or_where=STAFF),
            *protect("sharing_acknowledgement", "service", or_where="user_id = amends_user()"),
            *protect("sharing_riskmeans", "service", or_where=STAFF),
            *protect("sharing_partnercase", "service", or_where=OWN),
        ),
    ]
