"""A facilitator whose vetting, required training or time with the service has run out opens no file any more."""

from importlib import import_module
from typing import ClassVar

from django.db import migrations

BEFORE = import_module("amends.foundation.case.migrations.0005_grants").GRANTS
STILL = "WHERE g.user_id = amends_user()"
FIT = f"{STILL} AND (m.role <> 'facilitator' OR m.service_id <> ALL (workforce_run_out()))"

# Only what was recorded can run out. The day it is renewed, the same files are open again.
UP = f"""
CREATE FUNCTION workforce_run_out() RETURNS bigint[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public AS $$ BEGIN RETURN (
    SELECT coalesce(array_agg(f.service_id), '{{}}') FROM workforce_facilitator f
    WHERE f.user_id = amends_user()
      AND (f.ended_on < amends_today()
        OR (SELECT max(v.valid_until) FROM workforce_vetting v WHERE v.facilitator_id = f.id) < amends_today()
        OR EXISTS (SELECT FROM workforce_training t
                   WHERE t.facilitator_id = f.id AND t.course IN ('facilitation', 'data_protection')
                   GROUP BY t.course
                   HAVING bool_and(t.valid_until IS NOT NULL) AND max(t.valid_until) < amends_today()))); END $$;
{BEFORE.replace(STILL, FIT)}
"""
DOWN = f"{BEFORE} DROP FUNCTION workforce_run_out();"


class Migration(migrations.Migration):
    dependencies: ClassVar = [("workforce", "0002_walls"), ("case", "0005_grants")]
    operations: ClassVar = [migrations.RunSQL(UP, DOWN)]
