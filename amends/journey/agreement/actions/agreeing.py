"""The look at an agreement for those who were not there, everybody's yes, and the document."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from amends.foundation.access.models import User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.programs import as_clockwork
from amends.foundation.access.rules import check_may, may
from amends.foundation.case.models import Participant
from amends.foundation.case.rules import check_is_live
from amends.foundation.clock.actions import start_clock
from amends.foundation.clock.rules import end_of
from amends.foundation.documents.actions import make_document
from amends.foundation.documents.models import Document
from amends.foundation.documents.worded import Paper
from amends.foundation.lib.dates import long_date
from amends.foundation.lib.refusal import Refused
from amends.foundation.messages.actions import tell_role
from amends.journey.agreement.actions.copies import settle_copies
from amends.journey.agreement.actions.drafting import about, note
from amends.journey.agreement.actions.office import start_office_clock
from amends.journey.agreement.actions.outside import prepare_entries
from amends.journey.agreement.models import OutcomeAgreement, Party, Point, Signature
from amends.journey.agreement.rules import (
    check_both_may_read,
    check_can_be_final,
    check_concern_settled,
    check_is_draft,
)
from amends.journey.consent.models import Consent
from amends.journey.consent.rules import check_asked_again

POINT_DUE = "agreement-point-due"
TEMPLATE = "outcome-agreement"


@transaction.atomic
def check_public(
    *,
    by: User,
    agreement: OutcomeAgreement,
    public_protection: str,
    community: str,
    concern: str = "",
    checked_with: str = "",
) -> OutcomeAgreement:
    """Whether it protects the public and is fair to people who were not in the room; an officer may object (PF-118).

    Refused while an earlier concern is open: it is settled, and not looked away from.
    """
    check_may(by, Permission.AGREEMENT_RECORD, agreement.service_id)
    locked = OutcomeAgreement.objects.select_for_update(of=("self",)).get(pk=agreement.pk)
    check_is_draft(locked)
    check_concern_settled(locked)
    check_both_may_read(agreement.case, concern, checked_with)
    agreement.public_protection, agreement.community = public_protection, community
    agreement.concern, agreement.checked_with = concern, checked_with
    agreement.checked_by, agreement.checked_at = by, timezone.now()
    agreement.settled_by, agreement.settled_how = None, ""
    agreement.full_clean(exclude=["case"])
    agreement.save()
    note(by, agreement, "checked")
    return agreement


@transaction.atomic
def settle(*, by: User, agreement: OutcomeAgreement, how: str) -> OutcomeAgreement:
    """The concern is settled: what was changed, and that whoever raised it agrees."""
    check_may(by, Permission.AGREEMENT_RECORD, agreement.service_id)
    check_is_draft(agreement)
    check_both_may_read(agreement.case, how)
    if not agreement.concern:
        raise Refused("Nobody has raised a concern.")
    if not how.strip():
        raise Refused("Say how it was settled.", field="how")
    agreement.settled_by, agreement.settled_how = by, how
    agreement.save(update_fields=["settled_by", "settled_how"])
    note(by, agreement, "concern_settled")
    return agreement


@transaction.atomic
def agree(*, by: User, party: Party, on: date, how: str) -> Party:
    """Somebody has agreed to the words as they stand now. Refused for a screen: there they sign themselves (`sign`)."""
    if how == Party.How.SCREEN:
        raise Refused(
            "On a screen they sign themselves.", opens="Hand them the page to sign on.", field="how"
        )
    return say_yes(by=by, party=party, on=on, how=how)


@transaction.atomic
def say_yes(*, by: User, party: Party, on: date, how: str) -> Party:
    """Note that they agree. Refused before the agreement and in the future, and where they have to be asked again.

    Refused too where their signature is kept: it says already that they agreed, when and how.
    """
    check_may(by, Permission.AGREEMENT_RECORD, party.service_id)
    check_is_draft(OutcomeAgreement.objects.select_for_update(of=("self",)).get(pk=party.agreement_id))
    check_is_live(party.agreement.case)
    if on > timezone.localdate():
        raise Refused("This day has not come yet.", field="on")
    if on < party.agreement.made_on:
        raise Refused("This is before the day of the agreement.", field="on")
    if signed(party):
        raise Refused("They have signed already.", opens="See the agreement.")
    _check_asked_again(party)
    party.agreed_on, party.agreed_how, party.agreed_noted_by = on, how, by
    party.full_clean(exclude=["participant", "case"])
    party.save()
    note(by, party.agreement, "agreed", f"party:{party.pk}")
    return party


def signed(party: Party) -> bool:
    """Whether a signature is kept, also for those who may not look at it."""
    with as_clockwork(party.agreement.case.service):
        return Signature.objects.filter(party=party).exists()


def _check_asked_again(party: Party) -> None:
    """Asked with the service's own eyes: whoever notes a yes may not see that person's file, and learns no more of it."""
    seen = Participant.objects.filter(pk=party.participant_id).exists()
    case = party.agreement.case
    with as_clockwork(case.service):
        person = Participant.objects.get(pk=party.participant_id)
        try:
            check_asked_again(case, [person], Consent.Stage.AGREEMENT)
        except Refused as refusal:
            if seen:
                raise
            raise Refused(
                "They have to be asked again first, alone.",
                source=refusal.source,
                opens="Their own facilitator asks them and notes it.",
            ) from None


@transaction.atomic
def make_final(*, by: User, agreement: OutcomeAgreement) -> OutcomeAgreement:
    """Everybody has agreed: the document is made, and each promise gets its day (SS-010, EX-053).

    Raises Refused as `check_can_be_final` does, and when the document would hold somebody's address or number.
    """
    check_may(by, Permission.AGREEMENT_RECORD, agreement.service_id)
    check_is_live(agreement.case)
    locked = OutcomeAgreement.objects.select_for_update(of=("self",)).get(pk=agreement.pk)
    locked.case = agreement.case
    check_can_be_final(locked)
    locked.state, locked.final_at = OutcomeAgreement.State.FINAL, timezone.now()
    if may(by, Permission.CASE_CLOSE, agreement.service_id):
        locked.office_copy_on = timezone.localdate()  # a coordinator made it: the office has it
    locked.full_clean(exclude=["case"])
    locked.save()
    points = list(locked.points.select_related("who", "overseer").order_by("pk"))
    make_document(
        by=by,
        paper=Paper(TEMPLATE, in_words(locked, points), subject=f"agreement:{locked.pk}"),
        belongs_to=locked.case,
    )
    note(by, locked, "final")
    for point in points:
        if point.is_action:
            start_point_clock(by, locked, point)
            start_office_clock(by, locked, point)
    prepare_entries(by, locked, points)
    if any(point.proposed_by_id is None for point in points):
        _flag(locked)
    settle_copies(by, locked)
    return locked


@transaction.atomic
def print_to_sign(*, by: User, agreement: OutcomeAgreement, apart: bool = False) -> Document:
    """The draft as a paper to be signed at the table (W8-359), or `apart` on a sheet of their own each.

    Refused in the same moment in which somebody says stop.
    """
    check_may(by, Permission.AGREEMENT_RECORD, agreement.service_id)
    check_is_live(agreement.case)
    check_is_draft(agreement)
    points = list(agreement.points.select_related("who", "overseer").order_by("pk"))
    if not points:
        raise Refused("Nothing is agreed yet.", opens="Add what they agreed, point by point.")
    document = make_document(
        by=by,
        paper=Paper(
            TEMPLATE,
            {**in_words(agreement, points), "apart": apart},
            subject=f"agreement:{agreement.pk}:to-sign",
        ),
        belongs_to=agreement.case,
    )
    note(by, agreement, "printed_to_sign")
    return document


def start_point_clock(by: User, agreement: OutcomeAgreement, point: Point) -> None:
    """Remind the overseer before the day, and show it late after it until a result is noted."""
    if point.due is None:
        return
    due = end_of(point.due)
    where = about(agreement, point.overseer, f"point:{point.pk}")
    start_clock(by=by, name=POINT_DUE, about=where, at=min(timezone.now(), due), due=due)


def _flag(agreement: OutcomeAgreement) -> None:
    number = agreement.case.number
    where = about(agreement)
    words = f"{number}: a point of the agreement was put forward by a facilitator. Please look at it."
    tell_role(
        service=agreement.case.service, role="coordinator", words=words, link=where.link, about=where.subject
    )


def in_words(agreement: OutcomeAgreement, points: list[Point], *, days: bool = True) -> dict[str, object]:
    """What stands in the paper; without the `days` by which things are done, where only the words count."""
    people = agreement.parties.filter(agrees=True).order_by("pk")
    return {
        "people": [{"name": p.called, "part": p.part, "agreed": _how_agreed(p)} for p in people],
        "points": [_row(point, days=days) for point in points if point.is_action],
        "statements": [point.what for point in points if not point.is_action],
        "told": [point.tell_what for point in points if point.tell_other_side],
        "agreed_on": agreement.made_on,
        "words_together": agreement.words_together,
        "if_not_kept": agreement.if_not_kept,
        "reference": agreement.case.number,
    }


def _how_agreed(party: Party) -> str:
    """Never the signature itself: it would show a surname to the other side."""
    if party.agreed_on is None:
        return ""
    return f"{Party.How(party.agreed_how).label}, {long_date(party.agreed_on)}"


def _row(point: Point, *, days: bool) -> dict[str, object]:
    extra = [f"£{point.amount:,.2f}"] if point.amount else []
    extra += [f"Support: {point.support}"] if point.support else []
    extra += [f"We will see it by: {point.proof}"] if point.proof else []
    what = ". ".join([point.what.rstrip(". "), *extra])
    return {
        "what": what,
        "who": point.who.called if point.who else "",
        "by_when": point.due if days else None,
    }
