"""The tables of the room."""

from typing import ClassVar

import amends.foundation.lib.locking
import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

from amends.foundation.lib.migrating import CreateTables


class Migration(migrations.Migration):
    initial = True
    replaces: ClassVar = [("own_records", "0001_initial")]
    dependencies: ClassVar = [
        ("access", "0001_tables"),
        ("case", "0001_tables"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("documents", "0001_tables"),
    ]
    operations: ClassVar = [
        CreateTables(
            [
                migrations.CreateModel(
                    name="OwnRecordsRequest",
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
                                related_name="own_records_requests",
                                to="case.participant",
                            ),
                        ),
                        ("received_on", models.DateField()),
                        (
                            "asked_by",
                            models.CharField(
                                blank=True,
                                help_text="Who asks for them, with which right: a parent, a solicitor.",
                                max_length=200,
                            ),
                        ),
                        (
                            "identity_how",
                            amends.foundation.lib.locking.LockedCharField(
                                blank=True, help_text="How we made sure that it is them.", max_length=200
                            ),
                        ),
                        ("identity_on", models.DateField(blank=True, null=True)),
                        (
                            "identity_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "document",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="documents.document",
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
                            "released_how",
                            amends.foundation.lib.locking.LockedCharField(blank=True, max_length=200),
                        ),
                        (
                            "refused_because",
                            amends.foundation.lib.locking.LockedCharField(blank=True, max_length=300),
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
                    ],
                    options={
                        "verbose_name": "request to see their own record",
                        "verbose_name_plural": "requests to see their own record",
                        "indexes": [
                            models.Index(fields=["participant", "-id"], name="own_records_of_a_person")
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("released_on__isnull", True),
                                    models.Q(
                                        ("document__isnull", False),
                                        ("identity_on__isnull", False),
                                        ("released_by__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="released_after_identity_was_checked",
                                violation_error_message="Make sure who it is, and make the pack, before anything is given out.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("released_on__isnull", True),
                                    ("released_on__gte", models.F("received_on")),
                                    _connector="OR",
                                ),
                                name="released_after_it_was_asked_for",
                                violation_error_message="It cannot be given out before it was asked for.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("refused_because", ""), ("released_on__isnull", True), _connector="OR"
                                ),
                                name="released_or_refused",
                                violation_error_message="A request is either answered with the record or refused.",
                            ),
                        ],
                    },
                ),
            ]
        ),
    ]
