"""Planning on the pages: eight steps, figures, changing assumptions; nobody else finds them."""

import pytest
from django.test import Client
from django.urls import reverse

from amends.foundation.access.models import Service
from amends.insight.scoping.models import AssumptionSet, Run
from amends.journey.finding.tests.caseloads import as_csv, imported, row


@pytest.fixture
def client(client, coordinator, sign_in):
    return sign_in(client, coordinator)


def page(client, where, *args):
    answer = client.get(reverse(f"scoping:{where}", args=args))
    assert answer.status_code == 200
    return answer.content.decode()


def post(client, where, *args, **data):
    return client.post(reverse(f"scoping:{where}", args=args), data)


def test_eight_steps_lead_to_the_figures_and_the_gap(client, coordinator, service):
    post(client, "new_run", name="Plan 2027", mode="quick")
    run = Run.objects.get()
    for step, answers in (
        ("process", {"process": "both"}),
        ("offences", {"offences": ["violence"]}),
        ("people", {"responsible": "Admits it", "harmed": "Adult"}),
        ("eligible", {"population": "120", "ineligible": "20"}),
        ("sample", {"size": ""}),
        ("reading", {"read": ""}),
        ("assumptions", {"assumptions": "guide"}),
        ("throughput", {"months": "1", "incoming": "9", "available": "585"}),
    ):
        assert post(client, "step", run.pk, step, **answers).status_code == 302
    shown = page(client, "run", run.pk)
    for words in ("100 cases in scope", "1170", "585 hours missing", "about 50 cases", "108 a year"):
        assert words in shown
    assert "<svg" in shown
    assert "style=" not in shown
    answer = client.post(reverse("scoping:finish", args=[run.pk]), follow=True)
    assert "Write down which cases come first" in answer.content.decode()
    post(client, "priorities", run.pk, statement="Those who asked")
    client.post(reverse("scoping:finish", args=[run.pk]))
    assert "Those who asked" in page(client, "run", run.pk)
    post(client, "again", run.pk, name="Plan 2028")
    assert "Plan 2028" in page(client, "home")
    assert "Plan 2027" in page(client, "compare")


def test_a_full_run_leads_to_the_lists_and_the_ranked_cut_off(
    client, coordinator, service, django_assert_max_num_queries
):
    Service.objects.filter(pk=service.pk).update(profile="noms-2013")
    extract = imported(coordinator, Service.objects.get(pk=service.pk), as_csv([row(n) for n in range(10)]))
    post(client, "new_run", name="Full", mode="full")
    run = Run.objects.get()
    post(client, "step", run.pk, "eligible", extract=extract.pk)
    post(client, "step", run.pk, "throughput", available="60")
    page(client, "run", run.pk)
    with django_assert_max_num_queries(12):
        shown = page(client, "run", run.pk)
    for which in ("all", "eligible", "in_scope"):
        assert reverse("finding:cases", args=[extract.pk, which]) in shown
    assert "The first 5 on the list" in page(client, "priorities", run.pk)


def test_figures_that_do_not_make_100_are_refused_on_the_page(client, coordinator, service):
    shown = page(client, "change_assumptions")
    assert "The person harmed says no or is not reached" in shown
    percent = {"refusal": 30, "no_victim": 15, "withdrawal": 5, "conference": 35, "indirect": 20}
    figures = {f"{k}_percent": v for k, v in percent.items()} | {f"{k}_hours": 5 for k in percent}
    assert "105" in post(client, "change_assumptions", **figures, reason="x").content.decode()
    assert not AssumptionSet.objects.exists()
    figures["refusal_percent"] = 25
    post(client, "change_assumptions", **figures, reason="More meet")
    assert "More meet" in page(client, "assumptions")
    assert "No case of the service has ended" in post(client, "own_assumptions", reason="x").content.decode()


def test_cohorts_and_partners_on_the_pages(client, coordinator, service, a_case, police):
    post(client, "cohorts", name="Spring")
    cohort = (
        client.get(reverse("scoping:cohorts"))
        .content.decode()
        .split('href="/planning/cohorts/')[1]
        .split("/")[0]
    )
    assert a_case.case.number in page(client, "cohort", cohort)
    given = {"state": "engaged", "motivation": "well", "sift_result": "Pleaded early"}
    assert post(client, "cohort_add", cohort, "case", a_case.case.pk, **given).status_code == 302
    assert "No interview yet" in page(client, "cohort", cohort)
    day = {"agreed_on_day": "1", "agreed_on_month": "3", "agreed_on_year": "2026"}
    post(client, "expect", agency=police.pk, process="By form", a_quarter="4", **day)
    assert "Partner estimate" in page(client, "partners")


@pytest.mark.parametrize("who", ["stranger", "facilitator", "referrer", "administrator"])
def test_nobody_else_finds_a_plan(request, coordinator, service, sign_in, acting, who):
    run = Run.objects.create(service=service, name="x", mode="quick", made_by=coordinator)
    somebody = request.getfixturevalue(who)
    acting(somebody)
    client = sign_in(Client(), somebody)
    for name in ("run", "priorities", "again"):
        assert client.get(reverse(f"scoping:{name}", args=[run.pk])).status_code == 404
