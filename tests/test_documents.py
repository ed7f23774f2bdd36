"""What the documents tell people to type, open or look at is there."""

import re
from pathlib import Path

import click
import pytest

from amends.delivery.cli.main import amends

HERE = Path(__file__).parents[1]
DOCUMENTS = sorted(
    path
    for path in [*HERE.glob("*.md"), *(HERE / "docs").rglob("*.md"), *(HERE / "policy").glob("*.md")]
    if "node_modules" not in path.parts
)
GUIDES = sorted((HERE / "docs" / "guides").glob("*.md"))
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
CODE = re.compile(r"```(?:sh|bash|console|shell)?\n(.*?)```|`([^`\n]+)`", re.DOTALL)
TARGETS = set(re.findall(r"^([a-z-]+):", (HERE / "Makefile").read_text(), re.MULTILINE))


def name(path):
    return str(path.relative_to(HERE))


def commands(path, program):
    """What the document shows to be typed after the name of a program."""
    text = path.read_text()
    pieces = [a or b for a, b in CODE.findall(text)]
    said = re.compile(rf"(?:^|\s|[;&/]){program} ((?:[a-z][a-z-]*(?: |$))+)", re.MULTILINE)
    return [found for piece in pieces for found in said.findall(piece)]


@pytest.mark.parametrize("path", DOCUMENTS, ids=name)
def test_links_and_pictures_exist(path):
    for link in LINK.findall(path.read_text()):
        if not re.match(r"[a-z]+:|#", link):
            assert (path.parent / link.partition("#")[0]).exists(), link


@pytest.mark.parametrize("path", DOCUMENTS, ids=name)
def test_make_targets_exist(path):
    for said in commands(path, "make"):
        assert said.split()[0] in TARGETS, f"make {said}"


@pytest.mark.parametrize("path", DOCUMENTS, ids=name)
def test_commands_exist(path):
    for said in commands(path, "amends"):
        command: click.Command | None = amends
        context = click.Context(amends)
        for word in said.split():
            if not isinstance(command, click.Group):
                break
            command = command.get_command(context, word)
            assert command, f"amends {said}"


def test_pictures_are_shown_and_small():
    text = "".join(path.read_text() for path in DOCUMENTS)
    pictures = list((HERE / "docs" / "pictures").glob("*.png"))
    assert (HERE / "README.md").read_text().count("docs/pictures/") == 2
    for picture in pictures:
        assert picture.name in text, f"nobody shows {picture.name}"
        assert picture.stat().st_size < 200_000, picture.name


def test_operators_settings_are_those_that_are_read():
    settings = (HERE / "config" / "settings.py").read_text()
    guide = (HERE / "docs" / "guides" / "operator.md").read_text()
    read = set(re.findall(r"\b((?:AMENDS_[A-Z_]+)|(?:OWNER_)?DATABASE_URL)\b", settings))
    told = set(re.findall(r"\b(AMENDS_[A-Z_]+)\b", guide))
    everywhere = "".join(p.read_text() for p in (HERE / "amends").rglob("*.py")) + settings
    assert read <= set(re.findall(r"\b((?:AMENDS_[A-Z_]+)|(?:OWNER_)?DATABASE_URL)\b", guide))
    assert not [name for name in told if name not in everywhere]


def test_tests_that_the_security_page_names_exist():
    """Each control there points at the test that would fail without it."""
    named = set(re.findall(r"`(test_\w+)`", (HERE / "SECURITY.md").read_text()))
    sources = [*(HERE / "amends").rglob("test_*.py"), *(HERE / "tests").rglob("test_*.py")]
    written = {name for path in sources for name in re.findall(r"def (test_\w+)", path.read_text())}
    assert len(named) > 50
    assert not named - written
