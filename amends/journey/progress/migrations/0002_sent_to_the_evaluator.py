"""The register goes to the evaluator by itself, to a secure address and on set days."""

from typing import ClassVar

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from amends.foundation.record.protect import protect


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("progress", "0001_initial"),
        ("access", "__first__"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations: ClassVar = [
        migrations.AddField(
            "forwarding",
            "sent_to",
            models.EmailField(
                blank=True,
                default="",
                help_text="The address it was sent to; empty when the file was taken by hand.",
                max_length=254,
            ),
        ),
        migrations.CreateModel(
            name="ForwardingPlan",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("address", models.EmailField(help_text="At a secure domain.", max_length=254)),
                (
                    "every_months",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (1, "Every month"),
                            (3, "Every three months"),
                            (6, "Every six months"),
                            (12, "Every year"),
                        ]
                    ),
                ),
                ("next_on", models.DateField(help_text="The day on which it goes next.")),
                (
                    "service",
                    models.OneToOneField(
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
            ],
        ),
        *protect("progress_forwardingplan", "service"),
    ]
