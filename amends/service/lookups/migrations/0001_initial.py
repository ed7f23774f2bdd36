"""Partners' systems: accesses and look-ups, for the people of the service only."""

from typing import ClassVar

import amends.foundation.lib.locking
import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

from amends.foundation.lib.migrating import CreateTables, together
from amends.foundation.record.protect import protect


class Migration(migrations.Migration):
    initial = True
    dependencies: ClassVar = [
        ("access", "0001_tables"),
        ("case", "0003_behind_walls"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations: ClassVar = [
        CreateTables(
            [
                migrations.CreateModel(
                    name="SystemAccess",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("system", models.CharField(help_text="Such as ATHENA or STORM.", max_length=80)),
                        (
                            "agreement",
                            models.CharField(
                                help_text="The agreement with the partner that allows it.", max_length=160
                            ),
                        ),
                        ("granted_on", models.DateField()),
                        ("expires_on", models.DateField()),
                        (
                            "agency",
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
                            "worker",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name_plural": "system accesses",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("expires_on__gte", models.F("granted_on"))),
                                name="system_access_ends_after_start",
                                violation_error_message="Access cannot run out before it was given.",
                            ),
                            models.UniqueConstraint(
                                fields=("agency", "system", "worker", "granted_on"),
                                name="system_access_once_a_day",
                                violation_error_message="This access is entered already.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="LookUp",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("looked_on", models.DateField()),
                        ("purpose", amends.foundation.lib.locking.LockedCharField(max_length=200)),
                        (
                            "had_run_out",
                            models.BooleanField(
                                default=False, help_text="The access had run out by that day."
                            ),
                        ),
                        (
                            "noted_at",
                            models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
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
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="case.case"
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
                            "access",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="lookups",
                                to="lookups.systemaccess",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                condition=models.Q(("had_run_out", True)),
                                fields=["service", "-looked_on"],
                                name="lookups_to_ask",
                            ),
                        ],
                    },
                ),
            ]
        ),
        together(*protect("lookups_systemaccess", "service"), *protect("lookups_lookup", "service")),
    ]
