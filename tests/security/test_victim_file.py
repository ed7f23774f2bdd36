"""The file of the person harmed is shut outside the team; what they agree to give out carries its consent."""

import re
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from amends.foundation.access.acting import acting_as
from amends.foundation.access.models import Agency, AgencyKind
from amends.foundation.access.tests.cast import make_user
from amends.foundation.case.actions import grant_file
from amends.foundation.case.models import Participant
from amends.foundation.people.models import ContactPoint, Person, SafeContact
from amends.foundation.record.models import AuditEvent
from amends.journey.consent.tests.cast import agree, refuse
from amends.journey.disclosure.actions import disclose
from amends.journey.disclosure.actions.disclosing import Given
from amends.journey.disclosure.models import Disclosure
from amends.service.sharing.tests.cast import in_force

PAGES_OF_THE_CASE = (
    "casefile:case",
    "casefile:timeline",
    "casefile:handover",
    "casefile:record",
    "disclosure:case",
    "notes:case",
    "meeting:show",
    "meeting:calendar",
)
# Whole words only: any two letters may stand side by side in a token.
HERS = re.compile(r"\b(Hanna|HH|07700900101|1961|4 March)\b")


@pytest.fixture
def officer(a_case, service, police, coordinator):
    """An offender manager to whom the file of the person responsible is open."""
    user = make_user("Olly Manages", "community_offender_manager", service, police)
    with acting_as(coordinator):
        grant_file(by=coordinator, file=a_case.responsible_file, user=user, reason="Manages the sentence")
    return user


@pytest.fixture
def told(a_case, coordinator, police):
    """With her consent the police were told how to reach her, and something else on another ground."""
    in_force(coordinator, police)
    agree(coordinator, a_case.harmed, "share_details", covers=["police"])
    details: dict[str, Any] = {
        "recipient": "The officer",
        "how": "phone",
        "purpose": "A visit",
        "proportionality": "Needed",
    }
    disclose(
        by=coordinator,
        participant=a_case.harmed,
        agency=police,
        given=Given(**details, items="The weekday that suits", ground="consent"),
    )
    disclose(
        by=coordinator,
        participant=a_case.harmed,
        agency=police,
        given=Given(**details, items="Her new street", ground="public_interest", reasons="A threat to life"),
    )
    return Disclosure.objects.get(ground="consent")


@pytest.mark.requirement("W8-321")
def test_an_offender_manager_opens_searches_exports_and_follows_links_to_nothing_of_hers(
    client, sign_in, a_case, officer, told, acting
):
    sign_in(client, officer)
    number = a_case.case.number
    assert client.get(reverse("casefile:case", args=[number])).status_code == 200
    for name in PAGES_OF_THE_CASE:
        page = client.get(reverse(name, args=[number])).content.decode()
        assert not HERS.search(page), name
    for name in ("person", "trail", "edit", "safe_contact", "add_point"):
        assert client.get(reverse(f"casefile:{name}", args=[a_case.harmed.pk])).status_code == 404
    for wanted in ("Hanna Harmed", "Harmed", "04/03/1961", "07700900101"):
        found = client.post(reverse("casefile:search"), {"wanted": wanted}).content.decode()
        assert reverse("casefile:person", args=[a_case.harmed.pk]) not in found
        assert number not in found
    acting(officer)
    file = a_case.harmed_file
    for model in (Person, ContactPoint, SafeContact, Participant):
        assert not model.objects.filter(file=file.pk).exists(), model


@pytest.mark.requirement("W8-321")
def test_what_she_agreed_to_give_out_shows_with_its_consent_and_nothing_else_does(
    client, sign_in, a_case, officer, told, coordinator, acting
):
    reference = f"Consent {told.consent_id}"
    address = reverse("disclosure:case", args=[a_case.case.number])
    of_the_team = sign_in(type(client)(), coordinator).get(address).content.decode()
    assert reference in of_the_team
    assert "Her new street" in of_the_team
    sign_in(client, officer)
    page = client.get(address).content.decode()
    assert "The weekday that suits" in page
    assert reference in page
    assert "Her new street" not in page
    acting(coordinator)
    made = AuditEvent.objects.filter(what="disclosure.made").earliest("pk")
    assert (made.recipient, made.file_id) == ("Essex Police", a_case.harmed_file.pk)
    assert made.details["consent"] == told.consent_id
    refuse(coordinator, a_case.harmed, "share_details", "withdrawn")
    assert "The weekday that suits" not in client.get(address).content.decode()


def test_an_officer_of_another_body_reads_nothing_of_it(client, sign_in, a_case, told, service, coordinator):
    probation = Agency.objects.create(service=service, name="Probation", kind=AgencyKind.PROBATION)
    other = make_user("Ottie Other", "community_offender_manager", service, probation)
    with acting_as(coordinator):
        grant_file(by=coordinator, file=a_case.responsible_file, user=other, reason="Manages the sentence")
    page = sign_in(client, other).get(reverse("disclosure:case", args=[a_case.case.number]))
    assert page.status_code == 200
    assert "The weekday that suits" not in page.content.decode()


def test_a_disclosure_on_consent_without_its_reference_is_refused(a_case, told, coordinator):
    with pytest.raises(IntegrityError, match="disclosure_names_its_consent"), transaction.atomic():
        Disclosure.objects.create(
            service=a_case.case.service,
            file=a_case.harmed_file,
            participant=a_case.harmed,
            agency=told.agency,
            ground="consent",
            proportionality="x",
            by=coordinator,
        )


def test_a_reader_of_one_side_is_told_nothing_untrue(client, sign_in, a_case, officer):
    page = sign_in(client, officer).get(reverse("casefile:case", args=[a_case.case.number])).content.decode()
    assert "none yet" not in page
    assert "ask the service who they are" in page
    assert "Add somebody" not in page
    person = client.get(reverse("casefile:person", args=[a_case.responsible.pk])).content.decode()
    assert "how to reach them safely</span>" not in person
