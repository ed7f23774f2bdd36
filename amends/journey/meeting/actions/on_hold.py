"""A confirmed meeting is put on hold when something about somebody in it changes; nothing is called off by itself.

Nothing more goes out and nothing is printed until somebody decides. Why it is on hold stands in the file concerned, and
is told only to those who may open that file.
"""

from django.db import transaction
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from amends.foundation.access.models import User
from amends.foundation.access.programs import as_clockwork
from amends.foundation.access.rules import held_today
from amends.foundation.case.models import Case, FileGrant, Participant
from amends.foundation.clock.actions import About, start_clock, stop_clock
from amends.foundation.clock.rules import end_of
from amends.foundation.clock.working_days import add_working_days
from amends.foundation.lib.dates import long_date
from amends.foundation.messages.actions import stop_messages_about, tell
from amends.foundation.messages.models import Message
from amends.foundation.record.actions import record
from amends.foundation.record.models import Act
from amends.journey.consent.models import Consent
from amends.journey.meeting.actions.tasks import (
    COORDINATOR,
    TELL_CLOCK,
    drop_clocks_of,
    who_works_on,
)
from amends.journey.meeting.models import Doubt, Meeting
from amends.journey.meeting.rules.on_hold import agrees_to, confirmed_ahead, is_expected

DECIDE_CLOCK, WAIT_CLOCK = "meeting-on-hold", "meeting-waits"
DAYS_TO_DECIDE = 1
PARTIES = {Participant.Part.PRINCIPAL, Participant.Part.MEMBER}


@transaction.atomic
def put_on_hold(*, by: User, participant: Participant, kind: Doubt.Kind) -> Meeting | None:
    """Hold the confirmed meeting of this person's case up, and tell coordinator and facilitators at once.

    None where no confirmed meeting lies ahead: an earlier one has taken place, a planned one is not confirmed anyway.
    """
    case = participant.case
    with as_clockwork(case.service):  # the rooms, messages and tasks of both sides
        _wait_for_confirming(case)
        meeting = confirmed_ahead(case)
        if meeting is None:
            return None
        known = Doubt.objects.filter(meeting=meeting, participant=participant, settled_at__isnull=True)
        if known.filter(kind=kind).exists():
            return meeting
        doubt = Doubt(
            service_id=participant.service_id,
            file_id=participant.file_id,
            meeting=meeting,
            participant=participant,
            kind=kind,
            raised_by=by,
        )
        doubt.full_clean()
        doubt.save()
        _note_in_file(by, doubt, "doubted")
        if meeting.on_hold_since is None:
            _hold_up(by, meeting)
        _tell(by, meeting, "is on hold. Nothing goes out before it is decided.", about=doubt)
    return meeting


def _wait_for_confirming(case: Case) -> None:
    """Whoever confirms it this moment has either not seen what is said now, or has confirmed it by the time we look."""
    list(Meeting.objects.ahead().select_for_update().filter(case=case).values_list("pk", flat=True))


def _hold_up(by: User, meeting: Meeting) -> None:
    Meeting.objects.filter(pk=meeting.pk).update(on_hold_since=timezone.now(), version=F("version") + 1)
    _note(by, meeting, "on_hold")
    drop_clocks_of(by, meeting)
    _call_back(by, meeting)
    today = timezone.localdate()
    due = min(end_of(add_working_days(today, DAYS_TO_DECIDE)), meeting.starts_at)
    day = long_date(timezone.localtime(meeting.starts_at).date())
    about = About(
        service=meeting.case.service,
        subject=f"meeting:{meeting.pk}",
        case=meeting.case,
        link=reverse("meeting:on_hold", args=[meeting.case.number]),
    )
    title = f"The meeting on {day} is on hold: decide what becomes of it"
    start_clock(by=by, name=DECIDE_CLOCK, about=about, title=title, due=due)
    title = f"The meeting on {day} is on hold: nothing goes out before it is decided"
    start_clock(by=by, name=WAIT_CLOCK, about=about, title=title, due=due)


def _call_back(by: User, meeting: Meeting) -> None:
    """What has not gone out does not go, and whoever was not told counts as not told."""
    key = f"meeting:{meeting.pk}"
    waiting = Message.objects.filter(case=meeting.case, subject_key=key, state=Message.State.QUEUED)
    unsent = set(waiting.values_list("to_participant_id", flat=True))
    asked = meeting.invitations.filter(participant__isnull=False)
    for person in sorted(set(asked.values_list("participant_id", flat=True))):
        if stop_clock(by=by, name=TELL_CLOCK, subject=f"participant:{person}", dropped=True):
            unsent.add(person)
    stop_messages_about(by=by, case=meeting.case, subject_key=key)
    asked.filter(participant__in=unsent - {None}).update(confirmed_how="", confirmed_at=None)


@transaction.atomic
def settle_doubts(*, by: User, participant: Participant, kinds: tuple[Doubt.Kind, ...]) -> int:
    """What stood against a meeting is put right. It stays on hold until somebody decides. Returns how many there were."""
    with as_clockwork(participant.case.service):
        rows = Doubt.objects.filter(
            participant=participant,
            kind__in=kinds,
            settled_at__isnull=True,
            meeting__state=Meeting.State.CONFIRMED,
        )
        settled = list(rows.select_related("meeting__case__service", "participant__file").order_by("pk"))
        for doubt in settled:
            _settle(by, doubt)
        for meeting in {doubt.meeting_id: doubt.meeting for doubt in settled}.values():
            if not Doubt.objects.filter(meeting=meeting, settled_at__isnull=True).exists():
                _tell(by, meeting, "is still on hold; what stood against it is put right. It can be decided.")
    return len(settled)


@transaction.atomic
def weigh_yes(*, by: User, consent: Consent) -> None:
    """Somebody has said something about taking part or meeting: without a clear yes a confirmed meeting waits.

    A no of one of the parties calls it off at once, which happens elsewhere; here it is about everything less than that,
    and about those who come beside them.
    """
    person = consent.participant
    no = consent.answer in {Consent.Answer.REFUSED, Consent.Answer.WITHDRAWN}
    if person.part not in PARTIES:
        if consent.purpose == "take_part" and no and is_expected(person):
            put_on_hold(by=by, participant=person, kind=Doubt.Kind.LEFT)
        elif consent.purpose == "take_part" and not no:
            settle_doubts(by=by, participant=person, kinds=(Doubt.Kind.LEFT,))
        return
    if no:
        return
    _wait_for_confirming(person.case)
    meeting = confirmed_ahead(person.case)
    if meeting is None:
        return
    if agrees_to(person, meeting.way):
        settle_doubts(by=by, participant=person, kinds=(Doubt.Kind.UNSURE,))
    else:
        put_on_hold(by=by, participant=person, kind=Doubt.Kind.UNSURE)


@transaction.atomic
def forget_doubts(*, by: User, case: Case) -> None:
    """The case has stopped, and its meeting with it."""
    with as_clockwork(case.service):
        for doubt in Doubt.objects.filter(meeting__case=case, settled_at__isnull=True).order_by("pk"):
            _settle(by, doubt)


def _settle(by: User, doubt: Doubt) -> None:
    doubt.settled_at = timezone.now()
    doubt.save(update_fields=["settled_at"])
    _note_in_file(by, doubt, "doubt_settled")


@transaction.atomic
def end_hold(by: User, meeting: Meeting) -> None:
    """It is decided, or the meeting is off: nothing waits for a decision any more. Inside the caller's transaction."""
    with as_clockwork(meeting.case.service):
        rows = Doubt.objects.filter(meeting=meeting, settled_at__isnull=True)
        for doubt in rows.select_related("participant__file").order_by("pk"):
            _settle(by, doubt)
        for name in (DECIDE_CLOCK, WAIT_CLOCK):
            stop_clock(by=by, name=name, subject=f"meeting:{meeting.pk}")


def _tell(by: User, meeting: Meeting, words: str, about: Doubt | None = None) -> None:
    """Coordinator and facilitators hear of it; why, only those who may open the file that it stands in."""
    case = meeting.case
    may_know = set(held_today(case.service).filter(role=COORDINATOR).values_list("user_id", flat=True))
    if about:
        grants = FileGrant.objects.filter(file=about.file_id, ended_at__isnull=True, suspended=False)
        open_now = grants.filter(Q(ends_at__isnull=True) | Q(ends_at__gt=timezone.now()))
        may_know |= set(open_now.values_list("user_id", flat=True))
    day = long_date(timezone.localtime(meeting.starts_at).date())
    for user in who_works_on(case):
        why = f" {about.get_kind_display()}." if about and user.pk in may_know else ""
        tell(
            user=user,
            service=case.service,
            words=f"{case.number}: the meeting on {day} {words}{why}",
            link=reverse("meeting:on_hold", args=[case.number]),
        )


def _note_in_file(by: User, doubt: Doubt, what: str) -> None:
    record(
        by=by,
        act=Act.COLLECTION if what == "doubted" else Act.ALTERATION,
        what=f"meeting.{what}",
        file=doubt.participant.file,
        subject=f"participant:{doubt.participant_id}",
        details={"kind": doubt.kind},
    )


def _note(by: User, meeting: Meeting, what: str) -> None:
    subject = f"meeting:{meeting.pk}"
    record(by=by, act=Act.ALTERATION, what=f"meeting.{what}", case=meeting.case, subject=subject)
