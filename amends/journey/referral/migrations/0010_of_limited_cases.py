"""The referral of a limited case is as hidden as the case; a line manager reads what their own agency has sent."""

from typing import ClassVar

from django.db import migrations

# What a referrer reads of their own referral, without drafts, which are their writer's alone.
TABLES = (
    "referral_externalreference",
    "referral_referralperson",
    "referral_checklistanswer",
    "referral_question",
    "referral_amendment",
    "referral_attachment",
    "referral_signoff",
)
OF_MY_AGENCY = "status <> 'draft' AND agency_id = ANY ((SELECT amends_agencies())::bigint[])"

UP = """
CREATE FUNCTION amends_shut_referrals() RETURNS bigint[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public AS $$ BEGIN RETURN (
    SELECT coalesce(array_agg(r.id), '{}') FROM referral_referral r WHERE r.case_id = ANY (amends_shut_cases())); END $$;

CREATE FUNCTION amends_agencies() RETURNS bigint[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public AS $$ BEGIN RETURN (
    SELECT coalesce(array_agg(DISTINCT m.agency_id), '{}') FROM access_membership m
    WHERE m.user_id = amends_user() AND m.sees = 'agency_referrals' AND m.starts_on <= amends_today()
      AND (m.ends_on IS NULL OR m.ends_on >= amends_today())); END $$;

-- Whoever enters a reference of a limited case does not learn that it has been here, unless they are named.
CREATE OR REPLACE FUNCTION referral_same_reference(wanted text, in_service bigint, besides bigint)
RETURNS TABLE (number text, received_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
    SELECT DISTINCT r.number::text, r.received_at FROM referral_externalreference x
    JOIN referral_referral r ON r.id = x.referral_id
    WHERE x.match_key = wanted AND x.service_id = in_service AND r.id <> coalesce(besides, 0) AND r.status <> 'draft'
      AND NOT EXISTS (SELECT 1 FROM case_caselimit l WHERE l.case_id = r.case_id AND l.lifted_at IS NULL
                      AND l.case_id <> ALL (amends_cases()))
      AND EXISTS (SELECT 1 FROM access_membership m WHERE m.user_id = amends_user() AND m.service_id = in_service
                  AND m.role <> 'public_form' AND m.starts_on <= amends_today()
                  AND (m.ends_on IS NULL OR m.ends_on >= amends_today()))
    ORDER BY 2 $$;
"""
READING = (
    f"CREATE POLICY referral_referral_agency ON referral_referral FOR SELECT USING ({OF_MY_AGENCY});"
    + "".join(
        f"""CREATE POLICY {table}_agency ON {table} FOR SELECT
        USING (referral_id IN (SELECT id FROM referral_referral WHERE {OF_MY_AGENCY}));"""
        for table in TABLES
    )
)
NOT_READING = "".join(f"DROP POLICY {table}_agency ON {table};" for table in ("referral_referral", *TABLES))
DOWN = "DROP FUNCTION amends_agencies(); DROP FUNCTION amends_shut_referrals() CASCADE;"


class Migration(migrations.Migration):
    dependencies: ClassVar = [("referral", "0009_walls_of_remedies"), ("case", "0005_grants")]
    operations: ClassVar = [migrations.RunSQL(UP, DOWN), migrations.RunSQL(READING, NOT_READING)]
