"""A harmed group: each member agrees for themselves, and only who agreed is reached."""

import datetime as dt

import pytest
from django.utils import timezone

from amends.foundation.case.guards import check_may_send
from amends.foundation.clock.models import Clock
from amends.foundation.lib.refusal import Refused
from amends.journey.allocation.models import Weight
from amends.journey.contact import actions
from amends.journey.referral.actions import hand_in
from amends.journey.referral.models import Referral


def reach(by, participant, kind, **details):
    at = timezone.now() - dt.timedelta(minutes=5)
    details = {"disclosable": False, **details}
    return actions.log_contact(
        by=by, participant=participant, kind=kind, result="reached", at=at, minutes=10, **details
    )


def call(by, participant, **details):
    return reach(by, participant, "call", **details)


@pytest.mark.requirement("EX-025")
def test_only_the_members_who_agreed_are_called_or_met(residents, facilitator, acting):
    acting(facilitator)
    _, members = residents
    for member in members[:4]:
        assert call(facilitator, member).pk
        check_may_send(member)
    for member in members[4:]:
        with pytest.raises(Refused, match="has not agreed to take part"):
            check_may_send(member)
        for kind in ("call", "text", "email", "letter", "video", "interview"):
            with pytest.raises(Refused, match="has not agreed to take part"):
                reach(facilitator, member, kind)
        with pytest.raises(Refused, match="has not agreed to take part"):
            actions.make_appointment(
                by=facilitator,
                participant=member,
                at=timezone.now() + dt.timedelta(days=2),
                kind="visit",
                with_user=facilitator,
            )


def test_member_who_did_not_agree_may_ring_us(residents, facilitator, acting):
    acting(facilitator)
    assert call(facilitator, residents[1][5], direction="in").pk


@pytest.mark.requirement("W8-113")
def test_self_referral_of_somebody_harmed_makes_the_first_task_and_holds_the_other_approach(
    allocated_case, service, coordinator, acting
):
    """Also where nobody has weighed the case: the referral itself says who began it."""
    harmed = {"full_name": "Hanna Harmed", "side": "harmed", "wishes": "To be heard."}
    content = {
        "referral": {"incident": "A fence was cut.", "initiated_by": "victim"},
        "people": [
            {**harmed, "contacts": [{"kind": "mobile", "value": "07700 900100"}]},
            {"full_name": "Rhys Ponsible", "side": "responsible"},
        ],
        "facts": {"offence_category": "criminal_damage"},
    }
    acting(coordinator)
    referral = hand_in(by=coordinator, service=service, form="self", route="website", content=content)
    tasks = Clock.objects.filter(subject=f"referral:{referral.pk}", stopped_at__isnull=True)
    first = tasks.order_by("due_at").first()
    assert first
    assert (first.name, referral.referrer_kind) == ("person-harmed-first", "self")

    Weight.objects.all().delete()
    Referral.objects.filter(pk=referral.pk).update(case=allocated_case.case)
    with pytest.raises(Refused, match="they come first"):
        call(coordinator, allocated_case.responsible)
