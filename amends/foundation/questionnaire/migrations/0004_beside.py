"""What a page asks beside the questions is kept with a draft."""

from typing import ClassVar

from django.db import migrations

import amends.foundation.lib.locking


class Migration(migrations.Migration):
    dependencies: ClassVar = [("questionnaire", "0003_locked")]
    operations: ClassVar = [
        migrations.AddField(
            model_name="response",
            name="beside",
            field=amends.foundation.lib.locking.LockedJSONField(
                blank=True,
                default=dict,
                help_text="What the page asks beside the questions, while it is a draft.",
            ),
        ),
    ]
