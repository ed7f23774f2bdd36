"""Everybody is asked whether they were treated fairly."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("evaluation", "0002_walls"),
    ]

    operations = [
        migrations.AddField(
            model_name="feedback",
            name="treated_fairly",
            field=models.CharField(blank=True, default="", max_length=12),
        ),
    ]
