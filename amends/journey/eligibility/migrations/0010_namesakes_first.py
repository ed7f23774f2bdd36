"""People are found by their very name, and lists of what is limited are no longer asked for."""

from typing import ClassVar

from django.db import migrations

INDEXES = """
CREATE INDEX eligibility_referred_by_name ON referral_referralperson (service_id, upper(full_name), id DESC);
CREATE INDEX eligibility_known_by_name ON people_person (service_id, upper(full_name), id DESC);
"""
NO_INDEXES = "DROP INDEX eligibility_known_by_name; DROP INDEX eligibility_referred_by_name;"

# Nothing asks for lists of what is limited any more.
LISTS = """
DROP FUNCTION amends_shut_referrals(); DROP FUNCTION amends_shut_files(); DROP FUNCTION amends_shut_cases();
"""
NO_LISTS = """
CREATE FUNCTION amends_shut_cases() RETURNS bigint[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public AS $$ BEGIN RETURN (
    SELECT coalesce(array_agg(l.case_id), '{}') FROM case_caselimit l
    WHERE l.lifted_at IS NULL AND l.service_id = ANY (amends_services())
      AND NOT l.case_id = ANY (amends_cases())
      AND NOT EXISTS (SELECT FROM access_user u WHERE u.id = amends_user() AND u.is_system)); END $$;
CREATE FUNCTION amends_shut_files() RETURNS bigint[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public AS $$ BEGIN RETURN (
    SELECT coalesce(array_agg(f.id), '{}') FROM case_casefile f
    WHERE f.case_id = ANY (amends_shut_cases())); END $$;
CREATE FUNCTION amends_shut_referrals() RETURNS bigint[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public AS $$ BEGIN RETURN (
    SELECT coalesce(array_agg(r.id), '{}') FROM referral_referral r WHERE r.case_id = ANY (amends_shut_cases())); END $$;
"""


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("eligibility", "0008_partner_likeness"),
        ("referral", "0011_limits_in_ranges"),
    ]
    operations: ClassVar = [
        migrations.RunSQL(INDEXES, NO_INDEXES),
        migrations.RunSQL(LISTS, NO_LISTS),
    ]
