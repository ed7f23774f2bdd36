"""What people of the example usually answer on forms, told in answers.yaml."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import yaml

from amends.foundation.policy.questions import Answer

HERE = Path(__file__).parent


@cache
def _usual() -> dict[str, dict[str, Answer]]:
    found: dict[str, dict[str, Answer]] = yaml.safe_load((HERE / "answers.yaml").read_text(encoding="utf-8"))
    return found


def said(form: str, otherwise: Mapping[str, Answer] | None = None) -> dict[str, Answer]:
    """The usual answers to a form, apart from those given; an answer of None leaves the question out."""
    answers = {**_usual()[form], **(otherwise or {})}
    return {key: answer for key, answer in answers.items() if answer is not None}
