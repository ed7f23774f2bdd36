"""What an envelope may show is a choice; what was written about it stays as a note, with the choice that shows least."""

from typing import ClassVar

import amends.foundation.lib.locking
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [("people", "0002_behind_walls")]
    operations: ClassVar = [
        migrations.AddField(
            model_name="safecontact",
            name="envelope_shows",
            field=models.CharField(
                choices=[
                    ("address", "The address, and nothing else"),
                    ("return", "Also where it goes back to, without our name"),
                ],
                default="address",
                max_length=10,
            ),
        ),
        migrations.AlterField(
            model_name="safecontact",
            name="envelope",
            field=amends.foundation.lib.locking.LockedCharField(
                blank=True, help_text="What else whoever closes the envelope has to know.", max_length=200
            ),
        ),
        migrations.AddConstraint(
            model_name="safecontact",
            constraint=models.CheckConstraint(
                condition=models.Q(("envelope_shows__in", ["address", "return"])),
                name="envelope_shows_what_was_chosen",
                violation_error_message="Choose what an envelope may show.",
            ),
        ),
    ]
