"""The functions with which row policies ask which files, and which cases, the acting person has been given."""

from typing import ClassVar

from django.db import migrations

UP = """
CREATE FUNCTION amends_files() RETURNS bigint[] LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS
$$ SELECT coalesce(array_agg(g.file_id), '{}') FROM case_filegrant g
   WHERE g.user_id = amends_user() AND g.ended_at IS NULL AND NOT g.suspended $$;

CREATE FUNCTION amends_cases() RETURNS bigint[] LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS
$$ SELECT coalesce(array_agg(DISTINCT f.case_id), '{}') FROM case_filegrant g JOIN case_casefile f ON f.id = g.file_id
   WHERE g.user_id = amends_user() AND g.ended_at IS NULL AND NOT g.suspended $$;
"""
DOWN = "DROP FUNCTION amends_cases(); DROP FUNCTION amends_files();"


class Migration(migrations.Migration):
    dependencies: ClassVar = [("case", "0001_initial"), ("access", "0002_who_is_acting")]
    operations: ClassVar = [migrations.RunSQL(UP, DOWN)]
