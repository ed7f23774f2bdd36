"""How long things may take is the profile's to say: its settings count wherever a clock runs."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from amends.foundation.access.acting import acting_as
from amends.foundation.clock.actions import About, pause_clock, restart_clock, start_clock
from amends.foundation.clock.calendar_actions import announce_holiday, recalculate
from amends.foundation.clock.limits import definition_for
from amends.foundation.clock.rules import read
from amends.foundation.clock.working_days import add_working_days, set_announced
from amends.foundation.lib.refusal import Refused
from amends.foundation.policy.limits import limit_under
from amends.foundation.policy.profiles import load_profile
from amends.service.rulebook.tests.cast import own_settings

TODAY = timezone.localdate


def started(by, service, name="referral-decision", subject="referral:1"):
    return start_clock(by=by, name=name, about=About(service=service, subject=subject))


def due_on(clock):
    clock.refresh_from_db()
    return timezone.localtime(clock.due_at).date()


@pytest.mark.parametrize(
    ("profile", "clock", "words"),
    [
        ("essex-2015", "referral-decision", "10 working days"),
        ("hmpps-2023", "referral-decision", "15 working days"),
        ("noms-2013", "referral-decision", "10 working days"),
        ("essex-2015", "information-request-reply", "10 working days"),
        ("hmpps-2023", "information-request-reply", "10 working days"),
        ("noms-2013", "first-contact", "15 working days"),
        ("noms-2013-order", "first-contact", "15 working days"),
        ("hmpps-2023", "referral-made", "15 working days"),
        ("essex-2015", "registration", "1 working day"),
    ],
)
def test_each_profile_gives_its_limits(service, coordinator, profile, clock, words):
    service.profile = profile
    assert limit_under(load_profile(profile).settings, clock).limit_words == words
    assert definition_for(service, clock).limit_words == words
    running = started(coordinator, service, clock)
    days = int(words.split()[0])
    assert due_on(running) == add_working_days(TODAY(), days)


def test_noms_runs_from_sentence_and_hmpps_from_the_request():
    """Both fifteen working days, between other events (PF-027)."""
    of = {name: load_profile(name).settings for name in ("noms-2013", "hmpps-2023")}
    start = limit_under(of["noms-2013"], str(of["noms-2013"]["first_contact_clock"]))
    request = limit_under(of["hmpps-2023"], str(of["hmpps-2023"]["referral_decision_clock"]))
    assert (start.name, request.name) == ("first-contact", "referral-made")
    assert start.limit_words == request.limit_words == "15 working days"
    assert start.starts_with != request.starts_with


@pytest.mark.parametrize(
    ("setting", "clock", "days"),
    [
        ("referral_decision_working_days", "referral-decision", 3),
        ("information_request_working_days", "information-request-reply", 4),
        ("registration_working_days", "registration", 2),
    ],
)
def test_own_days_hold_for_clocks_that_begin_later(
    service, coordinator, manager, acting, setting, clock, days
):
    before = started(coordinator, service, clock, "referral:1")
    was = due_on(before)
    own_settings(service, "essex-2015", manager, **{setting: days})
    acting(coordinator)

    after = started(coordinator, service, clock, "referral:2")
    assert due_on(after) == add_working_days(TODAY(), days)
    assert due_on(before) == was
    assert read(after).words == f"day 0 of {days}"


def test_another_unit_and_another_clock_can_be_set():
    usual = load_profile("noms-2013").settings
    assert limit_under({**usual, "first_contact_unit": "days"}, "first-contact").limit_words == "15 days"
    assert limit_under({"feedback_hours": 48}, "feedback").limit_words == "48 hours"
    assert limit_under({"feedback_clock": "registration"}, "feedback").limit_words == "1 working day"


def test_a_pause_and_a_late_holiday_count_in_the_own_unit(service, coordinator, manager, acting):
    own_settings(service, "essex-2015", manager, referral_decision_days=20, feedback_working_days=30)
    acting(coordinator)
    in_days, in_working_days = started(coordinator, service), started(coordinator, service, "feedback")
    pause_clock(by=coordinator, name="referral-decision", subject="referral:1", because="x")
    restart_clock(by=coordinator, name="referral-decision", subject="referral:1")
    assert due_on(in_days) == TODAY() + timedelta(days=20)

    was = due_on(in_working_days)
    day = add_working_days(TODAY(), 5)
    try:
        with acting_as(manager):
            announce_holiday(by=manager, service=service, day=day, words="A day off")
            moved = recalculate(by=manager, service=service)
        assert [each.clock.pk for each in moved] == [in_working_days.pk]
        acting(coordinator)
        assert due_on(in_working_days) == add_working_days(was, 1)
        assert due_on(in_days) == TODAY() + timedelta(days=20)
    finally:
        set_announced(frozenset())


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"moon_working_days": 3}, "no clock for the setting 'moon_working_days'"),
        ({"referral_decision_working_days": 0}, "whole number of 1 or more"),
        ({"referral_decision_working_days": "soon"}, "whole number of 1 or more"),
        ({"first_contact_unit": "moons"}, "is not one of"),
        ({"referral_decision_clock": "moon"}, "no clock called"),
    ],
)
def test_a_limit_that_means_nothing_is_refused(service, manager, settings, words):
    with pytest.raises(Refused, match=words):
        own_settings(service, "essex-2015", manager, **settings)


def test_the_page_of_time_limits_shows_what_holds_here(client, sign_in, service, manager):
    own_settings(service, "essex-2015", manager, referral_decision_working_days=3)
    page = sign_in(client, manager).get(reverse("rulebook:clocks")).content.decode()
    assert "3 working days, as our rules set it; otherwise 10 working days" in page
