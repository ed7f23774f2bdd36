"""What is known about somebody when they are written to, read in a few statements."""

from dataclasses import dataclass

from django.db.models import CharField, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Cast, Concat
from django.utils import timezone

from amends.foundation.access.models import User
from amends.foundation.case.guards import check_may_send
from amends.foundation.case.models import Participant
from amends.foundation.case.rules import check_is_live
from amends.foundation.documents.models import Document
from amends.foundation.lib.refusal import Refused
from amends.foundation.lib.together import fetch_together
from amends.foundation.messages.models import Message
from amends.foundation.messages.rules import as_written
from amends.foundation.people.ages import check_written_to_themselves
from amends.foundation.people.models import ContactPoint, Person, SafeContact
from amends.foundation.people.rules import check_channel
from amends.journey.agreement.models import OutcomeAgreement
from amends.journey.allocation.rules import standing_facilitators
from amends.journey.contact.models import Appointment, Approach, Contact
from amends.journey.followup.models import Closing
from amends.journey.followup.rules.closing import closings_that_count
from amends.journey.meeting.models import Invitation, Meeting, Venue


@dataclass(frozen=True)
class Facts:
    """One person with what their papers are filled in with."""

    participant: Participant
    person: Person | None
    points: list[ContactPoint]
    contacts: list[Contact]
    appointments: list[Appointment]
    approach: Approach | None
    facilitators: list[User]
    prison_meetings: list[Meeting]
    waiting: list[Message]
    agreements: list[OutcomeAgreement]
    closings: list[Closing]
    reach_refusal: Refused | None
    post_refusal: Refused | None

    @property
    def address(self) -> str:
        """Where letters go; empty when nowhere."""
        addresses = [p for p in self.points if p.kind == ContactPoint.Kind.ADDRESS and not p.is_over]
        return as_written(addresses[0]) if addresses else ""

    @property
    def name(self) -> str:
        """As on the envelope."""
        return self.person.full_name if self.person else ""

    @property
    def greeting(self) -> str:
        """How to address them."""
        return (self.person.known_as or self.person.full_name) if self.person else ""

    @property
    def was_seen(self) -> bool:
        """Whether somebody has sat with them: only after that a letter may speak of people getting together (W8-270)."""
        return any(contact.is_reached and contact.is_face_to_face for contact in self.contacts)


def facts_of(participant: Participant) -> Facts:
    """Everything in a few statements; whoever writes sees only what their own files show."""
    now = timezone.now()
    meetings = Meeting.objects.filter(
        case=participant.case_id,
        state__in=Meeting.AHEAD,
        on_hold_since__isnull=True,  # nobody is asked to come before it is decided that it takes place
        venue__kind=Venue.Kind.PRISON,
    ).filter(pk__in=Invitation.objects.filter(participant=participant).values("meeting"))
    rows = fetch_together(
        Person.objects.filter(participant=participant),
        ContactPoint.objects.filter(participant=participant, is_safe=True).order_by("rank", "pk"),
        Contact.objects.filter(participant=participant).order_by("at", "pk"),
        Appointment.objects.filter(participant=participant, kept="", at__gt=now).order_by("at"),
        Approach.objects.filter(participant=participant),
        standing_facilitators(participant.case),
        Message.objects.filter(
            to_participant=participant, state=Message.State.QUEUED, document__isnull=False
        ),
        meetings,
        SafeContact.objects.filter(participant=participant),
        _final_agreement(participant),
        _ending(participant),
    )
    persons, points, contacts, appointments, approaches, facilitators, waiting, *more = rows
    prison_meetings, cards, agreements, closings = more
    person = persons[0] if persons else None
    reach_refusal = _reach_refusal(participant)
    return Facts(
        participant=participant,
        person=person,
        points=points,
        contacts=contacts,
        appointments=appointments,
        approach=approaches[0] if approaches else None,
        facilitators=facilitators,
        prison_meetings=prison_meetings,
        waiting=waiting,
        agreements=agreements,
        closings=closings,
        reach_refusal=reach_refusal,
        post_refusal=reach_refusal or _post_refusal(person, cards[0] if cards else None, points),
    )


def _final_agreement(participant: Participant) -> QuerySet[OutcomeAgreement]:
    """The final agreement that they are in, with its paper."""
    final = OutcomeAgreement.objects.filter(
        parties__participant=participant, state=OutcomeAgreement.State.FINAL
    )
    return final.annotate(paper=_paper("agreement:"))


def _ending(participant: Participant) -> QuerySet[Closing]:
    """How the case ended, once it is coded, with their closing letter."""
    return closings_that_count(participant.case).annotate(
        paper=_paper("closing:", f":participant:{participant.pk}")
    )


def _paper(begins: str, ends: str = "") -> Subquery:
    """The newest paper that is kept under the key of a row."""
    key = Concat(Value(begins), Cast(OuterRef("pk"), CharField()), Value(ends))
    return Subquery(Document.objects.filter(subject=key).order_by("-pk").values("pk")[:1])


def _reach_refusal(participant: Participant) -> Refused | None:
    """Why nothing may reach them now in any way: somebody said stop, they want no contact, the case is held."""
    try:
        check_is_live(participant.case)
        check_may_send(participant)
    except Refused as refusal:
        return refusal
    return None


def _post_refusal(
    person: Person | None, card: SafeContact | None, points: list[ContactPoint]
) -> Refused | None:
    """Why nothing may be posted to them now, although they may be reached."""
    try:
        check_written_to_themselves(person, timezone.localdate())
        check_channel(card, "letter")
    except Refused as refusal:
        return refusal
    if any(point.kind == ContactPoint.Kind.ADDRESS and not point.is_over for point in points):
        return None
    return Refused(
        "There is no safe letter address for this person.", opens="Add one to their safe-contact card."
    )
