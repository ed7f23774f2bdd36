"""Shares by group: what differs is marked and followed by something done, what is small is held back."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from amends.foundation.case.models import Participant
from amends.foundation.clock.models import Clock
from amends.foundation.people.models import Person
from amends.insight.equality.actions import agree_action
from amends.insight.equality.groups import Characteristic, characteristics
from amends.insight.equality.models import EqualityAction
from amends.insight.equality.report import HIDDEN, as_report, report
from amends.insight.equality.steps import Step, steps
from amends.journey.consent.models import Explanation
from amends.journey.eligibility.actions import Ruling, screen_referral
from amends.journey.eligibility.tests.test_screening import again, clear
from amends.journey.preparation.actions import add_need
from amends.journey.referral.models import Referral
from amends.service.equality.models import EqualityAnswers
from amends.service.equality.questions import monitoring

TOLD = 0


@pytest.fixture
def people(coordinator, a_case):
    """Puts so many people harmed into the case, of one ethnic group, some of whom were told what it is."""

    def put(group: str, count: int, told: int = 0) -> list[Participant]:
        base = {"service_id": a_case.case.service_id, "file": a_case.harmed_file}
        rows = Participant.objects.bulk_create(
            Participant(**base, case=a_case.case, side="harmed", part="member", initials="X")
            for _ in range(count)
        )
        Person.objects.bulk_create(Person(**base, participant=row, full_name="X") for row in rows)
        today = timezone.localdate()
        EqualityAnswers.objects.bulk_create(
            EqualityAnswers(
                **base,
                participant=row,
                state="answered",
                answers={"ethnicity": group},
                asked_on=today,
                recorded_by=coordinator,
            )
            for row in rows
        )
        Explanation.objects.bulk_create(
            Explanation(
                **base,
                participant=row,
                kind="choice",
                version="1",
                form="paper",
                explained_on=today,
                explained_by=coordinator,
            )
            for row in rows[:told]
        )
        return rows

    return put


def line_of(service, key, *, by="ethnicity", side="harmed"):
    found = report(service, characteristics()[by], side=side, limits=monitoring())
    return next(line for line in found.lines if line.key == key)


@pytest.mark.requirement("PF-142")
def test_40_of_50_and_20_of_50_are_80_and_40_per_cent_and_marked_and_a_small_cell_is_held_back(
    client, sign_in, people, service, board_member
):
    people("W1", 50, 40)
    people("A2", 50, 20)
    people("O2", 3, 3)
    people("M9", 6, 6)  # large enough to hide a small one in
    address = reverse("equality_figures:by_group", args=["ethnicity"])
    page = " ".join(sign_in(client, board_member).get(address).content.decode().split())
    assert "80% (40 of 50)" in page
    assert "40% (20 of 50)" in page
    assert "points</strong>" in page
    first, second = line_of(service, "W1"), line_of(service, "A2")
    assert first.shares[TOLD].differs > 0 > second.shares[TOLD].differs
    small = line_of(service, "O2")
    assert (small.shown, small.shares[TOLD].shown) == (HIDDEN, HIDDEN)


@pytest.mark.requirement("PF-142")
def test_who_was_referred_and_met_the_criteria_stand_beside_who_was_told_and_completed(
    people, service, coordinator, a_case
):
    people("W1", 20, 10)
    people("M9", 6, 6)  # large enough to hide in it those who have not been asked

    def shown():
        line = line_of(service, "W1")
        keys = [step.key for step in steps()]
        return {key: line.shares[keys.index(key)].shown for key in ("told", "referred", "eligible")}

    assert shown() == {"told": "50% (10 of 20)", "referred": "0% (0 of 20)", "eligible": "0% (0 of 20)"}
    referral = clear(service, coordinator)
    Referral.objects.filter(pk=referral.pk).update(case=a_case.case)
    assert shown()["referred"] == "100% (20 of 20)"
    ruling = Ruling("eligible", family="criminal_offence")
    screen_referral(by=coordinator, referral=again(referral), ruling=ruling)
    assert shown()["eligible"] == "100% (20 of 20)"
    everything = {step.key for step in steps()}
    assert everything >= {"told", "referred", "eligible", "agreed", "suitable", "completed"}


@pytest.mark.requirement("SS-031")
def test_a_gap_in_how_content_people_are_is_marked_and_an_action_is_logged_against_it(
    client, sign_in, people, service, coordinator, manager
):
    rows = [
        {"group": "W1", "people": 40, "content_count": 34, "content_of": 40},
        {"group": "B2", "people": 30, "content_count": 15, "content_of": 30},
    ]
    content = [step for step in steps() if step.key == "content"]
    found, wider = (as_report(rows, content, characteristics()["ethnicity"], margin) for margin in (10, 25))
    assert wider.gaps == []
    assert [(line.key, step.key) for line, step, _ in found.gaps] == [("W1", "content"), ("B2", "content")]
    people("W1", 20, 20)
    people("B2", 20, 5)
    people("M9", 6, 6)
    page = (
        sign_in(client, manager)
        .get(reverse("equality_figures:by_group", args=["ethnicity"]))
        .content.decode()
    )
    assert "Do something about it" in page
    day = timezone.localdate() + timedelta(days=30)
    answer = client.post(
        reverse("equality_figures:agree", args=["ethnicity", "told"]),
        {
            "words": "Leaflet in Yoruba and a talk at the church hall",
            "owner": coordinator.pk,
            "due_on_day": day.day,
            "due_on_month": day.month,
            "due_on_year": day.year,
        },
    )
    assert answer.status_code == 302
    action = EqualityAction.objects.get()
    assert (action.owner, action.due_on, action.step) == (coordinator, day, "told")
    assert Clock.objects.get(subject=action.subject).owner == coordinator
    client.post(reverse("equality_figures:action", args=[action.pk]), {"what_came": "12 more were told"})
    page = client.get(reverse("equality_figures:by_group", args=["ethnicity"])).content.decode()
    assert "12 more were told" in page
    assert not Clock.objects.filter(subject=action.subject, stopped_at=None).exists()


def test_every_protected_characteristic_is_asked_or_known():
    keys = {
        "age",
        "disability",
        "gender_reassignment",
        "partnership",
        "maternity",
        "ethnicity",
        "religion",
        "sex",
    }
    assert keys | {"orientation", "needs"} == set(characteristics())


def test_age_comes_from_the_date_of_birth(service, a_case, people):
    for years, count in ((20, 8), (70, 6)):
        born = timezone.localdate() - timedelta(days=years * 366)
        Person.objects.filter(participant__in=people("W1", count)).update(date_of_birth=born)
    assert line_of(service, "18 to 24", by="age").people == 8


def test_who_said_nothing_is_no_group_that_differs(service, people):
    people("not_said", 20, 2)
    people("W1", 20, 20)
    people("M9", 6, 6)
    assert line_of(service, "not_said").shares[TOLD].differs == 0
    assert line_of(service, "not_said").words == "Prefer not to say"


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)  # a busy machine is slow, not wrong
@given(st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), min_size=1, max_size=8))
def test_nothing_small_is_ever_shown(pairs):
    step = Step("told", "Told", "were told", steps()[0].counts)
    names = {str(number): str(number) for number in range(len(pairs))}
    rows = [
        {"group": str(number), "people": max(pair), "told_count": min(pair)}
        for number, pair in enumerate(pairs)
    ]
    found = as_report(rows, [step], Characteristic("x", "X", names), 10)
    for line in found.lines:
        assert line.people is None or line.people == 0 or line.people >= 5
        for share in line.shares:
            assert share.count is None or share.count == 0 or share.count >= 5
            if share.count is not None and share.of is not None:
                assert share.of - share.count == 0 or share.of - share.count >= 5


def test_nobody_but_those_who_see_figures_opens_it_and_only_the_team_acts(
    client, sign_in, facilitator, board_member, service
):
    address = reverse("equality_figures:by_group", args=["age"])
    assert sign_in(client, facilitator).get(address).status_code == 404
    sign_in(client, board_member)
    assert client.get(address).status_code == 200
    assert client.get(reverse("equality_figures:agree", args=["age", "told"])).status_code == 404
    assert client.get(reverse("equality_figures:by_group", args=["shoe-size"])).status_code == 404


def test_an_action_cannot_be_due_before_it_is_agreed(manager, service, acting):
    acting(manager)
    with pytest.raises(ValidationError, match="before it is agreed"):
        agree_action(
            by=manager,
            service=service,
            characteristic="age",
            step="told",
            words="x",
            owner=manager,
            due_on=timezone.localdate() - timedelta(days=1),
        )


@pytest.mark.requirement("W8-164")
def test_of_who_needs_something_a_group_of_two_is_held_back_with_a_limit_of_five(
    coordinator, people, service, client, sign_in, board_member
):
    rows = people("W1", 22, 20)
    for row in rows[:2]:
        add_need(by=coordinator, participant=row, kind="reading", words="Easy words")
    assert line_of(service, "some", by="needs").shown == HIDDEN
    for row in rows[2:10]:
        add_need(by=coordinator, participant=row, kind="travel", words="The fare")
    assert line_of(service, "some", by="needs").people == 10
    line = line_of(service, "some", by="needs")
    assert line.shares[TOLD].shown == "100% (10 of 10)"
    address = reverse("equality_figures:by_group", args=["needs"])
    assert "Something is needed" in sign_in(client, board_member).get(address).content.decode()


def test_a_limit_of_its_own_holds_back_more(service, people):
    people("W1", 30, 30)
    people("A2", 8, 8)
    people("O2", 9, 9)
    limits = replace(monitoring(), hide_below=10)
    shown = report(service, characteristics()["ethnicity"], side="harmed", limits=limits)
    assert [line.shown for line in shown.lines].count(HIDDEN) >= 2
