"""Committees: members, terms with who accepted them, and meetings, for the people of the service only."""

from typing import ClassVar

import django.db.models.deletion
import django.db.models.functions.datetime
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models

from amends.foundation.lib.migrating import CreateTables, together
from amends.foundation.record.protect import protect


class Migration(migrations.Migration):
    initial = True

    dependencies: ClassVar = [
        ("case", "0003_behind_walls"),
        ("documents", "0001_tables"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations: ClassVar = [
        CreateTables(
            [
                migrations.CreateModel(
                    name="Committee",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=120)),
                        ("ended_on", models.DateField(blank=True, null=True)),
                        (
                            "service",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="access.service",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("service"),
                                django.db.models.functions.text.Lower("name"),
                                name="committee_name_once",
                                violation_error_message="There is a committee of this name already.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Member",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("since", models.DateField()),
                        ("left_on", models.DateField(blank=True, null=True)),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="access.agency",
                            ),
                        ),
                        (
                            "committee",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="members",
                                to="committees.committee",
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
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("left_on__isnull", True)),
                                fields=("committee", "agency"),
                                name="committee_member_once",
                                violation_error_message="This organisation is a member already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("left_on__isnull", True),
                                    ("left_on__gte", models.F("since")),
                                    _connector="OR",
                                ),
                                name="committee_member_leaves_after_joining",
                                violation_error_message="It cannot leave before it joined.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Sitting",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("on", models.DateField()),
                        ("invited_on", models.DateField()),
                        ("why_urgent", models.CharField(blank=True, default="", max_length=300)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("planned", "Planned"),
                                    ("held", "Held"),
                                    ("called_off", "Called off"),
                                ],
                                default="planned",
                                max_length=10,
                            ),
                        ),
                        (
                            "quorum",
                            models.PositiveSmallIntegerField(
                                blank=True, help_text="As it was when it was held.", null=True
                            ),
                        ),
                        ("decisions", models.TextField(blank=True, default="")),
                        (
                            "committee",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="sittings",
                                to="committees.committee",
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
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("invited_on__lte", models.F("on"))),
                                name="sitting_after_invitation",
                                violation_error_message="The invitation goes out before the meeting.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("quorum__isnull", False), ("state", "held")),
                                    models.Q(
                                        models.Q(("state", "held"), _negated=True), ("quorum__isnull", True)
                                    ),
                                    _connector="OR",
                                ),
                                name="sitting_held_under_a_quorum",
                                violation_error_message="A meeting that was held keeps the quorum of its day.",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("state", "called_off"), _negated=True),
                                fields=("committee", "on"),
                                name="sitting_once_a_day",
                                violation_error_message="There is a meeting on this day already.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Presence",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "member",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="committees.member",
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
                            "sitting",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="presences",
                                to="committees.sitting",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("sitting", "member"),
                                name="present_once",
                                violation_error_message="This organisation is on the list already.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Terms",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField()),
                        ("dated", models.DateField()),
                        ("scheme_name", models.CharField(max_length=120)),
                        ("legal_status", models.TextField()),
                        (
                            "restrictions",
                            models.TextField(help_text="What the committee may not decide or do."),
                        ),
                        ("seats", models.TextField(help_text="Who sits on it, and for how long.")),
                        ("chair", models.CharField(max_length=160)),
                        (
                            "quorum",
                            models.PositiveSmallIntegerField(
                                help_text="Member organisations that have to be there."
                            ),
                        ),
                        ("voting", models.TextField()),
                        ("meetings_a_year", models.PositiveSmallIntegerField()),
                        (
                            "notice_days",
                            models.PositiveSmallIntegerField(
                                help_text="Days between the invitation and the meeting."
                            ),
                        ),
                        (
                            "urgent_notice_days",
                            models.PositiveSmallIntegerField(help_text="The same for urgent items."),
                        ),
                        (
                            "agenda_days",
                            models.PositiveSmallIntegerField(
                                help_text="Days before the meeting for the agenda."
                            ),
                        ),
                        (
                            "urgent_items",
                            models.TextField(help_text="What counts as urgent, and who says so."),
                        ),
                        ("vacancies", models.TextField(help_text="How an empty seat is filled.")),
                        (
                            "written_at",
                            models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                        ),
                        (
                            "committee",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="terms",
                                to="committees.committee",
                            ),
                        ),
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
                        (
                            "lead_authority",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="access.agency",
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
                            "written_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name_plural": "terms",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("committee", "number"),
                                name="terms_version_once",
                                violation_error_message="There is a version of this number already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("quorum__range", (1, 50))),
                                name="terms_have_a_quorum",
                                violation_error_message="At least one member organisation has to be there.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("meetings_a_year__range", (1, 52))),
                                name="terms_meetings_a_year",
                                violation_error_message="It meets between once a year and once a week.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("urgent_notice_days__lte", models.F("notice_days"))),
                                name="terms_urgent_is_sooner",
                                violation_error_message="For urgent items the notice is no longer than otherwise.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("agenda_days__lte", models.F("notice_days"))),
                                name="terms_agenda_after_notice",
                                violation_error_message="The agenda is sent with the invitation or after it.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Acceptance",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "person",
                            models.CharField(
                                help_text="Who accepted it for the organisation.", max_length=120
                            ),
                        ),
                        ("accepted_on", models.DateField()),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
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
                            "member",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="acceptances",
                                to="committees.member",
                            ),
                        ),
                        (
                            "terms",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="acceptances",
                                to="committees.terms",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("terms", "member"),
                                name="terms_accepted_once",
                                violation_error_message="This organisation has accepted them already.",
                            )
                        ],
                    },
                ),
            ]
        ),
        together(
            *protect("committees_committee", "service"),
            *protect("committees_member", "service"),
            *protect("committees_terms", "service"),
            *protect("committees_acceptance", "service"),
            *protect("committees_sitting", "service"),
            *protect("committees_presence", "service"),
        ),
    ]
