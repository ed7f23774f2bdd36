"""What may go out, to whom and how; what stops it; what becomes of it."""

import json
import smtplib
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend
from django.db import IntegrityError, transaction
from procrastinate.contrib.django.models import ProcrastinateJob

from amends.foundation.access.acting import acting_as
from amends.foundation.case.actions import grant_file, set_stopped
from amends.foundation.lib.refusal import Refused
from amends.foundation.messages.actions import (
    mark_delivered,
    mark_failed,
    queue_message,
    send_message,
    stop_messages,
)
from amends.foundation.messages.backends import NotSentError
from amends.foundation.messages.models import Message, Notice
from amends.foundation.messages.outgoing import Contents
from amends.foundation.people.actions import add_contact_point, set_safe_contact
from amends.foundation.people.models import ContactPoint, SafeContact
from amends.foundation.record.models import AuditEvent

NO = SafeContact.Answer.NO


@pytest.fixture
def reachable(coordinator, a_case):
    """The person harmed has an e-mail address and a postal one."""
    her = a_case.harmed
    add_contact_point(
        by=coordinator, participant=her, kind=ContactPoint.Kind.EMAIL, value="hanna@example.org"
    )
    kind = ContactPoint.Kind.ADDRESS
    add_contact_point(by=coordinator, participant=her, kind=kind, value="1 Alder Road", postcode="ZZ1 1AA")
    return her


@pytest.fixture
def no_worker(settings, django_capture_on_commit_callbacks):
    """Messages go when the transaction would be saved."""
    settings.SEND_AT_ONCE = True
    return lambda: django_capture_on_commit_callbacks(execute=True)


def test_email_to_a_participant_goes_once_saved(coordinator, reachable, no_worker):
    with no_worker():
        message = queue_message(
            by=coordinator, channel="email", to=reachable, contents=Contents(subject="News", body="Hello")
        )
        assert mail.outbox == []
    assert [(m.to, m.subject, m.body) for m in mail.outbox] == [(["hanna@example.org"], "News", "Hello")]
    message.refresh_from_db()
    assert (message.state, message.file_id) == (Message.State.SENT, reachable.file_id)
    assert message.provider_reference.startswith("<")


def test_with_a_worker_its_job_is_saved_in_the_same_transaction(coordinator, reachable, settings):
    settings.SEND_AT_ONCE = False
    message = queue_message(
        by=coordinator, channel="email", to=reachable, contents=Contents(subject="News", body="Hello")
    )
    job = ProcrastinateJob.objects.get()
    assert (job.task_name, job.args) == (
        "send_message",
        {"message_id": message.pk, "service_id": message.service_id},
    )


@pytest.mark.parametrize(("channel", "answer"), [("email", "email"), ("sms", "texts"), ("letter", "post")])
def test_channel_the_card_forbids_is_refused(coordinator, reachable, channel, answer):
    set_safe_contact(by=coordinator, card=reachable.safe_contact, changes={answer: NO})
    with pytest.raises(Refused, match="not safe"):
        queue_message(by=coordinator, channel=channel, to=reachable, contents=Contents("Hello"))
    assert not Message.objects.exists()


def test_address_that_is_not_safe_is_never_used(coordinator, a_case):
    her = a_case.harmed
    kind = ContactPoint.Kind.EMAIL
    add_contact_point(by=coordinator, participant=her, kind=kind, value="shared@example.org", is_safe=False)
    with pytest.raises(Refused, match="no safe"):
        queue_message(by=coordinator, channel="email", to=her, contents=Contents("Hello"))


def test_card_is_asked_again_when_the_message_goes(coordinator, reachable, settings):
    settings.SEND_AT_ONCE = False
    message = queue_message(by=coordinator, channel="email", to=reachable, contents=Contents("Hello"))
    set_safe_contact(by=coordinator, card=reachable.safe_contact, changes={"email": NO})
    send_message(by=coordinator, message_id=message.pk)
    message.refresh_from_db()
    assert (message.state, message.error) == (Message.State.STOPPED, "no_longer_safe")
    assert mail.outbox == []


def test_message_to_one_side_with_something_of_the_other_is_refused(coordinator, reachable):
    with pytest.raises(Refused, match="other side"):
        queue_message(
            by=coordinator, channel="email", to=reachable, contents=Contents("Rhys Ponsible agreed.")
        )


@pytest.mark.parametrize("words", ["Hanna Harmed agreed.", "Call 07700 900202.", "Born 4 March 1961."])
def test_email_outside_names_nobody(coordinator, a_case, referrer, words):
    with pytest.raises(Refused) as refusal:
        queue_message(
            by=coordinator,
            channel="email",
            to=referrer,
            contents=Contents(subject="News", body=words),
            belongs_to=a_case.case,
        )
    assert refusal.value.field == "body"


def test_subject_line_names_nobody(coordinator, reachable):
    with pytest.raises(Refused) as refusal:
        queue_message(
            by=coordinator,
            channel="email",
            to=reachable,
            contents=Contents(subject="For Hanna Harmed", body="Hello"),
        )
    assert refusal.value.field == "subject"


def test_nothing_goes_to_anybody_after_stop_unless_it_says_goodbye(coordinator, a_case, reachable, no_worker):
    set_stopped(by=coordinator, case=a_case.case, stopped=True)
    reachable.case.refresh_from_db()
    with pytest.raises(Refused, match="said stop"):
        queue_message(by=coordinator, channel="email", to=reachable, contents=Contents("Hello"))
    with no_worker():
        queue_message(
            by=coordinator, channel="email", to=reachable, contents=Contents("Bye"), even_when_stopped=True
        )
    assert len(mail.outbox) == 1


def test_stop_reaches_what_waits_for_the_other_side_too(
    coordinator, facilitator, a_case, reachable, settings
):
    settings.SEND_AT_ONCE = False
    him = a_case.responsible
    mine = queue_message(by=coordinator, channel="email", to=reachable, contents=Contents("Hello"))
    theirs = queue_message(by=coordinator, channel="sms", to=him, contents=Contents("Hello"))
    goodbye = queue_message(
        by=coordinator, channel="sms", to=him, contents=Contents("Bye"), even_when_stopped=True
    )
    grant_file(by=coordinator, file=a_case.harmed_file, user=facilitator, reason="allocated")
    with acting_as(facilitator):
        assert not Message.objects.filter(pk=theirs.pk).exists()
        stop_messages(by=facilitator, case=a_case.case)
    states = dict(Message.objects.values_list("pk", "state"))
    assert states == {mine.pk: "stopped", theirs.pk: "stopped", goodbye.pk: "queued"}
    assert send_message(by=coordinator, message_id=mine.pk) is None


def test_stop_of_one_side_leaves_the_other(coordinator, a_case, reachable, settings):
    settings.SEND_AT_ONCE = False
    queue_message(by=coordinator, channel="email", to=reachable, contents=Contents("Hello"))
    theirs = queue_message(by=coordinator, channel="sms", to=a_case.responsible, contents=Contents("Hello"))
    stop_messages(by=coordinator, case=a_case.case, file=a_case.harmed_file)
    assert Message.objects.get(state="queued") == theirs


def test_stranger_cannot_stop_anything(coordinator, stranger, a_case, reachable, settings):
    settings.SEND_AT_ONCE = False
    queue_message(by=coordinator, channel="email", to=reachable, contents=Contents("Hello"))
    with acting_as(stranger):
        stop_messages(by=stranger, case=a_case.case)
    assert Message.objects.get().state == Message.State.QUEUED


def test_letter_waits_with_its_document_in_an_envelope(coordinator, reachable):
    letter = queue_message(by=coordinator, channel="letter", to=reachable, contents=Contents("Hello"))
    assert letter.document
    assert letter.document.file_id == reachable.file_id
    assert "1 Alder Road<br>ZZ1 1AA" in letter.document.html
    assert letter.envelope
    assert letter.envelope.participant == reachable


def test_text_outside_safe_hours_is_refused(coordinator, a_case):
    her = a_case.harmed
    set_safe_contact(
        by=coordinator, card=her.safe_contact, changes={"from_hour": "10:00", "until_hour": "12:00"}
    )
    with time_machine.travel("2026-11-20T20:00:00Z"), pytest.raises(Refused, match="Not at this hour"):
        queue_message(by=coordinator, channel="sms", to=her, contents=Contents("Hello"))


class _Refuses(BaseEmailBackend):
    def send_messages(self, email_messages):
        raise smtplib.SMTPRecipientsRefused({})


class _IsDown(BaseEmailBackend):
    def send_messages(self, email_messages):
        raise OSError


def test_address_the_mail_server_refuses_is_a_failure(coordinator, referrer, service, settings):
    settings.SEND_AT_ONCE = False
    message = queue_message(
        by=coordinator,
        channel="email",
        to=referrer,
        contents=Contents(subject="y", body="x"),
        belongs_to=service,
    )
    settings.EMAIL_BACKEND = f"{__name__}._Refuses"
    send_message(by=coordinator, message_id=message.pk)
    message.refresh_from_db()
    assert (message.state, message.error) == (Message.State.FAILED, "address_refused")


def test_mail_server_that_is_down_leaves_the_message_waiting(coordinator, referrer, service, settings):
    settings.SEND_AT_ONCE = False
    message = queue_message(
        by=coordinator,
        channel="email",
        to=referrer,
        contents=Contents(subject="y", body="x"),
        belongs_to=service,
    )
    settings.EMAIL_BACKEND = f"{__name__}._IsDown"
    with pytest.raises(NotSentError):
        send_message(by=coordinator, message_id=message.pk)
    assert Message.objects.get().state == Message.State.QUEUED


class NotifyServer(HTTPServer):
    """`asked` is what it was sent, `answer` the status it gives."""

    def __init__(self, *args):
        super().__init__(*args)
        self.asked: list[tuple[str, dict[str, Any]]] = []
        self.answer = 201


@pytest.fixture
def notify(settings):
    """A small server that answers as GOV.UK Notify does."""

    class Fake(BaseHTTPRequestHandler):
        def do_POST(self):
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            server.asked.append((self.path, body))
            content = json.dumps(
                {"id": "notify-1"} if server.answer == 201 else {"errors": [{"message": "no"}]}
            ).encode()
            self.send_response(server.answer)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *args):
            pass

    server = NotifyServer(("127.0.0.1", 0), Fake)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    key = "11111111-1111-1111-1111-111111111111"
    settings.NOTIFY_API_KEY = f"test-{key}-{key}"
    settings.NOTIFY_BASE_URL = f"http://127.0.0.1:{server.server_port}"
    settings.NOTIFY_TEXT_TEMPLATE = settings.NOTIFY_EMAIL_TEMPLATE = "template-1"
    settings.SEND_AT_ONCE = False
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def test_text_goes_through_notify_with_our_reference(coordinator, a_case, notify):
    message = queue_message(by=coordinator, channel="sms", to=a_case.harmed, contents=Contents("See you"))
    send_message(by=coordinator, message_id=message.pk)
    message.refresh_from_db()
    [(path, body)] = notify.asked
    assert path == "/v2/notifications/sms"
    assert body["phone_number"] == "07700900101"
    assert body["personalisation"] == {"body": "See you"}
    assert body["reference"] == f"message:{message.pk}"
    assert (message.state, message.provider_reference) == (Message.State.SENT, "notify-1")


def test_email_goes_through_notify_with_subject_and_body(coordinator, referrer, service, notify):
    message = queue_message(
        by=coordinator,
        channel="email",
        to=referrer,
        contents=Contents(subject="y", body="x"),
        belongs_to=service,
    )
    send_message(by=coordinator, message_id=message.pk)
    assert notify.asked[0][1]["personalisation"] == {"subject": "y", "body": "x"}


@pytest.mark.parametrize(
    ("status", "again"), [(400, False), (403, False), (429, True), (500, True), (503, True)]
)
def test_refusal_by_notify_fails_and_its_own_fault_is_tried_again(coordinator, a_case, notify, status, again):
    message = queue_message(by=coordinator, channel="sms", to=a_case.harmed, contents=Contents("See you"))
    notify.answer = status
    if again:
        with pytest.raises(NotSentError):
            send_message(by=coordinator, message_id=message.pk)
    else:
        send_message(by=coordinator, message_id=message.pk)
    message.refresh_from_db()
    expected = (Message.State.QUEUED, "") if again else (Message.State.FAILED, f"notify_{status}")
    assert (message.state, message.error) == expected


def test_arrival_and_failure_are_noted_and_who_wrote_is_told(coordinator, referrer, service, settings):
    settings.SEND_AT_ONCE = False
    message = queue_message(
        by=coordinator,
        channel="email",
        to=referrer,
        contents=Contents(subject="y", body="x"),
        belongs_to=service,
    )
    assert mark_delivered(by=coordinator, message=message).state == Message.State.DELIVERED
    assert mark_failed(by=coordinator, message=message, error="mailbox_full").state == Message.State.FAILED
    assert Notice.objects.filter(user=coordinator).count() == 1


def test_trail_names_the_recipient_by_key_only(coordinator, reachable, no_worker):
    with no_worker():
        queue_message(
            by=coordinator, channel="email", to=reachable, contents=Contents(subject="News", body="Hello")
        )
    events = AuditEvent.objects.filter(what__startswith="message.")
    assert {event.recipient for event in events} == {f"participant:{reachable.pk}"}


def test_message_to_a_participant_outside_their_file_is_refused_by_the_database(coordinator, a_case, service):
    with pytest.raises(IntegrityError), transaction.atomic():
        Message.objects.create(
            service=service,
            case=a_case.case,
            channel="sms",
            to_address="1",
            to_participant=a_case.harmed,
            queued_by=coordinator,
        )
