"""What a questionnaire is made of: questions, how they may be answered, what an answer sets off."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from amends.foundation.policy.source import UnknownNameError

Answer = str | int | list[str] | None
Answers = Mapping[str, Answer]

DECLINED = "declined"
COMMENT = "_comment"


class Kind(StrEnum):
    YES_NO = "yes_no"
    YES_NO_UNSURE = "yes_no_unsure"
    CHOICE = "choice"
    CHOICES = "choices"
    TEXT = "text"
    LONG_TEXT = "long_text"
    SCALE = "scale"
    DATE = "date"
    NUMBER = "number"


class EffectKind(StrEnum):
    """What an answer sets off, from the gravest to the mildest.

    `excludes` settles the matter by itself, `blocks` holds it until something has changed, `no_meeting` leaves letters
    and messages open, `manager` asks the manager to judge as well.
    """

    ALERT = "alert"
    EXCLUDES = "excludes"
    BLOCKS = "blocks"
    NO_MEETING = "no_meeting"
    MANAGER = "manager"
    RISK = "risk"
    TASK = "task"
    NOTE = "note"


@dataclass(frozen=True)
class EffectRule:
    """`answers` that set it off; an empty list means any answer. Scales and numbers have ends instead."""

    kind: EffectKind
    words: str
    answers: tuple[str, ...] = ()
    at_least: int | None = None
    at_most: int | None = None

    def fires(self, answer: Answer) -> bool:
        if answer in (None, "", []) or answer == DECLINED:
            return False
        if self.at_least is not None or self.at_most is not None:
            number = whole_number(answer)
            return number is not None and not outside(number, self.at_least, self.at_most)
        given = answer if isinstance(answer, list) else [str(answer)]
        return not self.answers or any(each in self.answers for each in given)


@dataclass(frozen=True)
class Question:
    """`number` is what the paper form calls it. `comment_on` are the answers that need a few words beside them.

    `ask_when` names another question and the answers to it that open this one. `bears_on` says what the answer is
    weighed for; it is shown beside the question and printed.
    """

    key: str
    number: str
    text: str
    kind: Kind
    choices: Mapping[str, str]
    required: bool
    help: str
    at_least: int | None
    at_most: int | None
    comment_on: tuple[str, ...]
    may_decline: bool
    ask_when: tuple[str, tuple[str, ...]] | None
    effects: tuple[EffectRule, ...]
    bears_on: str = ""

    @property
    def comment_key(self) -> str:
        """Under which name the comment to this question stands among the answers."""
        return f"{self.key}{COMMENT}"

    def is_asked(self, answers: Answers) -> bool:
        if self.ask_when is None:
            return True
        other, opening = self.ask_when
        given = answers.get(other)
        return any(each in opening for each in (given if isinstance(given, list) else [str(given)]))


@dataclass(frozen=True)
class Section:
    title: str
    questions: tuple[Question, ...]


@dataclass(frozen=True)
class Questionnaire:
    """One version. Answers are kept with key and version, to be read beside the words they answered."""

    key: str
    version: int
    title: str
    source: str
    audience: str
    sections: tuple[Section, ...]

    @property
    def questions(self) -> Iterator[Question]:
        for section in self.sections:
            yield from section.questions

    def question(self, key: str) -> Question:
        for question in self.questions:
            if question.key == key:
                return question
        raise UnknownNameError("question", key, (question.key for question in self.questions))


@dataclass(frozen=True)
class AnswerError:
    """One answer that is missing or cannot be; `field` is the name of the box, which may be the comment's."""

    field: str
    number: str
    words: str


@dataclass(frozen=True)
class Effect:
    """What one given answer sets off."""

    question: str
    kind: EffectKind
    words: str
    answer: str


def whole_number(answer: Answer) -> int | None:
    """The number an answer stands for, however it was sent; None if it is none."""
    try:
        return int(str(answer))
    except ValueError:
        return None


def outside(number: int, at_least: int | None, at_most: int | None) -> bool:
    return (at_least is not None and number < at_least) or (at_most is not None and number > at_most)
