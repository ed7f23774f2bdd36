"""Finding answers again, and reading them beside the questions they answer."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TypedDict

from django.db.models import QuerySet

from amends.foundation.access.models import User
from amends.foundation.lib.dates import long_date
from amends.foundation.policy.answers import effects
from amends.foundation.policy.questionnaires import load_questionnaire
from amends.foundation.policy.questions import (
    DECLINED,
    Answer,
    Answers,
    Effect,
    EffectKind,
    Kind,
    Question,
    Questionnaire,
)
from amends.foundation.questionnaire.models import Response

RISKS = (
    EffectKind.ALERT,
    EffectKind.EXCLUDES,
    EffectKind.BLOCKS,
    EffectKind.NO_MEETING,
    EffectKind.MANAGER,
    EffectKind.RISK,
)


def definition_of(response: Response) -> Questionnaire:
    """The version that was answered, also when there is a newer one."""
    return load_questionnaire(response.key, response.version)


def own_draft(user: User, subject: str, key: str) -> Response | None:
    """What this person has begun about a row and not completed."""
    return own_drafts(user, subject).filter(key=key).first()


def own_drafts(user: User, subject: str) -> QuerySet[Response]:
    """The same of every questionnaire."""
    return Response.objects.filter(subject=subject, answered_by=user, state=Response.State.DRAFT)


def latest_response(subject: str, key: str) -> Response | None:
    """The last complete answers about a row."""
    rows = Response.objects.filter(subject=subject, key=key, state=Response.State.COMPLETE)
    return rows.order_by("-completed_at", "-pk").first()


def latest_responses(subject: str) -> list[Response]:
    """The last complete answers about a row, one for each questionnaire."""
    rows = Response.objects.filter(subject=subject, state=Response.State.COMPLETE)
    return list(rows.order_by("key", "-completed_at", "-pk").distinct("key"))


def latest_answers(key: str, subjects: Sequence[str]) -> dict[str, dict[str, Answer]]:
    """The last complete answers to one questionnaire, for each of several rows: one query."""
    rows = Response.objects.filter(key=key, subject__in=subjects, state=Response.State.COMPLETE)
    latest = rows.order_by("subject", "-completed_at", "-pk").distinct("subject")
    return {row.subject: row.answers for row in latest}


def newest_about(question: str, newest_first: Iterable[Response]) -> dict[str, Answer]:
    """The first of these answers that say anything to a question; none when none do.

    For the few rows of one person: they are read here, because the database cannot tell what was answered.
    """
    return next((dict(row.answers) for row in newest_first if question in row.answers), {})


def effects_of(response: Response) -> list[Effect]:
    """What these answers set off."""
    return effects(definition_of(response), response.answers)


def in_words(question: Question, answer: Answer) -> str:
    """An answer as people read it."""
    if answer in (None, "", []):
        return ""
    if answer == DECLINED:
        return "Preferred not to say"
    if question.kind is Kind.DATE:
        return long_date(date.fromisoformat(str(answer)))
    given = answer if isinstance(answer, list) else [str(answer)]
    return ", ".join(question.choices.get(each, each) for each in given)


@dataclass(frozen=True)
class AnswerLine:
    """One question with its answer; `risk` are the words of what it sets off."""

    question: Question
    words: str
    comment: str = ""
    risk: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class AnswerSection:
    """A part of the questionnaire."""

    title: str
    lines: list[AnswerLine]


def read_answers(definition: Questionnaire, answers: Answers) -> list[AnswerSection]:
    """Every question that was asked, with its answer in words."""
    set_off: dict[str, list[str]] = {}
    for effect in effects(definition, answers):
        if effect.kind in RISKS:
            set_off.setdefault(effect.question, []).append(effect.words)
    return [
        AnswerSection(
            section.title,
            [
                AnswerLine(
                    question,
                    in_words(question, answers.get(question.key)),
                    str(answers.get(question.comment_key) or ""),
                    set_off.get(question.key, []),
                )
                for question in section.questions
                if question.is_asked(answers)
            ],
        )
        for section in definition.sections
    ]


class PaperRow(TypedDict):
    """A line of a printed form."""

    label: str
    value: str
    long: bool


class PaperSection(TypedDict):
    """A part of a printed form, as the templates referral-form, cra1-form and follow-up-form expect it."""

    title: str
    rows: list[PaperRow]


def on_paper(definition: Questionnaire, answers: Mapping[str, Answer] | None = None) -> list[PaperSection]:
    """The questionnaire for printing: filled, or without answers as a blank with the choices to tick."""
    return [
        {"title": section.title, "rows": [_paper_row(question, answers) for question in section.questions]}
        for section in definition.sections
    ]


def _paper_row(question: Question, answers: Mapping[str, Answer] | None) -> PaperRow:
    bears_on = f" (bears on: {question.bears_on})" if question.bears_on else ""
    label = f"{question.number} {question.text}{bears_on}".lstrip()
    long = question.kind is Kind.LONG_TEXT
    if answers is None:
        ticks = "   ".join(f"☐ {words}" for words in question.choices.values())
        return {"label": label, "value": ticks, "long": long}
    words = in_words(question, answers.get(question.key))
    comment = answers.get(question.comment_key)
    return {"label": label, "value": f"{words} ({comment})" if comment else words, "long": long}
