"""Search looks first for names that hold the very words, and measures only as many others as it can show."""

from typing import ClassVar

from django.db import migrations

# Who is acting is asked once: as part of the condition it was asked again for every person of a similar name. A function's
# parameters of pg_trgm may be set only once it is loaded, so it is used first.
UP = r"""
SELECT similarity('', '');
CREATE OR REPLACE FUNCTION people_search(wanted text, at_most integer) RETURNS TABLE (person_id bigint, nearness real)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public SET pg_trgm.word_similarity_threshold = 0.45 AS $$
DECLARE
    services bigint[] := amends_services();
    files bigint[] := amends_files();
    words text := upper(wanted);
    the_very_words text := '%' || regexp_replace(words, '([\\%_])', '\\\1', 'g') || '%';
    found integer;
    close integer;
BEGIN
    RETURN QUERY SELECT p.id, 1::real FROM people_person p
        WHERE upper(p.full_name) LIKE the_very_words AND (p.service_id = ANY (services) OR p.file_id = ANY (files))
        ORDER BY p.id LIMIT at_most;
    GET DIAGNOSTICS found = ROW_COUNT;
    IF found >= at_most THEN
        RETURN;
    END IF;
    -- Where more are close than can be shown, only close ones are measured, and of thousands only the first.
    PERFORM set_config('pg_trgm.word_similarity_threshold', '0.7', true);
    SELECT count(*) INTO close FROM (
        SELECT FROM people_person p WHERE words <% upper(p.full_name)
            AND (p.service_id = ANY (services) OR p.file_id = ANY (files)) LIMIT at_most) AS few;
    IF close < at_most THEN
        PERFORM set_config('pg_trgm.word_similarity_threshold', '0.45', true);
    END IF;
    RETURN QUERY SELECT near.id, word_similarity(words, near.name) AS nearness FROM (
            SELECT p.id, upper(p.full_name) AS name FROM people_person p
            WHERE words <% upper(p.full_name) AND upper(p.full_name) NOT LIKE the_very_words
              AND (p.service_id = ANY (services) OR p.file_id = ANY (files))
            LIMIT CASE WHEN close < at_most THEN NULL ELSE 500 END) AS near
        ORDER BY nearness DESC, near.id LIMIT at_most - found;
END $$;
"""
DOWN = """
SELECT similarity('', '');
CREATE OR REPLACE FUNCTION people_search(wanted text, at_most integer) RETURNS TABLE (person_id bigint, nearness real)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public SET pg_trgm.word_similarity_threshold = 0.45 AS $$
    SELECT p.id, word_similarity(upper(wanted), upper(p.full_name)) AS nearness FROM people_person p
    WHERE upper(wanted) <% upper(p.full_name)
      AND (p.service_id = ANY (amends_services()) OR p.file_id = ANY (amends_files()))
    ORDER BY nearness DESC, p.id LIMIT at_most $$;
"""


class Migration(migrations.Migration):
    dependencies: ClassVar = [("people", "0002_walls")]
    operations: ClassVar = [migrations.RunSQL(UP, DOWN)]
