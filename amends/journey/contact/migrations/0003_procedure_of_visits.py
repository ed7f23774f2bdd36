"""Whoever comes back from a visit says whether it was made by the procedure of the service."""

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [("contact", "0002_behind_walls")]
    operations: ClassVar = [
        migrations.AddField(
            model_name="visitsafety",
            name="by_procedure",
            field=models.BooleanField(
                blank=True,
                help_text="Whether the visit was made by the procedure of the service.",
                null=True,
            ),
        ),
        migrations.AddConstraint(
            model_name="visitsafety",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("by_procedure__isnull", True), ("safe_at__isnull", False), _connector="OR"
                ),
                name="procedure_confirmed_once_safe",
                violation_error_message="Say first that you are out and safe.",
            ),
        ),
    ]
