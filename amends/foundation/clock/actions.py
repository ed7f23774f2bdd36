"""Starting, pausing, restarting and stopping clocks, and handing them to somebody else."""

from dataclasses import dataclass, field
from datetime import UTC, datetime

from django.db import transaction
from django.utils import timezone

from amends.foundation.access.models import Agency, Service, User
from amends.foundation.case.models import Case, CaseFile
from amends.foundation.clock.calendar_actions import refresh_calendar
from amends.foundation.clock.limits import definition_for, definition_of
from amends.foundation.clock.models import Clock
from amends.foundation.clock.rules import due_at, remind_at
from amends.foundation.lib.refusal import Refused
from amends.foundation.policy.clocks import clock_definition
from amends.foundation.record.actions import record
from amends.foundation.record.models import Act


@dataclass(frozen=True)
class About:
    """What a clock is about and where it shows: the service at least, a case or a file where there is one.

    A clock that waits for a body names the `agency`; `waiting_for` is for others outside.
    """

    service: Service
    subject: str
    reference: str = ""
    link: str = ""
    case: Case | None = None
    file: CaseFile | None = None
    owner: User | None = field(default=None)
    waiting_for: str = ""
    agency: Agency | None = None


@transaction.atomic
def start_clock(
    *,
    by: User,
    name: str,
    about: About,
    at: datetime | None = None,
    title: str = "",
    due: datetime | None = None,
    role: str = "",
) -> Clock:
    """Start a clock; when it already runs, the running one is returned unchanged.

    The limit is that of the rules in force, else of policy/clocks; `due` sets it by hand where people agreed a time.
    `title` replaces the definition's words and never holds a person's name.
    """
    running = Clock.objects.filter(subject=about.subject, name=name, stopped_at__isnull=True).first()
    if running:
        return running
    refresh_calendar()
    definition = definition_for(about.service, name, about.case)
    is_own = (definition.unit, definition.limit) != (
        clock_definition(name).unit,
        clock_definition(name).limit,
    )
    started = at or timezone.now()
    clock = Clock(
        service=about.service,
        case=about.case,
        file=about.file,
        name=name,
        subject=about.subject,
        title=title or definition.title,
        reference=about.reference or (about.case.number if about.case else ""),
        link=about.link,
        role=role or definition.owner,
        owner=about.owner,
        waiting_for=about.waiting_for or (about.agency.name[:120] if about.agency else ""),
        agency=about.agency,
        started_at=started,
        due_at=due or due_at(definition, started),
        is_set_by_hand=due is not None,
        own_limit=definition.limit if is_own else None,
        own_unit=definition.unit.value if is_own else "",
    )
    clock.remind_at = remind_at(definition, clock.due_at)
    clock.save()
    record(
        by=by,
        act=Act.COLLECTION,
        what=f"clock.started.{name}",
        case=about.case,
        service_id=about.service.pk,
        subject=about.subject,
    )
    return clock


@transaction.atomic
def stop_clock(
    *,
    by: User,
    name: str,
    subject: str,
    at: datetime | None = None,
    late_reason: str = "",
    dropped: bool = False,
) -> Clock | None:
    """Stop a running clock as met or late; None when none runs. A missed limit keeps the reason when one is given."""
    clock = (
        Clock.objects.select_for_update().filter(subject=subject, name=name, stopped_at__isnull=True).first()
    )
    if clock is None:
        return None
    clock.stopped_at = at or timezone.now()
    clock.stopped_by = by
    clock.ended = (
        "dropped" if dropped else "late" if clock.due_at and clock.stopped_at > clock.due_at else "met"
    )
    clock.late_reason = late_reason
    clock.save(update_fields=["stopped_at", "stopped_by", "ended", "late_reason"])
    record(
        by=by,
        act=Act.ALTERATION,
        what=f"clock.{clock.ended}.{name}",
        service_id=clock.service_id,
        subject=subject,
        details={"clock": clock.pk},
    )
    return clock


@transaction.atomic
def drop_clocks(*, by: User, case: Case, file: CaseFile | None = None, only: tuple[str, ...] = ()) -> int:
    """Stop what runs on a case, or on one file of it, or of some names, because it is over. Returns how many."""
    running = Clock.objects.filter(case=case, stopped_at__isnull=True)
    if file is not None:
        running = running.filter(file=file)
    if only:
        running = running.filter(name__in=only)
    count = running.update(stopped_at=timezone.now(), stopped_by=by, ended="dropped")
    if count:
        record(by=by, act=Act.ALTERATION, what="clock.dropped", case=case, details={"count": count})
    return count


@transaction.atomic
def pause_clock(*, by: User, name: str, subject: str, because: str) -> Clock | None:
    """Stop the time while somebody else has to act."""
    clock = (
        Clock.objects.select_for_update().filter(subject=subject, name=name, stopped_at__isnull=True).first()
    )
    if clock is None or clock.paused_at:
        return clock
    clock.paused_at, clock.paused_because = timezone.now(), because
    clock.save(update_fields=["paused_at", "paused_because"])
    record(
        by=by, act=Act.ALTERATION, what=f"clock.paused.{name}", service_id=clock.service_id, subject=subject
    )
    return clock


@transaction.atomic
def restart_clock(*, by: User, name: str, subject: str) -> Clock | None:
    """Let the time run on; the due day moves by what was paused."""
    clock = (
        Clock.objects.select_for_update().filter(subject=subject, name=name, stopped_at__isnull=True).first()
    )
    if clock is None or clock.paused_at is None:
        return clock
    now = timezone.now()
    clock.pauses = [
        *clock.pauses,
        [clock.paused_at.astimezone(UTC).isoformat(), now.astimezone(UTC).isoformat()],
    ]
    clock.paused_at, clock.paused_because = None, ""
    definition = definition_of(clock)
    refresh_calendar()
    clock.due_at = due_at(definition, clock.started_at, clock.pauses)
    clock.remind_at = remind_at(definition, clock.due_at)
    clock.save(update_fields=["pauses", "paused_at", "paused_because", "due_at", "remind_at"])
    record(
        by=by,
        act=Act.ALTERATION,
        what=f"clock.restarted.{name}",
        service_id=clock.service_id,
        subject=subject,
    )
    return clock


@transaction.atomic
def give_reason(*, by: User, clock: Clock, reason: str) -> Clock:
    """Say why a limit was missed. What was said once stays."""
    locked = Clock.objects.select_for_update(of=("self",)).get(pk=clock.pk)
    if locked.ended != "late" or locked.late_reason:
        raise Refused("No reason is missing here.")
    if not reason.strip():
        raise Refused("Say why it was late.", field="reason")
    locked.late_reason = reason.strip()
    locked.save(update_fields=["late_reason"])
    record(
        by=by,
        act=Act.ALTERATION,
        what=f"clock.reason.{locked.name}",
        service_id=locked.service_id,
        subject=locked.subject,
    )
    return locked


@transaction.atomic
def give_back(*, by: User, user: User, service: Service, case: Case | None = None) -> int:
    """Somebody leaves, or leaves a case: what they had goes back to its role, and the time runs on. Returns how many."""
    running = Clock.objects.filter(owner=user, service=service, stopped_at__isnull=True)
    if case is not None:
        running = running.filter(case=case)
    moved = list(running.select_related("case"))
    for clock in moved:
        clock.owner, clock.role = None, clock.role or clock_definition(clock.name).owner
        clock.save(update_fields=["owner", "role"])
        record(
            by=by,
            act=Act.ALTERATION,
            what="clock.given_back",
            case=clock.case,
            service_id=service.pk,
            subject=clock.subject,
            details={"clock": clock.pk, "from": user.pk},
        )
    return len(moved)


@transaction.atomic
def hand_over(*, by: User, clock: Clock, to: User) -> None:
    """Give a clock to somebody else; the time runs on."""
    if clock.stopped_at:
        raise Refused("This is already done.")
    clock.owner = to
    clock.save(update_fields=["owner"])
    record(
        by=by,
        act=Act.ALTERATION,
        what="clock.handed_over",
        service_id=clock.service_id,
        subject=clock.subject,
    )
