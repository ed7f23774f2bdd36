"""The record that the office holds of every case: twelve parts, each filled, marked as not applicable, or missing."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from amends.foundation.access.models import User
from amends.foundation.case.lifecycle import Milestone
from amends.foundation.case.models import Case, Participant, Side
from amends.foundation.case.rules import milestones_of, principals_of
from amends.foundation.lib.dates import long_date
from amends.foundation.lib.refusal import Refused
from amends.foundation.lib.together import fetch_together
from amends.journey.agreement.models import OutcomeAgreement
from amends.journey.agreement.rules import agreement_of
from amends.journey.allocation.models import Weight
from amends.journey.allocation.rules import standing_facilitators
from amends.journey.consent.models import Consent
from amends.journey.consent.rules import answers_that_count, setting, switchboards
from amends.journey.contact.models import Contact
from amends.journey.followup.models import Closing
from amends.journey.followup.rules.closing import closing_of, referrals_of
from amends.journey.meeting.models import Meeting
from amends.journey.progress.models import NotApplicable
from amends.journey.referral.models import Referral

SOURCE = "Wait 'til Eight section 7 para 7.1"
HARMED = (Side.HARMED, Side.PARTY_A, Side.PARTY_B)
CONFERENCE, INDIRECT, NONE = "Conference", "Indirect", "No communication"
AT_CLOSING = "The day on which it is closed"


@dataclass(frozen=True)
class Known:
    """What the parts are read from, fetched once."""

    case: Case
    referrals: list[Referral]
    at: Mapping[str, datetime]
    people: list[Participant]
    meeting: Meeting | None
    agreement: OutcomeAgreement | None
    closing: Closing | None
    marks: list[NotApplicable]
    facilitators: list[User]
    weight: Weight | None
    contacts: list[Contact]
    answers: list[Consent]


@dataclass(frozen=True)
class Part:
    """One part of the record. `words` is empty where it is missing; `marked` says why it does not apply."""

    key: str
    title: str
    words: str
    marked: NotApplicable | None = None

    @property
    def is_missing(self) -> bool:
        """Whether it is neither filled nor marked."""
        return not self.words and self.marked is None


def record_of(case: Case) -> list[Part]:
    """The twelve parts as they stand, for somebody who sees both sides."""
    known = _known(case)
    marks = {row.part: row for row in known.marks}
    return [
        Part(key, title, words, None if words else marks.get(key))
        for key, (title, read) in PARTS.items()
        for words in [read(known)]
    ]


def missing_of(case: Case) -> list[Part]:
    """What is empty still."""
    return [part for part in record_of(case) if part.is_missing]


def check_record_is_whole(case: Case) -> None:
    """Refuse to close while a part is empty, where the rules ask for this record (W8-327)."""
    if setting(case, "progress_record") is not True:
        return
    if missing := missing_of(case):
        raise Refused(
            f"The record of this case lacks: {', '.join(part.title.lower() for part in missing)}.",
            source=SOURCE,
            opens="Fill that in, or mark it as not applicable: Progress record.",
        )


def check_can_mark(case: Case, key: str) -> Part:
    """The part to be marked. Refused where it is filled or marked already."""
    part = next((each for each in record_of(case) if each.key == key), None)
    if part is None:
        raise Refused("There is no such part.", field="part")
    if not part.is_missing:
        raise Refused("This part is filled, or marked already.", field="part")
    return part


def _known(case: Case) -> Known:
    people = principals_of(case)
    harmed = Contact.objects.filter(participant__in=people, participant__side__in=HARMED)
    held = Meeting.objects.filter(case=case, state=Meeting.State.HELD).order_by("-during")
    reached, principals, meetings, facilitators, weights, contacts, answers = fetch_together(
        milestones_of(case),
        people,
        held,
        standing_facilitators(case),
        Weight.objects.filter(case=case),
        harmed.order_by("at"),
        answers_that_count(people),
    )
    return Known(
        case=case,
        referrals=referrals_of(case),
        at={row.name: row.at for row in reached},
        people=principals,
        meeting=meetings[0] if meetings else None,
        agreement=agreement_of(case),
        closing=closing_of(case),
        marks=list(NotApplicable.objects.filter(case=case).select_related("by")),
        facilitators=facilitators,
        weight=weights[0] if weights else None,
        contacts=contacts,
        answers=answers,
    )


def _day(moment: datetime | None) -> str:
    return long_date(timezone.localtime(moment).date()) if moment else ""


def _referred_on(known: Known) -> str:
    return _day(known.referrals[0].received_at) if known.referrals else ""


def _source(known: Known) -> str:
    if not known.referrals:
        return ""
    first = known.referrals[0]
    return str(first.agency) if first.agency else first.referrer_organisation or first.referrer_kind


def _allocated_on(known: Known) -> str:
    return _day(known.at.get(Milestone.FACILITATORS_ACCEPTED))


def _facilitators(known: Known) -> str:
    return ", ".join(f"{user.name} ({known.case.service.name})" for user in known.facilitators)


def _offence(known: Known) -> str:
    return f"{known.case.get_family_display()}: {known.case.what}"


def _seriousness(known: Known) -> str:
    return known.weight.get_seriousness_display() if known.weight else ""


def _contacts(known: Known) -> str:
    return ", ".join(dict.fromkeys(_day(contact.at) for contact in known.contacts))


def _willing(known: Known) -> str:
    harmed = [person for person in known.people if person.side in HARMED]
    theirs = {person.pk for person in harmed}
    boards = switchboards(harmed, [answer for answer in known.answers if answer.participant_id in theirs])
    said = [(person.initials, boards[person.pk]["take_part"]) for person in harmed]
    return ", ".join(f"{who}: {'yes' if switch.is_on else 'no'}" for who, switch in said if switch.last)


def _route(known: Known) -> str:
    if known.meeting:
        return CONFERENCE
    if Milestone.COMMUNICATED in known.at:
        return INDIRECT
    return NONE if known.closing else ""


def _conference(known: Known) -> str:
    if known.meeting is None:
        return f"None: {_route(known).lower()}" if _route(known) else ""
    where = str(known.meeting.venue) if known.meeting.venue else known.meeting.get_way_display().lower()
    return f"{_day(known.meeting.starts_at)}, {where}"


def _closed_on(known: Known) -> str:
    return _day(known.case.closed_at) or AT_CLOSING


def _monitoring(known: Known) -> str:
    if _route(known) == NONE:
        return "None: no communication"
    if known.agreement is None or known.agreement.state == OutcomeAgreement.State.DRAFT:
        return ""
    if known.agreement.state == OutcomeAgreement.State.NONE_REACHED:
        return "No agreement was reached"
    points = list(known.agreement.points.all())
    settled = sum(point.status != point.Status.OPEN for point in points)
    return f"{settled} of {len(points)} points settled"


PARTS: dict[str, tuple[str, Callable[[Known], str]]] = {
    "referred_on": ("Date of referral", _referred_on),
    "source": ("Source of referral", _source),
    "allocated_on": ("Date of allocation", _allocated_on),
    "facilitators": ("Facilitators and their agency", _facilitators),
    "offence": ("Type of offence", _offence),
    "seriousness": ("Seriousness of the offence", _seriousness),
    "contacts": ("Dates of contact with the person harmed", _contacts),
    "willing": ("Whether the person harmed is willing", _willing),
    "route": ("Route", _route),
    "conference": ("Details of the conference", _conference),
    "closed_on": ("Date of closure", _closed_on),
    "monitoring": ("Monitoring of the agreement", _monitoring),
}
