"""From where somebody would set out, and what there is at their end for a meeting by video."""

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [("preparation", "0006_keywork")]

    operations: ClassVar = [
        migrations.AddField(
            model_name="preparation",
            name="area",
            field=models.CharField(
                blank=True, default="", help_text="From where they would set out.", max_length=80
            ),
        ),
        migrations.AddField(
            model_name="preparation",
            name="video_setup",
            field=models.CharField(
                blank=True,
                default="",
                help_text="What there is at their end for a meeting by video.",
                max_length=200,
            ),
        ),
    ]
