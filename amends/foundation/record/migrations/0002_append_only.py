"""The trail and the history can be added to and read, never changed; the history is written by a trigger alone."""

from typing import ClassVar

from django.db import migrations

from amends.foundation.record.protect import append_only

UP = """
CREATE FUNCTION record_keep_history() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE was jsonb := to_jsonb(OLD);
BEGIN
    INSERT INTO record_historyrow (user_id, table_name, row_id, service_id, case_id, file_id, operation, before)
    VALUES (amends_user(), TG_TABLE_NAME, OLD.id, (was->>'service_id')::bigint, (was->>'case_id')::bigint,
            (was->>'file_id')::bigint, TG_OP, was);
    RETURN NULL;
END $$;

REVOKE INSERT ON record_historyrow FROM amends_app;
ALTER TABLE record_historyrow ENABLE ROW LEVEL SECURITY;
CREATE POLICY record_historyrow_wall ON record_historyrow FOR SELECT USING (
    service_id = ANY ((SELECT amends_services())::bigint[]) OR file_id = ANY ((SELECT amends_files())::bigint[])
    OR (file_id IS NULL AND case_id = ANY ((SELECT amends_cases())::bigint[])));

ALTER TABLE record_auditevent ENABLE ROW LEVEL SECURITY;
CREATE POLICY record_auditevent_read ON record_auditevent FOR SELECT USING (
    service_id = ANY ((SELECT amends_services())::bigint[]) OR file_id = ANY ((SELECT amends_files())::bigint[])
    OR (file_id IS NULL AND case_id = ANY ((SELECT amends_cases())::bigint[])));
CREATE POLICY record_auditevent_add ON record_auditevent FOR INSERT WITH CHECK (true);
"""
DOWN = """
DROP POLICY record_auditevent_add ON record_auditevent;
DROP POLICY record_auditevent_read ON record_auditevent;
ALTER TABLE record_auditevent DISABLE ROW LEVEL SECURITY;
DROP POLICY record_historyrow_wall ON record_historyrow;
ALTER TABLE record_historyrow DISABLE ROW LEVEL SECURITY;
DROP FUNCTION record_keep_history();
"""


class Migration(migrations.Migration):
    dependencies: ClassVar = [("record", "0001_initial"), ("case", "0002_which_files")]
    operations: ClassVar = [
        migrations.RunSQL(UP, DOWN),
        *append_only("record_auditevent"),
        *append_only("record_historyrow"),
    ]
