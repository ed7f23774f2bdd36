"""Facilitators see what is written about themselves; a conflict is found for whoever may know the case."""

from typing import ClassVar

from django.db import migrations

from amends.foundation.record.protect import protect

OWN = "user_id = (SELECT amends_user())"
OWN_PROFILE = (
    "facilitator_id IN (SELECT f.id FROM workforce_facilitator f WHERE f.user_id = (SELECT amends_user()))"
)

# A facilitator who adds a supporter may not read what a colleague is responsible for, yet the conflict must be found:
# so this runs with the owner's rights and gives back keys only, for a case the asking person may know of.
UP = """
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
DOWN = "DROP FUNCTION workforce_conflicts(bigint); DROP FUNCTION workforce_plain_name(text);"


class Migration(migrations.Migration):
    dependencies: ClassVar = [("workforce", "0001_initial"), ("people", "0002_walls")]
    operations: ClassVar = [
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
        migrations.RunSQL(UP, DOWN),
    ]
