"""Who has been asked, how often it was tried, and what they said that is not settled yet."""

from typing import Any

from django.db.models import Count, F, Q, QuerySet
from django.utils import timezone

from amends.foundation.case.models import Case, Participant
from amends.foundation.clock.models import Clock
from amends.foundation.lib.refusal import Refused
from amends.journey.contact.models import Contact
from amends.journey.contact.rules import ROWS_ON_THE_FORM
from amends.journey.followup.models import Concern, FollowUp
from amends.journey.indirect.models import Offer
from amends.journey.meeting.models import Invitation, Meeting
from amends.service.rulebook.rules import profile_in_force

SOURCE = "Essex manual appendix H"
ATTEMPTS = (
    Q(participant__contacts__direction=Contact.Direction.OUT)
    & Q(participant__contacts__at__gte=F("held_at"))
    & ~Q(participant__contacts__kind=Contact.Kind.LIAISON)
)


def what_took_place(case: Case) -> dict[str, Any]:
    """What the case knows already of the day, the way and those who were there, for the form that begins the asking."""
    meeting = Meeting.objects.filter(case=case, state=Meeting.State.HELD).order_by("-during").first()
    if meeting:
        there = (Invitation.Attendance.CAME, Invitation.Attendance.LEFT)
        came = meeting.invitations.filter(attendance__in=there, participant__isnull=False)
        people = list(came.values_list("participant_id", flat=True))
        day = timezone.localtime(meeting.starts_at).date()
        return {"held_on": day, "way": FollowUp.Way.MEETING, "people": people}
    offers = Offer.objects.filter(exchange__case=case, delivered_on__isnull=False)
    last = offers.order_by("-delivered_on").first()
    return {"held_on": last.delivered_on, "way": FollowUp.Way.INDIRECT} if last else {}


def open_follow_up(participant: Participant) -> FollowUp | None:
    """The follow-up in which they still have to be asked."""
    return FollowUp.objects.filter(participant=participant, state=FollowUp.State.OPEN).first()


def latest_of(participants: list[Participant]) -> dict[int, FollowUp]:
    """The last follow-up of each, with how many attempts were made since (`tried`): one query."""
    rows = (
        FollowUp.objects.filter(participant__in=participants)
        .annotate(tried=Count("participant__contacts", filter=ATTEMPTS, distinct=True))
        .order_by("participant_id", "id")
    )
    return {row.participant_id: row for row in rows}


def attempts_since(follow_up: FollowUp) -> QuerySet[Contact]:
    """What was tried to reach them for it, in order."""
    rows = Contact.objects.filter(participant=follow_up.participant_id, at__gte=follow_up.held_at)
    return (
        rows.filter(direction=Contact.Direction.OUT).exclude(kind=Contact.Kind.LIAISON).order_by("at", "pk")
    )


def enough_attempts(case: Case) -> int:
    """How often it is tried before anybody is given up: as the rules of the service say, else the rows of the form."""
    settings = profile_in_force(case.service_id, case.profile).settings
    return int(settings.get("feedback_attempts", ROWS_ON_THE_FORM))


def check_tried_enough(follow_up: FollowUp) -> None:
    """Refuse to give somebody up before as many attempts were made as the rules ask for (EX-159)."""
    tried, enough = attempts_since(follow_up).count(), enough_attempts(follow_up.participant.case)
    if tried < enough:
        raise Refused(
            f"It has been tried {tried} of {enough} times.",
            source=f"{SOURCE}, contacts made",
            opens="Try again at another time of day.",
        )


def is_everybody_asked(case: Case) -> bool:
    """Whether everybody has told us, declined or been given up after three attempts; False where nobody is asked."""
    states = set(FollowUp.objects.filter(file__case=case).values_list("state", flat=True))
    return bool(states) and FollowUp.State.OPEN not in states


def open_concerns(case: Case, *, kind: str = "") -> QuerySet[Concern]:
    """What somebody said afterwards and nobody has written a result for."""
    rows = Concern.objects.filter(file__case=case, settled_at__isnull=True)
    return (rows.filter(kind=kind) if kind else rows).order_by("pk")


def running_of(participant: Participant) -> dict[str, Clock]:
    """What runs about this person by name: a time to call back, an agreement to be sent again."""
    clocks = Clock.objects.filter(subject=f"participant:{participant.pk}", stopped_at__isnull=True)
    return {clock.name.replace("-", "_"): clock for clock in clocks}


def check_settled(case: Case) -> None:
    """Refuse to finish while a worry about harm has no result (EX-161)."""
    if open_concerns(case, kind=Concern.Kind.SAFETY).exists():
        raise Refused(
            "Somebody said afterwards that they are afraid or that harm is feared, and nothing is written about it.",
            source=f"{SOURCE}, question 6",
            opens="Write down what was done about it first.",
        )
