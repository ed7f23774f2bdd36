"""What has to be settled before a meeting, read from policy/meetings: the newest list counts."""

from dataclasses import dataclass
from functools import cache

from django.conf import settings

from amends.foundation.policy.records import read_records
from amends.foundation.policy.source import read
from amends.journey.meeting.models import Meeting, Venue


@dataclass(frozen=True)
class Arranged:
    """One line of the list. `each` is asked for every person who comes; `needed` holds the confirmation back."""

    key: str
    words: str
    where: str
    source: str
    needed: bool = False
    each: bool = False


@cache
def arrangements() -> dict[str, Arranged]:
    """Every line by key, in the order of the list."""
    newest = max((settings.POLICY_DIR / "meetings").glob("*.yaml"))
    return read_records(Arranged, read(newest).fields(needed=["version", "arrangements"])["arrangements"])


def wanted_for(meeting: Meeting) -> list[Arranged]:
    """The lines that this meeting needs, by its way and place."""
    places = {"any", "video" if meeting.way == Meeting.Way.VIDEO else "face_to_face"}
    if meeting.venue and meeting.venue.kind == Venue.Kind.PRISON:
        places.add("prison")
    return [line for line in arrangements().values() if line.where in places]
