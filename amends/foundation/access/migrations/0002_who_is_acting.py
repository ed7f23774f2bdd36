"""The functions with which row policies ask who is acting and which services that person sees whole."""

from typing import ClassVar

from django.db import migrations

UP = """
CREATE FUNCTION amends_user() RETURNS bigint LANGUAGE sql STABLE AS
$$ SELECT nullif(current_setting('amends.user_id', true), '')::bigint $$;

CREATE FUNCTION amends_today() RETURNS date LANGUAGE sql STABLE AS
$$ SELECT (now() AT TIME ZONE 'Europe/London')::date $$;

CREATE FUNCTION amends_services() RETURNS bigint[] LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS
$$ SELECT coalesce(array_agg(DISTINCT m.service_id), '{}') FROM access_membership m
   WHERE m.user_id = amends_user() AND m.sees = 'service' AND m.starts_on <= amends_today()
     AND (m.ends_on IS NULL OR m.ends_on >= amends_today()) $$;
"""
DOWN = "DROP FUNCTION amends_services(); DROP FUNCTION amends_today(); DROP FUNCTION amends_user();"


class Migration(migrations.Migration):
    dependencies: ClassVar = [("access", "0001_initial")]
    operations: ClassVar = [migrations.RunSQL(UP, DOWN)]
