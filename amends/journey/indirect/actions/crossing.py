"""Across the wall, in small steps: release, offer, choice, fetching the words, delivery, and what comes back."""

import datetime as dt
from collections.abc import Mapping

from django.db import connection, transaction
from django.utils import timezone

from amends.foundation.access.models import User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.rules import check_may
from amends.foundation.case.actions import reach
from amends.foundation.case.lifecycle import Milestone
from amends.foundation.case.models import CaseFile, Participant
from amends.foundation.clock.actions import About, start_clock, stop_clock
from amends.foundation.clock.rules import end_of
from amends.foundation.lib.refusal import Refused
from amends.foundation.record.models import Act
from amends.journey.indirect.actions.writing import lock, lock_draft, note, page_of
from amends.journey.indirect.models import Draft, Effect, Exchange, Offer, Viewing
from amends.journey.indirect.rules.crossing import (
    check_can_deliver,
    check_can_fetch,
    check_can_offer,
    check_can_release,
    check_can_show_again,
    check_says_effect,
)
from amends.journey.risk.actions.sensitive import ask_wellbeing

TO_OFFER, BACK = "message-to-offer", "recording-back"


def _about(exchange: Exchange, **more: object) -> About:
    return About(
        service=exchange.case.service,
        subject=f"exchange:{exchange.pk}",
        case=exchange.case,
        link=page_of(exchange),
        **more,  # type: ignore[arg-type]  # a file or nothing
    )


@transaction.atomic
def release(*, by: User, draft: Draft, may_be_kept: bool = False) -> Draft:
    """Let go of the version that was passed. Needs somebody who may read letters and sees both sides' consent."""
    check_may(by, Permission.MESSAGE_VET, draft.service_id)
    draft = lock_draft(draft)
    exchange = draft.exchange
    check_can_release(draft)
    if may_be_kept and (draft.misuse_possible or exchange.is_recorded):
        raise Refused(
            "A recorded message is never left with anybody."
            if exchange.is_recorded
            else "It could be misused, so it is shown or read out and comes back.",
            source="Wait 'til Eight section 4 para 4",
            field="may_be_kept",
        )
    draft.released_at, draft.released_by = timezone.now(), by
    draft.full_clean()
    draft.save(update_fields=["released_at", "released_by"])
    exchange.state, exchange.released_at = Exchange.State.RELEASED, draft.released_at
    exchange.may_be_kept = may_be_kept
    exchange.full_clean(exclude=["case"])
    exchange.save(update_fields=["state", "released_at", "may_be_kept"])
    note(by, exchange, "released", Act.DISCLOSURE)
    start_clock(by=by, name=TO_OFFER, about=_about(exchange))
    return draft


@transaction.atomic
def offer(*, by: User, exchange: Exchange, participant: Participant, on: dt.date) -> Offer:
    """Tell somebody of the other side that there is something for them. What it says stays where it is."""
    check_may(by, Permission.MESSAGE_CARRY, exchange.service_id)
    locked = lock(exchange)
    check_can_offer(locked, participant)
    row = Offer(
        service_id=participant.service_id,
        file_id=participant.file_id,
        exchange=locked,
        participant=participant,
        offered_by=by,
        offered_on=_not_ahead(on),
    )
    row.full_clean()
    row.save()
    note(by, locked, "offered", Act.DISCLOSURE, file=participant.file)
    return row


def _not_ahead(day: dt.date) -> dt.date:
    if day > timezone.localdate():
        raise Refused("This day has not come yet.", field="on")
    return day


def _own(row: Offer) -> Offer:
    exchange = lock(row.exchange)
    locked = (
        Offer.objects.select_for_update(of=("self",))
        .select_related("participant__case", "file")
        .get(pk=row.pk)
    )
    locked.exchange = exchange
    return locked


@transaction.atomic
def choose(*, by: User, row: Offer, choice: str, on: dt.date, words: str = "") -> Offer:
    """What they want to do with it. It is theirs to change until it was delivered."""
    check_may(by, Permission.MESSAGE_CARRY, row.service_id)
    locked = _own(row)
    if locked.delivered_on:
        raise Refused("It was delivered already.")
    locked.choice, locked.chosen_on, locked.choice_note = choice, _not_ahead(on), words
    if not locked.wants_it:
        locked.words, locked.fetched_at = "", None
    locked.full_clean()
    locked.save()
    note(by, locked.exchange, "choice_noted", Act.COLLECTION, file=locked.file)
    if choice != Offer.Choice.HOLD:
        stop_clock(by=by, name=TO_OFFER, subject=f"exchange:{locked.exchange_id}")
    return locked


@transaction.atomic
def fetch(*, by: User, row: Offer) -> Offer:
    """Copy the released words into the recipient's file, for taking them there. PostgreSQL hands over nothing else."""
    check_may(by, Permission.MESSAGE_CARRY, row.service_id)
    locked = _own(row)
    check_can_fetch(locked)
    with connection.cursor() as cursor:
        cursor.execute("SELECT indirect_released_words(%s)", [locked.pk])
        found = cursor.fetchone()
    if not found or not found[0]:
        raise Refused("There is nothing released for them.")
    locked.words, locked.fetched_at = Draft.words.field.opened(found[0]), timezone.now()
    locked.full_clean()
    locked.save(update_fields=["words", "fetched_at"])
    note(by, locked.exchange, "fetched", Act.DISCLOSURE, file=locked.file)
    return locked


@transaction.atomic
def deliver(
    *, by: User, row: Offer, on: dt.date, how: str, details: Mapping[str, object] | None = None
) -> Offer:
    """It has reached them: how, who was there, how they took it, and whether they would like to answer."""
    check_may(by, Permission.MESSAGE_CARRY, row.service_id)
    locked = _own(row)
    more = dict(details or {})
    check_can_deliver(locked, how=how, kept=bool(more.get("kept")))
    locked.delivered_on, locked.delivered_by, locked.how = _not_ahead(on), by, how
    for name, value in more.items():
        setattr(locked, name, value)
    locked.full_clean()
    locked.save()
    exchange = locked.exchange
    exchange.state, exchange.delivered_at = Exchange.State.DELIVERED, exchange.delivered_at or timezone.now()
    exchange.save(update_fields=["state", "delivered_at"])
    note(by, exchange, "delivered", Act.DISCLOSURE, file=locked.file)
    if exchange.is_recorded:
        start_clock(
            by=by, name=BACK, about=_about(exchange, file=locked.file), at=_morning(on), due=end_of(on)
        )
    reach(by=by, case=exchange.case, milestone=Milestone.COMMUNICATED)
    ask_wellbeing(people=[locked.participant])
    return locked


@transaction.atomic
def show_again(*, by: User, row: Offer, on: dt.date, present: str = "") -> Viewing:
    """A recorded message is shown once more, as they asked for; it comes back the same day."""
    check_may(by, Permission.MESSAGE_CARRY, row.service_id)
    locked = _own(row)
    check_can_show_again(locked)
    viewing = Viewing(
        service_id=locked.service_id,
        file_id=locked.file_id,
        offer=locked,
        shown_on=_not_ahead(on),
        shown_by=by,
        present=present,
    )
    viewing.full_clean()
    viewing.save()
    exchange = locked.exchange
    note(by, exchange, "shown_again", Act.DISCLOSURE, file=locked.file)
    start_clock(by=by, name=BACK, about=_about(exchange, file=locked.file), at=_morning(on), due=end_of(on))
    return viewing


def _morning(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time()))


@transaction.atomic
def bring_back(*, by: User, row: Offer, on: dt.date, where: str) -> Offer:
    """The paper or recording is back, or deleted."""
    check_may(by, Permission.MESSAGE_CARRY, row.service_id)
    locked = (
        Offer.objects.select_for_update(of=("self",)).select_related("exchange__case", "file").get(pk=row.pk)
    )
    if not locked.delivered_on or locked.kept:
        raise Refused("Nothing is out with them.")
    out: Offer | Viewing = Viewing.objects.filter(offer=locked, back_on__isnull=True).first() or locked
    out.back_on, out.back_where = _not_ahead(on), where
    out.full_clean()
    out.save(update_fields=["back_on", "back_where"])
    note(by, locked.exchange, "brought_back", file=locked.file)
    stop_clock(by=by, name=BACK, subject=f"exchange:{locked.exchange_id}")
    return locked


@transaction.atomic
def tell_back(*, by: User, exchange: Exchange, words: str, on: dt.date) -> Exchange:
    """What the sender may be told, exactly as the recipient agreed; nothing else of their answer goes back."""
    check_may(by, Permission.MESSAGE_CARRY, exchange.service_id)
    locked = lock(exchange)
    if locked.released_at is None:
        raise Refused("Nothing has gone across yet.")
    locked.told_back, locked.told_back_on = words, _not_ahead(on)
    locked.full_clean(exclude=["case"])
    locked.save(update_fields=["told_back", "told_back_on"])
    note(by, locked, "told_back", Act.DISCLOSURE)
    return locked


@transaction.atomic
def end(
    *,
    by: User,
    exchange: Exchange,
    worked: str = "",
    how_known: str = "",
    view: str = "",
    learning: str = "",
) -> Exchange:
    """It is over. After a delivery say whether it did some good, how that is known, and what they say of it (W8-290)."""
    check_may(by, Permission.MESSAGE_CARRY, exchange.service_id)
    locked = lock(exchange)
    delivered = locked.state == Exchange.State.DELIVERED
    if delivered:
        _note_effect(by, locked, worked=worked, how_known=how_known, view=view, learning=learning)
    elif worked:
        raise Refused("Nothing was delivered, so it cannot have done good or harm.", field="worked")
    locked.state, locked.ended_at = Exchange.State.ENDED, timezone.now()
    locked.full_clean(exclude=["case"])
    locked.save()
    # What was never released has not been anything to the other side: its end neither.
    theirs = None if locked.released_at else CaseFile.objects.get(case=locked.case, side=locked.from_side)
    note(by, locked, "ended", file=theirs)
    for name in ("message-to-vet", TO_OFFER):
        stop_clock(by=by, name=name, subject=f"exchange:{locked.pk}", dropped=True)
    if delivered and not Exchange.objects.filter(case=locked.case, state=Exchange.State.DELIVERED).exists():
        reach(by=by, case=locked.case, milestone=Milestone.WRITTEN_UP)
    return locked


def _note_effect(by: User, exchange: Exchange, **said: str) -> None:
    """In the recipient's file, by somebody who may open it: whoever sees the sender alone learns nothing of it."""
    recipient = CaseFile.objects.filter(case=exchange.case, side=exchange.to_side).first()
    if recipient is None:
        raise Refused(
            "It has reached the other side: whoever works with them says what came of it, and ends it."
        )
    check_says_effect(**said)
    effect = Effect(service_id=exchange.service_id, file=recipient, exchange=exchange, noted_by=by, **said)
    effect.full_clean()
    effect.save()
    note(by, exchange, "effect_noted", Act.COLLECTION, file=recipient)
