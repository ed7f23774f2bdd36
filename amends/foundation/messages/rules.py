"""Questions before something goes out: may it reach this person this way, and does it give anybody away?"""

from datetime import datetime

from django.db.models import Q
from django.utils import timezone

from amends.foundation.access.models import Service, User
from amends.foundation.case.guards import check_may_send
from amends.foundation.case.models import Case, Participant
from amends.foundation.case.rules import check_is_live
from amends.foundation.documents.rules import check_nothing_of_other_side, crossing
from amends.foundation.lib.refusal import Refused
from amends.foundation.messages.models import Message, Notice
from amends.foundation.people.ages import check_written_to_themselves
from amends.foundation.people.models import ContactPoint, Person, SafeContact
from amends.foundation.people.rules import check_channel

# What the safe-contact card calls each channel, and which kinds of contact point serve it.
CARD = {Message.Channel.EMAIL: "email", Message.Channel.SMS: "text", Message.Channel.LETTER: "letter"}
POINTS = {
    Message.Channel.EMAIL: (ContactPoint.Kind.EMAIL,),
    Message.Channel.SMS: (ContactPoint.Kind.MOBILE,),
    Message.Channel.LETTER: (ContactPoint.Kind.ADDRESS,),
}
GIVES_NOBODY_AWAY = "What leaves the service by e-mail or on a subject line names nobody"


def check_may_reach(participant: Participant, channel: str, *, even_when_stopped: bool = False) -> None:
    """Refuse what the safe-contact card does not allow now, and anything after somebody has said stop."""
    if not even_when_stopped:
        check_is_live(participant.case)
        check_may_send(participant)
    person = Person.objects.filter(participant=participant).first()
    check_written_to_themselves(person, timezone.localdate())
    card = SafeContact.objects.filter(participant=participant).first()
    check_channel(card, CARD[Message.Channel(channel)])


def address_of(participant: Participant, channel: str) -> str:
    """The first safe address of theirs for this channel. Refused when there is none."""
    points = ContactPoint.objects.filter(
        Q(until__isnull=True) | Q(until__gte=timezone.localdate()),
        participant=participant,
        kind__in=POINTS[Message.Channel(channel)],
        is_safe=True,
    )
    point = points.order_by("rank", "pk").first()
    if point is None:
        raise Refused(
            f"There is no safe {Message.Channel(channel).label.lower()} address for this person.",
            opens="Add one to their safe-contact card.",
            field="channel",
        )
    return as_written(point)


def as_written(point: ContactPoint) -> str:
    """An address as it stands on an envelope, with the postcode last."""
    postcode = (
        "" if not point.postcode or point.postcode.lower() in point.value.lower() else f"\n{point.postcode}"
    )
    return f"{point.value}{postcode}"


def check_subject(subject: str, case: Case | None) -> None:
    """Refuse a subject line that names anybody: it shows on a locked screen."""
    if case and crossing(subject, case=case, file=None):
        raise Refused("The subject line names somebody.", source=GIVES_NOBODY_AWAY, field="subject")


def check_for_outside(body: str, case: Case | None) -> None:
    """Refuse an e-mail or text to a referrer or another body that names somebody of the case: a link says enough."""
    if case and crossing(body, case=case, file=None):
        raise Refused(
            "This names somebody in the case or says how to reach them.",
            source=GIVES_NOBODY_AWAY,
            opens="Give the reference and the link; the rest is read after signing in.",
            field="body",
        )


def check_for_participant(body: str, participant: Participant) -> None:
    """Refuse a message to one side that carries something of the other."""
    check_nothing_of_other_side(body, participant.case, participant.side)


def new_notices(user: User) -> list[Notice]:
    """New since they last looked, newest first."""
    return list(Notice.objects.filter(user=user, seen_at__isnull=True).order_by("-at", "-pk")[:50])


def messages_about(user: User, subject_key: str) -> list[Message]:
    """What went out about a row, newest first."""
    return list(
        Message.objects.visible_to(user).filter(subject_key=subject_key).order_by("-queued_at", "-pk")
    )


# Codes of carriers and of our own, in words; they say nothing about a person.
WHY = {
    "came_back": "The letter came back. Ask for the right address, or find another way that their card allows.",
    "taken_out": "It was taken out of the print queue.",
    "case_stopped": "Somebody said stop before it went.",
    "address_refused": "The mail server says that there is no such address.",
    "mail_server": "The mail server could not be reached.",
    "no_longer_safe": "When it was to go, it was no longer allowed to reach them this way.",
    "permanent-failure": "There is no such address or number. Ask for the right one.",
    "temporary-failure": "The inbox was full, or the telephone was off for three days. It can be tried again.",
    "technical-failure": "The carrier could not send it. It can be tried again.",
    "texts_not_set_up": "This service cannot send texts yet.",
}


def why_not(message: Message) -> str:
    """Why it did not arrive, in a sentence; "" when it did, or is on its way."""
    return WHY.get(message.error, f"The carrier says: {message.error}.") if message.error else ""


def unsent(case: Case) -> int:
    """How many messages of a case still wait, as far as the acting user may know."""
    return Message.objects.filter(case=case, state=Message.State.QUEUED).count()


def left_waiting(service: Service, since: datetime) -> list[int]:
    """E-mails and texts that have waited since before then, because nothing took them to their carrier."""
    rows = Message.objects.filter(
        service=service,
        state=Message.State.QUEUED,
        channel__in=(Message.Channel.EMAIL, Message.Channel.SMS),
        queued_at__lt=since,
    )
    return list(rows.order_by("pk").values_list("pk", flat=True)[:500])
