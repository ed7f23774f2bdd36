"""Operations of migrations that do many things at once.

For every operation of a migration Django copies what it knows of all models. For one that makes or changes a table it
builds anew all the models that hang together with it: here, through the case, nearly all. One operation for the tables of
a room, and one for the walls around them, make a set-up several times as quick.
"""

from typing import Any, ClassVar

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations import CreateModel, RunSQL
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState


class CreateTables(Operation):
    """Several `CreateModel` in one: the tables of a room.

    They may point at each other in any order, because PostgreSQL is told of foreign keys as the migration ends.
    """

    serialization_expand_args: ClassVar = ["tables"]

    def __init__(self, tables: list[CreateModel]) -> None:
        self.tables = tables

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        """How a migration writes it."""
        return type(self).__name__, [self.tables], {}

    def describe(self) -> str:
        """What `migrate` says of it."""
        return "Create " + ", ".join(table.name for table in self.tables)

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """The models there are stay as they were built; these are built beside them, once all are known."""
        built = state.__dict__.pop("apps", None)
        for table in self.tables:
            table.state_forwards(app_label, state)
        if built is not None:
            with built.bulk_update():
                built.render_multiple([state.models[app_label, table.name_lower] for table in self.tables])
            state.apps = built

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """One table after the other."""
        for table in self.tables:
            table.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """The last table first."""
        for table in reversed(self.tables):
            table.database_backwards(app_label, schema_editor, from_state, to_state)


def together(*parts: RunSQL) -> RunSQL:
    """Statements that stand beside each other, as one operation; taken back in the opposite order.

    Each part says how it is taken back.
    """
    return RunSQL(
        [statement for part in parts for statement in _statements(part.sql)],
        [statement for part in reversed(parts) for statement in _statements(part.reverse_sql)],
    )


def _statements(sql: Any) -> list[Any]:
    """`RunSQL` takes one, or a list of them, or nothing to be done."""
    if isinstance(sql, str):
        return [sql] if sql else []
    return list(sql)
