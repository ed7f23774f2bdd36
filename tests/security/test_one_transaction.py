"""One transaction a request: as the person who is signed in, and undone as a whole when something fails."""

import pytest
from django.http import Http404, HttpResponse
from django.test import Client
from django.urls import path

from amends.foundation.access.acting import acting_as, acting_user_id
from amends.foundation.access.models import Service, User
from amends.foundation.access.requests import staff_view
from config.urls import handler404, handler500
from config.urls import urlpatterns as real

NAME = "Written by the page"


def who(request):
    return HttpResponse(str(acting_user_id()))


def writes(request, how):
    Service.objects.update(name=NAME)
    if how == "missing":
        raise Http404
    if how == "broken":
        raise ZeroDivisionError
    if how == "database":
        User.objects.create(email=request.user.email)
    return HttpResponse("ok")


@staff_view()
def service_of(request):
    return HttpResponse(request.service.name)


urlpatterns = [
    path("who/", who),
    path("writes/<str:how>/", writes),
    path("service-of/", service_of),
    *real,
]
assert handler404
assert handler500
pytestmark = pytest.mark.urls(__name__)


def test_the_database_acts_as_who_is_signed_in_and_as_nobody_for_strangers(
    client, sign_in, manager, coordinator
):
    assert client.get("/who/").content == b"None"
    assert sign_in(client, manager).get("/who/").content == str(manager.pk).encode()
    assert acting_user_id() == coordinator.pk, "the test's own queries stay the coordinator's"


@pytest.mark.parametrize(("how", "status"), [("missing", 404), ("broken", 500), ("database", 500)])
def test_a_page_that_fails_leaves_nothing_and_still_says_so_in_full(
    sign_in, coordinator, service, how, status
):
    client = sign_in(Client(raise_request_exception=False), coordinator)
    answer = client.get(f"/writes/{how}/")
    assert answer.status_code == status
    assert "</html>" in answer.content.decode()
    service.refresh_from_db()
    assert service.name != NAME


def test_a_page_that_works_keeps_what_it_wrote(client, sign_in, coordinator, service):
    sign_in(client, coordinator).get("/writes/well/")
    service.refresh_from_db()
    assert service.name == NAME


def test_the_page_is_about_the_service_chosen_for_the_session(client, sign_in, coordinator, stranger):
    other = stranger.memberships.get()
    other.pk, other.user = None, coordinator
    with acting_as(None):
        other.save()
    sign_in(client, coordinator)
    assert client.get("/service-of/").content == b"Essex Restorative Justice Hub"
    session = client.session
    session["service"] = other.service_id
    session.save()
    assert client.get("/service-of/").content == b"Northshire Hub"


def test_a_role_that_ended_yesterday_or_starts_tomorrow_opens_no_page(client, sign_in, facilitator):
    facilitator.memberships.update(starts_on="2020-01-01", ends_on="2020-12-31")
    assert sign_in(client, facilitator).get("/service-of/").status_code == 404
    facilitator.memberships.update(starts_on="2999-01-01", ends_on=None)
    assert client.get("/service-of/").status_code == 404
