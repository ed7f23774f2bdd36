"""The cast: everybody has the role their name says."""

from amends.foundation.access.acting import acting_user_id
from amends.foundation.access.permissions import Permission
from amends.foundation.access.rules import may


def test_cast_holds_the_permissions_of_their_roles(service, coordinator, facilitator, sysadmin, stranger):
    assert may(coordinator, Permission.CASE_OPEN, service)
    assert not may(facilitator, Permission.CASE_OPEN, service)
    assert may(sysadmin, Permission.USERS_MANAGE, service)
    assert not may(stranger, Permission.CASE_SEE, service)


def test_the_tests_own_queries_are_the_coordinators_until_told_otherwise(acting, coordinator, stranger):
    assert acting_user_id() == coordinator.pk
    acting(stranger)
    assert acting_user_id() == stranger.pk
    acting(None)
    assert acting_user_id() is None


def test_sign_in_opens_a_session_for_the_client(client, sign_in, coordinator):
    assert sign_in(client, coordinator) is client
    assert client.session["_auth_user_id"] == str(coordinator.pk)
