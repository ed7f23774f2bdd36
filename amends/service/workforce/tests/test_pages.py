"""Pages about facilitators through the client."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from amends.foundation.access.acting import acting_as
from amends.service.workforce import actions
from amends.service.workforce.models import (
    Facilitator,
    FreeTime,
    Responsibility,
    TimeEntry,
    Training,
    Vetting,
)

MOST_QUERIES = 12


@pytest.fixture
def profile(coordinator, service, facilitator):
    return actions.add_facilitator(by=coordinator, service=service, user=facilitator, details={"area": "CO4"})


def counted(client, url):
    """The page, seen a second time, and its queries but for those of running inside the test's own transaction."""
    client.get(url)
    with CaptureQueriesContext(connection) as captured:
        page = client.get(url)
    queries = [q["sql"] for q in captured.captured_queries if "SAVEPOINT" not in q["sql"]]
    return page, queries[:-1]  # the test's own acting person is put back at the end


def test_list_shows_what_everybody_is_ready_for(client, sign_in, coordinator, profile):
    actions.add_training(by=coordinator, facilitator=profile, details={"days_attended": 2})
    page, queries = counted(sign_in(client, coordinator), reverse("workforce:list"))
    assert "Fay Facilitates" in page.text
    assert "2 of 3 days" in page.text
    assert len(queries) <= MOST_QUERIES


def test_profile_page_stays_within_the_budget_of_queries(client, sign_in, coordinator, profile):
    for _ in range(5):
        actions.add_training(by=coordinator, facilitator=profile, details={})
    page, queries = counted(sign_in(client, coordinator), reverse("workforce:facilitator", args=[profile.pk]))
    assert page.status_code == 200
    assert len(queries) <= MOST_QUERIES, "\n".join(q[:110] for q in queries)


def test_facilitator_finds_the_own_profile_and_no_other(
    client, sign_in, second_facilitator, coordinator, profile
):
    other = actions.add_facilitator(
        by=coordinator, service=profile.service, user=second_facilitator, details={}
    )
    sign_in(client, profile.user)
    assert client.get(reverse("workforce:mine"), follow=True).context["title"] == "Fay Facilitates"
    assert client.get(reverse("workforce:facilitator", args=[other.pk])).status_code == 404
    assert client.get(reverse("workforce:list")).status_code == 404


def test_add_a_facilitator_with_training_and_vetting(client, sign_in, coordinator, facilitator, service):
    sign_in(client, coordinator)
    client.post(reverse("workforce:add"), {"user": facilitator.pk})
    found = Facilitator.objects.get(user=facilitator)
    client.post(
        reverse("workforce:change", args=[found.pk]),
        {
            "level": "advanced",
            "is_volunteer": "yes",
            "approved_for_specialist": "no",
            "languages": "polish, bsl",
            "area": "co4 3sq",
            "hours_a_month": "20",
            "started_on": "2026-01-01",
        },
    )
    client.post(
        reverse("workforce:add_training", args=[found.pk]),
        {"course": "facilitation", "days": 3, "days_attended": 3, "completed_on": "2026-02-01"},
    )
    until = timezone.localdate() + dt.timedelta(days=500)
    client.post(
        reverse("workforce:add_vetting", args=[found.pk]),
        {"level": "police", "decided_on": "2026-02-01", "valid_until": until.isoformat()},
    )
    found.refresh_from_db()
    assert (found.area, found.languages, found.level) == ("CO4", ["Polish", "Bsl"], "advanced")
    assert Training.objects.get().completed_on == dt.date(2026, 2, 1)
    assert Vetting.objects.get().valid_until == until


def test_course_marked_complete_too_early_is_shown_at_the_form(client, sign_in, coordinator, profile):
    page = sign_in(client, coordinator).post(
        reverse("workforce:add_training", args=[profile.pk]),
        {"course": "facilitation", "days": 3, "days_attended": 2, "completed_on": "2026-02-01"},
    )
    assert "only when every day" in page.text


def test_facilitator_says_when_they_are_free_and_whom_they_answer_for(
    client, sign_in, profile, acting, coordinator
):
    sign_in(client, profile.user)
    client.post(reverse("workforce:free_times", args=[profile.pk]), {"times": ["0-3_evening", "3-1_morning"]})
    client.post(
        reverse("workforce:add_responsibility", args=[profile.pk]),
        {"kind": "offender_manager", "person_name": "Rhys Ponsible", "starts_on": "2026-01-01"},
    )
    client.post(
        reverse("workforce:add_time", args=[profile.pk]),
        {"activity": "supervision", "on": "2026-01-05", "minutes": "60"},
    )
    page = client.get(reverse("workforce:facilitator", args=[profile.pk]))
    assert "Mon evening, Thu morning" in page.text
    acting(coordinator)
    assert FreeTime.objects.count() == 2
    assert Responsibility.objects.get().user == profile.user
    assert TimeEntry.objects.get().activity == "supervision"


def test_end_of_answering_for_somebody_is_noted_on_its_page(
    client, sign_in, facilitator, profile, second_facilitator, service
):
    today = timezone.localdate()
    details = {"kind": "offender_manager", "person_name": "Rhys Ponsible", "starts_on": today}
    with acting_as(facilitator):
        row = actions.note_responsibility(by=facilitator, service=service, user=facilitator, details=details)
    page = reverse("workforce:end_responsibility", args=[profile.pk, row.pk])
    own = reverse("workforce:facilitator", args=[profile.pk])
    assert sign_in(client, second_facilitator).get(page).status_code == 404
    sign_in(client, facilitator)
    assert page in client.get(own).text
    day = {"on_day": today.day, "on_month": today.month, "on_year": today.year - 1}
    assert "cannot end before it starts" in client.post(page, day).text
    assert client.post(page, {**day, "on_year": today.year}).status_code == 302
    assert page not in client.get(own).text
    with acting_as(facilitator):
        row.refresh_from_db()
        assert row.ends_on == today
    assert client.get(page).status_code == 404
