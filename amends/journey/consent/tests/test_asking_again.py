"""Consent goes on being asked for: a yes from assessment opens no conference."""

import re

import pytest
from django.urls import reverse

from amends.foundation.case.actions import grant_file
from amends.foundation.case.models import Participant
from amends.foundation.lib.refusal import Refused
from amends.journey.consent.rules import check_asked_again
from amends.journey.consent.tests.cast import agree, asked_again, refuse

SCOPE = "meeting:7"


@pytest.fixture
def hmpps(under):
    return under("hmpps-2023")


def check(fence, people, scope=SCOPE):
    check_asked_again(fence.case, people, "exchange", scope)


@pytest.fixture
def people(hmpps, coordinator):
    """Both, and a supporter, who all agreed when they were assessed."""
    supporter = Participant.objects.create(
        service_id=hmpps.case.service_id,
        file=hmpps.harmed_file,
        case=hmpps.case,
        side=hmpps.harmed.side,
        part="supporter",
        of=hmpps.harmed,
        initials="SU",
    )
    found = [hmpps.harmed, hmpps.responsible, supporter]
    for person in found:
        agree(coordinator, person, "take_part", stage="assessment", freely=True)
    return found


@pytest.mark.requirement("PF-079")
def test_everybody_who_was_not_asked_again_is_named_supporters_too(hmpps, coordinator, people):
    with pytest.raises(Refused) as refusal:
        check(hmpps, people)
    for initials in ("HH", "RP", "SU"):
        assert initials in str(refusal.value)
    asked_again(coordinator, "exchange", *people[:2], scope=SCOPE)
    with pytest.raises(Refused) as refusal:
        check(hmpps, people)
    assert "SU" in str(refusal.value)
    assert "HH" not in str(refusal.value)
    asked_again(coordinator, "exchange", people[2], scope=SCOPE)
    check(hmpps, people)


@pytest.mark.requirement("PF-079")
@pytest.mark.parametrize("answer", ["unsure", "refused", "withdrawn"])
def test_what_wavers_after_it_was_asked_again_has_to_be_asked_again(hmpps, coordinator, people, answer):
    asked_again(coordinator, "exchange", *people, scope=SCOPE)
    refuse(coordinator, people[2], "take_part", answer)
    with pytest.raises(Refused, match="SU"):
        check(hmpps, people)
    agree(coordinator, people[2], "take_part")
    with pytest.raises(Refused, match="SU"):
        check(hmpps, people)


def test_yes_for_one_meeting_is_none_for_the_next(hmpps, coordinator, people):
    asked_again(coordinator, "exchange", *people, scope=SCOPE)
    with pytest.raises(Refused):
        check(hmpps, people, "meeting:8")


def test_other_rules_do_not_ask_for_it(under, coordinator, people):
    check(under("essex-2015"), people)


def test_page_records_each_answer_on_its_own_and_a_yes_only_when_asked_freely(
    client, sign_in, hmpps, coordinator, people
):
    sign_in(client, coordinator)
    address = reverse("consent:again_for", args=[hmpps.case.number, "exchange", "meeting-7"])
    page = client.get(reverse("consent:case", args=[hmpps.case.number])).text
    assert reverse("consent:again", args=[hmpps.case.number, "preparation"]) in page
    sent = {f"answer_{person.pk}": "given" for person in people}
    assert "Ask each of them alone" in client.post(address, sent).text
    answered = client.post(address, {**sent, "freely": "on", f"answer_{people[2].pk}": ""})
    assert answered.status_code == 302
    with pytest.raises(Refused) as refusal:
        check(hmpps, people)
    assert "SU" in str(refusal.value)
    assert "RP" not in str(refusal.value)


def test_page_shows_only_the_side_that_may_be_seen(client, sign_in, hmpps, coordinator, facilitator, people):
    grant_file(by=coordinator, file=hmpps.harmed_file, user=facilitator, reason="allocated")
    sign_in(client, facilitator)
    for name, extra in (("consent:case", []), ("consent:again", ["preparation"])):
        page = client.get(reverse(name, args=[hmpps.case.number, *extra])).text
        assert re.search(r"\bHH\b", page)
        assert not re.search(r"\bRP\b", page)  # within a longer word it is a token's


def test_addresses_made_up_lead_nowhere(client, sign_in, hmpps, coordinator):
    sign_in(client, coordinator)
    for extra in (["dinner"], ["exchange", "case-1"], ["exchange", "meeting-x"]):
        name = "consent:again" if len(extra) == 1 else "consent:again_for"
        assert client.get(reverse(name, args=[hmpps.case.number, *extra])).status_code == 404
