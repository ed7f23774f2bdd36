"""Who may read which figures, where a number leads, and what may be taken away."""

import csv
import datetime as dt
import io
import re

import pytest
import time_machine
from django.urls import resolve, reverse
from django.utils import timezone
from openpyxl import load_workbook

from amends.foundation.access.acting import acting_as
from amends.foundation.lib.cells import harmless
from amends.foundation.record.models import AuditEvent
from amends.insight.performance.definitions import definitions
from amends.insight.performance.exporting import HEAD
from amends.insight.performance.months import Month
from amends.journey.eligibility.tests.referrals import a_referral
from amends.journey.followup.actions import close_case, code_outcome
from amends.journey.followup.rules.closing import Coded
from amends.journey.risk.actions.service_log import note_service_risk, review_service_risk

SUMMARY = "performance:summary"


@pytest.fixture
def some(coordinator, service, a_case):
    """A case, and three referrals of it."""
    for _ in range(3):
        a_referral(service, referrer_kind="police", case=a_case.case, status="accepted")
    return a_case


def test_summary_shows_every_figure_with_few_queries(
    client, sign_in, coordinator, some, django_assert_max_num_queries
):
    sign_in(client, coordinator)
    client.get(reverse(SUMMARY))
    with django_assert_max_num_queries(12):
        page = client.get(reverse(SUMMARY))
    text = page.content.decode()
    for definition in definitions().values():
        assert definition.title in text
    assert "so far" in text


def test_figure_says_what_it_is_and_leads_to_what_it_counts(
    client, sign_in, coordinator, some, django_assert_max_num_queries
):
    sign_in(client, coordinator)
    address = reverse("performance:figure", args=["referrals_received"])
    client.get(address)
    with django_assert_max_num_queries(12):
        page = client.get(address).content.decode()
    definition = definitions()["referrals_received"]
    assert definition.words in page
    assert definition.numerator in page
    assert "Twelve months" in page
    behind = client.get(reverse("performance:cases", args=["referrals_received"]) + "?of=police")
    assert "3 referrals" in behind.content.decode()
    none = client.get(reverse("performance:cases", args=["referrals_received"]) + "?of=prison")
    assert "0 referrals" in none.content.decode()


def test_referral_behind_a_number_leads_whoever_reads_it_to_a_page_they_have(
    client, sign_in, coordinator, administrator, some
):
    for user, page in ((coordinator, "eligibility:intake"), (administrator, "referral:status")):
        behind = sign_in(client, user).get(reverse("performance:cases", args=["referrals_received"]))
        [address, *_] = re.findall(r'<li><a class="govuk-link" href="([^"]+)"', behind.text)
        assert resolve(address).view_name == page
        assert client.get(address).status_code == 200


@pytest.mark.parametrize("key", sorted(definitions()))
def test_every_figure_and_its_list_open(client, sign_in, coordinator, some, key):
    sign_in(client, coordinator)
    assert client.get(reverse("performance:figure", args=[key])).status_code == 200
    assert client.get(reverse("performance:cases", args=[key])).status_code == 200
    assert client.get(reverse("performance:cases", args=[key]) + "?of=x").status_code == 200


def test_closed_case_is_behind_its_number(client, sign_in, coordinator, some):
    code_outcome(by=coordinator, case=some.case, coded=Coded("settled", "overtaken"))
    close_case(by=coordinator, case=some.case)
    sign_in(client, coordinator)
    page = client.get(reverse("performance:cases", args=["closed"])).content.decode()
    assert some.case.number in page


def test_board_member_sees_figures_without_small_numbers_and_no_case(
    client, sign_in, coordinator, board_member, some
):
    sign_in(client, board_member)
    page = client.get(reverse(SUMMARY)).content.decode()
    assert "hidden (small)" in page
    assert some.case.number not in page
    assert reverse("performance:cases", args=["referrals_received"]) not in page
    one = client.get(reverse("performance:figure", args=["referrals_received"])).content.decode()
    assert "hidden (small)" in one
    for key in definitions():
        assert client.get(reverse("performance:cases", args=[key])).status_code == 404
        assert client.get(reverse("performance:figure", args=[key])).status_code == 200


def test_stranger_counts_their_own_service_and_facilitators_and_referrers_nothing(
    client, sign_in, stranger, facilitator, referrer, some
):
    page = sign_in(client, stranger).get(reverse("performance:figure", args=["referrals_received"]))
    assert "Police" in page.content.decode()
    behind = client.get(reverse("performance:cases", args=["referrals_received"])).content.decode()
    assert "0 referrals" in behind
    for user in (facilitator, referrer):
        sign_in(client, user)
        for address in (reverse(SUMMARY), reverse("performance:export", args=["csv"])):
            assert client.get(address).status_code == 404


@pytest.mark.parametrize("asked", ["2026-13", "x", "9999-01", "2026-1", "2026-01'--"])
def test_what_is_no_month_is_not_found(client, sign_in, coordinator, asked):
    assert sign_in(client, coordinator).get(reverse(SUMMARY), {"month": asked}).status_code == 404


def test_unknown_figure_and_form_are_not_found(client, sign_in, coordinator):
    sign_in(client, coordinator)
    assert client.get(reverse("performance:figure", args=["gossip"])).status_code == 404
    assert client.get(reverse("performance:cases", args=["gossip"])).status_code == 404
    assert client.get(reverse("performance:export", args=["pdf"])).status_code == 404


def test_file_hides_small_numbers_for_everybody_and_is_noted(client, sign_in, coordinator, some):
    sign_in(client, coordinator)
    answer = client.get(reverse("performance:export", args=["csv"]))
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert rows[1] == HEAD
    received = next(row for row in rows if row[:2] == ["Referrals received", ""])
    assert received[2] == "hidden (small)"
    assert not [row for row in rows[2:] for cell in row[2:4] if cell in {"1", "2", "3", "4"}]
    assert AuditEvent.objects.filter(what="performance.exported").count() == 1


def test_spreadsheet_holds_the_same_rows(client, sign_in, coordinator, some):
    sign_in(client, coordinator)
    answer = client.get(reverse("performance:export", args=["xlsx"]))
    assert Month.of(timezone.localdate()).key in answer["Content-Disposition"]
    sheet = load_workbook(io.BytesIO(answer.content)).active
    titles = {row[0].value for row in sheet.iter_rows(min_row=3)}
    assert titles == {definition.title for definition in definitions().values()}


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@x", "\t=1", "\r=1", " =1"])
def test_cell_that_a_spreadsheet_would_run_becomes_text(cell):
    assert harmless(cell) == f"'{cell}"


def test_service_whose_name_is_a_formula_runs_nothing(client, sign_in, coordinator, service):
    service.name = "=HYPERLINK(1)"
    service.save()
    sign_in(client, coordinator)
    answer = client.get(reverse("performance:export", args=["xlsx"]))
    sheet = load_workbook(io.BytesIO(answer.content)).active
    assert sheet["A1"].data_type == "s"
    assert sheet["A1"].value.startswith("'=")


@pytest.mark.requirement("EX-086")
def test_risk_of_the_service_is_overdue_beside_the_figures_from_the_day_after_its_review(
    client, sign_in, manager, coordinator, service
):
    last = timezone.localdate()
    risk = {
        "kind": "risk",
        "likelihood": 3,
        "impact": 4,
        "owner": manager,
        "mitigation": "A third is trained.",
    }
    with acting_as(manager):
        row, _ = (
            note_service_risk(by=manager, service=service, details={**risk, "words": words, "review_on": day})
            for words, day in (("Both trainers leave", last), ("The lease ends", last + dt.timedelta(days=9)))
        )
    sign_in(client, manager)
    assert "Both trainers leave" not in client.get(reverse(SUMMARY)).text
    with time_machine.travel(timezone.now() + dt.timedelta(days=1), tick=True):
        page = sign_in(client, manager).get(reverse(SUMMARY)).text
        assert "Risk: Both trainers leave · score 12 · Manu Manages" in page
        assert "The lease ends" not in page
        assert "trainers" not in sign_in(client, coordinator).get(reverse(SUMMARY)).text
        with acting_as(manager):
            next_day = last + dt.timedelta(days=30)
            review_service_risk(by=manager, row=row, words="One is trained.", review_on=next_day)
        page = sign_in(client, manager).get(reverse(SUMMARY)).text
        assert "trainers" not in page
        assert "every review is in time" in page
