"""The tables of the room."""

from typing import ClassVar

import amends.foundation.lib.locking
import amends.foundation.access.roles
import django.db.models.deletion
import django.db.models.functions.datetime
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models

from amends.foundation.lib.migrating import CreateTables


class Migration(migrations.Migration):
    initial = True
    replaces: ClassVar = [("access", "0001_initial"), ("access", "0004_choices_asked")]
    dependencies: ClassVar = []
    operations: ClassVar = [
        CreateTables(
            [
                migrations.CreateModel(
                    name="Service",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=120)),
                        (
                            "prefix",
                            models.SlugField(
                                help_text="Up to five capital letters that start each case number, such as ESX.",
                                max_length=5,
                                unique=True,
                            ),
                        ),
                        (
                            "profile",
                            models.CharField(
                                help_text="The policy profile whose rules and clocks apply.", max_length=60
                            ),
                        ),
                        ("telephone", models.CharField(blank=True, max_length=30)),
                        ("email", models.EmailField(blank=True, max_length=254)),
                        ("address", models.TextField(blank=True)),
                        (
                            "marking",
                            models.CharField(default="PROTECT - PERSONAL INFORMATION", max_length=60),
                        ),
                        (
                            "created_at",
                            models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("prefix__regex", "^[A-Z]{2,5}$")),
                                name="service_prefix_is_capitals",
                                violation_error_message="A prefix is two to five capital letters.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Agency",
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
                                related_name="agencies",
                                to="access.service",
                            ),
                        ),
                        ("name", models.CharField(max_length=120)),
                        (
                            "kind",
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
                                ],
                                max_length=20,
                            ),
                        ),
                        ("district", models.CharField(blank=True, max_length=80)),
                        (
                            "expected_part",
                            models.TextField(
                                blank=True, help_text="What the service and this body have agreed it will do."
                            ),
                        ),
                        ("email", models.EmailField(blank=True, max_length=254)),
                        ("telephone", models.CharField(blank=True, max_length=30)),
                        ("is_active", models.BooleanField(default=True)),
                    ],
                    options={
                        "verbose_name_plural": "agencies",
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("service"),
                                django.db.models.functions.text.Lower("name"),
                                name="agency_name_once_per_service",
                                violation_error_message="There is already an agency of this name.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="User",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("password", models.CharField(max_length=128, verbose_name="password")),
                        (
                            "last_login",
                            models.DateTimeField(blank=True, null=True, verbose_name="last login"),
                        ),
                        ("email", models.EmailField(max_length=254, unique=True)),
                        ("name", models.CharField(max_length=120)),
                        ("telephone", models.CharField(blank=True, max_length=30)),
                        ("is_active", models.BooleanField(default=True)),
                        (
                            "is_system",
                            models.BooleanField(default=False, help_text="Not a person: cannot sign in."),
                        ),
                        (
                            "created_at",
                            models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                django.db.models.functions.text.Lower("email"),
                                name="one_account_per_email",
                                violation_error_message="This e-mail already has an account.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="KeptForm",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("token", models.UUIDField(unique=True)),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("path", models.CharField(max_length=500)),
                        ("fields", amends.foundation.lib.locking.LockedJSONField()),
                        (
                            "files",
                            models.JSONField(
                                default=list,
                                help_text="Names of the questions that had a file; files are not kept.",
                            ),
                        ),
                        (
                            "kept_at",
                            models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="ApiToken",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="tokens",
                                to="access.agency",
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                help_text="The system user it acts as.",
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("name", models.CharField(max_length=80)),
                        ("hashed", models.CharField(max_length=64, unique=True)),
                        (
                            "created_at",
                            models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                        ),
                        (
                            "created_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("last_used_at", models.DateTimeField(blank=True, null=True)),
                        ("revoked_at", models.DateTimeField(blank=True, null=True)),
                    ],
                ),
                migrations.CreateModel(
                    name="Membership",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="memberships",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "service",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="memberships",
                                to="access.service",
                            ),
                        ),
                        (
                            "role",
                            models.CharField(
                                choices=amends.foundation.access.roles.role_choices, max_length=40
                            ),
                        ),
                        (
                            "sees",
                            models.CharField(
                                choices=amends.foundation.access.roles.sees_choices,
                                editable=False,
                                max_length=20,
                            ),
                        ),
                        (
                            "agency",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="memberships",
                                to="access.agency",
                            ),
                        ),
                        ("starts_on", models.DateField(db_default=django.db.models.functions.datetime.Now())),
                        ("ends_on", models.DateField(blank=True, null=True)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("ends_on__isnull", True)),
                                fields=("user", "service", "role"),
                                name="role_once_at_a_time",
                                violation_error_message="This person already has that role.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ends_on__isnull", True),
                                    ("ends_on__gte", models.F("starts_on")),
                                    _connector="OR",
                                ),
                                name="membership_ends_after_start",
                                violation_error_message="A role cannot end before it starts.",
                            ),
                        ],
                    },
                ),
            ]
        ),
    ]
