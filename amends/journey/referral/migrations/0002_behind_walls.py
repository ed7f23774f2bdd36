"""A referral belongs to the service and to whoever made it. What the service finds out afterwards is not the referrer's."""

from typing import ClassVar

from django.db import migrations

from amends.foundation.lib.migrating import together
from amends.foundation.record.protect import ask_once, keep_history, protect

MINE = "referral_id IN (SELECT id FROM referral_referral WHERE referrer_id = (SELECT amends_user()))"
TOLD = f"said_by = 'referrer' AND {MINE}"
PROVIDERS = """sent_by_id = (SELECT amends_user()) OR provider_id IN (
    SELECT m.agency_id FROM access_membership m WHERE m.user_id = (SELECT amends_user())
    AND m.starts_on <= amends_today() AND (m.ends_on IS NULL OR m.ends_on >= amends_today()))"""
OF_PACK = "EXISTS (SELECT FROM referral_providerpack p WHERE p.id = referral_packneed.pack_id)"

DRAFTS = """
-- A draft is its writer's alone until it is sent; one that staff type in for somebody else is the service's.
CREATE POLICY referral_referral_draft ON referral_referral AS RESTRICTIVE
    USING (status <> 'draft' OR referrer_id IS NULL OR referrer_id = (SELECT amends_user()));
"""
NO_DRAFTS = "DROP POLICY referral_referral_draft ON referral_referral;"

# An officer or an administrator who enters a police reference learns that it has been here before, and under which
# number, but nothing about the people: so the comparison runs with the owner's rights. Whoever enters a reference of a
# limited case does not learn that it has been here, unless they are named.
SAME_REFERENCE = """
CREATE FUNCTION referral_same_reference(wanted text, in_service bigint, besides bigint)
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
NO_SAME_REFERENCE = "DROP FUNCTION referral_same_reference(text, bigint, bigint);"

# What a line manager reads of the referrals their own agency has sent: what a referrer reads of their own, without drafts,
# which are their writer's alone.
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
AGENCIES = """
CREATE FUNCTION amends_agencies() RETURNS bigint[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public AS $$ BEGIN RETURN (
    SELECT coalesce(array_agg(DISTINCT m.agency_id), '{}') FROM access_membership m
    WHERE m.user_id = amends_user() AND m.sees = 'agency_referrals' AND m.starts_on <= amends_today()
      AND (m.ends_on IS NULL OR m.ends_on >= amends_today())); END $$;
"""
NO_AGENCIES = "DROP FUNCTION amends_agencies();"
READING = (
    f"CREATE POLICY referral_referral_agency ON referral_referral FOR SELECT USING ({OF_MY_AGENCY});"
    + "".join(
        f"""CREATE POLICY {table}_agency ON {table} FOR SELECT
        USING (referral_id IN (SELECT id FROM referral_referral WHERE {OF_MY_AGENCY}));"""
        for table in TABLES
    )
)
NOT_READING = "".join(f"DROP POLICY {table}_agency ON {table};" for table in ("referral_referral", *TABLES))

# Which referrals belong to limited cases is kept as ranges, like the cases themselves: such a referral is as hidden.
KEPT = """
CREATE TABLE referral_shut (
    service_id bigint PRIMARY KEY REFERENCES access_service (id) ON DELETE CASCADE,
    referrals int8multirange NOT NULL
);
REVOKE ALL ON referral_shut FROM amends_app;

CREATE FUNCTION referral_gather_shut() RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$ BEGIN
    LOCK TABLE referral_shut IN SHARE ROW EXCLUSIVE MODE;
    DELETE FROM referral_shut;
    INSERT INTO referral_shut (service_id, referrals)
    SELECT l.service_id, range_agg(int8range(r.id, r.id, '[]'))
    FROM case_caselimit l JOIN referral_referral r ON r.case_id = l.case_id
    WHERE l.lifted_at IS NULL GROUP BY l.service_id;
END $$;

CREATE FUNCTION referral_limits_changed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN PERFORM referral_gather_shut(); RETURN NULL; END $$;
CREATE TRIGGER case_caselimit_referrals AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON case_caselimit
    FOR EACH STATEMENT EXECUTE FUNCTION referral_limits_changed();

CREATE FUNCTION referral_added() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$ BEGIN
    IF EXISTS (SELECT FROM added a JOIN case_shut s ON s.service_id = a.service_id WHERE a.case_id <@ s.cases) THEN
        PERFORM referral_gather_shut();
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER referral_referral_gathered AFTER INSERT ON referral_referral REFERENCING NEW TABLE AS added
    FOR EACH STATEMENT EXECUTE FUNCTION referral_added();

CREATE FUNCTION referral_joined() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$ BEGIN
    IF EXISTS (SELECT FROM case_shut s WHERE NEW.case_id <@ s.cases OR OLD.case_id <@ s.cases) THEN
        PERFORM referral_gather_shut();
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER referral_referral_joined AFTER UPDATE OF case_id ON referral_referral
    FOR EACH ROW WHEN (OLD.case_id IS DISTINCT FROM NEW.case_id) EXECUTE FUNCTION referral_joined();
"""
NOT_KEPT = """
DROP TRIGGER referral_referral_joined ON referral_referral; DROP FUNCTION referral_joined();
DROP TRIGGER referral_referral_gathered ON referral_referral; DROP FUNCTION referral_added();
DROP TRIGGER case_caselimit_referrals ON case_caselimit; DROP FUNCTION referral_limits_changed();
DROP FUNCTION referral_gather_shut(); DROP TABLE referral_shut;
"""

ASKED = """
CREATE FUNCTION amends_limited_referrals() RETURNS int8multirange
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public AS $$
DECLARE limited int8multirange := '{}'; kept int8multirange;
BEGIN
    FOR kept IN SELECT s.referrals FROM referral_shut s WHERE s.service_id = ANY (amends_services()) LOOP
        limited := limited + kept;
    END LOOP;
    IF isempty(limited) OR EXISTS (SELECT FROM access_user u WHERE u.id = amends_user() AND u.is_system) THEN
        RETURN '{}';
    END IF;
    RETURN limited - coalesce((SELECT range_agg(int8range(r.id, r.id, '[]')) FROM referral_referral r
                               WHERE r.case_id = ANY (amends_cases())), '{}');
END $$;
"""


class Migration(migrations.Migration):
    replaces: ClassVar = [
        ("referral", "0002_walls"),
        ("referral", "0007_walls_of_sentence_and_packs"),
        ("referral", "0009_walls_of_remedies"),
        ("referral", "0010_of_limited_cases"),
        ("referral", "0011_limits_in_ranges"),
        ("referral", "0013_asked_once"),
    ]
    dependencies: ClassVar = [
        ("referral", "0001_tables"),
        ("case", "0003_behind_walls"),
    ]
    operations: ClassVar = [
        together(
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
            migrations.RunSQL(DRAFTS, NO_DRAFTS),
            migrations.RunSQL(SAME_REFERENCE, NO_SAME_REFERENCE),
            # A pack is also its provider's, who answers each need.
            *protect("referral_sentencing", "service", or_where=MINE),
            *protect("referral_worksheet", "service", or_where=MINE),
            *protect("referral_providerpack", "service", or_where=PROVIDERS),
            *protect("referral_packneed", "service", or_where=OF_PACK),
            *keep_history("referral_referralsettings"),
            *protect("referral_remedy", "service", or_where=MINE),
            *keep_history("referral_localoption"),
            *keep_history("referral_policingarea"),
            migrations.RunSQL(AGENCIES, NO_AGENCIES),
            migrations.RunSQL(READING, NOT_READING),
            migrations.RunSQL(KEPT, NOT_KEPT),
            migrations.RunSQL(ASKED, "DROP FUNCTION amends_limited_referrals() CASCADE;"),
            *ask_once("amends_limited_referrals", "int8multirange"),
        ),
    ]
