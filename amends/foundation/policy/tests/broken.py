"""A copy of the policy folder that a test may break."""

import shutil
from pathlib import Path

import pytest

from amends.foundation.policy.source import POLICY_FOLDER, PolicyError


class Copy:
    """`change` alters one file; `refused` reads the folder and gives back the line and sentence of the refusal."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "policy"
        shutil.copytree(POLICY_FOLDER, self.folder)

    def change(self, file: str, old: str, new: str) -> int:
        """Puts new for the first old, and tells in which line."""
        path = self.folder / file
        text = path.read_text()
        assert old in text
        path.write_text(text.replace(old, new, 1))
        return text[: text.index(old)].count("\n") + 1

    def refusal(self, read, file: str) -> PolicyError:
        with pytest.raises(PolicyError) as caught:
            read(folder=self.folder)
        assert caught.value.file == self.folder / file
        assert str(caught.value).startswith(f"{self.folder / file}, line {caught.value.line}: ")
        assert caught.value.sentence.endswith(".")
        return caught.value
