"""Why somebody may be found unsuitable, and what is never a reason: read from policy/suitability.yaml."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings

from amends.foundation.case.models import Side
from amends.foundation.policy.source import Part, read


@dataclass(frozen=True)
class Ground:
    """One permitted ground. `side` limits it to one side; `follows_from` are questions whose answers lead to it."""

    key: str
    words: str
    side: str = ""
    no_interview: bool = False
    is_motivation: bool = False
    follows_from: tuple[str, ...] = ()


def grounds() -> dict[str, Ground]:
    """All permitted grounds by key, in the order of the list."""
    return _read(Path(settings.POLICY_DIR))[0]


def grounds_for(side: str, *, presumption: bool) -> dict[str, Ground]:
    """Those that can be chosen for a side. Where taking part is presumed, low motivation is none (W8-075)."""
    party = side in {Side.PARTY_A, Side.PARTY_B}
    return {
        key: ground
        for key, ground in grounds().items()
        if (party or ground.side in {"", side}) and not (presumption and ground.is_motivation)
    }


def ground_words(keys: list[str]) -> list[str]:
    """Keys as people read them."""
    known = grounds()
    return [known[key].words if key in known else key for key in keys]


def leans_on(text: str) -> str:
    """The words in a reason that lean on a lack of feeling, as they stand there; "" when there are none (KM-024)."""
    found = _read(Path(settings.POLICY_DIR))[1].search(" ".join(text.split()))
    return found[0] if found else ""


@cache
def _read(folder: Path) -> tuple[dict[str, Ground], re.Pattern[str]]:
    fields = read(folder / "suitability.yaml").fields(
        needed=["version", "source", "grounds", "never_a_ground"]
    )
    found = {key: _ground(key, part) for key, part in fields["grounds"].entries().items()}
    phrases = [re.escape(item.text()) for item in fields["never_a_ground"].items()]
    return found, re.compile(rf"\b(?:{'|'.join(phrases)})\b", re.IGNORECASE)


def _ground(key: str, part: Part) -> Ground:
    fields = part.fields(needed=["words"], allowed=["side", "no_interview", "is_motivation", "follows_from"])
    return Ground(
        key=key,
        words=fields["words"].text(),
        side=fields["side"].one_of([Side.HARMED, Side.RESPONSIBLE]) if "side" in fields else "",
        no_interview="no_interview" in fields and fields["no_interview"].truth(),
        is_motivation="is_motivation" in fields and fields["is_motivation"].truth(),
        follows_from=tuple(item.text() for item in fields["follows_from"].items())
        if "follows_from" in fields
        else (),
    )
