"""Keys of agencies: shown once, stored as a hash, revoked at once."""

import pytest
from django.urls import reverse

from amends.foundation.access.models import ApiToken
from amends.foundation.access.rules import access_of
from amends.foundation.access.token_actions import user_of_key


@pytest.fixture
def as_coordinator(client, sign_in, coordinator):
    return sign_in(client, coordinator)


def make(client, agency, name="Records system"):
    return client.post(reverse("setup:make_key"), {"agency": agency.pk, "name": name})


def test_a_key_is_shown_once_and_only_its_hash_is_kept(as_coordinator, police):
    answer = make(as_coordinator, police)
    key = answer.context["key"]
    assert key in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]
    token = ApiToken.objects.get()
    assert key not in token.hashed
    assert key not in as_coordinator.get(reverse("setup:keys")).content.decode()


def test_a_key_acts_as_the_agencys_system_user_who_cannot_sign_in(as_coordinator, police):
    key = make(as_coordinator, police).context["key"]
    user = user_of_key(key)
    assert user is not None
    assert user.is_system
    assert access_of(user).memberships[0].agency == police
    assert ApiToken.objects.get().last_used_at
    again = make(as_coordinator, police, "Another system").context["key"]
    assert user_of_key(again) == user


def test_a_revoked_key_opens_nothing(as_coordinator, police):
    key = make(as_coordinator, police).context["key"]
    as_coordinator.post(reverse("setup:revoke_key", args=[ApiToken.objects.get().pk]))
    assert user_of_key(key) is None
    assert "Revoked" in as_coordinator.get(reverse("setup:keys")).content.decode()


def test_wrong_keys_and_keys_of_former_partners_open_nothing(as_coordinator, police):
    key = make(as_coordinator, police).context["key"]
    assert user_of_key(f"{key}x") is None
    police.is_active = False
    police.save()
    assert user_of_key(key) is None


def test_nobody_touches_the_keys_of_another_service(as_coordinator, client, sign_in, police, stranger):
    make(as_coordinator, police)
    sign_in(client, stranger)
    assert client.post(reverse("setup:revoke_key", args=[ApiToken.objects.get().pk])).status_code == 404
    assert make(client, police).status_code == 200
    assert ApiToken.objects.filter(revoked_at__isnull=True).count() == 1


def test_who_does_not_manage_partners_finds_nothing_there(client, sign_in, facilitator):
    sign_in(client, facilitator)
    assert client.get(reverse("setup:keys")).status_code == 404
    assert client.get(reverse("setup:make_key")).status_code == 404
