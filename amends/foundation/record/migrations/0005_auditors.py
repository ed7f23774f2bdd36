"""An auditor reads the trail of the service and no file; both sides' records are compared by numbers alone."""

from typing import ClassVar

from django.db import migrations

UP = """
-- A row as it was may be of a table that only the service sees, although it names a case: whoever works on the case reads
-- the rows as they are, and the history of them is the service's.
DROP POLICY record_historyrow_wall ON record_historyrow;
CREATE POLICY record_historyrow_wall ON record_historyrow FOR SELECT
    USING (service_id = ANY ((SELECT amends_services())::bigint[]));

CREATE FUNCTION amends_audited() RETURNS bigint[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public AS $$ BEGIN RETURN (
    SELECT coalesce(array_agg(DISTINCT m.service_id), '{}') FROM access_membership m
    WHERE m.user_id = amends_user() AND m.sees = 'trail' AND m.starts_on <= amends_today()
      AND (m.ends_on IS NULL OR m.ends_on >= amends_today())); END $$;

CREATE POLICY record_auditevent_audit ON record_auditevent FOR SELECT
    USING (service_id = ANY ((SELECT amends_audited())::bigint[]));

-- Numbers only, so that they are the same for whoever may ask: by side, what was done, how often, by how many people,
-- how often at night (before seven, after nine), and how often somebody tried who may not.
CREATE FUNCTION record_by_side(in_service bigint, since timestamptz)
RETURNS TABLE (side text, act text, times bigint, people bigint, at_night bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public AS $$
#variable_conflict use_column
BEGIN
    IF NOT (in_service = ANY (amends_services()) OR in_service = ANY (amends_audited())) THEN
        RETURN;
    END IF;
    RETURN QUERY
    SELECT done.side::text, done.act::text, count(*), count(DISTINCT done.user_id),
           count(*) FILTER (WHERE extract(hour FROM done.at AT TIME ZONE 'Europe/London') NOT BETWEEN 7 AND 20)
    FROM (SELECT f.side, e.act, e.user_id, e.at FROM record_auditevent e JOIN case_casefile f ON f.id = e.file_id
          WHERE e.service_id = in_service AND e.at >= since
          UNION ALL
          SELECT p.side, 'refused', e.user_id, e.at FROM record_auditevent e
          JOIN case_participant p ON p.id = (e.details->>'participant')::bigint
          WHERE e.at >= since AND e.what LIKE 'refused.%' AND p.service_id = in_service) done
    GROUP BY 1, 2 ORDER BY 1, 2;
END $$;
"""
DOWN = """
DROP POLICY record_historyrow_wall ON record_historyrow;
CREATE POLICY record_historyrow_wall ON record_historyrow FOR SELECT USING (
    service_id = ANY ((SELECT amends_services())::bigint[]) OR file_id = ANY ((SELECT amends_files())::bigint[])
    OR (file_id IS NULL AND case_id = ANY ((SELECT amends_cases())::bigint[])));
DROP FUNCTION record_by_side(bigint, timestamptz);
DROP POLICY record_auditevent_audit ON record_auditevent;
DROP FUNCTION amends_audited();
"""


class Migration(migrations.Migration):
    dependencies: ClassVar = [("record", "0004_sealed_quicker"), ("access", "0004_choices_asked")]
    operations: ClassVar = [migrations.RunSQL(UP, DOWN)]
