"""An offer is made by the service and answered by whom it is for: accepting opens the files, and nothing else does."""

from typing import ClassVar

from django.db import migrations

from amends.foundation.record.protect import WHOLE_SERVICE, wall_by_verb

MINE = "user_id = (SELECT amends_user())"
COLLEAGUES = "position IS NOT NULL AND case_id = ANY ((SELECT amends_cases())::bigint[])"

# Whoever accepts may not open a file to themselves, so this does, and looks at the offer first: made to them, accepted,
# with a place, not ended.
OPENING = """
CREATE FUNCTION allocation_open_files(wanted bigint, why text) RETURNS SETOF case_casefile
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public AS $$
    INSERT INTO case_filegrant (service_id, file_id, user_id, reason, granted_by_id, suspended, in_emergency)
    SELECT f.service_id, f.id, a.user_id, why, a.user_id, false, false
    FROM allocation_allocation a JOIN case_casefile f ON f.case_id = a.case_id
    WHERE a.id = wanted AND a.user_id = amends_user() AND a.answer = 'accepted' AND a.position IS NOT NULL
      AND a.ended_at IS NULL
    ON CONFLICT (file_id, user_id) WHERE ended_at IS NULL
        DO UPDATE SET ends_at = NULL, in_emergency = false, reason = excluded.reason;
    SELECT f.* FROM case_casefile f JOIN allocation_allocation a ON a.case_id = f.case_id
    WHERE a.id = wanted AND a.user_id = amends_user() AND a.answer = 'accepted' AND a.position IS NOT NULL
      AND a.ended_at IS NULL ORDER BY f.id $$;
DROP FUNCTION allocation_files(bigint);

-- An answer is given once, and to the offer that was made.
CREATE FUNCTION allocation_own_answer() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
    IF OLD.service_id = ANY (amends_services()) THEN
        RETURN NEW;
    END IF;
    IF (NEW.case_id, NEW.service_id, NEW.user_id, NEW.offered_by_id, NEW.ended_at)
            IS DISTINCT FROM (OLD.case_id, OLD.service_id, OLD.user_id, OLD.offered_by_id, OLD.ended_at)
        OR (OLD.answer <> '' AND (NEW.answer, NEW.position) IS DISTINCT FROM (OLD.answer, OLD.position))
        OR NEW.decision NOT IN ('', OLD.decision) THEN
        RAISE EXCEPTION 'An offer is answered once, by whom it was made to (allocation %).', OLD.id
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER allocation_allocation_answer BEFORE UPDATE ON allocation_allocation
    FOR EACH ROW EXECUTE FUNCTION allocation_own_answer();
"""
CLOSING = """
DROP TRIGGER allocation_allocation_answer ON allocation_allocation;
DROP FUNCTION allocation_own_answer();
DROP FUNCTION allocation_open_files(bigint, text);
CREATE FUNCTION allocation_files(wanted bigint) RETURNS SETOF case_casefile
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
    SELECT f.* FROM case_casefile f JOIN allocation_allocation a ON a.case_id = f.case_id
    WHERE a.id = wanted AND a.user_id = amends_user() AND a.position IS NOT NULL AND a.ended_at IS NULL
    ORDER BY f.id $$;
"""


class Migration(migrations.Migration):
    dependencies: ClassVar = [("allocation", "0003_replies"), ("case", "0005_grants")]
    operations: ClassVar = [
        *wall_by_verb(
            "allocation_allocation",
            see=f"{WHOLE_SERVICE} OR {MINE} OR ({COLLEAGUES})",
            add=WHOLE_SERVICE,
            change=f"{WHOLE_SERVICE} OR {MINE}",
            into=f"{WHOLE_SERVICE} OR {MINE}",
        ),
        migrations.RunSQL(OPENING, CLOSING),
    ]
