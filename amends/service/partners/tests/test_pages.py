from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from amends.foundation.access.models import Agency
from amends.foundation.clock.models import Clock
from amends.foundation.record.models import AuditEvent
from amends.service.partners import activity
from amends.service.partners.actions import keep_contact, record_feedback
from amends.service.partners.activity import Sent, activity_since
from amends.service.partners.models import PartnerFeedback, Pathway, Receiver, SecureDomain

TODAY = timezone.localdate


@pytest.fixture
def signed_in(client, sign_in, coordinator):
    return sign_in(client, coordinator)


@pytest.fixture
def sent(monkeypatch, police):
    """The police sent three referrals, nobody else any."""

    def counter(service, since):
        return {police.pk: Sent(3, date(2026, 3, 3))}

    monkeypatch.setattr(activity, "_counters", [counter])


@pytest.mark.requirement("EX-071")
def test_partner_that_sent_nothing_stands_first_with_zero_and_a_prompt(signed_in, sent, police, council):
    page = signed_in.get(reverse("partners:list"), {"months": 3})
    table = page.context["table"]
    first, second = table.rows
    assert first[0].text == "Rushmere Council"
    assert first[3:6] == [0, 0, 0]
    assert first[7].tag.text == "Get in touch"
    assert second[0].text == "Essex Police"
    assert second[3] == 3
    assert second[7] == ""
    assert "1 partner sent neither" in page.text


@pytest.mark.requirement("EX-071")
def test_feedback_in_the_chosen_time_counts_and_older_feedback_does_not(coordinator, service, council):
    record_feedback(
        by=coordinator, agency=council, kind="group", received_on=TODAY() - timedelta(days=120), words="Good."
    )
    recent = activity_since(service, activity.months_before(TODAY(), 3))[0]
    longer = activity_since(service, activity.months_before(TODAY(), 6))[0]
    assert (recent.group, recent.is_quiet) == (0, True)
    assert (longer.group, longer.is_quiet) == (1, False)


def test_list_takes_the_same_queries_for_many_partners(signed_in, service, police):
    Agency.objects.bulk_create(Agency(service=service, name=f"Body {n}", kind="housing") for n in range(60))
    signed_in.get(reverse("partners:list"))
    with CaptureQueriesContext(connection) as captured:
        signed_in.get(reverse("partners:list"))
    assert len([query for query in captured.captured_queries if "SAVEPOINT" not in query["sql"]]) <= 12


def test_page_of_a_partner_shows_people_and_feedback(signed_in, coordinator, council):
    keep_contact(by=coordinator, agency=council, details={"name": "Tamar Harebell", "note": "Mon to Wed"})
    record_feedback(
        by=coordinator, agency=council, kind="front_line", received_on=TODAY(), words="Slow to answer"
    )
    page = signed_in.get(reverse("partners:agency", args=[council.pk]))
    assert "Tamar Harebell" in page.text
    assert "Slow to answer" in page.text


def test_prompt_goes_on_the_worklist_once_and_comes_off_when_done(signed_in, council):
    for _ in range(2):
        signed_in.post(reverse("partners:prompt", args=[council.pk]))
    assert Clock.objects.get(subject=f"agency:{council.pk}").stopped_at is None
    signed_in.post(reverse("partners:contacted", args=[council.pk]))
    assert Clock.objects.get(subject=f"agency:{council.pk}").stopped_at is not None


def test_partner_is_added_and_changed(signed_in, service):
    data = {
        "name": "Safer Harlow Partnership",
        "kind": "community_safety",
        "district": "Harlow",
        "is_active": "on",
    }
    signed_in.post(reverse("partners:add_agency"), data)
    agency = Agency.objects.get(name="Safer Harlow Partnership", service=service)
    data["expected_part"] = "Refers neighbour disputes"
    signed_in.post(reverse("partners:edit_agency", args=[agency.pk]), data)
    agency.refresh_from_db()
    assert agency.expected_part == "Refers neighbour disputes"
    assert AuditEvent.objects.filter(what="partner.changed", subject=f"agency:{agency.pk}").exists()


def test_second_partner_of_the_same_name_is_refused_at_the_form(signed_in, police):
    page = signed_in.post(reverse("partners:add_agency"), {"name": "essex police", "kind": "police"})
    assert page.status_code == 200
    assert "already an agency of this name" in page.text


def test_domain_is_added_and_removed(signed_in, service):
    signed_in.post(reverse("partners:domains"), {"domain": "@Essex.PNN.police.uk", "note": "Police network"})
    row = SecureDomain.objects.get(service=service)
    assert row.domain == "essex.pnn.police.uk"
    signed_in.post(reverse("partners:remove_domain", args=[row.pk]))
    assert not SecureDomain.objects.exists()


def test_nonsense_is_not_taken_for_a_domain(signed_in):
    page = signed_in.post(reverse("partners:domains"), {"domain": "police uk"})
    assert "Write the part after the @" in page.text


def test_settings_are_added_through_their_pages(signed_in, service, police):
    signed_in.post(
        reverse("partners:add_pathway"),
        {
            "name": "Prison self-referral",
            "source": "prison",
            "entry_route": "Secure mailbox",
            "profile": "essex-2015",
            "consent_rule": "signed",
            "status": "proposed",
        },
    )
    signed_in.post(
        reverse("partners:add_district"), {"name": "Harlow", "postcodes": "CM17\nCM18", "places": ""}
    )
    signed_in.post(
        reverse("partners:add_receiver"),
        {"agency": police.pk, "takes": "other", "districts": "Harlow", "criteria": ""},
    )
    assert Pathway.objects.get(service=service).status == "proposed"
    assert Receiver.objects.get(service=service).districts == ["Harlow"]
    for name in ("pathways", "receivers", "districts", "domains"):
        assert signed_in.get(reverse(f"partners:{name}")).status_code == 200


def test_live_pathway_needs_the_day_it_was_agreed(signed_in):
    page = signed_in.post(
        reverse("partners:add_pathway"),
        {
            "name": "Police",
            "source": "police",
            "entry_route": "Mail",
            "profile": "essex-2015",
            "consent_rule": "signed",
            "status": "live",
        },
    )
    assert "Say when it was agreed" in page.text


@pytest.mark.parametrize("who", ["facilitator", "referrer", "board_member", "sysadmin"])
def test_roles_without_partners_get_404(client, sign_in, request, council, who):
    signed = sign_in(client, request.getfixturevalue(who))
    assert signed.get(reverse("partners:list")).status_code == 404
    assert signed.get(reverse("partners:agency", args=[council.pk])).status_code == 404


def test_partner_of_another_service_is_not_found(client, sign_in, stranger, council):
    assert sign_in(client, stranger).get(reverse("partners:agency", args=[council.pk])).status_code == 404


def test_feedback_is_walled_off_from_another_service(acting, coordinator, stranger, council):
    record_feedback(by=coordinator, agency=council, kind="group", received_on=TODAY(), words="Good.")
    acting(stranger)
    assert not PartnerFeedback.objects.exists()


def test_who_no_longer_works_at_a_partner_is_taken_off_its_page(signed_in, coordinator, police):
    contact = keep_contact(by=coordinator, agency=police, details={"name": "Wilma Warden"})
    page, left = (
        reverse("partners:agency", args=[police.pk]),
        reverse("partners:contact_left", args=[contact.pk]),
    )
    assert left in signed_in.get(page).text
    signed_in.post(left)
    assert "Wilma Warden" not in signed_in.get(page).text
