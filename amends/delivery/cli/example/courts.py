"""Courts in the example: where it works with them, a report being written, and what follows a sentence.

The hub itself works after sentence only. What probation sends comes on a pathway of its own, under the older profile:
there the court may make a requirement, and restorative work may come before sentence.
"""

from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from amends.delivery.cli.example.hub import Hub
from amends.delivery.cli.example.telling import FIRST, Story, verb
from amends.delivery.cli.example.working import consent
from amends.foundation.access.acting import acting_as
from amends.journey.contact import actions as contacts
from amends.journey.contact.models import Appointment
from amends.journey.court.actions import (
    attending,
    deferring,
    enquiring,
    holding,
    planning,
    printing,
    reporting,
    sentencing,
)
from amends.journey.court.actions.courts import keep_court, keep_opportunity
from amends.journey.court.models import Court, CourtReport, Opportunity, PlannedMeeting
from amends.journey.court.rules.sentencing import latest_sentence
from amends.journey.court.rules.sessions import Session
from amends.journey.eligibility import actions as desk
from amends.service.partners.actions import keep_setting
from amends.service.partners.models import Pathway

OFFICER = "probation"
PATHWAY = "Court work with probation"
CROWN, MAGISTRATES = "Chelmsford Crown Court", "Rushmere Magistrates’ Court"
Details = dict[str, Any]


def found_courts(hub: Hub) -> None:
    """The courts, an opening for working together, and the pathway for what probation sends."""
    by, today = hub.coordinator, timezone.localdate()
    with acting_as(by):
        for name in (CROWN, MAGISTRATES, "Basildon Crown Court"):
            details: Details = {"name": name, "has_service": name != "Basildon Crown Court"}
            keep_court(by=by, court=Court(service=hub.service), details=details)
        opening: Details = {
            "court": _court(hub, MAGISTRATES),
            "provider": hub.service.name,
            "kind": Opportunity.Kind.PRESENCE,
            "words": "Somebody from the hub at court on Tuesday mornings.",
            "on": today,
        }
        keep_opportunity(by=by, opportunity=Opportunity(service=hub.service), details=opening)
        pathway: Details = {
            "name": PATHWAY,
            "source": "probation",
            "entry_route": "Website",
            "consent_rule": "both",
            "profile": "noms-2013",
            "status": Pathway.Status.LIVE,
            "agreed_on": today,
        }
        keep_setting(by=by, row=Pathway(service=hub.service), details=pathway)


def _court(hub: Hub, name: str) -> Court:
    return Court.objects.get(service=hub.service, name=name)


def _day(days: int) -> Any:
    return timezone.localdate() + timedelta(days=days)


@verb("from_court", usually="coordinator")
def from_court(story: Story, *, convicted: int = 30) -> None:
    """The desk notes that it came from court work, and since when there has been a conviction."""
    pathway = Pathway.objects.get(service=story.hub.service, name=PATHWAY)
    desk.note_intake(by=story.by, referral=story.referral, pathway=pathway, convicted_on=_day(-convicted))


@verb("court_report", usually=OFFICER)
def court_report(
    story: Story, *, hearing_in: int, facts: Details, court: str = CROWN, same_day: bool = False
) -> None:
    """A report to court is begun, and what is known is checked."""
    report = reporting.begin_report(
        by=story.by,
        service=story.hub.service,
        court=_court(story.hub, court),
        hearing_on=_day(hearing_in),
        reference=f"P{2000 + story.number}",
        kind=CourtReport.Kind.SAME_DAY if same_day else CourtReport.Kind.FULL,
    )
    reporting.note_facts(by=story.by, report=report, facts=facts)
    story.kept["report"] = report.pk


def _report(story: Story) -> CourtReport:
    return CourtReport.objects.select_related("service", "court", "author").get(pk=story.kept["report"])


@verb("advise", usually=OFFICER)
def advise(story: Story, *, text: str, considered: bool = True, **details: Any) -> None:
    """The advice to court, and that it was considered."""
    reporting.fill_in(by=story.by, report=_report(story), considered=considered, interviewed=True, **details)
    reporting.advise(by=story.by, report=_report(story), text=text)


@verb("propose", usually=OFFICER)
def propose(story: Story, *, vehicle: str, months: int | None = None, ask: bool = True) -> None:
    """What is proposed; the service is asked, and the words for the court are made."""
    told = {
        "explained_on": str(_day(-2)),
        "explained_by": story.by.name,
        "duty_explained": "yes",
        "enforcement_explained": "yes",
        "willing_to_be_ordered": "yes",
    }
    reporting.fill_in(by=story.by, report=_report(story), prompts=told)
    proposal = enquiring.propose(
        by=story.by, report=_report(story), details={"vehicle": vehicle, "supervision_months": months}
    )
    if ask:
        enquiring.ask_service(by=story.by, proposal=proposal)
    printing.court_text(by=story.by, report=_report(story))


@verb("heard", usually=OFFICER)
def heard(story: Story, *, details: str, requirement: bool) -> None:
    """The hearing has been, and the writer tells the service what came of it."""
    reporting.tell_result(by=story.by, report=_report(story), details=details, requirement_made=requirement)


@verb("can_deliver", usually="coordinator")
def can_deliver(story: Story, *, reply: str = "can") -> None:
    """The service answers the writer."""
    enquiring.answer_enquiry(by=story.by, proposal=_report(story).proposal, reply=reply)


@verb("sentenced", usually="coordinator")
def sentenced(
    story: Story,
    *,
    vehicle: str,
    details: str,
    days_ago: int = 1,
    court: str = CROWN,
    months: int | None = None,
    consent_before: int = 0,
) -> None:
    """The sentence is entered; with `consent_before` it holds a restorative requirement agreed so many days earlier."""
    officer = story.who(OFFICER)
    passed = _day(-days_ago)
    entered: Details = {
        "vehicle": vehicle,
        "passed_on": passed,
        "details": details,
        "court": _court(story.hub, court),
        "supervision_months": months,
        "restorative": bool(consent_before),
        "officer": officer,
    }
    if consent_before:
        entered["consent_on"] = passed - timedelta(days=consent_before)
    sentencing.enter_sentence(by=story.by, participant=story.person("responsible"), details=entered)


@verb("deferred", usually="coordinator")
def deferred(story: Story, *, days: int, since: int = 3, model: str = "whole", court: str = CROWN) -> None:
    """Sentence is deferred; both have said that they would take part."""
    for key in story.keys(None):
        consent(story, to="take_part", of=key)
    deferring.defer(
        by=story.by,
        case=story.case,
        court=_court(story.hub, court),
        starts_on=_day(-since),
        until=_day(days),
        model=model,
    )


@verb("requirement", usually=FIRST)
def requirement(story: Story, *, meetings: list[str], in_days: int = 5, days: str = "1") -> None:
    """Meetings of the requirement are planned, a week apart."""
    sentence = latest_sentence(story.person("responsible"))
    if sentence is None:
        raise ValueError("Nobody has been sentenced yet.")
    for number, kind in enumerate(meetings):
        planning.plan_meeting(
            by=story.by, sentence=sentence, kind=kind, on=_day(in_days + 7 * number), days=Decimal(days)
        )


@verb("session", usually=FIRST)
def session(story: Story, *, of: str, result: str, attended: bool = True, **details: Any) -> None:
    """One of the sessions was held today, at the probation office, or they did not come."""
    open_ones = PlannedMeeting.objects.filter(sentence__participant=story.person("responsible"), kind=of)
    holding.hold_meeting(
        by=story.by,
        meeting=open_ones.select_related("sentence").get(held_on=None),
        on=timezone.localdate(),
        session=Session(
            attended=attended,
            place="Example Probation, 3 Example Street",
            result=result,
            facilitator_there=True,
            **details,
        ),
    )


@verb("order_appointment", usually=FIRST)
def order_appointment(story: Story, *, in_days: int) -> None:
    """An appointment that is part of the order."""
    at = (timezone.now() + timedelta(days=in_days)).replace(hour=10, minute=0, second=0)
    contacts.make_appointment(
        by=story.by,
        participant=story.person("responsible"),
        at=at,
        kind="interview",
        with_user=story.by,
        place_kind="office",
        place="Example Probation, 3 Example Street",
        is_statutory=True,
    )


@verb("missed", usually=FIRST)
def missed(story: Story, *, reason: str) -> None:
    """They did not come. Their offender manager hears of it at once."""
    person = story.person("responsible")
    waiting = Appointment.objects.filter(participant=person, is_statutory=True, kept="")
    appointment = waiting.select_related("participant__case").earliest("at")
    contacts.settle_appointment(by=story.by, appointment=appointment, kept="missed")
    sentence = latest_sentence(person)
    if sentence is None:
        raise ValueError("Nobody has been sentenced yet.")
    told_on = timezone.localtime(appointment.at).date() - timedelta(days=6)
    attending.record_attendance(
        by=story.by,
        sentence=sentence,
        appointment=appointment,
        evidence=attending.Evidence("letter", told_on, reason=reason, acceptable=False),
    )
