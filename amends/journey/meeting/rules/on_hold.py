"""A confirmed meeting on hold: what stands against it, who decides, and what has to wait until then."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils import timezone

from amends.foundation.access.models import User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.rules import check_may, may
from amends.foundation.case.models import Case, Participant
from amends.foundation.case.rules import both_sides_seen
from amends.foundation.lib.refusal import Refused
from amends.journey.consent.rules import switchboard
from amends.journey.meeting.models import Decision, Doubt, Invitation, Meeting
from amends.journey.meeting.rules.planning import check_safe
from amends.journey.preparation.rules import check_way_agreed
from amends.journey.suitability.rules import check_suitable_for_meeting

SOURCE = "Wait 'til Eight section 3; HMPPS framework 4.9"
WHO_DECIDES = "The coordinator or the manager decides on the page of the meeting whether it goes on."
# Whoever may open cases answers for both sides; a facilitator may always stop a meeting, and never lets it go on.
LETS_IT_GO_ON = Permission.CASE_OPEN
PAGES = {
    Doubt.Kind.UNSUITABLE: "suitability:person",
    Doubt.Kind.SUPPORTER: "preparation:person",
    Doubt.Kind.UNSURE: "consent:board",
    Doubt.Kind.LEFT: "consent:board",
}


@dataclass(frozen=True)
class Against:
    """One thing that stands against a meeting, for whoever may open that file, and where it is put right."""

    words: str
    url: str


@dataclass(frozen=True)
class OnHold:
    """How a meeting that waits stands, as far as whoever asks may know it."""

    since: datetime
    against: list[Against]

    @property
    def words(self) -> str:
        """The one line for the board and the sheet of the day."""
        return (
            "; ".join(each.words for each in self.against) or "somebody has to decide whether it takes place"
        )


def confirmed_ahead(case: Case) -> Meeting | None:
    """The confirmed meeting that has not begun yet; what was to be done about an earlier one is done."""
    rows = Meeting.objects.filter(case=case, state=Meeting.State.CONFIRMED, begins_at__gt=timezone.now())
    return rows.select_related("case__service", "venue").first()


def is_expected(participant: Participant) -> bool:
    """Whether they are on the list of a confirmed meeting, and have not said that they do not come."""
    asked = Invitation.objects.filter(participant=participant, meeting__state=Meeting.State.CONFIRMED)
    return asked.exclude(answer=Invitation.Answer.NO).exists()


def agrees_to(participant: Participant, way: str) -> bool:
    """Whether their yes to taking part and to this way of meeting stands today."""
    switches = switchboard(participant)
    return switches["take_part"].is_on and switches[way].is_on


def open_doubts(meeting: Meeting) -> list[Doubt]:
    """What stands against it and is not put right, in the files that whoever asks may open."""
    rows = Doubt.objects.filter(meeting=meeting, settled_at__isnull=True)
    return list(rows.select_related("participant").order_by("pk"))


def on_hold_of(meeting: Meeting) -> OnHold | None:
    """None for a meeting that is not on hold. Of the other side nothing is said, not even that it is about them."""
    if not meeting.is_on_hold or meeting.on_hold_since is None:
        return None
    against = [
        Against(
            f"{doubt.participant.initials}: {doubt.get_kind_display()[0].lower()}{doubt.get_kind_display()[1:]}",
            reverse(PAGES[Doubt.Kind(doubt.kind)], args=[doubt.participant_id]),
        )
        for doubt in open_doubts(meeting)
    ]
    return OnHold(meeting.on_hold_since, against)


def check_not_on_hold(meeting: Meeting) -> None:
    """Refuse whatever would go on as if nothing had happened."""
    if meeting.is_on_hold:
        raise Refused(
            "This meeting is on hold: nothing goes out, is printed or changed before somebody has decided.",
            source=SOURCE,
            opens=WHO_DECIDES,
        )


def decisions_for(user: User, meeting: Meeting) -> list[Decision]:
    """What this person may decide; nothing for whoever sees one side, or may not plan meetings."""
    service = meeting.service_id
    if not (
        meeting.is_on_hold and may(user, Permission.MEETING_PLAN, service) and both_sides_seen(meeting.case)
    ):
        return []
    return [each for each in Decision if each != Decision.GOES_ON or may(user, LETS_IT_GO_ON, service)]


def check_may_decide(user: User, meeting: Meeting, decision: str) -> None:
    """Refuse who is not entitled: both sides have to be seen, and only who answers for both lets it go on."""
    check_may(user, Permission.MEETING_PLAN, meeting.service_id)
    if not both_sides_seen(meeting.case):
        raise Refused(
            "This is decided by somebody who works with both sides.", source=SOURCE, opens=WHO_DECIDES
        )
    if decision == Decision.GOES_ON:
        check_may(user, LETS_IT_GO_ON, meeting.service_id)
    if not meeting.is_on_hold:
        raise Refused("This meeting is not on hold.")


def check_can_go_on(meeting: Meeting) -> None:
    """Refuse while what stood against it stands; a judgement is corrected first, or somebody is asked again."""
    against = open_doubts(meeting)
    if against:
        words = "; ".join(
            f"{each.participant.initials}: {each.get_kind_display().lower()}" for each in against
        )
        raise Refused(
            f"What stands against it still stands. {words}.",
            source=SOURCE,
            opens="Put it off or call it off; or put that right first, where it has changed.",
            field="decision",
        )
    check_suitable_for_meeting(meeting.case)
    check_way_agreed(meeting.case, meeting.way)
    check_safe(meeting)
