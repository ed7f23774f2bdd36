"""Whoever has said that they need large print or easy read gets every paper like that, without anybody thinking of it."""

import re
from typing import Any

import pytest
from django.urls import reverse

from amends.foundation.access.acting import acting_as
from amends.foundation.case.actions import grant_file
from amends.foundation.documents.actions import give_copy, make_document
from amends.foundation.documents.reading import asked_forms
from amends.foundation.documents.rules import plain_text
from amends.foundation.documents.worded import Paper
from amends.foundation.messages.actions import queue_message
from amends.foundation.messages.models import Message
from amends.foundation.messages.outgoing import Contents
from amends.foundation.people.actions import add_contact_point, change_person, set_safe_contact
from amends.foundation.people.models import ContactPoint
from amends.journey.consent.papers import make_form, make_sheet
from amends.journey.consent.purposes import purpose, sheets
from amends.journey.preparation.actions import add_need, change_need, take_over
from amends.journey.preparation.models import Need

PICTURES: dict[str, Any] = {"kind": "reading", "words": "Reads little", "of_paper": ["easy_read"]}


def letter_to(by, person):
    context = {"to_name": "Somebody", "body": "We hope to hear from you."}
    return make_document(by=by, paper=Paper("plain-letter", context), belongs_to=person.file, reader=person)


@pytest.mark.parametrize(
    ("of_paper", "form"),
    [
        ([], "standard"),
        (["large_print"], "large"),
        (["easy_read"], "easy"),
        (["large_print", "easy_read"], "easy_large"),
    ],
)
def test_paper_is_printed_and_given_as_the_person_it_is_for_has_asked(coordinator, a_case, of_paper, form):
    person = a_case.harmed
    add_need(by=coordinator, participant=person, **PICTURES | {"of_paper": of_paper})
    letter = letter_to(coordinator, person)
    assert letter.form == form
    assert give_copy(by=coordinator, document=letter, how="post", participant=person).form == form
    assert letter_to(coordinator, a_case.responsible).form == "standard"


def test_paper_of_both_is_given_to_each_in_their_own_form(coordinator, a_case):
    add_need(by=coordinator, participant=a_case.harmed, **PICTURES)
    document = make_document(by=coordinator, paper=Paper("leaflet", {}), belongs_to=a_case.case)
    forms = [
        give_copy(by=coordinator, document=document, how="by_hand", participant=person).form
        for person in (a_case.harmed, a_case.responsible)
    ]
    assert forms == ["easy", "standard"]


def test_papers_of_other_rooms_follow_the_need(coordinator, a_case):
    add_need(by=coordinator, participant=a_case.harmed, **PICTURES)
    form = make_form(by=coordinator, participant=a_case.harmed, wanted=[purpose("take_part")])
    sheet = make_sheet(by=coordinator, participant=a_case.harmed, sheet=sheets()["choice"])
    assert (form.form, sheet.form) == ("easy", "easy")
    assert purpose("take_part").easy in plain_text(form.easy_html)


def test_explaining_begins_with_the_sheet_that_they_can_read(client, sign_in, coordinator, a_case):
    add_need(by=coordinator, participant=a_case.harmed, **PICTURES)
    sign_in(client, coordinator)
    chosen = re.compile(r'value="easy_read"[^>]* checked')
    for person, is_chosen in ((a_case.harmed, True), (a_case.responsible, False)):
        page = client.get(reverse("consent:explain", args=[person.pk, "privacy"])).content.decode()
        assert bool(chosen.search(page)) is is_chosen


def test_letter_put_on_its_way_follows_the_need(coordinator, a_case):
    person = a_case.harmed
    address: dict[str, Any] = {
        "kind": ContactPoint.Kind.ADDRESS,
        "value": "1 Alder Road",
        "postcode": "ZZ1 1AA",
    }
    add_contact_point(by=coordinator, participant=person, **address)
    set_safe_contact(by=coordinator, card=person.safe_contact, changes={"post": "yes"})
    add_need(by=coordinator, participant=person, **PICTURES)
    sent = queue_message(
        by=coordinator,
        channel=Message.Channel.LETTER,
        to=person,
        contents=Contents(subject="News", body="Hello."),
    )
    assert sent.document
    assert sent.document.form == "easy"


@pytest.mark.parametrize(
    ("said", "forms"),
    [
        ("Short, easy read, with pictures", {"easy_read"}),
        ("Easy-read letters, please", {"easy_read"}),
        ("Needs large print", {"large_print"}),
        ("Big letters. Easy words.", {"large_print", "easy_read"}),
        ("Tires soon; reads easily", set()),
        ("", set()),
    ],
)
def test_what_the_referral_said_of_papers_counts_before_anybody_has_taken_it_over(
    coordinator, a_case, said, forms
):
    person = a_case.harmed
    change_person(by=coordinator, person=person.person, details={"access_needs": said})
    assert asked_forms(person) == forms
    if said:
        need = take_over(by=coordinator, participant=person, key="access")
        assert set(need.of_paper) == forms
        change_need(by=coordinator, need=need, details={"of_paper": []})
        assert asked_forms(person) == set()


def test_need_is_noted_on_its_page_and_the_next_letter_says_so(client, sign_in, coordinator, a_case):
    sign_in(client, coordinator)
    address = reverse("preparation:need", args=[a_case.harmed.pk])
    page = client.get(address).content.decode()
    assert "How must papers for them be?" in page
    answers = {**PICTURES, "source": "person"}
    assert client.post(address, answers).status_code == 302
    assert Need.objects.get().of_paper == ["easy_read"]
    page = client.get(reverse("preparation:person", args=[a_case.harmed.pk])).content.decode()
    assert "easy read, with pictures" in page
    letter = letter_to(coordinator, a_case.harmed)
    page = client.get(reverse("documents:show", args=[letter.pk])).content.decode()
    assert "Asked for easy read" in page


def test_facilitator_of_the_other_side_learns_nothing_of_the_need(coordinator, facilitator, a_case):
    add_need(by=coordinator, participant=a_case.harmed, **PICTURES)
    grant_file(by=coordinator, file=a_case.responsible_file, user=facilitator, reason="allocated")
    with acting_as(facilitator):
        assert asked_forms(a_case.harmed) == set()
