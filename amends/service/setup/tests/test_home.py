"""One page leads to what a service sets up, for whoever may."""

from django.urls import reverse


def test_manager_finds_people_partners_and_facilitators(client, sign_in, manager):
    text = sign_in(client, manager).get(reverse("setup:home")).content.decode()
    for name in ("setup:people", "partners:list", "workforce:list"):
        assert reverse(name) in text


def test_coordinator_does_not_find_people(client, sign_in, coordinator):
    text = sign_in(client, coordinator).get(reverse("setup:home")).content.decode()
    assert reverse("partners:list") in text
    assert f'href="{reverse("setup:people")}"' not in text


def test_facilitator_finds_nothing_to_set_up_but_how_long_records_are_kept(client, sign_in, facilitator):
    text = sign_in(client, facilitator).get(reverse("setup:home")).content.decode()
    assert reverse("retention:schedule") in text
    for name in ("setup:people", "partners:list", "workforce:list"):
        assert f'href="{reverse(name)}"' not in text


def test_referrer_gets_404(client, sign_in, referrer):
    assert sign_in(client, referrer).get(reverse("setup:home")).status_code == 404
