"""The clocks of one row, stopped ones too, are found without looking through all."""

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [("clock", "0002_walls")]

    operations: ClassVar = [
        migrations.AddIndex(
            model_name="clock", index=models.Index(fields=["subject", "name"], name="clocks_of_a_row")
        )
    ]
