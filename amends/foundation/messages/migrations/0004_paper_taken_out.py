"""One paper can be taken out of its envelope, by somebody and for a reason."""

from typing import ClassVar

import amends.foundation.lib.locking
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies: ClassVar = [("message", "0003_envelopes")]
    operations: ClassVar = [
        migrations.AddField(
            model_name="message",
            name="because",
            field=amends.foundation.lib.locking.LockedCharField(
                blank=True,
                default="",
                help_text="Why this paper alone was taken out of its envelope.",
                max_length=200,
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="message",
            name="taken_out_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="message",
            name="taken_out_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddConstraint(
            model_name="message",
            constraint=models.CheckConstraint(
                condition=Q(because="", taken_out_at__isnull=True, taken_out_by__isnull=True)
                | (
                    ~Q(because="")
                    & Q(state="stopped", taken_out_at__isnull=False, taken_out_by__isnull=False)
                ),
                name="paper_taken_out_for_a_reason",
                violation_error_message="Say why the paper is taken out, who takes it out and when.",
            ),
        ),
    ]
