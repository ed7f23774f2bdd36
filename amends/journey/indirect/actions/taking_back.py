"""What stops on its way in the same moment when its sender, or the person it is for, takes back their yes."""

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from amends.foundation.access.models import User
from amends.foundation.access.programs import as_clockwork
from amends.foundation.case.models import Participant
from amends.foundation.clock.actions import stop_clock
from amends.foundation.messages.actions import tell
from amends.foundation.record.actions import record
from amends.foundation.record.models import Act
from amends.journey.allocation.rules import facilitators_of
from amends.journey.indirect.actions.crossing import TO_OFFER
from amends.journey.indirect.models import Exchange, Offer


@transaction.atomic
def take_back(*, by: User, participant: Participant, way: str) -> None:
    """End what they have sent and what has not arrived; what was offered to them is refused.

    Whoever works with the other side hears that it goes no further, not why. What had arrived stays as it was; words
    that were fetched and have not arrived leave the recipient's file.
    """
    case = participant.case
    with as_clockwork(case.service):
        released = Exchange.objects.filter(
            case=case,
            state=Exchange.State.RELEASED,
            drafts__author=participant,
            drafts__released_at__isnull=False,
        )
        for exchange in released.distinct():
            if exchange.way == way:
                _end(by, exchange)
        offered = Offer.objects.filter(participant=participant, delivered_on__isnull=True)
        for offer in offered.exclude(choice=Offer.Choice.REFUSE).select_related("exchange"):
            if offer.exchange.way == way:
                _refuse(by, offer)


def _end(by: User, exchange: Exchange) -> None:
    Exchange.objects.filter(pk=exchange.pk).update(state=Exchange.State.ENDED, ended_at=timezone.now())
    Offer.objects.filter(exchange=exchange, delivered_on__isnull=True).update(words="")
    stop_clock(by=by, name=TO_OFFER, subject=f"exchange:{exchange.pk}", dropped=True)
    record(
        by=by, act=Act.ALTERATION, what="message.ended", case=exchange.case, subject=f"exchange:{exchange.pk}"
    )
    link = reverse("indirect:chain", args=[exchange.case.number, exchange.pk])
    words = f"{exchange.case.number}: a letter or message is not taken any further."
    for user in facilitators_of(exchange.case):
        if user.pk != by.pk:
            tell(user=user, service=exchange.case.service, words=words, link=link)


def _refuse(by: User, offer: Offer) -> None:
    Offer.objects.filter(pk=offer.pk).update(
        choice=Offer.Choice.REFUSE, chosen_on=timezone.localdate(), words=""
    )
    stop_clock(by=by, name=TO_OFFER, subject=f"exchange:{offer.exchange_id}", dropped=True)
    record(
        by=by,
        act=Act.ALTERATION,
        what="message.refused",
        file=offer.file,
        subject=f"exchange:{offer.exchange_id}",
    )
