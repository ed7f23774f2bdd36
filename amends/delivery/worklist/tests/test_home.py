"""What must I do today: the right lines for the right person, most urgent first."""

from datetime import timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from amends.delivery.worklist.rules import news, worklist
from amends.foundation.clock.actions import About, pause_clock, start_clock
from amends.foundation.messages.actions import tell
from amends.foundation.pages.templatetags.amends import short_day


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


def test_whoever_everybody_waits_for_has_it_to_do(coordinator, service):
    clock = start(
        coordinator, service, 6, name="referrer-question", owner=coordinator, waiting_for="the referrer"
    )
    found = worklist(coordinator, service)
    assert [line.clock for line in found.coming] == [clock]
    assert not found.waiting


def test_what_stands_still_says_since_when_and_no_day_that_has_passed(client, sign_in, coordinator, service):
    start(coordinator, service, 7, name="referral-decision", days_ago=40)
    pause_clock(by=coordinator, name="referral-decision", subject="referral:7", because="on hold")
    page = sign_in(client, coordinator).get(reverse("worklist:home")).text
    assert f"on hold since {short_day(timezone.now())}" in page
    assert ">due " not in page


def test_the_same_news_is_told_once(coordinator, service):
    for about in ("clock:1", "clock:2"):
        tell(user=coordinator, service=service, words="An offer is overdue.", link="/x/", about=about)
    assert [notice.words for notice in news(coordinator)] == ["An offer is overdue."]


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
