"""What runs without anybody looking: reminders, sending, forgetting."""

import uuid
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend
from django.core.management import call_command
from django.db import connections
from django.utils import timezone

from amends.delivery.jobs import tasks
from amends.delivery.jobs.reminders import remind_of_clocks
from amends.foundation.access.acting import acting_as
from amends.foundation.access.models import KeptForm, Service
from amends.foundation.access.tests.cast import make_user
from amends.foundation.case.actions import grant_file
from amends.foundation.clock.actions import About, pause_clock, start_clock, stop_clock
from amends.foundation.clock.models import Clock
from amends.foundation.documents.actions import make_document, render
from amends.foundation.documents.models import Rendering
from amends.foundation.documents.worded import Paper
from amends.foundation.messages.actions import queue_message, see_notices, tell
from amends.foundation.messages.backends import NotSentError
from amends.foundation.messages.models import Message, Notice
from amends.foundation.messages.outgoing import Contents
from amends.foundation.record.chain import chain_end
from amends.foundation.record.models import AuditEvent

CLOCK = "registration"


@pytest.fixture
def clock(coordinator, service):
    """Started long ago and not yet due; move it with `due`."""
    about = About(service=service, subject="referral:1", reference="ESX-R26-0001", link="/intake/1/")
    return start_clock(
        by=coordinator, name=CLOCK, about=about, title="Register the referral", role="administrator"
    )


def due(clock: Clock, hours: int, remind_hours: int | None = None) -> None:
    now = timezone.now()
    clock.started_at = now - timedelta(days=30)
    clock.due_at = now + timedelta(hours=hours)
    clock.remind_at = now + timedelta(hours=remind_hours) if remind_hours is not None else None
    clock.save()


def told() -> set[tuple[str, str]]:
    return {(notice.user.name, notice.words) for notice in Notice.objects.select_related("user")}


def test_role_is_reminded_before_the_limit(coordinator, administrator, service, clock):
    due(clock, hours=40, remind_hours=-1)
    assert remind_of_clocks(service, timezone.now()) == 1
    [(name, words)] = told()
    assert name == administrator.name
    assert words.startswith("ESX-R26-0001: Register the referral is due on")


@pytest.mark.requirement("EX-035")
def test_coordinator_and_manager_hear_when_the_limit_has_passed(
    coordinator, manager, administrator, service, clock
):
    due(clock, hours=-1)
    remind_of_clocks(service, timezone.now())
    assert {name for name, _ in told()} == {coordinator.name, manager.name, administrator.name}
    assert all("is overdue" in words for _, words in told())


def test_owner_is_told_and_not_their_whole_role(coordinator, administrator, facilitator, service, clock):
    clock.owner = facilitator
    due(clock, hours=40, remind_hours=-1)
    remind_of_clocks(service, timezone.now())
    assert {name for name, _ in told()} == {facilitator.name}


def test_only_those_who_work_on_a_case_hear_of_its_limits(
    coordinator, facilitator, second_facilitator, service, a_case
):
    grant_file(by=coordinator, file=a_case.harmed_file, user=facilitator, reason="allocated")
    grant_file(by=coordinator, file=a_case.responsible_file, user=second_facilitator, reason="allocated")
    about = About(service=service, subject="participant:1", case=a_case.case, file=a_case.harmed_file)
    due(start_clock(by=coordinator, name=CLOCK, about=about, role="facilitator"), hours=40, remind_hours=-1)
    remind_of_clocks(service, timezone.now())
    assert {name for name, _ in told()} == {facilitator.name}


def test_same_limit_is_told_once_though_the_job_runs_every_quarter_of_an_hour(administrator, service, clock):
    due(clock, hours=40, remind_hours=-1)
    for _ in range(3):
        remind_of_clocks(service, timezone.now())
    assert Notice.objects.count() == 1


def test_nothing_is_told_of_what_is_done_paused_or_far_off(coordinator, administrator, service, clock):
    due(clock, hours=40, remind_hours=20)
    assert remind_of_clocks(service, timezone.now()) == 0
    due(clock, hours=-1)
    pause_clock(by=coordinator, name=CLOCK, subject="referral:1", because="the police answer")
    assert remind_of_clocks(service, timezone.now()) == 0
    stop_clock(by=coordinator, name=CLOCK, subject="referral:1")
    assert remind_of_clocks(service, timezone.now()) == 0


def test_each_service_hears_of_its_own_clocks(coordinator, administrator, other_service, clock):
    neighbour = make_user("Nora Neighbour", "coordinator", other_service)
    due(clock, hours=-1)
    tasks.remind(timestamp=0)
    with acting_as(neighbour):
        assert not Notice.objects.exists()
    assert Notice.objects.filter(user=administrator).exists()


class IsDown(BaseEmailBackend):
    def send_messages(self, email_messages):
        raise OSError


@pytest.fixture
def waiting(coordinator, referrer, service, settings):
    settings.SEND_AT_ONCE = False
    return queue_message(
        by=coordinator,
        channel="email",
        to=referrer,
        contents=Contents(subject="y", body="x"),
        belongs_to=service,
    )


def attempt(number: int) -> Any:
    """What procrastinate tells a job about itself."""
    return SimpleNamespace(job=SimpleNamespace(attempts=number))


def test_job_sends_as_the_service_itself(waiting, service):
    tasks.send.func(attempt(0), message_id=waiting.pk, service_id=service.pk)
    waiting.refresh_from_db()
    assert waiting.state == Message.State.SENT
    assert len(mail.outbox) == 1
    sender = AuditEvent.objects.get(what="message.sent").user_id
    assert sender not in {waiting.queued_by_id, None}


def test_job_tries_again_and_at_last_tells_who_wrote(coordinator, waiting, service, settings):
    settings.EMAIL_BACKEND = f"{__name__}.IsDown"
    with pytest.raises(NotSentError):
        tasks.send.func(attempt(0), message_id=waiting.pk, service_id=service.pk)
    tasks.send.func(attempt(tasks.TRIES - 1), message_id=waiting.pk, service_id=service.pk)
    waiting.refresh_from_db()
    assert (waiting.state, waiting.error) == (Message.State.FAILED, "mail_server")
    assert Notice.objects.filter(user=coordinator).exists()


def test_job_of_a_message_that_was_stopped_does_nothing(waiting, service):
    Message.objects.update(state=Message.State.STOPPED)
    tasks.send.func(attempt(0), message_id=waiting.pk, service_id=service.pk)
    assert mail.outbox == []


def test_what_was_left_waiting_is_taken_along(waiting, service):
    tasks.send_left_waiting(service)
    assert mail.outbox == []
    Message.objects.update(queued_at=timezone.now() - timedelta(hours=1))
    tasks.send_left_waiting(service)
    assert len(mail.outbox) == 1


def test_purge_forgets_what_was_kept_for_a_while(coordinator, facilitator, service):
    old = timezone.now() - timedelta(days=100)
    KeptForm.objects.create(token=uuid.uuid4(), user=coordinator, path="/", fields={}, kept_at=old)
    tell(user=facilitator, service=service, words="Seen long ago.")
    tell(user=coordinator, service=service, words="Never seen.")
    with acting_as(facilitator):
        see_notices(user=facilitator)
    Notice.objects.filter(user=facilitator).update(seen_at=old)
    document = make_document(by=coordinator, paper=Paper("leaflet", {}), belongs_to=service)
    Rendering.objects.create(document=document, format="docx", content=b"x", made_at=old)
    render(document, "pdf")
    tasks.purge_kept(timestamp=0)
    assert not KeptForm.objects.exists()
    assert [notice.words for notice in Notice.objects.all()] == ["Never seen."]
    assert [rendering.format for rendering in Rendering.objects.all()] == ["pdf"]


def work_once():
    """The worker does what waits, in a thread that leaves no connection behind."""
    try:
        call_command("procrastinate", "worker", "--one-shot")
    finally:
        connections.close_all()


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_worker_sends_what_a_page_left_to_it(settings):
    settings.SEND_AT_ONCE = False
    service = Service.objects.create(name="Hub", prefix="HUB", profile="essex-2015")
    coordinator = make_user("Cora Ordinate", "coordinator", service)
    with acting_as(coordinator):
        queue_message(
            by=coordinator,
            channel="email",
            to=coordinator,
            contents=Contents(subject="y", body="x"),
            belongs_to=service,
        )
    with ThreadPoolExecutor(
        1
    ) as apart:  # where tests in a browser ran before, their event loop still runs in this one
        apart.submit(work_once).result()
    assert [message.subject for message in mail.outbox] == ["y"]
    with acting_as(coordinator):
        assert Message.objects.get().state == Message.State.SENT


@pytest.mark.django_db(transaction=True)
def test_trail_is_followed_each_night_and_a_break_is_told_to_whoever_manages_accounts(
    manager, coordinator, run_database, caplog
):
    with caplog.at_level("INFO"):
        tasks.check_trail(0)
    assert chain_end().digest in caplog.text
    with run_database.owner() as owner:
        owner.execute("DELETE FROM record_auditevent WHERE id = (SELECT min(id) FROM record_auditevent)")
    tasks.check_trail(0)
    with acting_as(manager):
        assert told() == {(manager.name, tasks.TRAIL_BROKEN)}
