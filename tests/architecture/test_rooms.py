"""What import-linter cannot say about rooms: their files, their private parts, and who writes."""

import ast
from collections.abc import Iterator

import pytest

from tests.architecture.source import CHECKOUT, Module, kind, modules, rooms

# The same names in every room, so that a reader knows where to look. `figures` counts, `queries` finds.
ROOM_FILES = {
    "__init__", "apps", "models", "rules", "actions", "forms", "views", "api", "urls", "queries", "figures",
    "templates", "templatetags", "tests", "migrations", "static", "management",
}  # fmt: skip
NO_ROOM = {
    "utils",
    "util",
    "common",
    "helpers",
    "helper",
    "misc",
    "manager",
    "managers",
    "service",
    "services",
}
PRIVATE = {"views", "forms", "api"}
WRITES_ON_A_MANAGER = {
    "create", "bulk_create", "get_or_create", "update_or_create", "bulk_update", "update", "delete",
    "acreate", "aupdate", "adelete",
}  # fmt: skip
QUERYSET_STEPS = {"objects", "all", "filter", "exclude", "select_for_update", "order_by", "select_related"}
OWN_FILES = 5  # such as `purposes.py`: what the room knows that no other does
# Rooms of machinery, where a file is named for what it does and the writing is done in a file named for it.
MACHINERY = ("amends.delivery.cli", "amends.foundation.record")
# Rows about a visit, not about a case: nothing for the audit trail.
NOT_CASEWORK = {"amends/foundation/access/kept_forms.py", "amends/foundation/access/sessions.py"}


@pytest.mark.parametrize("room", [*rooms("service"), *rooms("journey")], ids=lambda room: room.name)
def test_a_room_has_the_files_every_room_has_and_few_of_its_own(room):
    files = [path for path in room.iterdir() if path.suffix in {"", ".py"} and path.name[0] not in "._"]
    own = [path.name for path in files if kind(path.stem) not in ROOM_FILES]
    assert len(own) <= OWN_FILES, own


def test_nothing_is_called_after_what_it_is_not():
    assert not [
        str(module)
        for module in modules()
        if NO_ROOM & {part.removesuffix(".py") for part in module.parts[2:]}
    ]


def test_nobody_looks_into_another_rooms_views_forms_or_api():
    assert not [f"{module}:{line} {name}" for module in modules() for name, line in private_imports(module)]


def private_imports(module: Module) -> Iterator[tuple[str, int]]:
    for source, names, line in module.imported():
        for name in [source, *(f"{source}.{name}" for name in names)]:
            parts = name.split(".")
            if parts[0] != "amends" or len(parts) < 4 or parts[3] not in PRIVATE:
                continue
            room = ".".join(parts[:3])
            shared = room == "amends.foundation.pages" or (
                module.room == "amends.delivery.api" and parts[3] == "api"
            )
            if room != module.room and not shared:
                yield ".".join(parts[:4]), line


def test_only_actions_write():
    """One known place for each write, so that the audit row beside it cannot be forgotten."""
    strays = [
        f"{module}:{line} {what}"
        for module in modules()
        if module.name != "actions" and module.room not in MACHINERY and str(module) not in NOT_CASEWORK
        for what, line in writes(module)
    ]
    assert not strays


def test_actions_write_only_what_is_their_rooms():
    trespasses = [
        f"{module}:{line} {model}.{what}"
        for module in modules()
        if module.name == "actions" and module.room not in MACHINERY
        for model, what, line in writes_to_other_rooms(module)
    ]
    assert not trespasses


def writes(module: Module) -> Iterator[tuple[str, int]]:
    """Calls that change rows: `x.save()`, `x.delete()`, `….objects.create(…)`, `….filter(…).update(…)`."""
    for node in ast.walk(module.tree):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
            continue
        what, receiver = node.func.attr, node.func.value
        if (
            what in {"save", "asave"} and not node.args and not is_super(receiver)
        ):  # document.save(path) is a file
            yield f"{ast.unparse(receiver)}.{what}()", node.lineno
        elif what == "delete" and not node.args and not is_super(receiver):
            yield f"{ast.unparse(receiver)}.delete()", node.lineno
        elif what in WRITES_ON_A_MANAGER and QUERYSET_STEPS & set(steps(receiver)):
            yield f"{ast.unparse(receiver)}.{what}(…)", node.lineno


def writes_to_other_rooms(module: Module) -> Iterator[tuple[str, str, int]]:
    foreign = {
        name
        for source, names, _ in module.imported()
        if source.startswith("amends.") and ".models" in source and not source.startswith(f"{module.room}.")
        for name in names
    }
    for node in ast.walk(module.tree):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr in WRITES_ON_A_MANAGER
        ):
            chain = steps(node.func.value)
            if "objects" in chain and chain[0] in foreign:
                yield chain[0], node.func.attr, node.lineno


def steps(node: ast.expr) -> list[str]:
    """`Case.objects.filter(…)` -> ["Case", "objects", "filter"]."""
    if isinstance(node, ast.Call):
        return steps(node.func)
    if isinstance(node, ast.Attribute):
        return [*steps(node.value), node.attr]
    return [node.id] if isinstance(node, ast.Name) else [""]


def is_super(node: ast.expr) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "super"


def test_the_reader_of_writes_sees_them():
    calls = ["Case.objects.create(a=1)", "case.save()", "Case.objects.filter(a=1).update(b=2)"]
    calls += ["parts.update(x)", "super().save()"]
    source = "\n".join(calls)
    module = Module(CHECKOUT / "amends/journey/consent/views.py", ast.parse(source), 4)
    assert [line for _, line in writes(module)] == [1, 2, 3]
