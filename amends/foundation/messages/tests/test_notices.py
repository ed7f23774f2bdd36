"""New since you last looked."""

from amends.foundation.access.acting import acting_as
from amends.foundation.access.permissions import Permission
from amends.foundation.messages.actions import see_notices, tell, tell_permitted, tell_role
from amends.foundation.messages.models import Notice
from amends.foundation.messages.rules import new_notices


def test_somebody_who_sees_no_case_can_tell_somebody_who_does(coordinator, referrer, service):
    with acting_as(referrer):
        tell(user=coordinator, service=service, words="A referrer answered.", link="/intake/")
        assert not Notice.objects.exists()
    assert [notice.words for notice in new_notices(coordinator)] == ["A referrer answered."]


def test_notice_is_for_the_person_alone_and_for_the_whole_service(
    coordinator, facilitator, second_facilitator, service
):
    tell(user=facilitator, service=service, words="A case is offered to you.")
    for user, number in ((facilitator, 1), (second_facilitator, 0), (coordinator, 1)):
        with acting_as(user):
            assert Notice.objects.count() == number


def test_same_thing_is_told_once(coordinator, facilitator, service):
    for _ in range(2):
        tell(user=facilitator, service=service, words="Due today.", about="clock:1:due")
        tell(user=facilitator, service=service, words="Anything else.")
    assert Notice.objects.filter(user=facilitator).count() == 3


def test_looking_clears_only_ones_own(client, sign_in, coordinator, facilitator, service):
    tell(user=facilitator, service=service, words="For the facilitator.")
    tell(user=coordinator, service=service, words="For the coordinator.")
    sign_in(client, facilitator).post("/notices/seen/")
    assert new_notices(facilitator) == []
    assert len(new_notices(coordinator)) == 1
    assert see_notices(user=coordinator) == 1


def test_whole_role_is_told_and_nobody_whose_role_has_ended(
    coordinator, manager, facilitator, administrator, service
):
    with acting_as(manager):
        manager.memberships.update(starts_on="2026-01-01", ends_on="2026-01-02")
    tell_role(service=service, role="service_manager", words="A decision is asked of you.")
    assert not Notice.objects.exists()
    tell_permitted(service=service, permission=Permission.ALLOCATION_OFFER, words="Somebody declined.")
    assert [notice.user for notice in Notice.objects.all()] == [coordinator]
