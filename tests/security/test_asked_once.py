"""What policies found out is kept for one statement and one person, and for nothing that comes after."""

import pytest
from django.db import connection

from amends.foundation.case.actions import end_grants, grant_file
from amends.foundation.case.grant_actions import limit_case
from tests.security.test_walls import rows

WHY = "A councillor is a party, and the press has asked."
KEPT = ("cases", "known.cases", "files", "limited.cases", "limited.files", "limited.referrals")


def kept(name):
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting(%s, true)", [f"amends.{name.replace('.', '_')}"])
        return cursor.fetchone()[0]


def keep(name, answer):
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config(%s, %s, true)", [f"amends.{name.replace('.', '_')}", answer])


def test_an_answer_is_kept_and_says_for_whom_it_is(a_case, acting, facilitator, coordinator):
    grant_file(by=coordinator, file=a_case.harmed_file, user=facilitator, reason="accepted the offer")
    acting(facilitator)
    assert [row["file_id"] for row in rows("people_person")] == [a_case.harmed_file.pk]
    whose, answer = kept("files").split("|")
    assert whose.startswith(f"{facilitator.pk}@")
    assert answer == f"{{{a_case.harmed_file.pk}}}"


def test_the_next_statement_asks_again_when_a_file_was_closed(a_case, acting, facilitator, coordinator):
    grant_file(by=coordinator, file=a_case.harmed_file, user=facilitator, reason="accepted the offer")
    acting(facilitator)
    assert rows("people_person")
    acting(coordinator)
    end_grants(by=coordinator, case=a_case.case, user=facilitator)
    acting(facilitator)
    assert rows("people_person") == []


def test_an_answer_from_before_is_not_believed_and_neither_is_that_of_another(
    a_case, acting, manager, coordinator, facilitator
):
    acting(manager)
    limit_case(by=manager, case=a_case.case, kind="limited", reason=WHY, named=[])
    acting(coordinator)
    assert a_case.case.pk not in {row["id"] for row in rows("case_case")}
    before = kept("limited_cases")
    keep("limited_cases", before.split("|")[0] + "|{}")
    keep("cases", kept("limited_cases").split("@")[0] + f"@0|{{{a_case.case.pk}}}")
    assert a_case.case.pk not in {row["id"] for row in rows("case_case")}
    acting(facilitator)
    keep("files", f"{coordinator.pk}@" + before.split("@")[1].split("|")[0] + f"|{{{a_case.harmed_file.pk}}}")
    assert rows("people_person") == []


@pytest.mark.parametrize("name", KEPT)
def test_with_nobody_set_what_was_kept_opens_nothing(a_case, acting, name):
    acting(None)
    keep(name, f"@0|{{{a_case.case.pk},{a_case.harmed_file.pk}}}")
    assert rows("case_case") == []
    assert rows("people_person") == []
