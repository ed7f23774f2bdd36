"""Facilitators see what is written about themselves; a conflict is found for whoever may know the case.

Whose vetting, required training or time with the service has run out opens no file any more.
"""

from typing import ClassVar

from django.db import migrations

from amends.foundation.lib.migrating import together
from amends.foundation.record.protect import protect

OWN = "user_id = (SELECT amends_user())"
OWN_PROFILE = (
    "facilitator_id IN (SELECT f.id FROM workforce_facilitator f WHERE f.user_id = (SELECT amends_user()))"
)

# A facilitator who adds a supporter may not read what a colleague is responsible for, yet the conflict must be found:
# so this runs with the owner's rights and gives back keys only, for a case the asking person may know of.
CONFLICTS = """
CREATE FUNCTION workforce_plain_name(name text) RETURNS text LANGUAGE sql IMMUTABLE AS
$$ SELECT regexp_replace(lower(name), '[^[:alpha:]]', '', 'g') $$;

CREATE FUNCTION workforce_conflicts(wanted_case bigint)
RETURNS TABLE (responsibility_id bigint, user_id bigint, participant_id bigint, kind text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
    SELECT r.id, r.user_id, p.participant_id, r.kind
    FROM case_participant t
    JOIN people_person p ON p.participant_id = t.id
    JOIN workforce_responsibility r ON r.service_id = t.service_id
        AND r.starts_on <= amends_today() AND (r.ends_on IS NULL OR r.ends_on >= amends_today())
        AND (r.participant_id = t.id
          OR (r.reference <> '' AND upper(r.reference) = upper(p.reference))
          OR (workforce_plain_name(r.person_name) = workforce_plain_name(p.full_name)
              AND (r.date_of_birth IS NULL OR p.date_of_birth IS NULL OR r.date_of_birth = p.date_of_birth))
          OR (r.date_of_birth = p.date_of_birth AND similarity(upper(r.person_name), upper(p.full_name)) >= 0.2))
    WHERE t.case_id = wanted_case AND t.left_at IS NULL
      AND (t.service_id = ANY (amends_services()) OR t.case_id = ANY (amends_cases())) $$;
"""
NO_CONFLICTS = "DROP FUNCTION workforce_conflicts(bigint); DROP FUNCTION workforce_plain_name(text);"

GRANTS = """
-- Only what was recorded can run out. The day it is renewed, the same files are open again.
CREATE FUNCTION workforce_run_out() RETURNS bigint[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public AS $$ BEGIN RETURN (
    SELECT coalesce(array_agg(f.service_id), '{}') FROM workforce_facilitator f
    WHERE f.user_id = amends_user()
      AND (f.ended_on < amends_today()
        OR (SELECT max(v.valid_until) FROM workforce_vetting v WHERE v.facilitator_id = f.id) < amends_today()
        OR EXISTS (SELECT FROM workforce_training t
                   WHERE t.facilitator_id = f.id AND t.course IN ('facilitation', 'data_protection')
                   GROUP BY t.course
                   HAVING bool_and(t.valid_until IS NOT NULL) AND max(t.valid_until) < amends_today()))); END $$;

-- The one function that opens files: `amends_files`, `amends_cases` and their like ask it. A side is open to a role that may
-- see it, on the days the role is held: an ended role closes its files by itself.
CREATE FUNCTION amends_grants() RETURNS TABLE (file_id bigint, case_id bigint, whole boolean)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public AS $$
#variable_conflict use_column
BEGIN RETURN QUERY
    SELECT f.id, f.case_id, bool_or(m.sees IN ('service', 'granted'))
    FROM case_filegrant g JOIN case_casefile f ON f.id = g.file_id
    JOIN access_membership m ON m.user_id = g.user_id AND m.service_id = g.service_id
    WHERE g.user_id = amends_user() AND (m.role <> 'facilitator' OR m.service_id <> ALL (workforce_run_out()))
      AND g.ended_at IS NULL AND NOT g.suspended AND (g.ends_at IS NULL OR g.ends_at > now())
      AND m.starts_on <= amends_today() AND (m.ends_on IS NULL OR m.ends_on >= amends_today())
      AND (m.sees IN ('service', 'granted', 'inspection') OR (m.sees = 'responsible_side' AND f.side = 'responsible')
           OR (m.sees = 'harmed_side' AND f.side = 'harmed'))
    GROUP BY f.id, f.case_id; END $$;
"""
NO_GRANTS = "DROP FUNCTION amends_grants(); DROP FUNCTION workforce_run_out();"


class Migration(migrations.Migration):
    replaces: ClassVar = [
        ("workforce", "0002_walls"),
        ("workforce", "0003_files_fall_with_vetting"),
        ("workforce", "0004_inspectors_too"),
    ]
    dependencies: ClassVar = [("workforce", "0001_tables"), ("people", "0002_behind_walls")]
    operations: ClassVar = [
        together(
            *protect("workforce_facilitator", "service", or_where=OWN),
            *protect("workforce_training", "service", or_where=OWN_PROFILE),
            *protect("workforce_vetting", "service", or_where=OWN_PROFILE),
            *protect("workforce_freetime", "service", or_where=OWN_PROFILE),
            *protect("workforce_responsibility", "service", or_where=OWN),
            *protect(
                "workforce_timeentry",
                "service",
                or_where=f"{OWN} OR case_id = ANY ((SELECT amends_cases())::bigint[])",
            ),
            migrations.RunSQL(CONFLICTS, NO_CONFLICTS),
            migrations.RunSQL(GRANTS, NO_GRANTS),
        ),
    ]
