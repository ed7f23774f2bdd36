"""The risk forms of a case: filled copies of every kind on the side they belong to, with version and procedure."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from amends.delivery.casefile.risk_papers import lines_of
from amends.foundation.case.actions import grant_file
from amends.foundation.pages.tests.costs import cost
from amends.journey.consent.tests.cast import agree
from amends.journey.risk.actions.papers import keep_copy
from amends.journey.risk.tests.cast import checked, visit_ready
from amends.service.library.tests.cast import approve_all


def copies(case, key):
    [line] = [line for line in lines_of(case) if line.paper.key == key]
    return line.copies


@pytest.fixture
def papers(a_case):
    return reverse("casefile:risk_papers", args=[a_case.case.number])


@pytest.mark.requirement("W8-246")
def test_what_is_filled_in_here_and_what_came_on_paper_stands_on_the_case(
    client, sign_in, manager, coordinator, service, acting, a_case, papers
):
    approve_all(manager, service)
    acting(coordinator)
    agree(coordinator, a_case.harmed, "take_part")
    checked(coordinator, a_case.harmed)
    visit_ready(coordinator, a_case.responsible)
    sign_in(client, coordinator)
    add = reverse("casefile:add_risk_paper", args=[a_case.case.number, "security-information"])
    assert add in client.get(papers).content.decode()
    scan = SimpleUploadedFile("gate.txt", b"Nothing is known.", "text/plain")
    assert client.post(add, {"side": "responsible", "upload": scan}).status_code == 302
    acting(coordinator)
    [checklist] = copies(a_case.case, "meeting-risk-assessment")
    assert (checklist.whose, checklist.version) == ("HH, person harmed", 1)
    assert copies(a_case.case, "home-visit-protocol")[0].whose == "RP, person responsible"
    [handed_in] = copies(a_case.case, "security-information")
    assert (handed_in.whose, handed_in.version) == ("gate.txt", 1)
    page = client.get(papers).content.decode()
    assert handed_in.url in page
    assert "Risk procedure, before a meeting</a>, version 1" in page
    assert cost(client, papers) <= 12


def test_a_copy_of_one_side_is_not_seen_from_the_other(
    client, sign_in, coordinator, facilitator, acting, a_case, papers
):
    acting(coordinator)
    keep_copy(
        by=coordinator,
        file=a_case.responsible_file,
        form="security-information",
        upload=SimpleUploadedFile("gate.txt", b"Nothing is known.", "text/plain"),
    )
    agree(coordinator, a_case.harmed, "take_part")
    checked(coordinator, a_case.harmed)
    grant_file(by=coordinator, file=a_case.harmed_file, user=facilitator, reason="allocated")
    page = sign_in(client, facilitator).get(papers).content.decode()
    assert "HH, person harmed" in page
    assert "gate.txt" not in page
    assert (
        "Person responsible"
        not in client.get(
            reverse("casefile:add_risk_paper", args=[a_case.case.number, "home-visit-protocol"])
        ).content.decode()
    )


def test_without_a_side_or_a_file_the_form_says_so(client, sign_in, coordinator, a_case):
    add = reverse("casefile:add_risk_paper", args=[a_case.case.number, "home-visit-protocol"])
    page = sign_in(client, coordinator).post(add, {"side": ""}).content.decode()
    assert "Choose whose file it belongs to" in page
    wrong = reverse("casefile:add_risk_paper", args=[a_case.case.number, "not-a-form"])
    assert client.get(wrong).status_code == 404
