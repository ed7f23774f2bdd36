"""Letting people in, giving and ending roles, and who may not."""

import pytest
from django.urls import reverse
from django.utils import timezone

from amends.foundation.access.models import Membership, User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.roles import ROLES
from amends.foundation.access.rules import access_of
from amends.foundation.record.models import AuditEvent

NEW = {"name": "Nia Newcomer", "email": "nia@example.org", "role": "facilitator", "agency": ""}


@pytest.fixture
def as_manager(client, sign_in, manager):
    return sign_in(client, manager)


def invite(client, **changes):
    return client.post(reverse("setup:add_person"), {**NEW, **changes})


def test_somebody_invited_gets_a_link_and_chooses_a_password(
    as_manager, service, mailoutbox, django_capture_on_commit_callbacks, client
):
    with django_capture_on_commit_callbacks(execute=True):
        assert invite(as_manager).status_code == 302
    user = User.objects.get(email="nia@example.org")
    assert not user.has_usable_password()
    [mail] = mailoutbox
    assert mail.to == ["nia@example.org"]
    assert "Nia" not in mail.subject
    assert service.name not in mail.subject
    link = next(line for line in mail.body.splitlines() if "/password/new/" in line)
    assert link.startswith("http://127.0.0.1:8000/")
    client.logout()
    address = client.get(link.removeprefix("http://127.0.0.1:8000"), follow=True).redirect_chain[-1][0]
    client.post(address, {"password1": "a long enough secret", "password2": "a long enough secret"})
    user.refresh_from_db()
    assert user.check_password("a long enough secret")


def test_every_role_for_people_stands_with_its_sentence(as_manager):
    page = as_manager.get(reverse("setup:add_person")).content.decode()
    for key in ("facilitator", "coordinator", "board_member"):
        assert ROLES[key].words in page
    assert ROLES["clockwork"].words not in page


def test_a_referrer_needs_an_agency(as_manager, police):
    refused = invite(as_manager, role="referrer")
    assert "Choose the agency they refer for" in refused.content.decode()
    assert invite(as_manager, role="referrer", agency=police.pk).status_code == 302
    assert Membership.objects.get(user__email="nia@example.org").agency == police


def test_somebody_known_elsewhere_keeps_their_account(
    as_manager, stranger, service, mailoutbox, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        invite(as_manager, email=stranger.email.upper())
    assert User.objects.filter(email__iexact=stranger.email).count() == 1
    assert access_of(User.objects.get(pk=stranger.pk)).may(Permission.CONTACT_LOG, service.pk)
    assert not mailoutbox


def test_the_same_role_twice_is_refused_in_words(as_manager, facilitator):
    answer = as_manager.post(reverse("setup:add_role", args=[facilitator.pk]), {"role": "facilitator"})
    assert "This person already has that role." in answer.content.decode()


def test_nobody_gives_themselves_a_role(client, sign_in, sysadmin):
    """A system administrator sees no casework, and cannot open it to themselves."""
    sign_in(client, sysadmin)
    answer = client.post(reverse("setup:add_role", args=[sysadmin.pk]), {"role": "coordinator"})
    assert "Nobody gives themselves a role." in answer.content.decode()
    assert sysadmin.memberships.count() == 1


def test_a_program_role_is_not_for_people(as_manager, facilitator):
    answer = as_manager.post(reverse("setup:add_role", args=[facilitator.pk]), {"role": "clockwork"})
    assert answer.status_code == 200
    assert facilitator.memberships.count() == 1


def test_a_role_ends_with_today_and_can_be_given_again(as_manager, facilitator, acting, manager):
    membership = facilitator.memberships.get()
    as_manager.post(reverse("setup:stop_role", args=[membership.pk]))
    membership.refresh_from_db()
    assert membership.ends_on == timezone.localdate()
    acting(manager)
    assert AuditEvent.objects.get(what="role.ended.facilitator").user_id == manager.pk
    as_manager.post(reverse("setup:add_role", args=[facilitator.pk]), {"role": "facilitator"})
    assert facilitator.memberships.count() == 2


def test_the_last_role_that_manages_people_cannot_end(as_manager, manager):
    answer = as_manager.post(reverse("setup:stop_role", args=[manager.memberships.get().pk]), follow=True)
    assert "Nobody could give roles in this service any more." in answer.content.decode()
    assert manager.memberships.get().ends_on is None


def test_closing_an_account_ends_its_sessions(as_manager, client, sign_in, facilitator):
    theirs = sign_in(client.__class__(), facilitator)
    assert theirs.get(reverse("access:account")).status_code == 200
    as_manager.post(reverse("setup:account", args=[facilitator.pk, "close"]))
    assert theirs.get(reverse("access:account")).status_code == 302


def test_an_account_of_another_service_cannot_be_closed_from_here(as_manager, stranger, service):
    invite(as_manager, email=stranger.email)
    as_manager.post(reverse("setup:account", args=[stranger.pk, "close"]))
    stranger.refresh_from_db()
    assert stranger.is_active


@pytest.mark.parametrize("who", ["coordinator", "facilitator", "referrer", "board_member"])
def test_who_does_not_manage_people_finds_nothing_there(client, sign_in, request, who, manager):
    sign_in(client, request.getfixturevalue(who))
    for address in ("people", "add_person"):
        assert client.get(reverse(f"setup:{address}")).status_code == 404
    assert client.get(reverse("setup:person", args=[manager.pk])).status_code == 404


def test_people_of_another_service_are_not_found(as_manager, stranger):
    assert as_manager.get(reverse("setup:person", args=[stranger.pk])).status_code == 404
    membership = stranger.memberships.get()
    assert as_manager.post(reverse("setup:stop_role", args=[membership.pk])).status_code == 404
    assert "Stan Stranger" not in as_manager.get(reverse("setup:people")).content.decode()


def test_the_list_shows_who_is_invited_and_who_has_no_role(as_manager, facilitator):
    page = as_manager.get(reverse("setup:people")).content.decode()
    assert "Fay Facilitates" in page
    assert "Invited" in page


def test_the_list_costs_the_same_for_many_people(as_manager, service, django_assert_max_num_queries):
    for number in range(20):
        invite(as_manager, email=f"p{number}@example.org")
    with django_assert_max_num_queries(12):
        as_manager.get(reverse("setup:people"))
