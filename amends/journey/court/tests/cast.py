"""A service under any of the three profiles, a court, a report writer in probation, and sentences."""

import datetime as dt
from decimal import Decimal

import pytest
from django.utils import timezone

from amends.foundation.access.acting import acting_as
from amends.foundation.access.models import Agency, AgencyKind
from amends.foundation.access.tests.cast import make_user
from amends.journey.consent.tests.cast import refuse
from amends.journey.contact.models import Appointment
from amends.journey.court.actions import holding, planning, sentencing
from amends.journey.court.actions.courts import keep_court
from amends.journey.court.actions.reporting import begin_report, fill_in, note_facts
from amends.journey.court.models import Court
from amends.journey.court.rules.sessions import Session

# OGRS 40, three thefts before, somebody harmed who is known by name, a guilty plea on the facts.
SUITABLE = {
    "ogrs": 40,
    "violence_property_convictions": 3,
    "identifiable_victim": True,
    "accepts_basic_facts": True,
}

EXPLAINED = {
    "explained_on": "2026-03-02",
    "explained_by": "Wendy Writes",
    "duty_explained": "yes",
    "enforcement_explained": "yes",
    "willing_to_be_ordered": "yes",
}


def in_days(days):
    return timezone.localdate() + dt.timedelta(days=days)


@pytest.fixture
def profile(service):
    """`profile("noms-2013")` puts the service under another profile."""

    def put(name):
        service.profile = name
        service.save(update_fields=["profile"])
        return service

    return put


@pytest.fixture
def probation(service):
    return Agency.objects.create(service=service, name="Example Probation", kind=AgencyKind.PROBATION)


@pytest.fixture
def writer(service, probation):
    """Writes reports to court and sees no case."""
    return make_user("Wendy Writes", "community_offender_manager", service, probation)


@pytest.fixture
def court(coordinator, service):
    with acting_as(coordinator):
        return keep_court(
            by=coordinator, court=Court(service=service), details={"name": "Chelmsford Crown Court"}
        )


@pytest.fixture
def report(profile, writer, court):
    """A report by Wendy for a hearing in ten days, under the 2023 framework; what an order asks has been explained."""
    service = profile("hmpps-2023")
    with acting_as(writer):
        begun = begin_report(
            by=writer, service=service, court=court, hearing_on=in_days(10), reference="T1234"
        )
        return fill_in(by=writer, report=begun, prompts=EXPLAINED)


@pytest.fixture
def suitable_report(report, writer):
    with acting_as(writer):
        return note_facts(by=writer, report=report, facts=SUITABLE)


@pytest.fixture
def under(a_case, coordinator):
    """`under("noms-2013")`: the fence case under a profile."""

    def put(name):
        with acting_as(coordinator):
            a_case.case.profile = name
            a_case.case.save(update_fields=["profile"])
        for person in (a_case.harmed, a_case.responsible):
            person.case.profile = name
        return a_case

    return put


@pytest.fixture
def noms(under):
    return under("noms-2013")


def details(**changes):
    return {
        "vehicle": "community_order",
        "passed_on": in_days(-2),
        "details": "12 months, supervision",
        "restorative": True,
        "supervision_months": 12,
        "consent_on": in_days(-20),
        **changes,
    }


@pytest.fixture
def ordered(noms, coordinator, court, writer):
    """Rhys has a community order with a restorative requirement; Wendy is his offender manager."""
    with acting_as(coordinator):
        return sentencing.enter_sentence(
            by=coordinator, participant=noms.responsible, details=details(court=court, officer=writer)
        )


FOUR = ("assessment", "preparation", "meeting", "review")
POSSIBLE = {"possible": ["conference", "letter"], "possible_why": "He speaks of it openly."}


def plan(by, sentence, *kinds, days="1"):
    return [
        planning.plan_meeting(by=by, sentence=sentence, kind=kind, on=in_days(1), days=Decimal(days))
        for kind in kinds
    ]


def hold(by, meeting, on=None, **details):
    """One of the sessions was held; the assessment found a meeting and a letter possible."""
    given = {"facilitator_there": True, "place": "Probation office", "result": "Talked it through"}
    given |= POSSIBLE if meeting.kind == "assessment" else {}
    return holding.hold_meeting(
        by=by, meeting=meeting, on=on or in_days(0), session=Session(**{**given, **details})
    )


def declined(by, case):
    """The person harmed does not want to take part, so that the person responsible may be prepared."""
    refuse(by, case.harmed, "take_part")


def an_appointment(by, person, at, **changes):
    """An appointment as it stands in the diary, past or to come."""
    return Appointment.objects.create(
        service=person.service,
        file=person.file,
        participant=person,
        at=at,
        kind="interview",
        place_kind="office",
        with_user=by,
        made_by=by,
        **{"is_statutory": True, **changes},
    )


@pytest.fixture
def voluntary(noms, coordinator, writer):
    with acting_as(coordinator):
        return sentencing.enter_sentence(
            by=coordinator, participant=noms.responsible, details=details(restorative=False, officer=writer)
        )
