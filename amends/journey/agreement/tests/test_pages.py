"""The agreement from the first click to the last promise, and the walls around it."""

import re

import pytest
from django.urls import reverse

from amends.foundation.access.acting import acting_as
from amends.foundation.case.actions import grant_file
from amends.foundation.documents.models import Copy, Document
from amends.foundation.lib.refusal import Refused
from amends.foundation.pages.tests.costs import cost
from amends.journey.agreement import actions
from amends.journey.agreement.models import OutcomeAgreement, Party, Point
from amends.journey.agreement.tests.cast import both, give_all, in_days, today
from amends.journey.preparation.actions import add_need

MOST_QUERIES = 12


def address(name, agreement, *more):
    return reverse(f"agreement:{name}", args=[agreement.case.number, *more])


def day(name, date):
    return {f"{name}_day": date.day, f"{name}_month": date.month, f"{name}_year": date.year}


@pytest.fixture
def one_side(facilitator, coordinator, a_case):
    """Fay may open the file of the person harmed, and nothing else."""
    with acting_as(coordinator):
        grant_file(by=coordinator, file=a_case.harmed_file, user=facilitator, reason="helps out")
    return facilitator


def test_whole_way_on_the_pages(client, sign_in, coordinator, a_case):
    sign_in(client, coordinator)
    number = a_case.case.number
    assert b"Nothing is agreed yet" in client.get(f"/cases/{number}/agreement/").content
    begun = {"way": "meeting", "words_together": "We can greet each other", **day("made_on", today())}
    assert client.post(f"/cases/{number}/agreement/draft/", begun).status_code == 302
    agreement = OutcomeAgreement.objects.select_related("case").get()
    harmed, responsible = both(agreement)
    typed = {
        "what": "Mend the fence",
        "who": responsible.pk,
        "proposed_by": harmed.pk,
        "tell_what": "We ring",
    }
    page = client.post(address("add_point", agreement), typed)
    assert b"Enter the day by which it is done" in page.content
    typed |= {"overseer": coordinator.pk, "amount": "12.50", **day("due", in_days(4))}
    assert client.post(address("add_point", agreement), typed).status_code == 302
    point = Point.objects.get()
    assert client.get(address("point", agreement, point.pk)).status_code == 200
    assert b"Nobody has looked yet" in client.get(address("show", agreement)).content
    client.post(address("check", agreement), {"public_protection": "ok", "community": "ok"})
    for party in (harmed, responsible):
        agreed = {"how": "paper", **day("on", today())}
        assert client.post(address("agree", agreement, party.pk), agreed).status_code == 302
    client.post(address("final", agreement))
    shown = client.get(address("show", agreement)).content.decode()
    assert "Done: 0 of 1" in shown
    assert reverse("documents:pdf", args=[Document.objects.get().pk]) in shown
    for party in (harmed, responsible):
        copied = {"at_meeting": "yes", "how": "by_hand", **day("on", today())}
        assert client.post(address("copy", agreement, party.pk), copied).status_code == 302
    outcome = {"status": "done", "note": "Seen", "signed_off": "yes", **day("on", today())}
    assert client.post(address("status", agreement, point.pk), outcome).status_code == 302
    told = {"does_not_wish_to_know": "no", "how": "phone", **day("on", today())}
    assert client.post(address("told", agreement, point.pk), told).status_code == 302
    assert "Done: 1 of 1" in client.get(address("show", agreement)).content.decode()


def test_facilitator_of_one_side_sees_the_points_and_no_name_but_the_agreed_one(
    client, sign_in, final, one_side
):
    page = sign_in(client, one_side).get(address("show", final)).content.decode()
    assert "Mend the fence" in page
    assert "RP" in page
    for hidden in ("Ponsible", "Rhys", "900202", "1994"):
        assert hidden not in page
    html = client.get(reverse("documents:show", args=[Document.objects.get().pk])).content.decode()
    assert "Ponsible" not in html


def test_facilitator_of_one_side_can_neither_put_in_nor_hand_over_for_the_other(
    client, sign_in, final, one_side, a_case
):
    harmed, responsible = both(final)
    with acting_as(one_side):
        actions.give_copy(by=one_side, party=harmed, on=today(), how="post")
        with pytest.raises(Refused, match="Their own facilitator"):
            actions.give_copy(by=one_side, party=responsible, on=today(), how="post")
    form = sign_in(client, one_side).get(address("party", final)).content.decode()
    assert f'value="{a_case.harmed.pk}"' in form
    assert f'value="{a_case.responsible.pk}"' not in form


def test_copy_is_noted_in_the_form_that_its_reader_has_asked_for(
    client, sign_in, final, coordinator, facilitator, a_case
):
    """Whoever works with the other side is not shown what somebody needs to read."""
    add_need(
        by=coordinator,
        participant=a_case.responsible,
        kind="reading",
        words="Reads little",
        of_paper=["easy_read"],
    )
    _, responsible = both(final)
    chosen = re.compile(r'value="easy"[^>]* checked')
    page = address("copy", final, responsible.pk)
    assert chosen.search(sign_in(client, coordinator).get(page).content.decode())
    grant_file(by=coordinator, file=a_case.harmed_file, user=facilitator, reason="helps out")
    assert not chosen.search(sign_in(client, facilitator).get(page).content.decode())
    noted = {"at_meeting": "no", "how": "post", "form": "easy", **day("on", today())}
    assert sign_in(client, coordinator).post(page, noted).status_code == 302
    assert Copy.objects.get().form == "easy"


def test_copies_of_both_sides_count_for_a_facilitator_of_one(final, one_side, coordinator):
    give_all(coordinator, final)
    with acting_as(one_side):
        assert not Party.objects.filter(copy_on__isnull=True).exists()


def test_strangers_find_nothing(client, sign_in, final, stranger, second_facilitator):
    for nobody in (stranger, second_facilitator):
        assert sign_in(client, nobody).get(address("show", final)).status_code == 404
        with acting_as(nobody):
            for model in (OutcomeAgreement, Party, Point):
                assert not model.objects.exists()
    with acting_as(None):
        assert not Point.objects.exists()


def test_administrator_notes_copies_and_nothing_else(client, sign_in, final, administrator):
    sign_in(client, administrator)
    harmed, _ = both(final)
    sent = {"at_meeting": "no", "how": "post", **day("on", today())}
    assert client.post(address("copy", final, harmed.pk), sent).status_code == 302
    assert client.get(address("status", final, final.points.get().pk)).status_code in {403, 404}


def test_page_stays_quick(client, sign_in, coordinator, final):
    sign_in(client, coordinator)
    agreement, party = final, both(final)[0]
    before = cost(client, address("show", final))
    assert before <= MOST_QUERIES
    for number in range(10):
        Point.objects.create(
            service_id=agreement.service_id,
            case=agreement.case,
            agreement=agreement,
            who=party,
            what=f"Thing {number}",
            due=today(),
            overseer=coordinator,
        )
    assert cost(client, address("show", final)) == before
