"""A concern about a colleague goes to somebody else, and the colleague sees nothing of it, whatever they answer for."""

import pytest
from django.test import Client
from django.urls import reverse

from amends.foundation.access.acting import acting_as
from amends.foundation.access.programs import program
from amends.foundation.access.tests.cast import make_user
from amends.foundation.clock.models import Clock
from amends.foundation.lib.refusal import Refused
from amends.foundation.messages.models import Notice
from amends.foundation.record.models import HistoryRow
from amends.journey.safeguarding.actions.deciding import receive
from amends.journey.safeguarding.actions.lead import name_officer
from amends.journey.safeguarding.actions.raising import Report, raise_concern
from amends.journey.safeguarding.models import Concern
from amends.journey.safeguarding.rules.concerns import open_concern


@pytest.fixture
def lead(service, manager):
    """Lena is the lead, and a facilitator."""
    user = make_user("Lena Leads", "facilitator", service)
    with acting_as(manager):
        name_officer(by=manager, service=service, user=user, part="lead")
    program(service, "clockwork")
    return user


def raised(by, service, colleague):
    with acting_as(by):
        return raise_concern(
            by=by,
            service=service,
            report=Report(kind="adult", words="He shouted at her", colleague=colleague),
        )


def heard(user):
    with acting_as(user):
        return Notice.objects.filter(user=user).exists()


def test_one_about_the_lead_goes_to_the_manager_and_not_to_the_lead(
    client, sign_in, service, lead, manager, facilitator, acting
):
    concern = raised(facilitator, service, lead)
    assert (heard(manager), heard(lead)) == (True, False)
    acting(lead)
    assert not Concern.objects.exists()
    page = reverse("safeguarding:concern", args=[concern.pk])
    assert sign_in(client, lead).get(page).status_code == 404
    assert client.post(f"{page}received/").status_code == 404
    assert sign_in(Client(), manager).get(page).status_code == 200
    acting(manager)
    assert Clock.objects.filter(subject=concern.subject).exclude(owner=manager).count() == 0
    receive(by=manager, concern=open_concern(manager, concern.pk))
    assert HistoryRow.objects.filter(table_name="safeguarding_concern").exists()


def test_one_about_the_manager_goes_to_the_lead_and_its_history_is_kept_from_the_manager(
    service, lead, manager, facilitator, acting
):
    concern = raised(facilitator, service, manager)
    assert (heard(manager), heard(lead)) == (False, True)
    acting(lead)
    receive(by=lead, concern=concern)
    acting(manager)
    assert not Concern.objects.exists()
    assert not HistoryRow.objects.filter(table_name="safeguarding_concern").exists()


def test_where_nobody_else_can_hear_of_it_whoever_raises_it_is_told_where_to_turn(
    service, manager, facilitator, acting
):
    program(service, "clockwork")
    raised(facilitator, service, manager)
    assert not heard(manager)
    acting(facilitator)
    assert "local authority" in Notice.objects.get(user=facilitator).words
    acting(manager)
    assert not Clock.objects.filter(name__startswith="safeguarding").exists()


def test_nobody_raises_one_about_themselves(service, lead, facilitator):
    with pytest.raises(Refused, match="somebody else to raise"):
        raised(facilitator, service, facilitator)


def test_the_page_asks_and_names_colleagues_of_this_service_only(
    client, sign_in, service, lead, facilitator, manager, stranger, acting
):
    sign_in(client, facilitator)
    page = client.get(reverse("safeguarding:raise")).content.decode()
    assert "Is it about somebody who works here?" in page
    assert manager.name in page
    assert stranger.name not in page
    answers = {
        "kind": "adult",
        "words": "He shouted at her",
        "known_at": "2026-01-05T10:00",
        "colleague": lead.pk,
    }
    assert client.post(reverse("safeguarding:raise"), answers).status_code == 302
    acting(manager)
    assert Concern.objects.get().colleague == lead
