"""A service in each of the three profiles, a court, and a report writer in probation."""

import datetime as dt

import pytest
from django.utils import timezone

from amends.foundation.access.acting import acting_as
from amends.foundation.access.models import Agency, AgencyKind
from amends.foundation.access.tests.cast import make_user
from amends.journey.court.actions.courts import keep_court
from amends.journey.court.actions.reporting import begin_report, note_facts
from amends.journey.court.models import Court

# OGRS 40, three thefts before, somebody harmed who is known by name, a guilty plea on the facts.
SUITABLE = {
    "ogrs": 40,
    "violence_property_convictions": 3,
    "identifiable_victim": True,
    "accepts_basic_facts": True,
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
    """A report by Wendy for a hearing in ten days, under the 2023 framework, with nothing known yet."""
    service = profile("hmpps-2023")
    with acting_as(writer):
        return begin_report(
            by=writer, service=service, court=court, hearing_on=in_days(10), reference="T1234"
        )


@pytest.fixture
def suitable_report(report, writer):
    with acting_as(writer):
        return note_facts(by=writer, report=report, facts=SUITABLE)
