"""What follows when somebody stops, in the same transaction, and when they say themselves that they want to go on."""

from collections.abc import Iterable

from django.urls import reverse

from amends.foundation.access.models import User
from amends.foundation.access.programs import as_clockwork
from amends.foundation.access.rules import held_today
from amends.foundation.case.actions import set_stopped
from amends.foundation.case.models import Case, FileGrant, Participant
from amends.foundation.case.rules import principals_of
from amends.foundation.clock.actions import About, drop_clocks, start_clock
from amends.foundation.messages.actions import stop_messages, tell
from amends.journey.consent.rules import is_going_on, switchboards
from amends.journey.consent.rules.switches import NO
from amends.journey.consent.signals import case_stopped

AFTER_A_STOP, TELL_OTHERS, UP_AGAIN = "after-a-stop", "tell-of-a-stop", "task-up-again"


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
    _tell(by, case, facilitators, "has stopped. Nothing more is to be done.")
    _tell(by, case, _coordinators(case), "has stopped. Decide what is left to do.")
    case_stopped.send(Case, by=by, case=case)


def _ask_to_tell_others(by: User, participant: Participant) -> None:
    """Everybody else who takes part is told with care, on either side, and never who has stopped or why (PF-107)."""
    case, others = participant.case, principals_of(participant.case).exclude(pk=participant.pk)
    boards = switchboards(list(others.select_related("file")))
    for person in others:
        if boards[person.pk]["take_part"].state in NO:
            continue  # they have gone themselves, and nobody follows after them
        link = reverse("contact:log", args=[person.pk])
        about = About(
            service=case.service, subject=f"participant:{person.pk}", case=case, file=person.file, link=link
        )
        start_clock(by=by, name=TELL_OTHERS, about=about)


def go_on(by: User, participant: Participant) -> None:
    """The case goes on once nobody is left who has stopped; those who work on it hear so, and take it up again.

    Nothing that had been planned comes back by itself: what was agreed to is asked again, and the risk looked at.
    """
    case = participant.case
    case.refresh_from_db(fields=["stopped_at"])
    if case.stopped_at is None:
        return
    # Somebody of the other side may have stopped, unknown to whoever records this.
    with as_clockwork(case.service):
        nobody_has_stopped = is_going_on(case)
        if nobody_has_stopped:
            drop_clocks(by=by, case=case, only=(AFTER_A_STOP, TELL_OTHERS))
        facilitators = _facilitators(case)
    if not nobody_has_stopped:
        return
    set_stopped(by=by, case=case, stopped=False)
    link = reverse("casefile:case", args=[case.number])
    about = About(service=case.service, subject=f"case:{case.pk}", case=case, link=link)
    start_clock(by=by, name=UP_AGAIN, about=about)
    _tell(by, case, [*facilitators, *_coordinators(case)], "goes on after all.")


def _tell(by: User, case: Case, users: Iterable[User], words: str) -> None:
    link = reverse("casefile:case", args=[case.number])
    for user in {user.pk: user for user in users if user.pk != by.pk}.values():
        tell(user=user, service=case.service, words=f"{case.number} {words}", link=link)


def _coordinators(case: Case) -> list[User]:
    held = held_today(case.service).filter(role="coordinator").select_related("user")
    return [membership.user for membership in held]


def _facilitators(case: Case) -> list[User]:
    grants = FileGrant.objects.filter(file__case=case, ended_at__isnull=True).select_related("user")
    return list({grant.user_id: grant.user for grant in grants}.values())
