"""What follows when somebody stops, in the same transaction, and when they say themselves that they want to go on."""

from django.urls import reverse

from amends.foundation.access.models import User
from amends.foundation.access.programs import as_clockwork
from amends.foundation.case.actions import set_stopped
from amends.foundation.case.models import Case, CaseFile, FileGrant, Participant
from amends.foundation.clock.actions import About, drop_clocks, start_clock
from amends.foundation.messages.actions import stop_messages, tell
from amends.journey.consent.rules import is_going_on
from amends.journey.consent.signals import case_stopped

AFTER_A_STOP, TELL_OTHERS = "after-a-stop", "tell-of-a-stop"


def stop(by: User, participant: Participant) -> None:
    """Messages to their side stop; where they take part themselves, the case stops with everything that runs in it."""
    case = participant.case
    stop_messages(by=by, case=case, file=participant.file)
    if participant.part not in {Participant.Part.PRINCIPAL, Participant.Part.MEMBER}:
        return
    with as_clockwork(case.service):  # the other side's tasks too, which whoever records this may not see
        drop_clocks(by=by, case=case)
        _ask_to_tell_others(by, participant)
        facilitators = _facilitators(case)
    stop_messages(by=by, case=case)
    case.refresh_from_db(fields=["stopped_at"])  # what the page had read may be older
    if case.stopped_at is None:
        set_stopped(by=by, case=case, stopped=True)
    link = reverse("casefile:case", args=[case.number])
    about = About(service=case.service, subject=f"case:{case.pk}", case=case, link=link)
    start_clock(by=by, name=AFTER_A_STOP, about=about)
    for user in facilitators:
        if user.pk != by.pk:
            tell(
                user=user,
                service=case.service,
                words=f"{case.number} has stopped. Nothing more is to be done.",
                link=link,
            )
    case_stopped.send(Case, by=by, case=case)


def _ask_to_tell_others(by: User, participant: Participant) -> None:
    """Those who work with the other side tell them with care, and never who has stopped or why (PF-107)."""
    case = participant.case
    for file in CaseFile.objects.filter(case=case).exclude(pk=participant.file_id):
        link = reverse("casefile:case", args=[case.number])
        about = About(service=case.service, subject=f"file:{file.pk}", case=case, file=file, link=link)
        start_clock(by=by, name=TELL_OTHERS, about=about)


def go_on(by: User, participant: Participant) -> None:
    """The case goes on once nobody is left who has stopped."""
    case = participant.case
    case.refresh_from_db(fields=["stopped_at"])
    if case.stopped_at is None:
        return
    with as_clockwork(
        case.service
    ):  # somebody of the other side may have stopped, unknown to whoever records this
        nobody_has_stopped = is_going_on(case)
        if nobody_has_stopped:
            drop_clocks(by=by, case=case, only=(AFTER_A_STOP, TELL_OTHERS))
    if nobody_has_stopped:
        set_stopped(by=by, case=case, stopped=False)


def _facilitators(case: Case) -> list[User]:
    grants = FileGrant.objects.filter(file__case=case, ended_at__isnull=True).select_related("user")
    return list({grant.user_id: grant.user for grant in grants}.values())
