"""Short files, short functions: what a person can hold in mind."""

import ast
from statistics import median

from tests.architecture.source import CHECKOUT, Module, modules

LONGEST_FILE, USUAL_FILE = 500, 80
LONGEST_FUNCTION, LONGEST_VIEW = 60, 20
MOST_PARAMETERS = 9
# Slow to import and seldom needed: imported where they are used.
HEAVY = {"weasyprint", "polars", "docxtpl", "docx", "openpyxl", "splink", "duckdb", "pyarrow"}


def body_lines(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines of the body without its docstring."""
    body = function.body[1:] if ast.get_docstring(function) and len(function.body) > 1 else function.body
    return (function.end_lineno or 0) - body[0].lineno + 1


def test_no_file_is_long():
    paths = [path for shelf in ("amends", "config", "tests") for path in (CHECKOUT / shelf).rglob("*.py")]
    written = [path for path in paths if path.parent.name != "migrations"]  # Django writes those
    long = {
        str(path): lines for path in written if (lines := len(path.read_text().splitlines())) > LONGEST_FILE
    }
    assert not long


def test_half_of_all_files_are_short():
    assert median(module.lines for module in modules() if module.lines > 3) <= USUAL_FILE


def test_no_function_is_long():
    long = [
        f"{module}:{function.lineno} {function.name}"
        for module in modules(tests=True)
        for function in module.functions()
        if (function.end_lineno or 0) - function.lineno + 1 > LONGEST_FUNCTION
    ]
    assert not long


def test_no_function_takes_more_than_can_be_held_in_mind():
    """What belongs together goes in together, under its name: a Paper, a Ruling, somebody Outside."""
    many = [
        f"{module}:{function.lineno} {function.name}"
        for module in modules()
        for function in module.functions()
        if len([*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs]) > MOST_PARAMETERS
        and not is_verb(function)
    ]
    assert not many


def is_verb(function: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """Whether it is called by a scenario of the example, whose words its parameters are."""
    return any(
        isinstance(each, ast.Call) and getattr(each.func, "id", "") == "verb"
        for each in function.decorator_list
    )


def test_views_only_translate_between_request_action_and_page():
    long = [
        f"{module}:{function.lineno} {function.name}: {body_lines(function)} lines"
        for module in modules()
        if module.name in {"views", "api"}
        for function in module.functions()
        if body_lines(function) > LONGEST_VIEW
    ]
    assert not long


def test_imports_stand_at_the_top():
    hidden = [
        f"{module}:{line} {name}"
        for module in modules()
        for name, line in imports_in_functions(module)
        if name.split(".")[0] not in HEAVY
    ]
    assert not hidden


def imports_in_functions(module: Module) -> list[tuple[str, int]]:
    found = []
    for function in module.functions():
        if module.name == "apps" and function.name == "ready":
            continue  # Django loads models only after it has read apps.py
        for node in ast.walk(function):
            if isinstance(node, ast.Import):
                found += [(alias.name, node.lineno) for alias in node.names]
            elif isinstance(node, ast.ImportFrom):
                found.append((node.module or "", node.lineno))
    return found
