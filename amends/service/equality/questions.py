"""What is asked, read from policy/equality.yaml."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings

from amends.foundation.policy.records import read_records
from amends.foundation.policy.source import read

NOT_SAID = "not_said"
NOT_SAID_WORDS = "Prefer not to say"


@dataclass(frozen=True)
class Question:
    """One question with its answers by code; “prefer not to say” stands under each."""

    key: str
    title: str
    text: str
    choices: dict[str, str]

    @property
    def offered(self) -> list[tuple[str, str]]:
        """Every answer, as a form shows it."""
        return [*self.choices.items(), (NOT_SAID, NOT_SAID_WORDS)]

    def words(self, code: str) -> str:
        """The answer of a code."""
        return dict(self.offered).get(code, "Not answered")


@dataclass(frozen=True)
class Monitoring:
    """All questions, by how many points shares may differ before it is marked, and from which number on one is shown."""

    questions: dict[str, Question]
    margin: int
    hide_below: int


def monitoring() -> Monitoring:
    """What the policy folder says; PolicyError names file and line of what is wrong in it."""
    return _read(Path(settings.POLICY_DIR))


@cache
def _read(folder: Path) -> Monitoring:
    parts = read(folder / "equality.yaml").fields(
        needed=["version", "source", "margin", "hide_below", "questions"]
    )
    questions = read_records(Question, parts["questions"])
    for key, question in questions.items():
        if not question.choices or NOT_SAID in question.choices:
            parts["questions"].refuse(f"'{key}' needs answers, none of which is called {NOT_SAID}.")
    return Monitoring(
        questions, parts["margin"].whole_number(at_least=1), parts["hide_below"].whole_number(at_least=2)
    )
