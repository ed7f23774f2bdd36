"""Are these answers complete and possible, and what do they set off?"""

from datetime import date

from amends.foundation.policy.questions import (
    DECLINED,
    Answer,
    AnswerError,
    Answers,
    Effect,
    Kind,
    Question,
    Questionnaire,
    whole_number,
)


def validate_answers(definition: Questionnaire, answers: Answers) -> list[AnswerError]:
    """Every missing or impossible answer, in the order of the questions; only what is asked needs one."""
    errors: list[AnswerError] = []
    fields = set()
    for question in definition.questions:
        fields |= {question.key, question.comment_key}
        if not question.is_asked(answers):
            continue
        answer = answers.get(question.key)
        words = _fault(question, answer)
        if words:
            errors.append(AnswerError(question.key, question.number, words))
        elif _needs_comment(question, answer) and not str(answers.get(question.comment_key) or "").strip():
            errors.append(
                AnswerError(question.comment_key, question.number, f"Say a few words about: {question.text}")
            )
    errors += [
        AnswerError(field, "", f'This questionnaire has no question "{field}".')
        for field in answers
        if field not in fields
    ]
    return errors


def asked_answers(definition: Questionnaire, answers: Answers) -> dict[str, Answer]:
    """What counts of these: what was answered before another answer closed its question again does not.

    A question is closed too when the one that opens it is. Answers to what this questionnaire has not stay, to be
    refused.
    """
    closed = {
        name
        for question in definition.questions
        if not question.is_asked(answers)
        for name in (question.key, question.comment_key)
    }
    kept = {name: answer for name, answer in answers.items() if name not in closed}
    return kept if len(kept) == len(answers) else asked_answers(definition, kept)


def effects(definition: Questionnaire, answers: Answers) -> list[Effect]:
    """What the given answers set off, in the order of the questions."""
    return [
        Effect(question.key, rule.kind, rule.words, _as_text(answers.get(question.key)))
        for question in definition.questions
        if question.is_asked(answers)
        for rule in question.effects
        if rule.fires(answers.get(question.key))
    ]


def unanswered(definition: Questionnaire, answers: Answers) -> list[Question]:
    """The questions that are asked and have no answer yet, whether or not they need one."""
    return [
        question
        for question in definition.questions
        if question.is_asked(answers) and _empty(answers.get(question.key))
    ]


def _empty(answer: Answer) -> bool:
    return answer is None or (not answer.strip() if isinstance(answer, str) else answer == [])


def _fault(question: Question, answer: Answer) -> str:
    if _empty(answer):
        return f"Answer: {question.text}" if question.required else ""
    if answer == DECLINED:
        return "" if question.may_decline else f"This cannot be left as declined: {question.text}"
    match question.kind:
        case Kind.CHOICES:
            given = answer if isinstance(answer, list) else [str(answer)]
            possible = all(each in question.choices for each in given)
        case Kind.YES_NO | Kind.YES_NO_UNSURE | Kind.CHOICE:
            possible = answer in question.choices
        case Kind.SCALE | Kind.NUMBER:
            return _number_fault(question, answer)
        case Kind.DATE:
            possible = _is_day(answer)
        case _:
            possible = isinstance(answer, str)
    return "" if possible else f'"{_as_text(answer)}" is not a possible answer to: {question.text}'


def _number_fault(question: Question, answer: Answer) -> str:
    number = whole_number(answer)
    if number is None:
        return f"Enter a whole number for: {question.text}"
    if question.at_least is not None and number < question.at_least:
        return f"Enter {question.at_least} or more for: {question.text}"
    if question.at_most is not None and number > question.at_most:
        return f"Enter {question.at_most} or less for: {question.text}"
    return ""


def _needs_comment(question: Question, answer: Answer) -> bool:
    given = answer if isinstance(answer, list) else [str(answer)]
    return any(each in question.comment_on for each in given)


def _is_day(answer: Answer) -> bool:
    try:
        return bool(date.fromisoformat(str(answer)))
    except ValueError:
        return False


def _as_text(answer: Answer) -> str:
    return ", ".join(answer) if isinstance(answer, list) else str(answer)
