"""What each person was promised to hear afterwards, made into dated tasks, and nothing beyond it (SS-046)."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from amends.foundation.access.models import User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.programs import as_clockwork
from amends.foundation.access.rules import check_may
from amends.foundation.case.models import Participant
from amends.foundation.case.rules import check_is_live
from amends.foundation.clock.actions import About, start_clock, stop_clock
from amends.foundation.clock.rules import end_of
from amends.foundation.lib.refusal import Refused
from amends.foundation.record.actions import record
from amends.foundation.record.models import Act
from amends.journey.agreement.models import Party, Point, Wish
from amends.journey.agreement.rules import day_in_the_past, may_be_told

NEWS = "agreement-news"


@dataclass(frozen=True)
class Wanted:
    """What they want to hear: these points, how, on a day besides, and until when; or nothing any more."""

    no_contact: bool = False
    about: tuple[int, ...] = ()
    how: str = ""
    news_on: date | None = None
    until: date | None = None


@transaction.atomic
def note_wish(*, by: User, party: Party, wanted: Wanted) -> Wish:
    """Write down what they were promised. Only what everybody agreed may be told can be chosen."""
    check_may(by, Permission.AGREEMENT_RECORD, party.service_id)
    agreement = party.agreement
    check_is_live(agreement.case)
    person = Participant.objects.select_related("file").filter(pk=party.participant_id).first()
    if person is None:
        raise Refused("Their own facilitator notes this.", source="Each side has a file of its own")
    allowed = {point.pk for point in may_be_told(agreement, person.side)}
    if set(wanted.about) - allowed:
        raise Refused("It was not agreed that they are told of this point.", field="about")
    if wanted.news_on and wanted.news_on < timezone.localdate():
        raise Refused("This day is over.", field="news_on")
    row = Wish.objects.filter(agreement=agreement, participant=person).first() or Wish(
        service_id=party.service_id, file=person.file, agreement=agreement, participant=person
    )
    row.no_contact, row.about, row.how = wanted.no_contact, list(wanted.about), wanted.how
    row.news_on, row.until, row.noted_by, row.news_given_on = wanted.news_on, wanted.until, by, None
    row.full_clean()
    row.save()
    _note(by, row, "wish_noted", Act.COLLECTION)
    stop_clock(by=by, name=NEWS, subject=f"wish:{row.pk}", dropped=True)
    if row.news_on:
        _start_news(by, row, party)
    return row


def _note(by: User, wish: Wish, what: str, act: Act) -> None:
    record(by=by, act=act, what=f"agreement.{what}", file=wish.file, subject=f"wish:{wish.pk}")


def _start_news(by: User, wish: Wish, party: Party) -> None:
    """The task leads to the page on which it is done: only whoever works with that side has it."""
    case = wish.agreement.case
    due = end_of(wish.news_on or timezone.localdate())
    there = About(
        service=case.service,
        subject=f"wish:{wish.pk}",
        case=case,
        file=wish.file,
        link=reverse("agreement:news", args=[case.number, party.pk]),
    )
    start_clock(by=by, name=NEWS, about=there, at=min(timezone.now(), due), due=due)


@transaction.atomic
def note_news(*, by: User, wish: Wish, on: date) -> Wish:
    """They have heard how it stands, on the day they were promised."""
    check_may(by, Permission.AGREEMENT_RECORD, wish.service_id)
    if wish.no_contact or (wish.until and on > wish.until):
        raise Refused("They were promised to hear nothing more.", source="NOMS service specification, row 8")
    wish.news_given_on = day_in_the_past(on)
    wish.save(update_fields=["news_given_on"])
    _note(by, wish, "news_given", Act.DISCLOSURE)
    stop_clock(by=by, name=NEWS, subject=f"wish:{wish.pk}")
    return wish


def is_owed(point: Point) -> bool:
    """Whether somebody of the other side is to hear of it now. Who wrote no wish down is told what was agreed.

    Looked up with the service's own eyes: whoever notes the result may not know what the other side wants to hear.
    """
    if not point.tell_other_side or point.who is None:
        return False
    with as_clockwork(point.agreement.case.service):
        wishes = list(
            Wish.objects.filter(agreement=point.agreement_id).exclude(participant__side=point.who.side)
        )
    today = timezone.localdate()
    return not wishes or any(wish.covers(point, today) for wish in wishes)
