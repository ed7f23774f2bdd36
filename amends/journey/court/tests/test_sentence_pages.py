"""The pages of a case before the court and of a sentence, and what the offender manager sees."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from amends.foundation.access.acting import acting_as
from amends.foundation.case.actions import grant_file
from amends.foundation.clock.models import Clock
from amends.journey.consent.tests.cast import agree
from amends.journey.contact.actions.appointments import settle_appointment
from amends.journey.court.actions import (
    attending,
    sentencing,
)
from amends.journey.court.models import Deferment, Enforcement, Sentence
from amends.journey.court.tests.cast import an_appointment, details, in_days
from amends.journey.court.tests.test_report_pages import MOST_QUERIES, typed


@pytest.fixture
def cora(client, sign_in, coordinator):
    return sign_in(client, coordinator)


def url(name, *keys):
    return reverse(f"court:{name}", args=keys)


def an_order(court, **changes):
    return {
        "vehicle": "community_order",
        **typed(in_days(-2), "passed_on"),
        "court": court.pk,
        "details": "12 months",
        "restorative": "yes",
        "supervision_months": "12",
        **typed(in_days(-9), "consent_on"),
        **changes,
    }


def test_pages_are_reached_from_the_case_and_the_person(cora, noms):
    page = cora.get(reverse("casefile:case", args=[noms.case.number])).text
    assert url("case", noms.case.number) in page
    assert (
        url("person", noms.responsible.pk)
        in cora.get(reverse("casefile:person", args=[noms.responsible.pk])).text
    )
    assert (
        url("person", noms.harmed.pk) not in cora.get(reverse("casefile:person", args=[noms.harmed.pk])).text
    )
    assert cora.get(url("person", noms.harmed.pk)).status_code == 404


def test_sentence_is_entered_and_the_phase_follows(cora, noms, court, writer):
    page = cora.post(url("enter", noms.responsible.pk), an_order(court, officer=writer.pk), follow=True).text
    for words in ("Statutory: part of the sentence", "Rehabilitation activity requirement", "Wendy Writes"):
        assert words in page
    assert "After sentence, in the community" in cora.get(url("case", noms.case.number)).text


@pytest.mark.requirement("W8-310")
def test_order_without_supervision_is_refused_and_the_manager_is_told(
    cora,
    noms,
    court,
    manager,
):
    page = cora.post(url("enter", noms.responsible.pk), an_order(court, supervision_months="")).text
    assert "stands only beside supervision" in page
    assert "The manager is told" in page
    assert not Sentence.objects.exists()
    clock = Clock.objects.get(name="order-to-check")
    assert (clock.role, clock.file) == ("service_manager", noms.responsible_file)
    with acting_as(manager):
        assert manager.notices.filter(words__contains="has to be checked").exists()
    cora.post(url("enter", noms.responsible.pk), an_order(court))
    clock.refresh_from_db()
    assert clock.ended == "met"


def test_other_mistakes_flag_no_order(cora, noms, court):
    wrong = an_order(court, **typed(in_days(0), "consent_on"))
    assert "consent given before the order" in cora.post(url("enter", noms.responsible.pk), wrong).text
    assert not Clock.objects.filter(name="order-to-check").exists()


@pytest.mark.requirement("SS-020")
@pytest.mark.parametrize(
    ("name", "asked"), [("noms-2013", True), ("hmpps-2023", False), ("essex-2015", False)]
)
def test_requirement_is_asked_for_only_where_it_may_be(cora, under, name, asked):
    fence = under(name)
    page = cora.get(url("enter", fence.responsible.pk)).text
    assert ('name="restorative"' in page) is asked


def test_voluntary_sentence_says_so_and_offers_nothing_to_enforce(cora, voluntary, noms):
    page = cora.get(url("person", noms.responsible.pk)).text
    assert "nobody’s failure" in page
    assert "Print the record" not in page
    refused = cora.post(url("do_sentence", noms.responsible.pk, "print"), follow=True).text
    assert "Taking part is voluntary" in refused


@pytest.mark.requirement("W8-363")
def test_both_dates_are_shown_and_a_late_plan_asks_why(cora, noms, coordinator):
    with acting_as(coordinator):
        sentencing.enter_sentence(
            by=coordinator,
            participant=noms.responsible,
            details=details(passed_on=dt.date(2025, 6, 2), consent_on=dt.date(2025, 5, 2)),
        )
    page = cora.get(url("person", noms.responsible.pk)).text
    assert "23 June 2025" in page
    assert "17 June 2025" in page
    late = typed(dt.date(2025, 6, 24), "on")
    assert "needs a reason" in cora.post(url("first", noms.responsible.pk), late).text
    kept = cora.post(url("first", noms.responsible.pk), {**late, "why_later": "In hospital"}, follow=True)
    assert "Later than the standard: In hospital" in kept.text


@pytest.mark.requirement("W8-309")
def test_plan_shows_what_is_held_and_what_remains(cora, ordered, noms, coordinator):
    sent = {"kind": "assessment", **typed(in_days(3), "on"), "days": "1"}
    page = cora.post(url("plan", noms.responsible.pk), sent, follow=True).text
    assert "0 held. Still to be held: assessment, preparation" in page
    assert "3 of 4 days left" in page
    meeting = ordered.plan.get()
    said = {**typed(in_days(0), "on"), "attended": "yes", "officer_there": "no", "facilitator_there": "yes"}
    page = cora.post(url("held", meeting.pk), {**said, "place": "Office", "result": "He listens"}).text
    assert "Say which forms are possible" in page
    said |= {"place": "Office", "result": "He listens", "possible": ["letter"], "possible_why": "He is open"}
    page = cora.post(url("held", meeting.pk), said, follow=True).text
    assert "Possible: a letter. He is open" in page
    assert "1 held. Still to be held: preparation" in page
    ended = cora.post(url("end", noms.responsible.pk), {"how": "complete", **typed(in_days(0), "on")}).text
    assert "not complete yet" in ended


@pytest.mark.requirement("W8-373")
def test_officer_decides_and_sees_a_number_and_a_day_only(
    client,
    sign_in,
    ordered,
    noms,
    coordinator,
    writer,
    facilitator,
):
    with acting_as(coordinator):
        grant_file(by=coordinator, file=noms.responsible_file, user=facilitator, reason="test")
        missed = an_appointment(coordinator, noms.responsible, timezone.now() - dt.timedelta(hours=3))
        an_appointment(coordinator, noms.responsible, timezone.now() + dt.timedelta(days=5))
        settle_appointment(by=coordinator, appointment=missed, kept="missed")
        news = Enforcement.objects.get()
    wendy = sign_in(client, writer)
    listed = wendy.get(url("mine")).text
    assert noms.case.number in listed
    for words in ("Rhys", "Hanna", "fence"):
        assert words not in listed
    assert wendy.get(url("person", noms.responsible.pk)).status_code == 404
    done = wendy.post(url("decide", news.pk), {"decision": "breach", **typed(in_days(0), "on")}, follow=True)
    assert "have been told" in done.text
    fay = sign_in(client, facilitator)
    page = fay.get(url("person", noms.responsible.pk)).text
    assert "Breach proceedings since" in page
    assert "Flagged:" in page
    page = fay.post(url("do_sentence", noms.responsible.pk, "seen"), follow=True).text
    assert "I have seen what was decided" not in page


def test_news_of_others_are_not_found(client, sign_in, ordered, noms, coordinator, stranger, referrer):
    with acting_as(coordinator):
        missed = an_appointment(coordinator, noms.responsible, timezone.now() - dt.timedelta(hours=3))
        settle_appointment(by=coordinator, appointment=missed, kept="missed")
        news = Enforcement.objects.get()
    for user in (stranger, referrer):
        assert sign_in(client, user).get(url("decide", news.pk)).status_code == 404


@pytest.mark.requirement("W8-320")
def test_attendance_is_recorded_and_printed(cora, ordered, noms, coordinator):
    with acting_as(coordinator):
        missed = an_appointment(coordinator, noms.responsible, timezone.now() - dt.timedelta(hours=3))
        settle_appointment(by=coordinator, appointment=missed, kept="missed")
    sent = {
        "told_how": "letter",
        **typed(in_days(-8), "told_on"),
        "reason": "None given",
        "acceptable": "no",
        "action": "warning",
        **typed(in_days(0), "action_on"),
    }
    page = cora.post(url("attendance", missed.pk), sent, follow=True).text
    assert "None given" in page
    printed = cora.post(url("do_sentence", noms.responsible.pk, "print"), follow=True).text
    assert "Record of attendance" in printed
    passed = cora.post(url("do_sentence", noms.responsible.pk, "pass-on"), follow=True).text
    assert "Attendance passed on" in passed


def test_who_holds_the_harmed_file_alone_sees_no_trace(
    client,
    sign_in,
    ordered,
    noms,
    coordinator,
    second_facilitator,
):
    with acting_as(coordinator):
        grant_file(by=coordinator, file=noms.harmed_file, user=second_facilitator, reason="test")
        missed = an_appointment(coordinator, noms.responsible, timezone.now() - dt.timedelta(hours=3))
        settle_appointment(by=coordinator, appointment=missed, kept="missed")
    femi = sign_in(client, second_facilitator)
    assert femi.get(url("person", noms.responsible.pk)).status_code == 404
    assert femi.get(url("attendance", missed.pk)).status_code == 404
    case = femi.get(url("case", noms.case.number)).text
    overview = femi.get(reverse("casefile:case", args=[noms.case.number])).text
    timeline = femi.get(reverse("casefile:timeline", args=[noms.case.number])).text
    for page in (case, overview, timeline):
        for words in ("missed", "nforcement", "Sentence of", "equirement", "ttendance"):
            assert words not in page


@pytest.mark.requirement("SS-028")
def test_deferment_shows_its_countdown(cora, noms, coordinator, court):
    sent = {
        "court": court.pk,
        **typed(in_days(-3), "starts_on"),
        **typed(in_days(60), "until"),
        "model": "split",
        **typed(in_days(40), "report_on"),
    }
    with acting_as(coordinator):
        agree(coordinator, noms.responsible, "take_part")
    assert "Not everybody has agreed" in cora.post(url("defer", noms.case.number), sent).text
    with acting_as(coordinator):
        agree(coordinator, noms.harmed, "take_part")
    page = cora.post(url("defer", noms.case.number), sent, follow=True).text
    assert "40 days left" in page
    asked = cora.post(url("later", noms.case.number), {"why": "She is abroad"}, follow=True).text
    assert "The manager is asked" in asked
    page = cora.post(url("reported", noms.case.number), typed(in_days(0), "on"), follow=True).text
    assert "has been with the court" in page
    assert Deferment.objects.get().reported_on == in_days(0)


def test_service_after_sentence_only_has_no_deferment(cora, under):
    fence = under("essex-2015")
    assert "Deferred sentence" not in cora.get(url("case", fence.case.number)).text
    assert cora.get(url("defer", fence.case.number)).status_code == 404
    page = cora.get(url("phase", fence.case.number)).text
    assert "Before sentence" not in page
    sent = {"when": "after", "setting": "custody", **typed(in_days(-1), "since")}
    assert "After sentence, in custody" in cora.post(url("phase", fence.case.number), sent, follow=True).text


@pytest.mark.parametrize("name", ["case", "person"])
def test_pages_stay_quick(cora, ordered, noms, coordinator, name):
    with acting_as(coordinator):
        missed = an_appointment(coordinator, noms.responsible, timezone.now() - dt.timedelta(hours=3))
        settle_appointment(by=coordinator, appointment=missed, kept="missed")
        attending.attendance_record(by=coordinator, sentence=ordered)
    address = url(name, noms.case.number if name == "case" else noms.responsible.pk)
    cora.get(address)
    with CaptureQueriesContext(connection) as captured:
        cora.get(address)
    asked = [q["sql"] for q in captured.captured_queries if "SAVEPOINT" not in q["sql"]][:-1]
    assert len(asked) <= MOST_QUERIES, "\n".join(asked)
