"""What is true of the repository itself: its locks, its versions, its README."""

import re
import subprocess
import tomllib
from typing import Any

import pytest
import yaml

from amends.delivery.cli.cluster import CHECKOUT

MOST_DEPENDENCIES = 30
LOCKS = sorted(CHECKOUT.glob("requirements/*.txt"))
# Where this file lives does not matter to anybody else.
MACHINE_PATHS = re.compile(r"/(?:home|root|Users|work|workspace|mnt)/[\w.-]+/")


def read(name: str) -> str:
    return (CHECKOUT / name).read_text()


def project() -> dict[str, Any]:
    return tomllib.loads(read("pyproject.toml"))


def tracked(*patterns: str) -> list[str]:
    command = ["git", "ls-files", "-z", "--", *patterns]
    listed = subprocess.run(command, cwd=CHECKOUT, capture_output=True, text=True, check=True).stdout
    return [name for name in listed.split("\0") if name and (CHECKOUT / name).is_file()]


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
def test_python_locks_pin_with_hashes_and_name_no_host(lock):
    text = lock.read_text()
    assert "--hash=sha256:" in text
    assert not re.search(r"--(?:extra-)?index-url|--find-links|--trusted-host|https?://", text)


def test_the_npm_lock_names_no_host():
    text = read("frontend/package-lock.json")
    assert '"resolved"' not in text
    pages_about_money = re.sub(r'"funding": (?:"[^"]*"|\{[^}]*\}|\[[^\]]*\])', "", text)
    assert not re.search(r"https?://", pages_about_money)


def test_no_other_file_chooses_where_packages_come_from():
    for name in tracked("*.npmrc", "*.toml", "*.cfg", "*.ini", "Makefile", ".ci/*"):
        assert not re.search(
            r"^\s*(?:registry|index-url|find-links)\s*=|--index-url", read(name), re.MULTILINE
        ), name


def dependencies(name: str) -> list[str]:
    return [line for line in read(f"requirements/{name}.in").splitlines() if line and line[0] not in "#-"]


def test_each_dependency_has_its_reason_beside_it():
    assert not [line for line in dependencies("base") if not re.search(r"\S\s+# \w+", line)]
    assert len(dependencies("base")) <= MOST_DEPENDENCIES


@pytest.mark.parametrize("name", ["setup", "base", "embedded", "dev"])
def test_every_requirement_is_in_its_lock(name):
    locked = set(re.findall(r"^([\w.-]+)==", read(f"requirements/{name}.txt"), re.MULTILINE))
    asked = {re.split(r"[\[~=<>\s]", line)[0].lower() for line in dependencies(name)}
    assert asked <= {entry.lower() for entry in locked}


def test_the_same_python_everywhere():
    assert project()["project"]["requires-python"] == ">=3.11"
    assert project()["tool"]["ruff"]["target-version"] == "py311"
    assert project()["tool"]["mypy"]["python_version"] == "3.11"
    assert "--python-version 3.11" in read("Makefile")
    assert all("--python-version 3.11" in lock.read_text() for lock in LOCKS)


def test_no_file_knows_the_machine_it_was_written_on():
    binary = (".png", ".ico", ".woff2", ".pdf", ".docx", ".xlsx", ".gz")
    knowing = [
        f"{name}: {found[0]}"
        for name in tracked()
        if not name.endswith(binary) and (found := MACHINE_PATHS.search(read(name)))
    ]
    assert not knowing


def test_the_version_is_the_one_in_the_changelog():
    newest = re.search(r"^## \[?(\d+\.\d+\.\d+)", read("CHANGELOG.md"), re.MULTILINE)
    assert newest
    assert project()["project"]["version"] == newest[1]


def test_publiccode_says_what_the_licence_says():
    description = yaml.safe_load(read("publiccode.yml"))
    assert description["legal"]["license"] == project()["project"]["license"] == "MIT"
    assert read("LICENSE").startswith("MIT License")
    assert description["legal"]["mainCopyrightOwner"] in read("LICENSE")


def test_what_the_readme_tells_people_to_type_exists():
    readme = read("README.md")
    targets = set(re.findall(r"^([a-z-]+):", read("Makefile"), re.MULTILINE))
    asked = set(re.findall(r"\bmake ([a-z-]+)", readme))
    assert {"run", "test"} <= asked
    assert asked <= targets
    blocks = re.findall(r"```(?:sh|bash|console)\n(.*?)```", readme, re.DOTALL)
    for command in re.findall(r"^(?:\$ )?(?:\S*/)?amends ([a-z-]+)", "\n".join(blocks), re.MULTILINE):
        amends = [CHECKOUT / ".venv" / "bin" / "amends", command, "--help"]
        done = subprocess.run(amends, capture_output=True, text=True, check=False)
        assert done.returncode == 0, f"amends {command}: {done.stderr}"


def test_ci_ends_with_the_command_the_readme_gives_for_tests():
    last = read(".ci/run").strip().splitlines()[-1]
    assert last == "make test"
    assert (CHECKOUT / ".ci" / "run").stat().st_mode & 0o111
