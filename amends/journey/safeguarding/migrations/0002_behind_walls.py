"""A concern is seen by whoever raised it, answers for it or was let into it; everything else with its file or service."""

from typing import ClassVar

from django.db import migrations

from amends.foundation.lib.migrating import together
from amends.foundation.record.protect import append_only, keep_history, protect

WHO = """
CREATE FUNCTION amends_own_services() RETURNS bigint[] LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS
$$ SELECT coalesce(array_agg(DISTINCT m.service_id), '{}') FROM access_membership m
   WHERE m.user_id = amends_user() AND m.starts_on <= amends_today()
     AND (m.ends_on IS NULL OR m.ends_on >= amends_today()) $$;

CREATE FUNCTION safeguarding_answered() RETURNS bigint[] LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS
$$ SELECT coalesce(array_agg(DISTINCT s.id), '{}') FROM access_service s WHERE EXISTS (
       SELECT 1 FROM safeguarding_officer o
       WHERE o.service_id = s.id AND o.user_id = amends_user() AND o.ended_at IS NULL)
   OR EXISTS (
       SELECT 1 FROM access_membership m
       WHERE m.service_id = s.id AND m.user_id = amends_user() AND m.role IN ('service_manager', 'clockwork')
         AND m.starts_on <= amends_today() AND (m.ends_on IS NULL OR m.ends_on >= amends_today())) $$;

CREATE FUNCTION safeguarding_let_into() RETURNS bigint[] LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS
$$ SELECT coalesce(array_agg(DISTINCT t.concern_id), '{}') FROM safeguarding_told t
   WHERE t.colleague_id = amends_user() $$;
"""
NOBODY = """
DROP FUNCTION safeguarding_let_into(); DROP FUNCTION safeguarding_answered(); DROP FUNCTION amends_own_services();
"""

# The history of these tables says the same as they do, so it is kept from the same people.
CONCERNS = """
ALTER TABLE safeguarding_concern ENABLE ROW LEVEL SECURITY;
CREATE POLICY safeguarding_concern_wall ON safeguarding_concern
    USING (raised_by_id = (SELECT amends_user())
        OR service_id = ANY ((SELECT safeguarding_answered())::bigint[])
        OR id = ANY ((SELECT safeguarding_let_into())::bigint[]))
    WITH CHECK (service_id = ANY ((SELECT amends_own_services())::bigint[]));
ALTER TABLE safeguarding_told ENABLE ROW LEVEL SECURITY;
CREATE POLICY safeguarding_told_wall ON safeguarding_told
    USING (EXISTS (SELECT 1 FROM safeguarding_concern c WHERE c.id = concern_id));
CREATE POLICY record_historyrow_concerns ON record_historyrow AS RESTRICTIVE FOR SELECT USING (
    table_name NOT IN ('safeguarding_concern', 'safeguarding_told')
    OR service_id = ANY ((SELECT safeguarding_answered())::bigint[]));
"""
OPEN = """
DROP POLICY record_historyrow_concerns ON record_historyrow;
DROP POLICY safeguarding_told_wall ON safeguarding_told;
ALTER TABLE safeguarding_told DISABLE ROW LEVEL SECURITY;
DROP POLICY safeguarding_concern_wall ON safeguarding_concern;
ALTER TABLE safeguarding_concern DISABLE ROW LEVEL SECURITY;
"""

# Whoever works here has to know whom to ring.
KNOWN = """
CREATE POLICY safeguarding_officer_known ON safeguarding_officer FOR SELECT
    USING (service_id = ANY ((SELECT amends_own_services())::bigint[]));
CREATE POLICY safeguarding_outofhours_known ON safeguarding_outofhours FOR SELECT
    USING (service_id = ANY ((SELECT amends_own_services())::bigint[]));
"""
UNKNOWN = """
DROP POLICY safeguarding_outofhours_known ON safeguarding_outofhours;
DROP POLICY safeguarding_officer_known ON safeguarding_officer;
"""

FILES = ("adultssay", "weighing", "safetyplan", "incident", "selfharm")
ADDED_TO = ("adultssay", "weighing", "incident", "reading", "discussion")

# A concern about a colleague is kept from them, whatever they answer for.
COLLEAGUE = """
CREATE POLICY safeguarding_concern_colleague ON safeguarding_concern AS RESTRICTIVE FOR ALL
    USING (colleague_id IS DISTINCT FROM (SELECT amends_user())) WITH CHECK (true);
CREATE FUNCTION safeguarding_about_me() RETURNS bigint[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public AS $$ BEGIN RETURN (
    SELECT coalesce(array_agg(c.id), '{}') FROM safeguarding_concern c WHERE c.colleague_id = amends_user()); END $$;
CREATE POLICY record_historyrow_colleague ON record_historyrow AS RESTRICTIVE FOR SELECT USING (
    table_name NOT IN ('safeguarding_concern', 'safeguarding_told')
    OR (CASE table_name WHEN 'safeguarding_concern' THEN row_id ELSE (before->>'concern_id')::bigint END)
       <> ALL ((SELECT safeguarding_about_me())::bigint[]));
"""
NO_COLLEAGUE = """
DROP POLICY record_historyrow_colleague ON record_historyrow;
DROP FUNCTION safeguarding_about_me();
DROP POLICY safeguarding_concern_colleague ON safeguarding_concern;
"""


class Migration(migrations.Migration):
    replaces: ClassVar = [("safeguarding", "0002_walls")]
    dependencies: ClassVar = [("safeguarding", "0001_tables"), ("case", "0003_behind_walls")]
    operations: ClassVar = [
        together(
            migrations.RunSQL(WHO, NOBODY),
            migrations.RunSQL(CONCERNS, OPEN),
            *keep_history("safeguarding_concern"),
            *keep_history("safeguarding_told"),
            *protect("safeguarding_officer", "service"),
            *protect("safeguarding_outofhours", "service"),
            migrations.RunSQL(KNOWN, UNKNOWN),
            *protect("safeguarding_reading", "service", or_where="user_id = (SELECT amends_user())"),
            *protect(
                "safeguarding_discussion", "service", or_where="recorded_by_id = (SELECT amends_user())"
            ),
            *(operation for name in FILES for operation in protect(f"safeguarding_{name}", "file")),
            *(operation for name in ADDED_TO for operation in append_only(f"safeguarding_{name}")),
            migrations.RunSQL(COLLEAGUE, NO_COLLEAGUE),
        ),
    ]
