"""Cases that a partner works on: told once a month by the partner itself, and stale when it goes quiet."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from amends.foundation.access.models import Agency, AgencyKind
from amends.foundation.access.tests.cast import make_user
from amends.foundation.lib.refusal import Refused
from amends.service.sharing.actions import expect_updates, nothing_new, tell_case
from amends.service.sharing.models import PartnerCase


def url(name, *args):
    return reverse(f"sharing:{name}", args=args)


@pytest.fixture
def fire(service):
    return Agency.objects.create(service=service, name="Essex Fire Service", kind=AgencyKind.FIRE)


@pytest.fixture
def fire_officer(service, fire):
    return make_user("Flo Fire", "referrer", service, fire)


def details(**more):
    return {
        "reference": "FB-1",
        "full_name": "Tamsin Teal",
        "date_of_birth": "2003-05-09",
        "opened_on": timezone.localdate(),
        **more,
    }


@pytest.mark.requirement("EX-073")
def test_a_month_without_news_makes_the_list_stale(client, sign_in, manager, fire, fire_officer, acting):
    acting(manager)
    expect_updates(by=manager, agency=fire)
    acting(fire_officer)
    tell_case(by=fire_officer, agency=fire, details=details())
    assert "Fresh" in sign_in(client, manager).get(url("partner_cases")).text
    with time_machine.travel(timezone.now() + timedelta(days=33)):
        page = sign_in(client, manager).get(url("partner_cases")).text
        assert "Stale: nothing since" in page
        assert "FB-1" in page
        acting(fire_officer)
        nothing_new(by=fire_officer, agency=fire)
        assert "Stale" not in sign_in(client, manager).get(url("partner_cases")).text


def test_partner_tells_of_a_case_and_of_its_end_on_its_own_page(client, sign_in, fire, fire_officer, acting):
    acting(fire_officer)
    signed_in = sign_in(client, fire_officer)
    answers = {
        "reference": "FB-2",
        "full_name": "Tom Tern",
        "opened_on": "2025-03-03",
        "status": "active",
    }
    assert "FB-2" in signed_in.post(url("tell"), answers, follow=True).text
    row = PartnerCase.objects.get(reference="FB-2")
    refused = signed_in.post(url("tell_more", row.pk), {**answers, "status": "closed"})
    assert "Say when it was closed" in refused.text


def test_another_partner_sees_and_changes_nothing_of_it(client, sign_in, coordinator, fire, referrer, acting):
    made = tell_case(by=coordinator, agency=fire, details=details())
    acting(referrer)
    assert not PartnerCase.objects.exists()
    assert sign_in(client, referrer).get(url("tell_more", made.pk)).status_code == 404
    with pytest.raises(Refused, match="Only this body"):
        tell_case(by=referrer, agency=fire, details=details(reference="FB-9"))
