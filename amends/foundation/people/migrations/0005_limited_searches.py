"""A search finds nobody of a limited case for whoever is not named in it, and leaves a line in that case's trail."""

from importlib import import_module
from typing import ClassVar

from django.db import migrations

BEFORE = import_module("amends.foundation.people.migrations.0003_search_by_words").UP
SEEN = "(p.service_id = ANY (services) OR p.file_id = ANY (files))"
DECLARED = "    files bigint[] := amends_files();"
SEARCH = BEFORE.replace(SEEN, f"{SEEN} AND p.file_id <> ALL (shut)").replace(
    DECLARED, f"{DECLARED}\n    shut bigint[] := amends_shut_files();"
)

NOTING = """
-- Written here, because whoever searched may not learn which case it was. What they typed is not kept.
CREATE FUNCTION people_note_limited_search(wanted text, born date) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public SET pg_trgm.word_similarity_threshold = 0.45 AS $$
DECLARE shut bigint[] := amends_shut_files();
BEGIN
    IF shut = '{}' THEN
        RETURN;
    END IF;
    INSERT INTO record_auditevent (user_id, service_id, case_id, act, what, subject, recipient, details)
    SELECT DISTINCT amends_user(), p.service_id, f.case_id, 'consultation', 'refused.limited_search', '', '', '{}'::jsonb
    FROM people_person p JOIN case_casefile f ON f.id = p.file_id
    WHERE p.file_id = ANY (shut) AND (p.date_of_birth = born OR upper(wanted) <% upper(p.full_name));
END $$;
"""
NOT_NOTING = "DROP FUNCTION people_note_limited_search(text, date);"


class Migration(migrations.Migration):
    dependencies: ClassVar = [("people", "0004_locked_texts"), ("case", "0005_grants")]
    operations: ClassVar = [migrations.RunSQL(SEARCH, BEFORE), migrations.RunSQL(NOTING, NOT_NOTING)]
