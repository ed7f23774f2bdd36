"""Where a check is waived, the line says why: the next reader need not find out again."""

import re

from tests.architecture.source import CHECKOUT

WAIVER = re.compile(r"# (?:noqa: [A-Z0-9]+(?:, [A-Z0-9]+)*|type: ignore\[[\w, -]+\])")
FILES = [path for shelf in ("amends", "config", "tests") for path in (CHECKOUT / shelf).rglob("*.py")]


def bare_waivers(text: str) -> list[int]:
    """Numbers of the lines on which a check is waived and nothing but waivers follows."""
    return [
        number
        for number, line in enumerate(text.splitlines(), start=1)
        if WAIVER.search(line) and not re.search(r"[a-z]{2}", WAIVER.split(line)[-1])
    ]


def test_each_waived_check_has_its_reason_beside_it():
    bare = {str(path): found for path in FILES if (found := bare_waivers(path.read_text()))}
    assert not bare


def test_a_waiver_without_a_reason_is_found():
    waiver = "# " + "noqa: S608"
    assert bare_waivers(f"x = 1  {waiver}\nx = 1  {waiver}  (our own names)") == [1]
