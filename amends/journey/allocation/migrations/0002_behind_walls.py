"""Offers are seen by whom they are made to; what is kept out of a pack is out of reach, whatever asks for it."""

from typing import ClassVar

from django.db import migrations

from amends.foundation.lib.migrating import together
from amends.foundation.record.protect import WHOLE_SERVICE, protect, wall_by_verb

OWN = "user_id = (SELECT amends_user())"
MY_CASES = "case_id = ANY ((SELECT amends_cases())::bigint[])"

# A paper of one side goes with that side's file. One that speaks of both is for those who hold both files.
MY_SIDES = f"""file_id = ANY ((SELECT amends_files())::bigint[]) OR (file_id IS NULL AND {MY_CASES}
    AND 2 = (SELECT count(*) FROM case_casefile f
             WHERE f.case_id = allocation_packitem.case_id AND f.id = ANY ((SELECT amends_files())::bigint[])))"""

# An offer is answered by somebody who cannot open the case yet. Each of these gives no more than that one step needs.
ANSWERING = """
CREATE FUNCTION allocation_people(wanted bigint)
RETURNS TABLE (participant_id bigint, full_name varchar, side varchar, part varchar)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
    SELECT t.id, p.full_name, t.side, t.part FROM case_participant t
    JOIN people_person p ON p.participant_id = t.id
    JOIN allocation_allocation a ON a.case_id = t.case_id
    WHERE a.id = wanted AND a.user_id = amends_user() AND a.answer = '' AND a.ended_at IS NULL AND t.left_at IS NULL
    ORDER BY t.id $$;

CREATE FUNCTION allocation_close_rest(wanted_case bigint) RETURNS SETOF bigint
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public AS $$
    UPDATE allocation_allocation a SET answer = 'filled', answered_at = now()
    WHERE a.case_id = wanted_case AND a.answer = '' AND a.ended_at IS NULL
      AND 2 = (SELECT count(*) FROM allocation_allocation l
               WHERE l.case_id = wanted_case AND l.position IS NOT NULL AND l.ended_at IS NULL)
    RETURNING a.id $$;
"""
NO_ANSWERING = """
DROP FUNCTION allocation_close_rest(bigint); DROP FUNCTION allocation_people(bigint);
"""

# Facilitators cannot read the rows of what is withheld, but every list has to leave it out: hence keys only.
# What came from outside (with the referral, from an agency) is withheld until somebody decides to include it.
WITHHELD = """
CREATE FUNCTION allocation_withheld(wanted_case bigint) RETURNS SETOF text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
    SELECT i.subject FROM allocation_packitem i
    WHERE i.case_id = wanted_case AND (i.included IS NOT TRUE OR i.issued_version IS NULL) $$;

CREATE FUNCTION allocation_kept_back(wanted_case bigint, key text, from_outside boolean) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
    SELECT coalesce((SELECT i.included IS NOT TRUE OR i.issued_version IS NULL FROM allocation_packitem i
                     WHERE i.case_id = wanted_case AND i.subject = key), from_outside) $$;

CREATE POLICY documents_attachment_pack ON documents_attachment AS RESTRICTIVE FOR SELECT USING (
    case_id IS NULL OR service_id = ANY ((SELECT amends_services())::bigint[]) OR uploaded_by_id = (SELECT amends_user())
    OR NOT allocation_kept_back(case_id, 'attachment:' || id, subject LIKE 'referral:%' OR subject LIKE 'enquiry:%'));
CREATE POLICY documents_document_pack ON documents_document AS RESTRICTIVE FOR SELECT USING (
    case_id IS NULL OR service_id = ANY ((SELECT amends_services())::bigint[]) OR made_by_id = (SELECT amends_user())
    OR NOT allocation_kept_back(case_id, 'document:' || id, false));
"""
NOT_WITHHELD = """
DROP POLICY documents_document_pack ON documents_document; DROP POLICY documents_attachment_pack ON documents_attachment;
DROP FUNCTION allocation_kept_back(bigint, text, boolean); DROP FUNCTION allocation_withheld(bigint);
"""

# What other bodies told the service is kept from the facilitators until the coordinator includes it in the pack.
REPLIES = """
CREATE POLICY eligibility_enquiry_pack ON eligibility_enquiry AS RESTRICTIVE FOR SELECT USING (
    service_id = ANY ((SELECT amends_services())::bigint[]) OR NOT allocation_kept_back(case_id, 'enquiry:' || id, true));
"""
NO_REPLIES = "DROP POLICY eligibility_enquiry_pack ON eligibility_enquiry;"
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
"""


class Migration(migrations.Migration):
    replaces: ClassVar = [
        ("allocation", "0002_walls"),
        ("allocation", "0003_replies"),
        ("allocation", "0004_own_answer"),
    ]
    dependencies: ClassVar = [
        ("allocation", "0001_tables"),
        ("case", "0003_behind_walls"),
        ("workforce", "0002_behind_walls"),
        ("documents", "0002_behind_walls"),
        ("people", "0002_behind_walls"),
        ("eligibility", "0001_tables"),
    ]
    operations: ClassVar = [
        together(
            # An offer is made by the service and answered by whom it is for: accepting opens the files, and nothing else
            # does.
            *protect("allocation_allocation", "service"),
            *wall_by_verb(
                "allocation_allocation",
                see=f"{WHOLE_SERVICE} OR {OWN} OR (position IS NOT NULL AND {MY_CASES})",
                add=WHOLE_SERVICE,
                change=f"{WHOLE_SERVICE} OR {OWN}",
                into=f"{WHOLE_SERVICE} OR {OWN}",
            ),
            *protect("allocation_linkdetails", "service", or_where=OWN),
            *protect("allocation_weight", "case"),
            *protect("allocation_specialistfinding", "service"),
            *protect("allocation_pack", "case"),
            *protect(
                "allocation_packitem",
                "service",
                or_where=f"included AND issued_version IS NOT NULL AND ({MY_SIDES})",
            ),
            migrations.RunSQL(ANSWERING, NO_ANSWERING),
            migrations.RunSQL(WITHHELD, NOT_WITHHELD),
            migrations.RunSQL(REPLIES, NO_REPLIES),
            migrations.RunSQL(OPENING, CLOSING),
        ),
    ]
