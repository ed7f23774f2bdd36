"""Who is acting, which services that person sees whole, who gives roles, and the table in which web processes count."""

from typing import ClassVar

from django.db import migrations

from amends.foundation.lib.migrating import together

# The functions with which row policies ask. Those that act for their owner are written in PL/pgSQL, which keeps its plan:
# SQL functions are planned anew each time.
ACTING = """
CREATE FUNCTION amends_user() RETURNS bigint LANGUAGE sql STABLE AS
$$ SELECT nullif(current_setting('amends.user_id', true), '')::bigint $$;

CREATE FUNCTION amends_today() RETURNS date LANGUAGE sql STABLE AS
$$ SELECT (now() AT TIME ZONE 'Europe/London')::date $$;

CREATE FUNCTION amends_services() RETURNS bigint[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public AS $$ BEGIN RETURN (
    SELECT coalesce(array_agg(DISTINCT m.service_id), '{}') FROM access_membership m
    WHERE m.user_id = amends_user() AND m.sees = 'service' AND m.starts_on <= amends_today()
      AND (m.ends_on IS NULL OR m.ends_on >= amends_today())); END $$;
"""
NOT_ACTING = "DROP FUNCTION amends_services(); DROP FUNCTION amends_today(); DROP FUNCTION amends_user();"

# The table in which several web processes share what they count, such as wrong passwords.
CACHE = """
CREATE TABLE access_cache (cache_key varchar(255) PRIMARY KEY, value text NOT NULL, expires timestamptz NOT NULL);
CREATE INDEX access_cache_expires ON access_cache (expires);
"""
NO_CACHE = "DROP TABLE access_cache;"

# Every wall asks for somebody's roles, so all read them; whoever acts gives or ends one only where they manage people.
# Nobody acts when a service gets its first people, and when a program gets its role.
MANAGES = "(SELECT amends_user()) IS NULL OR service_id = ANY ((SELECT amends_manages_people())::bigint[])"
ROLES = f"""
CREATE FUNCTION amends_manages_people() RETURNS bigint[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public AS $$ BEGIN RETURN (
    SELECT coalesce(array_agg(DISTINCT m.service_id), '{{}}') FROM access_membership m
    WHERE m.user_id = amends_user() AND m.role IN ('service_manager', 'system_administrator')
      AND m.starts_on <= amends_today() AND (m.ends_on IS NULL OR m.ends_on >= amends_today())); END $$;

ALTER TABLE access_membership ENABLE ROW LEVEL SECURITY;
CREATE POLICY access_membership_see ON access_membership FOR SELECT USING (true);
CREATE POLICY access_membership_add ON access_membership FOR INSERT WITH CHECK ({MANAGES});
CREATE POLICY access_membership_change ON access_membership FOR UPDATE USING ({MANAGES}) WITH CHECK ({MANAGES});
CREATE POLICY access_membership_remove ON access_membership FOR DELETE USING ({MANAGES});
-- Nobody gives themselves a role, whatever they manage.
CREATE POLICY access_membership_not_ones_own ON access_membership AS RESTRICTIVE FOR INSERT
    WITH CHECK (user_id IS DISTINCT FROM (SELECT amends_user()));
"""
NO_ROLES = """
DROP POLICY access_membership_not_ones_own ON access_membership;
DROP POLICY access_membership_remove ON access_membership; DROP POLICY access_membership_change ON access_membership;
DROP POLICY access_membership_add ON access_membership; DROP POLICY access_membership_see ON access_membership;
ALTER TABLE access_membership DISABLE ROW LEVEL SECURITY;
DROP FUNCTION amends_manages_people();
"""


class Migration(migrations.Migration):
    replaces: ClassVar = [
        ("access", "0002_who_is_acting"),
        ("access", "0003_cache_table"),
        ("access", "0005_roles_are_given"),
    ]
    dependencies: ClassVar = [("access", "0001_tables")]
    operations: ClassVar = [
        together(
            migrations.RunSQL(ACTING, NOT_ACTING),
            migrations.RunSQL(CACHE, NO_CACHE),
            migrations.RunSQL(ROLES, NO_ROLES),
        ),
    ]
