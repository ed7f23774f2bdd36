"""What a place has for people who need it, and interpreters booked for one person, in that person's own file."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

from amends.foundation.record.protect import protect

# Whoever moves or cancels a meeting may see one file only: interpreters of the other side are free all the same.
FREE = """
CREATE FUNCTION meeting_free_interpreters() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
    UPDATE meeting_interpreterbooking SET freed = true WHERE meeting_id = NEW.id AND NOT freed;
    RETURN NULL;
END $$;
CREATE TRIGGER meeting_meeting_frees_interpreters AFTER UPDATE OF state, during ON meeting_meeting
    FOR EACH ROW WHEN ((NEW.state = 'cancelled' AND OLD.state <> 'cancelled') OR NEW.during <> OLD.during)
    EXECUTE FUNCTION meeting_free_interpreters();
"""
KEEP = """
DROP TRIGGER meeting_meeting_frees_interpreters ON meeting_meeting;
DROP FUNCTION meeting_free_interpreters();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0005_roles_are_given"),
        ("access", "__first__"),
        ("case", "0009_inspectors"),
        ("community", "0001_initial"),
        ("meeting", "0007_lock_texts"),
    ]

    operations = [
        migrations.AddField(
            model_name="venue",
            name="features",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(
                    choices=[
                        ("step_free", "A way in without steps"),
                        ("toilet", "A toilet for wheelchair users"),
                        ("parking", "Parking at the door"),
                        ("loop", "A hearing loop"),
                        ("light", "Good light and clear signs"),
                        ("quiet", "A quiet room without bright light"),
                        ("prayer", "A room to pray in"),
                    ],
                    max_length=12,
                ),
                blank=True,
                default=list,
                help_text="What was seen to be there for people who need it.",
                size=None,
            ),
        ),
        migrations.CreateModel(
            name="InterpreterBooking",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("language", models.CharField(max_length=40)),
                ("during", django.contrib.postgres.fields.ranges.DateTimeRangeField()),
                ("freed", models.BooleanField(default=False)),
                ("booked_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                (
                    "booked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="case.casefile"
                    ),
                ),
                (
                    "interpreter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="bookings",
                        to="community.interpreter",
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="interpreters",
                        to="meeting.meeting",
                    ),
                ),
                (
                    "participant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="case.participant"
                    ),
                ),
                (
                    "service",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.service"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["meeting", "id"], name="interpreters_of_a_meeting")],
                "constraints": [
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        condition=models.Q(("freed", False)),
                        expressions=[("interpreter", "="), ("during", "&&")],
                        name="interpreter_taken",
                        violation_error_message="This interpreter is booked for another meeting at that time.",
                    )
                ],
            },
        ),
        *protect("meeting_interpreterbooking", "file"),
        migrations.RunSQL(FREE, KEEP),
    ]
