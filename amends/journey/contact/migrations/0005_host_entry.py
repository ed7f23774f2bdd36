"""Who types contacts into the host’s record; and contacts stand behind the data plan."""

from typing import ClassVar

import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

from amends.foundation.record.protect import WHOLE_SERVICE, protect, wall_by_verb
from amends.service.dataplan.walls import behind_plan


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("dataplan", "0001_plan"),
        ("access", "0005_roles_are_given"),
        ("contact", "0004_safety"),
    ]

    operations: ClassVar = [
        migrations.AddField(
            model_name="hostposting",
            name="inputter",
            field=models.ForeignKey(
                blank=True,
                help_text="Who types it in; empty when whoever logged it does, or when nobody is named.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.CreateModel(
            name="AccuracyCheck",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("checked_on", models.DateField()),
                ("sample", models.PositiveSmallIntegerField(help_text="How many entries were looked at.")),
                ("wrong", models.PositiveSmallIntegerField(help_text="How many of them were wrong.")),
                (
                    "put_right",
                    models.CharField(
                        blank=True, help_text="What was wrong, and what was done about it.", max_length=300
                    ),
                ),
                ("noted_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "service",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.service"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("sample__gt", 0), ("wrong__lte", models.F("sample"))),
                        name="accuracy_of_a_sample",
                        violation_error_message="There cannot be more errors than entries that were looked at.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("wrong", 0), models.Q(("put_right", ""), _negated=True), _connector="OR"
                        ),
                        name="errors_are_put_right",
                        violation_error_message="Say what was wrong, and what was done about it.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HostAccess",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "direct",
                    models.BooleanField(help_text="They have an account of their own in the host's system."),
                ),
                ("set_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                (
                    "inputter",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "service",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.service"
                    ),
                ),
                (
                    "set_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
            ],
            options={
                "verbose_name_plural": "ways into the host's record",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("service", "user"),
                        name="host_access_once",
                        violation_error_message="This is noted already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("direct", False), ("inputter__isnull", True), _connector="OR"),
                        name="direct_entry_needs_nobody",
                        violation_error_message="Whoever enters it themselves needs nobody to type it in.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("inputter__isnull", True),
                            models.Q(("inputter", models.F("user")), _negated=True),
                            _connector="OR",
                        ),
                        name="inputter_is_another",
                        violation_error_message="Somebody else types it in.",
                    ),
                ],
            },
        ),
        *protect("contact_hostaccess", "service"),
        *wall_by_verb(
            "contact_hostaccess",
            see=f"{WHOLE_SERVICE} OR user_id = (SELECT amends_user())",
            add=WHOLE_SERVICE,
            change=WHOLE_SERVICE,
            into=WHOLE_SERVICE,
        ),
        *protect("contact_accuracycheck", "service"),
        *behind_plan(
            "contact_contact", ("harmed_contacts", "harmed"), ("responsible_contacts", "responsible")
        ),
    ]
