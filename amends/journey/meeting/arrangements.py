"""What has to be settled before a meeting, read from policy/meetings: the newest list counts."""

from dataclasses import dataclass
from functools import cache

from django.conf import settings
from django.utils import timezone

from amends.foundation.access.programs import as_clockwork
from amends.foundation.case.models import Participant
from amends.foundation.policy.records import read_records
from amends.foundation.policy.source import read
from amends.journey.meeting.models import Meeting, Venue
from amends.journey.safeguarding.rules.children import is_child


@dataclass(frozen=True)
class Arranged:
    """One line of the list. `each` is asked for every person who comes; `needed` holds the confirmation back.

    With `risk` it is asked only at these levels of the risk of the meeting as a whole. `named`: the note says who it is.
    `always`: it is needed at every meeting of that place.
    """

    key: str
    words: str
    where: str
    source: str
    needed: bool = False
    each: bool = False
    risk: tuple[str, ...] = ()
    named: bool = False
    always: bool = False


@cache
def arrangements() -> dict[str, Arranged]:
    """Every line by key, in the order of the list."""
    newest = max((settings.POLICY_DIR / "meetings").glob("*.yaml"))
    return read_records(Arranged, read(newest).fields(needed=["version", "arrangements"])["arrangements"])


def young_people(meeting: Meeting) -> bool:
    """Whether somebody under 18 is asked to come, of either side (W8-226)."""
    day = timezone.localtime(meeting.starts_at).date()
    with as_clockwork(meeting.case.service):
        asked = meeting.invitations.exclude(answer="no").values("participant")
        return any(is_child(each, day) for each in Participant.objects.filter(pk__in=asked))


def wanted_for(meeting: Meeting) -> list[Arranged]:
    """The lines that this meeting needs, by its way and place."""
    places = {"any", "video" if meeting.way == Meeting.Way.VIDEO else "face_to_face"}
    if meeting.venue and meeting.venue.kind == Venue.Kind.PRISON:
        places.add("prison")
        if young_people(meeting):
            places.add("prison_child")
    return [line for line in arrangements().values() if line.where in places]
