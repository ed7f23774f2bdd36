"""A meeting rests on everybody's live consent: taken back, it is off, and nothing replaces it."""

import pytest
from django.utils import timezone

from amends.foundation.access.acting import acting_as
from amends.foundation.case.actions import add_participant
from amends.foundation.case.models import FileGrant, Participant
from amends.foundation.lib.refusal import Refused
from amends.foundation.messages.models import Notice
from amends.journey.consent.actions import note_resistance, resistance_is_over, withdraw
from amends.journey.consent.rules import has_consent
from amends.journey.consent.tests.cast import agree, asked_again, refuse, sign
from amends.journey.meeting import actions
from amends.journey.meeting.models import Booking, Invitation, Meeting
from amends.journey.meeting.tests.cast import get_ready, hold_it, in_the_hall
from amends.journey.preparation.rules import check_way_agreed
from amends.journey.preparation.tests.cast import may_come

WATCHING = {"agency": "Example Probation", "protocol": "OBS-1", "confidential_on": "2026-03-01"}


@pytest.fixture
def planned(prepared, coordinator, hall):
    """A meeting that is planned, with a supporter on each side and one more beside her."""
    fence = prepared()
    with acting_as(coordinator):
        fence.meeting = actions.plan(by=coordinator, case=fence.case, wanted=in_the_hall(hall))
        fence.five = [fence.harmed, fence.responsible]
        for of, initials in ((fence.harmed, "S1"), (fence.harmed, "S2"), (fence.responsible, "S3")):
            fence.five.append(beside(coordinator, fence.meeting, of, initials))
    return fence


def beside(by, meeting, of, initials):
    """Somebody who agrees to come and support one of the two."""
    part = Participant.Part.SUPPORTER
    person = add_participant(by=by, file=of.file, initials=initials, part=part, of=of)
    agree(by, person, "take_part")
    may_come(by, person)
    invitation = actions.invite(by=by, meeting=meeting, participant=person)
    actions.answer(by=by, invitation=invitation, details={"answer": "yes"})
    return person


@pytest.mark.requirement("W8-285")
def test_filming_is_refused_while_one_of_five_has_not_signed_and_that_one_is_named(planned, coordinator):
    for person in planned.five[:4]:
        sign(coordinator, person, "recording")
    agree(coordinator, planned.five[4], "recording", how="spoken")
    with pytest.raises(Refused) as refusal:
        actions.film(by=coordinator, meeting=planned.meeting, protocol="FILM-2")
    assert "S3" in str(refusal.value)
    for initials in ("HH", "RP", "S1", "S2"):
        assert initials not in str(refusal.value)
    sign(coordinator, planned.five[4], "recording")
    with pytest.raises(Refused, match="under which protocol"):
        actions.film(by=coordinator, meeting=planned.meeting, protocol=" ")
    actions.film(by=coordinator, meeting=planned.meeting, protocol="FILM-2")
    assert Meeting.objects.get().filmed_under == "FILM-2"
    refuse(coordinator, planned.five[2], "recording", "withdrawn")
    assert Meeting.objects.get().filmed_under == ""


@pytest.mark.requirement("W8-285")
@pytest.mark.parametrize("missing", list(WATCHING))
def test_observer_has_an_agency_a_protocol_and_has_signed_to_keep_it_private(planned, coordinator, missing):
    for person in planned.five:
        sign(coordinator, person, "observers")
    details = {name: value for name, value in WATCHING.items() if name != missing}
    with pytest.raises(Refused) as refusal:
        watch(coordinator, planned.meeting, details)
    assert refusal.value.field == missing


def watch(by, meeting, details=WATCHING):
    return actions.invite(by=by, meeting=meeting, called="Olu, trainee", capacity="observer", details=details)


@pytest.mark.requirement("W8-285")
def test_observer_comes_only_with_the_signed_consent_of_everybody_there(planned, coordinator):
    for person in planned.five[:4]:
        sign(coordinator, person, "observers")
    with pytest.raises(Refused, match="S3"):
        watch(coordinator, planned.meeting)
    sign(coordinator, planned.five[4], "observers")
    watch(coordinator, planned.meeting)
    refuse(coordinator, planned.harmed, "observers", "withdrawn")
    assert Invitation.objects.get(capacity="observer").answer == "no"


@pytest.mark.requirement("W8-285")
def test_whoever_sees_one_side_cannot_say_that_the_other_has_signed(
    planned, coordinator, facilitator, acting
):
    grants = FileGrant.objects.filter(file=planned.responsible_file, user=facilitator)
    grants.update(ended_at=timezone.now())
    for person in (planned.five[0], *planned.five[2:4]):
        sign(coordinator, person, "recording", "observers")
    acting(facilitator)
    for act in (watch, lambda by, meeting: actions.film(by=by, meeting=meeting, protocol="FILM-2")):
        with pytest.raises(Refused, match="you work with one of them") as refusal:
            act(facilitator, planned.meeting)
        assert "RP" not in str(refusal.value)
    assert Meeting.objects.get().filmed_under == ""


@pytest.mark.requirement("W8-073")
def test_no_meeting_is_booked_with_somebody_who_resists_it(prepared, coordinator, hall):
    fence = prepared()
    note_resistance(by=coordinator, participant=fence.responsible, words="Not her.", likely_to_agree=True)
    with pytest.raises(Refused, match="is against meeting"):
        actions.plan(by=coordinator, case=fence.case, wanted=in_the_hall(hall))
    resistance_is_over(by=coordinator, participant=fence.responsible)
    assert actions.plan(by=coordinator, case=fence.case, wanted=in_the_hall(hall)).pk


@pytest.mark.requirement("PF-107")
@pytest.mark.requirement("W8-094")
def test_withdrawal_without_a_reason_stops_the_booked_meeting_and_nobody_passes_over_it(
    confirmed, coordinator, manager
):
    withdraw(by=coordinator, participant=confirmed.harmed)
    meeting = Meeting.objects.select_related("case").get()
    assert meeting.state == "cancelled"
    with acting_as(manager), pytest.raises(Refused):
        hold_it(manager, confirmed)


@pytest.mark.requirement("W8-094")
@pytest.mark.parametrize("name", ["essex-2015", "hmpps-2023", "noms-2013", "noms-2013-order"])
def test_under_no_rules_does_a_manager_replace_her_consent(confirmed, coordinator, manager, name):
    confirmed.case.profile = name
    confirmed.case.save(update_fields=["profile"])
    refuse(coordinator, confirmed.harmed, "meeting", "unsure")
    meeting = Meeting.objects.select_related("case").get()
    assert meeting.state == "confirmed"
    with acting_as(manager):
        with pytest.raises(Refused, match="on hold"):
            hold_it(manager, confirmed)
        with pytest.raises(Refused, match="no clear yes to this meeting"):
            actions.decide_on_hold(by=manager, meeting=meeting, decision="goes_on")
    with pytest.raises(Refused, match="Not everybody has agreed"):
        check_way_agreed(confirmed.case, "meeting")


@pytest.mark.requirement("W8-305")
@pytest.mark.parametrize("side", ["harmed", "responsible"])
def test_who_agreed_to_preparation_only_has_no_date_set_until_they_agree_to_meet(
    prepared, coordinator, hall, side
):
    fence = prepared()
    person = getattr(fence, side)
    refuse(coordinator, person, "meeting", "not_sought", note="Only preparation so far.")
    assert has_consent(person, "take_part")
    with pytest.raises(Refused, match="Not everybody has agreed: to meet face to face"):
        actions.plan(by=coordinator, case=fence.case, wanted=in_the_hall(hall))
    agree(coordinator, person, "meeting")
    assert actions.plan(by=coordinator, case=fence.case, wanted=in_the_hall(hall)).pk


@pytest.mark.requirement("W8-294")
def test_meeting_is_confirmed_with_a_no_to_research_and_not_without_a_yes_to_take_part(
    communicating, coordinator, hall
):
    fence = communicating()
    refuse(coordinator, fence.harmed, "research")
    meeting = actions.plan(by=coordinator, case=fence.case, wanted=in_the_hall(hall))
    get_ready(coordinator, meeting)
    refuse(coordinator, fence.harmed, "take_part", "not_sought", note="Never asked on paper.")
    with pytest.raises(Refused, match="Not everybody has agreed"):
        actions.confirm(by=coordinator, meeting=meeting)
    agree(coordinator, fence.harmed, "take_part")
    assert actions.confirm(by=coordinator, meeting=meeting).state == "confirmed"


@pytest.mark.requirement("W8-296")
def test_somebody_who_is_not_sure_holds_the_meeting_up(confirmed, coordinator):
    refuse(coordinator, confirmed.responsible, "take_part", "unsure")
    with pytest.raises(Refused, match="on hold"):
        hold_it(coordinator, confirmed)
    agree(coordinator, confirmed.responsible, "take_part")
    with pytest.raises(Refused, match="on hold"):
        hold_it(coordinator, confirmed)


@pytest.mark.requirement("PF-107")
def test_no_to_meeting_alone_calls_the_meeting_off_and_says_nothing_of_whom(
    confirmed, coordinator, facilitator, second_facilitator
):
    refuse(coordinator, confirmed.harmed, "meeting", "withdrawn")
    assert Meeting.objects.get().state == "cancelled"
    assert not Booking.objects.filter(freed=False).exists()
    told = Notice.objects.filter(words__endswith="the meeting is off.").values_list("user", flat=True)
    assert set(told) == {facilitator.pk, second_facilitator.pk}
    confirmed.case.refresh_from_db()
    assert confirmed.case.stopped_at is None


@pytest.mark.requirement("PF-079")
def test_conference_does_not_begin_on_consent_from_assessment(confirmed, coordinator):
    supporter = beside(coordinator, confirmed.meeting, confirmed.harmed, "S1")
    confirmed.case.profile = "hmpps-2023"
    confirmed.case.save(update_fields=["profile"])
    scope = f"meeting:{confirmed.meeting.pk}"
    with pytest.raises(Refused) as refusal:
        hold_it(coordinator, confirmed)
    for initials in ("HH", "RP", "S1"):
        assert initials in str(refusal.value)
    asked_again(coordinator, "exchange", confirmed.harmed, confirmed.responsible, scope=scope)
    with pytest.raises(Refused, match="S1"):
        hold_it(coordinator, confirmed)
    asked_again(coordinator, "exchange", supporter, scope=scope)
    hold_it(coordinator, confirmed, although="Her sister came by bus.")
    assert Meeting.objects.get().state == "held"
