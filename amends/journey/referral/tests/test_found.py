"""Possible cases of a caseload become referrals that say where they come from."""

import pytest
from django.urls import reverse

from amends.foundation.access.models import Service
from amends.journey.finding.queries.cases import counts, worklist
from amends.journey.finding.tests.caseloads import as_csv, imported, row
from amends.journey.referral.facts import facts_of
from amends.journey.referral.models import Referral

GIVEN = {
    "incident": "A shed was broken into.",
    "referrer_name": "Olive Officer",
    "referrer_email": "olive@example.org",
}


@pytest.fixture
def extract(coordinator, service):
    Service.objects.filter(pk=service.pk).update(profile="noms-2013")
    service.refresh_from_db()
    return imported(coordinator, service, as_csv([row(n) for n in range(15)]))


@pytest.mark.requirement("EX-106")
def test_four_of_fifteen_become_referrals_identified_by_the_hub_and_eleven_remain(
    client, coordinator, sign_in, extract
):
    sign_in(client, coordinator)
    assess = reverse("finding:assess", args=[worklist(extract)[0].pk])
    day = {"on_day": "2", "on_month": "3", "on_year": "2026"}
    client.post(assess, {"choice": "refer", "after": "paper", "holder_contacted": "yes", **day})
    for each in worklist(extract)[:4]:
        assert client.post(reverse("referral:found", args=[each.pk]), GIVEN).status_code == 302
    assert counts(extract)["worklist"] == 11
    assert Referral.objects.count() == 4
    for referral in Referral.objects.all():
        shown = client.get(reverse("referral:status", args=[referral.number])).content.decode()
        assert "identified by the hub" in shown.lower()
    contacted = extract.candidates.filter(holder_contacted_on__isnull=False)
    assert [str(each.holder_contacted_on) for each in contacted] == ["2026-03-02"]


def test_the_facts_of_the_caseload_and_one_person_come_with_it(client, coordinator, sign_in, extract):
    sign_in(client, coordinator)
    found = worklist(extract)[0]
    client.post(reverse("referral:found", args=[found.pk]), GIVEN)
    referral = Referral.objects.get()
    assert [person.side for person in referral.people.all()] == ["responsible"]
    assert facts_of(referral)["offence_category"] == "acquisitive"
    assert facts_of(referral)["tier"] == 3
    again = client.post(reverse("referral:found", args=[found.pk]), GIVEN)
    assert "closed" in again.content.decode()
    assert Referral.objects.count() == 1


def test_nobody_else_makes_one(client, facilitator, sign_in, extract, acting):
    key = worklist(extract)[0].pk
    acting(facilitator)
    sign_in(client, facilitator)
    assert client.get(reverse("referral:found", args=[key])).status_code == 404
