"""What comes before a referral has its own day, its own clock and its own wall."""

from datetime import date, datetime

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from amends.foundation.access.acting import acting_as
from amends.foundation.access.models import Service
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
)
from amends.journey.finding.models import Disclosure, Interest, Offer, Request
from amends.journey.finding.rules.noting import open_requests, without_offer
from amends.journey.finding.rules.sources import heard_by_area


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
def test_fifteen_working_days_and_a_late_one_needs_its_reason(officer, acting, service, client, sign_in):
    acting(officer)
    with time_machine.travel("2024-03-18 12:00"):
        row = ask(officer, service, date(2024, 3, 18))
    clock = Clock.objects.get(name="referral-made")
    assert clock.due_at
    assert clock.due_at.date() == date(2024, 4, 10)
    assert clock.remind_at is not None
    with time_machine.travel("2024-04-11 12:00"):
        assert read(clock).state == State.OVERDUE
        with pytest.raises(Refused, match=r"fifteen working days: 1 working day late\. Say why"):
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
    page = sign_in(client, officer).get(reverse("finding:home")).text
    assert "asked on 18 March 2024: 1 working day late. moved prison twice" in page


@pytest.mark.requirement("PF-027")
def test_request_answered_on_the_last_of_the_fifteen_days_is_not_late(
    officer, acting, service, client, sign_in
):
    acting(officer)
    with time_machine.travel("2024-04-10 18:00"):
        row = ask(officer, service, date(2024, 3, 18))
        answer_request(by=officer, request=row, outcome="referred", on=date(2024, 4, 10))
    assert Clock.objects.get(name="referral-made").ended == "met"
    assert "Answered late" not in sign_in(client, officer).get(reverse("finding:home")).text


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
        with pytest.raises(ValidationError, match="what they were given"):
            give_information(by=officer, disclosure=row, on=date(2025, 5, 17), what_given="")
        row.refresh_from_db()
        give_information(by=officer, disclosure=row, on=date(2025, 5, 17), what_given="leaflet")
    given = Disclosure.objects.get()
    assert (given.informed_on, given.what_given) == (date(2025, 5, 17), "leaflet")
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
def test_victim_stays_on_the_list_until_an_offer_is_on_record(coordinator, service, client, sign_in):
    sign_in(client, coordinator)
    address = reverse("finding:home")
    client.post(reverse("finding:new_victim"), {"victim": "Bryony", "reference": "42/1/25"})
    row = without_offer(coordinator, service).get()
    offer = reverse("finding:record_offer", args=[row.pk])
    assert offer in client.get(address).text
    told = {"on_day": "3", "on_month": "6", "on_year": "2025", "offered_by": "PC Wren", "told": "leaflet"}
    assert client.post(offer, told).status_code == 200
    assert offer in client.get(address).text
    assert client.post(offer, {**told, "response": "not_now"}).status_code == 302
    page = client.get(address).text
    assert offer not in page
    assert "Bryony: given the leaflet by PC Wren on 3 June 2025. Not now" in page


def ask_themselves(by, service, count, source, *, area="Essex", police="not_known"):
    for number in range(count):
        victim = f"V{source}{number}{area}"
        details = {"victim": victim, "heard_from": source, "area": area, "police_offered": police}
        note_victim(by=by, service=service, **details)


@pytest.mark.requirement("SS-030")
def test_share_that_first_heard_from_the_police_by_area(coordinator, officer, service, client, sign_in):
    ask_themselves(coordinator, service, 6, "police", police="yes")
    ask_themselves(coordinator, service, 3, "self", police="no")
    ask_themselves(coordinator, service, 1, "other")
    ask_themselves(coordinator, service, 4, "vlo", area="Kent", police="no")
    note_victim(by=coordinator, service=service, victim="Has not asked", area="Essex")
    essex, kent = heard_by_area(service)
    assert (essex.area, essex.asked, essex.share("police"), essex.share("self")) == ("Essex", 10, 60, 30)
    assert (essex.police_did["yes"], essex.police_did["no"], essex.police_did["not_known"]) == (6, 3, 1)
    assert (kent.area, kent.asked, kent.share("police"), kent.share("vlo")) == ("Kent", 4, 0, 100)
    page = sign_in(client, coordinator).get(reverse("finding:sources"))
    first, second = page.context["tables"]
    assert first.rows[0][:3] == ["Essex", 10, "6 (60%)"]
    assert second.rows[1] == ["Kent", 0, 4, 0]
    assert reverse("finding:sources") in client.get(reverse("finding:home")).text
    assert sign_in(client, officer).get(reverse("finding:sources")).status_code == 404


@pytest.mark.requirement("SS-030")
def test_whoever_asked_says_what_the_police_did_and_what_is_noted_keeps_its_code(
    coordinator, service, client, sign_in
):
    with pytest.raises(ValidationError, match="whether the police gave them information"):
        ask_themselves(coordinator, service, 1, "self", police="")
    sign_in(client, coordinator)
    for profile, edition, said in (("noms-2013", "2013", "how to take part"), ("hmpps-2023", "2020", "3.6")):
        Service.objects.filter(pk=service.pk).update(profile=profile)
        service.refresh_from_db()
        note_victim(by=coordinator, service=service, victim=edition)
        assert said in client.get(reverse("finding:sources")).text
    assert dict(Offer.objects.values_list("victim", "code_edition")) == {"2013": "2013", "2020": "2020"}


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
