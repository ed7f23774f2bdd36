"""Answers are seen with their file or case, and never change once they are complete."""

from typing import ClassVar

from django.db import migrations

from amends.foundation.lib.migrating import together
from amends.foundation.record.protect import protect

REACH = """(file_id IS NOT NULL AND file_id = ANY ((SELECT amends_files())::bigint[]))
    OR (file_id IS NULL AND case_id = ANY ((SELECT amends_cases())::bigint[]))
    OR (case_id IS NULL AND answered_by_id = (SELECT amends_user()))"""

UP = """
ALTER TABLE questionnaire_response ADD CONSTRAINT questionnaire_response_file_of_service
    FOREIGN KEY (file_id, service_id) REFERENCES case_casefile (id, service_id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE questionnaire_response ADD CONSTRAINT questionnaire_response_case_of_service
    FOREIGN KEY (case_id, service_id) REFERENCES case_case (id, service_id) DEFERRABLE INITIALLY DEFERRED;

CREATE FUNCTION questionnaire_locked() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'Complete answers are never changed (response %).', OLD.id USING ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER questionnaire_response_locked BEFORE UPDATE ON questionnaire_response
    FOR EACH ROW WHEN (OLD.state = 'complete' AND (OLD.answers, OLD.state, OLD.key, OLD.version, OLD.answered_by_id, OLD.completed_at)
        IS DISTINCT FROM (NEW.answers, NEW.state, NEW.key, NEW.version, NEW.answered_by_id, NEW.completed_at))
    EXECUTE FUNCTION questionnaire_locked();
"""
DOWN = """
DROP TRIGGER questionnaire_response_locked ON questionnaire_response;
DROP FUNCTION questionnaire_locked();
ALTER TABLE questionnaire_response DROP CONSTRAINT questionnaire_response_case_of_service;
ALTER TABLE questionnaire_response DROP CONSTRAINT questionnaire_response_file_of_service;
"""


class Migration(migrations.Migration):
    replaces: ClassVar = [("questionnaire", "0002_walls")]
    dependencies: ClassVar = [("questionnaire", "0001_tables"), ("case", "0003_behind_walls")]
    operations: ClassVar = [
        together(
            *protect("questionnaire_response", "service", or_where=REACH),
            migrations.RunSQL(UP, DOWN),
        ),
    ]
