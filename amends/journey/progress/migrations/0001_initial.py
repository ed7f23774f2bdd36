import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

import amends.foundation.lib.locking
from amends.foundation.record.protect import append_only, protect


def link(to):
    return models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=to)


def belongs(to):
    return models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to=to)


def key():
    return models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")


def moment():
    return models.DateTimeField(db_default=django.db.models.functions.datetime.Now())


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("access", "0003_cache_table"),
        ("case", "0003_walls"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Skipped",
            fields=[
                ("id", key()),
                ("step", models.CharField(help_text="A step of policy/paths.yaml.", max_length=20)),
                ("towards", models.CharField(help_text="The step that was gone on to.", max_length=20)),
                ("why", amends.foundation.lib.locking.LockedTextField()),
                ("at", moment()),
                ("by", link(settings.AUTH_USER_MODEL)),
                ("case", belongs("case.case")),
                ("service", link("access.service")),
            ],
            options={
                "verbose_name_plural": "steps passed over",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("case", "step"),
                        name="step_passed_over_once",
                        violation_error_message="This step has been passed over already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("why", ""), _negated=True),
                        name="step_passed_over_for_a_reason",
                        violation_error_message="Say why this step is passed over.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="NotApplicable",
            fields=[
                ("id", key()),
                ("part", models.CharField(max_length=30)),
                ("why", amends.foundation.lib.locking.LockedTextField()),
                ("at", moment()),
                ("by", link(settings.AUTH_USER_MODEL)),
                ("case", belongs("case.case")),
                ("service", link("access.service")),
            ],
            options={
                "verbose_name_plural": "parts that do not apply",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("case", "part"),
                        name="part_marked_once",
                        violation_error_message="This part is marked already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("why", ""), _negated=True),
                        name="part_marked_for_a_reason",
                        violation_error_message="Say why this part does not apply.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Forwarding",
            fields=[
                ("id", key()),
                ("at", moment()),
                (
                    "agreement",
                    models.CharField(
                        help_text="The agreement it rests on, by title and version.", max_length=160
                    ),
                ),
                ("fields", models.JSONField(help_text="The agreed fields, by key.")),
                ("rows", models.PositiveIntegerField()),
                ("by", link(settings.AUTH_USER_MODEL)),
                ("service", link("access.service")),
            ],
            options={
                "indexes": [models.Index(fields=["service", "-at"], name="forwardings_of_a_service")],
            },
        ),
        *protect("progress_skipped", "service"),
        *append_only("progress_skipped"),
        *protect("progress_notapplicable", "service"),
        *protect("progress_forwarding", "service", history=False),
        *append_only("progress_forwarding"),
    ]
