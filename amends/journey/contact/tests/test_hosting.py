"""Whoever has no way into the host's record has somebody who types it in, and somebody looks whether it is right."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from amends.foundation.access.acting import acting_as
from amends.foundation.clock.models import Clock
from amends.foundation.lib.refusal import Refused
from amends.foundation.messages.models import Notice
from amends.foundation.pages.tests.costs import cost
from amends.journey.contact import actions
from amends.journey.contact.models import AccuracyCheck, HostAccess, HostPosting


@pytest.fixture
def hosted(allocated_case, coordinator, acting):
    """A service whose people are under probation."""
    acting(coordinator)
    allocated_case.case.profile = "hmpps-2023"
    allocated_case.case.save()
    for participant in (allocated_case.harmed, allocated_case.responsible):
        participant.case.refresh_from_db()
    return allocated_case


def arrange(coordinator, service, user, *, direct=False, inputter=None):
    with acting_as(coordinator):
        return actions.arrange_entry(
            by=coordinator, service=service, user=user, direct=direct, inputter=inputter
        )


def log(by, hosted):
    with acting_as(by):
        return actions.log_contact(
            by=by,
            participant=hosted.responsible,
            kind="call",
            result="reached",
            at=timezone.now() - timedelta(minutes=5),
            minutes=10,
            disclosable=False,
            harm_signs=[],
        )


@pytest.mark.requirement("W8-372")
def test_a_contact_of_somebody_without_access_stays_in_the_queue_of_who_types_it_in(
    client, sign_in, hosted, service, facilitator, coordinator, administrator, manager
):
    arrange(coordinator, service, facilitator, inputter=administrator)
    log(facilitator, hosted)
    with acting_as(coordinator):
        posting = HostPosting.objects.get()
        assert posting.inputter == administrator
        assert Clock.objects.get(name="host-record").owner == administrator
    sign_in(client, administrator)
    queue = reverse("contact:transfers")
    page = client.get(queue).content.decode()
    assert "For you to type in" in page
    assert hosted.case.number in page
    assert cost(client, queue) <= 12
    assert "For you to type in" not in sign_in(type(client)(), manager).get(queue).content.decode()
    client.post(reverse("contact:transfer", args=[posting.pk]), {"summary": "Telephone call, 10 minutes."})
    assert "For you to type in" not in client.get(queue).content.decode()
    with acting_as(coordinator):
        posting.refresh_from_db()
    assert posting.posted_by == administrator
    assert posting.posted_at


@pytest.mark.requirement("W8-372")
@pytest.mark.parametrize("noted", [True, False])
def test_with_nobody_named_the_facilitator_is_told(hosted, service, facilitator, coordinator, noted):
    if noted:
        arrange(coordinator, service, facilitator)
    log(facilitator, hosted)
    with acting_as(facilitator):
        words = list(Notice.objects.filter(user=facilitator).values_list("words", flat=True))
    assert [each for each in words if "nobody is named who types your contacts" in each]


def test_who_has_an_account_there_enters_it_themselves(hosted, service, facilitator, coordinator):
    arrange(coordinator, service, facilitator, direct=True)
    log(facilitator, hosted)
    with acting_as(coordinator):
        assert Clock.objects.get(name="host-record").owner == facilitator
    with acting_as(facilitator):
        assert not Notice.objects.filter(user=facilitator, words__contains="nobody is named").exists()


def test_what_waits_goes_to_whoever_is_named_later(hosted, service, facilitator, coordinator, administrator):
    log(facilitator, hosted)
    arrange(coordinator, service, facilitator, inputter=administrator)
    with acting_as(coordinator):
        assert HostPosting.objects.get().inputter == administrator
        assert Clock.objects.get(name="host-record").owner == administrator


def test_nobody_types_in_for_themselves_and_direct_entry_needs_nobody(
    service, facilitator, coordinator, administrator
):
    with pytest.raises(Refused, match="Somebody else"):
        arrange(coordinator, service, facilitator, inputter=facilitator)
    with pytest.raises(Refused, match="needs nobody"):
        arrange(coordinator, service, facilitator, direct=True, inputter=administrator)
    with pytest.raises(Refused, match="role does not allow"):
        arrange(facilitator, service, facilitator, direct=True)


def test_nobody_arranges_it_for_themselves_in_the_database(service, facilitator, coordinator):
    arrange(coordinator, service, facilitator)
    with acting_as(facilitator):
        assert HostAccess.objects.get().user == facilitator
        assert HostAccess.objects.update(direct=True) == 0


@pytest.mark.requirement("W8-372")
def test_a_check_of_the_host_record_counts_what_was_wrong_and_comes_again(
    client, sign_in, service, coordinator, acting
):
    sign_in(client, coordinator)
    day = timezone.localdate()
    answers = {
        "checked_on_day": day.day,
        "checked_on_month": day.month,
        "checked_on_year": day.year,
        "sample": 20,
        "wrong": 3,
        "put_right": "",
    }
    page = client.post(reverse("contact:accuracy"), answers).content.decode()
    assert "Say what was wrong" in page
    client.post(reverse("contact:accuracy"), {**answers, "put_right": "Wrong day, corrected"})
    page = client.get(reverse("contact:accuracy")).content.decode()
    assert "85%" in page
    acting(coordinator)
    assert AccuracyCheck.objects.get().wrong == 3
    assert Clock.objects.get(name="host-accuracy").stopped_at is None
    with pytest.raises((ValidationError, IntegrityError)), transaction.atomic():
        actions.note_accuracy(
            by=coordinator, service=service, checked_on=day, sample=2, wrong=3, put_right="x"
        )


@pytest.mark.requirement("W8-372")
def test_each_facilitator_is_marked_on_the_page(
    client, sign_in, service, facilitator, coordinator, administrator
):
    sign_in(client, coordinator)
    page = client.get(reverse("contact:entry")).content.decode()
    assert "Nobody is named" in page
    form = reverse("contact:entry_of", args=[facilitator.pk])
    assert form in page
    assert client.post(form, {"way": "typed", "inputter": administrator.pk}).status_code == 302
    page = client.get(reverse("contact:entry")).content.decode()
    assert administrator.name in page
    assert "Nobody is named" not in page
    assert client.get(reverse("contact:entry_of", args=[administrator.pk])).status_code == 404
