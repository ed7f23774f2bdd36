"""A recording is shown and given out for what was agreed, by people named for it; every use and every attempt stays."""

from datetime import timedelta

import pytest
from django.db import ProgrammingError, transaction
from django.urls import reverse
from django.utils import timezone

from amends.foundation.access.acting import acting_as
from amends.foundation.clock.models import Clock
from amends.foundation.lib.refusal import Refused
from amends.foundation.pages.tests.costs import cost
from amends.foundation.record.models import AuditEvent
from amends.journey.consent.models import Consent
from amends.journey.consent.tests.cast import agree, refuse, scan_of
from amends.journey.meeting import actions
from amends.journey.meeting.models import Recording, RecordingUse
from amends.journey.meeting.tests.cast import both, hold_it


def allow(by, person, *uses):
    """They sign that it may be recorded, for these uses."""
    agree(by, person, "recording", how="signed", form=scan_of(by, person), items=list(uses))


@pytest.fixture
def filmed(confirmed, coordinator):
    """A meeting that was filmed: both agreed to training, one of them to promotion as well."""
    with acting_as(coordinator):
        allow(coordinator, confirmed.harmed, "training")
        allow(coordinator, confirmed.responsible, "training", "promotion")
        actions.film(by=coordinator, meeting=confirmed.meeting, protocol="FILM-2")
        confirmed.meeting.refresh_from_db()
        hold_it(coordinator, confirmed)
        confirmed.meeting.refresh_from_db()
    return confirmed


@pytest.fixture
def recording(filmed, coordinator):
    """For training only; the coordinator is named for it."""
    row = register(coordinator, filmed)
    actions.name_viewer(by=coordinator, recording=row, user=coordinator, signed_on=timezone.localdate())
    return row


def register(by, fence, **changes):
    end = timezone.localdate(fence.meeting.starts_at) + timedelta(days=90)
    details = {"reference": "REC-1", "kept_where": "The safe", "destroy_by": end, **changes}
    return actions.register_recording(by=by, meeting=fence.meeting, **details)


def use(by, row, purpose="training", kind="show"):
    return actions.use_recording(by=by, recording=row, kind=kind, purpose=purpose, audience="Six trainees")


@pytest.mark.requirement("W8-286")
def test_one_agreed_for_training_is_not_given_out_for_promotion_and_the_attempt_is_logged(
    client, sign_in, recording, filmed, coordinator
):
    address = reverse("meeting:use_recording", args=[filmed.case.number, recording.pk])
    answers = {"kind": "export", "purpose": "promotion", "audience": "The local paper"}
    sign_in(client, coordinator)
    page = client.post(address, answers)
    assert page.status_code == 200
    assert "agreed to this use: training" in page.content.decode()
    tried = RecordingUse.objects.get()
    assert (tried.by, tried.purpose, tried.kind, bool(tried.refused)) == (
        coordinator,
        "promotion",
        "export",
        True,
    )
    assert AuditEvent.objects.get(what="recording.refused").details["purpose"] == "promotion"
    assert client.post(address, {**answers, "purpose": "training"}).status_code == 302
    assert RecordingUse.objects.latest("pk").refused == ""
    log = client.get(reverse("meeting:recordings", args=[filmed.case.number])).content.decode()
    assert "The local paper" in log
    assert "Refused" in log
    assert cost(client, reverse("meeting:recordings", args=[filmed.case.number])) <= 12


@pytest.mark.requirement("W8-286")
def test_nobody_shows_it_who_is_not_named(recording, manager, acting):
    acting(manager)
    assert "named" in use(manager, recording).refused
    assert AuditEvent.objects.filter(what="recording.refused", user_id=manager.pk).exists()
    actions.name_viewer(by=manager, recording=recording, user=manager, signed_on=timezone.localdate())
    assert use(manager, recording).refused == ""


def test_the_database_takes_no_use_that_is_not_agreed(recording, manager, coordinator, acting):
    row = {"service": recording.service, "case": recording.case, "recording": recording, "audience": "x"}
    for user, purpose in ((coordinator, "promotion"), (manager, "training")):
        acting(user)
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            RecordingUse.objects.create(by=user, kind="show", purpose=purpose, **row)
    acting(coordinator)
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        RecordingUse.objects.update(audience="Nobody")


@pytest.mark.parametrize("answer", ["withdrawn", "refused"])
def test_who_takes_it_back_ends_every_use_at_once(recording, filmed, coordinator, answer):
    refuse(coordinator, filmed.harmed, "recording", answer)
    recording.refresh_from_db()
    assert recording.uses == []
    assert "agreed to this use: nothing" in use(coordinator, recording).refused


def test_who_allows_more_later_opens_nothing_by_themselves(recording, filmed, coordinator):
    allow(coordinator, filmed.harmed, "training", "promotion", "partner_information")
    recording.refresh_from_db()
    assert recording.uses == ["training"]


def test_only_a_meeting_that_was_filmed_has_one_and_it_has_an_end(confirmed, filmed, coordinator):
    with pytest.raises(Refused, match="destroyed after") as refusal:
        register(coordinator, filmed, destroy_by=timezone.localdate(filmed.meeting.starts_at))
    assert refusal.value.field == "destroy_by"
    filmed.meeting.filmed_under = ""
    with pytest.raises(Refused, match="filmed under a protocol"):
        register(coordinator, filmed)


def test_a_destroyed_one_is_shown_to_nobody_and_its_clock_stops(recording, coordinator):
    clock = Clock.objects.get(name="recording-destroyed")
    assert timezone.localdate(clock.due_at) == recording.destroy_by
    actions.destroy_recording(by=coordinator, recording=recording, on=timezone.localdate())
    clock.refresh_from_db()
    assert clock.stopped_at
    assert use(coordinator, Recording.objects.get()).refused == "It has been destroyed."


def test_a_yes_without_a_use_allows_none(confirmed, coordinator):
    for person in both(confirmed):
        allow(coordinator, person)
    assert not Consent.objects.filter(purpose="recording").exclude(items=[]).exists()
    actions.film(by=coordinator, meeting=confirmed.meeting, protocol="FILM-2")
    confirmed.meeting.refresh_from_db()
    hold_it(coordinator, confirmed)
    confirmed.meeting.refresh_from_db()
    assert register(coordinator, confirmed).uses == []
