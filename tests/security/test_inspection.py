"""An inspector reads some cases for some days, changes nothing, and leaves a trail; then everything is shut."""

from datetime import timedelta

import pytest
import time_machine
from django.db import ProgrammingError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from amends.foundation.access.acting import acting_as
from amends.foundation.access.models import User
from amends.foundation.case.actions import open_new_case
from amends.foundation.case.models import Case, FileGrant
from amends.foundation.lib.refusal import Refused
from amends.foundation.pages.tests.costs import cost
from amends.journey.notes.actions import Visit, open_inspection
from amends.journey.notes.models import Inspection

CASES = 10


def visit(**changes):
    today = timezone.localdate()
    usual = {
        "name": "Ina Spector",
        "email": "ina@example.org",
        "body": "The inspectorate",
        "reason": "Yearly inspection",
        "starts_on": today,
        "ends_on": today,
    }
    return Visit(**{**usual, **changes})


@pytest.fixture
def ten(a_case, coordinator, service):
    with acting_as(coordinator):
        others = [
            open_new_case(by=coordinator, service=service, family=Case.Family.NEIGHBOURS, what=f"hedge {n}")
            for n in range(CASES - 1)
        ]
        apart = open_new_case(
            by=coordinator, service=service, family=Case.Family.NEIGHBOURS, what="not in it"
        )
    return [a_case.case, *others], apart


@pytest.fixture
def inspector(ten, manager, service):
    with acting_as(manager):
        open_inspection(by=manager, service=service, visit=visit(), cases=ten[0])
    return User.objects.get(email="ina@example.org")


@pytest.mark.requirement("W8-161")
def test_for_a_day_ten_cases_are_open_and_then_none_and_the_log_shows_what_was_opened(
    client, sign_in, ten, inspector, a_case, manager, acting
):
    cases, apart = ten
    pages = [reverse("casefile:case", args=[case.number]) for case in cases]
    pages += [reverse("casefile:person", args=[p.pk]) for p in (a_case.harmed, a_case.responsible)]
    row = Inspection.objects.get()
    pages.append(reverse("sight:inspection", args=[row.pk]))
    sign_in(client, inspector)
    for page in pages:
        assert client.get(page).status_code == 200, page
    assert client.get(reverse("casefile:case", args=[apart.number])).status_code == 404
    with time_machine.travel(timezone.now() + timedelta(days=1), tick=True):
        tomorrow = sign_in(type(client)(), inspector)
        for page in pages:
            assert tomorrow.get(page).status_code in {302, 404}, page
        acting(inspector)
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM case_filegrant WHERE ends_at > now() + interval '2 days'")
            assert cursor.fetchone() == (0,)
        log = (
            sign_in(type(client)(), manager).get(reverse("sight:inspection", args=[row.pk])).content.decode()
        )
    for case in cases:
        assert case.number in log
    assert "What they opened" in log
    assert "Ina Spector" in log


@pytest.mark.requirement("W8-161")
def test_what_the_standard_expects_and_a_case_lacks_is_listed_in_few_queries(
    client, sign_in, ten, inspector, manager
):
    page = reverse("sight:inspection", args=[Inspection.objects.get().pk])
    for user in (inspector, manager):
        sign_in(client, user)
        text = client.get(page).content.decode()
        assert text.count("Everybody has been asked whether we may be in touch") == CASES
        assert cost(client, page) <= 12
    assert page in sign_in(client, inspector).get(reverse("casefile:cases")).content.decode()


def changed_by(statement):
    """How many rows the database lets whoever acts change; none where it says so with an error."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
            return cursor.rowcount
    except ProgrammingError as refused:
        return 0 if "permission denied" in str(refused) or "row-level" in str(refused) else -1


@pytest.mark.requirement("W8-161")
def test_an_inspector_changes_nothing_by_page_or_by_sql(client, sign_in, ten, inspector, a_case, acting):
    sign_in(client, inspector)
    case = a_case.case
    assert client.post(reverse("notes:case", args=[case.number]), {"words": "x"}).status_code in {200, 404}
    for name in ("edit", "add_point", "safe_contact"):
        assert client.post(reverse(f"casefile:{name}", args=[a_case.harmed.pk])).status_code == 404
    acting(inspector)
    for statement in (
        "UPDATE case_case SET what = 'x'",
        "UPDATE people_person SET full_name = 'x'",
        "UPDATE case_filegrant SET ends_at = NULL, ended_at = now()",
        "DELETE FROM case_participant",
        "UPDATE notes_inspection SET ends_on = ends_on + 30",
    ):
        assert changed_by(statement) == 0, statement
    with (
        pytest.raises(ProgrammingError, match="row-level security"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(
            "INSERT INTO case_casemilestone (service_id, case_id, name, at) VALUES (%s, %s, 'suitable', now())",
            [case.service_id, case.pk],
        )


def test_only_who_manages_people_lets_somebody_in_and_for_a_limited_time(
    client, sign_in, ten, coordinator, manager, service
):
    assert sign_in(client, coordinator).get(reverse("sight:open_inspection")).status_code == 404
    today = timezone.localdate()
    for changes, words in (
        ({"ends_on": today - timedelta(days=1)}, "is over"),
        ({"ends_on": today + timedelta(days=200)}, "three months"),
    ):
        with acting_as(manager), pytest.raises(Refused, match=words):
            open_inspection(by=manager, service=service, visit=visit(**changes), cases=ten[0])
    with acting_as(manager), pytest.raises(Refused, match="which cases"):
        open_inspection(by=manager, service=service, visit=visit(), cases=[])


def test_one_that_begins_tomorrow_is_shut_today(client, sign_in, ten, manager, service):
    tomorrow = timezone.localdate() + timedelta(days=1)
    with acting_as(manager):
        row = open_inspection(
            by=manager, service=service, visit=visit(starts_on=tomorrow, ends_on=tomorrow), cases=ten[0]
        )
        assert FileGrant.objects.filter(user=row.user).count() == 2 * CASES
    assert sign_in(client, row.user).get(reverse("casefile:case", args=[ten[0][0].number])).status_code == 404


def test_the_form_names_a_case_that_is_not_there(client, sign_in, manager, a_case):
    sign_in(client, manager)
    day = timezone.localdate()
    answers: dict[str, object] = {
        "name": "Ina Spector",
        "email": "ina@example.org",
        "body": "The inspectorate",
        "reason": "Yearly",
        "numbers": f"{a_case.case.number} ESX-26-9999",
    }
    for name in ("starts_on", "ends_on"):
        answers |= {f"{name}_day": day.day, f"{name}_month": day.month, f"{name}_year": day.year}
    page = client.post(reverse("sight:open_inspection"), answers).content.decode()
    assert "No case of this number: ESX-26-9999" in page
    done = client.post(reverse("sight:open_inspection"), {**answers, "numbers": a_case.case.number.lower()})
    assert done.status_code == 302
    assert "Ina Spector, The inspectorate" in client.get(reverse("sight:inspections")).content.decode()
