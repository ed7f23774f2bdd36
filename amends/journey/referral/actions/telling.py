"""Letting the referrer and the service know. What leaves by e-mail names a number and nobody."""

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from amends.foundation.access.models import User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.programs import as_clockwork
from amends.foundation.access.rules import check_may
from amends.foundation.clock.actions import stop_clock
from amends.foundation.lib.refusal import Refused
from amends.foundation.messages.actions import queue_message, tell, tell_permitted
from amends.foundation.messages.models import Message
from amends.foundation.messages.outgoing import Contents, Outside
from amends.foundation.record.actions import record
from amends.foundation.record.models import Act
from amends.journey.referral.actions.receiving import link_of, subject_of
from amends.journey.referral.models import Referral
from amends.journey.referral.models.referral import Form

SIGN_OFF = (
    "\n\nThis message says nothing about the people in it, because e-mail can be read by others.\n\n{service}"
)


def tell_referrer(*, by: User, referral: Referral, words: str) -> str:
    """By their own page and an e-mail where they sign in; by e-mail where they gave one. Returns how, "" if by nothing.

    Nobody who referred themselves is written to by itself: what is safe for them is asked first.
    """
    referrer = referral.referrer
    if referrer and not referrer.is_system:
        tell(user=referrer, service=referral.service, words=words, link=link_of(referral))
        _email(by, referral, words + " Sign in to read it.", to=referrer)
        return "note"
    if referral.form == Form.SELF or not referral.referrer_email:
        return ""
    words += f" Please ring us on {referral.service.telephone or 'our usual number'}."
    _email(by, referral, words, to=Outside(referral.referrer_email))
    return "email"


def _email(by: User, referral: Referral, words: str, *, to: User | Outside) -> None:
    body = words + SIGN_OFF.format(service=referral.service.name)
    queue_message(
        by=by,
        channel=Message.Channel.EMAIL,
        to=to,
        contents=Contents(subject=f"About {referral.number}", body=body),
        belongs_to=referral.service,
        subject_key=subject_of(referral),
    )


def tell_staff(*, referral: Referral, words: str, about: str) -> None:
    """Everybody who screens referrals in the service finds it under what is new."""
    tell_permitted(
        service=referral.service,
        permission=Permission.REFERRAL_SCREEN,
        words=words,
        link=link_of(referral),
        about=about,
    )


@transaction.atomic
def acknowledge(*, by: User, referral: Referral, how: str = "") -> None:
    """Note that the referrer knows it has arrived, by e-mail unless they were told another way (W8-091)."""
    check_may(by, Permission.REFERRAL_MAKE, referral.service)
    if referral.acknowledged_at:
        return
    told = how or tell_referrer(
        by=by, referral=referral, words=f"Your referral has arrived. Its number is {referral.number}."
    )
    if not told:
        raise Refused(
            "There is no address to write to.", opens="Ring them, and note here that you did.", field="how"
        )
    referral.acknowledged_at = timezone.now()
    referral.save(update_fields=["acknowledged_at"])
    with as_clockwork(referral.service):
        stop_clock(by=by, name="registration", subject=subject_of(referral))
    record(
        by=by,
        act=Act.DISCLOSURE,
        what="referral.acknowledged",
        service_id=referral.service_id,
        subject=subject_of(referral),
        details={"how": told},
    )


@transaction.atomic
def note_ending(*, by: User, referral: Referral, words: str = "") -> None:
    """Keep on the referrer's own page how it ended, in the words they were told; none, when the case goes on again."""
    check_may(by, Permission.CASE_CLOSE, referral.service)
    referral.ended_words, referral.ended_at = words, timezone.now() if words else None
    referral.save(update_fields=["ended_words", "ended_at"])
    record(
        by=by,
        act=Act.ALTERATION,
        what="referral.ending_noted" if words else "referral.goes_on",
        service_id=referral.service_id,
        subject=subject_of(referral),
    )


def insecure_reply(referral: Referral, form_address: str) -> str:
    """What goes back to an address that is not secure: the way to the form, and nothing of what was sent (EX-031)."""
    return (
        f"Thank you for your referral. We cannot use e-mail from this address for it, because others may read it. "
        f"Please use our form instead, which is safe: {settings.BASE_URL}{form_address}\n\n"
        f"Please do not answer with any details.\n\n{referral.service.name}"
    )


@transaction.atomic
def send_insecure_reply(*, by: User, referral: Referral, form_address: str) -> Message:
    """Send that answer to the address the referral came from."""
    if referral.sender_is_secure is not False or not referral.sender_address:
        raise Refused("This referral did not come from an address that is not secure.")
    return queue_message(
        by=by,
        channel=Message.Channel.EMAIL,
        to=Outside(referral.sender_address),
        contents=Contents(
            subject="How to send us a referral safely", body=insecure_reply(referral, form_address)
        ),
        belongs_to=referral.service,
        subject_key=subject_of(referral),
    )
