"""Which terms hold, who has still to accept them, and what they ask of a meeting."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.http import Http404

from amends.foundation.access.models import Service
from amends.foundation.lib.dates import add_months, long_date
from amends.foundation.lib.refusal import Refused
from amends.service.committees.models import Acceptance, Committee, Member, Sitting, Terms

SOURCE = "Wait 'til Eight section 1 para 2 and appendix 1B"
MONTHS_A_YEAR = 12


def committees_of(service: Service) -> QuerySet[Committee]:
    """The committees of a service, those that go on first."""
    return Committee.objects.filter(service=service).order_by("-ended_on", "name")


def open_committee(service: Service, committee_id: int) -> Committee:
    """One committee of this service. Raises Http404 for any other."""
    found = Committee.objects.filter(service=service, pk=committee_id).select_related("service").first()
    if found is None:
        raise Http404
    return found


def terms_in_force(committee: Committee) -> Terms | None:
    """The newest version. Every rule about the committee reads its figures from here."""
    rows = Terms.objects.filter(committee=committee).select_related("lead_authority")
    return rows.order_by("-number").first()


def check_has_terms(committee: Committee) -> Terms:
    """The terms that hold. Refuses where there are none yet."""
    terms = terms_in_force(committee)
    if terms is None:
        raise Refused(
            "This committee has no terms of reference yet.", source=SOURCE, opens="Write them first."
        )
    return terms


def members_of(committee: Committee) -> QuerySet[Member]:
    """The organisations that are members today."""
    rows = Member.objects.filter(committee=committee, left_on__isnull=True).select_related("agency")
    return rows.order_by("agency__name")


@dataclass(frozen=True)
class Seat:
    """A member organisation and whether it has accepted the terms that hold."""

    member: Member
    acceptance: Acceptance | None


def seats_of(members: Collection[Member], terms: Terms | None) -> list[Seat]:
    """Every member with its acceptance; without one it is outstanding (W8-020)."""
    accepted = {row.member_id: row for row in terms.acceptances.all()} if terms else {}
    return [Seat(member, accepted.get(member.pk)) for member in members]


def check_terms(terms: Terms, members: int, before: Terms | None, today: date) -> None:
    """Refuse terms that nobody could keep to, or that are dated before the ones they replace."""
    if terms.dated > today:
        raise Refused("Enter them on the day they are dated, or later.", field="dated")
    if before and terms.dated < before.dated:
        raise Refused(
            f"The version before them is dated {long_date(before.dated)}.", source=SOURCE, field="dated"
        )
    if members and terms.quorum > members:
        raise Refused(
            f"The committee has {members} member organisations: {terms.quorum} can never be there.",
            source=SOURCE,
            opens="Add the members first, or ask for fewer.",
            field="quorum",
        )


def check_accepted_on(terms: Terms, day: date, today: date) -> None:
    """Refuse an acceptance from before the terms, or one still to come."""
    if day > today:
        raise Refused("This day has not come yet.", field="accepted_on")
    if day < terms.dated:
        raise Refused(f"These terms are dated {long_date(terms.dated)}.", field="accepted_on")


def check_notice(terms: Terms, sitting: Sitting) -> None:
    """Refuse a meeting that is called at shorter notice than the terms allow."""
    days = (sitting.on - sitting.invited_on).days
    least = terms.urgent_notice_days if sitting.why_urgent else terms.notice_days
    if days < least:
        kind = "for urgent items " if sitting.why_urgent else ""
        raise Refused(
            f"The terms ask {kind}for {least} days’ notice; this would be {days}.",
            source=f"The committee’s terms of reference, version {terms.number}",
            opens="Choose a later day."
            if sitting.why_urgent
            else "Choose a later day, or say why it is urgent.",
            field="on",
        )


def quorum_of(sitting: Sitting, terms: Terms | None) -> int | None:
    """How many organisations a meeting asks for: as the terms now say, or as they said when it was held."""
    return sitting.quorum if sitting.quorum is not None else terms.quorum if terms else None


def check_decides(there: int, quorum: int, decisions: str) -> None:
    """Refuse decisions of a meeting to which too few came."""
    if decisions.strip() and there < quorum:
        raise Refused(
            f"Nothing can be decided: {there} of the {quorum} organisations the terms ask for were there.",
            source=SOURCE,
            opens="Leave the decisions empty; the meeting is kept as one without a quorum.",
            field="decisions",
        )


def next_due(committee: Committee, terms: Terms | None) -> date | None:
    """By when the committee should meet again, so that it meets as often as its terms say."""
    if terms is None:
        return None
    held = Sitting.objects.filter(committee=committee, state=Sitting.State.HELD).order_by("-on").first()
    return add_months(
        held.on if held else terms.dated, MONTHS_A_YEAR // min(terms.meetings_a_year, MONTHS_A_YEAR)
    )
