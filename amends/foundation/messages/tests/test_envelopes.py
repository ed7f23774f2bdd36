"""One envelope for one person: what waits, what is printed, what may not go any more, what two people do at once."""

import io

import pypdf
import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.urls import reverse

from amends.foundation.access.acting import acting_as
from amends.foundation.case.actions import grant_file, set_stopped
from amends.foundation.case.models import Participant
from amends.foundation.clock.models import Clock
from amends.foundation.documents.actions import make_document
from amends.foundation.documents.models import Copy
from amends.foundation.documents.worded import Paper
from amends.foundation.lib.refusal import Refused
from amends.foundation.messages.actions import queue_message, stop_messages
from amends.foundation.messages.models import Envelope, Message
from amends.foundation.messages.outgoing import Contents, Outside
from amends.foundation.messages.posting_actions import (
    note_came_back,
    papers_in,
    post_envelope,
    print_envelope,
    take_out,
    take_out_paper,
)
from amends.foundation.messages.sheets import as_label, as_pages, sender_of
from amends.foundation.people.actions import add_contact_point, add_person, set_safe_contact
from amends.foundation.people.models import ContactPoint, SafeContact
from amends.foundation.record.models import AuditEvent

ADDRESS, NO, YES = ContactPoint.Kind.ADDRESS, SafeContact.Answer.NO, SafeContact.Answer.YES
MM = 72 / 25.4


@pytest.fixture
def both(coordinator, a_case):
    """The two sides at two addresses; `a_case` with somewhere to post to."""
    for person, value, code in (
        (a_case.harmed, "1 Alder Road\nRushmere", "ZZ2 1AA"),
        (a_case.responsible, "7 Birch Road\nRushmere", "ZZ3 7XX"),
    ):
        add_contact_point(by=coordinator, participant=person, kind=ADDRESS, value=value, postcode=code)
    return a_case


def letter(by, person, body="We hope to hear from you.") -> Message:
    return queue_message(by=by, channel="letter", to=person, contents=Contents(body))


def of(message: Message) -> Envelope:
    """Its envelope, which every letter has."""
    assert message.envelope
    return message.envelope


def printed(by, message: Message) -> Envelope:
    return print_envelope(by=by, envelope=of(message), version=of(message).version)


def post(by, envelope: Envelope) -> Envelope:
    return post_envelope(by=by, envelope=envelope, version=envelope.version, looked_through=True)


def test_papers_for_one_person_share_an_envelope_until_it_is_printed(coordinator, both):
    first, second = letter(coordinator, both.harmed), letter(coordinator, both.harmed, "And this.")
    assert first.envelope == second.envelope
    printed(coordinator, first)
    third = letter(coordinator, both.harmed, "One more.")
    assert third.envelope != first.envelope


def test_two_people_never_share_one_not_even_at_one_address(coordinator, both):
    him = both.responsible
    add_contact_point(
        by=coordinator,
        participant=him,
        kind=ADDRESS,
        value="1 Alder Road\nRushmere",
        postcode="ZZ2 1AA",
        rank=0,
    )
    hers, his = letter(coordinator, both.harmed), letter(coordinator, him)
    assert hers.to_address == his.to_address
    assert hers.envelope != his.envelope


def test_database_refuses_a_paper_of_somebody_else_in_an_envelope(coordinator, both):
    hers, his = letter(coordinator, both.harmed), letter(coordinator, both.responsible)
    with pytest.raises(IntegrityError, match="papers for one person only"), transaction.atomic():
        Message.objects.filter(pk=his.pk).update(envelope=hers.envelope)
    with pytest.raises(IntegrityError, match="papers for one person only"), transaction.atomic():
        Message.objects.filter(pk=his.pk).update(to_participant=both.harmed)


def test_database_refuses_a_document_of_the_other_side_in_an_envelope(coordinator, both):
    hers, his = letter(coordinator, both.harmed), letter(coordinator, both.responsible)
    with pytest.raises(IntegrityError, match="papers for one person only"), transaction.atomic():
        Message.objects.filter(pk=hers.pk).update(document=his.document)


def test_database_keeps_an_envelope_with_its_person(coordinator, both):
    envelope = letter(coordinator, both.harmed).envelope
    assert envelope
    for change in ({"participant": both.responsible}, {"file": both.responsible_file}):
        with pytest.raises(DatabaseError, match="one person"), transaction.atomic():
            Envelope.objects.filter(pk=envelope.pk).update(**change)


def test_document_of_the_other_side_is_refused_in_words(coordinator, both):
    theirs = make_document(
        by=coordinator,
        paper=Paper("plain-letter", {"to_name": "Rhys Ponsible", "body": "Hello"}),
        belongs_to=both.responsible_file,
    )
    with pytest.raises(Refused, match="somebody else's file"):
        queue_message(by=coordinator, channel="letter", to=both.harmed, contents=Contents(document=theirs))


class TestPosting:
    def test_each_paper_becomes_a_copy_by_post_once_it_is_closed_and_posted(self, coordinator, both):
        message = letter(coordinator, both.harmed)
        letter(coordinator, both.harmed, "And this.")
        envelope = post(coordinator, printed(coordinator, message))
        assert envelope.state == Envelope.State.POSTED
        assert {m.state for m in Message.objects.all()} == {Message.State.SENT}
        assert [(copy.participant, copy.how) for copy in Copy.objects.all()] == [(both.harmed, "post")] * 2

    def test_nothing_is_closed_unprinted_or_unread(self, coordinator, both):
        message = letter(coordinator, both.harmed)
        assert message.envelope
        with pytest.raises(Refused, match="not what was printed"):
            post(coordinator, message.envelope)
        envelope = printed(coordinator, message)
        with pytest.raises(Refused, match="Look through each page"):
            post_envelope(by=coordinator, envelope=envelope, version=envelope.version, looked_through=False)
        assert not Copy.objects.exists()

    def test_two_people_notice_each_other(self, coordinator, administrator, both):
        message = letter(coordinator, both.harmed)
        assert message.envelope
        seen = message.envelope.version
        with acting_as(administrator):
            printed(administrator, message)
        with pytest.raises(Refused, match="Meanwhile: printed, by Ada Types"):
            print_envelope(by=coordinator, envelope=message.envelope, version=seen)

    def test_paper_that_was_stopped_after_printing_has_to_be_printed_again(self, coordinator, both):
        message = letter(coordinator, both.harmed)
        other = letter(coordinator, both.harmed, "And this.")
        envelope = printed(coordinator, message)
        Message.objects.filter(pk=other.pk).update(state=Message.State.STOPPED)
        with pytest.raises(Refused, match="not what was printed"):
            post(coordinator, envelope)
        again = print_envelope(by=coordinator, envelope=envelope, version=envelope.version)
        assert post(coordinator, again).state == Envelope.State.POSTED
        assert Copy.objects.count() == 1

    def test_taken_out_with_a_reason_nothing_is_posted(self, coordinator, both):
        message = letter(coordinator, both.harmed)
        assert message.envelope
        with pytest.raises(Refused, match="Say why"):
            take_out(by=coordinator, envelope=message.envelope, version=1, because=" ")
        take_out(by=coordinator, envelope=message.envelope, version=1, because="She asked for a call.")
        message.refresh_from_db()
        assert (message.state, message.error) == (Message.State.STOPPED, "taken_out")

    def test_one_paper_is_taken_out_and_the_others_go(self, coordinator, both):
        first, second = letter(coordinator, both.harmed), letter(coordinator, both.harmed)
        envelope = printed(coordinator, first)
        taken = {"by": coordinator, "paper": second, "because": "It says the wrong day."}
        with pytest.raises(Refused, match="Say why"):
            take_out_paper(
                by=coordinator, envelope=envelope, version=envelope.version, paper=second, because=" "
            )
        left = take_out_paper(envelope=envelope, version=envelope.version, **taken)
        second.refresh_from_db()
        assert (second.state, second.because, second.taken_out_by) == (
            Message.State.STOPPED,
            "It says the wrong day.",
            coordinator,
        )
        assert AuditEvent.objects.get(what="envelope.paper_taken_out").subject == f"message:{second.pk}"
        assert AuditEvent.objects.filter(what="envelope.printed").count() == 1
        with pytest.raises(Refused, match="not what was printed"):
            post(coordinator, left)
        again = print_envelope(by=coordinator, envelope=left, version=left.version)
        gone = post(coordinator, again)
        assert gone.state == Envelope.State.POSTED
        assert Copy.objects.get().document == first.document
        with pytest.raises(Refused, match="does not wait"):
            take_out_paper(envelope=gone, version=gone.version, **taken)

    def test_with_its_last_paper_an_envelope_is_taken_out_itself(self, coordinator, both):
        first, second = letter(coordinator, both.harmed), letter(coordinator, both.harmed)
        envelope = of(first)
        for paper in (first, second):
            envelope = take_out_paper(
                by=coordinator, envelope=envelope, version=envelope.version, paper=paper, because="Not now."
            )
        assert (envelope.state, envelope.because) == (Envelope.State.TAKEN_OUT, "Not now.")
        assert of(letter(coordinator, both.harmed)).pk != envelope.pk

    def test_paper_of_another_envelope_is_not_taken_out_of_this_one(self, coordinator, both):
        hers, his = letter(coordinator, both.harmed), letter(coordinator, both.responsible)
        with pytest.raises(Refused, match="does not wait"):
            take_out_paper(by=coordinator, envelope=of(hers), version=1, paper=his, because="Not now.")
        his.refresh_from_db()
        assert his.state == Message.State.QUEUED

    def test_database_wants_a_reason_for_a_paper_taken_out(self, coordinator, both):
        paper = letter(coordinator, both.harmed)
        with pytest.raises(IntegrityError, match="paper_taken_out_for_a_reason"), transaction.atomic():
            Message.objects.filter(pk=paper.pk).update(because="Not now.")

    def test_page_of_an_envelope_takes_out_one_paper(self, client, sign_in, coordinator, both):
        first, second = letter(coordinator, both.harmed), letter(coordinator, both.harmed)
        page = reverse("message:envelope", args=[of(first).pk])
        way = reverse("message:take_paper_out", args=[of(first).pk, second.pk])
        assert way in sign_in(client, coordinator).get(page).content.decode()
        assert client.post(way, {"version": 1, "because": ""}).status_code == 200
        second.refresh_from_db()
        assert second.state == Message.State.QUEUED
        assert client.post(way, {"version": 1, "because": "It says the wrong day."}).url == page
        shown = client.get(page).content.decode()
        assert "It says the wrong day." in shown
        assert way not in shown
        his = letter(coordinator, both.responsible)
        elsewhere = reverse("message:take_paper_out", args=[of(first).pk, his.pk])
        assert client.get(elsewhere).status_code == 404

    def test_what_comes_back_is_a_task_for_whoever_wrote(self, coordinator, both):
        message = letter(coordinator, both.harmed)
        envelope = post(coordinator, printed(coordinator, message))
        note_came_back(by=coordinator, envelope=envelope, version=envelope.version)
        message.refresh_from_db()
        assert message.state == Message.State.FAILED
        task = Clock.objects.get(name="task-message-failed")
        assert (task.subject, task.owner) == (f"message:{message.pk}", coordinator)


def _post_no(by, case):
    set_safe_contact(by=by, card=SafeContact.objects.get(participant=case.harmed), changes={"post": NO})


def _address_gone(by, case):
    with acting_as(by), connection.cursor() as cursor:
        cursor.execute(
            "UPDATE people_contactpoint SET is_safe = false WHERE participant_id = %s", [case.harmed.pk]
        )


def _other_address(by, case):
    ContactPoint.objects.filter(participant=case.harmed, kind=ADDRESS).update(value="2 Cedar Close")


def _left(by, case):
    Participant.objects.filter(pk=case.harmed.pk).update(left_at="2026-01-01T12:00:00Z")


HOLDS = [
    (_post_no, "not safe"),
    (_address_gone, "address has changed"),
    (_other_address, "address has changed"),
    (_left, "stopped taking part"),
]


@pytest.mark.parametrize(("change", "why"), HOLDS)
def test_what_may_not_go_stays_with_its_reason_and_does_not_open(
    client, sign_in, coordinator, both, change, why
):
    envelope = printed(coordinator, letter(coordinator, both.harmed))
    sign_in(client, coordinator)
    address = reverse("message:pages", args=[envelope.pk])
    assert client.get(address).headers["Content-Type"] == "application/pdf"
    change(coordinator, both)
    assert why in client.get(reverse("message:letters")).content.decode()
    assert client.get(address).status_code == 302
    answer = client.post(
        reverse("message:envelope", args=[envelope.pk]),
        {"version": envelope.version, "looked_through": "on"},
    )
    assert why in answer.content.decode()
    assert not Copy.objects.exists()


def test_after_a_stop_nothing_waits_and_what_was_printed_does_not_open(client, sign_in, coordinator, both):
    envelope = printed(coordinator, letter(coordinator, both.harmed))
    stop_messages(by=coordinator, case=both.case)
    set_stopped(by=coordinator, case=both.case, stopped=True)
    sign_in(client, coordinator)
    queue = client.get(reverse("message:letters")).content.decode()
    assert "To be destroyed" in queue
    assert reverse("message:envelope", args=[envelope.pk]) in queue
    page = client.get(reverse("message:envelope", args=[envelope.pk])).content.decode()
    assert "Destroy what was printed" in page
    for name in ("pages", "label"):
        assert client.get(reverse(f"message:{name}", args=[envelope.pk])).status_code == 302


def test_what_was_printed_and_stopped_is_gone_from_the_queue_once_it_is_taken_out(
    client, sign_in, coordinator, both
):
    envelope = printed(coordinator, letter(coordinator, both.harmed))
    letter(coordinator, both.responsible)
    stop_messages(by=coordinator, case=both.case)
    take_out(by=coordinator, envelope=envelope, version=envelope.version, because="Destroyed.")
    sign_in(client, coordinator)
    assert "No letters wait" in client.get(reverse("message:letters")).content.decode()


def test_posted_envelope_lists_only_what_went(coordinator, both):
    stopped, went = letter(coordinator, both.harmed), letter(coordinator, both.harmed, "And this.")
    Message.objects.filter(pk=stopped.pk).update(state=Message.State.STOPPED)
    envelope = post(coordinator, printed(coordinator, went))
    assert [paper.pk for paper in papers_in(envelope).papers] == [went.pk]


@pytest.mark.parametrize("typed", ["1 ALDER ROAD, Rushmere", "1 Alder  Road\nRUSHMERE"])
def test_other_side_at_the_same_address_is_noticed_however_it_was_typed(coordinator, both, typed):
    hers, him = letter(coordinator, both.harmed), both.responsible
    add_contact_point(by=coordinator, participant=him, kind=ADDRESS, value=typed, postcode="zz2 1aa", rank=0)
    assert any("other side of this case" in warning for warning in papers_in(of(hers)).warnings)


class TestQueuePage:
    def test_one_side_is_shown_at_a_time(self, client, sign_in, coordinator, both):
        hers, his = letter(coordinator, both.harmed), letter(coordinator, both.responsible)
        sign_in(client, coordinator)
        links = {m.pk: reverse("message:envelope", args=[m.envelope_id]) for m in (hers, his)}
        page = client.get(reverse("message:letters") + "?run=responsible").content.decode()
        assert links[his.pk] in page
        assert links[hers.pk] not in page
        assert "People harmed (1)" in page

    def test_facilitator_of_one_side_sees_nothing_of_the_other(
        self, client, sign_in, coordinator, facilitator, both
    ):
        add_contact_point(
            by=coordinator,
            participant=both.responsible,
            kind=ADDRESS,
            value="1 Alder Road\nRushmere",
            postcode="ZZ2 1AA",
        )
        hers, his = letter(coordinator, both.harmed), letter(coordinator, both.responsible)
        assert "other side" in " ".join(papers_in(of(hers)).warnings)
        grant_file(by=coordinator, file=both.harmed_file, user=facilitator, reason="allocated")
        sign_in(client, facilitator)
        page = client.get(reverse("message:letters") + "?run=responsible").content.decode()
        assert reverse("message:envelope", args=[hers.envelope_id]) in page
        assert reverse("message:envelope", args=[his.envelope_id]) not in page
        assert "People responsible" not in page
        assert "lives at this address" not in page
        for name in ("envelope", "pages", "label", "take_out"):
            assert client.get(reverse(f"message:{name}", args=[his.envelope_id])).status_code == 404
        for name in ("print", "came_back"):
            assert client.post(reverse(f"message:{name}", args=[his.envelope_id])).status_code == 404
        with acting_as(facilitator):
            assert not Envelope.objects.filter(pk=of(his).pk).exists()

    def test_stranger_finds_nothing(self, client, sign_in, coordinator, stranger, both):
        hers = letter(coordinator, both.harmed)
        sign_in(client, stranger)
        assert client.get(reverse("message:envelope", args=[hers.envelope_id])).status_code == 404
        assert "No letters wait" in client.get(reverse("message:letters")).content.decode()

    def test_many_letters_take_few_queries(
        self, client, sign_in, coordinator, both, django_assert_max_num_queries
    ):
        for number in range(12):
            member = add_person(
                by=coordinator,
                file=both.harmed_file,
                details={"full_name": f"Mia Member{number}"},
                part=Participant.Part.SUPPORTER,
                of=both.harmed,
            ).participant
            set_safe_contact(by=coordinator, card=member.safe_contact, changes={"post": YES})
            add_contact_point(
                by=coordinator,
                participant=member,
                kind=ADDRESS,
                value=f"{number} Elm Close",
                postcode="ZZ1 2BB",
            )
            letter(coordinator, member)
        sign_in(client, coordinator)
        client.get(reverse("message:letters"))  # the first page of a session is written down as such
        with django_assert_max_num_queries(12):
            page = client.get(reverse("message:letters")).content.decode()
        assert page.count("Print and post") == 12

    def test_worklist_says_how_many_wait(self, client, sign_in, coordinator, both):
        letter(coordinator, both.harmed)
        letter(coordinator, both.responsible)
        page = sign_in(client, coordinator).get(reverse("worklist:home")).content.decode()
        assert "2 envelopes wait to be posted" in page


class TestSheet:
    """A4 folded in three, in a DL envelope whose window is 35 by 90 mm, 20 mm from the left and 18 mm from the bottom."""

    def test_address_shows_however_the_sheet_slips_and_nothing_else_does(self, coordinator, both):
        line = papers_in(of(letter(coordinator, both.harmed)))
        page = pypdf.PdfReader(io.BytesIO(as_pages(line)[0])).pages[0]
        found = list(words_with_places(page))
        window = [(words, x, y) for words, x, y in found if 10 <= x <= 110 and 46 <= y <= 92]
        assert [words for words, _, _ in window][-3:] == ["1 Alder Road", "Rushmere", "ZZ2 1AA"]
        assert all(20 <= x <= 100 and 57 <= y <= 81 for _, x, y in window)
        assert any("Hanna Harmed" in words for words, _, _ in window)

    def test_sheet_is_followed_by_the_papers_and_the_pages_are_counted(self, coordinator, both):
        message = letter(coordinator, both.harmed)
        letter(coordinator, both.harmed, "word " * 900)
        envelope = printed(coordinator, message)
        content, pages = as_pages(papers_in(envelope))
        read = pypdf.PdfReader(io.BytesIO(content))
        assert len(read.pages) == pages == 1 + (envelope.pages or 0)
        assert envelope.pages == 3
        assert "Page 1 of 1" in read.pages[1].extract_text()
        assert "Page 2 of 2" in read.pages[3].extract_text()

    @pytest.mark.parametrize("note", ["", "Brown, written by hand"])
    @pytest.mark.parametrize("shows", [SafeContact.Shows.NOT_ASKED, SafeContact.Shows.ADDRESS])
    def test_envelope_shows_nothing_but_the_address_unless_they_chose_more(
        self, coordinator, both, shows, note
    ):
        changes = {"envelope_shows": shows, "envelope": note}
        set_safe_contact(by=coordinator, card=both.harmed.safe_contact, changes=changes)
        line = papers_in(of(letter(coordinator, both.harmed)))
        assert ("Nobody has asked them yet" in line.window) is (shows == SafeContact.Shows.NOT_ASKED)
        for content in (as_pages(line)[0], as_label(line)):
            text = pypdf.PdfReader(io.BytesIO(content)).pages[0].extract_text()
            assert "Hanna Harmed" in text
            assert "Example Street" not in text
            assert not {"restorative", "hub", "essex"} & set(text.lower().split())

    def test_note_about_the_envelope_takes_nothing_off_it_that_was_chosen(self, coordinator, both):
        changes = {"envelope_shows": SafeContact.Shows.RETURN, "envelope": "Brown, written by hand"}
        set_safe_contact(by=coordinator, card=both.harmed.safe_contact, changes=changes)
        line = papers_in(of(letter(coordinator, both.harmed)))
        for content in (as_pages(line)[0], as_label(line)):
            assert "Example Street" in pypdf.PdfReader(io.BytesIO(content)).pages[0].extract_text()
        assert "where it goes back to" in line.window

    def test_database_knows_what_an_envelope_can_show(self, both):
        with pytest.raises(IntegrityError, match="envelope_shows_what_was_chosen"), transaction.atomic():
            SafeContact.objects.filter(participant=both.harmed).update(envelope_shows="everything")

    def test_letter_to_a_body_outside_says_where_it_goes_back_to(self, coordinator, service):
        message = queue_message(
            by=coordinator,
            channel="letter",
            to=Outside("2 High Street", "The clerk"),
            contents=Contents("Thank you."),
            belongs_to=service,
        )
        assert sender_of(papers_in(of(message))) == "1 Example Street, Chelmsford, ZZ1 1AA"

    def test_return_address_never_names_the_service(self, coordinator, both, service):
        shows = {"envelope_shows": SafeContact.Shows.RETURN}
        set_safe_contact(by=coordinator, card=both.harmed.safe_contact, changes=shows)
        line = papers_in(of(letter(coordinator, both.harmed)))
        assert sender_of(line) == "1 Example Street, Chelmsford, ZZ1 1AA"
        line.envelope.service.address = f"{service.name}\nRestorative House\n1 Example Street"
        assert sender_of(line) == "1 Example Street"


def words_with_places(page):
    """Pieces of text with their distance from the left and from the top, in mm."""
    found = []

    def look(text, cm, tm, font, size):
        if text.strip():
            x = cm[0] * tm[4] + cm[2] * tm[5] + cm[4]
            y = cm[1] * tm[4] + cm[3] * tm[5] + cm[5]
            found.append((text.strip(), x / MM, (float(page.mediabox.height) - y) / MM))

    page.extract_text(visitor_text=look)
    return found


def test_goodbye_does_not_wait_for_a_letter_that_may_no_longer_go(both, coordinator):
    held = letter(coordinator, both.harmed, "We meet on Tuesday.")
    goodbye = queue_message(
        by=coordinator,
        channel="letter",
        to=both.harmed,
        contents=Contents("Thank you. We end here."),
        even_when_stopped=True,
    )
    assert of(held) != of(goodbye)
    set_stopped(by=coordinator, case=both.case, stopped=True)
    with pytest.raises(Refused):
        printed(coordinator, held)
    assert printed(coordinator, goodbye).state == "printed"
