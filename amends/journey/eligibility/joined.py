"""Several referrals of one matter read as one: the stricter rule of every safe-contact card, and everybody once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from amends.foundation.people.models import SafeContact
from amends.journey.eligibility.models import SamePerson
from amends.journey.referral.models import Referral, ReferralContact, ReferralPerson
from amends.journey.referral.models.person import SAFE_CHANNELS

ANSWER = SafeContact.Answer
WORDS = (
    "who_may_answer",
    "if_somebody_else_answers",
    "code_word",
    "text_wording",
    "envelope",
    "dates_to_avoid",
)
Card = SafeContact | ReferralPerson


@dataclass
class Somebody:
    """One human being (or company, or group): as the first referral names them, and as others do."""

    main: ReferralPerson
    others: list[ReferralPerson] = field(default_factory=list)

    @property
    def all(self) -> list[ReferralPerson]:
        return [self.main, *self.others]


def stricter(cards: Sequence[Card]) -> dict[str, object]:
    """What the cards say together. No beats yes, yes beats not asked; hours shrink; every word is kept.

    Where the hours of two cards never meet, the first card's stand and the others go into the warning.
    """
    found: dict[str, object] = {channel: _answer(cards, channel) for channel in SAFE_CHANNELS}
    warnings = _distinct(card.warning for card in cards)
    found["from_hour"], found["until_hour"], clash = _hours(cards)
    if clash:
        warnings.append(clash)
    for name in WORDS:
        text = "; ".join(_distinct(str(getattr(card, name)) for card in cards))
        longest = getattr(SafeContact._meta.get_field(name), "max_length", None)
        if longest and len(text) > longest:  # nothing is cut off: what has no room goes into the warning
            warnings.append(text)
            text = str(getattr(cards[0], name))
        found[name] = text
    found["warning"] = "\n".join(warnings)
    return found


def _answer(cards: Sequence[Card], channel: str) -> str:
    said = {getattr(card, channel) for card in cards}
    return next(
        (answer.value for answer in (ANSWER.NO, ANSWER.YES) if answer in said), ANSWER.NOT_ASKED.value
    )


def _hours(cards: Sequence[Card]) -> tuple[object, object, str]:
    first = max((card.from_hour for card in cards if card.from_hour), default=None)
    last = min((card.until_hour for card in cards if card.until_hour), default=None)
    if first is None or last is None or first < last:
        return first, last, ""
    spans = [
        f"{card.from_hour or '…'} to {card.until_hour or '…'}"
        for card in cards
        if card.from_hour or card.until_hour
    ]
    return (
        cards[0].from_hour,
        cards[0].until_hour,
        f"Different safe hours were given: {'; '.join(spans)}. Ask again.",
    )


def _distinct(texts: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(text.strip() for text in texts if text.strip()))


def everybody_in(referral: Referral) -> list[Somebody]:
    """Everybody in a referral and in those that were joined to it, each once; who was left out is not among them."""
    rows = ReferralPerson.objects.filter(referral=referral).order_by("position")
    found = {person.pk: Somebody(person) for person in rows}
    for same in _same_people(referral):
        if same.same_as_id is None:
            found[same.person_id] = Somebody(same.person)
    for same in _same_people(referral):
        if same.same_as_id in found:
            found[same.same_as_id].others.append(same.person)
    return list(found.values())


def _same_people(referral: Referral) -> list[SamePerson]:
    rows = SamePerson.objects.filter(referral__merged_into=referral, left_out=False)
    return list(rows.select_related("person").order_by("person__referral_id", "person__position"))


def contacts_of(people: Sequence[ReferralPerson]) -> list[ReferralContact]:
    """Every number and address of these, each once; one that is unsafe anywhere is unsafe."""
    kept: dict[tuple[str, str], ReferralContact] = {}
    for contact in ReferralContact.objects.filter(person__in=people).order_by("rank", "pk"):
        key = (contact.kind if contact.kind not in {"mobile", "landline"} else "number", contact.match_key)
        if key in kept:
            kept[key].is_safe = kept[key].is_safe and contact.is_safe
            kept[key].note = "; ".join(_distinct([kept[key].note, contact.note]))[:200]
        else:
            kept[key] = contact
    return list(kept.values())


def written_there(person: ReferralPerson) -> str:
    """How another referral writes them, so that a difference stays visible."""
    born = f", born {_day(person.date_of_birth)}" if person.date_of_birth else ""
    where = f", {person.address}" if person.address else ""
    return f"In {person.referral.number}: {person.full_name}{born}{where}"


def _day(day: date) -> str:
    return f"{day.day}.{day.month}.{day.year}"
