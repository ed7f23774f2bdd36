"""Every wall asks for somebody's roles, so all read them; whoever acts gives or ends one only where they manage people."""

from typing import ClassVar

from django.db import migrations

# Nobody acts when a service gets its first people, and when a program gets its role.
MANAGES = "(SELECT amends_user()) IS NULL OR service_id = ANY ((SELECT amends_manages_people())::bigint[])"
UP = f"""
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
DOWN = """
DROP POLICY access_membership_not_ones_own ON access_membership;
DROP POLICY access_membership_remove ON access_membership; DROP POLICY access_membership_change ON access_membership;
DROP POLICY access_membership_add ON access_membership; DROP POLICY access_membership_see ON access_membership;
ALTER TABLE access_membership DISABLE ROW LEVEL SECURITY;
DROP FUNCTION amends_manages_people();
"""


class Migration(migrations.Migration):
    dependencies: ClassVar = [("access", "0004_choices_asked")]
    operations: ClassVar = [migrations.RunSQL(UP, DOWN)]
