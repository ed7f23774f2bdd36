"""What comes before a referral has its own day, its own clock and its own wall."""

from datetime import date, datetime

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from amends.foundation.access.acting import acting_as
from amends.foundation.access.tests.cast import make_user
from amends.foundation.clock.models import Clock
from amends.foundation.clock.rules import State, read
from amends.foundation.lib.refusal import Refused
from amends.journey.finding.actions import (
    answer_interest,
    answer_request,
    give_information,
    note_disclosure,
    note_request,
    note_victim,
    raise_interest,
    record_offer,
)
from amends.journey.finding.models import Disclosure, Interest, Offer, Request
from amends.journey.finding.rules.noting import heard_from, open_requests, without_offer


def long_serving(name, role, service):
    user = make_user(name, role, service)
    with acting_as(None):
        user.memberships.update(starts_on=date(2020, 1, 1))
    return user


@pytest.fixture
def officer(service):
    return long_serving("Conrad Com", "community_offender_manager", service)


@pytest.fixture
def pom(service):
    return long_serving("Pim Pom", "prison_offender_manager", service)


def ask(by, service, asked_on, **more):
    details = {"person": "Reed Teasel", "made_to": "officer", **more}
    return note_request(by=by, service=service, asked_on=asked_on, **details)


@pytest.mark.requirement("PF-025")
def test_clock_runs_from_the_day_they_asked_and_both_days_are_kept(officer, acting, service):
    acting(officer)
    with time_machine.travel("2024-03-10 12:00"):
        row = ask(officer, service, date(2024, 3, 4), told_on=date(2024, 3, 1))
        with pytest.raises(Refused, match="not come yet"):
            ask(officer, service, date(2024, 3, 11))
    clock = Clock.objects.get(name="referral-made")
    assert clock.started_at.date() == row.asked_on == date(2024, 3, 4)
    assert Request.objects.get().told_on == date(2024, 3, 1)


@pytest.mark.requirement("PF-027")
def test_fifteen_working_days_and_a_late_one_needs_its_reason(officer, acting, service):
    acting(officer)
    with time_machine.travel("2024-03-18 12:00"):
        row = ask(officer, service, date(2024, 3, 18))
    clock = Clock.objects.get(name="referral-made")
    assert clock.due_at
    assert clock.due_at.date() == date(2024, 4, 10)
    assert clock.remind_at is not None
    with time_machine.travel("2024-04-11 12:00"):
        assert read(clock).state == State.OVERDUE
        with pytest.raises(Refused, match="Say why"):
            answer_request(by=officer, request=row, outcome="referred", on=date(2024, 4, 11))
        answer_request(
            by=officer,
            request=row,
            outcome="referred",
            on=date(2024, 4, 11),
            late_reason="moved prison twice",
        )
    clock.refresh_from_db()
    assert (clock.ended, clock.late_reason) == ("late", "moved prison twice")


def test_told_after_asking_cannot_be(officer, acting, service):
    acting(officer)
    with pytest.raises(ValidationError, match="told after"):
        ask(officer, service, date(2024, 3, 4), told_on=date(2024, 3, 5))


@pytest.mark.requirement("PF-046")
def test_ten_working_days_to_tell_somebody_who_was_harmed(officer, acting, service):
    acting(officer)
    with time_machine.travel("2025-05-02 12:00"):
        row = note_disclosure(by=officer, service=service, disclosed_on=date(2025, 5, 1), person="Tansy Reed")
    clock = Clock.objects.get(name="victim-of-crime-informed")
    assert clock.due_at
    assert clock.due_at.date() == date(2025, 5, 16)
    for minute, is_over in (("2025-05-16 23:59", False), ("2025-05-17 00:00", True)):
        moment = timezone.make_aware(datetime.fromisoformat(minute))
        assert (read(clock, moment).state is State.OVERDUE) == is_over
    with time_machine.travel("2025-05-17 08:00"):
        assert read(clock).state == State.OVERDUE
        give_information(by=officer, disclosure=row, on=date(2025, 5, 17), what_given="leaflet")
    assert not Clock.objects.filter(name="victim-of-crime-informed", stopped_at__isnull=True).exists()


def test_what_it_was_about_is_shown_to_whoever_noted_it_alone(
    client, sign_in, officer, coordinator, acting, service
):
    acting(officer)
    note_disclosure(
        by=officer,
        service=service,
        disclosed_on=date(2025, 5, 1),
        person="Tansy Reed",
        nature="MARKER at home",
    )
    assert "MARKER" in sign_in(client, officer).get(reverse("finding:home")).content.decode()
    assert "MARKER" not in sign_in(client, coordinator).get(reverse("finding:home")).content.decode()


@pytest.mark.requirement("PF-051")
def test_interest_in_custody_is_the_prison_officers_task_and_no_referral(
    officer, pom, coordinator, acting, service
):
    acting(officer)
    row = raise_interest(
        by=officer,
        service=service,
        raised_on=date(2025, 5, 1),
        person="Alder",
        prison="HMP X",
        raised_by="provider",
    )
    with pytest.raises(Refused, match="prison offender manager"):
        answer_interest(by=officer, interest=row, referral_number="ESX-R25-0001")
    acting(coordinator)
    assert Clock.objects.get(name="interest-raised").role == "prison_offender_manager"
    acting(pom)
    seen = Interest.objects.get()
    answer_interest(by=pom, interest=seen, referral_number="ESX-R25-0001")
    acting(coordinator)
    assert not Clock.objects.filter(name="interest-raised", stopped_at__isnull=True).exists()


@pytest.mark.requirement("PF-008")
def test_victim_stays_on_the_list_until_an_offer_is_on_record(coordinator, service):
    row = note_victim(by=coordinator, service=service, victim="Bryony")
    assert list(without_offer(coordinator, service)) == [row]
    record_offer(
        by=coordinator,
        offer=row,
        on=date(2025, 6, 3),
        offered_by="PC Wren",
        told="leaflet",
        response="not_now",
    )
    assert not without_offer(coordinator, service)
    assert Offer.objects.get().response == "not_now"


@pytest.mark.requirement("SS-030")
def test_share_that_first_heard_from_the_police(coordinator, service):
    for source, count in (("police", 6), ("self", 3), ("other", 1)):
        for number in range(count):
            note_victim(
                by=coordinator, service=service, victim=f"V{source}{number}", heard_from=source, area="Essex"
            )
    assert heard_from(service, "Essex")[0] == ("Police", 6, 60)


def test_one_officer_does_not_see_anothers_people(officer, pom, acting, service):
    acting(officer)
    ask(officer, service, date(2024, 3, 4))
    acting(pom)
    assert not Request.objects.exists()
    assert not Disclosure.objects.exists()


def test_pages_take_a_request_from_noting_to_answer(client, sign_in, officer, acting, service):
    sign_in(client, officer)
    answers = {"person": "Reed", "in_custody": "no", "made_to": "me"}
    day = {"asked_on_day": "4", "asked_on_month": "3", "asked_on_year": "2024"}
    assert client.post(reverse("finding:new_request"), {**answers, **day}).status_code == 302
    acting(officer)
    row = open_requests(officer, service).get()
    answer = {"outcome": "withdrawn", "on_day": "5", "on_month": "3", "on_year": "2024"}
    assert client.post(reverse("finding:answer_request", args=[row.pk]), answer).status_code == 302
    assert "Nobody is waiting" in client.get(reverse("finding:home")).content.decode()


def test_facilitator_and_stranger_get_404(client, sign_in, facilitator, board_member):
    for user in (facilitator, board_member):
        assert sign_in(client, user).get(reverse("finding:home")).status_code == 404
