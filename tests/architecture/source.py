"""The product's own source, parsed once, for the tests that read it."""

import ast
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Module:
    """One Python file of the product: `amends/<shelf>/<room>/...`."""

    path: Path
    tree: ast.Module
    lines: int

    @property
    def parts(self) -> tuple[str, ...]:
        return self.path.relative_to(CHECKOUT).parts

    @property
    def room(self) -> str:
        """`amends.<shelf>.<room>`."""
        return ".".join(self.parts[:3])

    @property
    def name(self) -> str:
        """What it is in its room: `actions` for actions.py, letter_actions.py and every file of a folder actions/."""
        return kind(self.parts[3].removesuffix(".py")) if len(self.parts) > 3 else ""

    def __str__(self) -> str:
        return "/".join(self.parts)

    def functions(self) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
        for node in ast.walk(self.tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield node

    def imported(self) -> Iterator[tuple[str, list[str], int]]:
        """Module, names taken from it, and line of every import."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.ImportFrom) and node.module:
                yield node.module, [alias.name for alias in node.names], node.lineno
            elif isinstance(node, ast.Import):
                for alias in node.names:
                    yield alias.name, [], node.lineno


def kind(stem: str) -> str:
    """`settings_views` are views."""
    return stem.rsplit("_", maxsplit=1)[-1] if not stem.startswith("_") else stem


@cache
def modules(*, tests: bool = False) -> tuple[Module, ...]:
    """Every file but migrations; those of tests only when asked for."""
    found = []
    for path in [*sorted((CHECKOUT / "amends").rglob("*.py")), *sorted((CHECKOUT / "config").rglob("*.py"))]:
        if "migrations" in path.parts or ("tests" in path.parts and not tests):
            continue
        text = path.read_text()
        found.append(Module(path, ast.parse(text), len(text.splitlines())))
    return tuple(found)


def rooms(shelf: str) -> list[Path]:
    return [path.parent for path in sorted((CHECKOUT / "amends" / shelf).glob("*/__init__.py"))]


@cache
def order() -> dict[str, int]:
    """Rank of shelves and of the stages of a case, lowest first, as pyproject.toml lays them down."""
    settings = tomllib.loads((CHECKOUT / "pyproject.toml").read_text())
    contracts = {entry["id"]: entry for entry in settings["tool"]["importlinter"]["contracts"]}
    ranked = {}
    for rank, shelf in enumerate(reversed(contracts["shelves"]["layers"])):
        ranked[f"amends.{shelf}"] = rank * 100
    for rank, stage in enumerate(reversed(contracts["life-order"]["layers"])):
        ranked[f"amends.journey.{stage}"] = ranked["amends.journey"] + rank
    return ranked


def rank(module: str) -> int:
    """How high a module stands; rooms of one shelf without an order among them stand level."""
    parts = module.split(".")
    return order().get(".".join(parts[:3]), order().get(".".join(parts[:2]), -1))
