"""When somebody takes back their yes, the meeting that rested on it is cancelled, and filming ends, at once.

When somebody is found unsuitable, or is not sure any more, a confirmed meeting is on hold until it is decided.

Papers that were made for a meeting say what has changed about it since.
"""

from typing import Any

from django.dispatch import receiver

from amends.foundation.access.models import User
from amends.foundation.case.models import Case
from amends.foundation.documents.models import Document
from amends.foundation.documents.since import Change, document_looked_at
from amends.journey.consent.models import Consent
from amends.journey.consent.signals import case_stopped, consent_changed
from amends.journey.meeting.actions.calling_off import (
    call_off,
    end_filming,
    send_observers_away,
    tell_of_stop,
)
from amends.journey.meeting.actions.on_hold import (
    PARTIES,
    forget_doubts,
    put_on_hold,
    settle_doubts,
    weigh_yes,
)
from amends.journey.meeting.actions.recording import narrow_uses
from amends.journey.meeting.models import Doubt, Meeting
from amends.journey.meeting.rules.on_hold import is_expected
from amends.journey.meeting.rules.papers import changes_of_paper
from amends.journey.preparation.models import SupporterFinding
from amends.journey.preparation.signals import supporter_found
from amends.journey.suitability.models import Judgement
from amends.journey.suitability.rules import is_against_meeting
from amends.journey.suitability.signals import judgement_made

NO_MORE = {Consent.Answer.REFUSED, Consent.Answer.WITHDRAWN}


@receiver(consent_changed, sender=Consent, dispatch_uid="meeting.consent_changed")
def somebody_said_something(consent: Consent, by: User, **kwargs: Any) -> None:
    """Nobody is told who it was: the meeting is off, which is all that the other side learns."""
    person = consent.participant
    if consent.purpose == "recording":
        narrow_uses(by=by, case=person.case, said=consent)
    if consent.answer in NO_MORE:
        _no_more(by, consent)
    if consent.purpose in {"take_part", *Meeting.Way.values}:
        weigh_yes(by=by, consent=consent)


def _no_more(by: User, consent: Consent) -> None:
    person = consent.participant
    if consent.purpose == "recording":
        end_filming(by=by, case=person.case)
    elif consent.purpose == "observers":
        send_observers_away(by=by, case=person.case)
    elif consent.purpose in Meeting.Way.values and person.part in PARTIES:
        call_off(by=by, said_by=person, way=consent.purpose)


@receiver(judgement_made, sender=Judgement, dispatch_uid="meeting.judgement_made")
def somebody_was_judged(judgement: Judgement, by: User, **kwargs: Any) -> None:
    """What nobody may meet over holds a confirmed meeting up, and a corrected judgement lets it be decided."""
    person, kind = judgement.participant, Doubt.Kind.UNSUITABLE
    if is_against_meeting(person):
        put_on_hold(by=by, participant=person, kind=kind)
    else:
        settle_doubts(by=by, participant=person, kinds=(kind,))


@receiver(supporter_found, sender=SupporterFinding, dispatch_uid="meeting.supporter_found")
def supporter_was_looked_at(finding: SupporterFinding, by: User, **kwargs: Any) -> None:
    """The same for a supporter who is expected at the meeting."""
    person, kind = finding.participant, Doubt.Kind.SUPPORTER
    if finding.suitable:
        settle_doubts(by=by, participant=person, kinds=(kind,))
    elif is_expected(person):
        put_on_hold(by=by, participant=person, kind=kind)


@receiver(case_stopped, sender=Case, dispatch_uid="meeting.case_stopped")
def case_has_stopped(case: Case, by: User, **kwargs: Any) -> None:
    """PostgreSQL has cancelled what was ahead: nothing waits for a decision, and whoever was booked has to hear of it."""
    forget_doubts(by=by, case=case)
    tell_of_stop(by=by, case=case)


@receiver(document_looked_at, sender=Document, dispatch_uid="meeting.document_looked_at")
def paper_looked_at(document: Document, **kwargs: Any) -> list[Change]:
    """What makes a paper for the day an old one."""
    return changes_of_paper(document)
