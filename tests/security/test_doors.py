"""The doors in code: who may know of a case, a file, a participant; strangers hear what a wrong number hears."""

import pytest
from django.http import Http404
from django.urls import reverse

from amends.foundation.case.actions import grant_file
from amends.foundation.case.doors import files_of, open_case, open_file, open_participant
from amends.foundation.case.models import Side
from amends.foundation.record.models import AuditEvent


@pytest.mark.parametrize("who", ["stranger", "sysadmin", "board_member", "referrer", "facilitator"])
def test_a_stranger_finds_no_case_no_file_and_no_participant(a_case, acting, request, who):
    user = request.getfixturevalue(who)
    acting(user)
    with pytest.raises(Http404):
        open_case(user, a_case.case.number)
    with pytest.raises(Http404):
        open_file(user, a_case.case, Side.HARMED)
    with pytest.raises(Http404):
        open_participant(user, a_case.harmed.pk)


def test_even_with_the_database_open_the_doors_stay_shut(a_case, stranger, facilitator):
    """The filter in code holds by itself: here the rows are visible to the test's own queries."""
    for user in (stranger, facilitator):
        with pytest.raises(Http404):
            open_case(user, a_case.case.number)
        assert files_of(user, a_case.case) == {}


def test_a_facilitator_of_one_side_opens_that_side_only(a_case, facilitator, coordinator, acting):
    grant_file(by=coordinator, file=a_case.harmed_file, user=facilitator, reason="accepted the offer")
    acting(facilitator)
    case = open_case(facilitator, a_case.case.number)
    assert list(files_of(facilitator, case)) == [Side.HARMED]
    assert open_participant(facilitator, a_case.harmed.pk) == a_case.harmed
    with pytest.raises(Http404):
        open_file(facilitator, case, Side.RESPONSIBLE)
    with pytest.raises(Http404):
        open_participant(facilitator, a_case.responsible.pk)


def test_every_look_is_logged(a_case, coordinator):
    open_case(coordinator, a_case.case.number)
    open_file(coordinator, a_case.case, Side.HARMED)
    open_participant(coordinator, a_case.harmed.pk)
    looks = AuditEvent.objects.filter(act="consultation", case_id=a_case.case.pk).order_by("id")
    assert [(look.what, look.file_id) for look in looks] == [
        ("case.looked_at", None),
        ("file.looked_at", a_case.harmed_file.pk),
        ("participant.looked_at", a_case.harmed_file.pk),
    ]


@pytest.mark.parametrize("page", ["setup:people", "allocation:waiting"])
def test_a_page_of_others_is_refused_and_the_attempt_is_logged(
    client, sign_in, facilitator, acting, manager, page
):
    address = reverse(page)
    assert sign_in(client, facilitator).get(address).status_code == 404
    acting(manager)
    event = AuditEvent.objects.get(what=f"refused.{page}")
    assert (event.user_id, event.details["path"]) == (facilitator.pk, address)


def test_an_attempt_on_a_case_by_its_number_is_logged(
    client, sign_in, second_facilitator, a_case, acting, manager
):
    address = reverse("casefile:case", args=[a_case.case.number])
    assert sign_in(client, second_facilitator).get(address).status_code == 404
    acting(manager)
    assert AuditEvent.objects.get(what="refused.casefile:case").details["path"] == address
