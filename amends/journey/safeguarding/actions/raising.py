"""Raising a concern: whoever must hear of it hears of it in the same moment, at any time of day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from amends.foundation.access.models import Service, User
from amends.foundation.access.programs import as_clockwork
from amends.foundation.access.rules import access_of
from amends.foundation.case.models import Case, Participant
from amends.foundation.clock.actions import About, start_clock
from amends.foundation.lib.refusal import Refused
from amends.foundation.messages.actions import queue_message, tell
from amends.foundation.messages.models import Message
from amends.foundation.messages.outgoing import Contents
from amends.foundation.record.actions import record
from amends.foundation.record.models import Act
from amends.journey.safeguarding.models import Concern
from amends.journey.safeguarding.rules.concerns import DECISION, RECEIPT, decide_by
from amends.journey.safeguarding.rules.lead import hearers, officers

RAISED = "A safeguarding concern was raised. Look at it now."
OUTSIDE = (
    "Nobody here can take your concern but whom it is about. Ring the local authority or the police today."
)
SUBJECT = "Please look at Amends now"


@dataclass(frozen=True)
class Report:
    """What somebody has seen or heard, and what they know about whom."""

    kind: str
    words: str
    who: str = ""
    at_risk: str = ""
    in_danger_now: bool = False
    in_custody: bool | None = None
    known_at: datetime | None = None
    case: Case | None = None
    about: Participant | None = None
    colleague: User | None = None
    came_from: str = ""


@transaction.atomic
def raise_concern(*, by: User, service: Service, report: Report) -> Concern:
    """Keep a concern and alert the lead and the deputies at once; where nobody is named, the managers (W8-162).

    One about a colleague goes to those of them who are somebody else, and the colleague sees nothing of it.

    Anybody who works in the service may, about anybody, whether or not they take part (SS-048). It stands in no file
    and on no case page, so that neither side learns of it.
    """
    if all(m.service_id != service.pk for m in access_of(by).memberships):
        raise Refused("You have no role in this service.")
    if report.colleague and report.colleague.pk == by.pk:
        raise Refused("A concern about yourself is for somebody else to raise.", field="colleague")
    now = timezone.now()
    concern = Concern(
        service=service,
        case=report.about.case if report.about else report.case,
        about=report.about,
        colleague=report.colleague,
        kind=report.kind,
        at_risk=report.at_risk,
        who=_who(report)[:200],
        words=report.words,
        in_danger_now=report.in_danger_now,
        in_custody=report.in_custody,
        known_at=report.known_at or now,
        came_from=report.came_from,
        raised_by=by,
        raised_at=now,
    )
    concern.full_clean()
    concern.save()
    note(by, concern, "raised", Act.COLLECTION)
    people = hearers(concern)
    if report.colleague and not people:
        alert(service, concern, [by], OUTSIDE)
        return concern  # a clock would fall to the role of whom it is about
    alert(service, concern, people, RAISED)
    _start_clocks(concern)
    return concern


def _who(report: Report) -> str:
    """For a lead who cannot open the case: its number, who it is there, and what else was said of them."""
    case = report.about.case if report.about else report.case
    person = f"{report.about.initials}, {report.about.words.lower()}" if report.about else ""
    return " · ".join(part for part in (case.number if case else "", person, report.who) if part)


def note(by: User, concern: Concern, what: str, act: Act = Act.ALTERATION, **details: str | bool) -> None:
    """A line of the trail. It names neither case nor file: the trail of a case is read by those who work on it."""
    record(
        by=by,
        act=act,
        what=f"safeguarding.{what}",
        service_id=concern.service_id,
        subject=concern.subject,
        details={"kind": concern.kind, **details},
    )


def alert(service: Service, concern: Concern, people: Iterable[User], words: str, stage: str = "") -> None:
    """A notice for each, and an e-mail without a word about anybody: it may be night, and nobody signed in."""
    link = reverse("safeguarding:concern", args=[concern.pk])
    with as_clockwork(service) as hand:
        for user in people:
            tell(user=user, service=service, words=words, link=link, about=f"{concern.subject}:{stage}")
            queue_message(
                by=hand,
                channel=Message.Channel.EMAIL,
                to=user,
                contents=Contents(
                    subject=SUBJECT, body=f"{words} Sign in to Amends: you find it under Today."
                ),
                belongs_to=service,
                subject_key=concern.subject,
            )


def _start_clocks(concern: Concern) -> None:
    """With whoever is named first. The clocks name no case, so that they show on none."""
    first = next(iter(hearers(concern)), None) if concern.colleague_id or officers(concern.service) else None
    about = About(
        service=concern.service,
        subject=concern.subject,
        link=reverse("safeguarding:concern", args=[concern.pk]),
        owner=first,
    )
    with as_clockwork(concern.service) as hand:
        start_clock(by=hand, name=RECEIPT, about=about, at=concern.raised_at)
        due = decide_by(concern.raised_at)
        start_clock(by=hand, name=DECISION, about=about, at=concern.raised_at, due=due)
