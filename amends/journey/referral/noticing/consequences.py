"""What follows from each answer to the checklist, read from policy/checklist.yaml; shown before anything is sent."""

from collections.abc import Mapping
from functools import cache

from django.conf import settings

from amends.foundation.policy.source import read
from amends.journey.referral.models import ChecklistAnswer
from amends.journey.referral.models.referral import Answer


@cache
def consequences() -> dict[str, dict[str, str]]:
    """By question and answer. A question or an answer that does not exist is refused with file and line."""
    parts = read(settings.POLICY_DIR / "checklist.yaml").fields(needed=["source", "questions"])
    asked = parts["questions"].fields(allowed=ChecklistAnswer.Question.values)
    return {
        question: {answer: words.text() for answer, words in part.fields(allowed=Answer.values).items()}
        for question, part in asked.items()
    }


def what_follows(answers: Mapping[str, str]) -> list[tuple[str, str]]:
    """The question and what follows, for each answer given from which something follows (EX-033)."""
    return [
        (ChecklistAnswer.Question(question).label, said[answer])
        for question, said in consequences().items()
        if (answer := str(answers.get(question, ""))) in said
    ]


def follows_words(question: str) -> str:
    """What follows from the answers to one question, in a sentence beside it."""
    said = consequences().get(question, {})
    return " ".join(f"{Answer(answer).label}: {words}" for answer, words in said.items())
