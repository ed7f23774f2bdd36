"""The switchboards take few queries, however many people there are and however often they were asked."""

import pytest
from django.urls import reverse

from amends.foundation.case.models import Participant
from amends.foundation.pages.tests.costs import cost
from amends.foundation.people.actions import add_person
from amends.journey.consent.actions import mark_standing, note_resistance
from amends.journey.consent.tests.cast import agree, asked_again, refuse, sign

MOST_QUERIES = 12


@pytest.fixture
def much_said(noms, coordinator):
    """Six people who were asked about many things, some of them again and again."""
    people = [noms.harmed, noms.responsible]
    for number, of in enumerate(people * 2):
        details = {"full_name": f"Sam Number{number}", "date_of_birth": "1980-01-01"}
        part = Participant.Part.SUPPORTER
        added = add_person(by=coordinator, file=of.file, details=details, part=part, of=of)
        people.append(added.participant)
    for person in people:
        agree(coordinator, person, "take_part", "meeting", "letters", "research")
        sign(coordinator, person, "recording")
        refuse(coordinator, person, "media")
    asked_again(coordinator, "exchange", *people, scope="meeting:7")
    agree(coordinator, noms.responsible, "order", how="signed")
    note_resistance(by=coordinator, participant=noms.responsible, words="Not her.", likely_to_agree=True)
    mark_standing(
        by=coordinator,
        participant=noms.responsible,
        status="statutory",
        since=noms.responsible.consents.latest("pk").given_on,
        rests_on="order",
    )
    return noms


@pytest.mark.parametrize("side", ["harmed", "responsible"])
def test_board_of_somebody_takes_few_queries(client, sign_in, coordinator, much_said, side):
    address = reverse("consent:board", args=[getattr(much_said, side).pk])
    assert cost(sign_in(client, coordinator), address) <= MOST_QUERIES


def test_overview_of_the_case_takes_few_queries(client, sign_in, coordinator, much_said):
    address = reverse("consent:case", args=[much_said.case.number])
    assert cost(sign_in(client, coordinator), address) <= MOST_QUERIES
