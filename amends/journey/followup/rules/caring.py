"""Who was there, who is still to be looked after, and whose request for support is still unanswered."""

from amends.foundation.access.programs import as_clockwork
from amends.foundation.case.models import Case, Participant, Side
from amends.foundation.lib.refusal import Refused
from amends.journey.allocation.models import Weight
from amends.journey.contact.models import Approach
from amends.journey.court.models import Phase
from amends.journey.court.rules.sentencing import phase_of
from amends.journey.followup.models import Aftercare, Debrief, SupportRequest
from amends.journey.meeting.models import Invitation, Meeting

SOURCE = "Wait 'til Eight section 5 para 9; appendix 3D"
HIDDEN = "somebody whose file you may not open"


def there_at(meeting: Meeting) -> list[Participant]:
    """Everybody with a file who came, also those who left early."""
    there = (Invitation.Attendance.CAME, Invitation.Attendance.LEFT)
    came = meeting.invitations.filter(attendance__in=there, participant__isnull=False)
    people = Participant.objects.filter(pk__in=came.values("participant"))
    return list(people.select_related("file", "case__service").order_by("pk"))


def is_in_custody(person: Participant) -> bool:
    """Whether somebody responsible goes back to a prison afterwards."""
    if person.side != Side.RESPONSIBLE or person.part != Participant.Part.PRINCIPAL:
        return False
    approach = Approach.objects.filter(participant=person).first()
    if approach and approach.in_custody is not None:
        return bool(approach.in_custody)
    phase = phase_of(person.case)
    if phase and phase.setting == Phase.Setting.CUSTODY:
        return True
    return Weight.objects.filter(case=person.case_id, setting=Weight.Setting.CUSTODY).exists()


def not_looked_after(case: Case, meeting: Meeting | None = None) -> list[str]:
    """Who is left, by initials or name. Looked up with the service's own eyes; who may not be known has no initials."""
    visible = set(Participant.objects.filter(case=case).values_list("pk", flat=True))
    only = {"meeting": meeting} if meeting else {}
    with as_clockwork(case.service):
        items = Aftercare.objects.filter(participant__case=case, state=Aftercare.State.OPEN, **only)
        people = list(items.order_by("pk").values_list("participant_id", "participant__initials"))
        staff = Debrief.objects.filter(case=case, state=Debrief.State.OPEN, **only)
        users = list(staff.order_by("pk").values_list("user__name", flat=True))
    named = [initials if key in visible else HIDDEN for key, initials in people]
    return list(dict.fromkeys([*named, *users]))


def check_all_looked_after(case: Case, meeting: Meeting | None = None) -> None:
    """Refuse while somebody who took part has been neither talked to nor declined it, naming them."""
    left = not_looked_after(case, meeting)
    if left:
        raise Refused(
            f"Not looked after yet: {', '.join(left)}.",
            source=SOURCE,
            opens="Talk to them, or note that they did not want it, or why it was not possible.",
        )


def check_support_answered(case: Case) -> None:
    """Refuse to close over a request for support that nobody has answered, and no reason given (EX-110)."""
    with as_clockwork(case.service):
        waiting = SupportRequest.objects.filter(
            participant__case=case, accepted__isnull=True, why_unanswered=""
        ).count()
    if waiting:
        raise Refused(
            f"{waiting} request{'s' if waiting > 1 else ''} for more support "
            f"{'have' if waiting > 1 else 'has'} not been answered.",
            source="Essex manual appendix C2",
            opens="Note the answer, or say on that person's page why nobody waits for it any more.",
        )


def check_cared_for(case: Case) -> None:
    """What has to be so before a case is closed. Where somebody said stop, nobody is reached for it any more."""
    if case.stopped_at:
        return
    check_all_looked_after(case)
    check_support_answered(case)
