"""Reports to court through the pages, as their writer and as the service see them."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from amends.foundation.access.acting import acting_as
from amends.foundation.documents.models import Document
from amends.journey.court.models import Court, CourtReport, Opportunity
from amends.journey.court.tests.cast import in_days
from amends.service.partners.actions import keep_setting
from amends.service.partners.models import Pathway

MOST_QUERIES = 12


@pytest.fixture
def wendy(client, sign_in, writer):
    return sign_in(client, writer)


def typed(day, name="hearing_on"):
    return {f"{name}_day": day.day, f"{name}_month": day.month, f"{name}_year": day.year}


def part(report, key):
    return reverse("court:part", args=[report.pk, key])


def test_writer_finds_the_page_and_begins_a_report(profile, wendy, writer, court):
    profile("hmpps-2023")
    assert reverse("court:reports") in wendy.get(reverse("worklist:home"), follow=True).text
    sent = {"court": court.pk, "kind": "full", "reference": "T55", **typed(in_days(5))}
    page = wendy.post(reverse("court:begin"), sent, follow=True)
    assert "Not yet known" in page.text
    assert "Report for Chelmsford Crown Court" in page.text
    listed = wendy.get(reverse("court:reports")).text
    assert "T55" in listed
    assert "Courts and working together" not in listed


def test_day_that_is_over_is_refused_at_its_field(profile, wendy, court):
    profile("noms-2013")
    sent = {"court": court.pk, "kind": "full", "reference": "T55", **typed(in_days(-1))}
    page = wendy.post(reverse("court:begin"), sent)
    assert "This hearing is over" in page.text


def test_service_after_sentence_only_has_no_such_page(wendy, service):
    assert "works only after sentence" in wendy.get(reverse("court:reports")).text
    assert wendy.get(reverse("court:begin")).status_code == 404


def test_coordinator_of_such_a_service_has_no_link_to_it(client, sign_in, coordinator):
    assert reverse("court:reports") not in sign_in(client, coordinator).get(reverse("worklist:home")).text


def test_pathway_of_another_profile_opens_the_work(client, sign_in, coordinator, service, writer, court):
    pathway = Pathway(service=service)
    with acting_as(coordinator):
        keep_setting(
            by=coordinator,
            row=pathway,
            details={
                "name": "Court work",
                "source": "probation",
                "entry_route": "Website",
                "consent_rule": "both",
                "profile": "noms-2013",
                "status": "live",
                "agreed_on": in_days(-9),
            },
        )
    assert "Begin a report" in sign_in(client, writer).get(reverse("court:reports")).text


@pytest.mark.requirement("PF-084")
def test_four_prompts_are_headed_fields(wendy, report):
    page = wendy.get(part(report, "prompts")).text
    for name in ("harmed_voice", "needs", "repair", "integration"):
        assert f'name="{name}"' in page
    assert "What do the people harmed say" in page


@pytest.mark.requirement("PF-083")
def test_promise_is_said_to_the_writer(wendy, report):
    sent = {"text": "He will take part in RJ.", "why_no_advice": ""}
    page = wendy.post(part(report, "advice"), sent, follow=True).text
    assert "sounds like a promise" in page
    assert "Nobody can be made to take part" in page


def test_every_part_opens_and_the_words_come_out(wendy, writer, report):
    facts = {"ogrs": "40", "violence_property_convictions": "3", "identifiable_victim": "true"}
    wendy.post(part(report, "facts"), {**facts, "accepts_basic_facts": "true"})
    for key in ("facts", "court-said", "prompts", "effective", "advice", "proposal"):
        assert wendy.get(part(report, key)).status_code == 200
    short = wendy.post(part(report, "proposal"), {"vehicle": "community_order", "supervision_months": "2"})
    assert "supervision of 3 months or more" in short.text
    wendy.post(part(report, "proposal"), {"vehicle": "community_order", "supervision_months": "6"})
    page = wendy.post(reverse("court:do", args=[report.pk, "ask"]), follow=True).text
    assert "no answer yet" in page
    assert "Schedule 9 to the Sentencing Act 2020" in page
    assert "Potentially suitable" in page
    printed = wendy.post(reverse("court:do", args=[report.pk, "print"]), follow=True).text
    assert "Restorative justice in a report to court" in printed
    refused = wendy.post(reverse("court:do", args=[report.pk, "finish"]), follow=True).text
    assert "say why it was not right to" in refused
    with acting_as(writer):
        assert Document.objects.get().case_id is None


def test_wrong_fact_is_refused_at_its_field(wendy, report):
    assert "Enter a whole number, 0 to 100" in wendy.post(part(report, "facts"), {"ogrs": "many"}).text


@pytest.mark.requirement("W8-084")
def test_short_form_leads_straight_to_the_text(profile, wendy, writer, court):
    profile("noms-2013")
    sent = {"court": court.pk, "kind": "same_day", "reference": "T7", **typed(in_days(0))}
    wendy.post(reverse("court:begin"), sent)
    with acting_as(writer):
        report = CourtReport.objects.get()
    answers = {"accepts": "yes", "heard": "yes", "interest": "yes", "attitude": "sorry", "safe": "no"}
    page = wendy.post(part(report, "short"), answers, follow=True).text
    assert "/documents/" in page
    missing = wendy.post(part(report, "short"), {**answers, "attitude": ""}).text
    assert "Answer: How do they speak of the person harmed?" in missing


def test_service_answers_and_the_result_comes_back(client, sign_in, coordinator, wendy, writer, report):
    wendy.post(part(report, "proposal"), {"vehicle": "community_order", "supervision_months": "6"})
    wendy.post(reverse("court:do", args=[report.pk, "ask"]))
    assert wendy.get(reverse("court:reply", args=[report.pk])).status_code == 404
    assert "still to come" in wendy.get(reverse("court:report", args=[report.pk])).text
    cora = sign_in(client, coordinator)
    assert "Answer the writer" in cora.get(reverse("court:report", args=[report.pk])).text
    page = cora.post(reverse("court:reply", args=[report.pk]), {"reply": "can"}, follow=True).text
    assert "Can deliver: Cora Ordinate" in page


@pytest.mark.requirement("W8-311")
def test_unconfirmed_proposals_stand_on_top_for_the_manager(client, sign_in, manager, wendy, report):
    wendy.post(part(report, "proposal"), {"vehicle": "community_order", "supervision_months": "6"})
    CourtReport.objects.filter(pk=report.pk).update(hearing_on=in_days(2))
    page = sign_in(client, manager).get(reverse("court:reports")).text
    assert "Nobody has said that we can deliver" in page


def test_another_writers_report_is_not_found(client, sign_in, report, referrer, facilitator, stranger):
    for user in (referrer, facilitator, stranger):
        other = sign_in(client, user)
        assert other.get(reverse("court:report", args=[report.pk])).status_code == 404


@pytest.mark.requirement("PF-085")
def test_openings_are_kept_with_their_court(client, sign_in, coordinator, court, service):
    cora = sign_in(client, coordinator)
    sent = {
        "court": court.pk,
        "provider": "Example RJ",
        "kind": "briefing",
        "words": "Tea with the bench",
        "status": "not_pursued",
        "reason": "",
        **typed(in_days(0), "on"),
    }
    refused = cora.post(reverse("court:add_opportunity"), sent).text
    assert "Say why it was not pursued" in refused
    assert not Opportunity.objects.exists()
    kept = cora.post(reverse("court:add_opportunity"), {**sent, "reason": "No time"}, follow=True).text
    assert "Tea with the bench" in kept
    assert "Not pursued: No time" in kept


def test_courts_are_added_and_only_the_manager_records_an_agreement(client, sign_in, coordinator, manager):
    cora = sign_in(client, coordinator)
    sent = {"name": "Basildon Crown Court", "has_service": "yes", "is_active": "yes"}
    assert "Basildon" in cora.post(reverse("court:add_court"), sent, follow=True).text
    court = Court.objects.get()
    address = reverse("court:agreement", args=[court.pk])
    assert cora.get(address).status_code == 404
    boss = sign_in(client, manager)
    agreed = {
        **typed(in_days(-3), "deferral_agreed_on"),
        **typed(in_days(300), "deferral_review_on"),
        "deferral_limit": 2,
    }
    assert "2 at a time" in boss.post(address, agreed, follow=True).text


@pytest.mark.parametrize("name", ["court:reports", "court:courts", "court:report"])
def test_pages_stay_quick(client, sign_in, coordinator, profile, report, name):
    cora = sign_in(client, coordinator)
    address = reverse(name, args=[report.pk] if name == "court:report" else [])
    cora.get(address)
    with CaptureQueriesContext(connection) as captured:
        cora.get(address)
    asked = [q["sql"] for q in captured.captured_queries if "SAVEPOINT" not in q["sql"]][:-1]
    assert len(asked) <= MOST_QUERIES, "\n".join(asked)
