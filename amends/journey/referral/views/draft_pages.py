"""What the pages of a draft show: cards to check, what stands against sending, and where each thing is changed."""

from collections.abc import Callable
from dataclasses import dataclass

from amends.foundation.lib.refusal import Refused
from amends.foundation.pages.parts import Row
from amends.foundation.pages.steps import Answers, Step, Steps
from amends.journey.referral.content import IncompleteError, Problem, Rows
from amends.journey.referral.noticing import Notice, notices_from
from amends.journey.referral.rules import check_ready

# What the writer can put right; the rest is for the coordinator.
FOR_THE_WRITER = frozenset(
    {
        "unlikely-age",
        "crime-number-as-telephone",
        "telephone-in-address",
        "not-a-number",
        "same-number-both-sides",
        "signed-before-incident",
        "sentenced-before-incident",
        "notified-before-sentence",
        "court-contradiction",
        "court-not-finished",
        "young-person-missed",
        "named-twice",
        "references-swapped",
        "not-requested",
        "signed-without-adult",
        "age-contradiction",
        "facts-contradiction",
    }
)
Url = Callable[[str], str]


@dataclass(frozen=True)
class Card:
    """One step on the page where everything is checked, with the questions that were left open."""

    title: str
    rows: list[Row]
    url: str
    open: list[str]


@dataclass(frozen=True)
class Pointed:
    """A sentence with the page on which it is put right, "" when there is none."""

    words: str
    url: str


def cards(steps: Steps, answers: Answers, url: Url) -> list[Card]:
    """Every step that has an answer, with its answers; steps without one are listed on the task list."""
    made = []
    for step in steps.shown(answers):
        rows = Steps(Step(step.key, step.title, step.form)).rows(answers)
        answered = [row for row in rows if any(line not in {"", None} for line in map(_plain, row.lines))]
        if answered and not step.key.startswith("more-"):
            left = list(dict.fromkeys(row.key for row in rows if row not in answered))
            made.append(Card(step.title, answered, url(step.key), left))
    return made


def left_out(steps: Steps, answers: Answers) -> list[str]:
    """The pages that were filled in and are asked no more, because of what was answered elsewhere: they are not sent."""
    shown = {step.key for step in steps.shown(answers)}
    hidden = [step for step in steps.steps if step.key not in shown]
    titles = [card.title for step in hidden for card in cards(Steps(_always(step)), answers, str)]
    people = [key for key in answers if key.startswith("person-") and key not in shown]
    return titles + [name for key in sorted(people) if (name := answers[key].get("full_name"))]


def _always(step: Step) -> Step:
    return Step(step.key, step.title, step.form)


def _plain(value: object) -> object:
    return value if isinstance(value, str | None) else str(value)


def problems(rows: Rows, *, strict: bool) -> list[Problem]:
    """What stands against sending it now."""
    try:
        check_ready(rows, strict=strict)
    except IncompleteError as refusal:
        return refusal.problems
    except Refused as refusal:
        return [Problem(refusal.field, str(refusal))]
    return []


def to_look_at(rows: Rows) -> list[Notice]:
    """What the writer should look at again before sending."""
    return [notice for notice in notices_from(rows) if notice.code in FOR_THE_WRITER]


def pointed(found: "list[Problem] | list[Notice]", steps: Steps, answers: Answers, url: Url) -> list[Pointed]:
    """The same with the page on which each is put right."""
    shown = steps.shown(answers)
    return [Pointed(each.words, _url(each.where, shown, url)) for each in found]


def _url(where: str, shown: list[Step], url: Url) -> str:
    parts = where.split(".")
    number = parts[1] if parts[0] == "people" and len(parts) > 1 else ""
    names = {name for name in parts if not name.isdecimal()}
    for step in shown:
        ending = step.key.rpartition("-")[2]
        if number and ending != number:
            continue
        if names & set(step.form.base_fields) or _besides(names, step.key):
            return url(step.key)
    return ""


def _besides(names: set[str], key: str) -> bool:
    """Places that are not called like a box."""
    at = key.rpartition("-")[0] or key
    places = {
        "reach": {"contacts", "safe_contact"},
        "menu": {"actions"},
        "officers": {"sign_offs"},
        "matter": {"references"},
        "referrer": {"contact"},
        "checklist": {"checklist"},
    }
    return bool(names & places.get(at, set()))
