"""The tables of the room."""

from typing import ClassVar

import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.datetime
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models

from amends.foundation.lib.migrating import CreateTables


class Migration(migrations.Migration):
    initial = True
    replaces: ClassVar = [("partners", "0001_initial"), ("partners", "0003_establishments")]
    dependencies: ClassVar = [
        ("access", "0001_tables"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations: ClassVar = [
        CreateTables(
            [
                migrations.CreateModel(
                    name="PartnerContact",
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
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="access.agency",
                            ),
                        ),
                        ("name", models.CharField(max_length=120)),
                        ("job", models.CharField(blank=True, max_length=120)),
                        ("telephone", models.CharField(blank=True, max_length=30)),
                        ("email", models.EmailField(blank=True, max_length=254)),
                        (
                            "note",
                            models.CharField(
                                blank=True, help_text="Working days, for example.", max_length=200
                            ),
                        ),
                        ("left_on", models.DateField(blank=True, null=True)),
                    ],
                    options={
                        "indexes": [models.Index(fields=["agency", "name"], name="contacts_of_an_agency")],
                    },
                ),
                migrations.CreateModel(
                    name="Establishment",
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
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="access.agency",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("prison", "HM Prison"),
                                    ("yoi", "HM Young Offender Institution"),
                                    ("contracted", "Contracted prison"),
                                ],
                                max_length=12,
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("agency",),
                                name="establishment_once",
                                violation_error_message="It is said already what sort of establishment this is.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PartnerFeedback",
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
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="access.agency",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[("front_line", "Front-line worker"), ("group", "Meeting or group")],
                                max_length=12,
                            ),
                        ),
                        ("received_on", models.DateField()),
                        ("words", models.TextField(help_text="Without names of people in cases.")),
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
                            models.Index(fields=["agency", "-received_on"], name="feedback_of_an_agency")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SecureDomain",
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
                        ("domain", models.CharField(max_length=120)),
                        (
                            "note",
                            models.CharField(
                                blank=True, help_text="Why it is safe, and who said so.", max_length=120
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("service", "domain"),
                                name="secure_domain_once",
                                violation_error_message="This domain is already on the list.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "domain__regex",
                                        "^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+$",
                                    )
                                ),
                                name="secure_domain_is_a_domain",
                                violation_error_message="Write the part after the @ in small letters, such as pnn.police.uk.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="District",
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
                        ("name", models.CharField(max_length=80)),
                        (
                            "postcodes",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=8), blank=True, default=list, size=None
                            ),
                        ),
                        (
                            "places",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=60),
                                blank=True,
                                default=list,
                                size=None,
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("service"),
                                django.db.models.functions.text.Lower("name"),
                                name="district_once",
                                violation_error_message="There is already a district of this name.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Receiver",
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
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="access.agency",
                            ),
                        ),
                        (
                            "takes",
                            models.CharField(
                                choices=[
                                    ("youth_justice", "Person responsible under 18"),
                                    ("fire", "Fire-setting"),
                                    ("neighbours", "Neighbours who come by themselves"),
                                    ("other", "Something else"),
                                ],
                                max_length=20,
                            ),
                        ),
                        (
                            "districts",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=80),
                                blank=True,
                                default=list,
                                help_text="The districts it serves; none means wherever no other serves.",
                                size=None,
                            ),
                        ),
                        ("criteria", models.TextField(blank=True, help_text="What it takes, one line each.")),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("agency", "takes"),
                                name="receiver_once",
                                violation_error_message="This body is already on the list for this kind of referral.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Pathway",
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
                        ("name", models.CharField(max_length=120)),
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
                            "source",
                            models.CharField(
                                choices=[
                                    ("police", "Police"),
                                    ("community_safety", "Community safety partnership or council"),
                                    ("probation", "Probation"),
                                    ("prison", "Prison"),
                                    ("victim_support", "Victim Support"),
                                    ("housing", "Housing provider"),
                                    ("fire", "Fire and rescue"),
                                    ("youth_justice", "Youth justice"),
                                    ("other", "Another body"),
                                    ("self", "People themselves"),
                                ],
                                help_text="What kind of body refers this way.",
                                max_length=20,
                            ),
                        ),
                        (
                            "entry_route",
                            models.CharField(
                                help_text="Secure mailbox, web form, telephone.", max_length=160
                            ),
                        ),
                        (
                            "profile",
                            models.CharField(
                                help_text="The policy profile whose criteria apply.", max_length=60
                            ),
                        ),
                        (
                            "consent_rule",
                            models.CharField(
                                choices=[
                                    ("signed", "Signed by the person it is about"),
                                    ("verbal", "Spoken agreement, noted by the referrer"),
                                    ("own", "They refer themselves"),
                                    ("both", "Both sides have agreed to be contacted"),
                                ],
                                max_length=10,
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("proposed", "Proposed"),
                                    ("agreed", "Agreed, not started"),
                                    ("live", "Live"),
                                    ("ended", "Ended"),
                                ],
                                default="proposed",
                                max_length=10,
                            ),
                        ),
                        ("agreed_on", models.DateField(blank=True, null=True)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("service"),
                                django.db.models.functions.text.Lower("name"),
                                name="pathway_once",
                                violation_error_message="There is already a pathway of this name.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("status", "proposed"), ("agreed_on__isnull", False), _connector="OR"
                                ),
                                name="pathway_agreed_on_a_day",
                                violation_error_message="Say when it was agreed.",
                            ),
                        ],
                    },
                ),
            ]
        ),
    ]
