"""Who somebody is and how to reach them belongs to their side's file. Search passes the wall on purpose, with its filter inside."""

from typing import ClassVar

from django.db import migrations

from amends.foundation.record.protect import protect

# Row policies keep PostgreSQL from using the trigram index (similarity is not leak-proof), so the search runs with the
# owner's rights and applies the same visibility itself.
UP = """
CREATE FUNCTION people_search(wanted text, at_most integer) RETURNS TABLE (person_id bigint, nearness real)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public SET pg_trgm.word_similarity_threshold = 0.45 AS $$
    SELECT p.id, word_similarity(upper(wanted), upper(p.full_name)) AS nearness FROM people_person p
    WHERE upper(wanted) <% upper(p.full_name)
      AND (p.service_id = ANY (amends_services()) OR p.file_id = ANY (amends_files()))
    ORDER BY nearness DESC, p.id LIMIT at_most $$;
"""
DOWN = "DROP FUNCTION people_search(text, integer);"


class Migration(migrations.Migration):
    dependencies: ClassVar = [("people", "0001_initial"), ("case", "0003_walls")]
    operations: ClassVar = [
        *protect("people_person", "file"),
        *protect("people_contactpoint", "file"),
        *protect("people_safecontact", "file"),
        migrations.RunSQL(UP, DOWN),
    ]
