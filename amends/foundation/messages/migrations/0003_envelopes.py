"""Letters go in envelopes of one person each, and PostgreSQL sees to it that no paper gets into somebody else's."""

from typing import ClassVar

import amends.foundation.lib.locking
import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import Q
from django.db.models.functions import Now

from amends.foundation.lib.migrating import together
from amends.foundation.record.protect import protect

REACH = """(file_id IS NOT NULL AND file_id = ANY ((SELECT amends_files())::bigint[]))
    OR (file_id IS NULL AND case_id = ANY ((SELECT amends_cases())::bigint[]))
    OR (case_id IS NULL AND opened_by_id = (SELECT amends_user()))"""

IN_SERVICE = """
ALTER TABLE message_envelope ADD CONSTRAINT message_envelope_file_of_service
    FOREIGN KEY (file_id, service_id) REFERENCES case_casefile (id, service_id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE message_envelope ADD CONSTRAINT message_envelope_case_of_service
    FOREIGN KEY (case_id, service_id) REFERENCES case_case (id, service_id) DEFERRABLE INITIALLY DEFERRED;
"""
NOT_IN_SERVICE = """
ALTER TABLE message_envelope DROP CONSTRAINT message_envelope_case_of_service;
ALTER TABLE message_envelope DROP CONSTRAINT message_envelope_file_of_service;
"""

# Whoever puts a paper in may see one file only; these look at whose paper and whose envelope it is all the same.
ONE_PERSON = """
CREATE FUNCTION message_envelope_is_theirs() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND (NEW.participant_id, NEW.file_id, NEW.case_id, NEW.service_id)
            IS DISTINCT FROM (OLD.participant_id, OLD.file_id, OLD.case_id, OLD.service_id)
        OR NEW.participant_id IS NOT NULL AND NOT EXISTS (
            SELECT FROM case_participant p
            WHERE p.id = NEW.participant_id AND p.file_id = NEW.file_id AND p.case_id = NEW.case_id) THEN
        RAISE EXCEPTION 'An envelope is for one person, and stays theirs.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'envelope_stays_with_one_person';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER message_envelope_is_theirs
    BEFORE INSERT OR UPDATE OF participant_id, file_id, case_id, service_id ON message_envelope
    FOR EACH ROW EXECUTE FUNCTION message_envelope_is_theirs();

CREATE FUNCTION message_fits_its_envelope() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
    IF NEW.channel <> 'letter' OR NOT EXISTS (
        SELECT FROM message_envelope e
        WHERE e.id = NEW.envelope_id AND e.service_id = NEW.service_id AND e.to_address = NEW.to_address
          AND (e.participant_id, e.file_id, e.case_id)
              IS NOT DISTINCT FROM (NEW.to_participant_id, NEW.file_id, NEW.case_id)
          AND (e.participant_id IS NOT NULL OR e.to_name = NEW.to_name)
    ) OR EXISTS (
        SELECT FROM documents_document d
        WHERE d.id = NEW.document_id AND NEW.to_participant_id IS NOT NULL
          AND (d.file_id IS NOT NULL AND d.file_id <> NEW.file_id
               OR d.case_id IS NOT NULL AND d.case_id <> NEW.case_id)
    ) THEN
        RAISE EXCEPTION 'An envelope holds papers for one person only.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'envelope_holds_papers_of_one_person';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER message_fits_its_envelope
    BEFORE INSERT OR UPDATE OF envelope_id, to_participant_id, file_id, case_id, document_id ON message_message
    FOR EACH ROW WHEN (NEW.envelope_id IS NOT NULL) EXECUTE FUNCTION message_fits_its_envelope();
"""
NOT_ONE_PERSON = """
DROP TRIGGER message_fits_its_envelope ON message_message;
DROP FUNCTION message_fits_its_envelope();
DROP TRIGGER message_envelope_is_theirs ON message_envelope;
DROP FUNCTION message_envelope_is_theirs();
"""

# What waits already gets its envelope.
FILL = """
INSERT INTO message_envelope (service_id, case_id, file_id, participant_id, to_name, to_address, state, version,
                              opened_at, opened_by_id, printed, because, even_when_stopped)
SELECT DISTINCT ON (service_id, to_participant_id, to_name, to_address, even_when_stopped)
       service_id, case_id, file_id, to_participant_id, to_name, to_address, 'waiting', 1, queued_at, queued_by_id, '{}', '',
       even_when_stopped
FROM message_message WHERE channel = 'letter' AND state = 'queued'
ORDER BY service_id, to_participant_id, to_name, to_address, even_when_stopped, queued_at;
UPDATE message_message m SET envelope_id = e.id FROM message_envelope e
WHERE m.channel = 'letter' AND m.state = 'queued' AND e.to_address = m.to_address AND e.to_name = m.to_name
  AND e.even_when_stopped = m.even_when_stopped
  AND (e.service_id, e.case_id, e.file_id, e.participant_id)
      IS NOT DISTINCT FROM (m.service_id, m.case_id, m.file_id, m.to_participant_id);
"""


def somebody(**more):
    return models.ForeignKey(
        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL, **more
    )


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("message", "0002_behind_walls"),
        ("case", "0003_behind_walls"),
        ("documents", "0002_behind_walls"),
    ]
    operations: ClassVar = [
        migrations.CreateModel(
            name="Envelope",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("to_name", models.CharField(blank=True, max_length=120)),
                ("to_address", models.CharField(max_length=400)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waits to be printed"),
                            ("printed", "Printed"),
                            ("posted", "Posted"),
                            ("taken_out", "Taken out of the queue"),
                        ],
                        default="waiting",
                        max_length=10,
                    ),
                ),
                (
                    "version",
                    models.PositiveIntegerField(
                        default=1, help_text="Goes up with every step, so that two people notice each other."
                    ),
                ),
                ("opened_at", models.DateTimeField(db_default=Now())),
                ("printed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "printed",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(),
                        blank=True,
                        default=list,
                        help_text="The papers that were printed, by key.",
                        size=None,
                    ),
                ),
                (
                    "pages",
                    models.PositiveSmallIntegerField(
                        blank=True, help_text="Of all papers, the address sheet not counted.", null=True
                    ),
                ),
                (
                    "ended_at",
                    models.DateTimeField(blank=True, help_text="When it was posted or taken out.", null=True),
                ),
                (
                    "even_when_stopped",
                    models.BooleanField(
                        default=False,
                        help_text="What is in it may go although the case has ended or somebody has said stop.",
                    ),
                ),
                (
                    "because",
                    amends.foundation.lib.locking.LockedCharField(
                        blank=True, help_text="Why it was taken out of the queue.", max_length=200
                    ),
                ),
                (
                    "service",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.service"
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="case.case",
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="case.casefile",
                    ),
                ),
                (
                    "participant",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="envelopes",
                        to="case.participant",
                    ),
                ),
                ("opened_by", somebody()),
                ("printed_by", somebody(blank=True, null=True)),
                ("ended_by", somebody(blank=True, null=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=Q(participant__isnull=True) | Q(file__isnull=False, case__isnull=False),
                        name="envelope_is_in_their_file",
                        violation_error_message="An envelope to somebody in a case belongs to their own file.",
                    ),
                    models.CheckConstraint(
                        condition=~Q(state__in=["printed", "posted"])
                        | Q(printed_at__isnull=False, printed_by__isnull=False),
                        name="envelope_printed_by_somebody",
                        violation_error_message="Say who printed it and when.",
                    ),
                    models.CheckConstraint(
                        condition=Q(
                            state__in=["waiting", "printed"], ended_at__isnull=True, ended_by__isnull=True
                        )
                        | Q(
                            state__in=["posted", "taken_out"], ended_at__isnull=False, ended_by__isnull=False
                        ),
                        name="envelope_ended_by_somebody",
                        violation_error_message="Say who posted it or took it out, and when.",
                    ),
                    models.CheckConstraint(
                        condition=~Q(state="taken_out") | ~Q(because=""),
                        name="envelope_taken_out_for_a_reason",
                        violation_error_message="Say why it is taken out of the queue.",
                    ),
                    models.UniqueConstraint(
                        fields=["participant", "to_address", "even_when_stopped"],
                        condition=Q(state="waiting", participant__isnull=False),
                        name="one_open_envelope_a_person",
                        violation_error_message="An envelope to this person is open already.",
                    ),
                ],
                "indexes": [
                    models.Index(
                        fields=["service", "opened_at"],
                        name="envelopes_in_the_queue",
                        condition=Q(state__in=["waiting", "printed"]),
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="message",
            name="envelope",
            field=models.ForeignKey(
                blank=True,
                help_text="In which a letter goes.",
                null=True,
                on_delete=django.db.models.deletion.RESTRICT,
                related_name="papers",
                to="message.envelope",
            ),
        ),
        together(
            migrations.RunSQL(FILL, migrations.RunSQL.noop),
            *protect("message_envelope", "service", or_where=REACH),
            migrations.RunSQL(IN_SERVICE, NOT_IN_SERVICE),
            migrations.RunSQL(ONE_PERSON, NOT_ONE_PERSON),
        ),
    ]
