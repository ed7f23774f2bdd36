"""What must I do today: the right lines for the right person, most urgent first."""

from datetime import timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from amends.delivery.worklist.rules import worklist
from amends.foundation.clock.actions import About, start_clock


def start(by, service, key, *, name="registration", days_ago=0, owner=None, waiting_for=""):
    about = About(
        service=service, subject=f"referral:{key}", reference=f"R-{key}", owner=owner, waiting_for=waiting_for
    )
    at = timezone.now() - timedelta(days=days_ago)
    return start_clock(by=by, name=name, about=about, at=at, role="coordinator")


def test_overdue_comes_first(coordinator, service):
    start(coordinator, service, 1, name="referral-decision", days_ago=40)
    start(coordinator, service, 2, name="referral-decision", days_ago=1)
    found = worklist(coordinator, service)
    assert [line.clock.reference for line in found.overdue] == ["R-1"]
    assert [line.clock.reference for line in found.coming] == ["R-2"]


def test_waiting_for_others_stands_apart(coordinator, service):
    start(coordinator, service, 3, name="information-request-reply", days_ago=2, waiting_for="Police")
    assert [line.clock.waiting_for for line in worklist(coordinator, service).waiting] == ["Police"]


def test_somebody_elses_work_is_not_mine(coordinator, manager, administrator, service):
    start(coordinator, service, 4, owner=manager)
    assert worklist(coordinator, service).is_empty
    assert worklist(administrator, service).is_empty


def test_work_on_both_sides_of_a_case_says_which_side(client, sign_in, coordinator, a_case):
    for file in (a_case.harmed_file, a_case.responsible_file):
        about = About(
            service=a_case.case.service,
            case=a_case.case,
            file=file,
            subject=f"file:{file.pk}",
            reference=a_case.case.number,
            owner=coordinator,
        )
        start_clock(by=coordinator, name="registration", about=about)
    page = sign_in(client, coordinator).get(reverse("worklist:home")).content.decode()
    assert f"{a_case.case.number} · person harmed" in page
    assert f"{a_case.case.number} · person responsible" in page


def test_home_page_has_a_constant_query_count(client, sign_in, coordinator, service):
    sign_in(client, coordinator)

    def cost() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert client.get(reverse("worklist:home")).status_code == 200
        return len([q for q in captured.captured_queries if "SAVEPOINT" not in q["sql"]])

    start(coordinator, service, 5)
    cost()
    first = cost()
    for key in range(10, 40):
        start(coordinator, service, key)
    assert cost() == first <= 12
