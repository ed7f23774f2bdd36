"""A victim wants restorative justice: who may read what their liaison officer says, and what never holds it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from amends.foundation.access.tests.cast import make_user
from amends.foundation.lib.refusal import Refused
from amends.foundation.record.gathering import about
from amends.foundation.record.models import AuditEvent
from amends.journey.finding.actions import note_copied, note_victims_wish
from amends.journey.finding.models import VictimNotice


@pytest.fixture
def officer(service, police):
    return make_user("Vera Liaises", "victim_liaison_officer", service, police)


@pytest.fixture
def notice(officer, service, acting):
    acting(officer)
    return note_victims_wish(
        by=officer,
        service=service,
        victim="Hanna Harmed",
        offender="Rhys Ponsible",
        told_on=timezone.localdate(),
        wishes="Would like to hear from him",
    )


@pytest.mark.requirement("PF-125")
def test_a_notice_opens_to_those_who_decide_and_is_in_nothing_the_offender_may_ask_for(
    client, sign_in, a_case, notice, officer, coordinator, administrator, manager, facilitator, acting
):
    address = reverse("finding:notices")
    for user in (officer, coordinator, manager):
        assert "Would like to hear from him" in sign_in(client, user).get(address).content.decode()
    sign_in(client, administrator)
    assert client.get(address).status_code == 404
    pages = [reverse("casefile:case", args=[a_case.case.number]), reverse("finding:home")]
    pages += [reverse("casefile:person", args=[a_case.responsible.pk])]
    assert "hear from him" not in "".join(client.get(page).content.decode() for page in pages)
    for user in (administrator, facilitator, None):
        acting(user)
        with connection.cursor() as cursor:
            cursor.execute("SELECT * FROM finding_victimnotice")
            assert cursor.fetchall() == []
    acting(manager)
    assert AuditEvent.objects.get(what="refused.finding:notices").user_id == administrator.pk
    look = AuditEvent.objects.get(what="victim_notice.looked_at", user_id=manager.pk)
    assert look.details == {"notices": [notice.pk]}
    assert "hear from him" not in str(list(about(a_case.responsible.pk)))


def test_a_page_of_notices_is_logged_in_one_line(client, sign_in, notice, officer, service, acting):
    address = reverse("finding:notices")
    sign_in(client, officer).get(address)
    with CaptureQueriesContext(connection) as one:
        client.get(address)
    acting(officer)
    for name in ("Ann", "Bea", "Cat"):
        details = {"victim": name, "offender": "x", "wishes": "A letter"}
        note_victims_wish(by=officer, service=service, told_on=timezone.localdate(), **details)
    with CaptureQueriesContext(connection) as four:
        client.get(address)
    assert len(four) == len(one)


def test_nobody_else_sends_one(referrer, service, acting):
    acting(referrer)
    with pytest.raises(Refused, match="Only a liaison officer"):
        note_victims_wish(
            by=referrer, service=service, told_on=timezone.localdate(), victim="A", offender="B"
        )


@pytest.mark.requirement("PF-125")
@pytest.mark.parametrize(("profile", "allowed"), [("essex-2015", False), ("hmpps-2023", True)])
def test_whether_it_may_stand_in_the_offender_record_is_a_matter_of_the_profile(
    notice, officer, service, acting, profile, allowed
):
    notice.service.profile = profile
    if allowed:
        assert note_copied(by=officer, notice=notice, copied_as="nD 4711").copied_on == timezone.localdate()
        return
    with pytest.raises(Refused, match="keep victims out"):
        note_copied(by=officer, notice=notice, copied_as="nD 4711")
    assert VictimNotice.objects.get().copied_as == ""


def test_a_liaison_officer_sends_it_on_a_page_and_the_coordinator_is_told_without_a_name(
    client, sign_in, officer, coordinator, acting
):
    sign_in(client, officer)
    assert reverse("finding:notices") in client.get(reverse("finding:home")).content.decode()
    today = timezone.localdate()
    answers = {"victim": "Hanna Harmed", "offender": "Rhys Ponsible", "wishes": "A letter"}
    answers |= {f"told_on_{part}": str(getattr(today, part)) for part in ("day", "month", "year")}
    assert client.post(reverse("finding:new_notice"), answers).status_code == 302
    acting(coordinator)
    assert VictimNotice.objects.get().wishes == "A letter"
    assert "Hanna" not in coordinator.notices.get().words
