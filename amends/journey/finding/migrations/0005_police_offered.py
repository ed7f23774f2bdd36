"""Whether the police gave information to whoever asked themselves; of earlier rows nobody knows."""

from typing import ClassVar

from django.db import migrations, models
from django.db.models import Q

ADD = """
ALTER TABLE finding_offer ADD COLUMN police_offered varchar(10) NOT NULL DEFAULT 'not_known';
ALTER TABLE finding_offer ALTER COLUMN police_offered DROP DEFAULT;
ALTER TABLE finding_offer ADD CONSTRAINT whoever_asked_says_what_the_police_did
    CHECK (heard_from = '' OR police_offered <> '');
"""
TAKE_AWAY = "ALTER TABLE finding_offer DROP COLUMN police_offered;"


class Migration(migrations.Migration):
    dependencies: ClassVar = [("finding", "0004_locked_lines")]
    operations: ClassVar = [
        migrations.RunSQL(
            ADD,
            TAKE_AWAY,
            state_operations=[
                migrations.AddField(
                    model_name="offer",
                    name="police_offered",
                    field=models.CharField(
                        blank=True,
                        choices=[("yes", "Yes"), ("no", "No"), ("not_known", "Not known")],
                        default="",
                        max_length=10,
                    ),
                ),
                migrations.AddConstraint(
                    model_name="offer",
                    constraint=models.CheckConstraint(
                        condition=Q(heard_from="") | ~Q(police_offered=""),
                        name="whoever_asked_says_what_the_police_did",
                        violation_error_message=(
                            "Say whether the police gave them information about it, or that nobody knows."
                        ),
                    ),
                ),
            ],
        )
    ]
