"""Why they do not meet: under rules that want a ground, it rests on something that is on record (SS-013)."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils import timezone

from amends.foundation.case.models import Case, Participant
from amends.foundation.lib.dates import long_date
from amends.foundation.lib.refusal import Refused
from amends.journey.indirect.models import Exchange
from amends.journey.meeting.models import Meeting
from amends.journey.preparation.models import WayChoice
from amends.journey.preparation.rules import choices_that_count
from amends.journey.risk.models import Assessment
from amends.journey.risk.rules.standing import overruled

SOURCE = "NOMS service specification 4"
MEETINGS = ("meeting", "video")
OFF = (Meeting.State.CANCELLED,)


@dataclass(frozen=True)
class Ground:
    """Something on record that can bear a ground: which, what it is, and the one row it is."""

    bears: Exchange.Ground
    words: str
    file_id: int
    assessment: Assessment | None = None
    choice: WayChoice | None = None


def grounds_of(case: Case) -> Mapping[str, Ground]:
    """What whoever acts may see of it, by the key that a form sends."""
    found: dict[str, Ground] = {}
    unsafe = Assessment.objects.filter(participant__case=case, verdict=Assessment.Verdict.NOT_SAFE)
    assessments = list(unsafe.select_related("participant").order_by("-pk"))
    disagreed = overruled(assessments)
    for row in assessments:
        if row.pk not in disagreed:
            day = long_date(timezone.localdate(row.assessed_at))
            words = f"{row.participant.initials}: not safe, as assessed on {day}"
            found[f"assessment-{row.pk}"] = Ground(Exchange.Ground.UNSAFE, words, row.file_id, assessment=row)
    everybody = Participant.objects.filter(case=case, left_at__isnull=True)
    for choice in choices_that_count(everybody).select_related("participant"):
        if choice.meeting_discussed_on is None or choice.way in MEETINGS:
            continue
        words = f"{choice.participant.initials}: chose another way on {long_date(choice.chosen_on)}"
        found[f"choice-{choice.pk}"] = Ground(Exchange.Ground.CHOICE, words, choice.file_id, choice=choice)
    return found


def check_ground(case: Case, ground: str, rests_on: Ground | None) -> None:
    """Refuse a ground that rests on nothing, or on something else. Other rules than NOMS's ask for none (SS-013)."""
    if rests_on is None and not case.profile.startswith("noms"):
        return
    if not ground:
        raise Refused(
            "Say why they do not meet.",
            source=SOURCE,
            opens="A risk assessment, or their own choice; cost and convenience are no grounds.",
            field="ground",
        )
    if ground == Exchange.Ground.BESIDE:
        if not Meeting.objects.filter(case=case).exclude(state__in=OFF).exists():
            raise Refused(
                "There is no meeting beside which it could go.",
                source=SOURCE,
                opens="Plan the meeting first, or give another ground.",
                field="ground",
            )
    elif rests_on is None or rests_on.bears != ground:
        is_unsafe = ground == Exchange.Ground.UNSAFE
        raise Refused(
            "Name the risk assessment that found a meeting not safe."
            if is_unsafe
            else "Name the choice that they made once a meeting had been talked about with them.",
            source=SOURCE,
            opens="Assess the risk first." if is_unsafe else "Note first how they want to communicate.",
            field="rests_on",
        )
