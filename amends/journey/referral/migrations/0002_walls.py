"""A referral belongs to the service and to whoever made it. What the service finds out afterwards is not the referrer's."""

from typing import ClassVar

from django.db import migrations

from amends.foundation.record.protect import protect

MINE = "referral_id IN (SELECT id FROM referral_referral WHERE referrer_id = (SELECT amends_user()))"
TOLD = f"said_by = 'referrer' AND {MINE}"

# An officer or an administrator who enters a police reference learns that it has been here before, and under which
# number, but nothing about the people: so the comparison runs with the owner's rights.
UP = """
-- A draft is its writer's alone until it is sent; one that staff type in for somebody else is the service's.
CREATE POLICY referral_referral_draft ON referral_referral AS RESTRICTIVE
    USING (status <> 'draft' OR referrer_id IS NULL OR referrer_id = (SELECT amends_user()));

CREATE FUNCTION referral_same_reference(wanted text, in_service bigint, besides bigint)
RETURNS TABLE (number text, received_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
    SELECT DISTINCT r.number::text, r.received_at FROM referral_externalreference x
    JOIN referral_referral r ON r.id = x.referral_id
    WHERE x.match_key = wanted AND x.service_id = in_service AND r.id <> coalesce(besides, 0) AND r.status <> 'draft'
      AND EXISTS (SELECT 1 FROM access_membership m WHERE m.user_id = amends_user() AND m.service_id = in_service
                  AND m.role <> 'public_form' AND m.starts_on <= amends_today()
                  AND (m.ends_on IS NULL OR m.ends_on >= amends_today()))
    ORDER BY 2 $$;
"""
DOWN = """
DROP FUNCTION referral_same_reference(text, bigint, bigint);
DROP POLICY referral_referral_draft ON referral_referral;
"""


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("referral", "0001_initial"),
        ("record", "0002_append_only"),
        ("case", "0003_walls"),
    ]
    operations: ClassVar = [
        *protect("referral_referral", "service", or_where="referrer_id = (SELECT amends_user())"),
        *protect("referral_externalreference", "service", or_where=MINE),
        *protect("referral_referralperson", "service", or_where=MINE),
        *protect("referral_referralcontact", "service", or_where=MINE),
        *protect("referral_checklistanswer", "service", or_where=MINE),
        *protect("referral_referralfact", "service", or_where=TOLD),
        *protect("referral_question", "service", or_where=MINE),
        *protect("referral_amendment", "service", or_where=MINE),
        *protect("referral_attachment", "service", or_where=MINE),
        *protect("referral_communityresolution", "service", or_where=MINE),
        *protect("referral_chosenaction", "service", or_where=MINE),
        *protect("referral_signoff", "service", or_where=MINE),
        migrations.RunSQL(UP, DOWN),
    ]
