"""The look for duplicates keeps its plan: to plan it took longer than to run it, and SQL functions are planned each time."""

from importlib import import_module
from typing import ClassVar

from django.db import migrations

BEFORE = import_module("amends.journey.eligibility.migrations.0003_lookalikes").UP
BEGINNING, END = "WITH me AS", "$$;"
QUERY = BEFORE[BEFORE.index(BEGINNING) : BEFORE.rindex(END)].strip()

# A function's parameters of pg_trgm may be set only once it is loaded, so it is used first.
UP = f"""
SELECT similarity('', '');
CREATE OR REPLACE FUNCTION eligibility_lookalikes(wanted bigint, at_most integer)
RETURNS TABLE (other_id bigint, case_id bigint, score real, evidence jsonb, about jsonb)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public SET pg_trgm.similarity_threshold = 0.42
SET enable_seqscan = off SET jit = off SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
BEGIN
    RETURN QUERY {QUERY};
END $$;
"""
DOWN = "SELECT similarity('', '');" + BEFORE[
    BEFORE.index("CREATE FUNCTION eligibility_lookalikes") :
].replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION", 1)


class Migration(migrations.Migration):
    dependencies: ClassVar = [("eligibility", "0003_lookalikes")]
    operations: ClassVar = [migrations.RunSQL(UP, DOWN)]
