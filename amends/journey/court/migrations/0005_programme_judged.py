"""Whether another programme did some good, how that is known, and what is taken from it."""

from typing import ClassVar

from django.db import migrations, models
from django.db.models import Q

from amends.foundation.lib.locking import LockedCharField

ADD = """
ALTER TABLE court_programme
    ADD COLUMN worked varchar(10) NOT NULL DEFAULT '',
    ADD COLUMN how_known text NOT NULL DEFAULT '',
    ADD COLUMN learning text NOT NULL DEFAULT '',
    ADD CONSTRAINT programme_worked_says_how_known CHECK (worked = '' OR how_known <> '');
ALTER TABLE court_programme ALTER COLUMN worked DROP DEFAULT, ALTER COLUMN how_known DROP DEFAULT,
    ALTER COLUMN learning DROP DEFAULT;
"""
TAKE_AWAY = "ALTER TABLE court_programme DROP COLUMN worked, DROP COLUMN how_known, DROP COLUMN learning;"


class Migration(migrations.Migration):
    dependencies: ClassVar = [("court", "0004_locked_lines")]
    operations: ClassVar = [
        migrations.RunSQL(
            ADD,
            TAKE_AWAY,
            state_operations=[
                migrations.AddField(
                    model_name="programme",
                    name="worked",
                    field=models.CharField(
                        blank=True,
                        choices=[
                            ("yes", "Yes"),
                            ("partly", "In part"),
                            ("no", "No"),
                            ("unknown", "Not known"),
                        ],
                        default="",
                        max_length=10,
                    ),
                ),
                migrations.AddField(
                    model_name="programme",
                    name="how_known",
                    field=LockedCharField(blank=True, default="", max_length=300),
                ),
                migrations.AddField(
                    model_name="programme",
                    name="learning",
                    field=LockedCharField(
                        blank=True,
                        default="",
                        help_text="What the facilitators take from it.",
                        max_length=300,
                    ),
                ),
                migrations.AddConstraint(
                    model_name="programme",
                    constraint=models.CheckConstraint(
                        condition=Q(worked="") | ~Q(how_known=""),
                        name="programme_worked_says_how_known",
                        violation_error_message="Say how you know.",
                    ),
                ),
            ],
        )
    ]
