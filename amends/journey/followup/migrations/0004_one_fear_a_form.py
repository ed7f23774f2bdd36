"""What is feared in one form is one concern: those that stand apart today are put together first."""

from itertools import groupby
from typing import Any, ClassVar

from django.db import migrations, models
from django.db.models import Q
from django.utils import timezone

import amends.foundation.lib.locking

TOGETHER = "Looked at together with what else they said in the same form."


def put_together(apps: Any, schema_editor: Any) -> None:
    """The first of a form takes in what the others say; those are settled with a word where they went."""
    concerns = apps.get_model("followup", "Concern").objects.filter(
        kind="safety", settled_at__isnull=True, follow_up__isnull=False
    )
    rows = concerns.order_by("follow_up_id", "pk")
    for _, of_form in groupby(list(rows), key=lambda row: row.follow_up_id):
        first, *others = of_form
        if others:
            first.more = [[each.about, each.words] for each in others]
            first.save(update_fields=["more"])
        for each in others:
            each.settled_at, each.settled_by_id = timezone.now(), each.raised_by_id
            each.decision, each.result = "", TOGETHER
            each.save(update_fields=["settled_at", "settled_by", "decision", "result"])
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


class Migration(migrations.Migration):
    dependencies: ClassVar = [("followup", "0003_locked_lines")]
    operations: ClassVar = [
        migrations.AddField(
            model_name="concern",
            name="more",
            field=amends.foundation.lib.locking.LockedJSONField(
                blank=True,
                default=list,
                help_text="Other answers of the same form that say it too: question and words.",
            ),
        ),
        migrations.RunPython(put_together, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="concern",
            constraint=models.UniqueConstraint(
                condition=Q(("follow_up__isnull", False), ("kind", "safety"), ("settled_at__isnull", True)),
                fields=("follow_up",),
                name="one_open_fear_a_form",
                violation_error_message="What is feared in this form is being looked at already.",
            ),
        ),
    ]
