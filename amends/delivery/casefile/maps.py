"""Process maps: the way of a matter by where it came from, and the step at which it stands (hub manual, appendix A)."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings

from amends.foundation.case.models import Case
from amends.foundation.policy.source import Part, read
from amends.journey.eligibility.models import SentOn
from amends.journey.referral.models import Referral
from amends.journey.referral.models.referral import Status

SIGNS = {"hub": "■", "partner": "○", "outcome": "◆"}


@dataclass(frozen=True)
class MapStep:
    """One step: who acts, what happens, and at which marks a matter stands there."""

    kind: str
    words: str
    at: tuple[str, ...]


@dataclass(frozen=True)
class ProcessMap:
    """One route, from the first step to its outcomes."""

    key: str
    title: str
    comes_from: tuple[str, ...]
    sent_to: tuple[str, ...]
    steps: tuple[MapStep, ...]

    def step_at(self, mark: str) -> MapStep | None:
        """The step of a mark."""
        return next((step for step in self.steps if mark in step.at), None)


@dataclass(frozen=True)
class Shown:
    """One step as page and sheet show it: kinds are told apart by word and sign as well as colour."""

    kind: str
    label: str
    sign: str
    words: str
    now: bool


def process_maps() -> dict[str, ProcessMap]:
    """Every map by key, in the order in which routes are tried."""
    return _read(Path(settings.POLICY_DIR))[1]


def labels() -> dict[str, str]:
    """What each kind of step is called."""
    return _read(Path(settings.POLICY_DIR))[0]


@cache
def _read(folder: Path) -> tuple[dict[str, str], dict[str, ProcessMap]]:
    parts = read(folder / "process-maps.yaml").fields(needed=["version", "source", "kinds", "maps"])
    kinds = {key: part.text() for key, part in parts["kinds"].fields(needed=SIGNS).items()}
    return kinds, {key: _map(key, part) for key, part in parts["maps"].entries().items()}


def _map(key: str, part: Part) -> ProcessMap:
    fields = part.fields(needed=["title", "routes", "steps"])
    routes = fields["routes"].fields(allowed=["from", "sent_to"])
    named = {
        name: tuple(item.text() for item in routes[name].items()) if name in routes else ()
        for name in ("from", "sent_to")
    }
    steps = tuple(_step(item) for item in fields["steps"].items())
    return ProcessMap(key, fields["title"].text(), named["from"], named["sent_to"], steps)


def _step(part: Part) -> MapStep:
    fields = part.fields(needed=["kind", "words", "at"])
    at = tuple(item.text() for item in fields["at"].items())
    return MapStep(fields["kind"].one_of(SIGNS), fields["words"].text(), at)


def map_of(referral: Referral | None, sent: SentOn | None = None) -> ProcessMap:
    """The map of a matter: where it was sent to counts before where it came from."""
    receiver = sent.receiver.takes if sent and sent.receiver else ""
    came_from = referral.referrer_kind if referral else ""
    maps = list(process_maps().values())
    by_receiver = (each for each in maps if receiver and receiver in each.sent_to)
    by_sender = (each for each in maps if came_from and came_from in each.comes_from)
    return next(by_receiver, None) or next(by_sender, None) or maps[-1]


def mark_of(referral: Referral | None, case: Case | None, sent: SentOn | None = None) -> str:
    """Where it stands: the stage of the case, what became of what was sent on, or the status of the referral."""
    if case:
        return f"case:{case.stage}"
    if referral is None:
        return ""
    if referral.status != Status.SENT_ON or sent is None:
        return f"referral:{referral.status}"
    if sent.outcome_on:
        return "sent_on:ended"
    return {True: "sent_on:accepted", False: "sent_on:declined", None: "sent_on:waiting"}[sent.accepted]


def shown(found: ProcessMap, mark: str = "") -> list[Shown]:
    """The steps, with the one at which a matter stands."""
    here = found.step_at(mark)
    return [
        Shown(step.kind, labels()[step.kind], SIGNS[step.kind], step.words, step is here)
        for step in found.steps
    ]
