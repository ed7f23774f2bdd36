"""Allocation through the client."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from amends.foundation.case.models import Case
from amends.foundation.record.models import AuditEvent
from amends.journey.allocation import actions
from amends.journey.allocation.models import Allocation, Weight

MOST_QUERIES = 12


def counted(client, url):
    """The page, seen a second time, and its queries but for those of running inside the test's own transaction."""
    client.get(url)
    with CaptureQueriesContext(connection) as captured:
        page = client.get(url)
    queries = [q["sql"] for q in captured.captured_queries if "SAVEPOINT" not in q["sql"]]
    return page, queries[:-1]  # the test's own acting person is put back at the end


@pytest.fixture
def two_ready(ready, facilitator, second_facilitator):
    ready(facilitator, area="CO4")
    ready(second_facilitator, area="CM1")
    return facilitator, second_facilitator


def test_offer_from_the_page_and_accept_from_theirs(
    client, sign_in, accepted_case, coordinator, two_ready, acting
):
    case = accepted_case.case
    url = reverse("allocation:case", args=[case.number])
    sign_in(client, coordinator)
    page = client.get(url).text
    assert page.index("Fay Facilitates") < page.index("Femi Facilitates")
    sent = client.post(url, {"users": [u.pk for u in two_ready], "message": "Evenings only."}, follow=True)
    assert "The case is offered" in sent.text
    for user in two_ready:
        sign_in(client, user)
        offers = client.get(reverse("allocation:offers")).text
        assert "broken fence" in offers
        assert "HH (person harmed)" in offers
        assert "Hanna" not in offers
        offer = Allocation.objects.get(user=user)
        accept = reverse("allocation:accept", args=[offer.pk])
        assert "Hanna Harmed, person harmed" in client.get(accept).text
        done = client.post(accept, {"link": "no"}, follow=True)
        assert "You can open both files now" in done.text
        acting(coordinator)
    assert AuditEvent.objects.filter(what="allocation.names_shown", case_id=case.pk).count() >= 2
    page = sign_in(client, coordinator).get(url).text
    assert "Two facilitators have already accepted" in page


def test_declared_link_is_read_and_decided_on_pages(
    client, sign_in, accepted_case, coordinator, two_ready, acting
):
    (offer,) = actions.offer(by=coordinator, case=accepted_case.case, users=[two_ready[0]])
    sign_in(client, two_ready[0])
    accept = reverse("allocation:accept", args=[offer.pk])
    assert "Say with whom" in client.post(accept, {"link": "yes"}).text
    client.post(accept, {"link": "yes", "link_details": "He is my cousin."})
    assert client.get(reverse("allocation:pack", args=[accepted_case.case.number])).status_code == 404
    sign_in(client, coordinator)
    decide = reverse("allocation:decide_link", args=[offer.pk])
    assert "He is my cousin." in client.get(decide).text
    client.post(decide, {"keep": "no", "reason": "Family"})
    acting(coordinator)
    offer.refresh_from_db()
    assert offer.ended_reason == "Family"


def test_decline_page_keeps_the_reason(client, sign_in, accepted_case, coordinator, two_ready, acting):
    (offer,) = actions.offer(by=coordinator, case=accepted_case.case, users=[two_ready[0]])
    sign_in(client, two_ready[0]).post(reverse("allocation:decline", args=[offer.pk]), {"why": "time"})
    page = sign_in(client, coordinator).get(reverse("allocation:case", args=[accepted_case.case.number])).text
    assert "No time at the moment" in page


def test_offers_of_others_and_the_coordinators_pages_are_404(
    client, sign_in, accepted_case, coordinator, two_ready
):
    (offer,) = actions.offer(by=coordinator, case=accepted_case.case, users=[two_ready[0]])
    sign_in(client, two_ready[1])
    assert client.get(reverse("allocation:accept", args=[offer.pk])).status_code == 404
    assert client.get(reverse("allocation:case", args=[accepted_case.case.number])).status_code == 404
    assert client.get(reverse("allocation:waiting")).status_code == 404
    assert client.post(reverse("allocation:withdraw", args=[offer.pk])).status_code == 404


@pytest.mark.requirement("W8-103")
def test_case_at_the_edge_of_custody_stands_above_the_other(
    client, sign_in, accepted_case, coordinator, service
):
    from amends.foundation.case.actions import open_new_case

    for what, priority in (("plain", False), ("edge", True)):
        case = open_new_case(
            by=coordinator, service=service, family="criminal_offence", what=what, is_priority=priority
        )
        Case.objects.filter(pk=case.pk).update(stage="allocation", opened_at="2026-06-01T09:00Z")
    actions.set_weight(by=coordinator, case=accepted_case.case, details={"tier": 4})
    page, queries = counted(sign_in(client, coordinator), reverse("allocation:waiting"))
    assert page.text.index("edge") < page.text.index("broken fence") < page.text.index("plain")
    assert len(queries) <= MOST_QUERIES


def test_kind_of_case_is_said_on_a_page(client, sign_in, accepted_case, coordinator):
    url = reverse("allocation:weight", args=[accepted_case.case.number])
    sign_in(client, coordinator).post(url, {"tier": "3", "setting": "custody", "initiated_by": "victim"})
    weight = Weight.objects.get()
    assert (weight.tier, weight.setting, weight.seriousness, weight.is_serious) == (3, "custody", "", True)


def test_managers_finding_page_is_closed_to_coordinators(
    client, sign_in, accepted_case, coordinator, manager
):
    url = reverse("allocation:finding", args=[accepted_case.case.number])
    assert sign_in(client, coordinator).get(url).status_code == 404
    page = sign_in(client, manager).post(url, {"kind": "sexual", "benefit": "x"})
    assert "exceptional circumstances" in page.text
    assert client.post(url, {"kind": "death"}).status_code == 302


@pytest.mark.parametrize("page", ["allocation:case", "allocation:pack"])
def test_pages_of_a_case_stay_within_the_budget(client, sign_in, allocated_case, coordinator, page):
    got, queries = counted(sign_in(client, coordinator), reverse(page, args=[allocated_case.case.number]))
    assert got.status_code == 200
    assert len(queries) <= MOST_QUERIES, "\n".join(q[:110] for q in queries)


def test_offers_page_stays_within_the_budget(client, sign_in, allocated_case, facilitator):
    got, queries = counted(sign_in(client, facilitator), reverse("allocation:offers"))
    assert "Case pack" in got.text
    assert len(queries) <= MOST_QUERIES, "\n".join(q[:110] for q in queries)
