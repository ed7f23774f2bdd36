"""What the plan shuts to a role is absent, on the page and in the database; a change holds once somebody else agrees."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from amends.foundation.access.acting import acting_as
from amends.foundation.access.actions import give_role
from amends.foundation.access.roles import ROLES
from amends.foundation.access.tests.cast import make_user
from amends.foundation.case.actions import grant_file, open_new_case, reach, take_step
from amends.foundation.case.lifecycle import Milestone
from amends.foundation.case.models import Case
from amends.foundation.clock.models import Clock
from amends.foundation.lib.refusal import Refused
from amends.foundation.pages.tests.costs import cost
from amends.foundation.people.models import ContactPoint
from amends.foundation.record.models import AuditEvent
from amends.service.dataplan import actions
from amends.service.dataplan.models import PlanChange, PlanEntry
from amends.service.dataplan.plan import items
from amends.service.dataplan.tests.cast import agree_to, ask_to_open, ask_to_shut, in_force


@pytest.fixture
def second(manager, service):
    return in_force(manager, service)


@pytest.fixture
def supervisor_on_it(a_case, supervisor, coordinator):
    for file in (a_case.harmed_file, a_case.responsible_file):
        grant_file(by=coordinator, file=file, user=supervisor, reason="Supervision")
    return supervisor


def her_page(client, a_case):
    return client.get(reverse("casefile:person", args=[a_case.harmed.pk])).content.decode()


def points_of(user, participant):
    with acting_as(user):
        return ContactPoint.objects.filter(participant=participant).count()


@pytest.mark.requirement("W8-316")
def test_changing_the_plan_changes_access_at_once_and_says_who_agreed(
    client, sign_in, a_case, manager, second, service, supervisor_on_it, acting
):
    supervisor = supervisor_on_it
    sign_in(client, supervisor)
    assert "07700" in her_page(client, a_case)
    change = ask_to_shut(manager, service, "harmed_reach", "case_supervisor")
    assert "07700" in her_page(client, a_case)
    agree_to(second, change)
    page = her_page(client, a_case)
    assert "07700" not in page
    assert "does not show numbers and addresses to your role" in page
    assert points_of(supervisor, a_case.harmed) == 0
    assert points_of(supervisor, a_case.responsible) == 1
    assert client.get(reverse("casefile:add_point", args=[a_case.harmed.pk])).status_code == 404
    acting(manager)
    event = AuditEvent.objects.filter(what="data_plan.changed").latest("pk")
    assert (event.user_id, event.details["asked_by"], event.details["item"]) == (
        second.pk,
        manager.pk,
        "harmed_reach",
    )
    agree_to(second, ask_to_open(manager, service, "harmed_reach", "case_supervisor"))
    assert "07700" in her_page(client, a_case)
    assert cost(client, reverse("casefile:person", args=[a_case.harmed.pk])) <= 12


@pytest.mark.requirement("W8-316")
def test_a_champion_who_opens_a_case_finds_no_contacts_of_hers(
    client, sign_in, a_case, second, service, police, coordinator
):
    assert not {"champion"} & {*items()["harmed_reach"].seen_by, *items()["harmed_contacts"].seen_by}
    champion = make_user("Chad Champion", "champion", service, police)
    both = make_user("Pat Panel", "panel_member", service)
    with acting_as(coordinator):
        for user in (champion, both):
            grant_file(by=coordinator, file=a_case.harmed_file, user=user, reason="Panel")
    sign_in(client, champion)
    for name, key in (("case", a_case.case.number), ("person", a_case.harmed.pk)):
        assert client.get(reverse(f"casefile:{name}", args=[key])).status_code == 404
    assert points_of(champion, a_case.harmed) == 0
    sign_in(client, both)  # a role that opens the case, which the plan shuts out of this part
    assert "07700" not in her_page(client, a_case)
    assert points_of(both, a_case.harmed) == 0


@pytest.mark.requirement("W8-165")
def test_an_officer_sees_no_address_of_hers_and_the_case_asks_for_it(
    client, sign_in, manager, second, service, police, coordinator, facilitator, administrator, a_case
):
    shut = ("case_supervisor", "victim_liaison_officer")
    agree_to(second, ask_to_shut(manager, service, "harmed_reach", *shut))
    officers = {
        role: make_user(f"{role} Off", role, service, police)
        for role in ("community_offender_manager", "prison_offender_manager", "victim_liaison_officer")
    }
    with acting_as(coordinator):
        for user in (facilitator, *officers.values()):
            for file in (a_case.harmed_file, a_case.responsible_file):
                grant_file(by=coordinator, file=file, user=user, reason="Works on it")
    for user in officers.values():
        assert points_of(user, a_case.harmed) == 0, user
        sign_in(client, user)
        assert (
            "07700900101"
            not in client.get(reverse("casefile:case", args=[a_case.case.number])).content.decode()
        )
    for user in (facilitator, administrator):
        assert points_of(user, a_case.harmed) == 1, user
    with acting_as(coordinator):
        case = open_new_case(by=coordinator, service=service, family=Case.Family.NEIGHBOURS, what="wall")
        clock = Clock.objects.get(case=case, name=actions.CLOCK)
    assert (clock.role, clock.waiting_for) == ("administrator", "The police")
    sign_in(client, administrator)
    page = client.get(clock.link).content.decode()
    assert "Where to ask" in page
    assert "Say" not in page
    assert client.post(clock.link, {"how": "The police told us"}).status_code == 302
    with acting_as(coordinator):
        clock.refresh_from_db()
    assert clock.stopped_at


def test_without_a_plan_in_force_nothing_is_asked_and_nobody_is_shut_out(a_case, manager, service):
    with acting_as(manager):
        assert not Clock.objects.filter(name=actions.CLOCK).exists()
        with pytest.raises(Refused, match="not in force here yet"):
            actions.change_plan(
                by=manager, service=service, item=items()["risk"], shut_to=["administrator"], reason="x"
            )


def test_a_no_leaves_the_plan_as_it_was(manager, second, service, supervisor_on_it, a_case):
    agree_to(second, ask_to_shut(manager, service, "harmed_reach", "case_supervisor"), approve=False)
    assert points_of(supervisor_on_it, a_case.harmed) == 1
    with acting_as(manager):
        assert PlanChange.objects.get(agreed=False).decided_by == second


@pytest.mark.parametrize("role", ["coordinator", "champion", "nobody"])
def test_nobody_is_shut_out_of_what_they_enter_or_never_see(manager, second, service, role):
    with pytest.raises((Refused, KeyError)):
        ask_to_shut(manager, service, "harmed_reach", role)


def test_who_asks_does_not_agree_to_it_themselves(manager, second, service):
    change = ask_to_shut(manager, service, "harmed_reach", "case_supervisor")
    with pytest.raises(Refused, match="yourself"):
        agree_to(manager, change)
    with (
        acting_as(manager),
        pytest.raises(IntegrityError, match="plan_change_by_two"),
        transaction.atomic(),
    ):
        PlanChange.objects.filter(pk=change.pk).update(
            agreed=True, decided_by=manager, decided_at="2026-01-01T00:00Z"
        )


def test_only_those_who_run_the_service_change_it(client, sign_in, coordinator, facilitator, second, acting):
    for user in (coordinator, facilitator):
        sign_in(client, user)
        assert client.get(reverse("dataplan:home")).status_code == 404
    acting(facilitator)
    assert not PlanEntry.objects.exists()


def test_another_role_that_sees_it_still_counts(manager, second, service, supervisor_on_it, a_case):
    agree_to(second, ask_to_shut(manager, service, "harmed_reach", "case_supervisor"))
    assert points_of(supervisor_on_it, a_case.harmed) == 0
    give_role(by=None, user=supervisor_on_it, service=service, role="facilitator")
    assert points_of(supervisor_on_it, a_case.harmed) == 1


def test_the_page_of_the_plan_shows_every_item_and_leads_to_its_change(client, sign_in, manager, second):
    sign_in(client, manager)
    page = client.get(reverse("dataplan:home")).content.decode()
    for item in items().values():
        assert item.words in page
    form = reverse("dataplan:change", args=["risk"])
    assert form in page
    answers = {"seen_by": ["administrator", "panel_member"], "reason": "The chair need not"}
    assert client.post(form, answers).status_code == 302
    assert (
        "has asked for a change: The chair need not" in client.get(reverse("dataplan:home")).content.decode()
    )
    assert client.get(reverse("dataplan:change", args=["agreed"])).status_code == 404
    assert cost(client, reverse("dataplan:home")) <= 12


def test_every_role_of_the_plan_exists_and_every_item_says_what_for():
    for item in items().values():
        assert item.purposes
        assert set(item.can_be_shut) <= set(ROLES)
        assert bool(item.stage) == bool(item.source) == bool(item.asked_by)


@pytest.mark.requirement("W8-165")
def test_risk_is_asked_for_when_preparation_begins(second, allocated_case, coordinator):
    case = allocated_case.case
    with acting_as(coordinator):
        asked = Clock.objects.filter(subject=f"need:{case.pk}:risk")
        assert not asked.exists()
        reach(by=coordinator, case=case, milestone=Milestone.PACK_ISSUED)
        take_step(by=coordinator, case=case, verb="begin_preparation")
        assert (asked.get().role, asked.get().waiting_for) == ("facilitator", "The offender manager")
