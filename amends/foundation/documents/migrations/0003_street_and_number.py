"""The street with its number is an address too, whatever of the town stands behind it."""

from typing import ClassVar

from django.db import migrations

# A line of an address counts from its number and two words on, such as “7 Birch Road”; “Flat 3” alone is anybody's.
STREETS = r"""
CREATE FUNCTION documents_streets_crossing(wanted_case bigint, own_file bigint, words text)
RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
WITH text AS (SELECT lower(regexp_replace(words, '\s+', ' ', 'g')) AS plain),
here AS (SELECT id FROM case_case WHERE id = wanted_case AND (service_id = ANY (amends_services()) OR id = ANY (amends_cases()))),
points AS (
    SELECT c.file_id, lower(regexp_replace(btrim(line), '\s+', ' ', 'g')) AS line
    FROM people_contactpoint c JOIN case_participant t ON t.id = c.participant_id,
         regexp_split_to_table(c.value, '[,;\n\r]+') AS line
    WHERE c.kind = 'address' AND t.case_id IN (SELECT id FROM here) AND btrim(line) ~ '^\d+\w?\s+\w+\s+\w+'
),
streets AS (
    SELECT line FROM points WHERE file_id IS DISTINCT FROM own_file
    EXCEPT SELECT line FROM points WHERE file_id = own_file
)
SELECT EXISTS (SELECT FROM streets, text WHERE plain ~ ('\m' || regexp_replace(line, '([^[:alnum:] ])', '\\\1', 'g') || '\M')) $$;
"""


class Migration(migrations.Migration):
    dependencies: ClassVar = [("documents", "0002_behind_walls"), ("people", "0002_behind_walls")]
    operations: ClassVar = [
        migrations.RunSQL(STREETS, "DROP FUNCTION documents_streets_crossing(bigint, bigint, text);")
    ]
