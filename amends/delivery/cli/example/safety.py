"""What keeps people of the example safe: concerns and who was told, safety plans, visits, and how they are afterwards."""

from datetime import timedelta

from django.utils import timezone

from amends.delivery.cli.example.hub import Hub
from amends.delivery.cli.example.telling import FIRST, Story, verb
from amends.foundation.access.acting import acting_as
from amends.journey.contact import actions as contacts
from amends.journey.contact.models import Appointment
from amends.journey.safeguarding.actions import afterwards, children, deciding, lead, plans, raising, telling
from amends.journey.safeguarding.models import Concern, SafetyPlan

NIGHT = "01632 960 999"


def name_safeguards(hub: Hub) -> None:
    """The manager leads, the coordinator stands in, and the county answers at night."""
    by, service = hub.manager, hub.service
    with acting_as(by):
        lead.name_officer(by=by, service=service, user=hub.manager, part="lead")
        lead.name_officer(by=by, service=service, user=hub.coordinator, part="deputy")
        words = "the duty social worker of the county, every day from 5pm"
        lead.set_out_of_hours(by=by, service=service, telephone=NIGHT, words=words)


@verb("concern", usually=FIRST)
def concern(story: Story, *, words: str, kind: str = "child", about: str = "", at_risk: str = "") -> None:
    """Somebody raises a safeguarding concern."""
    person = story.person(about) if about else None
    report = raising.Report(
        kind=kind, words=words, about=person, at_risk=at_risk, case=None if person else story.case
    )
    row = raising.raise_concern(by=story.by, service=story.hub.service, report=report)
    story.kept["safeguarding"] = row.pk


def _concern(story: Story) -> Concern:
    return Concern.objects.select_related("service").get(pk=story.kept["safeguarding"])


@verb("receive_concern", usually="manager")
def receive_concern(story: Story) -> None:
    """The lead has it."""
    deciding.receive(by=story.by, concern=_concern(story))


@verb("pass_on_concern", usually="manager")
def pass_on_concern(story: Story, *, to: str, name: str, what: str, reason: str = "child") -> None:
    """It is passed on, and they say that they have it."""
    at = timezone.now() - timedelta(minutes=30)
    told = telling.Telling(body=to, name=name, what=what, at=at, reason=reason)
    row = telling.pass_on(by=story.by, concern=_concern(story), telling=told)
    telling.note_receipt(by=story.by, row=row, received_at=at + timedelta(minutes=20))


@verb("decide_concern", usually="manager")
def decide_concern(story: Story, *, decision: str, words: str) -> None:
    """What is done about it."""
    deciding.decide(by=story.by, concern=_concern(story), decision=decision, words=words)


@verb("read_guidance", usually=FIRST)
def read_guidance(story: Story) -> None:
    """Somebody has read what cannot stay confidential."""
    lead.confirm_reading(by=story.by, service=story.hub.service)


@verb("safety_plan", usually=FIRST)
def safety_plan(story: Story, *, of: str | list[str] | None = None, signed: bool = True) -> None:
    """A plan for each, signed by the manager."""
    details = {
        "risks": "Hard words, and tears afterwards.",
        "controls": "Two of us between them; each comes by another door.",
        "way_out": "The quiet room, with whoever sits beside them.",
    }
    for key in story.keys(of):
        plan = plans.write_plan(by=story.by, participant=story.person(key), details=details)
        if signed:
            with acting_as(story.hub.manager):
                plans.sign_plan(by=story.hub.manager, plan=SafetyPlan.objects.get(pk=plan.pk))


@verb("family_says", usually=FIRST)
def family_says(story: Story, *, of: str, adult: str, to: list[str]) -> None:
    """A parent says that they know, and what the child may do."""
    for what in to:
        children.note_adult(
            by=story.by,
            participant=story.person(of),
            adult=story.person(adult),
            what=what,
            answer=True,
            on=timezone.localdate(),
        )


@verb("safe_visit", usually=FIRST)
def safe_visit(story: Story, *, who: str, waits: str = "second") -> None:
    """Somebody waits to hear how the next visit went."""
    appointment = Appointment.objects.filter(participant=story.person(who), kept="").latest("at")
    visit = contacts.plan_visit(
        by=story.by,
        appointment=appointment,
        check_in_with=story.who(waits),
        ends_at=appointment.at + timedelta(hours=1),
    )
    contacts.confirm_visit(by=story.by, visit=visit)


@verb("afterwards", usually=FIRST)
def how_they_are(story: Story, *, of: str | list[str] | None = None, in_custody: bool = False) -> None:
    """After the meeting: may anybody hurt themselves?"""
    for key in story.keys(of):
        afterwards.judge_self_harm(
            by=story.by, participant=story.person(key), finding="none", in_custody=in_custody
        )
