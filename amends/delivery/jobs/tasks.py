"""The jobs: sending what waits, reminding of time limits, and forgetting what was kept for a while.

Each acts for one service as that service's own program, so that row policies hold for it as for anybody.
"""

import logging
from datetime import timedelta

from django.utils import timezone
from procrastinate import JobContext, RetryStrategy
from procrastinate.contrib.django import app

from amends.delivery.jobs.reminders import remind_of_clocks
from amends.foundation.access.kept_forms import purge_kept_forms
from amends.foundation.access.models import Service, User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.programs import as_clockwork
from amends.foundation.access.rules import held_today
from amends.foundation.clock.actions import give_back
from amends.foundation.clock.calendar_actions import recalculate
from amends.foundation.clock.models import Clock
from amends.foundation.documents.actions import forget_renderings
from amends.foundation.messages.actions import (
    SEND_TASK,
    forget_notices,
    mark_failed,
    send_message,
    tell_permitted,
)
from amends.foundation.messages.backends import NotSentError
from amends.foundation.messages.holders import tell_of_moved
from amends.foundation.messages.models import Message
from amends.foundation.messages.rules import left_waiting
from amends.foundation.record.chain import broken_links, chain_end
from amends.journey.contact.actions import alert_missing
from amends.journey.eligibility.actions import start_fallbacks
from amends.journey.finding.actions import (
    READ_TASK,
    forget_candidates,
    forget_files,
    give_up_stalled,
    read_extract,
)
from amends.journey.progress.actions import send_register_when_due
from amends.journey.safeguarding.actions.deciding import escalate_overdue
from amends.service.retention.actions import erase
from amends.service.retention.rules import approved

log = logging.getLogger(__name__)
TRIES = 8
TRY_AGAIN = RetryStrategy(max_attempts=TRIES, exponential_wait=4, retry_exceptions=[NotSentError])
NOTICES_KEPT = timedelta(days=60)
RENDERINGS_KEPT = timedelta(days=30)
LEFT_WAITING = timedelta(minutes=20)
TRAIL_BROKEN = (
    "The audit trail is not as it was written. Whoever runs the server can see where: amends verify-trail."
)


@app.task(name=SEND_TASK, queue="messages", retry=TRY_AGAIN, pass_context=True)
def send(context: JobContext, *, message_id: int, service_id: int) -> None:
    """Hand one message to its carrier; after the last try it counts as not delivered, and its writer is told."""
    service = Service.objects.get(pk=service_id)
    try:
        with as_clockwork(service) as clockwork:
            send_message(by=clockwork, message_id=message_id)
    except NotSentError as problem:
        if context.job.attempts + 1 < TRIES:
            raise
        with as_clockwork(service) as clockwork:
            message = Message.objects.get(pk=message_id)
            mark_failed(by=clockwork, message=message, error=problem.code)


@app.task(name=READ_TASK, queue="caseloads")
def read_caseload(*, extract_id: int, service_id: int) -> None:
    """Read a partner's caseload: rows, screening, order, and who may be known already."""
    read_extract(service=Service.objects.get(pk=service_id), extract_id=extract_id)


@app.periodic(cron="*/15 * * * *")
@app.task(name="remind", queue="clockwork", queueing_lock="remind")
def remind(timestamp: int) -> None:
    """Tell people of time limits that have come, and take along what was left waiting."""
    for service in Service.objects.order_by("pk"):
        with as_clockwork(service):
            remind_of_clocks(service, timezone.now())
        with as_clockwork(service) as clockwork:
            start_fallbacks(by=clockwork, service=service)
        with as_clockwork(service) as clockwork:
            give_up_stalled(by=clockwork, service=service)
        send_left_waiting(service)


def send_left_waiting(service: Service) -> None:
    """Send what nothing else has sent, each in a transaction of its own."""
    with as_clockwork(service):
        waiting = left_waiting(service, timezone.now() - LEFT_WAITING)
    for message_id in waiting:
        try:
            with as_clockwork(service) as clockwork:
                send_message(by=clockwork, message_id=message_id)
        except NotSentError as problem:
            log.warning("message %s waits on: %s", message_id, problem.code)


@app.periodic(cron="* * * * *")
@app.task(name="watch", queue="clockwork", queueing_lock="watch")
def watch(timestamp: int) -> None:
    """What cannot wait a quarter of an hour: concerns that nobody has taken, and visits nobody came back from."""
    for service in Service.objects.order_by("pk"):
        with as_clockwork(service) as clockwork:
            escalate_overdue(by=clockwork, service=service, now=timezone.now())
            alert_missing(service=service, now=timezone.now())


@app.periodic(cron="45 2 * * *")
@app.task(name="check_trail", queue="clockwork", queueing_lock="check_trail")
def check_trail(timestamp: int) -> None:
    """Follow the chain of the trail, and log its end: a log kept elsewhere shows later if it was cut short."""
    if broken := broken_links(most=1):
        log.error("the audit trail is not as it was written: %s", broken[0].words)
        for service in Service.objects.order_by("pk"):
            with as_clockwork(service):
                tell_permitted(service=service, permission=Permission.USERS_MANAGE, words=TRAIL_BROKEN)
        return
    end = chain_end()
    log.info("the audit trail is whole: %s lines, its end %s", end.links, end.digest)


@app.periodic(cron="15 7 * * *")
@app.task(name="send_registers", queue="clockwork", queueing_lock="send_registers")
def send_registers(timestamp: int) -> None:
    """Send the register to the evaluator where its day has come."""
    for service in Service.objects.order_by("pk"):
        with as_clockwork(service) as clockwork:
            send_register_when_due(by=clockwork, service=service, on=timezone.localdate())


@app.periodic(cron="45 3 * * *")
@app.task(name="recalculate", queue="clockwork", queueing_lock="recalculate")
def recalculate_clocks(timestamp: int) -> None:
    """After a holiday was announced: move what runs, and tell whoever has it. What nobody has left goes to its role."""
    for service in Service.objects.order_by("pk"):
        with as_clockwork(service) as clockwork:
            give_back_of_absent(by=clockwork, service=service)
            tell_of_moved(service, recalculate(by=clockwork, service=service))


def give_back_of_absent(*, by: User, service: Service) -> None:
    """Clocks of people who no longer have a role here go back to their role."""
    theirs = Clock.objects.filter(service=service, stopped_at__isnull=True, owner__isnull=False)
    gone = theirs.exclude(owner__in=held_today(service).values("user")).values("owner")
    for user in User.objects.filter(pk__in=gone):
        give_back(by=by, user=user, service=service)


@app.periodic(cron="15 3 * * *")
@app.task(name="purge_kept", queue="clockwork", queueing_lock="purge_kept")
def purge_kept(timestamp: int) -> None:
    """Forget what its time is over for: unfinished forms, seen notices, printed files, caseloads and their rows."""
    purge_kept_forms()
    now = timezone.now()
    for service in Service.objects.order_by("pk"):
        with as_clockwork(service) as clockwork:
            forget_notices(seen_before=now - NOTICES_KEPT)
            forget_renderings(made_before=now - RENDERINGS_KEPT)
            forget_files(by=clockwork, service=service)
            forget_candidates(by=clockwork, service=service)


@app.periodic(cron="45 3 * * *")
@app.task(name="erase_agreed", queue="clockwork", queueing_lock="erase_agreed")
def erase_agreed(timestamp: int) -> None:
    """Erase the records whose time is over and that two people have agreed may go, each in its own transaction."""
    for service in Service.objects.order_by("pk"):
        with as_clockwork(service):
            agreed = list(approved(service))
        for disposal in agreed:
            with as_clockwork(service) as clockwork:
                erase(by=clockwork, disposal=disposal)
