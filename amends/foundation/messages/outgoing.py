"""Who a message goes to, and what is in it."""

from dataclasses import dataclass
from typing import TypeAlias

from amends.foundation.access.models import User
from amends.foundation.case.models import Participant
from amends.foundation.documents.models import Document
from amends.foundation.messages.models import Message
from amends.foundation.messages.rules import address_of


@dataclass(frozen=True)
class Outside:
    """Somebody who neither takes part nor signs in: another body, or a referrer without an account."""

    address: str
    name: str = ""


Recipient: TypeAlias = Participant | User | Outside


@dataclass(frozen=True)
class Contents:
    """Words, or for a letter a paper that is made already. Words of a letter are put on the service's paper."""

    body: str = ""
    subject: str = ""
    document: Document | None = None


def name_on(to: Recipient) -> str:
    """The name that it is addressed to."""
    if isinstance(to, Participant):
        return to.person.full_name if hasattr(to, "person") else ""
    return to.name


def address_on(to: Recipient, channel: str) -> str:
    """Where it goes. Of somebody who takes part only a safe address will do: raises Refused where there is none."""
    if isinstance(to, Participant):
        return address_of(to, channel)
    if isinstance(to, Outside):
        return to.address
    return to.email if channel == Message.Channel.EMAIL else ""
