"""The wall between the two files, kept by PostgreSQL for the role the application connects as."""

from typing import ClassVar

from django.db import migrations

from amends.foundation.record.protect import keep_history, protect

UP = """
ALTER TABLE case_case ENABLE ROW LEVEL SECURITY;
CREATE POLICY case_case_wall ON case_case
    USING (service_id = ANY ((SELECT amends_services())::bigint[]) OR id = ANY ((SELECT amends_cases())::bigint[]));
ALTER TABLE case_casefile ENABLE ROW LEVEL SECURITY;
CREATE POLICY case_casefile_wall ON case_casefile
    USING (service_id = ANY ((SELECT amends_services())::bigint[]) OR id = ANY ((SELECT amends_files())::bigint[]));
ALTER TABLE case_casefile ADD CONSTRAINT case_casefile_of_service
    FOREIGN KEY (case_id, service_id) REFERENCES case_case (id, service_id) DEFERRABLE INITIALLY DEFERRED;
"""
DOWN = """
ALTER TABLE case_casefile DROP CONSTRAINT case_casefile_of_service;
DROP POLICY case_casefile_wall ON case_casefile; ALTER TABLE case_casefile DISABLE ROW LEVEL SECURITY;
DROP POLICY case_case_wall ON case_case; ALTER TABLE case_case DISABLE ROW LEVEL SECURITY;
"""


class Migration(migrations.Migration):
    dependencies: ClassVar = [("case", "0002_which_files"), ("record", "0002_append_only")]
    operations: ClassVar = [
        migrations.RunSQL(UP, DOWN),
        *keep_history("case_case"),
        *protect("case_participant", "file"),
        *protect("case_filegrant", "service", or_where="user_id = (SELECT amends_user())"),
        *protect("case_casemilestone", "case"),
    ]
