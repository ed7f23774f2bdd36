"""No link leads anybody to a page that is not for them: every page that links lead to is opened as each role."""

import pytest
from django.urls import Resolver404, resolve, reverse

from tests.journeys.walking import ClientWalk

pytestmark = pytest.mark.slow
ROLES = [
    "coordinator",
    "manager",
    "administrator",
    "facilitator",
    "supervisor",
    "referrer",
    "sysadmin",
    "board_member",
]
OUTSIDE = ("account", "mfa", "usersessions", "gallery", "pages")


def ways_on(walk):
    """Pages of ours that this page leads to, each with the name of its view."""
    for link in walk.links:
        path = link.partition("?")[0]
        try:
            view = resolve(path).view_name if path.startswith("/") else ""
        except Resolver404:
            continue
        if view and not view.startswith(OUTSIDE) and "." not in path.split("/")[-1]:
            yield view, link


@pytest.mark.parametrize("role", ROLES)
def test_every_link_leads_somewhere(request, held, coordinator, role):
    walk = ClientWalk()
    walk.sign_in(request.getfixturevalue(role))
    seen, ahead, wrong = {"worklist:home"}, [reverse("worklist:home")], []
    while ahead:
        try:
            walk.go(ahead.pop(0))
        except AssertionError as error:
            wrong.append(str(error))
            continue
        for view, link in ways_on(walk):
            if view not in seen:
                seen.add(view)
                ahead.append(link)
    assert not wrong, "\n".join(wrong)
