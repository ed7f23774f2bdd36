"""Whether anybody has asked what an envelope may show: of those who had a card before there was the question, nobody has."""

from typing import ClassVar

from django.db import migrations, models

from amends.foundation.lib.migrating import together

# The same envelope as before, the address alone; the history gets no rows, for nobody has changed a card.
NOT_ASKED = """
ALTER TABLE people_safecontact DISABLE TRIGGER USER;
ALTER TABLE people_safecontact DROP CONSTRAINT envelope_shows_what_was_chosen;
UPDATE people_safecontact SET envelope_shows = 'not_asked' WHERE envelope_shows = 'address';
ALTER TABLE people_safecontact ADD CONSTRAINT envelope_shows_what_was_chosen
    CHECK (envelope_shows IN ('not_asked', 'address', 'return'));
ALTER TABLE people_safecontact ENABLE TRIGGER USER;
"""
ASKED = """
ALTER TABLE people_safecontact DISABLE TRIGGER USER;
ALTER TABLE people_safecontact DROP CONSTRAINT envelope_shows_what_was_chosen;
UPDATE people_safecontact SET envelope_shows = 'address' WHERE envelope_shows = 'not_asked';
ALTER TABLE people_safecontact ADD CONSTRAINT envelope_shows_what_was_chosen
    CHECK (envelope_shows IN ('address', 'return'));
ALTER TABLE people_safecontact ENABLE TRIGGER USER;
"""
SHOWS = [
    ("not_asked", "Not asked yet"),
    ("address", "The address, and nothing else"),
    ("return", "Also where it goes back to, without our name"),
]


class Migration(migrations.Migration):
    dependencies: ClassVar = [("people", "0004_locked_lines")]
    operations: ClassVar = [
        migrations.SeparateDatabaseAndState(
            database_operations=[together(migrations.RunSQL(NOT_ASKED, ASKED))],
            state_operations=[
                migrations.AlterField(
                    model_name="safecontact",
                    name="envelope_shows",
                    field=models.CharField(choices=SHOWS, default="not_asked", max_length=10),
                ),
                migrations.RemoveConstraint(model_name="safecontact", name="envelope_shows_what_was_chosen"),
                migrations.AddConstraint(
                    model_name="safecontact",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("envelope_shows__in", ["not_asked", "address", "return"])),
                        name="envelope_shows_what_was_chosen",
                        violation_error_message="Choose what an envelope may show.",
                    ),
                ),
            ],
        )
    ]
