"""A bank holiday announced later moves what runs; what somebody leaves goes back to its role."""

from datetime import date, datetime, time, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from amends.delivery.jobs.tasks import recalculate_clocks
from amends.foundation.access.acting import acting_as
from amends.foundation.access.actions import end_role
from amends.foundation.access.models import Membership
from amends.foundation.clock import working_days
from amends.foundation.clock.actions import About, give_back, give_reason, start_clock, stop_clock
from amends.foundation.clock.calendar_actions import announce_holiday, recalculate, withdraw_holiday
from amends.foundation.clock.models import AnnouncedHoliday, Clock
from amends.foundation.clock.rules import read
from amends.foundation.clock.working_days import (
    add_working_days,
    announced_offline,
    is_working_day,
    set_announced,
)
from amends.foundation.lib.refusal import Refused


@pytest.fixture(autouse=True)
def usual_calendar():
    """Whatever a test announces is forgotten."""
    yield
    set_announced(frozenset())


@pytest.fixture
def as_manager(acting, manager):
    acting(manager)
    return manager


def running(by, service, name="referral-decision", **more):
    return start_clock(by=by, name=name, about=About(service=service, subject=f"thing:{name}", **more))


def soon():
    """A working day within the next few, on which a holiday can be announced."""
    return add_working_days(timezone.localdate(), 3)


def due_day(clock):
    clock.refresh_from_db()
    return timezone.localtime(clock.due_at).date()


def test_an_announced_holiday_moves_running_clocks_and_tells_their_owners(as_manager, service, coordinator):
    clock = running(as_manager, service, owner=coordinator, reference="ESX-R1")
    before, remind = due_day(clock), clock.remind_at
    announce_holiday(by=as_manager, service=service, day=soon(), words="A day of celebration")
    moved = recalculate(by=as_manager, service=service)
    assert [each.clock for each in moved] == [clock]
    assert due_day(clock) == add_working_days(before, 1)
    assert clock.remind_at > remind


def test_entering_it_on_the_page_tells_the_owner(as_manager, service, coordinator, sign_in):
    clock = running(as_manager, service, owner=coordinator, reference="ESX-R1")
    day = soon()
    form = {"day_day": day.day, "day_month": day.month, "day_year": day.year, "words": "A day of celebration"}
    page = sign_in(Client(), as_manager)
    assert "1 running limits move" in page.post(reverse("setup:holidays"), form, follow=True).text
    said = coordinator.notices.get(about__startswith=f"clock:{clock.pk}:moved").words
    assert "ESX-R1" in said
    assert "a bank holiday" in said
    holiday = AnnouncedHoliday.objects.get()
    page.post(reverse("setup:withdraw_holiday", args=[holiday.pk]))
    assert not AnnouncedHoliday.objects.exists()
    assert is_working_day(day)


def test_a_day_people_agreed_stays(as_manager, service):
    agreed = start_clock(
        by=as_manager,
        name="referral-decision",
        about=About(service=service, subject="thing:1"),
        due=timezone.now() + timedelta(days=20),
    )
    announce_holiday(by=as_manager, service=service, day=soon(), words="A day")
    assert recalculate(by=as_manager, service=service) == []
    assert agreed.is_set_by_hand


def test_the_nightly_job_follows_the_offline_list(as_manager, service, policy_with_holiday):
    clock = running(as_manager, service)
    before = due_day(clock)
    policy_with_holiday(soon())
    recalculate_clocks(timestamp=0)
    assert due_day(clock) == add_working_days(before, 1)


@pytest.fixture
def policy_with_holiday(tmp_path, monkeypatch):
    """A list in which one more day has been announced."""

    def announce(day: date) -> None:
        (tmp_path / "bank-holidays.yaml").write_text(
            f"holidays:\n  - {{day: {day}, words: A day, source: A proclamation}}\n"
        )
        monkeypatch.setattr(working_days, "policy_folder", lambda: tmp_path)
        announced_offline.cache_clear()
        working_days._known.cache_clear()

    yield announce
    monkeypatch.undo()
    announced_offline.cache_clear()
    working_days._known.cache_clear()


@pytest.mark.parametrize(("days", "words"), [(0, "before it comes"), (-5, "before it comes")])
def test_a_holiday_is_entered_before_it_comes(as_manager, service, days, words):
    with pytest.raises(Refused, match=words):
        announce_holiday(
            by=as_manager, service=service, day=timezone.localdate() + timedelta(days), words="Late"
        )


def test_a_weekend_is_no_holiday(as_manager, service):
    saturday = timezone.localdate() + timedelta(days=(5 - timezone.localdate().weekday()) % 7 + 7)
    with pytest.raises(Refused, match="no working day as it is"):
        announce_holiday(by=as_manager, service=service, day=saturday, words="A Saturday")


def test_only_who_entered_it_takes_it_off(as_manager, service, coordinator, acting):
    row = announce_holiday(by=as_manager, service=service, day=soon(), words="A day")
    acting(coordinator)
    with pytest.raises(Refused, match="role does not allow"):
        withdraw_holiday(by=coordinator, holiday=row)


def test_day_six_of_ten_is_what_people_read(as_manager, service):
    clock = running(as_manager, service)
    sixth = add_working_days(timezone.localdate(), 6)
    at = timezone.make_aware(datetime.combine(sixth, time(12)))
    assert read(clock, at).words == "day 6 of 10"


class TestHandOver:
    def test_what_somebody_leaves_goes_back_to_its_role_and_runs_on(self, as_manager, service, coordinator):
        clock = running(as_manager, service, owner=coordinator)
        before = due_day(clock)
        assert give_back(by=as_manager, user=coordinator, service=service) == 1
        clock.refresh_from_db()
        assert (clock.owner, clock.role, due_day(clock)) == (None, "coordinator", before)

    def test_ending_the_last_role_gives_everything_back(self, as_manager, service, coordinator, sign_in):
        clock = running(as_manager, service, owner=coordinator)
        membership = Membership.objects.get(user=coordinator)
        sign_in(Client(), as_manager).post(reverse("setup:stop_role", args=[membership.pk]))
        clock.refresh_from_db()
        assert clock.owner is None

    def test_the_nightly_job_finds_what_an_ended_role_left(self, as_manager, service, coordinator):
        clock = running(as_manager, service, owner=coordinator)
        membership = Membership.objects.get(user=coordinator)
        end_role(by=as_manager, membership=membership, on=timezone.localdate())
        with acting_as(as_manager):
            Membership.objects.filter(pk=membership.pk).update(
                starts_on=timezone.localdate() - timedelta(9), ends_on=timezone.localdate() - timedelta(1)
            )
        recalculate_clocks(timestamp=0)
        clock.refresh_from_db()
        assert clock.owner is None


class TestReasons:
    @pytest.fixture
    def late(self, as_manager, service, coordinator):
        clock = running(as_manager, service, owner=coordinator, reference="ESX-R1")
        Clock.objects.filter(pk=clock.pk).update(
            started_at=timezone.now() - timedelta(40), due_at=timezone.now() - timedelta(20)
        )
        return stop_clock(by=as_manager, name=clock.name, subject=clock.subject)

    def test_whoever_was_late_is_asked_why_and_the_reason_stays(self, late, coordinator, acting, sign_in):
        acting(coordinator)
        page = sign_in(Client(), coordinator)
        assert "1 time limit met too late: say why" in page.get(reverse("worklist:home")).text
        url = reverse("worklist:late")
        assert "ESX-R1" in page.get(url).text
        assert "Enter" in page.post(url, {"clock": late.pk, "reason": ""}).text
        page.post(url, {"clock": late.pk, "reason": "The referrer was on leave."})
        late.refresh_from_db()
        assert late.late_reason == "The referrer was on leave."
        assert "too late" not in page.get(reverse("worklist:home")).text
        with pytest.raises(Refused, match="No reason is missing"):
            give_reason(by=coordinator, clock=late, reason="Another")

    def test_nobody_is_asked_for_what_others_were_late_with(self, late, administrator, acting, sign_in):
        acting(administrator)
        page = sign_in(Client(), administrator)
        assert "too late" not in page.get(reverse("worklist:home")).text
        page.post(reverse("worklist:late"), {"clock": late.pk, "reason": "Not mine"})
        late.refresh_from_db()
        assert not late.late_reason


def test_the_page_of_time_limits_shows_what_starts_pauses_and_stops(as_manager, sign_in):
    page = sign_in(Client(), as_manager).get(reverse("rulebook:clocks")).text
    assert "stands still when the referrer is asked something" in page
    assert "HMPPS framework 4.3" in page
