"""Putting messages on their way, stopping them, and telling users what is new."""

from collections.abc import Collection
from datetime import datetime

from django.conf import settings
from django.db import connection, transaction
from django.urls import reverse
from django.utils import timezone
from procrastinate.contrib.django import app as jobs

from amends.foundation.access.acting import acting_as
from amends.foundation.access.models import Service, User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.roles import ROLES
from amends.foundation.access.rules import held_today
from amends.foundation.case.belonging import Belonging, Owner, belonging
from amends.foundation.case.models import Case, CaseFile, Participant
from amends.foundation.clock.actions import About, start_clock, stop_clock
from amends.foundation.documents.actions import give_copy, make_document
from amends.foundation.documents.models import Copy, Document
from amends.foundation.documents.worded import Paper
from amends.foundation.lib.refusal import Refused
from amends.foundation.messages.backends import NotSentError, hand_over
from amends.foundation.messages.envelope_actions import enclose
from amends.foundation.messages.models import Message, Notice
from amends.foundation.messages.outgoing import Contents, Recipient, address_on, name_on
from amends.foundation.messages.rules import (
    check_for_outside,
    check_for_participant,
    check_may_reach,
    check_subject,
)
from amends.foundation.messages.signals import letter_posted
from amends.foundation.record.actions import record
from amends.foundation.record.models import Act

SEND_TASK = "send_message"
FAILED_TASK = "task-message-failed"
_TELL = """
    INSERT INTO message_notice (user_id, service_id, words, link, about) VALUES (%s, %s, %s, %s, %s)
    ON CONFLICT DO NOTHING
"""


@transaction.atomic
def queue_message(
    *,
    by: User,
    channel: str,
    to: Recipient,
    contents: Contents,
    belongs_to: Owner | None = None,
    subject_key: str = "",
    even_when_stopped: bool = False,
) -> Message:
    """Put one message to one person on its way: it goes once the transaction is saved, a letter to the print queue.

    To a participant it is refused unless their safe-contact card allows the channel now, nobody has said stop, and it
    holds nothing of the other side; it belongs to their file. To anybody else, who needs `belongs_to`, it may name
    nobody in the case by e-mail or text.
    """
    if isinstance(to, Participant):
        check_may_reach(to, channel, even_when_stopped=even_when_stopped)
        check_for_participant(contents.body, to)
    its = _whose(to, belongs_to)
    name, address = name_on(to), address_on(to, channel)
    if not isinstance(to, Participant) and channel != Message.Channel.LETTER:
        check_for_outside(contents.body, its.case)
    check_subject(contents.subject, its.case)
    message = Message(
        service=its.service,
        case=its.case,
        file=its.file,
        subject_key=subject_key,
        channel=channel,
        to_participant=to if isinstance(to, Participant) else None,
        to_user=to if isinstance(to, User) else None,
        to_name=name,
        to_address=address,
        subject=contents.subject,
        body=contents.body,
        template=contents.document.template if contents.document else "",
        document=contents.document,
        even_when_stopped=even_when_stopped,
        queued_by=by,
    )
    return _put_on_its_way(by, message)


def _whose(to: Recipient, belongs_to: Owner | None) -> Belonging:
    if isinstance(to, Participant):
        return Belonging(to.file.service, to.case, to.file)
    if belongs_to is None:
        raise ValueError("A message to somebody who takes no part belongs to a file, a case or a service.")
    return belonging(belongs_to)


def _put_on_its_way(by: User, message: Message) -> Message:
    if message.channel == Message.Channel.LETTER and message.document is None:
        message.document = _letter_of(by, message)
    if message.channel == Message.Channel.LETTER:
        _check_is_theirs(message)
        message.envelope = enclose(by=by, message=message)
    if message.channel == Message.Channel.NOTE:
        message.state, message.sent_at = Message.State.DELIVERED, timezone.now()
    message.full_clean()
    message.save()
    record(
        by=by,
        act=Act.DISCLOSURE,
        what=f"message.queued.{message.channel}",
        case=message.case,
        file=message.file,
        service_id=message.service_id,
        subject=f"message:{message.pk}",
        recipient=recipient_code(message),
    )
    if message.channel == Message.Channel.NOTE and message.to_user:
        tell(user=message.to_user, service=message.service, words=message.subject or message.body)
    if message.channel in {Message.Channel.EMAIL, Message.Channel.SMS}:
        _send_when_saved(by, message)
    return message


def _check_is_theirs(message: Message) -> None:
    """Refuse to post a paper of one side to somebody of the other; PostgreSQL refuses it as well."""
    person, paper = message.to_participant, message.document
    if (
        person
        and paper
        and (paper.case_id not in {None, person.case_id} or paper.file_id not in {None, person.file_id})
    ):
        raise Refused("This document belongs to somebody else's file.", field="participant")


def _letter_of(by: User, message: Message) -> Document:
    """The words of a letter on the service's paper, so that what was posted can always be read again."""
    context = {
        "to_name": message.to_name,
        "to_address": message.to_address,
        "subject": message.subject,
        "body": message.body,
    }
    return make_document(
        by=by,
        paper=Paper("plain-letter", context, names_allowed=[message.to_name]),
        belongs_to=message.file or message.case or message.service,
        reader=message.to_participant,
    )


def _send_when_saved(by: User, message: Message) -> None:
    """With a worker, its job is saved in the same transaction, so that neither is ever without the other."""
    if not settings.SEND_AT_ONCE:
        jobs.configure_task(SEND_TASK, lock=f"message:{message.pk}").defer(
            message_id=message.pk, service_id=message.service_id
        )
        return

    def now() -> None:
        with acting_as(by):
            send_message(by=by, message_id=message.pk)

    transaction.on_commit(now, robust=True)


@transaction.atomic
def send_message(*, by: User, message_id: int) -> Message | None:
    """Hand a waiting message to its carrier; None when it no longer waits. The card is asked again: it may have changed.

    Raises NotSentError, with nothing changed, when the carrier asks to be tried again later.
    """
    message = (
        Message.objects.select_for_update(of=("self",))
        .filter(pk=message_id, state=Message.State.QUEUED)
        .first()
    )
    if message is None:
        return None
    try:
        if message.to_participant:
            check_may_reach(
                message.to_participant, message.channel, even_when_stopped=message.even_when_stopped
            )
        message.provider_reference = hand_over(message)
        message.state, message.sent_at, message.error = Message.State.SENT, timezone.now(), ""
    except Refused:
        message.state, message.error = Message.State.STOPPED, "no_longer_safe"
    except NotSentError as problem:
        if problem.again:
            raise
        return mark_failed(by=by, message=message, error=problem.code)
    _save_state(by, message)
    return message


@transaction.atomic
def mark_posted(*, by: User, message: Message) -> Message:
    """A letter has been put into its envelope and posted."""
    locked = Message.objects.select_for_update(of=("self",)).get(pk=message.pk)
    if locked.channel != Message.Channel.LETTER or locked.state != Message.State.QUEUED:
        raise Refused("This letter is not waiting to be posted.")
    if locked.to_participant:
        check_may_reach(locked.to_participant, locked.channel, even_when_stopped=locked.even_when_stopped)
    locked.state, locked.sent_at = Message.State.SENT, timezone.now()
    _save_state(by, locked)
    if locked.document:
        give_copy(
            by=by,
            document=locked.document,
            how=Copy.How.POST,
            participant=locked.to_participant,
            recipient=locked.to_name or "addressee",
            form=locked.document.form,
        )
    if locked.to_participant:
        letter_posted.send(Message, by=by, message=locked)
    return locked


@transaction.atomic
def mark_delivered(*, by: User, message: Message) -> Message:
    """The carrier, or the person, says that it arrived."""
    message.state = Message.State.DELIVERED
    message.sent_at = message.sent_at or timezone.now()
    _save_state(by, message)
    stop_clock(by=by, name=FAILED_TASK, subject=f"message:{message.pk}")
    return message


@transaction.atomic
def mark_failed(*, by: User, message: Message, error: str) -> Message:
    """The carrier says that it did not arrive, or the letter came back: whoever sent it gets a task to do something."""
    message.state, message.error = Message.State.FAILED, error[:80]
    _save_state(by, message)
    _give_to_sender(by, message)
    return message


def _give_to_sender(by: User, message: Message) -> None:
    """What a program sent is looked after by a coordinator."""
    person = not message.queued_by.is_system
    subject, link = f"message:{message.pk}", reverse("message:one", args=[message.pk])
    about = About(
        service=message.service,
        subject=subject,
        case=message.case,
        file=message.file,
        link=link,
        owner=message.queued_by if person else None,
    )
    start_clock(by=by, name=FAILED_TASK, about=about)
    if person:
        words = f"A message did not arrive{f' ({message.case.number})' if message.case else ''}."
        tell(
            user=message.queued_by, service=message.service, words=words, link=link, about=f"{subject}:failed"
        )


@transaction.atomic
def stop_messages(*, by: User, case: Case, file: CaseFile | None = None) -> None:
    """Stop everything of a case (or one side) that has not gone, also what this user may not see."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT message_stop_unsent(%s, %s)", [case.pk, file.pk if file else None])
    record(by=by, act=Act.ALTERATION, what="message.all_stopped", case=case, file=file)


@transaction.atomic
def stop_messages_about(*, by: User, case: Case, subject_key: str) -> int:
    """Stop what is about one thing that is off (a meeting) and has not gone. Returns how many messages."""
    waiting = Message.objects.filter(case=case, subject_key=subject_key, state=Message.State.QUEUED)
    count = waiting.update(state=Message.State.STOPPED)
    if count:
        record(by=by, act=Act.ALTERATION, what="message.stopped", case=case, details={"count": count})
    return count


def _save_state(by: User, message: Message) -> None:
    message.save(update_fields=["state", "sent_at", "error", "provider_reference"])
    record(
        by=by,
        act=Act.DISCLOSURE if message.state == Message.State.SENT else Act.ALTERATION,
        what=f"message.{message.state}",
        case=message.case,
        file=message.file,
        service_id=message.service_id,
        subject=f"message:{message.pk}",
        recipient=recipient_code(message),
        details={"error": message.error} if message.error else None,
    )


def recipient_code(message: Message) -> str:
    """Who it went to, as a key: the trail holds no names."""
    if message.to_participant_id:
        return f"participant:{message.to_participant_id}"
    return f"user:{message.to_user_id}" if message.to_user_id else "outside"


def tell(*, user: User, service: Service, words: str, link: str = "", about: str = "") -> None:
    """Put a line under “new since you last looked” of somebody. With `about`, the same thing is told once.

    `words` name no participant. Whoever tells need not be able to read it again, so nothing is given back.
    """
    with connection.cursor() as cursor:
        cursor.execute(_TELL, [user.pk, service.pk, words[:200], link, about])


def tell_role(*, service: Service, role: str, words: str, link: str = "", about: str = "") -> None:
    """Tell everybody who has this role in the service today."""
    for membership in held_today(service).filter(role=role).select_related("user"):
        tell(user=membership.user, service=service, words=words, link=link, about=about)


def tell_permitted(
    *, service: Service, permission: Permission, words: str, link: str = "", about: str = ""
) -> None:
    """Tell everybody whose role holds the permission."""
    for role in ROLES.values():
        if permission in role.may:
            tell_role(service=service, role=role.key, words=words, link=link, about=about)


@transaction.atomic
def see_notices(*, user: User) -> int:
    """They have looked. Returns how many were new."""
    return user.notices.filter(seen_at__isnull=True).update(seen_at=timezone.now())


@transaction.atomic
def forget_notices(*, seen_before: datetime) -> int:
    """Throw away what somebody has long since seen. Returns how many."""
    return Notice.objects.filter(seen_at__lt=seen_before).delete()[0]


@transaction.atomic
def take_back_notices(*, service: Service, link: str, besides: Collection[int]) -> int:
    """Take back news that leads to `link` from everybody who may no longer know of it. Returns how many."""
    rows = Notice.objects.filter(service=service, link__startswith=link)
    return rows.exclude(user__in=besides).delete()[0]
