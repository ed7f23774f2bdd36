"""The meetings held in a month, which the figures count by their way, are found without reading all the others."""

from typing import ClassVar

from django.db import migrations, models
from django.db.models import F, Q


class Migration(migrations.Migration):
    dependencies: ClassVar = [("meeting", "0005_recordings")]
    operations: ClassVar = [
        migrations.AddField(
            model_name="meeting",
            name="begins_at",
            field=models.GeneratedField(
                db_persist=True, expression=F("during__startswith"), output_field=models.DateTimeField()
            ),
        ),
        migrations.AddIndex(
            model_name="meeting",
            index=models.Index(
                condition=Q(state="held"), fields=["service", "begins_at"], name="held_in_a_month"
            ),
        ),
    ]
