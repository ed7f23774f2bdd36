"""Reads questionnaires from `policy/questionnaires/`, each with its version."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from amends.foundation.policy.questions import (
    COMMENT,
    EffectKind,
    EffectRule,
    Kind,
    Question,
    Questionnaire,
    Section,
)
from amends.foundation.policy.source import Part, UnknownNameError, policy_folder, read

_YES_NO = {"yes": "Yes", "no": "No"}
_FIXED_CHOICES: Mapping[Kind, Mapping[str, str]] = {
    Kind.YES_NO: _YES_NO,
    Kind.YES_NO_UNSURE: {**_YES_NO, "unsure": "Not sure"},
}
_WITH_CHOICES = {Kind.CHOICE, Kind.CHOICES}
_WITH_ENDS = {Kind.SCALE, Kind.NUMBER}


def questionnaires(folder: Path | None = None) -> dict[str, tuple[Questionnaire, ...]]:
    """Every questionnaire by key, its versions from the oldest to the newest."""
    return _read(policy_folder(folder))


def load_questionnaire(key: str, version: int | None = None, folder: Path | None = None) -> Questionnaire:
    """The newest version, or the one that answers were given to."""
    known = questionnaires(folder)
    if key not in known:
        raise UnknownNameError("questionnaire", key, known)
    for definition in reversed(known[key]):
        if version in {None, definition.version}:
            return definition
    raise UnknownNameError(
        "questionnaire", f"{key} {version}", (f"{key} {each.version}" for each in known[key])
    )


@cache
def _read(folder: Path) -> dict[str, tuple[Questionnaire, ...]]:
    found: dict[str, list[Questionnaire]] = {}
    for file in sorted((folder / "questionnaires").glob("*.yaml")):
        part = read(file)
        definition = _questionnaire(part)
        versions = found.setdefault(definition.key, [])
        if definition.version in {other.version for other in versions}:
            part.refuse(f"{definition.key} has version {definition.version} already.")
        versions.append(definition)
    return {key: tuple(sorted(all_of, key=lambda each: each.version)) for key, all_of in found.items()}


def _questionnaire(part: Part) -> Questionnaire:
    fields = part.fields(needed=["key", "version", "title", "source", "audience", "sections"])
    seen: dict[str, Question] = {}
    return Questionnaire(
        key=fields["key"].text(),
        version=fields["version"].whole_number(at_least=1),
        title=fields["title"].text(),
        source=fields["source"].text(),
        audience=fields["audience"].text(),
        sections=tuple(_section(item, seen) for item in fields["sections"].items()),
    )


def _section(part: Part, seen: dict[str, Question]) -> Section:
    fields = part.fields(needed=["title", "questions"])
    questions = []
    for item in fields["questions"].items():
        question = _question(item, seen)
        seen[question.key] = question
        questions.append(question)
    return Section(fields["title"].text(), tuple(questions))


def _question(part: Part, seen: Mapping[str, Question]) -> Question:
    fields = part.fields(
        needed=["key", "text", "kind"],
        allowed=[
            "number",
            "choices",
            "required",
            "help",
            "at_least",
            "at_most",
            "comment_on",
            "may_decline",
            "ask_when",
            "effects",
            "bears_on",
        ],
    )
    key = fields["key"].text()
    if key in seen or key.endswith(COMMENT):
        fields["key"].refuse(f"'{key}' is taken already, or ends like the name of a comment.")
    kind = Kind(fields["kind"].one_of(list(Kind)))
    if (kind in _WITH_CHOICES) != ("choices" in fields):
        part.refuse(f"'{key}': a choice lists its choices, no other kind does.")
    choices = dict(_FIXED_CHOICES.get(kind, {}))
    if "choices" in fields:
        choices = {name: item.text() for name, item in fields["choices"].entries().items()}
    ends = {end: fields[end].whole_number() for end in ("at_least", "at_most") if end in fields}
    if (ends and kind not in _WITH_ENDS) or (
        kind is Kind.SCALE and len(ends) != len(("at_least", "at_most"))
    ):
        part.refuse(f"'{key}': a scale has at_least and at_most, a number may have them, nothing else does.")
    return Question(
        key=key,
        number=fields["number"].text() if "number" in fields else str(len(seen) + 1),
        text=fields["text"].text(),
        kind=kind,
        choices=choices,
        required=fields["required"].truth() if "required" in fields else True,
        help=fields["help"].text() if "help" in fields else "",
        at_least=ends.get("at_least"),
        at_most=ends.get("at_most"),
        comment_on=_some_of(fields["comment_on"], choices) if "comment_on" in fields else (),
        may_decline=fields["may_decline"].truth() if "may_decline" in fields else False,
        ask_when=_opening(fields["ask_when"], seen) if "ask_when" in fields else None,
        effects=tuple(_effect(item, choices) for item in fields["effects"].items())
        if "effects" in fields
        else (),
        bears_on=fields["bears_on"].text() if "bears_on" in fields else "",
    )


def _opening(part: Part, seen: Mapping[str, Question]) -> tuple[str, tuple[str, ...]]:
    fields = part.fields(needed=["question", "answers"])
    other = fields["question"].one_of(seen)
    return other, _some_of(fields["answers"], seen[other].choices)


def _effect(part: Part, choices: Mapping[str, str]) -> EffectRule:
    fields = part.fields(needed=["kind", "words"], allowed=["answers", "at_least", "at_most"])
    return EffectRule(
        kind=EffectKind(fields["kind"].one_of(list(EffectKind))),
        words=fields["words"].text(),
        answers=_some_of(fields["answers"], choices) if "answers" in fields else (),
        at_least=fields["at_least"].whole_number() if "at_least" in fields else None,
        at_most=fields["at_most"].whole_number() if "at_most" in fields else None,
    )


def _some_of(part: Part, choices: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(item.one_of(choices) for item in part.items())
