"""The ways out: Django's mail, GOV.UK Notify. A backend gives back the carrier's reference or raises `NotSentError`."""

import logging
import smtplib

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.message import make_msgid
from notifications_python_client.errors import APIError
from notifications_python_client.notifications import NotificationsAPIClient

from amends.foundation.messages.models import Message

log = logging.getLogger(__name__)
TRY_AGAIN_FROM = 500  # a fault of the carrier's; below that it is ours and trying again does not help
TOO_MANY = 429


class NotSentError(Exception):
    """The carrier did not take it. `code` says nothing about a person; `again` whether to try later."""

    def __init__(self, code: str, *, again: bool = False) -> None:
        super().__init__(code)
        self.code = code
        self.again = again


def hand_over(message: Message) -> str:
    """Give an e-mail or text to its carrier. Returns the carrier's reference."""
    if settings.NOTIFY_API_KEY:
        return by_notify(message)
    if message.channel == Message.Channel.EMAIL:
        return by_mail(message)
    if (
        settings.EXAMPLE_SERVICE
    ):  # nothing leaves the example service, and its screens still show what would have gone
        return "example"
    raise NotSentError("texts_not_set_up")


def by_mail(message: Message) -> str:
    """Through the mail server of AMENDS_EMAIL_URL."""
    reference = make_msgid(domain=settings.DEFAULT_FROM_EMAIL.rpartition("@")[2] or "localhost")
    mail = EmailMessage(
        subject=message.subject,
        body=message.body,
        to=[message.to_address],
        headers={"Message-ID": reference, "Auto-Submitted": "auto-generated"},
    )
    try:
        mail.send()
    except smtplib.SMTPRecipientsRefused as problem:
        raise NotSentError("address_refused") from problem
    except (OSError, smtplib.SMTPException) as problem:
        raise NotSentError("mail_server", again=True) from problem
    return reference


def by_notify(message: Message) -> str:
    """Through GOV.UK Notify, with our own number as reference, so that its answers can be matched."""
    client = NotificationsAPIClient(settings.NOTIFY_API_KEY, base_url=settings.NOTIFY_BASE_URL)  # type: ignore[no-untyped-call]  # no types of its own
    reference = f"message:{message.pk}"
    try:
        if message.channel == Message.Channel.EMAIL:
            answer = client.send_email_notification(  # type: ignore[no-untyped-call]  # no types of its own
                email_address=message.to_address,
                template_id=settings.NOTIFY_EMAIL_TEMPLATE,
                personalisation={"subject": message.subject, "body": message.body},
                reference=reference,
            )
        else:
            answer = client.send_sms_notification(  # type: ignore[no-untyped-call]  # no types of its own
                phone_number=message.to_address,
                template_id=settings.NOTIFY_TEXT_TEMPLATE,
                personalisation={"body": message.body},
                reference=reference,
            )
    except APIError as problem:
        status = problem.status_code
        again = status >= TRY_AGAIN_FROM or status == TOO_MANY
        raise NotSentError(f"notify_{status}", again=again) from problem
    return str(answer["id"])
