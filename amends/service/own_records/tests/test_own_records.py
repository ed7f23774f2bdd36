"""Somebody sees what is kept about them, and nobody else in it."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from amends.foundation.clock.models import Clock
from amends.foundation.documents.actions import attach
from amends.foundation.documents.models import Copy
from amends.foundation.documents.rules import plain_text
from amends.foundation.lib.refusal import Refused
from amends.foundation.people.actions import add_contact_point, add_person
from amends.foundation.people.models import Person
from amends.foundation.record.gathering import about
from amends.foundation.record.models import Act, AuditEvent
from amends.service.own_records import actions
from amends.service.own_records.models import OwnRecordsRequest
from amends.service.own_records.redacting import GONE, others_of, take_out


@pytest.fixture
def two_harmed(a_case, manager, acting):
    """A second person harmed, and the first one's supporter, with numbers of their own."""
    acting(manager)
    for name, part in (("Zelda Otherwise", "principal"), ("Quentin Quibble", "supporter")):
        person = add_person(by=manager, file=a_case.harmed_file, part=part, details={"full_name": name})
        add_contact_point(by=manager, participant=person.participant, kind="mobile", value="07700900333")
    return a_case


@pytest.fixture
def asked(a_case, manager, acting):
    acting(manager)
    return actions.receive_request(
        by=manager, participant=a_case.responsible, received_on=timezone.localdate()
    )


@pytest.fixture
def sure(asked, manager):
    actions.check_identity(by=manager, request=asked, how="Rang the number on the file")
    return asked


class TestRequest:
    def test_answer_is_due_within_a_month_of_the_day_they_asked(self, a_case, manager, acting):
        acting(manager)
        day = timezone.localdate() - dt.timedelta(days=3)
        actions.receive_request(by=manager, participant=a_case.harmed, received_on=day)
        clock = Clock.objects.get(name=actions.CLOCK)
        assert timezone.localtime(clock.due_at).date() == day + dt.timedelta(days=28)

    def test_day_to_come_and_a_second_request_are_refused(self, asked, a_case, manager):
        tomorrow = timezone.localdate() + dt.timedelta(days=1)
        with pytest.raises(Refused, match="has not come yet"):
            actions.receive_request(by=manager, participant=a_case.harmed, received_on=tomorrow)
        with pytest.raises(Refused, match="asked already"):
            actions.receive_request(
                by=manager, participant=a_case.responsible, received_on=timezone.localdate()
            )

    def test_nothing_is_gathered_before_identity_is_sure(self, asked, manager):
        with pytest.raises(Refused, match="do not know yet"):
            actions.make_pack(by=manager, request=asked)

    def test_nothing_is_given_out_before_it_is_made(self, sure, manager):
        with pytest.raises(Refused, match="no pack yet"):
            actions.release(by=manager, request=sure, way=Copy.How.BY_HAND, note="At the office")

    def test_coordinator_may_not_answer_it(self, a_case, coordinator, acting):
        acting(coordinator)
        with pytest.raises(Refused):
            actions.receive_request(
                by=coordinator, participant=a_case.harmed, received_on=timezone.localdate()
            )


class TestPack:
    @pytest.mark.requirement("W8-332")
    def test_it_holds_their_own_record_and_nobody_elses_names_or_details(self, two_harmed, sure, manager):
        Person.objects.filter(participant=two_harmed.responsible).update(
            access_needs="Shouted at Hanna HARMED and at zelda otherwise; ring 07700 900 101 or 07700900333."
        )
        scan = SimpleUploadedFile("Statement of Hanna Harmed.txt", b"words")
        attach(by=manager, upload=scan, belongs_to=two_harmed.responsible_file)
        text = plain_text(actions.make_pack(by=manager, request=sure).html)
        assert "Rhys Ponsible" in text
        assert "07700900202" in text
        for other in (
            "hanna",
            "harmed,",
            "zelda",
            "otherwise",
            "quentin",
            "supporter",
            "900101",
            "900 101",
            "900333",
        ):
            assert other not in text.lower().replace("person harmed", ""), other
        assert text.count(GONE) >= 4

    @pytest.mark.requirement("W8-332")
    def test_what_was_given_out_is_on_file_and_in_the_trail(self, sure, manager):
        document = actions.make_pack(by=manager, request=sure)
        actions.release(by=manager, request=sure, way=Copy.How.BY_HAND, note="At the office")
        assert Copy.objects.get(document=document).participant == sure.participant
        given_out = AuditEvent.objects.get(what="own_records.released")
        assert (given_out.act, given_out.recipient) == (
            Act.DISCLOSURE,
            f"participant:{sure.participant_id}",
        )
        assert Clock.objects.get(name=actions.CLOCK).stopped_at

    def test_rooms_need_not_be_named_for_their_rows_to_be_found(self, a_case, manager, acting):
        acting(manager)
        chapters = {chapter.title: chapter for chapter in about(a_case.harmed.pk)}
        assert "Contact points" in chapters
        rows = [row for chapter in chapters.values() for entry in chapter.entries for row in entry.rows]
        assert ("Full name", "Hanna Harmed") in rows
        assert ("Full name", "Rhys Ponsible") not in rows


class TestTakingOut:
    def test_names_they_share_with_this_person_stay(self, a_case, manager, acting):
        acting(manager)
        Person.objects.filter(participant=a_case.harmed).update(full_name="Hanna Ponsible")
        assert "Ponsible" not in others_of(a_case.responsible)
        assert "Hanna" in others_of(a_case.responsible)

    @given(st.text(alphabet="ab .,-", max_size=30), st.sampled_from(["Hanna", "HANNA", "hanna"]))
    def test_a_name_is_found_in_any_capitals_between_any_words(self, around, name):
        text = take_out(f"{around} {name} {around}", ["Hanna"])
        assert "hanna" not in text.lower()

    @pytest.mark.parametrize("written", ["07700900101", "07700 900101", "07700-900-101", "0 7700 900 101"])
    def test_a_number_is_found_however_it_is_spaced(self, written):
        assert take_out(f"ring {written} now", ["07700900101"]) == f"ring {GONE} now"

    def test_a_word_that_only_contains_a_name_stays(self):
        assert take_out("Annalise went to Annan", ["Ann"]) == "Annalise went to Annan"


def test_from_the_persons_page_to_the_pack_in_their_hands(client, sign_in, manager, a_case):
    client = sign_in(client, manager)
    person = client.get(reverse("casefile:person", args=[a_case.harmed.pk])).content.decode()
    start = reverse("own_records:person", args=[a_case.harmed.pk])
    assert start in person
    day = timezone.localdate()
    client.post(
        start, {"received_on_day": day.day, "received_on_month": day.month, "received_on_year": day.year}
    )
    found = OwnRecordsRequest.objects.get()
    client.post(reverse("own_records:identity", args=[found.pk]), {"how": "Saw a passport"})
    page = client.post(reverse("own_records:pack", args=[found.pk]), follow=True).content.decode()
    assert "Read it through" in page
    found.refresh_from_db()
    pdf = client.get(reverse("documents:pdf", args=[found.document_id]))
    assert pdf["Content-Type"] == "application/pdf"
    client.post(reverse("own_records:release", args=[found.pk]), {"way": "by_hand", "note": "At the office"})
    found.refresh_from_db()
    assert found.released_on == day
    assert client.get(reverse("own_records:release", args=[found.pk])).status_code == 404


def test_facilitator_finds_none_of_it(client, sign_in, facilitator, asked):
    client = sign_in(client, facilitator)
    assert client.get(reverse("own_records:request", args=[asked.pk])).status_code == 404
    assert client.get(reverse("own_records:person", args=[asked.participant_id])).status_code == 404
