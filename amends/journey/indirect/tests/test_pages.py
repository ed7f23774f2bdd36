"""A letter from its first line to what came back, on pages."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from amends.foundation.access.acting import acting_as
from amends.foundation.case.actions import open_new_case
from amends.journey.consent.actions import withdraw
from amends.journey.indirect import actions
from amends.journey.indirect.models import Exchange, Offer
from amends.journey.indirect.tests.cast import (
    GLAD,
    GOOD,
    WORDS,
    a_letter,
    assess_again,
    offer_and_choose,
    passed,
)

TODAY = {"on_day": "1", "on_month": "1", "on_year": "2026"}
AGREED = {"sender_agreed_on_day": "1", "sender_agreed_on_month": "1", "sender_agreed_on_year": "2026"}


def address(name, exchange, *more):
    return reverse(f"indirect:{name}", args=[exchange.case.number, exchange.pk, *more])


@pytest.mark.requirement("EX-049", "EX-050")
def test_letter_goes_its_whole_way_on_pages(client, sign_in, coordinator, manager, communicating):
    fence = communicating("letters")
    sign_in(client, coordinator)
    begin = reverse("indirect:begin", args=[fence.case.number, "responsible"])
    assert client.post(begin, {"kind": "letter"}).status_code == 302
    with acting_as(coordinator):
        exchange = Exchange.objects.select_related("case").get()
    written = {"author": fence.responsible.pk, "words": WORDS, **AGREED}
    assert client.post(address("draft", exchange), written).status_code == 302
    draft = exchange.drafts.get()
    assert client.post(address("hand_in", exchange, draft.pk)).status_code == 302
    own = client.post(address("vet", exchange, draft.pk), {**GOOD, "verdict": "passed"})
    assert b"Somebody else has to read it" in own.content
    sign_in(client, manager)
    assert client.post(address("vet", exchange, draft.pk), {**GOOD, "verdict": "passed"}).status_code == 302
    assert client.post(address("release", exchange, draft.pk), {"may_be_kept": "no"}).status_code == 302
    sign_in(client, coordinator)
    assert (
        client.post(address("offer", exchange), {"participant": fence.harmed.pk, **TODAY}).status_code == 302
    )
    row = Offer.objects.get()
    assert client.post(address("choice", exchange, row.pk), {"choice": "hear", **TODAY}).status_code == 302
    assess_again(coordinator, fence.harmed)
    assert client.post(address("fetch", exchange, row.pk)).status_code == 302
    done = {"how": "read_out", "reaction": "glad", "wants_to_answer": "no", **TODAY}
    assert client.post(address("delivered", exchange, row.pk), done).status_code == 302
    assert client.post(address("back", exchange, row.pk), {"where": "file", **TODAY}).status_code == 302
    assert client.post(address("told", exchange), {"words": "She was glad.", **TODAY}).status_code == 302
    assert client.post(address("end", exchange), GLAD).status_code == 302
    page = client.get(address("chain", exchange)).content.decode()
    for words in ("She was glad.", WORDS, "May go out", "Back since"):
        assert words in page


def test_missing_answers_on_the_list_are_asked_for(client, sign_in, coordinator, manager, communicating):
    fence = communicating("letters")
    exchange = a_letter(coordinator, fence)
    sign_in(client, coordinator).post(address("hand_in", exchange, exchange.drafts.get().pk))
    sign_in(client, manager)
    page = client.post(address("vet", exchange, exchange.drafts.get().pk), {"verdict": "passed"})
    assert page.status_code == 200
    assert b"There is a problem" in page.content


def test_form_for_a_recording_has_no_way_to_leave_it(client, sign_in, coordinator, released):
    fence = released("recording")
    row = offer_and_choose(coordinator, fence)
    page = sign_in(client, coordinator).get(address("delivered", fence.exchange, row.pk))
    assert b"Handed over to keep" not in page.content


def test_facilitator_of_one_side_gets_404_for_the_others_pages(
    client, sign_in, coordinator, released, facilitator
):
    fence = released()
    fence.responsible_file.grants.filter(user=facilitator).delete()
    draft = fence.exchange.drafts.get()
    sign_in(client, facilitator)
    assert client.get(address("draft", fence.exchange)).status_code == 404
    assert client.get(address("agreed", fence.exchange, draft.pk)).status_code == 404
    assert client.get(reverse("indirect:begin", args=[fence.case.number, "responsible"])).status_code == 404
    page = client.get(address("chain", fence.exchange))
    assert page.status_code == 200
    assert b"sorry about the fence" not in page.content


@pytest.mark.parametrize("who", ["stranger", "referrer", "sysadmin"])
def test_who_may_not_know_of_the_case_finds_nothing(client, sign_in, request, released, who):
    fence = released()
    sign_in(client, request.getfixturevalue(who))
    assert client.get(reverse("indirect:exchanges", args=[fence.case.number])).status_code == 404
    for name in ("chain", "draft", "offer", "told", "end"):
        assert client.get(address(name, fence.exchange)).status_code == 404, name


def test_exchange_of_another_case_is_not_found_under_this_one(
    client, sign_in, coordinator, service, released
):
    fence = released()
    other = open_new_case(by=coordinator, service=service, family="neighbour_dispute", what="hedge")
    sign_in(client, coordinator)
    assert client.get(reverse("indirect:chain", args=[other.number, fence.exchange.pk])).status_code == 404


def test_chain_costs_few_queries(client, sign_in, coordinator, released):
    fence = released()
    offer_and_choose(coordinator, fence)
    sign_in(client, coordinator).get(address("chain", fence.exchange))
    for page in (address("chain", fence.exchange), reverse("indirect:exchanges", args=[fence.case.number])):
        with CaptureQueriesContext(connection) as captured:
            client.get(page)
        own = [q["sql"] for q in captured.captured_queries if "SAVEPOINT" not in q["sql"]]
        assert len(own[:-1]) <= 12, "\n".join(own)


def test_nobody_on_the_other_side_knows_of_a_letter_before_it_is_released(
    client, sign_in, coordinator, manager, second_facilitator, communicating
):
    fence = communicating("letters")
    with acting_as(coordinator):
        fence.responsible_file.grants.filter(user=second_facilitator).delete()
        exchange = a_letter(coordinator, fence)
    sign_in(client, second_facilitator)
    letters = reverse("indirect:exchanges", args=[fence.case.number])
    assert "Being written" not in client.get(letters).text
    assert client.get(address("chain", exchange)).status_code == 404
    with acting_as(coordinator):
        passed(coordinator, manager, exchange)
    assert "Read and passed" not in client.get(letters).text
    assert client.get(address("chain", exchange)).status_code == 404
    with acting_as(coordinator):
        actions.release(by=coordinator, draft=exchange.drafts.get())
    page = client.get(letters).text
    assert "Released" in page
    assert "begun" not in page
    assert "handed in" not in client.get(address("chain", exchange)).text


def test_after_a_stop_the_page_of_a_letter_says_so_and_offers_no_form(
    client, sign_in, coordinator, manager, communicating
):
    fence = communicating("letters")
    exchange = a_letter(coordinator, fence)
    draft = exchange.drafts.get()
    actions.hand_in(by=coordinator, draft=draft)
    withdraw(by=coordinator, participant=fence.harmed)
    sign_in(client, manager)
    page = client.get(address("chain", exchange)).text
    assert "Somebody in this case has said stop" in page
    assert address("vet", exchange, draft.pk) not in page
    assert client.get(address("vet", exchange, draft.pk)).url == address("chain", exchange)
