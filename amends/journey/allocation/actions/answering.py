"""The facilitator's side: accept with a declaration, decline with a reason, declare a link that came up later.

Whoever answers cannot open the case yet. Accepting opens its files to them first, so that all that follows is done
with their own rights; a declared link closes them again until the coordinator has decided.
"""

from django.db import IntegrityError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from amends.foundation.access.models import User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.rules import check_may
from amends.foundation.case.actions import suspend_grants
from amends.foundation.case.models import Case, CaseFile
from amends.foundation.case.rules import check_is_live
from amends.foundation.clock.actions import start_clock, stop_clock
from amends.foundation.lib.refusal import Refused
from amends.foundation.messages.actions import tell
from amends.foundation.record.actions import record
from amends.foundation.record.models import Act
from amends.journey.allocation.actions.offering import about
from amends.journey.allocation.actions.standing import note_who_stands
from amends.journey.allocation.models import Allocation, LinkDetails
from amends.journey.allocation.rules.conflicts import check_free_of_conflict
from amends.journey.allocation.rules.two import SOURCE

TURNS = 43  # any number; sets these locks apart from others


@transaction.atomic
def accept(*, by: User, allocation: Allocation, link: bool, link_details: str = "") -> Allocation:
    """Accept an offer and declare whether there is a link with anybody in the case.

    Refused when two others were first, also when both answer in the same moment. With no link both files open;
    with one the coordinator decides first (hub manual, process 2).
    """
    locked = _own_offer(by, allocation)
    locked.answer, locked.answered_at = Allocation.Answer.ACCEPTED, timezone.now()
    locked.link = Allocation.Link.DECLARED if link else Allocation.Link.NONE
    locked.declared_at = locked.answered_at
    _take_a_place(locked)
    _open_files(by, locked)
    case = Case.objects.select_related("service").get(pk=locked.case_id)
    check_is_live(case)
    check_free_of_conflict(case, by.pk)
    stop_clock(by=by, name="offer-answer", subject=f"allocation:{locked.pk}")
    _close_rest(by, case)
    record(
        by=by, act=Act.ALTERATION, what="allocation.accepted", case=case, subject=f"allocation:{locked.pk}"
    )
    if link:
        _suspend(by, locked, case, link_details)
    else:
        note_who_stands(by=by, case=case)
        tell(
            user=locked.offered_by,
            service=case.service,
            words=f"{by.name} has accepted {case.number}.",
            link=reverse("allocation:case", args=[case.number]),
        )
    return locked


@transaction.atomic
def decline(*, by: User, allocation: Allocation, why: str, note: str = "") -> Allocation:
    """Decline an offer, saying why once."""
    locked = _own_offer(by, allocation)
    locked.answer, locked.answered_at = Allocation.Answer.DECLINED, timezone.now()
    locked.why, locked.why_note = why, note
    locked.full_clean(exclude=["case"])
    locked.save(update_fields=["answer", "answered_at", "why", "why_note"])
    subject = f"allocation:{locked.pk}"
    stop_clock(by=by, name="offer-answer", subject=subject)
    record(
        by=by,
        act=Act.ALTERATION,
        what="allocation.declined",
        service_id=locked.service_id,
        subject=subject,
        details={"why": why},
    )
    tell(
        user=locked.offered_by,
        service=locked.service,
        words=f"{by.name} cannot take {locked.number}: {locked.get_why_display().lower()}.",
        link=reverse("allocation:case", args=[locked.number]),
    )
    return locked


@transaction.atomic
def declare_link(*, by: User, allocation: Allocation, details: str) -> Allocation:
    """Declare a link that came up after accepting; the view of the case closes until it is decided."""
    locked = Allocation.objects.select_for_update().filter(pk=allocation.pk, user=by).first()
    if locked is None or not locked.is_standing:
        raise Refused("You are not on this case now.")
    case = Case.objects.select_related("service").get(pk=locked.case_id)
    locked.link, locked.declared_at, locked.decision = Allocation.Link.DECLARED, timezone.now(), ""
    locked.decided_at = locked.decided_by = None
    locked.save(update_fields=["link", "declared_at", "decision", "decided_at", "decided_by"])
    note_who_stands(by=by, case=case)
    _suspend(by, locked, case, details)
    return locked


def _own_offer(by: User, allocation: Allocation) -> Allocation:
    check_may(by, Permission.ALLOCATION_ANSWER, allocation.service_id)
    with (
        connection.cursor() as cursor
    ):  # those who answer for one case take turns, so that none waits on another's row
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [TURNS, allocation.case_id % 2**31])
    locked = Allocation.objects.select_for_update().filter(pk=allocation.pk, user=by).first()
    if locked is None:
        raise Refused("This offer is for somebody else.")
    if locked.answer == Allocation.Answer.FILLED:
        raise Refused("Two others have already accepted this case. Thank you all the same.", source=SOURCE)
    if locked.answer or locked.ended_at:
        raise Refused(f"This offer is already answered: {locked.get_answer_display().lower()}.")
    return locked


def _take_a_place(allocation: Allocation) -> None:
    """The unique index decides who is first, whatever others do in the same moment."""
    for position in (1, 2):
        allocation.position = position
        try:
            with transaction.atomic():
                allocation.save(update_fields=["answer", "answered_at", "link", "declared_at", "position"])
        except IntegrityError:
            continue
        else:
            return
    raise Refused("Two others have already accepted this case. Thank you all the same.", source=SOURCE)


def _open_files(by: User, allocation: Allocation) -> None:
    """The database looks at the offer once more and opens both files; nobody may write that row themselves."""
    opened = "SELECT * FROM allocation_open_files(%s, %s)"
    for file in CaseFile.objects.raw(opened, [allocation.pk, "Facilitator of the case"]):
        record(by=by, act=Act.DISCLOSURE, what="file.opened_to", file=file, subject=f"user:{by.pk}")


def _close_rest(by: User, case: Case) -> None:
    """When both places are taken, the offers to the others end."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM allocation_close_rest(%s)", [case.pk])
        closed = [row[0] for row in cursor.fetchall()]
    for key in closed:
        stop_clock(by=by, name="offer-answer", subject=f"allocation:{key}", dropped=True)
        record(by=by, act=Act.ALTERATION, what="allocation.filled", case=case, subject=f"allocation:{key}")


def _suspend(by: User, allocation: Allocation, case: Case, details: str) -> None:
    """The task is written while the case is still in sight; closing it is the last thing done."""
    LinkDetails.objects.filter(allocation=allocation).delete()
    row = LinkDetails(
        service_id=allocation.service_id, allocation=allocation, user=by, details=details.strip()
    )
    row.full_clean(exclude=["allocation"])
    row.save()
    start_clock(by=by, name="link-declared", about=about(allocation, case))
    tell(
        user=allocation.offered_by,
        service=case.service,
        words=f"{by.name} has declared a link in {case.number}. Decide whether they stay.",
        link=reverse("allocation:case", args=[case.number]),
    )
    record(
        by=by,
        act=Act.ALTERATION,
        what="allocation.link_declared",
        case=case,
        subject=f"allocation:{allocation.pk}",
    )
    suspend_grants(by=by, case=case, user=by, suspended=True)
