"""Who of the referrals that wait for a decision has a name like this one: by the index that row policies keep out of use."""

from typing import ClassVar

from django.db import migrations

# The caller still reads those found through the row policies; nobody finds here what they could not read.
WAITING = """
SELECT similarity('', '');  -- a parameter of pg_trgm may be set only once it is loaded
CREATE FUNCTION eligibility_people_waiting(wanted text, of_services bigint[], at_most integer)
RETURNS TABLE (person_id bigint, nearness real)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public SET pg_trgm.word_similarity_threshold = 0.45
SET jit = off AS $$
DECLARE
    services bigint[] := ARRAY(SELECT unnest(of_services) INTERSECT SELECT unnest(amends_services()));
BEGIN
    RETURN QUERY SELECT p.id, word_similarity(upper(wanted), upper(p.full_name)) AS near
    FROM referral_referral r JOIN referral_referralperson p ON p.referral_id = r.id
    WHERE r.service_id = ANY (services) AND r.status IN ('submitted', 'waiting_for_referrer', 'returned')
      AND r.case_id IS NULL AND upper(wanted) <% upper(p.full_name)
    ORDER BY near DESC, p.id DESC LIMIT at_most;
END $$;
"""
NO_WAITING = "DROP FUNCTION eligibility_people_waiting(text, bigint[], integer);"


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("eligibility", "0003_locked_lines"),
        ("referral", "0002_behind_walls"),
        ("case", "0003_behind_walls"),
    ]
    operations: ClassVar = [migrations.RunSQL(WAITING, NO_WAITING)]
