"""Rows of the service behind its wall; and erasing, which only PostgreSQL's own function can do, once all agree."""

from typing import ClassVar

from django.db import migrations

from amends.foundation.lib.migrating import together
from amends.foundation.record.protect import protect

# Everybody on the staff reads how long records are kept, also those who see only some of the cases.
STAFF = "service_id IN (SELECT m.service_id FROM access_membership m WHERE m.user_id = amends_user())"

UP = """
-- Written by whoever owns the tables as migrations end (steps.py). The application may not even read it.
CREATE TABLE retention_step (
    kind text NOT NULL, place int NOT NULL, table_name text NOT NULL, statement text NOT NULL,
    PRIMARY KEY (kind, place));
REVOKE ALL ON retention_step FROM amends_app;

CREATE FUNCTION retention_erase(wanted bigint) RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = public
AS $$
DECLARE disposal retention_disposal; step retention_step; changed bigint; total bigint := 0;
BEGIN
    SELECT * INTO disposal FROM retention_disposal WHERE id = wanted FOR UPDATE;
    IF NOT FOUND OR NOT (disposal.service_id = ANY (amends_services())) THEN
        RAISE EXCEPTION 'There is no such record to be erased.';
    END IF;
    IF disposal.erased_at IS NOT NULL THEN
        RAISE EXCEPTION 'This record has been erased already.';
    END IF;
    IF NOT EXISTS (SELECT FROM approval_approval a WHERE a.id = disposal.approval_id AND a.decision = 'approved'
                   AND a.key = 'retention.disposal' AND a.subject = 'disposal:' || disposal.id
                   AND a.decided_by_id <> a.asked_by_id) THEN
        RAISE EXCEPTION 'Somebody else has to agree before this record is erased.';
    END IF;
    IF disposal.due_on > amends_today()
        OR disposal.due_on <> (disposal.over_on + make_interval(years => disposal.years))::date THEN
        RAISE EXCEPTION 'This record is kept until %.', disposal.due_on;
    END IF;
    IF EXISTS (SELECT FROM retention_hold h WHERE h.kind = disposal.kind AND h.row_id = disposal.row_id
               AND h.ended_at IS NULL) THEN
        RAISE EXCEPTION 'This record is held.';
    END IF;
    FOR step IN SELECT * FROM retention_step s WHERE s.kind = disposal.kind ORDER BY s.place LOOP
        EXECUTE step.statement USING disposal.row_id;
        GET DIAGNOSTICS changed = ROW_COUNT;
        total := total + changed;
    END LOOP;
    UPDATE retention_disposal SET erased_at = now(), erased_by_id = amends_user(), rows = total WHERE id = wanted;
    RETURN total;
END $$;
"""
DOWN = "DROP FUNCTION retention_erase(bigint); DROP TABLE retention_step;"


class Migration(migrations.Migration):
    replaces: ClassVar = [("retention", "0002_walls")]
    dependencies: ClassVar = [("retention", "0001_tables"), ("case", "0003_behind_walls")]
    operations: ClassVar = [
        together(
            *protect("retention_period", "service", or_where=STAFF),
            *protect("retention_hold", "service"),
            *protect("retention_disposal", "service", history=False),
            *protect("retention_reading", "service", or_where="user_id = amends_user()", history=False),
            migrations.RunSQL(UP, DOWN),
        ),
    ]
