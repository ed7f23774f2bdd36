"""The group that steers the example service: its terms, who has accepted them, a meeting that was and one to come."""

from datetime import datetime, timedelta

from django.utils import timezone

from amends.delivery.cli.example.hub import Hub
from amends.delivery.cli.example.moments import Moments
from amends.foundation.access.acting import acting_as
from amends.service.committees import actions

BEGUN, MET, NEXT, NOTICE = 200, 60, 25, 21
MEMBERS = (
    "Essex Police",
    "Rushmere Council",
    "Example Probation",
    "Example Victim Support",
    "HMP Exampleton",
)
SLOW_TO_ACCEPT = "HMP Exampleton"
TERMS = {
    "scheme_name": "Essex Restorative Justice Hub (example)",
    "legal_status": "A group of partners without a legal form of its own. The council holds contracts and money for it.",
    "restrictions": "It decides about no single case, and sees no names.",
    "seats": "One person for each member organisation, named for two years, with a deputy.",
    "chair": "Chosen by the members each spring",
    "quorum": 3,
    "voting": "By agreement where that can be found, or else by a majority of the organisations there.",
    "meetings_a_year": 4,
    "notice_days": 14,
    "urgent_notice_days": 3,
    "agenda_days": 7,
    "urgent_items": "What cannot wait for the next meeting without harm to somebody. The chair says so.",
    "vacancies": "The organisation names somebody new within two months.",
}
PEOPLE = ("A. Chief", "B. Community", "C. Courtney", "D. Support")
DECIDED = "Prisons are asked for a room on Saturdays. The figures of the quarter were read and accepted."


def found_committee(hub: Hub, moments: Moments, now: datetime) -> None:
    """The manager sets it up; four of five accept its terms, and one is still asked to."""
    manager = hub.manager
    with moments.at(now - timedelta(days=BEGUN)), acting_as(manager):
        today = timezone.localdate()
        group = actions.begin_committee(by=manager, service=hub.service, name="Steering group")
        members = [
            actions.add_member(by=manager, committee=group, agency=hub.agencies[name], since=today)
            for name in MEMBERS
        ]
        lead = hub.agencies["Rushmere Council"]
        details = {**TERMS, "dated": today, "lead_authority": lead}
        terms = actions.write_terms(by=manager, committee=group, details=details)
        met = today + timedelta(days=BEGUN - MET)
        sitting = actions.call_meeting(
            by=manager, committee=group, on=met, invited_on=met - timedelta(days=NOTICE)
        )
    accepting = [member for member in members if member.agency.name != SLOW_TO_ACCEPT]
    with moments.at(now - timedelta(days=BEGUN - NOTICE)), acting_as(manager):
        for member, person in zip(accepting, PEOPLE, strict=True):
            actions.accept_terms(
                by=manager, terms=terms, member=member, person=person, accepted_on=timezone.localdate()
            )
    with moments.at(now - timedelta(days=MET - 1)), acting_as(manager):
        actions.hold_meeting(by=manager, sitting=sitting, there=accepting, decisions=DECIDED)
    with acting_as(manager):
        today = timezone.localdate()
        actions.call_meeting(by=manager, committee=group, on=today + timedelta(days=NEXT), invited_on=today)
