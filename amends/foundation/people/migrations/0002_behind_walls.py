"""Who somebody is and how to reach them belongs to their side's file. Search passes the wall on purpose, with its filter inside."""

from typing import ClassVar

from django.db import migrations

from amends.foundation.lib.migrating import together
from amends.foundation.record.protect import protect

# Row policies keep PostgreSQL from using the trigram index (similarity is not leak-proof), so the search runs with the
# owner's rights and applies the same visibility itself. It finds nobody of a limited case for whoever is not named in it.
# It looks first for names that hold the very words, and measures only as many others as it can show. Who is acting is asked
# once: as part of the condition it was asked again for every person of a similar name. A function's parameters of pg_trgm
# may be set only once it is loaded, so it is used first.
SEARCH = r"""
SELECT similarity('', '');
CREATE FUNCTION people_search(wanted text, at_most integer) RETURNS TABLE (person_id bigint, nearness real)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public SET pg_trgm.word_similarity_threshold = 0.45 AS $$
DECLARE
    services bigint[] := amends_services();
    files bigint[] := amends_files();
    shut int8multirange := amends_limited_files();
    words text := upper(wanted);
    the_very_words text := '%' || regexp_replace(words, '([\\%_])', '\\\1', 'g') || '%';
    found integer;
    close integer;
BEGIN
    RETURN QUERY SELECT p.id, 1::real FROM people_person p
        WHERE upper(p.full_name) LIKE the_very_words
          AND (p.service_id = ANY (services) OR p.file_id = ANY (files)) AND NOT p.file_id <@ shut
        ORDER BY p.id LIMIT at_most;
    GET DIAGNOSTICS found = ROW_COUNT;
    IF found >= at_most THEN
        RETURN;
    END IF;
    -- Where more are close than can be shown, only close ones are measured, and of thousands only the first.
    PERFORM set_config('pg_trgm.word_similarity_threshold', '0.7', true);
    SELECT count(*) INTO close FROM (
        SELECT FROM people_person p WHERE words <% upper(p.full_name)
            AND (p.service_id = ANY (services) OR p.file_id = ANY (files)) AND NOT p.file_id <@ shut LIMIT at_most) AS few;
    IF close < at_most THEN
        PERFORM set_config('pg_trgm.word_similarity_threshold', '0.45', true);
    END IF;
    RETURN QUERY SELECT near.id, word_similarity(words, near.name) AS nearness FROM (
            SELECT p.id, upper(p.full_name) AS name FROM people_person p
            WHERE words <% upper(p.full_name) AND upper(p.full_name) NOT LIKE the_very_words
              AND (p.service_id = ANY (services) OR p.file_id = ANY (files)) AND NOT p.file_id <@ shut
            LIMIT CASE WHEN close < at_most THEN NULL ELSE 500 END) AS near
        ORDER BY nearness DESC, near.id LIMIT at_most - found;
END $$;
"""
NO_SEARCH = "DROP FUNCTION people_search(text, integer);"

# A search that would have found somebody of a limited case leaves a line in that case's trail.
NOTING = """
-- Written here, because whoever searched may not learn which case it was. What they typed is not kept.
CREATE FUNCTION people_note_limited_search(wanted text, born date) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public SET pg_trgm.word_similarity_threshold = 0.45 AS $$
DECLARE shut int8multirange := amends_limited_files();
BEGIN
    IF isempty(shut) THEN
        RETURN;
    END IF;
    INSERT INTO record_auditevent (user_id, service_id, case_id, act, what, subject, recipient, details)
    SELECT DISTINCT amends_user(), p.service_id, f.case_id, 'consultation', 'refused.limited_search', '', '', '{}'::jsonb
    FROM people_person p JOIN case_casefile f ON f.id = p.file_id
    WHERE p.file_id <@ shut AND (p.date_of_birth = born OR upper(wanted) <% upper(p.full_name));
END $$;
"""
NOT_NOTING = "DROP FUNCTION people_note_limited_search(text, date);"


class Migration(migrations.Migration):
    replaces: ClassVar = [
        ("people", "0002_walls"),
        ("people", "0003_search_by_words"),
        ("people", "0005_limited_searches"),
        ("people", "0006_limited_in_ranges"),
    ]
    dependencies: ClassVar = [("people", "0001_tables"), ("case", "0003_behind_walls")]
    operations: ClassVar = [
        together(
            *protect("people_person", "file"),
            *protect("people_contactpoint", "file"),
            *protect("people_safecontact", "file"),
            migrations.RunSQL(SEARCH, NO_SEARCH),
            migrations.RunSQL(NOTING, NOT_NOTING),
        ),
    ]
