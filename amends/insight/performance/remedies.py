"""How fast community remedies go: from the incident over both agreements and the referral to contact and completion."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from statistics import median

from django.db.models import Max, Min, Q
from django.utils import timezone

from amends.foundation.access.models import Service
from amends.journey.contact.models import Contact
from amends.journey.referral.content import Rows
from amends.journey.referral.models import Referral, ReferralPerson
from amends.journey.referral.models.referral import Status
from amends.journey.referral.remedy_rules import of_community_remedy, offender_agreement
from amends.journey.remedy.models import ContractAction

AT_MOST = 300
GIVEN = ReferralPerson.Consent.GIVEN


@dataclass(frozen=True)
class Speed:
    """The days of one community remedy; None where nobody has noted one (EX-030)."""

    number: str
    happened_on: date | None
    second_consent_on: date | None
    received_on: date | None
    first_contact_on: date | None
    completed_on: date | None
    limit: int

    @property
    def gap(self) -> int | None:
        """Days from the second agreement to the referral."""
        return days(self.second_consent_on, self.received_on)

    @property
    def is_late(self) -> bool:
        """Not sent promptly, as the service has set it."""
        return self.gap is not None and self.gap > self.limit


def days(start: date | None, end: date | None) -> int | None:
    """Calendar days between two, where both are known."""
    return (end - start).days if start and end else None


def speeds(service: Service, limit: int) -> list[Speed]:
    """The newest community remedies with their days, in five queries whatever their number."""
    found = Referral.objects.filter(of_community_remedy(), service=service)
    found = found.exclude(status__in=(Status.DRAFT, Status.MERGED, Status.WITHDRAWN))
    rows = list(
        found.select_related("remedy", "resolution")
        .prefetch_related("people")
        .order_by("-received_at")[:AT_MOST]
    )
    contacts = _first_contacts([row.case_id for row in rows if row.case_id])
    done = _completed([row.pk for row in rows])
    return [_speed(row, contacts.get(row.case_id or 0), done.get(row.pk), limit) for row in rows]


def _first_contacts(cases: list[int]) -> dict[int, date]:
    people = Contact.objects.exclude(kind=Contact.Kind.LIAISON).filter(participant__case__in=cases)
    firsts = people.values_list("participant__case").annotate(first=Min("at"))
    return {case: timezone.localtime(at).date() for case, at in firsts}


def _completed(referrals: list[int]) -> dict[int, date]:
    """The day of the last action, where none of the contract is still to do."""
    steps = ContractAction.objects.filter(referral__in=referrals).values_list("referral")
    still_open = Min("due_on", filter=~Q(state=ContractAction.State.DONE))
    return {
        referral: last
        for referral, last, waits in steps.annotate(last=Max("done_on"), waits=still_open)
        if last and not waits
    }


def _speed(referral: Referral, contact: date | None, done: date | None, limit: int) -> Speed:
    rows = Rows(
        referral,
        people=list(referral.people.all()),
        remedy=getattr(referral, "remedy", None),
        resolution=getattr(referral, "resolution", None),
    )
    harmed = [person.consent_on for person in rows.harmed() if person.consent == GIVEN]
    both = [max((day for day in harmed if day), default=None), offender_agreement(rows).on]
    known = [day for day in both if day]
    return Speed(
        number=referral.number,
        happened_on=referral.happened_on,
        second_consent_on=max(known) if len(known) == len(both) else None,
        received_on=timezone.localtime(referral.received_at).date() if referral.received_at else None,
        first_contact_on=contact,
        completed_on=done,
        limit=limit,
    )


def middle(values: Iterable[int | None]) -> float | None:
    """The middle of those that are known."""
    known = [value for value in values if value is not None]
    return median(known) if known else None
