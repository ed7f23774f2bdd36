"""What has worked for people is shared with the team."""

import django.db.models.deletion
from django.db import migrations, models

from amends.foundation.record.protect import protect


# Everybody who works for the service reads it and may add to it; no partner's people.
READERS = """EXISTS (SELECT FROM access_membership m WHERE m.user_id = (SELECT amends_user())
    AND m.service_id = library_practice.service_id AND m.agency_id IS NULL)"""


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0005_roles_are_given"),
        ("library", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Practice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("about", models.CharField(help_text="What sort of need it was.", max_length=60)),
                ("need", models.CharField(max_length=300)),
                ("answer", models.CharField(max_length=300)),
                ("shared_on", models.DateField()),
                (
                    "service",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.service"
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "good practice",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("service", "need", "answer"),
                        name="library_practice_once",
                        violation_error_message="This stands in the library already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("need", ""), _negated=True), models.Q(("answer", ""), _negated=True)
                        ),
                        name="library_practice_says_both",
                        violation_error_message="Say what was needed, and what answered it.",
                    ),
                ],
            },
        ),
        *protect("library_practice", "service", or_where=READERS),
    ]
