"""A need says how papers have to be for somebody."""

from typing import ClassVar

import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("preparation", "0008_organisations"),
    ]

    operations: ClassVar = [
        migrations.AddField(
            model_name="need",
            name="of_paper",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(
                    choices=[
                        ("large_print", "Large print"),
                        ("easy_read", "Easy read, with pictures"),
                    ],
                    max_length=12,
                ),
                blank=True,
                default=list,
                help_text="How papers for them have to be.",
                size=None,
            ),
        ),
    ]
