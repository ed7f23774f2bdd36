"""The page of a referral that was sent: questions, corrections, files, printing, and logging what came on paper."""

import datetime as dt

import pytest
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone

from amends.foundation.access.acting import acting_as
from amends.foundation.access.models import Agency
from amends.foundation.messages.models import Notice
from amends.foundation.pages.tests.costs import cost
from amends.foundation.record.models import AuditEvent
from amends.journey.referral import actions
from amends.journey.referral.content.rows import PERSON_FIELDS, REFERRAL_FIELDS
from amends.journey.referral.models import Referral
from amends.journey.referral.tests.browsing import HOME, fill, number_in, send, words
from amends.journey.referral.tests.samples import GOOD, changed, find, rows_of
from amends.journey.referral.views.in_words import NO_ANSWER, label_of, said
from amends.journey.referral.views.printing import filled_sections

MOST_QUERIES = 12


@pytest.mark.requirement("EX-021")
def test_staff_log_what_came_by_mail_with_its_exact_time(desk, coordinator, police):
    draft_url = desk.post(
        f"{HOME}log/",
        {
            "form": "referral",
            "route": "secure_mailbox",
            "received_on": "2026-05-04",
            "received_time": "16:40",
            "agency": police.pk,
            "sender_address": "paula@gmail.example",
        },
    ).url
    fill(desk, draft_url)
    sent = send(desk, draft_url)

    page = words(desk.get(f"{HOME}{number_in(sent)}/"))
    assert "4:40pm" in page
    assert "It came from an address that is not secure" in page
    assert "Send this answer" in page
    desk.post(f"{HOME}{number_in(sent)}/safe-reply/")


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"agency": "99999"}, "Choose one from the list"),
        ({"received_on": "2999-01-01"}, "must be today or in the past"),
        ({"received_time": "half past"}, "Enter a time"),
        ({"sender_address": ""}, "Enter the address it came from"),
        ({"form": "scroll"}, "Choose one of the answers"),
    ],
)
def test_wrong_answer_when_logging_is_refused(desk, police, change, sentence):
    good = {
        "form": "referral",
        "route": "secure_mailbox",
        "received_on": "2026-05-04",
        "received_time": "16:40",
        "agency": police.pk,
        "sender_address": "a@b.example",
    }

    assert sentence in words(desk.post(f"{HOME}log/", good | change))


def test_agency_of_another_service_is_unknown_here(desk, other_service):
    theirs = Agency.objects.create(service=other_service, name="Their police", kind="police")
    answers = {
        "form": "referral",
        "route": "post",
        "received_on": "2026-05-04",
        "received_time": "9am",
        "agency": theirs.pk,
    }
    assert "Choose one from the list" in words(desk.post(f"{HOME}log/", answers))


def test_referrer_does_not_log(officer):
    assert officer.get(f"{HOME}log/").status_code == 404


@pytest.fixture
def number(officer, draft_url):
    fill(officer, draft_url)
    return number_in(send(officer, draft_url))


def test_question_is_answered_on_the_page_of_the_referral(officer, number, coordinator):
    with acting_as(coordinator):
        actions.ask_referrer(
            by=coordinator, referral=Referral.objects.get(number=number), text="Has she been asked?"
        )

    page = words(officer.get(f"{HOME}{number}/"))
    assert "Has she been asked?" in page
    url = find(rf"{HOME}{number}/questions/\d+/", page)
    assert officer.post(url, {"answer": ""}).status_code == 200
    assert officer.post(url, {"answer": "On Monday."}).status_code == 302
    assert "On Monday." in words(officer.get(f"{HOME}{number}/"))


def test_correction_needs_a_reason_and_shows_in_the_timeline(officer, number):
    url = f"{HOME}{number}/correct/"
    assert "Say why you change it" in words(officer.post(url, {"where": "referral.place", "value": "Harlow"}))
    officer.post(url, {"where": "referral.place", "value": "Harlow", "reason": "It was there."})

    page = words(officer.get(f"{HOME}{number}/"))
    assert "Corrected: where" in page
    assert "nothing → Harlow. It was there." in page
    wrong = officer.post(url, {"where": "people.1.date_of_birth", "value": "30/02/1999", "reason": "x"})
    assert wrong.status_code == 200


def test_correction_is_typed_as_people_say_it(officer, number, coordinator):
    url = f"{HOME}{number}/correct/"
    page = words(officer.get(url))
    assert "What happened (now: " in page
    born = {"where": "people.1.date_of_birth", "value": "3 November 1985", "reason": "From his licence."}
    assert officer.post(url, born).status_code == 302
    wrong = {"where": "people.1.consent", "value": "perhaps", "reason": "She rang."}
    assert "Say one of these: Agreed, Said no, Not asked" in words(officer.post(url, wrong))
    assert officer.post(url, {**wrong, "value": "agreed"}).status_code == 302
    with acting_as(coordinator):
        person = Referral.objects.get(number=number).people.get()
        assert (str(person.date_of_birth), person.consent) == ("1985-11-03", "given")
    page = words(officer.get(f"{HOME}{number}/"))
    assert "3 November 1985" in page
    assert "Agreed that their details are passed on" in page
    for raw in ("consent_how", "Referrer name", "1985-11-03</dd>"):
        assert raw not in page


def test_withdrawing_asks_why(officer, number):
    assert "Say why you withdraw it" in words(officer.post(f"{HOME}{number}/withdraw/", {}))
    officer.post(f"{HOME}{number}/withdraw/", {"reason": "He moved."})

    assert "Withdrawn" in words(officer.get(f"{HOME}{number}/"))


def test_referrer_sees_no_notices_and_staff_do(officer, desk, number):
    assert "Noticed" not in words(officer.get(f"{HOME}{number}/"))
    assert "Noticed" in words(desk.get(f"{HOME}{number}/"))


def test_every_look_is_logged(officer, number, coordinator, referrer):
    officer.get(f"{HOME}{number}/")

    with acting_as(coordinator):
        assert AuditEvent.objects.filter(what="referral.looked_at", user_id=referrer.pk).exists()


@pytest.mark.requirement("EX-141", "EX-137")
def test_paper_form_is_printed_with_every_field_marking_version_and_a_line_in_the_trail(
    desk, service, administrator, coordinator
):
    content = changed(
        GOOD, {"people.1.access_needs": "Hard of hearing.", "people.2.warning": "Never after six."}
    )
    with acting_as(administrator):
        referral = actions.log_referral(
            by=administrator,
            service=service,
            form="referral",
            route="post",
            received_at=timezone.now(),
            content=content,
        )
    shown = desk.post(f"{HOME}{referral.number}/print/").url
    page = words(desk.get(shown))

    for value in (
        "Hazel Wren",
        "Rowan Finch",
        "07700 900100",
        "Hard of hearing.",
        "Never after six.",
        "42/990001/26",
        "4 May 1970",
        "A shed was broken into",
        "Form version 1",
        referral.number,
        "Typed in from paper by Ada Types",
    ):
        assert value in page, value
    assert service.marking in page
    with acting_as(coordinator):
        assert AuditEvent.objects.filter(what="document.viewed").exists()


@pytest.mark.requirement("EX-141")
def test_no_field_that_somebody_can_fill_in_is_left_off_the_paper(service):
    rows = rows_of(service, GOOD)
    of_the_service = {
        "form_version",
        "referrer_kind",
    }  # the one is printed at the top, the other is worked out
    asked = [(rows.referral, REFERRAL_FIELDS - of_the_service), (rows.people[0], PERSON_FIELDS)]
    for row, names in asked:
        for name in names:
            setattr(row, name, something_in(row._meta.get_field(name), name))
    paper = {
        line["label"]: line["value"] for section in filled_sections(rows)[:2] for line in section["rows"]
    }
    assert filled_sections(rows)[1]["title"] == "said full_name"
    for row, names in asked:
        for name in names - {"full_name"}:
            assert paper[label_of(name)] == said(row, name) != "", name


def something_in(field, name):
    """A value for this field that its empty form could not have."""
    if isinstance(field, ArrayField):
        return [field.base_field.choices[0][0]] if field.base_field.choices else [f"said {name}"]
    if field.choices:
        return next(value for value, _ in reversed(field.choices) if str(value) not in NO_ANSWER)
    kinds = {models.BooleanField: True, models.DateField: dt.date(2001, 2, 3), models.TimeField: dt.time(9)}
    found = next((value for kind, value in kinds.items() if isinstance(field, kind)), None)
    return found or (7 if isinstance(field, models.IntegerField) else f"said {name}")


@pytest.mark.requirement("EX-141")
@pytest.mark.parametrize(("form", "question"), [("referral", "What happened?"), ("cra1", "STORM reference")])
def test_blank_form_can_be_printed(officer, form, question):
    page = words(officer.get(officer.post(f"{HOME}blank/{form}/").url))

    assert question in page
    assert officer.post(f"{HOME}blank/scroll/").status_code == 404


def test_pages_of_a_referral_need_few_queries(officer, desk, number, coordinator):
    before = cost(desk, f"{HOME}{number}/")
    assert before <= MOST_QUERIES
    with acting_as(coordinator):
        referral = Referral.objects.get(number=number)
        for text in ("How old is he?", "Has she been asked?", "Who saw it?"):
            actions.ask_referrer(by=coordinator, referral=referral, text=text)
            actions.state_facts(by=coordinator, referral=referral, facts={"tier": 2})
    assert cost(desk, f"{HOME}{number}/") == before
    assert cost(officer, HOME) <= MOST_QUERIES


def test_correction_that_cannot_be_read_is_refused_in_plain_words_and_the_desk_hears_of_the_others(
    officer, draft_url, coordinator
):
    fill(officer, draft_url)
    number = number_in(send(officer, draft_url))
    correct = f"{HOME}{number}/correct/"

    def put(where, value):
        return officer.post(correct, {"where": where, "value": value, "reason": "She told me"})

    assert "Write the day as 3 November 2025." in words(put("people.1.date_of_birth", "rubbish"))
    assert "this cannot be left out" in words(put("people.1.full_name", ""))
    assert put("people.1.date_of_birth", "3/11/1999").status_code == 302
    assert "nothing → 3 November 1999" in words(officer.get(f"{HOME}{number}/"))
    told = Notice.objects.filter(user=coordinator).values_list("words", flat=True)
    assert f"The referrer has corrected something: {number}." in told


def test_what_is_looked_at_again_says_why_and_no_longer_what_was_decided(officer, draft_url, coordinator):
    fill(officer, draft_url)
    number = number_in(send(officer, draft_url))
    with acting_as(coordinator):
        referral = Referral.objects.get(number=number)
        actions.send_on(by=coordinator, referral=referral, to="Fire team", words="It is theirs.")
        referral.refresh_from_db()
        actions.reopen(by=coordinator, referral=referral, reason="Fire team does not take it.")
    page = words(officer.get(f"{HOME}{number}/"))
    assert "Looked at again" in page
    assert "Sent on to another service → Received. Fire team does not take it." in page
    assert "Sent on to: Fire team" not in page
    assert "tells you by" in page
