"""Writing down what people agreed, in their own words, or that there is no agreement."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from amends.foundation.access.models import User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.programs import as_clockwork
from amends.foundation.access.rules import check_may
from amends.foundation.case.models import Case, Participant
from amends.foundation.case.rules import check_is_live, principals
from amends.foundation.clock.actions import About, start_clock, stop_clock
from amends.foundation.lib.refusal import Refused
from amends.foundation.lib.seen import check_seen
from amends.foundation.record.actions import record
from amends.foundation.record.models import Act
from amends.journey.agreement.models import OutcomeAgreement, Party, Point, Signature
from amends.journey.agreement.rules import (
    agreement_of,
    came_to_meeting,
    check_both_may_read,
    check_is_draft,
    check_none_reason,
    moment_of,
)

COPIES = "agreement-copies"


# What somebody writes of a point, and what two people could write at once.
WORDED = ("what", "who", "due", "overseer", "proof", "amount", "proposed_by", "support", "tell_what")


@dataclass(frozen=True)
class Wording:
    """One point as it was said. Without `who` it is a statement; without `proposed_by` a facilitator put it forward."""

    what: str
    who: Party | None = None
    due: date | None = None
    overseer: User | None = None
    proof: str = ""
    amount: Decimal | None = None
    proposed_by: Party | None = None
    support: str = ""
    tell_what: str = ""


def about(agreement: OutcomeAgreement, owner: User | None = None, subject: str = "") -> About:
    """Where the clocks of an agreement belong and lead."""
    case = agreement.case
    link = reverse("agreement:show", args=[case.number])
    key = subject or f"agreement:{agreement.pk}"
    return About(service=case.service, subject=key, case=case, link=link, owner=owner)


def note(
    by: User, agreement: OutcomeAgreement, what: str, subject: str = "", act: Act = Act.ALTERATION
) -> None:
    """A line of the trail."""
    key = subject or f"agreement:{agreement.pk}"
    record(by=by, act=act, what=f"agreement.{what}", case=agreement.case, subject=key)


@transaction.atomic
def draft(*, by: User, case: Case, made_on: date, way: str, words_together: str = "") -> OutcomeAgreement:
    """Begin the agreement with everybody who was at the meeting; the three days for copies run from that day (W8-355)."""
    check_may(by, Permission.AGREEMENT_RECORD, case.service_id)
    check_is_live(case)
    check_both_may_read(case, words_together)
    if made_on > timezone.localdate():
        raise Refused("This day has not come yet.", field="made_on")
    found = agreement_of(case)
    if found and found.state != OutcomeAgreement.State.NONE_REACHED:
        raise Refused("This case has an agreement already.")
    agreement = OutcomeAgreement(
        service_id=case.service_id,
        case=case,
        made_on=made_on,
        way=way,
        words_together=words_together,
        drafted_by=by,
    )
    agreement.full_clean()
    agreement.save()
    note(by, agreement, "drafted", act=Act.COLLECTION)
    _put_everybody_in(agreement)
    start_clock(by=by, name=COPIES, about=about(agreement), at=moment_of(made_on))
    return agreement


def _put_everybody_in(agreement: OutcomeAgreement) -> None:
    there = came_to_meeting(agreement.case)
    for seat in there:
        party = seat.capacity == seat.Capacity.PARTY
        part = seat.get_capacity_display() if not party else ""
        _put_in(agreement, seat.participant_id or 0, seat.side, seat.called, part, agrees=party)
    if not there:
        for person in principals(agreement.case):
            _put_in(agreement, person.pk, person.side, person.initials)


def _put_in(
    agreement: OutcomeAgreement, person: int, side: str, called: str, part: str = "", *, agrees: bool = True
) -> Party:
    party = Party(
        service_id=agreement.service_id,
        case_id=agreement.case_id,
        agreement=agreement,
        participant_id=person,
        side=side,
        called=called,
        agrees=agrees,
    )
    words = party.get_side_display()
    party.part = f"{part}, {words[0].lower()}{words[1:]}" if part else words
    party.full_clean(exclude=["participant", "case"])
    party.save()
    return party


@transaction.atomic
def none_reached(*, by: User, case: Case, made_on: date, way: str, reason: str = "") -> OutcomeAgreement:
    """They met, or wrote to each other, and there is no agreement: a good end too. A draft that was begun is given up."""
    check_may(by, Permission.AGREEMENT_RECORD, case.service_id)
    check_is_live(case)
    check_none_reason(case, reason)
    check_both_may_read(case, reason)
    if made_on > timezone.localdate():
        raise Refused("This day has not come yet.", field="made_on")
    agreement = agreement_of(case)
    if agreement is None or agreement.state == OutcomeAgreement.State.NONE_REACHED:
        agreement = OutcomeAgreement(service_id=case.service_id, case=case, drafted_by=by)
    check_is_draft(agreement)
    agreement.made_on, agreement.way, agreement.none_reason = made_on, way, reason
    agreement.state = OutcomeAgreement.State.NONE_REACHED
    agreement.full_clean()
    agreement.save()
    note(by, agreement, "none_reached", act=Act.COLLECTION)
    stop_clock(by=by, name=COPIES, subject=f"agreement:{agreement.pk}", dropped=True)
    return agreement


@transaction.atomic
def put_words_together(
    *, by: User, agreement: OutcomeAgreement, words: str, if_not_kept: str = ""
) -> OutcomeAgreement:
    """Something they want to say together, and what they agree should happen if a promise is not kept.

    The second is between them: to meet again, to find another way. What a court ordered is not touched by it.
    """
    _check_may_write(by, agreement)
    check_both_may_read(agreement.case, words, if_not_kept)
    agreement.words_together, agreement.if_not_kept = words, if_not_kept
    agreement.save(update_fields=["words_together", "if_not_kept"])
    reworded(by, agreement)
    return agreement


@transaction.atomic
def add_party(
    *, by: User, agreement: OutcomeAgreement, participant: Participant, called: str, agrees: bool = True
) -> Party:
    """Somebody else who agrees, or gets a copy, under the name they want to go by."""
    _check_may_write(by, agreement)
    check_both_may_read(agreement.case, called)
    if participant.case_id != agreement.case_id:
        raise Refused("This person belongs to another case.", field="participant")
    party = Party.objects.filter(agreement=agreement, participant=participant).first()
    if party is None:
        principal = participant.part == Participant.Part.PRINCIPAL
        part = "" if principal else participant.get_part_display()
        party = _put_in(agreement, participant.pk, participant.side, called, part, agrees=agrees)
    else:
        party.called, party.agrees = called, agrees or party.promises.exists()
        party.full_clean(exclude=["participant", "case"])
        party.save()
    reworded(by, agreement)
    return party


@transaction.atomic
def take_out_party(*, by: User, party: Party) -> None:
    """Take out somebody who was put in by mistake."""
    _check_may_write(by, party.agreement)
    if party.promises.exists() or party.wishes.exists():
        raise Refused("A point names them.", opens="Change the point first.")
    note(by, party.agreement, "party_taken_out", f"party:{party.pk}", Act.ERASURE)
    with as_clockwork(party.agreement.case.service):  # their signature lies in a file that not everybody sees
        Signature.objects.filter(party=party).delete()
    party.delete()


@transaction.atomic
def write_point(
    *, by: User, agreement: OutcomeAgreement, wording: Wording, point: Point | None = None, seen: str = ""
) -> Point:
    """Add a point or put it in other words. Whoever had agreed is asked again, and so is whoever checked it.

    Raises ChangedMeanwhile when somebody else put it in other words since `seen` was shown.
    """
    _check_may_write(by, agreement)
    if point:
        now = Point.objects.select_for_update(of=("self",)).get(pk=point.pk)
        check_seen(now, {name: getattr(wording, name) for name in WORDED}, seen)
    check_both_may_read(agreement.case, wording.what, wording.proof, wording.support, wording.tell_what)
    for party in (wording.who, wording.proposed_by):
        if party and party.agreement_id != agreement.pk:
            raise Refused("This person is not in the agreement.", field="who")
    written = point or Point(service_id=agreement.service_id, case_id=agreement.case_id, agreement=agreement)
    written.kind = Point.Kind.ACTION if wording.who else Point.Kind.STATEMENT
    for name in WORDED:
        setattr(written, name, getattr(wording, name))
    written.tell_other_side = bool(wording.tell_what.strip())
    written.full_clean(exclude=["case"])
    written.save()
    if wording.who and not wording.who.agrees:
        wording.who.agrees = True
        wording.who.save(update_fields=["agrees"])
    note(by, agreement, "point_written", f"point:{written.pk}", Act.COLLECTION)
    reworded(by, agreement)
    return written


@transaction.atomic
def take_out_point(*, by: User, point: Point) -> None:
    """Take a point out of a draft."""
    _check_may_write(by, point.agreement)
    note(by, point.agreement, "point_taken_out", f"point:{point.pk}", Act.ERASURE)
    point.delete()
    reworded(by, point.agreement)


def _check_may_write(by: User, agreement: OutcomeAgreement) -> None:
    check_may(by, Permission.AGREEMENT_RECORD, agreement.service_id)
    check_is_live(agreement.case)
    locked = OutcomeAgreement.objects.select_for_update(of=("self",)).get(pk=agreement.pk)
    check_is_draft(locked)


def reworded(by: User, agreement: OutcomeAgreement) -> None:
    """Nobody has agreed to these words yet, and nobody has looked at them."""
    Party.objects.filter(agreement=agreement, agreed_on__isnull=False).update(
        agreed_on=None, agreed_how="", agreed_noted_by=None
    )
    with as_clockwork(
        agreement.case.service
    ):  # a signature may be in a file that whoever writes does not see
        Signature.objects.filter(party__agreement=agreement).delete()
    look = OutcomeAgreement.Check
    for name in ("public_protection", "community"):
        if getattr(agreement, name) == look.OK:
            setattr(agreement, name, look.NOT_LOOKED)
    agreement.settled_by, agreement.settled_how = None, ""
    agreement.save(update_fields=["public_protection", "community", "settled_by", "settled_how"])
    note(by, agreement, "reworded")
