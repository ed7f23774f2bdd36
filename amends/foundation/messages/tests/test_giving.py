"""A paper that is made reaches somebody: by post, by hand or read out; and the register of all that."""

import datetime as dt

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from amends.foundation.access.acting import acting_as
from amends.foundation.case.actions import grant_file
from amends.foundation.case.models import Participant
from amends.foundation.documents.actions import give_copy, make_document
from amends.foundation.documents.models import Copy
from amends.foundation.documents.worded import Paper
from amends.foundation.lib.dates import long_date
from amends.foundation.lib.refusal import Refused
from amends.foundation.messages.giving_actions import give
from amends.foundation.messages.giving_rules import who_may_get
from amends.foundation.messages.models import Message
from amends.foundation.messages.posting_actions import note_came_back, post_envelope, print_envelope
from amends.foundation.people.actions import add_contact_point, add_person
from amends.foundation.people.models import ContactPoint
from amends.foundation.record.models import AuditEvent


@pytest.fixture
def her(coordinator, a_case):
    kind = ContactPoint.Kind.ADDRESS
    add_contact_point(
        by=coordinator, participant=a_case.harmed, kind=kind, value="1 Alder Road", postcode="ZZ2 1AA"
    )
    return a_case.harmed


@pytest.fixture
def paper(coordinator, a_case):
    return make_document(by=coordinator, paper=Paper("explained-choice", {}), belongs_to=a_case.harmed_file)


def test_paper_goes_from_its_page_into_the_queue(client, sign_in, coordinator, her, paper):
    sign_in(client, coordinator)
    address = reverse("message:give", args=[paper.pk])
    assert address in client.get(reverse("documents:show", args=[paper.pk])).content.decode()
    client.post(address, {"participant": her.pk, "how": "queue"})
    message = Message.objects.get()
    assert (message.document, message.to_participant) == (paper, her)
    assert not Copy.objects.exists()
    with pytest.raises(Refused, match="already waits"):
        give(by=coordinator, document=paper, participant=her, how="queue")


@pytest.mark.parametrize("how", ["by_hand", "read_out"])
def test_paper_that_was_given_stands_in_the_register(client, sign_in, coordinator, her, paper, how):
    sign_in(client, coordinator)
    given = timezone.localdate() + dt.timedelta(days=3)
    with time_machine.travel(timezone.now() + dt.timedelta(days=5)):
        sign_in(client, coordinator)
        said = {"participant": her.pk, "how": how, **on_the(given)}
        client.post(reverse("message:give", args=[paper.pk]), said)
        page = client.get(reverse("message:given", args=[her.pk])).content.decode()
    copy = Copy.objects.get()
    assert (copy.participant, copy.how, timezone.localdate(copy.given_at)) == (her, how, given)
    assert "What taking part means" in page
    assert long_date(given) in page


def on_the(day):
    """A day as the form is sent."""
    return {"on_day": day.day, "on_month": day.month, "on_year": day.year}


def test_nobody_was_given_a_paper_before_it_was_made(client, sign_in, coordinator, her, paper):
    """Refused at the field, and by the database; on the day itself it can have been given."""
    sign_in(client, coordinator)
    address, today = reverse("message:give", args=[paper.pk]), timezone.localdate()
    before = {"participant": her.pk, "how": "by_hand", **on_the(today - dt.timedelta(days=1))}
    answer = client.post(address, before)
    assert f"This paper was made on {long_date(today)}" in answer.content.decode()
    assert 'id="error_id_on' in answer.content.decode() or 'href="#id_on' in answer.content.decode()
    assert not Copy.objects.exists()
    assert client.post(address, {**before, **on_the(today)}).status_code == 302
    with pytest.raises(IntegrityError, match="before it is made"), transaction.atomic():
        Copy.objects.update(given_at=timezone.now() - dt.timedelta(days=1))


def test_paper_from_before_its_day_was_kept_has_the_day_it_was_made_at(coordinator, her, paper):
    paper.made_on = None
    assert paper.day_made == timezone.localdate(paper.made_at)


def test_sheet_that_was_taken_home_from_the_table_may_be_older_than_the_paper_made_of_it(
    coordinator, her, paper
):
    yesterday = timezone.now() - dt.timedelta(days=1)
    with pytest.raises(Refused, match="nobody can have been given it before"):
        give_copy(by=coordinator, document=paper, how="by_hand", participant=her, at=yesterday)
    copy = give_copy(
        by=coordinator, document=paper, how="by_hand", participant=her, at=yesterday, from_table=True
    )
    assert timezone.localdate(copy.given_at) < paper.day_made


def test_paper_of_one_side_is_offered_to_nobody_of_the_other(
    client, sign_in, coordinator, a_case, her, paper
):
    sign_in(client, coordinator)
    page = client.get(reverse("message:give", args=[paper.pk])).content.decode()
    assert "person responsible" not in page.lower()
    with pytest.raises(Refused, match="somebody else's file"):
        give(by=coordinator, document=paper, participant=a_case.responsible, how="by_hand")


@pytest.mark.parametrize("subject", ["", "participant"])
def test_letter_to_somebody_by_name_is_offered_to_nobody_else_of_their_side(
    coordinator, a_case, her, subject
):
    sister = add_person(
        by=coordinator,
        file=a_case.harmed_file,
        details={"full_name": "Sana Supports"},
        part=Participant.Part.SUPPORTER,
        of=her,
    ).participant
    document = make_document(
        by=coordinator,
        paper=Paper(
            "plain-letter",
            {"to_name": her.person.full_name, "body": "What we talked about"},
            subject=f"participant:{her.pk}" if subject else "",
            names_allowed=[her.person.full_name],
        ),
        belongs_to=a_case.harmed_file,
    )
    assert [person.pk for person in who_may_get(coordinator, document)] == [her.pk]
    with pytest.raises(Refused, match="somebody else"):
        give(by=coordinator, document=document, participant=sister, how="by_hand")


def test_own_record_is_given_out_by_the_manager_who_reads_it_through_and_not_here(
    client, sign_in, coordinator, a_case, her
):
    pack = make_document(
        by=coordinator,
        paper=Paper(
            "own-records",
            {
                "to_name": her.person.full_name,
                "chapters": [{"title": "Contacts", "entries": []}],
                "received_on": timezone.localdate(),
            },
            names_allowed=[her.person.full_name],
        ),
        belongs_to=a_case.harmed_file,
    )
    sign_in(client, coordinator)
    assert "/give/" not in client.get(reverse("documents:show", args=[pack.pk])).content.decode()
    assert client.get(reverse("message:give", args=[pack.pk])).status_code == 404
    with pytest.raises(Refused):
        give(by=coordinator, document=pack, participant=her, how="queue")


def test_paper_for_staff_is_given_to_nobody_in_the_case(client, sign_in, coordinator, service):
    own = make_document(by=coordinator, paper=Paper("leaflet", {}), belongs_to=service)
    sign_in(client, coordinator)
    assert "/give/" not in client.get(reverse("documents:show", args=[own.pk])).content.decode()
    assert client.get(reverse("message:give", args=[own.pk])).status_code == 404


def test_register_says_what_came_back(client, sign_in, coordinator, a_case, her, paper):
    message = give(by=coordinator, document=paper, participant=her, how="queue")
    assert message
    assert message.envelope
    envelope = print_envelope(by=coordinator, envelope=message.envelope, version=1)
    envelope = post_envelope(by=coordinator, envelope=envelope, version=2, looked_through=True)
    note_came_back(by=coordinator, envelope=envelope, version=3)
    page = sign_in(client, coordinator).get(reverse("message:given_in_case", args=[a_case.case.number]))
    assert "Came back</strong>" in page.content.decode()
    table = client.get(reverse("message:given", args=[her.pk]) + "?file=csv")
    assert table.headers["Content-Type"].startswith("text/csv")
    assert AuditEvent.objects.get(what="given.taken").file_id == her.file_id
    assert "What taking part means,1,Usual print" in table.content.decode()
    assert table.content.decode().strip().endswith("yes")


def test_facilitator_of_one_side_reads_only_that_side(
    client, sign_in, coordinator, facilitator, a_case, her, paper
):
    his = make_document(
        by=coordinator, paper=Paper("explained-choice-responsible", {}), belongs_to=a_case.responsible_file
    )
    give_copy(by=coordinator, document=paper, how="by_hand", participant=her)
    give_copy(by=coordinator, document=his, how="by_hand", participant=a_case.responsible)
    grant_file(by=coordinator, file=a_case.harmed_file, user=facilitator, reason="allocated")
    sign_in(client, facilitator)
    address = reverse("message:given_in_case", args=[a_case.case.number])
    for page in (client.get(address), client.get(address + "?file=csv")):
        text = page.content.decode()
        assert f"{her.initials}," in text
        assert f"{a_case.responsible.initials}," not in text
    assert client.get(reverse("message:given", args=[a_case.responsible.pk])).status_code == 404
    assert client.get(reverse("message:give", args=[his.pk])).status_code == 404
    with acting_as(facilitator), pytest.raises(Refused):
        give(by=facilitator, document=paper, participant=a_case.responsible, how="by_hand")


def test_register_takes_few_queries(client, sign_in, coordinator, a_case, her, django_assert_max_num_queries):
    for _ in range(8):
        paper = make_document(
            by=coordinator, paper=Paper("explained-choice", {}), belongs_to=a_case.harmed_file
        )
        give_copy(by=coordinator, document=paper, how="by_hand", participant=her)
    sign_in(client, coordinator)
    address = reverse("message:given_in_case", args=[a_case.case.number])
    client.get(address)  # the first page of a session is written down as such
    with django_assert_max_num_queries(12):
        client.get(address)
