"""The contract: kept, or not kept and the officer told; and places to carry its actions out."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from amends.foundation.access.acting import acting_as
from amends.foundation.access.models import Agency, AgencyKind
from amends.foundation.clock.models import Clock
from amends.foundation.lib.refusal import Refused
from amends.foundation.messages.models import Message
from amends.journey.referral.models import Referral
from amends.journey.referral.tests.browsing import words
from amends.journey.remedy import actions
from amends.journey.remedy.models import ContractAction, Placement, PlacementUse

TODAY = timezone.localdate()
AGREED = [
    {"number": 2, "chosen_by_victim": True, "agreed_place": 1},
    {"number": 4, "chosen_by_victim": True, "agreed_place": 2},
    {"number": 6, "chosen_by_victim": True, "agreed_place": 3, "detail": "Paint the fence."},
]


@pytest.fixture
def contract(send, coordinator, acting):
    """Three agreed actions, each with its day."""
    referral = send(resolution__actions=AGREED)
    acting(coordinator)
    return [
        actions.set_due(by=coordinator, action=action, due_on=TODAY + timedelta(days=20))
        for action in referral.actions.order_by("agreed_place")
    ]


def states(referral):
    found = Referral.objects.get(pk=referral.pk)
    return found.status, found.version, found.case_id, found.decided_at, Message.objects.count()


@pytest.mark.requirement("EX-153")
def test_breach_drafts_the_officers_notice_and_changes_nothing_else(contract, coordinator, desk, officer):
    apology, abc, _ = contract
    number = apology.referral.number
    before = states(apology.referral)
    boxes = {"result": "breached", "on": TODAY.isoformat()}

    assert desk.post(reverse("remedy:settle", args=[number, 1]), boxes).status_code == 302
    with acting_as(coordinator):
        step = ContractAction.objects.get(pk=apology.pk)
        assert step.state == "breached"
        assert f"About {number}: the action “Verbal or written apology”" in step.notice
        assert "more formal step" not in step.notice
        assert step.officer_told_on is None
        assert states(apology.referral) == before
        assert (
            list(ContractAction.objects.exclude(pk=step.pk).values_list("state", flat=True)) == ["open"] * 2
        )
        assert Clock.objects.get(name="contract-breach").stopped_at is None
        behaviour = actions.record_breach(by=coordinator, step=abc, on=TODAY)
        assert "weigh a more formal step" in behaviour.notice

    desk.post(reverse("remedy:notice", args=[number, 1]), {"text": step.notice})
    page = words(officer.get(reverse("remedy:contract", args=[number])))
    assert "the action “Verbal or written apology”" in page
    officer.post(reverse("remedy:decision", args=[number, 1]), {"decision": "A conditional caution."})
    assert "A conditional caution." in words(desk.get(reverse("remedy:contract", args=[number])))


@pytest.mark.requirement("EX-153")
def test_action_is_followed_to_its_day_and_done(contract, coordinator):
    apology = contract[0]
    clock = Clock.objects.get(name="contract-action", subject=f"contract:{apology.pk}")
    assert timezone.localtime(clock.due_at).date() == apology.due_on
    actions.record_done(by=coordinator, step=apology, on=TODAY)
    clock.refresh_from_db()
    assert clock.stopped_at is not None
    with pytest.raises(Refused, match="settled already"):
        actions.record_breach(by=coordinator, step=apology, on=TODAY)


def test_what_was_only_wished_for_is_not_followed(send, coordinator, acting):
    referral = send(resolution__actions=[{"number": 2, "chosen_by_victim": True}])
    acting(coordinator)
    with pytest.raises(Refused, match="was not agreed"):
        actions.set_due(by=coordinator, action=referral.actions.get(), due_on=TODAY)


def test_officer_decides_only_after_being_told(contract, coordinator):
    step = actions.record_breach(by=coordinator, step=contract[0], on=TODAY)
    with pytest.raises(ValidationError, match="told before they decide"):
        actions.decide_after_breach(by=coordinator, step=step, decision="Nothing.")


@pytest.mark.parametrize("who", ["council_referrer", "stranger", "facilitator"])
def test_contract_is_nobody_elses(request, contract, sign_in, who):
    user = request.getfixturevalue(who)
    number = contract[0].referral.number
    browser = sign_in(Client(), user)
    assert browser.get(reverse("remedy:contract", args=[number])).status_code == 404
    assert browser.get(reverse("remedy:remedy", args=[number])).status_code == 404
    with acting_as(user):
        assert not ContractAction.objects.exists()


@pytest.fixture
def garden(service, coordinator, harlow, acting):
    """A placement with one place."""
    acting(coordinator)
    green = Agency.objects.create(service=service, name="Green Hands", kind=AgencyKind.OTHER)
    details = {"provider": green, "name": "Community garden", "kind": "unpaid_work", "district": harlow}
    return actions.keep_placement(
        by=coordinator, placement=Placement(service=service), details=details | {"places": 1}
    )


@pytest.mark.requirement("EX-157")
def test_full_placement_warns_and_names_others_in_the_area(
    contract, garden, send, service, coordinator, thurrock, acting, desk
):
    first = contract[2]
    actions.choose_placement(by=coordinator, step=first, placement=garden, sessions=2)
    more = {"provider": garden.provider, "kind": "unpaid_work", "places": 5}
    for name, where in (("River clean-up", garden.district), ("Park", thurrock)):
        details = more | {"name": name, "district": where}
        actions.keep_placement(by=coordinator, placement=Placement(service=service), details=details)
    again = send(resolution__actions=AGREED, references__1={"kind": "crime", "value": "42/990009/26"})
    acting(coordinator)
    actions.set_due(by=coordinator, action=again.actions.get(number=6), due_on=TODAY)

    boxes = {"placement": garden.pk, "sessions": "2"}
    page = words(desk.post(reverse("remedy:choose", args=[again.number, 3]), boxes))
    assert "no place left at Community garden" in page
    assert "River clean-up (Green Hands)" in page
    assert "Park (Green Hands)." not in page
    assert "0 of 1" in words(desk.get(reverse("remedy:placements")))
    acting(coordinator)
    use = PlacementUse.objects.get()
    actions.note_attendance(by=coordinator, use=use, attended=1)
    assert use.completed_on is None
    done = actions.note_attendance(by=coordinator, use=use, attended=2)
    assert done.completed_on == TODAY
    assert desk.post(reverse("remedy:choose", args=[again.number, 3]), boxes).status_code == 302


def test_apology_needs_no_placement(contract, garden, coordinator):
    with pytest.raises(Refused, match="not carried out at a placement"):
        actions.choose_placement(by=coordinator, step=contract[0], placement=garden, sessions=1)
