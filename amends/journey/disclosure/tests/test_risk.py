"""News about risk reaches everybody who has a part, with proof, and comes in from outside."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from amends.foundation.access.programs import program
from amends.foundation.case.actions import grant_file
from amends.foundation.clock.models import Clock
from amends.foundation.lib.refusal import Refused
from amends.foundation.messages.models import Notice
from amends.journey.consent.tests.cast import agree
from amends.journey.disclosure.actions import acknowledge, receive_risk, send_risk
from amends.journey.disclosure.models import RiskTold, RiskUpdate
from amends.journey.referral.models import Referral
from amends.service.sharing.actions import set_means


def url(name, *args):
    return reverse(f"disclosure:{name}", args=args)


@pytest.fixture
def means(coordinator, service):
    for way in ("form", "talk"):
        set_means(by=coordinator, service=service, means=way, from_on=timezone.localdate())


def send(by, participant, **more):
    known = {
        "told": [("officer", "Olive Manager"), ("prison", "HMP Exampleton")],
        "means": "talk",
        "words": "He was angry again.",
    }
    return send_risk(by=by, participant=participant, **{**known, **more})


@pytest.mark.requirement("W8-240")
def test_only_the_ways_in_force_are_offered_and_taken(client, sign_in, a_case, coordinator, means):
    page = sign_in(client, coordinator).get(url("send_risk", a_case.responsible.pk))
    assert [value for value, _ in page.context["form"].fields["means"].choices] == ["form", "talk"]
    with pytest.raises(Refused, match="not in force") as refusal:
        send(coordinator, a_case.responsible, means="system")
    assert refusal.value.field == "means"


@pytest.mark.requirement("W8-248")
def test_officer_who_has_not_acknowledged_stands_out(client, sign_in, a_case, coordinator, means):
    send(coordinator, a_case.responsible)
    acknowledge(by=coordinator, told=RiskTold.objects.get(who="prison"), how="E-mail of today")
    page = " ".join(sign_in(client, coordinator).get(url("risk", a_case.responsible.pk)).text.split())
    assert 'Olive Manager <strong class="govuk-tag govuk-tag--yellow">Not acknowledged' in page
    assert 'HMP Exampleton <strong class="govuk-tag govuk-tag--green">Acknowledged' in page


@pytest.mark.requirement("W8-248")
def test_news_from_outside_stands_on_the_risk_record_with_its_sender(
    client, sign_in, a_case, coordinator, facilitator, acting
):
    grant_file(by=coordinator, file=a_case.responsible_file, user=facilitator, reason="allocated")
    receive_risk(
        by=coordinator,
        participant=a_case.responsible,
        sender="Olive Manager, probation",
        words="Released Friday.",
    )
    page = sign_in(client, facilitator).get(reverse("risk:person", args=[a_case.responsible.pk])).text
    assert "Olive Manager, probation" in page
    assert "Released Friday." in page
    acting(facilitator)
    assert Notice.objects.filter(user=facilitator, words__contains="news about risk").exists()


@pytest.mark.requirement("W8-248")
def test_who_or_where_the_other_side_is_never_goes_out(a_case, coordinator, means):
    for words in ("He waits outside the house of Hanna Harmed.", "He rang 07700 900101."):
        with pytest.raises(Refused, match="who somebody in the case is") as refusal:
            send(coordinator, a_case.responsible, words=words)
        assert refusal.value.field == "words"
    assert not RiskUpdate.objects.exists()


@pytest.mark.requirement("W8-248")
def test_consent_lets_the_harmed_be_named_to_the_bodies_it_covers_and_never_the_other_side(
    a_case, coordinator, means
):
    agree(coordinator, a_case.harmed, "share_details", covers=["probation"])
    words, officer = "Hanna Harmed is afraid.", [("officer", "Olive Manager")]
    with pytest.raises(Refused, match="who somebody in the case is"):
        send(coordinator, a_case.harmed, words=words)
    assert send(coordinator, a_case.harmed, words=words, told=officer).words == words
    for others in ("Rhys Ponsible is back.", "He rang from 07700 900202."):
        with pytest.raises(Refused, match="who somebody in the case is"):
            send(coordinator, a_case.harmed, words=others, told=officer)


@pytest.mark.requirement("PF-114")
def test_both_are_prompted_when_nothing_has_passed_for_the_limit(
    client, sign_in, a_case, coordinator, referrer, police, service, means, acting
):
    referral = Referral.objects.create(
        service=service,
        number="ESX-R26-0900",
        form="referral",
        route="web",
        status="accepted",
        agency=police,
        referrer=referrer,
        case=a_case.case,
        received_at=timezone.now(),
    )
    program(service, "clockwork")  # PostgreSQL does not travel with us, and a role counts from its first day
    send(coordinator, a_case.responsible)
    prompt = "Nothing about risk has passed between us for a while"
    case_page = reverse("casefile:case", args=[a_case.case.number])
    officers_page = reverse("referral:status", args=[referral.number])
    with time_machine.travel(timezone.now() + timedelta(days=20)):
        assert prompt not in sign_in(client, referrer).get(officers_page).text
    with time_machine.travel(timezone.now() + timedelta(days=22)):
        assert prompt in sign_in(client, referrer).get(officers_page).text
        page = sign_in(client, coordinator).get(case_page).text
        assert "Exchange what is known about risk, or say that nothing has changed" in page
        late = Clock.objects.filter(name="risk-exchange", stopped_at__isnull=True, due_at__lt=timezone.now())
        assert late.exists()
        signed_in = sign_in(client, referrer)
        done = signed_in.post(url("from_officer", referral.number), {"no_change": "on"}, follow=True)
        assert prompt not in done.text
        acting(coordinator)
        update = RiskUpdate.objects.get(direction="in")
        assert (update.sender, update.no_change) == ("Paula Constable, Essex Police", True)
        assert not Clock.objects.filter(
            name="risk-exchange", stopped_at__isnull=True, due_at__lt=timezone.now()
        ).exists()


def test_referrer_of_another_matter_cannot_write_here(
    client, sign_in, a_case, service, police, council_referrer, referrer
):
    Referral.objects.create(
        service=service,
        number="ESX-R26-0901",
        form="referral",
        route="web",
        status="accepted",
        agency=police,
        referrer=referrer,
        case=a_case.case,
        received_at=timezone.now(),
    )
    page = sign_in(client, council_referrer).get(url("from_officer", "ESX-R26-0901"))
    assert page.status_code == 404
