"""Planning a meeting: the time, the rooms, the arrivals, and everything that has to be settled for it."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.db.models import F
from django.urls import reverse
from django.utils import timezone

from amends.foundation.access.models import User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.rules import check_may
from amends.foundation.case.models import Case
from amends.foundation.case.rules import check_is_live
from amends.foundation.clock.actions import About, start_clock, stop_clock
from amends.foundation.clock.working_days import working_days_between
from amends.foundation.lib.refusal import ChangedMeanwhile, Refused
from amends.foundation.lib.seen import differences
from amends.foundation.messages.actions import tell_permitted
from amends.foundation.record.actions import record
from amends.foundation.record.models import Act
from amends.journey.allocation.rules import facilitators_of
from amends.journey.court.rules.sentencing import check_meeting_day
from amends.journey.meeting.actions.listing import list_arrangements
from amends.journey.meeting.actions.on_hold import end_hold
from amends.journey.meeting.actions.people import invite_principals
from amends.journey.meeting.actions.tasks import (
    TASKS,
    drop_clocks_of,
    start_day,
    start_task_of,
    stop_what_goes_out,
    tell_of_change,
    tell_that_it_is_off,
)
from amends.journey.meeting.models import Arrangement, Arrival, Booking, Meeting, Room, Venue
from amends.journey.meeting.rules.on_hold import check_not_on_hold
from amends.journey.meeting.rules.planning import (
    HELD_BEFORE,
    check_arrivals,
    check_can_plan,
    check_may_book,
    check_settled_whole,
    check_time,
    check_vetted_on,
)
from amends.journey.preparation.rules import check_nobody_kept_away
from amends.journey.risk.models import ContactBar
from amends.journey.risk.rules.pausing import check_no_bar
from amends.service.sharing.models import SharingAgreement
from amends.service.sharing.rules import missing_protocol

TOLD, ANOTHER_DAY = "prison_told", "meeting-another-day"
ORDER = "Essex manual, appendix C2"


@dataclass(frozen=True)
class Plan:
    """When and where. `second` is the room to wait in and to step out to; both are ours from half an hour before."""

    way: str
    starts_at: dt.datetime
    ends_at: dt.datetime
    venue: Venue | None = None
    room: Room | None = None
    second: Room | None = None
    booking_reference: str = ""
    refreshments: str = ""
    notes: str = ""
    rooms_from: dt.time | None = None
    despite: bool = False  # somebody cannot come then, and it is planned all the same


def note(
    by: User, meeting: Meeting, what: str, act: Act = Act.ALTERATION, **details: str | int | bool
) -> None:
    """The line in the trail."""
    subject = f"meeting:{meeting.pk}"
    record(by=by, act=act, what=f"meeting.{what}", case=meeting.case, subject=subject, details=dict(details))


@transaction.atomic
def plan(*, by: User, case: Case, wanted: Plan) -> Meeting:
    """Plan a meeting, book its rooms and both facilitators, and put the people themselves on the list.

    Refused before both sides were visited (EX-044), while their choices differ (EX-048), with a conflict open
    (KM-011), and when a room or a facilitator is taken at that time, whoever asks at the same moment.
    """
    check_may(by, Permission.MEETING_PLAN, case.service_id)
    check_can_plan(case, wanted.way)
    check_may_book(case)
    _check_when(case, wanted)
    if Meeting.objects.ahead().filter(case=case).exists():
        raise Refused("A meeting is planned already.", opens="Change that one, or cancel it first.")
    meeting = Meeting(service_id=case.service_id, case=case, planned_by=by)
    _fill(meeting, wanted)
    meeting.save()
    _book(meeting, wanted)
    note(by, meeting, "planned", Act.COLLECTION, way=meeting.way)
    stop_clock(by=by, name=ANOTHER_DAY, subject=f"case:{case.pk}")
    invite_principals(by=by, meeting=meeting)
    list_arrangements(meeting)
    start_day(by, meeting)
    return meeting


def _check_when(case: Case, wanted: Plan) -> None:
    """Refuse a time that is over, after a deferment, without vetting, or at which somebody cannot come."""
    check_time(wanted.starts_at, wanted.ends_at)
    day = timezone.localtime(wanted.starts_at).date()
    check_meeting_day(case, day)
    check_vetted_on(case, day)
    check_no_bar(case, ContactBar.Covers.DIRECT, day)
    if not wanted.despite:
        check_nobody_kept_away(case, wanted.starts_at, wanted.ends_at)


@transaction.atomic
def tell_of_missing_protocol(*, by: User, case: Case, venue: Venue | None) -> str:
    """Say which protocol is missing for a meeting in prison, and tell the manager; nothing where none is (W8-276)."""
    if venue is None or venue.kind != Venue.Kind.PRISON:
        return ""
    missing = missing_protocol(case.service, SharingAgreement.About.ESTABLISHMENTS)
    if missing:
        tell_permitted(
            service=case.service,
            permission=Permission.SERVICE_MANAGE,
            words=f"{case.number}: a meeting in prison is planned. {missing}",
            link=reverse("sharing:agreements"),
        )
        record(by=by, act=Act.DISCLOSURE, what="meeting.protocol_missing", case=case)
    return missing


def _differences(locked: Meeting, wanted: Plan) -> list[tuple[str, str, str]]:
    """Where what was typed differs from what somebody else has saved: when first, then where, then the rest."""
    typed, saved = _when(wanted.starts_at, wanted.ends_at), _when(locked.starts_at, locked.ends_at)
    when = [("When", typed, saved)] if typed != saved else []
    names = ("way", "venue", "booking_reference", "refreshments", "notes", "rooms_from")
    return when + differences(locked, {name: getattr(wanted, name) for name in names})


def _when(begins: dt.datetime, ends: dt.datetime) -> str:
    begins, ends = timezone.localtime(begins), timezone.localtime(ends)
    return f"{begins.day} {begins:%B %Y, %H:%M} to {ends:%H:%M}"


@transaction.atomic
def change(*, by: User, meeting: Meeting, wanted: Plan, version: int | None = None) -> Meeting:
    """Move it, or give it other rooms. Whoever had said yes is asked again when the time changes."""
    locked = lock(by, meeting)
    check_not_on_hold(locked)
    if not locked.is_ahead:
        raise Refused(f"This meeting is {locked.get_state_display().lower()}.")
    if version is not None and version != locked.version:
        raise ChangedMeanwhile("Somebody", _differences(locked, wanted), seen=str(locked.version))
    check_can_plan(locked.case, wanted.way)
    check_may_book(locked.case)
    _check_when(locked.case, wanted)
    moved = (locked.starts_at, locked.venue_id) != (
        wanted.starts_at,
        wanted.venue.pk if wanted.venue else None,
    )
    elsewhere = moved or _other_rooms(locked, wanted)
    Booking.objects.filter(meeting=locked).delete()
    _fill(locked, wanted)
    locked.version += 1
    locked.state = Meeting.State.PLANNED
    locked.confirmed_at = None
    locked.save()
    _book(locked, wanted)
    if moved:
        locked.invitations.filter(answer="yes").update(answer="asked", answered_at=None)
    locked.invitations.update(confirmed_how="", confirmed_at=None)
    list_arrangements(locked)
    note(by, locked, "changed", moved=moved)
    stop_what_goes_out(by, locked)
    drop_clocks_of(by, locked)
    start_day(by, locked)
    if elsewhere:
        tell_of_change(by, locked)
    return locked


def _other_rooms(meeting: Meeting, wanted: Plan) -> bool:
    booked = set(meeting.bookings.filter(room__isnull=False).values_list("room_id", flat=True))
    return booked != {room.pk for room in (wanted.room, wanted.second) if room}


def lock(by: User, meeting: Meeting, permission: Permission = Permission.MEETING_PLAN) -> Meeting:
    """The row for changing, on a case that goes on, for somebody who may."""
    locked = lock_as_it_was(by, meeting, permission)
    check_is_live(locked.case)
    return locked


def lock_as_it_was(by: User, meeting: Meeting, permission: Permission) -> Meeting:
    """The same for writing down what has been, which a stop does not forbid."""
    check_may(by, permission, meeting.service_id)
    rows = Meeting.objects.select_for_update(of=("self",)).select_related("case", "venue")
    return rows.get(pk=meeting.pk)


def _fill(meeting: Meeting, wanted: Plan) -> None:
    meeting.way, meeting.venue = wanted.way, wanted.venue
    meeting.during = DateTimeTZRange(wanted.starts_at, wanted.ends_at)
    meeting.booking_reference = wanted.booking_reference
    meeting.refreshments, meeting.notes = wanted.refreshments, wanted.notes
    meeting.rooms_from = wanted.rooms_from
    for room in (wanted.room, wanted.second):
        if room and room.venue_id != (wanted.venue.pk if wanted.venue else None):
            raise Refused("This room belongs to another place.", field="room")
    if wanted.room and wanted.second and wanted.room.pk == wanted.second.pk:
        raise Refused("The second room has to be another one.", field="second")
    meeting.full_clean(exclude=["case"])


def _book(meeting: Meeting, wanted: Plan) -> None:
    """Rooms from half an hour before, facilitators for the same time. PostgreSQL decides who is first."""
    ours = wanted.starts_at - HELD_BEFORE
    during = DateTimeTZRange(ours, wanted.ends_at)
    of_rooms = DateTimeTZRange(_rooms_from(wanted) or ours, wanted.ends_at)
    rooms = [(wanted.room, Booking.Use.MEETING), (wanted.second, Booking.Use.SECOND)]
    rows = [Booking(room=room, use=use) for room, use in rooms if room]
    rows += [Booking(user=user) for user in facilitators_of(meeting.case)]
    for row in rows:
        row.service_id, row.case, row.meeting = meeting.service_id, meeting.case, meeting
        row.during = of_rooms if row.room_id else during
        try:
            with transaction.atomic():
                row.save()
        except IntegrityError as taken:
            if "room_taken" in str(taken):
                raise Refused(
                    f"{row.room} is taken at that time.",
                    source="A room is booked once",
                    opens="Choose another room or time.",
                    field="room",
                ) from taken
            if "facilitator_taken" in str(taken):
                raise Refused(
                    f"{row.user.name if row.user else 'A facilitator'} has another meeting at that time.",
                    source="Nobody is in two rooms",
                    opens="Choose another time.",
                    field="day",
                ) from taken
            raise


def _rooms_from(wanted: Plan) -> dt.datetime | None:
    if wanted.rooms_from is None:
        return None
    day = timezone.localtime(wanted.starts_at).date()
    found = timezone.make_aware(dt.datetime.combine(day, wanted.rooms_from))
    if found > wanted.starts_at:
        raise Refused("The rooms would not be ours at the start.", field="rooms_from")
    return found


@transaction.atomic
def plan_arrival(*, by: User, meeting: Meeting, side: str, details: Mapping[str, object]) -> Arrival:
    """When, by which door and where one side arrives. Refused when the two would meet on the way (W8-300)."""
    locked = lock(by, meeting)
    arrival = Arrival.objects.filter(meeting=locked, side=side).first() or Arrival(
        service_id=locked.service_id, case=locked.case, meeting=locked, side=side
    )
    before = arrival.pk and {name: getattr(arrival, name) for name in details}
    for name, value in details.items():
        setattr(arrival, name, value)
    others = list(Arrival.objects.filter(meeting=locked).exclude(side=side))
    check_arrivals([*others, arrival])
    arrival.full_clean(exclude=["case"])
    arrival.save()
    note(by, locked, "arrival_planned", side=side)
    if before != dict(details):
        tell_of_change(by, locked)
    return arrival


@transaction.atomic
def settle(
    *,
    by: User,
    arrangement: Arrangement,
    state: str,
    said_by: str = "",
    said_on: dt.date | None = None,
    words: str = "",
) -> Arrangement:
    """Note that something on the list is settled, by whose word and when, or why it is not needed.

    Refused without the name where the list wants one, and as not needed where it always is (W8-303).
    """
    locked = lock(by, arrangement.meeting)
    arrangement.state, arrangement.said_by, arrangement.note = state, said_by, words
    arrangement.said_on = (said_on or timezone.localdate()) if state == Arrangement.State.YES else None
    check_settled_whole(arrangement)
    arrangement.full_clean(exclude=["case"])
    arrangement.save()
    note(by, arrangement.meeting, "settled", kind=arrangement.key, state=state)
    if arrangement.key in TASKS and state != Arrangement.State.OPEN:
        stop_clock(by=by, name=TASKS[arrangement.key], subject=f"meeting:{arrangement.meeting_id}")
    start_task_of(by, arrangement, locked)
    if arrangement.key == TOLD:
        _weigh_notice(by, arrangement)
    return arrangement


def _weigh_notice(by: User, told: Arrangement) -> None:
    """Record a warning when the prison has less notice than its protocol asks for (W8-301)."""
    meeting, given = told.meeting, None
    if told.said_on and meeting.venue and meeting.venue.notice_working_days:
        days = working_days_between(told.said_on, timezone.localtime(meeting.starts_at).date())
        given = days if days < meeting.venue.notice_working_days else None
    meeting.notice_given = given
    meeting.save(update_fields=["notice_given"])
    if given is not None:
        note(by, meeting, "short_notice", days=given)


@transaction.atomic
def set_ratio(*, by: User, meeting: Meeting, people: int, reason: str) -> Meeting:
    """The manager sets how many people one facilitator may have at this meeting (W8-236)."""
    check_may(by, Permission.APPROVAL_DECIDE, meeting.service_id)
    locked = lock(by, meeting)
    locked.people_to_one_facilitator, locked.ratio_reason = people, reason
    locked.full_clean(exclude=["case"])
    locked.save(update_fields=["people_to_one_facilitator", "ratio_reason"])
    note(by, locked, "ratio_set", people=people)
    return locked


@transaction.atomic
def set_family_slot(*, by: User, meeting: Meeting, wanted: bool) -> Meeting:
    """Whether the prisoner has a few minutes with their own supporters before the start (W8-300)."""
    locked = lock(by, meeting)
    locked.family_slot = wanted
    locked.save(update_fields=["family_slot"])
    note(by, locked, "family_slot", wanted=wanted)
    return locked


@transaction.atomic
def cancel(*, by: User, meeting: Meeting, because: str) -> Meeting:
    """Cancel it, free what was booked and take back what was said of it; put off, another day is a task.

    A stop does the same by itself, in the database.
    """
    check_may(by, Permission.MEETING_PLAN, meeting.service_id)
    count = Meeting.objects.filter(pk=meeting.pk, state__in=Meeting.AHEAD).update(
        state=Meeting.State.CANCELLED,
        cancelled_at=timezone.now(),
        cancelled_because=because,
        version=F("version") + 1,
    )
    if not count:
        raise Refused("This meeting is not ahead any more.")
    Booking.objects.filter(meeting=meeting).update(freed=True)
    stop_what_goes_out(by, meeting)
    drop_clocks_of(by, meeting)
    end_hold(by, meeting)
    tell_that_it_is_off(by, meeting)
    note(by, meeting, "cancelled", because=because)
    if because == Meeting.Because.PUT_OFF:
        _look_for_another_day(by, meeting.case)
    meeting.refresh_from_db()
    return meeting


def _look_for_another_day(by: User, case: Case) -> None:
    link = reverse("meeting:show", args=[case.number])
    about = About(service=case.service, subject=f"case:{case.pk}", case=case, link=link)
    start_clock(by=by, name=ANOTHER_DAY, about=about)
