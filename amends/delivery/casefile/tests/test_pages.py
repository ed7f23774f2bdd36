"""The case page and the pages of a file, for those who may see both sides, one, or none."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from amends.foundation.access.acting import acting_as
from amends.foundation.case.actions import grant_file, open_new_case
from amends.foundation.case.models import Case
from amends.foundation.people.actions import add_person, set_safe_contact
from amends.foundation.people.models import SafeContact
from amends.journey.consent.actions import withdraw
from amends.journey.eligibility.tests.referrals import a_referral

BUDGET = 12


def queries_of(get) -> int:
    """How many statements a page costs, but for those that come from running inside the test's own transaction."""
    with CaptureQueriesContext(connection) as captured:
        assert get().status_code == 200
    own = [q for q in captured.captured_queries if "SAVEPOINT" not in q["sql"]]
    return (
        len(own) - 1
    )  # the acting user is told twice: a request inside a transaction puts the earlier one back


def test_case_page_shows_both_sides_to_the_coordinator(client, sign_in, coordinator, a_case):
    page = sign_in(client, coordinator).get(reverse("casefile:case", args=[a_case.case.number]))
    text = page.content.decode()
    assert 'id="side-harmed"' in text
    assert 'id="side-responsible"' in text
    assert "Make the second assessment" in text
    assert reverse("eligibility:assessment", args=[a_case.case.number]) in text


def test_case_page_shows_one_side_and_no_trace_of_the_other(
    client, sign_in, coordinator, facilitator, a_case
):
    grant_file(by=coordinator, file=a_case.harmed_file, user=facilitator, reason="allocated")
    text = (
        sign_in(client, facilitator).get(reverse("casefile:case", args=[a_case.case.number])).content.decode()
    )
    assert 'id="side-harmed"' in text
    assert "side-responsible" not in text
    assert f">{a_case.responsible.initials}<" not in text


@pytest.mark.parametrize("address", ["casefile:case", "casefile:timeline"])
def test_case_is_not_there_for_a_stranger(client, sign_in, stranger, a_case, address):
    theirs = sign_in(client, stranger).get(reverse(address, args=[a_case.case.number]))
    nobodys = client.get(reverse(address, args=["ESX-26-9999"]))
    assert theirs.status_code == nobodys.status_code == 404
    hide = re.compile(rb"csrfmiddlewaretoken.*?>")
    assert hide.sub(b"", theirs.content) == hide.sub(b"", nobodys.content)


def test_pages_stay_within_the_query_budget(client, sign_in, coordinator, a_case):
    sign_in(client, coordinator)
    for name, key in (
        ("casefile:case", a_case.case.number),
        ("casefile:person", a_case.harmed.pk),
        ("casefile:timeline", a_case.case.number),
    ):
        address = reverse(name, args=[key])
        client.get(address)
        assert queries_of(lambda address=address: client.get(address)) <= BUDGET, name
    assert queries_of(lambda: client.get(reverse("casefile:cases"))) <= BUDGET


def test_person_page_begins_with_the_safe_contact_card(client, sign_in, coordinator, a_case):
    card = SafeContact.objects.get(participant=a_case.harmed)
    changes = {
        "voicemail": "no",
        "warning": "Her husband does not know.",
        "if_somebody_else_answers": "wrong number",
    }
    set_safe_contact(by=coordinator, card=card, changes=changes)
    text = (
        sign_in(client, coordinator).get(reverse("casefile:person", args=[a_case.harmed.pk])).content.decode()
    )
    assert text.index("Her husband does not know.") < text.index("Who they are")
    assert "No voicemail" in text
    assert "wrong number" in text


@pytest.mark.parametrize("page", ["casefile:person", "contact:log"])
def test_card_says_until_somebody_has_asked_that_letters_do_not_come_back(
    client, sign_in, coordinator, a_case, page
):
    card = SafeContact.objects.get(participant=a_case.harmed)
    set_safe_contact(by=coordinator, card=card, changes={"post": "yes"})
    address = reverse(page, args=[a_case.harmed.pk])
    not_asked = "obody has asked yet what it may show"
    assert not_asked in sign_in(client, coordinator).get(address).text
    set_safe_contact(by=coordinator, card=card, changes={"envelope_shows": SafeContact.Shows.ADDRESS})
    text = client.get(address).text
    assert not_asked not in text
    assert "he address, and nothing else" in text


def test_two_people_changing_a_card_are_shown_each_others_version(client, sign_in, coordinator, a_case):
    card = SafeContact.objects.get(participant=a_case.harmed)
    address = reverse("casefile:safe_contact", args=[a_case.harmed.pk])
    asked = ("calls", "voicemail", "texts", "email", "post", "visits", "envelope_shows")
    answers = {name: getattr(card, name) for name in asked}
    mine = {**answers, "version": card.version, "warning": "typed by me"}
    set_safe_contact(by=coordinator, card=card, changes={"warning": "typed by her"})
    page = sign_in(client, coordinator).post(address, mine)
    text = page.content.decode()
    assert page.status_code == 200
    assert "typed by me" in text
    assert "typed by her" in text
    assert SafeContact.objects.get(pk=card.pk).warning == "typed by her"
    again = {**mine, "version": SafeContact.objects.get(pk=card.pk).version}
    assert client.post(address, again).status_code == 302


def test_number_that_is_none_is_refused_at_its_field(client, sign_in, coordinator, a_case):
    address = reverse("casefile:add_point", args=[a_case.harmed.pk])
    page = sign_in(client, coordinator).post(
        address, {"kind": "mobile", "value": "42/991207/25", "is_safe": "on"}
    )
    assert page.status_code == 200
    assert b"42/991207/25" in page.content
    assert a_case.harmed.contact_points.count() == 1


def test_stopped_case_says_so_to_everybody_who_may_see_it(client, sign_in, coordinator, a_case):
    withdraw(by=coordinator, participant=a_case.harmed)
    text = (
        sign_in(client, coordinator).get(reverse("casefile:case", args=[a_case.case.number])).content.decode()
    )
    assert "Somebody has said stop" in text


@pytest.mark.parametrize("wanted", ["Hanna Harmed", "Hana Harmd", "04/03/1961", "harmed"])
def test_search_finds_a_person_also_misspelt(client, sign_in, coordinator, a_case, wanted):
    page = sign_in(client, coordinator).post(reverse("casefile:search"), {"wanted": wanted})
    assert reverse("casefile:person", args=[a_case.harmed.pk]) in page.content.decode()


@pytest.mark.parametrize("wanted", ["Bruno Fourways", "Bruno Forways", "07/02/1990"])
def test_search_finds_somebody_of_a_referral_that_is_not_a_case_yet(
    client, sign_in, coordinator, facilitator, service, wanted
):
    """Somebody rings and gives their name: the coordinator finds the referral, and nobody else does."""
    person = {"full_name": "Bruno Fourways", "side": "harmed", "date_of_birth": date(1990, 2, 7)}
    waiting = a_referral(service, people=[person])
    address = reverse("eligibility:intake", args=[waiting.number])
    page = sign_in(client, coordinator).post(reverse("casefile:search"), {"wanted": wanted})
    assert address in page.content.decode()
    page = sign_in(client, facilitator).post(reverse("casefile:search"), {"wanted": wanted})
    assert address not in page.content.decode()


def test_search_keeps_the_wall(client, sign_in, coordinator, facilitator, stranger, a_case):
    grant_file(by=coordinator, file=a_case.responsible_file, user=facilitator, reason="allocated")
    for user in (facilitator, stranger):
        page = sign_in(client, user).post(reverse("casefile:search"), {"wanted": "Hanna Harmed"})
        assert reverse("casefile:person", args=[a_case.harmed.pk]) not in page.content.decode()


def test_search_by_number(client, sign_in, coordinator, a_case):
    page = sign_in(client, coordinator).post(
        reverse("casefile:search"), {"wanted": a_case.case.number.lower()}
    )
    assert reverse("casefile:case", args=[a_case.case.number]) in page.content.decode()


def test_step_that_is_not_possible_says_what_is_missing(client, sign_in, coordinator, a_case):
    address = reverse("casefile:step", args=[a_case.case.number, "accept"])
    page = sign_in(client, coordinator).post(address, {"version": a_case.case.version}, follow=True)
    assert b"second assessment made" in page.content.lower()
    a_case.case.refresh_from_db()
    assert a_case.case.stage == "assessment"


def test_trail_of_a_file_names_who_looked_and_changed_in_as_many_queries_for_many_lines(
    client, sign_in, coordinator, facilitator, a_case
):
    grant_file(by=coordinator, file=a_case.harmed_file, user=facilitator, reason="allocated")
    theirs = reverse("casefile:trail", args=[a_case.harmed.pk])
    client = sign_in(client, facilitator)
    client.get(reverse("casefile:person", args=[a_case.harmed.pk]))
    text = client.get(theirs).content.decode()
    assert facilitator.name in text
    assert "Looked at" in text
    assert "File opened to a facilitator" in text
    few = queries_of(lambda: client.get(theirs))
    for _ in range(30):
        client.get(theirs)
    assert queries_of(lambda: client.get(theirs)) == few <= BUDGET
    following = re.search(r'href="(\?act=[^"]+)"', client.get(theirs).content.decode())
    assert following, "older lines are on a page of their own"
    assert client.get(theirs + following[1].replace("&amp;", "&")).status_code == 200


def test_trail_of_a_file_can_be_narrowed_to_one_kind_of_act(client, sign_in, coordinator, a_case):
    theirs = reverse("casefile:trail", args=[a_case.harmed.pk])
    text = sign_in(client, coordinator).get(theirs, {"act": "erasure"}).content.decode()
    assert "Nothing of this kind." in text


def test_trail_of_the_other_sides_file_is_not_there(client, sign_in, coordinator, facilitator, a_case):
    grant_file(by=coordinator, file=a_case.harmed_file, user=facilitator, reason="allocated")
    other = reverse("casefile:trail", args=[a_case.responsible.pk])
    assert sign_in(client, facilitator).get(other).status_code == 404


@pytest.mark.requirement("EX-025")
def test_case_shows_how_many_members_of_a_group_have_agreed(client, sign_in, coordinator, residents):
    group, members = residents
    sign_in(client, coordinator)
    case = client.get(reverse("casefile:case", args=[group.case.number])).content.decode()
    assert "4 of 6 members have agreed to take part" in case
    page = client.get(reverse("casefile:person", args=[group.pk])).content.decode()
    assert page.count("Agreed</strong>") == 4
    assert all(reverse("casefile:person", args=[member.pk]) in page for member in members)


def test_timeline_of_a_dispute_calls_nobody_responsible(client, sign_in, coordinator, service):
    with acting_as(coordinator):
        case = open_new_case(
            by=coordinator,
            service=service,
            family=Case.Family.NEIGHBOURS,
            what="hens and a hose",
            roles=Case.Roles.UNCLEAR,
        )
        for file in case.files.all():
            add_person(
                by=coordinator, file=file, details={"full_name": f"Nobody {file.side}"}, part="principal"
            )
    page = sign_in(client, coordinator).get(reverse("casefile:case", args=[case.number])).text
    sides = re.findall(r'class="amends-side amends-side--\w+">([^<]+)', page)
    assert {"Party A", "Party B"} <= set(sides)
    assert "Person responsible" not in page
    assert "Person harmed" not in page
