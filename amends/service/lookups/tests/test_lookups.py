"""Looking into partners' systems: under an agreement, until a day, for a case and a purpose."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from amends.foundation.lib.refusal import Refused
from amends.foundation.record.models import AuditEvent
from amends.service.lookups.actions import enter_access, log_look_up
from amends.service.lookups.models import LookUp
from amends.service.lookups.rules import workers


@pytest.fixture
def access(coordinator, service, police):
    """The coordinator's access to a police system, which ran out yesterday."""
    today = timezone.localdate()
    return enter_access(
        by=coordinator,
        service=service,
        agency=police,
        system="ATHENA",
        worker=coordinator,
        agreement="Information sharing with Essex Police, 2026",
        granted_on=today - timedelta(days=90),
        expires_on=today - timedelta(days=1),
    )


@pytest.mark.requirement("EX-096")
def test_a_look_up_with_an_access_that_ran_out_yesterday_warns_and_is_listed_for_the_manager(
    client, sign_in, access, a_case, coordinator, manager, acting
):
    sign_in(client, coordinator)
    today, address = timezone.localdate(), reverse("lookups:case", args=[a_case.case.number])
    day = {"looked_on_day": today.day, "looked_on_month": today.month, "looked_on_year": today.year}
    answers = {"access": access.pk, "purpose": "To find a safe number", **day}
    page = client.post(address, answers, follow=True).content.decode()
    assert "Your access to ATHENA ran out on" in page
    assert "To find a safe number" in page
    row = LookUp.objects.get()
    assert (row.by, row.looked_on, row.case, row.had_run_out) == (coordinator, today, a_case.case, True)
    assert AuditEvent.objects.filter(what="look_up.made_after_running_out", case_id=a_case.case.pk).exists()
    acting(manager)
    assert "ATHENA" in manager.notices.get().words
    listed = sign_in(client, manager).get(reverse("lookups:register")).content.decode()
    assert a_case.case.number in listed
    assert "under Information sharing with Essex Police, 2026" in listed


def test_while_the_access_holds_nobody_is_warned(access, a_case, coordinator, manager):
    day = timezone.localdate() - timedelta(days=2)
    row = log_look_up(
        by=coordinator, case=a_case.case, access=access, looked_on=day, purpose="Custody record"
    )
    assert not row.had_run_out
    assert not manager.notices.exists()


@pytest.mark.parametrize("days", [-91, 1])
def test_a_day_before_the_access_and_one_to_come_are_refused(access, a_case, coordinator, days):
    day = timezone.localdate() + timedelta(days=days)
    with pytest.raises(Refused):
        log_look_up(by=coordinator, case=a_case.case, access=access, looked_on=day, purpose="x")


def test_who_has_left_is_not_offered_an_access(coordinator, manager, service, acting):
    acting(manager)
    assert list(workers(service)) == [coordinator, manager]
    left = timezone.localdate() - timedelta(days=1)
    manager.memberships.update(starts_on=left - timedelta(days=90), ends_on=left)
    assert list(workers(service)) == [coordinator]


def test_nobody_uses_the_access_of_another(access, a_case, manager, acting):
    acting(manager)
    with pytest.raises(Refused, match="somebody else"):
        log_look_up(by=manager, case=a_case.case, access=access, looked_on=timezone.localdate(), purpose="x")
