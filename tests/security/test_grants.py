"""Nobody opens a file to themselves: tried with plain SQL over the application's own connection."""

from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from amends.foundation.access.acting import acting_as
from amends.foundation.access.actions import end_role
from amends.foundation.access.tests.cast import make_user
from amends.foundation.case.actions import grant_file, open_new_case
from amends.foundation.case.grant_actions import limit_case, open_file_to
from amends.foundation.case.models import Case, CaseFile, CaseLimit, FileGrant
from amends.foundation.lib.refusal import Refused
from amends.foundation.people.models import Person
from amends.journey.allocation.models import Allocation

GRANT = """INSERT INTO case_filegrant (service_id, file_id, user_id, reason, granted_by_id, suspended, in_emergency)
           VALUES (%s, %s, %s, 'x', %s, false, false)"""


@contextmanager
def forbidden():
    with pytest.raises(DatabaseError), transaction.atomic():
        yield


def sql(statement, values=()):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.rowcount


@pytest.mark.parametrize(
    "who", ["facilitator", "supervisor", "referrer", "sysadmin", "board_member", "stranger"]
)
def test_nobody_writes_a_grant_for_themselves(a_case, acting, request, who):
    user = request.getfixturevalue(who)
    acting(user)
    with forbidden():
        sql(GRANT, [a_case.case.service_id, a_case.harmed_file.pk, user.pk, user.pk])


def test_nobody_writes_one_for_anybody_with_nobody_set(a_case, acting, facilitator):
    acting(None)
    with forbidden():
        sql(GRANT, [a_case.case.service_id, a_case.harmed_file.pk, facilitator.pk, facilitator.pk])


@pytest.fixture
def one_file(a_case, facilitator, coordinator):
    return grant_file(by=coordinator, file=a_case.harmed_file, user=facilitator, reason="accepted the offer")


def test_ones_own_grant_can_be_closed_but_not_widened_nor_opened_again(a_case, one_file, acting, facilitator):
    acting(facilitator)
    with forbidden():
        sql("UPDATE case_filegrant SET file_id = %s", [a_case.responsible_file.pk])
    with forbidden():
        sql("UPDATE case_filegrant SET ends_at = now() + interval '9 years'")
    assert sql("UPDATE case_filegrant SET suspended = true") == 1
    with forbidden():
        sql("UPDATE case_filegrant SET suspended = false")
    assert sql("DELETE FROM case_filegrant") == 0


@pytest.fixture
def an_offer(accepted_case, coordinator, facilitator, ready):
    from amends.journey.allocation import actions

    ready(facilitator)
    return actions.offer(by=coordinator, case=accepted_case.case, users=[facilitator])[0]


OPEN = "SELECT allocation_open_files(%s, 'x')"


def test_an_offer_that_is_not_accepted_opens_nothing(an_offer, acting, facilitator, coordinator):
    acting(facilitator)
    sql(OPEN, [an_offer.pk])
    acting(coordinator)
    assert not FileGrant.objects.exists()


ACCEPTED = {"answer": "accepted", "position": 1, "link": "no_link"}


def test_the_offer_of_another_opens_nothing(an_offer, acting, second_facilitator, facilitator, coordinator):
    with acting_as(facilitator):
        Allocation.objects.filter(pk=an_offer.pk).update(
            **ACCEPTED, answered_at=timezone.now(), declared_at=timezone.now()
        )
    acting(second_facilitator)
    sql(OPEN, [an_offer.pk])
    acting(coordinator)
    assert not FileGrant.objects.exists()


def test_nobody_makes_an_offer_to_themselves_nor_turns_one_into_another(
    an_offer, service, acting, facilitator, coordinator
):
    other = open_new_case(by=coordinator, service=service, family="neighbour_dispute", what="drums")
    acting(facilitator)
    with forbidden():
        Allocation.objects.create(
            service_id=an_offer.service_id,
            case_id=other.pk,
            user=facilitator,
            number="x",
            about="x",
            offered_at=timezone.now(),
            offered_by=facilitator,
        )
    for change in ("case_id = %s", "ended_at = NULL, decision = 'keep', number = %s"):
        with forbidden():
            sql(f"UPDATE allocation_allocation SET {change}", [other.pk])  # noqa: S608  (from the line above)
    acting(coordinator)
    Allocation.objects.filter(pk=an_offer.pk).update(answer="withdrawn", answered_at=timezone.now())
    acting(facilitator)
    with forbidden():
        sql("UPDATE allocation_allocation SET answer = 'accepted', position = 2, link = 'no_link'")


# --- roles ------------------------------------------------------------------------------------------------------------

ROLE = "INSERT INTO access_membership (user_id, service_id, role, sees) VALUES (%s, %s, 'service_manager', 'service')"


@pytest.mark.parametrize("who", ["facilitator", "referrer", "coordinator", "manager", "sysadmin", "stranger"])
def test_nobody_gives_themselves_a_role(a_case, acting, request, who):
    user = request.getfixturevalue(who)
    acting(user)
    with forbidden():
        sql(ROLE, [user.pk, a_case.case.service_id])


def test_who_manages_people_gives_roles_in_their_own_service_only(
    service, other_service, facilitator, supervisor, coordinator, manager, acting
):
    for user in (coordinator, facilitator):
        acting(user)
        with forbidden():
            sql(ROLE, [supervisor.pk, service.pk])
        assert sql("UPDATE access_membership SET sees = 'service'") == 0
        assert sql("DELETE FROM access_membership") == 0
    acting(manager)
    with forbidden():
        sql(ROLE, [supervisor.pk, other_service.pk])
    assert sql(ROLE, [supervisor.pk, service.pk]) == 1


def test_a_limit_is_set_and_lifted_by_the_service_alone(a_case, acting, facilitator, coordinator):
    for file in (a_case.harmed_file, a_case.responsible_file):
        grant_file(by=coordinator, file=file, user=facilitator, reason="allocated")
    limit = {"service": a_case.case.service, "case": a_case.case, "kind": "limited", "reason": "x"}
    acting(facilitator)
    with forbidden():
        CaseLimit.objects.create(**limit, set_by=facilitator)
    with acting_as(coordinator):
        limit_case(
            by=coordinator, case=a_case.case, kind="limited", reason="Known to all", named=[facilitator]
        )
    assert CaseLimit.objects.count() == 1
    assert CaseLimit.objects.update(lifted_at=timezone.now()) == 0


# --- a grant has an end, and falls with the role ----------------------------------------------------------------------


def seen_by(user):
    with acting_as(user):
        raw = Person.objects.count()
        by_code = CaseFile.objects.visible_to(user).count(), Case.objects.visible_to(user).count()
    return raw, *by_code


def test_a_grant_closes_by_itself_and_a_clock_set_back_opens_nothing(
    a_case, one_file, facilitator, coordinator, time_machine
):
    assert seen_by(facilitator) == (1, 1, 1)
    FileGrant.objects.update(
        granted_at=timezone.now() - timedelta(days=2), ends_at=timezone.now() - timedelta(minutes=1)
    )
    assert seen_by(facilitator) == (0, 0, 0)
    time_machine.move_to(timezone.now() - timedelta(days=1))
    assert seen_by(facilitator) == (0, 0, 0), "the database goes by its own clock"


def test_a_grant_falls_with_the_role(a_case, one_file, facilitator, manager, acting):
    membership = facilitator.memberships.get()
    with acting_as(manager):
        facilitator.memberships.update(starts_on=timezone.localdate() - timedelta(days=9))
    membership.refresh_from_db()
    end_role(by=manager, membership=membership, on=timezone.localdate() - timedelta(days=1))
    facilitator.__dict__.pop("_access", None)
    assert seen_by(facilitator) == (0, 0, 0)


def test_a_file_closes_after_it_was_opened(a_case, one_file):
    with forbidden():
        FileGrant.objects.update(ends_at=timezone.now() - timedelta(days=1))


# --- roles of one side ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("role", "side", "other"),
    [
        ("community_offender_manager", "responsible", "harmed"),
        ("prison_offender_manager", "responsible", "harmed"),
        ("victim_liaison_officer", "harmed", "responsible"),
    ],
)
def test_a_role_of_one_side_reads_that_side_and_writes_nothing(
    a_case, police, service, coordinator, acting, role, side, other
):
    officer = make_user("Olga Officer", role, service, police)
    files = {"harmed": a_case.harmed_file, "responsible": a_case.responsible_file}
    with pytest.raises(Refused, match="never opens"):
        open_file_to(by=coordinator, file=files[other], user=officer, reason="Asked for it")
    grant_file(by=coordinator, file=files[other], user=officer, reason="By mistake")
    assert seen_by(officer) == (0, 0, 0), "even a grant does not open the other side"
    open_file_to(by=coordinator, file=files[side], user=officer, reason="Manages them")
    assert seen_by(officer) == (1, 1, 1)
    acting(officer)
    assert Person.objects.get().file_id == files[side].pk
    assert sql("UPDATE people_person SET full_name = 'X'") == 0
    with forbidden():
        sql(
            "INSERT INTO case_participant (service_id, file_id, case_id, side, part, initials, takes_part, "
            "appropriate_adult_needed) VALUES (%s, %s, %s, %s, 'other', 'X', true, false)",
            [a_case.case.service_id, files[side].pk, a_case.case.pk, side],
        )
    assert sql("SELECT 1 FROM case_casemilestone") == 0, "what is known of both sides is not theirs"
