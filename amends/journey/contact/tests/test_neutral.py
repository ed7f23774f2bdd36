"""A dispute in which nobody can say who harmed whom: two parties, in words that blame neither."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from amends.foundation.case.actions import open_new_case
from amends.foundation.case.models import Case
from amends.foundation.documents.rules import plain_text
from amends.foundation.people.actions import add_contact_point
from amends.foundation.people.models import SafeContact
from amends.foundation.people.tests.cast import put_principal
from amends.journey.contact.actions import appointment_letter, make_appointment

BLAMES = re.compile(r"\b(victim|offender|perpetrator)s?\b", re.IGNORECASE)
YES = SafeContact.Answer.YES


@pytest.fixture
def dispute(coordinator, service):
    """A dispute over a hedge: party A and party B."""
    case = open_new_case(
        by=coordinator,
        service=service,
        family=Case.Family.NEIGHBOURS,
        what="hedge between two gardens",
        roles=Case.Roles.UNCLEAR,
    )
    card: dict[str, object] = {"calls": YES, "post": YES}
    for file, name in zip(case.files.order_by("side"), ("Anna Alder", "Ben Birch"), strict=True):
        person = put_principal(coordinator, file, {"full_name": name}, "07700900101", card)
        add_contact_point(
            by=coordinator, participant=person, kind="address", value="4 Hedge Lane", postcode="ZZ1 1AA"
        )
    return case


@pytest.mark.requirement("EX-026")
def test_letters_and_pages_of_a_dispute_call_neither_party_victim_or_offender(
    client, sign_in, dispute, coordinator
):
    signed_in = sign_in(client, coordinator)
    parties = list(dispute.participants.order_by("side"))
    assert [party.words for party in parties] == ["Party A", "Party B"]
    for party in parties:
        make_appointment(
            by=coordinator,
            participant=party,
            at=timezone.now() + timedelta(days=7),
            kind="call",
            with_user=coordinator,
            place="1 Example Street, Chelmsford",
        )
        letter = appointment_letter(by=coordinator, participant=party)
        assert party.person.full_name in plain_text(letter.html)
        assert not BLAMES.search(plain_text(letter.html))
        page = signed_in.get(reverse("casefile:person", args=[party.pk])).text
        assert "Party" in page
        assert not BLAMES.search(plain_text(page))
    page = signed_in.get(reverse("casefile:case", args=[dispute.number])).text
    assert "Party A" in page
    assert "Party B" in page
    assert "Mediation" in page
    assert not BLAMES.search(plain_text(page))


def test_where_it_is_clear_who_was_harmed_it_is_restorative_justice(client, sign_in, a_case, coordinator):
    page = sign_in(client, coordinator).get(reverse("casefile:case", args=[a_case.case.number])).text
    assert "<dd>Restorative justice</dd>" in page
