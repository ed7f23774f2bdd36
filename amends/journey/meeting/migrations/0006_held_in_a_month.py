"""The meetings held in a month, which the figures count by their way, are found without reading all the others."""

from typing import ClassVar

from django.db import migrations, models
from django.db.models import F, Q


class Migration(migrations.Migration):
    dependencies: ClassVar = [("meeting", "0005_recordings")]
    operations: ClassVar = [
        migrations.AddIndex(
            model_name="meeting",
            index=models.Index(
                F("service"), F("during__startswith"), condition=Q(state="held"), name="held_in_a_month"
            ),
        ),
    ]
