"""Looking after everybody who took part: planned at once, ended one by one, signed off when nobody is left."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from amends.foundation.access.models import User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.programs import as_clockwork
from amends.foundation.access.rules import check_may, may
from amends.foundation.case.models import Participant
from amends.foundation.clock.actions import About, start_clock, stop_clock
from amends.foundation.clock.rules import end_of
from amends.foundation.lib.refusal import Refused
from amends.foundation.record.actions import record
from amends.foundation.record.models import Act
from amends.journey.allocation.rules import facilitators_of
from amends.journey.followup.models import Aftercare, Debrief, SignOff, SupportRequest
from amends.journey.followup.models.aftercare import State
from amends.journey.followup.rules.caring import check_all_looked_after, is_in_custody, there_at
from amends.journey.meeting.models import Custody, Meeting

TALK, PRISON, STAFF, SUPPORT = "aftercare", "aftercare-prison", "staff-debrief", "support-answer"
CLOCKS = {Aftercare.Kind.TALK: TALK, Aftercare.Kind.PRISON: PRISON}


@dataclass(frozen=True)
class Ended:
    """How it ended; a talk says whether they need more support, and of whom it is asked."""

    state: str
    on: date
    note: str = ""
    needs_support: bool | None = None
    support_kind: str = ""
    support_body: str = ""


def plan_after_meeting(*, by: User, meeting: Meeting, at: datetime) -> None:
    """An item for everybody who was there and for every facilitator. A prisoner gets one more, due the same day.

    Made with the service's own hands: whoever writes that it took place may see one side only.
    """
    with as_clockwork(meeting.case.service):
        plan_for(by=by, people=there_at(meeting), meeting=meeting, at=at)
        for user in facilitators_of(meeting.case):
            row = Debrief(service_id=meeting.service_id, case_id=meeting.case_id, meeting=meeting, user=user)
            row.full_clean(exclude=["case"])
            row.save()
            link = reverse("followup:case", args=[meeting.case.number])
            about = About(
                service=meeting.case.service,
                subject=f"debrief:{row.pk}",
                case=meeting.case,
                owner=user,
                link=link,
            )
            start_clock(by=by, name=STAFF, about=about, at=at)


def plan_for(*, by: User, people: Iterable[Participant], meeting: Meeting | None, at: datetime) -> None:
    """An item for each of these people; who is on the list already is left alone."""
    for person in people:
        kinds = [Aftercare.Kind.TALK]
        if meeting and is_in_custody(person):
            kinds.append(Aftercare.Kind.PRISON)
        for kind in kinds:
            if Aftercare.objects.filter(participant=person, meeting=meeting, kind=kind).exists():
                continue
            row = Aftercare(
                service_id=person.service_id,
                file_id=person.file_id,
                participant=person,
                meeting=meeting,
                kind=kind,
            )
            row.full_clean()
            row.save()
            if (
                kind == Aftercare.Kind.PRISON
                and Custody.objects.filter(meeting=meeting, participant=person).exists()
            ):
                continue  # the meeting asks for it the same day; what is noted there ends this as well
            due = end_of(timezone.localtime(at).date()) if kind == Aftercare.Kind.PRISON else None
            start_clock(by=by, name=CLOCKS[kind], about=_about(person, f"aftercare:{row.pk}"), at=at, due=due)


def _about(person: Participant, subject: str) -> About:
    return About(
        service=person.case.service,
        subject=subject,
        case=person.case,
        file=person.file,
        link=reverse("followup:person", args=[person.pk]),
    )


@transaction.atomic
def end_aftercare(*, by: User, item: Aftercare, ended: Ended) -> Aftercare:
    """It was done, they did not want it, or it was not possible. Whoever needs more support is asked for it at once."""
    check_may(by, Permission.FEEDBACK_RECORD, item.service_id)
    _end(by, item, ended)
    item.needs_support = ended.needs_support
    item.full_clean()
    item.save()
    record(
        by=by,
        act=Act.COLLECTION,
        what=f"aftercare.{item.state}",
        file=item.file,
        subject=f"aftercare:{item.pk}",
    )
    stop_clock(by=by, name=CLOCKS[Aftercare.Kind(item.kind)], subject=f"aftercare:{item.pk}")
    if ended.needs_support:
        ask_for_support(
            by=by, participant=item.participant, kind=ended.support_kind, body=ended.support_body, on=ended.on
        )
    return item


def prisoner_had_company(*, by: User, meeting: Meeting, participant: Participant, at: datetime) -> None:
    """It was written down at the meeting that somebody was with the prisoner: that ends what is on this list (W8-302)."""
    item = Aftercare.objects.filter(
        meeting=meeting, participant=participant, kind=Aftercare.Kind.PRISON, state=State.OPEN
    ).first()
    if item is None:
        return
    _end(by, item, Ended(state=State.DONE, on=timezone.localtime(at).date()))
    item.full_clean()
    item.save()
    record(by=by, act=Act.COLLECTION, what="aftercare.done", file=item.file, subject=f"aftercare:{item.pk}")
    stop_clock(by=by, name=PRISON, subject=f"aftercare:{item.pk}")


def _end(by: User, item: Aftercare | Debrief, ended: Ended) -> None:
    if not item.is_open:
        raise Refused("This is done already.")
    if ended.on > timezone.localdate():
        raise Refused("This day has not come yet.", field="on")
    item.state, item.ended_on, item.note, item.ended_by = ended.state, ended.on, ended.note, by


@transaction.atomic
def end_debrief(*, by: User, debrief: Debrief, ended: Ended) -> Debrief:
    """The same for one of the staff: they note it themselves, or somebody who sees the whole service."""
    if debrief.user_id != by.pk and not may(by, Permission.CASE_CLOSE, debrief.service_id):
        raise Refused("Whoever it is about notes this.")
    _end(by, debrief, ended)
    debrief.full_clean(exclude=["case", "meeting"])
    debrief.save()
    subject = f"debrief:{debrief.pk}"
    record(by=by, act=Act.COLLECTION, what="debrief.ended", service_id=debrief.service_id, subject=subject)
    stop_clock(by=by, name=STAFF, subject=subject)
    return debrief


@transaction.atomic
def sign_off(*, by: User, meeting: Meeting) -> SignOff:
    """Everybody was looked after. Raises Refused naming who is left (W8-150, W8-244)."""
    check_may(by, Permission.MEETING_WRITE_UP, meeting.service_id)
    check_all_looked_after(meeting.case, meeting)
    row = SignOff(service_id=meeting.service_id, case_id=meeting.case_id, meeting=meeting, signed_by=by)
    row.full_clean(exclude=["case"])
    row.save()
    record(
        by=by,
        act=Act.ALTERATION,
        what="aftercare.signed_off",
        case=meeting.case,
        subject=f"meeting:{meeting.pk}",
    )
    return row


@transaction.atomic
def ask_for_support(*, by: User, participant: Participant, kind: str, body: str, on: date) -> SupportRequest:
    """Ask somebody else for support, with the person's agreement, and wait for the answer (EX-110)."""
    check_may(by, Permission.FEEDBACK_RECORD, participant.service_id)
    row = SupportRequest(
        service_id=participant.service_id,
        file_id=participant.file_id,
        participant=participant,
        kind=kind.strip(),
        body=body.strip(),
        asked_on=on,
        asked_by=by,
    )
    row.full_clean()
    row.save()
    subject = f"support:{row.pk}"
    record(
        by=by,
        act=Act.DISCLOSURE,
        what="support.asked",
        file=participant.file,
        subject=subject,
        recipient=body,
    )
    start_clock(by=by, name=SUPPORT, about=_about(participant, subject))
    return row


@transaction.atomic
def note_support_answer(
    *,
    by: User,
    request: SupportRequest,
    accepted: bool | None,
    on: date | None,
    answer: str = "",
    why_unanswered: str = "",
) -> SupportRequest:
    """What came of it, or why nobody waits for the answer any more."""
    check_may(by, Permission.FEEDBACK_RECORD, request.service_id)
    if accepted is None and not why_unanswered.strip():
        raise Refused("Say what they answered, or why nobody waits for it any more.", field="accepted")
    if on and on > timezone.localdate():
        raise Refused("This day has not come yet.", field="on")
    request.accepted, request.answered_on = accepted, on if accepted is not None else None
    request.answer, request.why_unanswered = answer, why_unanswered.strip()
    request.full_clean()
    request.save()
    subject = f"support:{request.pk}"
    record(by=by, act=Act.COLLECTION, what="support.answered", file=request.file, subject=subject)
    stop_clock(by=by, name=SUPPORT, subject=subject, dropped=accepted is None)
    return request
