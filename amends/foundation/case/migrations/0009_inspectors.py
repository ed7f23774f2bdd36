"""An inspector reads both files, and what both sides may know, of the cases opened for the inspection, and writes nothing."""

from typing import ClassVar

from django.db import migrations

_ACTS = "LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public"
_GRANTS = """
CREATE OR REPLACE FUNCTION amends_grants() RETURNS TABLE (file_id bigint, case_id bigint, whole boolean) {acts} AS $$
#variable_conflict use_column
BEGIN RETURN QUERY
    SELECT f.id, f.case_id, bool_or(m.sees IN ('service', 'granted'))
    FROM case_filegrant g JOIN case_casefile f ON f.id = g.file_id
    JOIN access_membership m ON m.user_id = g.user_id AND m.service_id = g.service_id
    WHERE g.user_id = amends_user() AND g.ended_at IS NULL AND NOT g.suspended
      AND (g.ends_at IS NULL OR g.ends_at > now())
      AND m.starts_on <= amends_today() AND (m.ends_on IS NULL OR m.ends_on >= amends_today())
      AND (m.sees IN ({both}) OR (m.sees = 'responsible_side' AND f.side = 'responsible')
           OR (m.sees = 'harmed_side' AND f.side = 'harmed'))
    GROUP BY f.id, f.case_id; END $$;
"""
GRANTS = _GRANTS.format(acts=_ACTS, both="'service', 'granted', 'inspection'")
UP = f"""
{GRANTS}
-- Cases of which somebody has a file as an inspector only.
CREATE FUNCTION amends_inspected_cases() RETURNS bigint[] {_ACTS} AS $$ BEGIN RETURN (
    SELECT coalesce(array_agg(DISTINCT g.case_id), '{{}}') FROM amends_grants() g
    JOIN case_case c ON c.id = g.case_id
    JOIN access_membership m ON m.user_id = amends_user() AND m.service_id = c.service_id
    WHERE NOT g.whole AND m.sees = 'inspection'
      AND m.starts_on <= amends_today() AND (m.ends_on IS NULL OR m.ends_on >= amends_today())); END $$;

CREATE OR REPLACE FUNCTION amends_cases() RETURNS bigint[] {_ACTS} AS $$ BEGIN RETURN (
    SELECT coalesce(array_agg(DISTINCT g.case_id), '{{}}') || amends_inspected_cases()
    FROM amends_grants() g WHERE g.whole); END $$;
"""
DOWN = f"""
CREATE OR REPLACE FUNCTION amends_cases() RETURNS bigint[] {_ACTS} AS
$$ BEGIN RETURN (SELECT coalesce(array_agg(DISTINCT g.case_id), '{{}}') FROM amends_grants() g WHERE g.whole); END $$;
DROP FUNCTION amends_inspected_cases() CASCADE;
{_GRANTS.format(acts=_ACTS, both="'service', 'granted'")}
"""


class Migration(migrations.Migration):
    dependencies: ClassVar = [("case", "0008_limits_of_the_service")]
    operations: ClassVar = [migrations.RunSQL(UP, DOWN)]
