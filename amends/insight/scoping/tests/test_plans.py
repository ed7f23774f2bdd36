"""Cohorts, forecasts, and assumptions from the service's own cases."""

import csv
import io
from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from amends.foundation.access.models import Agency
from amends.foundation.access.tests.cast import make_user
from amends.foundation.case.actions import open_new_case
from amends.foundation.case.models import Case
from amends.foundation.lib.refusal import Refused
from amends.insight.scoping.actions import add_to_cohort, expect_referrals, make_cohort, take_own_figures
from amends.insight.scoping.following import readiness
from amends.insight.scoping.forecast import NOTE, forecast
from amends.insight.scoping.own import ENDS, own_figures
from amends.journey.contact.models import Contact
from amends.journey.finding.tests.caseloads import as_csv, imported, row
from amends.journey.followup.models import Closing
from amends.journey.followup.outcomes import outcomes
from amends.journey.referral.models import Referral
from amends.journey.suitability.models import Judgement
from amends.service.workforce.models import Facilitator, TimeEntry, Training


def a_fresh_case(by, service) -> Case:
    return open_new_case(
        by=by, service=service, family=Case.Family.CRIMINAL, what="burglary", roles=Case.Roles.CLEAR
    )


def trainee(service, number) -> Facilitator:
    user = make_user(f"Trainee {number}", "facilitator", service)
    facilitator = Facilitator.objects.create(service=service, user=user, started_on=date(2026, 1, 1))
    Training.objects.create(service=service, facilitator=facilitator)
    return facilitator


@pytest.mark.requirement("W8-029")
def test_a_cohort_of_ten_is_exported_with_interviews_result_and_stage(
    coordinator, service, a_case, client, sign_in
):
    cohort = make_cohort(by=coordinator, service=service, name="First ten")
    add_to_cohort(by=coordinator, cohort=cohort, case=a_case.case, motivation="well", before_training=True)
    for _ in range(9):
        add_to_cohort(by=coordinator, cohort=cohort, case=a_fresh_case(coordinator, service))
    Contact.objects.create(
        service=service,
        file=a_case.responsible_file,
        participant=a_case.responsible,
        kind="visit",
        purpose="assess",
        result="reached",
        at=timezone.make_aware(datetime(2026, 3, 5, 15)),
        submitted_at=timezone.now(),
        place_kind="home",
        logged_by=coordinator,
        attempt=1,
        minutes=60,
    )
    Judgement.objects.create(
        service=service,
        file=a_case.responsible_file,
        participant=a_case.responsible,
        made_as="visit",
        outcome="suitable",
        willing=True,
        safe=True,
        basis="Met at home",
        interviewed_on=date(2026, 3, 12),
        until=date(2026, 9, 1),
        judged_by=coordinator,
        both_agree=True,
        responsibility="full",
    )
    sign_in(client, coordinator)
    text = client.get(reverse("scoping:cohort_export", args=[cohort.pk])).content.decode("utf-8-sig")
    first, *others = list(csv.DictReader(io.StringIO(text)))
    assert first["case"] == a_case.case.number
    assert (first["interviews"], first["suitability"]) == ("05.03.2026, 12.03.2026", "Suitable")
    assert (first["stage"], first["motivation"], first["before training"]) == (
        "Second assessment",
        "Seems well motivated",
        "yes",
    )
    assert len(others) == 9
    assert {each["interviews"] for each in others} == {"No interview yet"}
    assert "Rhys" not in text


@pytest.mark.requirement("W8-261")
def test_of_six_booked_on_training_with_five_cases_one_is_shown_without(
    coordinator, service, client, sign_in
):
    cohort = make_cohort(by=coordinator, service=service, name="Spring", training_on=date(2027, 3, 1))
    people = [trainee(service, number) for number in range(6)]
    found = list(imported(coordinator, service, as_csv([row(n) for n in range(3)])).candidates.all())
    for person, candidate in zip(people, found, strict=False):
        add_to_cohort(by=coordinator, cohort=cohort, candidate=candidate, facilitator=person)
    for person in people[3:5]:
        case = a_fresh_case(coordinator, service)
        add_to_cohort(by=coordinator, cohort=cohort, case=case, facilitator=person, state="engaged")
    without = [each.facilitator for each in readiness(cohort) if not each.cases]
    assert without == [people[5]]
    sign_in(client, coordinator)
    shown = client.get(reverse("scoping:cohort", args=[cohort.pk])).content.decode()
    assert "1 person</strong> booked on training without a case: Trainee 5." in " ".join(shown.split())


def test_a_case_is_in_a_cohort_once_and_of_its_own_service(coordinator, service, a_case):
    cohort = make_cohort(by=coordinator, service=service, name="Once")
    add_to_cohort(by=coordinator, cohort=cohort, case=a_case.case)
    with pytest.raises(ValidationError, match="in the cohort already"):
        add_to_cohort(by=coordinator, cohort=cohort, case=a_case.case)
    with pytest.raises(ValidationError, match="Name a case"):
        add_to_cohort(by=coordinator, cohort=cohort)


@pytest.mark.requirement("W8-114")
def test_both_figures_are_shown_with_the_note_and_no_attrition_is_applied(
    coordinator, service, client, sign_in
):
    support = Agency.objects.create(service=service, name="Victim Support", kind="victim_support")
    shelter = Agency.objects.create(service=service, name="Shelter", kind="other")
    for agency, number in ((support, 12), (shelter, 3)):
        expect_referrals(
            by=coordinator, agency=agency, a_quarter=number, process="By form", agreed_on=date(2026, 1, 5)
        )
    for number in range(5):
        came(service, support, number, initiated_by="victim")
    came(service, support, 5, initiated_by="offender")
    lines = {each.agency: each for each in forecast(service, timezone.localdate())}
    found = lines[support]
    assert found.expected
    assert (found.expected.a_quarter, found.actual, found.a_year, found.basis) == (12, 5, 20, "Own history")
    assert (lines[shelter].a_year, lines[shelter].basis) == (12, "Partner estimate")
    sign_in(client, coordinator)
    shown = client.get(reverse("scoping:partners")).content.decode()
    assert NOTE in shown
    assert ">12<" in shown
    assert ">5<" in shown


def came(service, agency, number, **more) -> Referral:
    at = timezone.now() - timedelta(days=number)
    return Referral.objects.create(
        service=service,
        agency=agency,
        number=f"R-{number}",
        form="referral",
        route="telephone",
        status="submitted",
        received_at=at,
        **more,
    )


def test_every_outcome_counts_under_one_of_the_guides_five_or_is_left_out():
    assert set(outcomes()) - set(ENDS) == {"declined", "unreachable", "transferred", "not_now"}


def test_the_services_own_closed_cases_become_assumptions(coordinator, service):
    with pytest.raises(Refused, match="No case"):
        own_figures(service)
    ends = [("meeting_held", "", 600), ("meeting_held", "", 1200), ("declined", "responsible", 60)]
    for outcome, whose, minutes in [*ends, ("unreachable", "harmed", 0), ("transferred", "", 10)]:
        case = a_fresh_case(coordinator, service)
        Closing.objects.create(
            service=service,
            case=case,
            outcome=outcome,
            reason="x",
            whose=whose,
            coded_by=coordinator,
            closed_at=timezone.now(),
        )
        if minutes:
            TimeEntry.objects.create(
                service=service, user=coordinator, on=date(2026, 3, 1), minutes=minutes, case=case
            )
    own = take_own_figures(by=coordinator, service=service, reason="A year of our own")
    figures = own.by_outcome
    assert own.cases == 4
    assert {name: each.percent for name, each in figures.items()} == {
        "refusal": Decimal(25),
        "no_victim": Decimal(25),
        "withdrawal": Decimal(0),
        "conference": Decimal(50),
        "indirect": Decimal(0),
    }
    assert figures["conference"].hours_per_case == 15
    assert figures["refusal"].hours_per_case == 1
    assert figures["no_victim"].hours_per_case == 8
