"""A message is seen with its file or case; a notice by the person it is for; anybody may tell somebody something."""

from typing import ClassVar

from django.db import migrations

from amends.foundation.lib.migrating import together
from amends.foundation.record.protect import protect

REACH = """(file_id IS NOT NULL AND file_id = ANY ((SELECT amends_files())::bigint[]))
    OR (file_id IS NULL AND case_id = ANY ((SELECT amends_cases())::bigint[]))
    OR (case_id IS NULL AND queued_by_id = (SELECT amends_user()))"""

IN_SERVICE = """
ALTER TABLE message_message ADD CONSTRAINT message_message_file_of_service
    FOREIGN KEY (file_id, service_id) REFERENCES case_casefile (id, service_id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE message_message ADD CONSTRAINT message_message_case_of_service
    FOREIGN KEY (case_id, service_id) REFERENCES case_case (id, service_id) DEFERRABLE INITIALLY DEFERRED;
"""
NOT_IN_SERVICE = """
ALTER TABLE message_message DROP CONSTRAINT message_message_case_of_service;
ALTER TABLE message_message DROP CONSTRAINT message_message_file_of_service;
"""
NOTICES = """
ALTER TABLE message_notice ENABLE ROW LEVEL SECURITY;
CREATE POLICY message_notice_own ON message_notice
    USING (user_id = (SELECT amends_user()) OR service_id = ANY ((SELECT amends_services())::bigint[]));
CREATE POLICY message_notice_tell ON message_notice FOR INSERT WITH CHECK ((SELECT amends_user()) IS NOT NULL);
"""
NO_NOTICES = """
DROP POLICY message_notice_tell ON message_notice;
DROP POLICY message_notice_own ON message_notice;
ALTER TABLE message_notice DISABLE ROW LEVEL SECURITY;
"""

# Whoever hears somebody say stop may see one file only; what waits for the other side has to stop all the same.
STOP = """
CREATE FUNCTION message_stop_unsent(wanted_case bigint, wanted_file bigint) RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public AS $$
    UPDATE message_message m SET state = 'stopped', error = 'case_stopped'
    FROM case_case c
    WHERE c.id = wanted_case AND m.case_id = c.id AND m.state = 'queued' AND NOT m.even_when_stopped
      AND (wanted_file IS NULL OR m.file_id = wanted_file)
      AND (c.service_id = ANY (amends_services()) OR c.id = ANY (amends_cases())) $$;
"""


class Migration(migrations.Migration):
    replaces: ClassVar = [("message", "0002_walls")]
    dependencies: ClassVar = [("message", "0001_tables"), ("case", "0003_behind_walls")]
    operations: ClassVar = [
        together(
            *protect("message_message", "service", or_where=REACH),
            migrations.RunSQL(IN_SERVICE, NOT_IN_SERVICE),
            migrations.RunSQL(NOTICES, NO_NOTICES),
            migrations.RunSQL(STOP, "DROP FUNCTION message_stop_unsent(bigint, bigint);"),
        ),
    ]
