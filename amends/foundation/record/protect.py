"""Migration operations that put a table under PostgreSQL's own guard: row policies, history, and who may write.

The application connects as a role that owns nothing, so these hold whatever the code above them forgets.
"""

from typing import Literal

from django.db.migrations.operations.special import RunSQL

Scope = Literal["file", "case", "service"]

WHOLE_SERVICE = "service_id = ANY ((SELECT amends_services())::bigint[])"
_VISIBLE: dict[Scope, str] = {
    "file": f"{WHOLE_SERVICE} OR file_id = ANY ((SELECT amends_files())::bigint[])",
    "case": f"{WHOLE_SERVICE} OR case_id = ANY ((SELECT amends_cases())::bigint[])",
    "service": WHOLE_SERVICE,
}


def protect(table: str, scope: Scope, *, or_where: str = "", history: bool = True) -> list[RunSQL]:
    """Row policies for a table whose rows belong to a file, to a case (both sides may know) or to the service.

    The table needs the columns service_id and file_id or case_id. `or_where` is SQL that opens further rows, such as
    a referrer's own referrals. Rows may be written only where they may be seen.
    """
    visible = _VISIBLE[scope] + (f" OR ({or_where})" if or_where else "")
    up = f"""
        ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
        CREATE POLICY {table}_wall ON {table} USING ({visible}) WITH CHECK ({visible});
    """
    down = f"DROP POLICY {table}_wall ON {table}; ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;"
    if scope == "file":
        up += f"""
        ALTER TABLE {table} ADD CONSTRAINT {table}_file_of_service
            FOREIGN KEY (file_id, service_id) REFERENCES case_casefile (id, service_id) DEFERRABLE INITIALLY DEFERRED;
        """
        down += f"ALTER TABLE {table} DROP CONSTRAINT {table}_file_of_service;"
    operations: list[RunSQL] = [RunSQL(up, down)]
    return operations + (keep_history(table) if history else [])


def wall_by_verb(table: str, *, see: str, add: str, change: str, into: str) -> list[RunSQL]:
    """In place of the one policy of `protect`: who sees a row, adds one, changes or removes it, and into what.

    For tables where seeing a row must not mean being able to write one like it, such as grants and offers.
    """
    up = f"""
        DROP POLICY {table}_wall ON {table};
        CREATE POLICY {table}_see ON {table} FOR SELECT USING ({see});
        CREATE POLICY {table}_add ON {table} FOR INSERT WITH CHECK ({add});
        CREATE POLICY {table}_change ON {table} FOR UPDATE USING ({change}) WITH CHECK ({into});
        CREATE POLICY {table}_remove ON {table} FOR DELETE USING ({add});
    """
    down = "".join(f"DROP POLICY {table}_{verb} ON {table};" for verb in ("see", "add", "change", "remove"))
    down += f"CREATE POLICY {table}_wall ON {table} USING ({see}) WITH CHECK ({see});"
    return [RunSQL(up, down)]


def keep_history(table: str) -> list[RunSQL]:
    """Keep each row as it was before every change or deletion, whoever makes it and by whatever way."""
    return [
        RunSQL(
            f"""CREATE TRIGGER {table}_history AFTER UPDATE OR DELETE ON {table}
                FOR EACH ROW EXECUTE FUNCTION record_keep_history();""",
            f"DROP TRIGGER {table}_history ON {table};",
        )
    ]


def ask_once(function: str, answer: str) -> list[RunSQL]:
    """Let a function that policies ask for each table of a statement find its answer once in that statement.

    `answer` is its SQL type. What finds it is kept as `amends_find_…`; a migration that changes how it is found replaces
    that one. The answer is kept with who acts and when the statement began, so that neither the next statement, which may
    come after a grant or a limit, nor another person in the same transaction is given it. Whoever could write one in by
    hand could as well set `amends.user_id`: this opens nothing that the connection does not open.
    """
    finds, kept = function.replace("amends_", "amends_find_", 1), function.replace("_", ".", 1)
    anew = "DO $do$ BEGIN EXECUTE regexp_replace(pg_get_functiondef('{0}'::regproc), '{0}', '{1}'); END $do$;"
    up = f"""
        {anew.format(function, finds)}
        CREATE OR REPLACE FUNCTION {function}() RETURNS {answer}
        LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public AS $$
        DECLARE kept text := current_setting('{kept}', true); asked text; found {answer};
        BEGIN
            asked := coalesce(current_setting('amends.user_id', true), '') || '@'
                     || extract(epoch FROM statement_timestamp()) || '|';
            IF starts_with(kept, asked) THEN RETURN substr(kept, length(asked) + 1); END IF;
            found := {finds}();
            PERFORM set_config('{kept}', asked || found::text, true);
            RETURN found;
        END $$;
    """
    return [RunSQL(up, f"{anew.format(finds, function)} DROP FUNCTION {finds}();")]


def append_only(table: str) -> list[RunSQL]:
    """The application may add rows and read them, never change or remove them."""
    return [
        RunSQL(
            f"REVOKE UPDATE, DELETE ON {table} FROM amends_app;",
            f"GRANT UPDATE, DELETE ON {table} TO amends_app;",
        )
    ]
