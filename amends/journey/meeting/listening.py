"""When somebody takes back their yes, the meeting that rested on it is cancelled, and filming ends, at once.

Papers that were made for a meeting say what has changed about it since.
"""

from typing import Any

from django.dispatch import receiver

from amends.foundation.access.models import User
from amends.foundation.case.models import Participant
from amends.foundation.documents.models import Document
from amends.foundation.documents.since import Change, document_looked_at
from amends.journey.consent.models import Consent
from amends.journey.consent.signals import consent_changed
from amends.journey.meeting.actions.calling_off import call_off, end_filming, send_observers_away
from amends.journey.meeting.actions.recording import narrow_uses
from amends.journey.meeting.models import Meeting
from amends.journey.meeting.rules.papers import changes_of_paper

NO_MORE = {Consent.Answer.REFUSED, Consent.Answer.WITHDRAWN}
PARTIES = {Participant.Part.PRINCIPAL, Participant.Part.MEMBER}


@receiver(consent_changed, sender=Consent, dispatch_uid="meeting.consent_changed")
def somebody_said_something(consent: Consent, by: User, **kwargs: Any) -> None:
    """Nobody is told who it was: the meeting is off, which is all that the other side learns."""
    person = consent.participant
    if consent.purpose == "recording":
        narrow_uses(by=by, case=person.case, said=consent)
    if consent.answer not in NO_MORE:
        return
    if consent.purpose == "recording":
        end_filming(by=by, case=person.case)
    elif consent.purpose == "observers":
        send_observers_away(by=by, case=person.case)
    elif consent.purpose in Meeting.Way.values and person.part in PARTIES:
        call_off(by=by, case=person.case, way=consent.purpose)


@receiver(document_looked_at, sender=Document, dispatch_uid="meeting.document_looked_at")
def paper_looked_at(document: Document, **kwargs: Any) -> list[Change]:
    """What makes a paper for the day an old one."""
    return changes_of_paper(document)
