"""A committee's terms: who has still to accept them, and figures that its meetings keep to."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from amends.foundation.access.models import Agency
from amends.foundation.documents.rules import plain_text
from amends.foundation.lib.refusal import Refused
from amends.foundation.pages.tests.costs import cost
from amends.service.committees import actions, rules
from amends.service.committees.models import Committee, Sitting

NAMES = ["County Council", "Essex Police", "HMP Rushmere", "Probation", "Victim Support"]


@pytest.fixture
def agencies(service):
    return [
        Agency.objects.get_or_create(service=service, name=name, defaults={"kind": "other"})[0]
        for name in NAMES
    ]


def today():
    return timezone.localdate()


def worded(agencies, **changes):
    """The terms as they usually are: quorum three of five, four meetings, fourteen days of notice."""
    usual = {
        "dated": today() - timedelta(days=30),
        "scheme_name": "Rushmere Restorative Justice",
        "legal_status": "An informal group; it owns nothing.",
        "restrictions": "It sees no case and decides no case.",
        "lead_authority": agencies[0],
        "seats": "One person for each organisation, for two years.",
        "chair": "The lead authority",
        "quorum": 3,
        "voting": "By show of hands; the chair decides a tie.",
        "meetings_a_year": 4,
        "notice_days": 14,
        "urgent_notice_days": 3,
        "agenda_days": 7,
        "urgent_items": "Whatever cannot wait, if the chair says so.",
        "vacancies": "The organisation names somebody within a month.",
    }
    return {**usual, **changes}


@pytest.fixture
def board(acting, manager, service, agencies):
    """Five members, and terms with a quorum of three that nobody has accepted yet."""
    acting(manager)
    committee = actions.begin_committee(by=manager, service=service, name="Steering group")
    for agency in agencies:
        since = today() - timedelta(days=60)
        actions.add_member(by=manager, committee=committee, agency=agency, since=since)
    actions.write_terms(by=manager, committee=committee, details=worded(agencies))
    return committee


def accepted_by(manager, committee, count):
    terms = in_force(committee)
    for member in list(rules.members_of(committee))[:count]:
        actions.accept_terms(
            by=manager, terms=terms, member=member, person="Alder Brook, director", accepted_on=today()
        )
    return terms


@pytest.mark.requirement("W8-020")
def test_of_five_agencies_the_one_that_has_not_accepted_is_shown_as_outstanding(
    client, sign_in, manager, board
):
    accepted_by(manager, board, 4)
    page = sign_in(client, manager).get(reverse("committees:committee", args=[board.pk])).text
    assert "<strong>Outstanding</strong> Victim Support" in page
    assert page.count("Alder Brook, director") == 4
    assert page.count(">Outstanding</strong>") == 2, "once at the top, once at its member"
    assert cost(client, reverse("committees:committee", args=[board.pk])) <= 12


@pytest.mark.requirement("W8-020")
def test_when_the_quorum_becomes_four_the_next_meeting_asks_for_four(
    client, sign_in, manager, board, agencies
):
    meeting = actions.call_meeting(
        by=manager, committee=board, on=today(), invited_on=today() - timedelta(days=20)
    )
    own = reverse("committees:committee", args=[board.pk])
    assert "asks for 3 member organisations" in sign_in(client, manager).get(own).text
    actions.write_terms(by=manager, committee=board, details=worded(agencies, quorum=4))
    page = client.get(own).text
    assert "asks for 4 member organisations" in page
    assert "asks for 3" not in page
    three = list(rules.members_of(board))[:3]
    with pytest.raises(Refused, match="3 of the 4 organisations") as refusal:
        actions.hold_meeting(by=manager, sitting=meeting, there=three, decisions="We begin in May.")
    assert refusal.value.field == "decisions"
    four = list(rules.members_of(board))[:4]
    held = actions.hold_meeting(by=manager, sitting=meeting, there=four, decisions="We begin in May.")
    actions.write_terms(by=manager, committee=board, details=worded(agencies, quorum=5))
    assert rules.quorum_of(held, rules.terms_in_force(board)) == 4, "it keeps the quorum of its day"


@pytest.mark.requirement("W8-020")
def test_changed_terms_are_a_new_dated_version_that_everybody_accepts_anew(manager, board, agencies):
    accepted_by(manager, board, 5)
    second = actions.write_terms(by=manager, committee=board, details=worded(agencies, dated=today()))
    seats = rules.seats_of(rules.members_of(board), rules.terms_in_force(board))
    assert (second.number, [seat.acceptance for seat in seats]) == (2, [None] * 5)
    first = board.terms.get(number=1)
    assert first.acceptances.count() == 5
    with pytest.raises(Refused, match="The version before them is dated"):
        actions.write_terms(by=manager, committee=board, details=worded(agencies))


@pytest.mark.requirement("W8-020")
def test_the_document_is_made_from_the_template_with_nothing_left_open(manager, board):
    document = in_force(board).document
    assert document
    words = plain_text(document.html)
    assert document.template == "terms-of-reference"
    assert not re.search(r"[{}⟦⟧]|None", words)
    for said in (
        "Rushmere Restorative Justice",
        "3 member organisations are there",
        "14 days",
        "Victim Support",
    ):
        assert said in words


@pytest.mark.requirement("W8-020")
@pytest.mark.parametrize(
    ("days", "why", "refused"),
    [(14, "", False), (13, "", True), (3, "Money runs out", False), (2, "Money runs out", True)],
)
def test_a_meeting_is_called_with_the_notice_the_terms_ask_for(manager, board, days, why, refused):
    def call():
        on = today() + timedelta(days=days)
        return actions.call_meeting(by=manager, committee=board, on=on, invited_on=today(), why_urgent=why)

    if refused:
        with pytest.raises(Refused, match=f"this would be {days}"):
            call()
    else:
        assert call().state == Sitting.State.PLANNED


def in_force(committee):
    return rules.check_has_terms(committee)


def test_meetings_a_year_say_by_when_the_next_one_is(manager, board):
    terms = in_force(board)
    due = rules.next_due(board, terms)
    assert due
    assert (due.year * 12 + due.month) - (terms.dated.year * 12 + terms.dated.month) == 3


def test_a_quorum_nobody_can_reach_is_refused(manager, board, agencies):
    with pytest.raises(Refused, match="has 5 member organisations: 6 can never be there") as refusal:
        actions.write_terms(by=manager, committee=board, details=worded(agencies, quorum=6))
    assert refusal.value.field == "quorum"


def test_who_has_left_is_neither_asked_nor_outstanding(manager, board):
    [*_, member] = rules.members_of(board)
    actions.leave(by=manager, member=member, on=today())
    assert member not in rules.members_of(board)
    terms = in_force(board)
    with pytest.raises(Refused, match="no member"):
        actions.accept_terms(by=manager, terms=terms, member=member, person="x", accepted_on=today())


def test_pages_lead_a_manager_from_the_service_page_to_a_meeting(client, sign_in, acting, manager, agencies):
    sign_in(client, manager)
    assert reverse("committees:home") in client.get(reverse("setup:home")).text
    answer = client.post(reverse("committees:begin"), {"name": "Planning group"})
    own = answer["Location"]
    acting(manager)
    committee = Committee.objects.get()
    page = client.get(own).text
    assert "has no terms of reference yet" in page
    day = {
        f"{name}_{part}": getattr(today(), part)
        for name in ("since", "dated")
        for part in ("day", "month", "year")
    }
    client.post(reverse("committees:add_member", args=[committee.pk]), {"agency": agencies[0].pk, **day})
    sent = {**worded(agencies, quorum=2), "lead_authority": agencies[0].pk, **day}
    sent.pop("dated")
    page = client.post(reverse("committees:write", args=[committee.pk]), sent).text
    assert "2 can never be there" in page
    answer = client.post(reverse("committees:write", args=[committee.pk]), {**sent, "quorum": 1})
    assert answer["Location"] == own
    page = client.get(own).text
    assert "<strong>Outstanding</strong> County Council" in page
    assert reverse("committees:call", args=[committee.pk]) in page


def test_a_coordinator_reads_and_does_not_change_and_strangers_see_nothing(
    client, sign_in, coordinator, facilitator, stranger, board
):
    own = reverse("committees:committee", args=[board.pk])
    page = sign_in(client, coordinator).get(own)
    assert "Change the terms" not in page.text
    assert client.get(reverse("committees:write", args=[board.pk])).status_code == 404
    for user in (facilitator, stranger):
        assert sign_in(client, user).get(own).status_code == 404
