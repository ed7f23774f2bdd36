"""The functions with which row policies ask which files, and which cases, the acting person has been given."""

from typing import ClassVar

from django.db import migrations

from amends.foundation.lib.migrating import together
from amends.foundation.record.protect import ask_once

# Written in PL/pgSQL, which keeps its plan: SQL functions that act for their owner are planned anew each time.
ACTS = "LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public"

# What somebody has been given is said in one function, `amends_grants`. It comes with the workforce: whose vetting has run
# out opens no file.
GIVEN = f"""
CREATE FUNCTION amends_files() RETURNS bigint[] {ACTS} AS
$$ BEGIN RETURN (SELECT coalesce(array_agg(g.file_id), '{{}}') FROM amends_grants() g); END $$;

-- Cases of which somebody has a file as an inspector only: they read both files, and what both sides may know.
CREATE FUNCTION amends_inspected_cases() RETURNS bigint[] {ACTS} AS $$ BEGIN RETURN (
    SELECT coalesce(array_agg(DISTINCT g.case_id), '{{}}') FROM amends_grants() g
    JOIN case_case c ON c.id = g.case_id
    JOIN access_membership m ON m.user_id = amends_user() AND m.service_id = c.service_id
    WHERE NOT g.whole AND m.sees = 'inspection'
      AND m.starts_on <= amends_today() AND (m.ends_on IS NULL OR m.ends_on >= amends_today())); END $$;

CREATE FUNCTION amends_cases() RETURNS bigint[] {ACTS} AS $$ BEGIN RETURN (
    SELECT coalesce(array_agg(DISTINCT g.case_id), '{{}}') || amends_inspected_cases()
    FROM amends_grants() g WHERE g.whole); END $$;

-- Cases somebody may know of: also those of which they may read one file only.
CREATE FUNCTION amends_known_cases() RETURNS bigint[] {ACTS} AS
$$ BEGIN RETURN (SELECT coalesce(array_agg(DISTINCT g.case_id), '{{}}') FROM amends_grants() g); END $$;

CREATE FUNCTION amends_read_only_files() RETURNS bigint[] {ACTS} AS
$$ BEGIN RETURN (SELECT coalesce(array_agg(g.file_id), '{{}}') FROM amends_grants() g WHERE NOT g.whole); END $$;
"""
NOT_GIVEN = """
DROP FUNCTION amends_read_only_files() CASCADE; DROP FUNCTION amends_known_cases(); DROP FUNCTION amends_cases();
DROP FUNCTION amends_inspected_cases() CASCADE; DROP FUNCTION amends_files();
"""


class Migration(migrations.Migration):
    replaces: ClassVar = [("case", "0002_which_files")]
    dependencies: ClassVar = [("case", "0001_tables"), ("access", "0002_behind_walls")]
    operations: ClassVar = [
        together(
            migrations.RunSQL(GIVEN, NOT_GIVEN),
            *ask_once("amends_cases", "bigint[]"),
            *ask_once("amends_known_cases", "bigint[]"),
            *ask_once("amends_files", "bigint[]"),
        ),
    ]
