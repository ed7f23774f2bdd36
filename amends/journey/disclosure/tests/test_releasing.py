"""A provider gets what somebody harmed has agreed to, and no more, for as long as they agree."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from amends.foundation.access.acting import acting_as
from amends.foundation.access.models import Agency
from amends.foundation.access.tests.cast import make_user
from amends.foundation.case.actions import grant_file
from amends.foundation.lib.refusal import Refused
from amends.foundation.pages.tests.costs import cost
from amends.foundation.people.actions import add_contact_point
from amends.foundation.record.models import AuditEvent
from amends.journey.consent.actions import withdraw
from amends.journey.consent.tests.cast import agree, refuse
from amends.journey.disclosure.actions import (
    answer_release,
    disclose,
    receive_victim_request,
    release_items,
    tell_officer,
)
from amends.journey.disclosure.actions.disclosing import Given
from amends.journey.disclosure.models import Release
from amends.service.sharing.tests.cast import in_force

MOST_QUERIES = 12


def url(name, *args):
    return reverse(f"disclosure:{name}", args=args)


@pytest.fixture
def provider(service, coordinator):
    return Agency.objects.create(service=service, name="Example Restorative", kind="other")


@pytest.fixture
def worker(service, provider):
    """Works for the provider, and opens none of our cases."""
    return make_user("Pru Vider", "referrer", service, provider)


@pytest.fixture
def vlo(service, police, a_case, coordinator):
    officer = make_user("Vera Liaison", "victim_liaison_officer", service, police)
    with acting_as(coordinator):
        grant_file(by=coordinator, file=a_case.harmed_file, user=officer, reason="her officer")
    return officer


@pytest.fixture
def asked(a_case, vlo, coordinator):
    """A provider has asked about Hanna, whose address is on file; the officer who manages the sentence knows."""
    with acting_as(coordinator):
        add_contact_point(
            by=coordinator,
            participant=a_case.harmed,
            kind="address",
            value="4 Hedge Lane",
            postcode="ZZ1 1AA",
        )
    with acting_as(vlo):
        row = receive_victim_request(
            by=vlo, participant=a_case.harmed, asked_by="Jo of the provider", asked_on=timezone.localdate()
        )
        tell_officer(by=vlo, request=row, told="com", how="Telephone", message="A provider has asked.")
    return row


def said(by, row, provider, answer, *items):
    return answer_release(
        by=by, request=row, provider=provider, answer=answer, how="phone", said_at=timezone.now(), items=items
    )


@pytest.fixture
def agreed(asked, vlo, provider):
    with acting_as(vlo):
        said(vlo, asked, provider, "given", "name", "telephone")
    return asked


@pytest.mark.requirement("PF-058")
def test_address_is_refused_where_they_agreed_to_name_and_telephone(client, sign_in, vlo, agreed, worker):
    browser = sign_in(client, vlo)
    page = browser.post(url("release", agreed.pk), {"items": ["name", "address"]})
    assert "They have not agreed that this provider gets: address." in page.text
    with acting_as(vlo):
        assert not Release.objects.exists()
    assert browser.post(url("release", agreed.pk), {"items": ["name", "telephone"]}).status_code == 302
    seen = sign_in(client, worker).get(url("released")).text
    assert "Hanna Harmed" in seen
    assert "07700" in seen
    assert "Hedge Lane" not in seen


@pytest.mark.requirement("PF-058")
@pytest.mark.parametrize("way", ["here", "sharing", "everything"])
def test_after_a_withdrawal_nothing_more_is_released_and_the_provider_reads_that_it_is_gone(
    client, sign_in, coordinator, vlo, agreed, provider, worker, a_case, way
):
    with acting_as(vlo):
        release_items(by=vlo, request=agreed, items=["name", "telephone"])
    assert "Hanna Harmed" in sign_in(client, worker).get(url("released")).text
    if way == "here":
        with acting_as(vlo):
            said(vlo, agreed, provider, "withdrawn")
    else:
        with acting_as(coordinator):
            agree(coordinator, a_case.harmed, "share_details", covers=["other"])
            if way == "sharing":
                refuse(coordinator, a_case.harmed, "share_details", "withdrawn")
            else:
                withdraw(by=coordinator, participant=a_case.harmed)
    with acting_as(vlo), pytest.raises(Refused, match="nothing more is released"):
        release_items(by=vlo, request=agreed, items=["name"])
    seen = sign_in(client, worker).get(url("released")).text
    assert "No longer available" in seen
    assert "Hanna" not in seen
    assert "07700" not in seen
    assert "No longer available" in sign_in(client, vlo).get(url("requests", a_case.harmed.pk)).text


@pytest.mark.requirement("PF-058")
def test_nothing_is_released_before_they_are_asked_nor_after_a_no(vlo, asked, provider, acting):
    acting(vlo)
    with pytest.raises(Refused, match="which provider"):
        release_items(by=vlo, request=asked, items=["name"])
    said(vlo, asked, provider, "refused")
    with pytest.raises(Refused, match="said no"):
        release_items(by=vlo, request=asked, items=["name"])


@pytest.mark.requirement("PF-058")
def test_a_yes_is_to_one_provider_at_a_moment_that_has_been(vlo, agreed, police, provider, acting):
    acting(vlo)
    with pytest.raises(Refused, match="another provider"):
        said(vlo, agreed, police, "given", "address")
    with pytest.raises(Refused, match="not come yet"):
        answer_release(
            by=vlo,
            request=agreed,
            provider=provider,
            answer="given",
            how="written",
            said_at=timezone.now() + dt.timedelta(hours=1),
            items=["name"],
        )
    first = agreed.answers.get()
    assert (first.how, first.items, first.recorded_by) == ("phone", ["name", "telephone"], vlo)


def test_nobody_of_another_body_reads_it_and_each_look_is_in_the_trail(
    client, sign_in, vlo, agreed, worker, referrer, manager, acting
):
    with acting_as(vlo):
        release_items(by=vlo, request=agreed, items=["name", "telephone"])
    other = sign_in(client, referrer).get(url("released"))
    assert "Hanna" not in other.text
    browser = sign_in(client, worker)
    assert browser.get(url("requests", agreed.participant_id)).status_code == 404
    assert cost(browser, url("released")) <= MOST_QUERIES + 4  # it acts under another name for a moment
    acting(manager)
    looks = AuditEvent.objects.filter(what="victim_request.read", user_id=worker.pk)
    assert {look.recipient for look in looks} == {"Example Restorative"}


@pytest.mark.requirement("PF-058")
@pytest.mark.parametrize(
    ("profile", "allowed"), [("hmpps-2023", False), ("essex-2015", True), ("noms-2013", True)]
)
def test_public_interest_instead_of_consent_depends_on_the_rules(
    a_case, coordinator, police, acting, profile, allowed
):
    acting(coordinator)
    in_force(coordinator, police)
    a_case.harmed.case.profile = profile
    given = Given(
        recipient="Duty desk",
        how="phone",
        purpose="Safety",
        items="Her street",
        ground="public_interest",
        proportionality="Nothing less helps",
        reasons="He waits outside.",
    )
    if allowed:
        assert disclose(by=coordinator, participant=a_case.harmed, agency=police, given=given).pk
    else:
        with pytest.raises(Refused, match="without their consent"):
            disclose(by=coordinator, participant=a_case.harmed, agency=police, given=given)
