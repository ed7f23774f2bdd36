"""How old, how to write the name, and whether a way of reaching somebody is safe just now."""

from datetime import date, datetime

from django.db.models import QuerySet
from django.db.models.expressions import RawSQL
from django.utils import timezone

from amends.foundation.lib.refusal import Refused
from amends.foundation.people.models import Person, SafeContact

CHANNELS = {
    "call": "calls",
    "text": "texts",
    "voicemail": "voicemail",
    "email": "email",
    "letter": "post",
    "visit": "visits",
}
# What leaves something behind that the wrong person could find needs a yes, not merely no "no".
LEAVES_A_TRACE = frozenset({"text", "voicemail", "email", "letter"})
ADULT = 18
SOURCE = "The safe-contact card of this person"


def age_on(born: date, day: date) -> int:
    """Completed years."""
    had_birthday = (day.month, day.day) >= (born.month, born.day)
    return day.year - born.year - (0 if had_birthday else 1)


def is_under_18(person: Person, day: date) -> bool | None:
    """True, False, or None when neither a date of birth nor an answer is known."""
    if person.date_of_birth:
        return age_on(person.date_of_birth, day) < ADULT
    return person.under_18


def initials_of(full_name: str) -> str:
    """Initials for lists: first and last word that are not a title."""
    titles = {"mr", "mrs", "ms", "miss", "mx", "dr", "pc", "ps", "sgt", "the", "rev", "sir"}
    words = [w for w in full_name.replace(".", " ").split() if w.lower() not in titles and w[0].isalpha()]
    letters = [words[0][0], words[-1][0]] if len(words) > 1 else [w[0] for w in words]
    return "".join(letters).upper() or "?"


def namesakes(full_name: str, service_id: int) -> QuerySet[Person]:
    """Everybody of that very name in a service, capitals or not, as far as whoever acts may see."""
    return Person.objects.filter(
        pk__in=RawSQL("SELECT people_namesakes(%s, %s)", [full_name, service_id])
    )  # no input in the text


def check_channel(card: SafeContact | None, channel: str, at: datetime | None = None) -> None:
    """Refuse a way of reaching somebody that their card does not allow at this hour."""
    words = (
        channel if channel not in {"email", "letter"} else {"email": "e-mail", "letter": "letter"}[channel]
    )
    answer = getattr(card, CHANNELS[channel]) if card else SafeContact.Answer.NOT_ASKED
    if answer == SafeContact.Answer.NO:
        raise Refused(
            f"This way ({words}) is not safe for this person.",
            source=SOURCE,
            opens="Use a way the card allows.",
        )
    if answer == SafeContact.Answer.NOT_ASKED and channel in LEAVES_A_TRACE:
        raise Refused(
            f"Nobody has asked yet whether this way ({words}) is safe.",
            source=SOURCE,
            opens="Ask them, then change the card.",
        )
    if card and channel in {"call", "text", "voicemail"}:
        hour = timezone.localtime(at or timezone.now()).time()
        too_early = card.from_hour is not None and hour < card.from_hour
        too_late = card.until_hour is not None and hour >= card.until_hour
        if too_early or too_late:
            raise Refused(
                f"Not at this hour: the card says {hours_of(card)}.",
                source=SOURCE,
                opens="Try again within those hours.",
            )


def hours_of(card: SafeContact) -> str:
    """The safe hours in words, empty when any hour will do."""
    if card.from_hour is not None and card.until_hour is not None:
        return f"between {card.from_hour:%H:%M} and {card.until_hour:%H:%M}"
    if card.until_hour is not None:
        return f"before {card.until_hour:%H:%M}"
    return f"after {card.from_hour:%H:%M}" if card.from_hour is not None else ""


def channel_is_safe(card: SafeContact | None, channel: str, at: datetime | None = None) -> bool:
    """Whether the button for this channel is shown."""
    try:
        check_channel(card, channel, at)
    except Refused:
        return False
    return True
