"""Logging a contact through the client, on as few questions as fit a phone."""

import datetime as dt
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from amends.foundation.case.models import Participant
from amends.foundation.people.actions import set_safe_contact
from amends.journey.contact import actions
from amends.journey.contact.forms import form_for
from amends.journey.contact.models import Appointment, Contact, HostPosting
from amends.journey.contact.models.contact import Kind

MOST_QUERIES = 12
MOST_ANSWERS = 5
NOON = 12
ANSWERED = {"came_up": "nothing"}


def local(moment):
    return timezone.localtime(moment).strftime("%Y-%m-%dT%H:%M")


def now():
    return local(timezone.now() - dt.timedelta(minutes=10))


def counted(client, url):
    """The page, seen a second time, and its queries but for those of running inside the test's own transaction."""
    client.get(url)
    with CaptureQueriesContext(connection) as captured:
        page = client.get(url)
    queries = [q["sql"] for q in captured.captured_queries if "SAVEPOINT" not in q["sql"]]
    return page, queries[:-1]


@pytest.fixture
def fay(client, sign_in, allocated_case, facilitator):
    return sign_in(client, facilitator)


def url(name, *keys):
    return reverse(f"contact:{name}", args=keys)


def asks_for(form):
    """What has to be answered on a page: what does not call itself optional."""
    return [field.name for field in form if not field.is_optional and field.kind != "checkbox"]


@pytest.mark.parametrize("responsible", [True, False])
@pytest.mark.parametrize("kind", list(Kind))
def test_no_page_asks_for_more_than_five_answers(kind, responsible):
    more: dict[str, Any] = {"company": []} if kind in {Kind.VISIT, Kind.INTERVIEW, Kind.VIDEO} else {}
    asked = asks_for(form_for(kind)(kind=kind, responsible=responsible, **more))
    assert "came_up" in asked
    assert len(asked) <= MOST_ANSWERS, asked


@pytest.mark.parametrize(
    ("ticked", "disclosable", "signs"),
    [
        (["nothing"], False, []),
        (["pass_on"], True, []),
        (["account_changed"], False, ["account_changed"]),
        (["pass_on", "blame_shifted"], True, ["blame_shifted"]),
        ([], None, None),
    ],
)
def test_one_question_answers_what_is_passed_on_and_signs_of_fresh_harm(ticked, disclosable, signs):
    sent = {"result": "reached", "purpose": "prepare", "at": now(), "minutes": "5", "came_up": ticked}
    form = form_for(Kind.CALL)(sent, kind=Kind.CALL, responsible=True)
    assert form.is_valid(), form.errors
    found = form.details()
    assert (found["disclosable"], found["harm_signs"]) == (disclosable, signs)


def test_nothing_and_something_do_not_go_together():
    form = form_for(Kind.CALL)({"came_up": ["nothing", "pass_on"]}, kind=Kind.CALL, responsible=True)
    assert form.errors["came_up"] == ["Either nothing of this came up or something did"]


def test_call_is_logged_in_three_taps_and_asks_for_a_call_back(fay, allocated_case, acting, coordinator):
    harmed = allocated_case.harmed
    who = fay.get(url("who", allocated_case.case.number)).text
    assert url("log", harmed.pk) in who
    how = fay.get(url("log", harmed.pk)).text
    assert "?how=call" in how
    form = fay.get(url("log", harmed.pk) + "?how=call").text
    assert "07700900101" in form
    assert "may upset them" in form
    sent = {
        "result": "no_answer",
        "purpose": "engage",
        "at": now(),
        "minutes": "2",
        **ANSWERED,
        "note": "",
    }
    page = fay.post(url("log", harmed.pk) + "?how=call", sent, follow=True)
    assert "Call back when?" in page.text
    contact = Contact.objects.get()
    when = timezone.now() + dt.timedelta(days=1)
    fay.post(url("next", contact.pk), {"call_back_at": local(when)})
    acting(coordinator)
    contact.refresh_from_db()
    assert local(contact.call_back_at) == local(when)


def test_first_call_page_asks_for_reaction_and_meeting(fay, allocated_case, acting, coordinator):
    sent = {
        "result": "reached",
        "purpose": "engage",
        "at": now(),
        "minutes": "20",
        **ANSWERED,
    }
    page = fay.post(url("log", allocated_case.harmed.pk) + "?how=call", sent, follow=True)
    assert "Did you offer to meet them?" in page.text
    contact = Contact.objects.get()
    fay.post(url("next", contact.pk), {"reaction": "Calm", "meeting_offered": "yes"})
    acting(coordinator)
    contact.refresh_from_db()
    assert (contact.reaction, contact.meeting_offered) == ("Calm", True)


def test_wrong_channel_has_no_button_and_is_refused_with_its_reason(fay, allocated_case, coordinator, acting):
    acting(coordinator)
    set_safe_contact(by=coordinator, card=allocated_case.harmed.safe_contact, changes={"texts": "no"})
    page = fay.get(url("log", allocated_case.harmed.pk)).text
    assert "?how=call" in page
    assert "?how=text" not in page
    refused = fay.post(
        url("log", allocated_case.harmed.pk) + "?how=text",
        {
            "result": "sent",
            "purpose": "engage",
            "at": now(),
            "minutes": "1",
            **ANSWERED,
        },
    )
    assert "not safe for this person" in refused.text


@pytest.mark.requirement("W8-344")
def test_log_without_time_spent_is_refused_and_keeps_what_was_typed(fay, allocated_case):
    sent = {
        "result": "reached",
        "purpose": "engage",
        "at": now(),
        "minutes": "",
        **ANSWERED,
        "note": "Was friendly",
    }
    page = fay.post(url("log", allocated_case.harmed.pk) + "?how=call", sent)
    assert "Enter how many minutes it took" in page.text
    assert "Was friendly" in page.text
    assert not Contact.objects.exists()


def test_visit_page_reads_the_result_from_who_was_there(fay, allocated_case, acting, coordinator):
    sent = {
        "present": ["themselves", "both_facilitators"],
        "place_kind": "home",
        "at": now(),
        "minutes": "60",
        **ANSWERED,
    }
    page = fay.post(url("log", allocated_case.harmed.pk) + "?how=visit", sent, follow=True)
    assert "When do you meet or speak next?" in page.text
    acting(coordinator)
    visit = Contact.objects.get()
    assert (visit.result, visit.both_facilitators, visit.place_kind) == ("reached", True, "home")
    assert "Person harmed not yet seen" not in fay.get(url("case", allocated_case.case.number)).text


@pytest.mark.requirement("EX-044")
def test_case_page_of_contacts_names_whom_nobody_has_seen(fay, allocated_case, facilitator, acting):
    address = url("case", allocated_case.case.number)
    page = fay.get(address).text
    assert "Person harmed not yet seen" in page
    assert "Person responsible not yet seen" in page
    acting(facilitator)
    actions.log_contact(
        by=facilitator,
        participant=allocated_case.responsible,
        kind="visit",
        result="reached",
        at=timezone.now() - dt.timedelta(minutes=5),
        minutes=60,
        place_kind="home",
        both_facilitators=True,
        disclosable=False,
        harm_signs=[],
    )
    page = fay.get(address).text
    assert "Person harmed not yet seen" in page
    assert "Person responsible not yet seen" not in page


@pytest.mark.requirement("EX-139")
def test_visit_page_refuses_where_the_appropriate_adult_was_missing(fay, allocated_case, coordinator, acting):
    acting(coordinator)
    Participant.objects.filter(pk=allocated_case.harmed.pk).update(appropriate_adult_needed=True)
    sent = {
        "present": ["themselves"],
        "place_kind": "home",
        "at": now(),
        "minutes": "60",
        **ANSWERED,
    }
    page = fay.post(url("log", allocated_case.harmed.pk) + "?how=visit", sent)
    assert "needs their appropriate adult" in page.text


@pytest.mark.requirement("W8-344")
def test_next_appointment_from_the_log_is_in_the_diary(fay, allocated_case, facilitator):
    sent = {
        "result": "sent",
        "purpose": "prepare",
        "at": now(),
        "minutes": "5",
        **ANSWERED,
    }
    fay.post(url("log", allocated_case.harmed.pk) + "?how=email", sent)
    contact = Contact.objects.get()
    appointment = {
        "at": "2099-07-09T10:00",
        "kind": "visit",
        "place_kind": "venue",
        "place": "Rushmere Hall",
        "with_user": facilitator.pk,
    }
    fay.post(url("next", contact.pk), appointment)
    diary = fay.get(reverse("contact:diary")).text
    for words in ("9 July 2099", "10am", "Visit", "HH", "Rushmere Hall", "Fay Facilitates"):
        assert words in diary
    calendar = fay.get(reverse("contact:diary_file"))
    assert calendar["Content-Type"].startswith("text/calendar")
    assert "Rushmere Hall" in calendar.text
    assert "Hanna" not in calendar.text


@pytest.mark.parametrize(("place_kind", "leads_to"), [("home", "visit/plan/"), ("venue", "contacts/")])
def test_whoever_books_a_visit_at_a_home_says_next_who_waits_for_them(
    fay, allocated_case, facilitator, place_kind, leads_to
):
    visit = {"at": "2099-07-09T10:00", "kind": "visit", "place_kind": place_kind, "with_user": facilitator.pk}
    answer = fay.post(url("add_appointment", allocated_case.harmed.pk), visit)
    assert answer.status_code == 302, answer.text
    assert leads_to in answer.url


def test_diary_of_a_facilitator_holds_no_appointment_of_a_colleague(
    fay, allocated_case, facilitator, second_facilitator, acting
):
    acting(second_facilitator)
    actions.make_appointment(
        by=second_facilitator,
        participant=allocated_case.harmed,
        at=timezone.now() + dt.timedelta(days=3),
        kind="call",
        with_user=second_facilitator,
    )
    assert Appointment.objects.count() == 1
    assert "Nothing is in the diary" in fay.get(reverse("contact:diary")).text


def test_pages_of_contacts_are_404_for_strangers(client, sign_in, allocated_case, stranger):
    sign_in(client, stranger)
    for name, key in (
        ("person", allocated_case.harmed.pk),
        ("log", allocated_case.harmed.pk),
        ("case", "ESX-26-0001"),
    ):
        assert client.get(url(name, key)).status_code == 404


@pytest.mark.requirement("W8-318")
def test_administrator_sees_what_waits_for_the_host(
    client, sign_in, allocated_case, facilitator, administrator, acting, coordinator
):
    acting(coordinator)
    allocated_case.case.profile = "noms-2013"
    allocated_case.case.save()
    sign_in(client, facilitator)
    sent = {
        "result": "reached",
        "purpose": "engage",
        "at": now(),
        "minutes": "20",
        **ANSWERED,
    }
    client.post(url("log", allocated_case.responsible.pk) + "?how=call", sent)
    sign_in(client, administrator)
    assert allocated_case.case.number in client.get(reverse("contact:transfers")).text
    acting(coordinator)
    posting = HostPosting.objects.get()
    refused = client.post(url("transfer", posting.pk), {"summary": "Talked about Hanna"})
    assert "names somebody" in refused.text
    client.post(url("transfer", posting.pk), {"summary": "Telephone call, 20 minutes."})
    assert "Everything is in" in client.get(reverse("contact:transfers")).text


def test_manager_decides_and_approach_is_written_down(
    client, sign_in, allocated_case, manager, administrator, fay, acting
):
    assert fay.get(url("decide", allocated_case.harmed.pk)).status_code == 404
    fay.post(
        url("approach", allocated_case.responsible.pk),
        {"told_of_sentence": "yes", "readiness": "thinking", "attitude": "hostile", "in_custody": "no"},
    )
    sign_in(client, manager)
    client.post(url("decide", allocated_case.harmed.pk), {"worker": administrator.pk, "decision": "now"})
    sign_in(client, administrator)
    sent = {
        "result": "reached",
        "purpose": "inform",
        "at": now(),
        "minutes": "5",
        **ANSWERED,
    }
    assert client.post(url("log", allocated_case.harmed.pk) + "?how=call", sent).status_code == 302


def test_share_on_time_is_shown(client, sign_in, fay, allocated_case, coordinator):
    sent = {
        "result": "reached",
        "purpose": "engage",
        "at": now(),
        "minutes": "20",
        **ANSWERED,
    }
    fay.post(url("log", allocated_case.harmed.pk) + "?how=call", sent)
    page = sign_in(client, coordinator).get(reverse("contact:on_time")).text
    assert "Fay Facilitates" in page
    assert "100%" in page


def test_appointment_letter_button_says_what_is_missing(fay, allocated_case):
    page = fay.post(url("letter", allocated_case.responsible.pk), follow=True)
    assert "no appointment with a place" in page.text


@pytest.mark.parametrize("name", ["person", "log", "log?how=call", "log?how=visit", "case", "diary"])
def test_pages_stay_within_the_budget_however_many_contacts(fay, allocated_case, facilitator, acting, name):
    acting(facilitator)
    for minutes in range(1, 9):
        at = timezone.now() - dt.timedelta(hours=minutes)
        actions.log_contact(
            by=facilitator,
            participant=allocated_case.harmed,
            kind="call",
            result="no_answer",
            at=at,
            minutes=minutes,
        )
    for days in range(1, 5):
        at = timezone.now() + dt.timedelta(days=days)
        actions.make_appointment(
            by=facilitator, participant=allocated_case.harmed, at=at, kind="call", with_user=facilitator
        )
    name, _, query = name.partition("?")
    key = {"case": [allocated_case.case.number], "diary": []}.get(name, [allocated_case.harmed.pk])
    page, queries = counted(fay, url(name, *key) + (f"?{query}" if query else ""))
    assert page.status_code == 200
    assert len(queries) <= MOST_QUERIES, "\n".join(q[:110] for q in queries)


def test_outside_the_safe_hours_a_call_has_no_button_and_one_made_in_time_is_logged(
    fay, allocated_case, coordinator
):
    noon, before = dt.time(12), timezone.localtime().hour < NOON
    shut = {"from_hour": noon if before else None, "until_hour": None if before else noon, "calls": "yes"}
    set_safe_contact(by=coordinator, card=allocated_case.harmed.safe_contact, changes=shut)
    page = fay.get(url("log", allocated_case.harmed.pk)).text
    assert "Log a telephone call that was made within their hours" in page
    assert ">Telephone call</a>" not in page


@pytest.mark.requirement("W8-269")
def test_page_of_the_first_call_warns_while_nobody_knows_whether_they_were_told(
    fay, allocated_case, facilitator, acting
):
    first_call = url("log", allocated_case.harmed.pk) + "?how=call"
    for page in (fay.get(first_call), fay.get(url("log", allocated_case.harmed.pk))):
        assert "may upset them" in page.text
    assert "may upset them" not in fay.get(url("log", allocated_case.responsible.pk) + "?how=call").text
    acting(facilitator)
    details = {"told_of_sentence": "yes"}
    actions.set_approach(by=facilitator, participant=allocated_case.harmed, details=details)
    assert "may upset them" not in fay.get(first_call).text
    sent = {"result": "reached", "purpose": "engage", "at": now(), "minutes": "20", **ANSWERED}
    page = fay.post(first_call, sent, follow=True)
    assert "How did they take it, and did you offer to meet?" in page.text
