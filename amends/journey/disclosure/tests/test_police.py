"""Requests about people harmed: to the police, from the case; and a provider's, after the officer knows."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from amends.foundation.access.tests.cast import make_user
from amends.foundation.case.actions import grant_file
from amends.foundation.documents.models import Document
from amends.foundation.documents.rules import plain_text
from amends.foundation.lib.refusal import Refused
from amends.foundation.messages.models import Notice
from amends.foundation.people.actions import add_contact_point, add_person
from amends.journey.disclosure.actions import (
    answer_release,
    details_received,
    receive_victim_request,
    release_items,
    request_victim_details,
    tell_officer,
)
from amends.journey.disclosure.models import DetailsAsked
from amends.journey.eligibility.models import Enquiry
from amends.journey.referral.models import Referral
from amends.service.partners.actions import add_secure_domain
from amends.service.sharing.models import SharingAgreement
from amends.service.sharing.tests.cast import in_force


def url(name, *args):
    return reverse(f"disclosure:{name}", args=args)


@pytest.fixture
def safe_police(coordinator, service, police):
    police.email = "victims@police.example.org"
    police.save()
    add_secure_domain(by=coordinator, service=service, domain="police.example.org")
    in_force(coordinator, police)
    return police


@pytest.fixture
def referral(a_case, service, police, referrer):
    made = Referral.objects.create(
        service=service,
        number="ESX-R26-0902",
        form="referral",
        route="web",
        status="accepted",
        agency=police,
        referrer=referrer,
        case=a_case.case,
        received_at=timezone.now(),
        happened_on="2026-03-01",
        place="Rushmere",
        court="Chelmsford Magistrates",
        sentenced_on="2026-05-05",
    )
    made.references.create(service=service, kind="crime", value="42/990588/26")
    return made


def ask(by, case, police, **more):
    details = {"urn": "42/990588/26", "offence": "burglary", **more}
    return request_victim_details(
        by=by,
        participant=case.harmed,
        agency=police,
        ground="legal",
        ground_words="The protocol",
        details=details,
    )


@pytest.mark.requirement("W8-181")
def test_form_is_filled_from_the_case_with_blanks_for_four(
    client, sign_in, a_case, administrator, safe_police, referral, coordinator
):
    add_person(by=coordinator, file=a_case.harmed_file, details={"full_name": "Hugo Harmed"})
    signed_in = sign_in(client, administrator)
    page = signed_in.get(url("ask_police", a_case.case.number))
    initial = {name: page.context["form"].initial.get(name) for name in ("urn", "place", "court")}
    assert initial == {"urn": "42/990588/26", "place": "Rushmere", "court": "Chelmsford Magistrates"}
    answers = {
        "participant": a_case.harmed.pk,
        "agency": safe_police.pk,
        "offence": "burglary",
        "happened_on": "2026-03-01",
        "court": "Chelmsford Magistrates",
        "sentenced_on": "2026-05-05",
        "ground": "legal",
        "ground_words": "The protocol",
    }
    refused = signed_in.post(url("ask_police", a_case.case.number), answers)
    assert "The unique reference number (URN) is missing" in refused.text
    assert not Enquiry.objects.exists()
    signed_in.post(url("ask_police", a_case.case.number), {**answers, "urn": "42/990588/26"})
    asked = DetailsAsked.objects.get()
    text = plain_text(asked.document.html)
    known = ("Rhys Ponsible", "12 September 1994", "42/990588/26", "Chelmsford Magistrates", "5 May 2026")
    for words in (*known, "Hanna Harmed", "4 March 1961", "Hugo Harmed", "Ada Types", "Essex Police"):
        assert words in text
    assert asked.document.html.count('<th scope="row">') == 4
    assert asked.enquiry.is_open


@pytest.mark.requirement("W8-181")
def test_it_goes_to_a_secure_address_only(a_case, coordinator, police):
    in_force(coordinator, police)
    with pytest.raises(Refused, match="not at a secure domain"):
        ask(coordinator, a_case, police)


@pytest.mark.requirement("W8-237")
def test_missing_protocol_is_named_and_days_count_until_both_have_come(
    client, sign_in, a_case, administrator, coordinator, safe_police
):
    signed_in = sign_in(client, administrator)
    warning = "The protocol “How to reach people harmed (police)” is not in force"
    assert warning in signed_in.get(url("ask_police", a_case.case.number)).text
    in_force(coordinator, safe_police, about=SharingAgreement.About.POLICE)
    assert warning not in signed_in.get(url("ask_police", a_case.case.number)).text
    asked = ask(coordinator, a_case, safe_police)
    with time_machine.travel(timezone.now() + timedelta(days=6)):
        details_received(by=coordinator, asked=asked, address_on=timezone.localdate(), telephone_on=None)
        page = sign_in(client, coordinator).get(url("case", a_case.case.number))
        assert "Waiting for telephone" in page.text
        assert page.context["asked"].rows[0][2] == 6
        assert asked.enquiry.is_open
    with time_machine.travel(timezone.now() + timedelta(days=9)):
        details_received(
            by=coordinator, asked=asked, address_on=asked.address_on, telephone_on=timezone.localdate()
        )
    asked.enquiry.refresh_from_db()
    assert asked.enquiry.replied_at
    assert asked.days_outstanding() == 9


def test_form_that_names_both_sides_is_closed_to_those_who_see_one(
    a_case, coordinator, facilitator, safe_police, acting
):
    asked = ask(coordinator, a_case, safe_police)
    grant_file(by=coordinator, file=a_case.harmed_file, user=facilitator, reason="allocated")
    acting(facilitator)
    assert not Document.objects.filter(pk=asked.document_id).exists()


class TestProvider:
    @pytest.mark.requirement("PF-056")
    def test_release_waits_until_the_officer_knows_and_learns_no_contact_details(
        self, a_case, coordinator, service, police, acting
    ):
        officer = make_user("Olive Manager", "community_offender_manager", service, police)
        row = receive_victim_request(
            by=coordinator, participant=a_case.harmed, asked_by="A provider", asked_on=timezone.localdate()
        )
        with pytest.raises(Refused, match="has not been told that a provider asked"):
            release_items(by=coordinator, request=row, items=["name"])
        row.refresh_from_db()
        assert row.released_on is None
        add_contact_point(
            by=coordinator,
            participant=a_case.harmed,
            kind="address",
            value="4 Hedge Lane",
            postcode="ZZ1 1AA",
        )
        told = {"by": coordinator, "request": row, "told": "com", "how": "E-mail", "officer": officer}
        for words in (
            "She is on 07700 900101.",
            "She lives at 4 Hedge Lane.",
            "Ask for her in ZZ1 1AA.",
            "Hanna Harmed was asked for.",
        ):
            with pytest.raises(Refused, match="not who or where") as refusal:
                tell_officer(**told, message=words)
            assert refusal.value.field == "message"
        tell_officer(**told, message="A provider has asked about the person harmed in your case.")
        acting(officer)
        notice = Notice.objects.get(user=officer)
        assert "A provider has asked" in notice.words
        assert "07700" not in notice.words
        acting(coordinator)
        answer_release(
            by=coordinator,
            request=row,
            provider=police,
            answer="given",
            how="phone",
            said_at=timezone.now(),
            items=["name"],
        )
        release_items(by=coordinator, request=row, items=["name"])
        assert row.released_by == coordinator
