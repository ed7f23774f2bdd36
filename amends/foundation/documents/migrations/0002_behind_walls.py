"""A document of a file is seen with the file, one of a case with the case; bytes are seen with what they belong to."""

from typing import ClassVar

from django.db import migrations

from amends.foundation.lib.migrating import together
from amends.foundation.record.protect import WHOLE_SERVICE, append_only, protect, wall_by_verb

REACH = """(file_id IS NOT NULL AND file_id = ANY ((SELECT amends_files())::bigint[]))
    OR (file_id IS NULL AND case_id = ANY ((SELECT amends_cases())::bigint[]))"""

OWN = f"{REACH} OR (case_id IS NULL AND made_by_id = (SELECT amends_user()))"
HANDED_IN = f"{REACH} OR uploaded_by_id = (SELECT amends_user())"

IN_SERVICE = """
ALTER TABLE {table} ADD CONSTRAINT {table}_file_of_service
    FOREIGN KEY (file_id, service_id) REFERENCES case_casefile (id, service_id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE {table} ADD CONSTRAINT {table}_case_of_service
    FOREIGN KEY (case_id, service_id) REFERENCES case_case (id, service_id) DEFERRABLE INITIALLY DEFERRED;
"""
NOT_IN_SERVICE = """
ALTER TABLE {table} DROP CONSTRAINT {table}_case_of_service;
ALTER TABLE {table} DROP CONSTRAINT {table}_file_of_service;
"""

BYTES = """
ALTER TABLE documents_rendering ENABLE ROW LEVEL SECURITY;
CREATE POLICY documents_rendering_wall ON documents_rendering
    USING (EXISTS (SELECT FROM documents_document d WHERE d.id = document_id));
ALTER TABLE documents_attachmentcontent ENABLE ROW LEVEL SECURITY;
CREATE POLICY documents_attachmentcontent_wall ON documents_attachmentcontent
    USING (EXISTS (SELECT FROM documents_attachment a WHERE a.id = attachment_id));
REVOKE UPDATE ON documents_document, documents_rendering, documents_attachmentcontent FROM amends_app;
"""
NO_BYTES = """
GRANT UPDATE ON documents_document, documents_rendering, documents_attachmentcontent TO amends_app;
DROP POLICY documents_attachmentcontent_wall ON documents_attachmentcontent;
ALTER TABLE documents_attachmentcontent DISABLE ROW LEVEL SECURITY;
DROP POLICY documents_rendering_wall ON documents_rendering;
ALTER TABLE documents_rendering DISABLE ROW LEVEL SECURITY;
"""

# Whoever writes to one side may not see the other file, and so could not notice what slipped in from there. This looks
# across the wall on their behalf and answers only with the kind of thing it found.
CROSSES = r"""
CREATE FUNCTION documents_crossing(wanted_case bigint, own_file bigint, words text, allowed text[])
RETURNS text[] LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
WITH text AS (SELECT lower(regexp_replace(words, '\s+', ' ', 'g')) AS plain, regexp_replace(words, '\D', '', 'g') AS digits),
here AS (SELECT id FROM case_case WHERE id = wanted_case AND (service_id = ANY (amends_services()) OR id = ANY (amends_cases()))),
people AS (
    SELECT lower(regexp_replace(btrim(p.full_name), '\s+', ' ', 'g')) AS name, p.date_of_birth AS born
    FROM people_person p JOIN case_participant t ON t.id = p.participant_id
    WHERE t.case_id IN (SELECT id FROM here) AND p.file_id IS DISTINCT FROM own_file
),
points AS (
    SELECT c.kind, lower(regexp_replace(btrim(c.value), '\s+', ' ', 'g')) AS value, lower(btrim(c.postcode)) AS postcode,
           regexp_replace(c.value, '\D', '', 'g') AS number
    FROM people_contactpoint c JOIN case_participant t ON t.id = c.participant_id
    WHERE t.case_id IN (SELECT id FROM here) AND c.file_id IS DISTINCT FROM own_file
      AND NOT EXISTS (SELECT FROM people_contactpoint o WHERE o.file_id = own_file AND o.kind = c.kind AND lower(o.value) = lower(c.value))
),
found AS (
    SELECT 'name' AS kind FROM people, text
    WHERE name <> '' AND NOT (name = ANY (allowed))
      AND plain ~ ('\m' || regexp_replace(name, '([^[:alnum:] ])', '\\\1', 'g') || '\M')
    UNION SELECT 'contact' FROM points, text
    WHERE (kind IN ('mobile', 'landline') AND length(number) >= 9 AND position(right(number, 9) IN digits) > 0)
       OR (kind IN ('email', 'address') AND value <> '' AND position(value IN plain) > 0)
       OR (kind = 'address' AND postcode <> '' AND position(postcode IN plain) > 0
           AND NOT EXISTS (SELECT FROM people_contactpoint o WHERE o.file_id = own_file AND lower(btrim(o.postcode)) = points.postcode))
    UNION SELECT 'birth' FROM people, text
    WHERE born IS NOT NULL AND (
        plain ~ ('\m0?' || extract(day FROM born) || ' (of )?' || lower(to_char(born, 'FMMonth')) || ',? ' || to_char(born, 'YYYY') || '\M')
        OR plain ~ ('\m0?' || extract(day FROM born) || '[/. -]0?' || extract(month FROM born) || '[/. -]' || to_char(born, 'YYYY') || '\M')
        OR position(born::text IN plain) > 0)
)
SELECT coalesce(array_agg(kind ORDER BY kind), '{}') FROM found $$;
"""

# Whoever prints has to know the list; only those who see the service whole write it.
MEMBER = """service_id IN (SELECT m.service_id FROM access_membership m WHERE m.user_id = (SELECT amends_user()))"""


def known_to_members(table):
    return [
        *protect(table, "service"),
        *wall_by_verb(
            table,
            see=f"{WHOLE_SERVICE} OR {MEMBER}",
            add=WHOLE_SERVICE,
            change=WHOLE_SERVICE,
            into=WHOLE_SERVICE,
        ),
    ]


class Migration(migrations.Migration):
    replaces: ClassVar = [("documents", "0002_walls")]
    dependencies: ClassVar = [
        ("documents", "0001_tables"),
        ("case", "0003_behind_walls"),
        ("people", "0002_behind_walls"),
    ]
    operations: ClassVar = [
        together(
            *protect("documents_document", "service", or_where=OWN),
            *protect("documents_copy", "service", or_where=REACH),
            *protect("documents_attachment", "service", or_where=HANDED_IN),
            *(
                migrations.RunSQL(IN_SERVICE.format(table=table), NOT_IN_SERVICE.format(table=table))
                for table in ("documents_document", "documents_copy", "documents_attachment")
            ),
            migrations.RunSQL(BYTES, NO_BYTES),
            migrations.RunSQL(CROSSES, "DROP FUNCTION documents_crossing(bigint, bigint, text, text[]);"),
            *known_to_members("documents_marking"),
            *known_to_members("documents_markingdefault"),
            *known_to_members("documents_markingscheme"),
            *protect("documents_remarking", "service", or_where=REACH),
            *append_only("documents_remarking"),
        ),
    ]
