"""Receipts of GOV.UK Notify: who may give them, what they change, and that nothing else happens."""

import json

import pytest

from amends.foundation.clock.models import Clock
from amends.foundation.messages.actions import queue_message
from amends.foundation.messages.models import Message, Notice
from amends.foundation.messages.outgoing import Contents

URL, TOKEN = "/api/v1/receipts/notify", "a-long-token-of-the-callback"


@pytest.fixture(autouse=True)
def with_token(settings):
    settings.NOTIFY_CALLBACK_TOKEN = TOKEN
    settings.SEND_AT_ONCE = False


@pytest.fixture
def sent(coordinator, a_case):
    """A text that Notify has taken."""
    message = queue_message(by=coordinator, channel="sms", to=a_case.harmed, contents=Contents("See you"))
    message.state, message.provider_reference = Message.State.SENT, "notify-1"
    message.sent_at = message.queued_at
    message.save(update_fields=["state", "provider_reference", "sent_at"])
    return message


@pytest.fixture
def tell(client):
    """A receipt as Notify sends it."""

    def post(status="delivered", reference="notify-1", token=TOKEN, body=None):
        said = {"id": reference, "reference": "message:1", "to": "07700900101", "status": status}
        headers = {"HTTP_AUTHORIZATION": f"Bearer {token}"} if token else {}
        content = json.dumps(said) if body is None else body
        return client.post(URL, content, content_type="application/json", **headers).status_code

    return post


def state_of(message):
    message.refresh_from_db()
    return message.state


def test_message_that_arrived_is_shown_as_arrived(sent, tell):
    assert tell("delivered") == 204
    assert state_of(sent) == Message.State.DELIVERED
    assert not Clock.objects.filter(name="task-message-failed").exists()


@pytest.mark.parametrize("status", ["permanent-failure", "temporary-failure", "technical-failure"])
def test_message_that_failed_becomes_a_task_for_whoever_sent_it(sent, tell, coordinator, status):
    assert tell(status) == 204
    assert (state_of(sent), sent.error) == (Message.State.FAILED, status)
    task = Clock.objects.get(name="task-message-failed")
    assert (task.owner, task.file_id, task.stopped_at) == (coordinator, sent.file_id, None)
    assert Notice.objects.filter(user=coordinator, about=f"message:{sent.pk}:failed").count() == 1


def test_same_receipt_again_changes_nothing_and_the_first_word_counts(sent, tell):
    assert {tell("permanent-failure"), tell("permanent-failure"), tell("delivered")} == {204}
    assert state_of(sent) == Message.State.FAILED
    assert Clock.objects.filter(name="task-message-failed").count() == 1


@pytest.mark.parametrize("status", ["created", "sending", "", "nonsense"])
def test_what_is_not_the_end_of_a_message_changes_nothing(sent, tell, status):
    assert tell(status) == 204
    assert state_of(sent) == Message.State.SENT


@pytest.mark.parametrize("reference", ["notify-2", "", "x" * 500, "a\x00b"])
def test_receipt_of_an_unknown_message_is_answered_the_same(sent, tell, reference):
    assert tell("permanent-failure", reference=reference) == 204
    assert state_of(sent) == Message.State.SENT


@pytest.mark.parametrize("token", ["", "wrong", TOKEN + "x", "\u00e9"])
def test_nobody_without_the_token_is_let_in(sent, tell, token):
    assert tell("permanent-failure", token=token) == 401
    assert state_of(sent) == Message.State.SENT


@pytest.mark.parametrize("token", ["", TOKEN])
def test_service_without_a_token_lets_nobody_in(sent, tell, settings, token):
    settings.NOTIFY_CALLBACK_TOKEN = ""
    assert tell("delivered", token=token) == 401


@pytest.mark.parametrize("body", ["", "{", "[]", "1", b"\xff"])
def test_body_that_cannot_be_read_is_answered_400(sent, tell, body):
    assert tell(body=body) == 400


def test_token_of_an_agency_opens_nothing_here_and_get_is_refused(sent, client):
    assert client.get(URL).status_code == 405
