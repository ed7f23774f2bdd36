"""Which version of the service's own words a document was made in."""

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("documents", "0003_markings"),
    ]

    operations: ClassVar = [
        migrations.AddField(
            model_name="document",
            name="own_version",
            field=models.PositiveSmallIntegerField(
                blank=True, help_text="The version of the service's own words, where it has some.", null=True
            ),
        ),
    ]
