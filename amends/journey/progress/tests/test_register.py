"""The register holds every possible case, and the evaluator gets the agreed fields and nothing else."""

import csv
import io
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from amends.foundation.access.acting import acting_as
from amends.foundation.access.models import Agency
from amends.foundation.access.programs import as_clockwork
from amends.foundation.case.actions import open_new_case, reach
from amends.foundation.case.lifecycle import Milestone
from amends.foundation.case.models import Case
from amends.foundation.lib.dates import add_months
from amends.foundation.messages.models import Message
from amends.foundation.pages.tests.costs import cost
from amends.foundation.record.models import AuditEvent
from amends.journey.eligibility.tests.referrals import a_referral
from amends.journey.finding.models import Candidate, Extract
from amends.journey.progress.actions import send_register_when_due
from amends.journey.progress.models import Forwarding, ForwardingPlan
from amends.journey.progress.rules.register import entries, size_of
from amends.service.partners.models import SecureDomain
from amends.service.sharing.models import SharingAgreement
from amends.service.sharing.tests.cast import draft, in_force

MOST_QUERIES = 14
REGISTER, SEND = reverse("progress:register"), reverse("progress:send")
PLAN = reverse("progress:plan")


@pytest.fixture
def evaluator_body(service):
    return Agency.objects.create(service=service, name="Example University", kind="other")


def a_candidate(service, extract, row, **more):
    return Candidate.objects.create(
        service=service,
        extract=extract,
        side="responsible",
        row=row,
        full_name=f"Somebody Found{row}",
        decision="eligible",
        **{"result": "eligible", **more},
    )


@pytest.fixture
def forty(service, coordinator, police, referrer):
    """12 allocated, 3 sent back, 25 found and never taken on; besides them what is no possible case."""
    with acting_as(coordinator):
        extract = Extract.objects.create(
            service=service,
            agency=police,
            side="responsible",
            name="caseload.csv",
            kind="csv",
            uploaded_by=coordinator,
            file_until=timezone.localdate(),
            sha256="0" * 64,
        )
        for row in range(25):
            state = "not_suitable" if row % 3 == 0 else "open"
            a_candidate(service, extract, row, state=state)
        a_candidate(service, extract, 25, result="not_eligible", why="No victim")
        a_candidate(service, extract, 26, state="known")
        a_candidate(service, extract, 27, state="referred", referral_number="ESX-R26-0001")
        for _ in range(12):
            case = open_new_case(
                by=coordinator, service=service, family=Case.Family.NEIGHBOURS, what="a fence"
            )
            reach(by=coordinator, case=case, milestone=Milestone.FACILITATORS_ACCEPTED)
            a_referral(service, referrer=referrer, agency=police, case=case, status="accepted")
        for _ in range(3):
            first = a_referral(service, referrer=referrer, agency=police, status="returned")
        a_referral(service, referrer=referrer, agency=police, status="merged", merged_into=first)
    return service


@pytest.mark.requirement("W8-137")
def test_register_holds_forty_of_which_twelve_were_allocated(client, sign_in, forty, administrator, acting):
    page = sign_in(client, administrator).get(REGISTER)
    assert "40 possible cases, taken on or not." in page.text
    assert "Somebody Found" not in page.text
    acting(administrator)
    rows = list(entries(forty, administrator))
    assert len(rows) == size_of(forty, administrator) == 40
    assert sum(row.allocated_on is not None for row in rows) == 12
    assert all(row.source and row.stage and row.result for row in rows)
    assert [row.number for row in entries(forty, administrator, 14, 17)] == [r.number for r in rows[14:17]]


@pytest.mark.requirement("W8-137")
def test_evaluator_gets_the_agreed_fields_alone_and_the_day_is_on_the_register(
    client, sign_in, forty, administrator, coordinator, manager, evaluator_body, acting
):
    with acting_as(coordinator):
        in_force(
            coordinator,
            evaluator_body,
            about="evaluation",
            items="Case number\nDate registered\nstage\nHow they feel",
        )
    browser = sign_in(client, administrator)
    answer = browser.post(SEND)
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert len(rows) == 40
    assert list(rows[0]) == ["Case number", "Date registered", "Stage"]
    acting(manager)
    sent = Forwarding.objects.get()
    assert (sent.rows, sent.fields, sent.by) == (40, ["number", "registered_on", "stage"], administrator)
    assert all(row.sent_on == timezone.localdate() for row in entries(forty, manager, 0, 40))
    assert AuditEvent.objects.filter(what="register.taken", recipient="evaluator").exists()
    marking = "PROTECT-PERSONAL-INFORMATION"
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{marking}_register.csv"'


AGREED = "Case number\nDate registered\nstage\nHow they feel"


@pytest.fixture
def planned(client, sign_in, forty, administrator, coordinator, evaluator_body):
    """The register goes to the evaluator every month, for the first time today."""
    with acting_as(coordinator):
        in_force(coordinator, evaluator_body, about="evaluation", items=AGREED)
        SecureDomain.objects.create(service=forty, domain="example.ac.uk")
    answer = sign_in(client, administrator).post(PLAN, monthly("register@example.ac.uk"))
    assert answer.status_code == 302, answer.text
    return forty


def monthly(address):
    day = timezone.localdate()
    first = {"next_on_day": day.day, "next_on_month": day.month, "next_on_year": day.year}
    return {"address": address, "every_months": "1", **first}


def send_all(service, on=None):
    with as_clockwork(service) as clockwork:
        return send_register_when_due(by=clockwork, service=service, on=on or timezone.localdate())


@pytest.mark.requirement("W8-137")
def test_it_goes_to_the_secure_address_by_itself_on_its_day_and_not_before_the_next(
    planned, acting, manager, client, sign_in, administrator
):
    assert "next on" in sign_in(client, administrator).get(REGISTER).text
    assert send_all(planned) is not None
    assert send_all(planned) is None
    acting(manager)
    sent, plan = Forwarding.objects.get(), ForwardingPlan.objects.get()
    assert (sent.sent_to, sent.rows) == ("register@example.ac.uk", 40)
    assert plan.next_on == add_months(timezone.localdate(), 1)
    letter = Message.objects.get(to_address="register@example.ac.uk")
    assert letter.body.startswith("PROTECT - PERSONAL INFORMATION")
    table = list(csv.DictReader(io.StringIO(letter.body[letter.body.index("Case number,") :])))
    assert (len(table), list(table[0])) == (40, ["Case number", "Date registered", "Stage"])
    assert AuditEvent.objects.filter(what="register.sent", recipient="evaluator").count() == 1
    assert send_all(planned, plan.next_on) is not None


@pytest.mark.requirement("W8-137")
def test_nothing_goes_by_itself_once_the_agreement_has_ended_and_the_office_is_told(
    planned, acting, manager, administrator
):
    yesterday = timezone.localdate() - timedelta(days=1)
    acting(manager)
    SharingAgreement.objects.update(ends_on=yesterday, reviewed_on=yesterday)
    assert send_all(planned) is None
    acting(manager)
    assert not Forwarding.objects.exists()
    assert not Message.objects.filter(to_address="register@example.ac.uk").exists()
    assert ForwardingPlan.objects.get().next_on == timezone.localdate()
    assert administrator.notices.filter(words__contains="has not been sent").exists()


@pytest.mark.requirement("W8-137")
def test_it_goes_to_no_address_outside_the_secure_domains(planned, client, sign_in, administrator, acting):
    refused = sign_in(client, administrator).post(PLAN, monthly("somebody@example.com"))
    assert "is not at a secure domain" in refused.text
    acting(administrator)
    assert ForwardingPlan.objects.get().address == "register@example.ac.uk"


def test_it_can_be_ended_and_nobody_else_plans_it(
    planned, client, sign_in, administrator, facilitator, acting
):
    assert sign_in(client, facilitator).get(PLAN).status_code == 404
    assert sign_in(client, administrator).post(reverse("progress:end-plan")).status_code == 302
    acting(administrator)
    assert not ForwardingPlan.objects.exists()


@pytest.mark.requirement("W8-137")
def test_nothing_is_sent_without_an_agreement_in_force(
    client, sign_in, forty, administrator, coordinator, evaluator_body, acting
):
    with acting_as(coordinator):
        draft(coordinator, evaluator_body, about="evaluation", items="Case number")
    page = sign_in(client, administrator).post(SEND, follow=True)
    assert "no agreement with the evaluator in force" in page.text
    acting(administrator)
    assert not Forwarding.objects.exists()


def test_only_the_office_has_it_and_it_takes_few_queries(
    client, sign_in, forty, coordinator, facilitator, referrer
):
    for user in (facilitator, referrer):
        assert sign_in(client, user).get(REGISTER).status_code == 404
    assert cost(sign_in(client, coordinator), REGISTER) <= MOST_QUERIES
