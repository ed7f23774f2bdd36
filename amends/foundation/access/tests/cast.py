"""The same people in every test, made through actions. Asking for `coordinator` makes the test's queries hers.

Nobody has a password, because hashing one takes a tenth of a second: `sign_in` opens a session without.
"""

from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import cache
from django.test import Client

from amends.foundation.access.acting import tell_database
from amends.foundation.access.actions import add_user, give_role
from amends.foundation.access.models import Agency, AgencyKind, Service, User

MadeUser = Callable[..., User]


def make_user(name: str, role: str, service: Service, agency: Agency | None = None) -> User:
    """Somebody with one role; their address is their name at example.org."""
    user = add_user(by=None, email=f"{name.lower().replace(' ', '.')}@example.org", name=name)
    give_role(by=None, user=user, service=service, role=role, agency=agency)
    return user


@pytest.fixture
def service(db):
    """The hub that nearly every test is about."""
    return Service.objects.create(
        name="Essex Restorative Justice Hub",
        prefix="ESX",
        profile="essex-2015",
        telephone="01632 960 100",
        email="hub@example.org",
        address="1 Example Street\nChelmsford\nZZ1 1AA",
    )


@pytest.fixture
def other_service(db):
    """A neighbouring hub: nothing of ours may be seen from there."""
    return Service.objects.create(name="Northshire Hub", prefix="NSH", profile="essex-2015")


@pytest.fixture
def police(service):
    return Agency.objects.create(service=service, name="Essex Police", kind=AgencyKind.POLICE)


@pytest.fixture
def council(service):
    return Agency.objects.create(service=service, name="Rushmere Council", kind=AgencyKind.COMMUNITY_SAFETY)


@pytest.fixture
def coordinator(service):
    """Cora sees every case of the service. From here on the test's own queries are made as her."""
    user = make_user("Cora Ordinate", "coordinator", service)
    tell_database(user.pk)
    return user


@pytest.fixture
def acting(coordinator):
    """The test's own queries are the coordinator's; call it with somebody else to make them theirs."""

    def act_as(user: User | None) -> None:
        tell_database(user.pk if user else None)

    return act_as


@pytest.fixture
def manager(service):
    return make_user("Manu Manages", "service_manager", service)


@pytest.fixture
def administrator(service):
    return make_user("Ada Types", "administrator", service)


@pytest.fixture
def facilitator(service):
    return make_user("Fay Facilitates", "facilitator", service)


@pytest.fixture
def second_facilitator(service):
    return make_user("Femi Facilitates", "facilitator", service)


@pytest.fixture
def supervisor(service):
    return make_user("Sue Pervises", "case_supervisor", service)


@pytest.fixture
def referrer(service, police):
    """A police officer; `referrer.memberships.get().agency` is the police."""
    return make_user("Paula Constable", "referrer", service, police)


@pytest.fixture
def council_referrer(service, council):
    return make_user("Colin Council", "referrer", service, council)


@pytest.fixture
def sysadmin(service):
    return make_user("Sid Sysadmin", "system_administrator", service)


@pytest.fixture
def board_member(service):
    return make_user("Bea Board", "board_member", service)


@pytest.fixture
def stranger(other_service):
    """A coordinator of another service."""
    return make_user("Stan Stranger", "coordinator", other_service)


@pytest.fixture
def fast_passwords(settings) -> None:
    """For tests that type many passwords: hashing one as production does takes a tenth of a second."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    cache.clear()  # where wrong passwords are counted


@pytest.fixture
def sign_in(request) -> Callable[[Any, User], Any]:
    """`sign_in(client, user)`, or `sign_in(page, user)` for a page of a browser: gives the same thing back."""

    def open_session(client_or_page: Any, user: User) -> Any:
        client = client_or_page if isinstance(client_or_page, Client) else Client()
        client.force_login(user)
        if client is not client_or_page:
            cookie = client.cookies[settings.SESSION_COOKIE_NAME]
            address = request.getfixturevalue("live_server").url
            client_or_page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": address}])
        return client_or_page

    return open_session
