"""A stop cancels at once; a meeting is held when it is confirmed and wanted; the write-up stays as it was signed."""

import datetime as dt

import pytest
import time_machine
from django.db import DatabaseError, IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from amends.foundation.access.acting import acting_as
from amends.foundation.access.models import Agency
from amends.foundation.access.tests.cast import make_user
from amends.foundation.case.actions import grant_file, take_step
from amends.foundation.case.models import Case
from amends.foundation.case.rules import reached
from amends.foundation.clock.models import Clock
from amends.foundation.lib.refusal import Refused
from amends.journey.consent.actions import Evidence, record_consent, withdraw
from amends.journey.meeting import actions
from amends.journey.meeting.models import Booking, Meeting, WriteUp
from amends.journey.meeting.rules import board, check_ready, who_came
from amends.journey.meeting.tests.cast import hold_it, in_the_hall
from amends.journey.meeting.tests.test_pages import address

WORDS = {
    "background": "a fence",
    "account": "calm",
    "turning_points": "the photograph",
    "lessons": "more time",
}


def evening_of(meeting):
    return time_machine.travel(meeting.ends_at + dt.timedelta(hours=1), tick=True)


def hold(by, meeting, **changes):
    came = {i.pk: "came" for i in meeting.invitations.all()}
    times = {"began_at": meeting.starts_at, "ended_at": meeting.ends_at, "attendance": came, **changes}
    return actions.hold(by=by, meeting=meeting, **times)


@pytest.mark.requirement("EX-036")
def test_stop_cancels_the_meeting_and_frees_everything_in_the_same_moment(confirmed, coordinator):
    withdraw(by=coordinator, participant=confirmed.harmed)
    meeting = Meeting.objects.get()
    assert (meeting.state, meeting.cancelled_because) == ("cancelled", "stopped")
    assert not Booking.objects.filter(freed=False).exists()
    assert not Clock.objects.filter(name="meeting-day", stopped_at__isnull=True).exists()


def test_stop_heard_by_somebody_with_one_file_cancels_for_both(confirmed, coordinator, facilitator):
    confirmed.responsible_file.grants.all().delete()
    with acting_as(facilitator):
        withdraw(by=facilitator, participant=confirmed.harmed)
    assert Meeting.objects.get().state == "cancelled"


def test_no_meeting_is_brought_back_in_a_stopped_case_also_not_by_raw_sql(confirmed, coordinator):
    withdraw(by=coordinator, participant=confirmed.harmed)
    with pytest.raises(DatabaseError, match="has stopped"), transaction.atomic():
        Meeting.objects.update(state="confirmed", cancelled_at=None)


def test_stopped_meeting_cannot_be_held(confirmed, coordinator):
    withdraw(by=coordinator, participant=confirmed.responsible)
    with evening_of(confirmed.meeting), acting_as(coordinator), pytest.raises(Refused, match="stop"):
        hold(coordinator, Meeting.objects.get())


def test_freed_room_can_be_taken_by_another_case(confirmed, coordinator, hall):
    withdraw(by=coordinator, participant=confirmed.harmed)
    row = Booking.objects.filter(room__isnull=False)[0]
    Booking.objects.create(
        service_id=row.service_id,
        case_id=row.case_id,
        meeting_id=row.meeting_id,
        room=row.room,
        during=row.during,
    )


def test_closing_the_case_cancels_what_was_planned(confirmed, coordinator):
    Case.objects.filter(pk=confirmed.case.pk).update(stage="closed", closed_at=dt.datetime.now(dt.UTC))
    assert Meeting.objects.get().cancelled_because == "closed"


def test_held_meeting_reaches_the_milestone_and_asks_for_the_write_up(held, coordinator):
    assert "communicated" in reached(held.case)
    assert Clock.objects.filter(name="meeting-written-up", stopped_at__isnull=True).exists()
    assert Meeting.objects.get().state == "held"
    assert len(who_came(held.meeting)) == 2


@pytest.mark.requirement("PF-044")
def test_after_a_meeting_it_is_asked_how_each_of_them_is_when_the_case_is_opened_next(
    held, coordinator, client, sign_in
):
    asked = Clock.objects.filter(name="wellbeing-asked", stopped_at__isnull=True)
    assert {clock.file_id for clock in asked} == {held.harmed_file.pk, held.responsible_file.pk}
    case = reverse("casefile:case", args=[held.case.number])
    assert sign_in(client, coordinator).get(case).text.count("How are they after this?") == 2
    said = {"after": "meeting", "level": "serious", "words": "Wept all evening."}
    own = reverse("risk:wellbeing", args=[held.harmed.pk])
    assert "Say what is done about it, by whom and by when" in client.post(own, said).text
    with acting_as(coordinator):
        assert asked.count() == 2
    said |= {"action": "Ring her.", "owner": coordinator.pk, "due_on": timezone.localdate().isoformat()}
    assert client.post(own, said).status_code == 302
    assert client.get(case).text.count("How are they after this?") == 1


def test_held_meeting_is_not_cancelled_by_a_later_stop(held, coordinator):
    withdraw(by=coordinator, participant=held.harmed)
    assert Meeting.objects.get().state == "held"


def test_consent_taken_back_on_the_day_cannot_be_passed_over(confirmed, coordinator):
    record_consent(
        by=coordinator, participant=confirmed.harmed, key="meeting", answer="withdrawn", evidence=Evidence()
    )
    with evening_of(confirmed.meeting), acting_as(coordinator), pytest.raises(Refused, match="cancelled"):
        hold(coordinator, Meeting.objects.get(), although="she came along anyway")


def test_what_was_not_ready_needs_a_reason(confirmed, coordinator):
    invitation = confirmed.meeting.invitations.get(side="harmed")
    care = {"travel": "", "travel_settled": False}
    actions.set_care(
        by=coordinator, meeting=confirmed.meeting, participant=invitation.participant, details=care
    )
    with pytest.raises(Refused, match="HH: how they come"):
        check_ready(confirmed.case)
    with evening_of(confirmed.meeting), acting_as(coordinator):
        with pytest.raises(Refused, match="Not everything was ready"):
            hold(coordinator, confirmed.meeting)
        write_up = hold(coordinator, confirmed.meeting, although="a neighbour drove her")
    assert write_up.although == "a neighbour drove her"


def test_meeting_that_has_not_happened_or_was_only_planned_is_not_written_down(confirmed, coordinator):
    with pytest.raises(Refused, match="not happened yet"):
        hold(coordinator, confirmed.meeting)
    Meeting.objects.update(state="planned")
    with evening_of(confirmed.meeting), acting_as(coordinator), pytest.raises(Refused, match="confirmed"):
        hold(coordinator, Meeting.objects.get())


def test_ready_board_is_green_for_everybody(confirmed, coordinator):
    check_ready(confirmed.case)
    found = board(confirmed.meeting)
    assert found.summary == "Ready"
    assert [line.who for line in found.people] == ["HH, person harmed", "RP, person responsible"]


def test_board_never_shows_the_other_sides_people_to_who_may_open_one_file(
    confirmed, facilitator, coordinator
):
    confirmed.responsible_file.grants.all().delete()
    with acting_as(facilitator):
        found = board(Meeting.objects.select_related("case", "venue").get())
    assert [line.who for line in found.people] == ["HH, person harmed"]
    assert any(
        light.words == "Not for you to see. Ask the coordinator, who sees what is still open."
        for light in found.red
    )
    assert not any(word in light.words for light in found.red for word in ("other", "RP", "1"))


@pytest.mark.requirement("W8-346")
def test_write_up_begins_with_everybody_invited_and_one_can_be_absent(
    confirmed, coordinator, client, sign_in
):
    for number in range(6):
        row = actions.invite(
            by=coordinator, meeting=confirmed.meeting, called=f"Neighbour {number}", capacity="affected"
        )
        actions.answer(by=coordinator, invitation=row, details={"answer": "yes"})
    invited = list(confirmed.meeting.invitations.order_by("pk"))
    page = sign_in(client, coordinator).get(address("held", confirmed.case))
    start, end = (
        timezone.localtime(at).time() for at in (confirmed.meeting.starts_at, confirmed.meeting.ends_at)
    )
    filled = page.context["form"].initial
    assert (filled["began"], filled["ended"]) == (start, end)
    assert {name: how for name, how in filled.items() if name.startswith("came_")} == {
        f"came_{i.pk}": "came" for i in invited
    }
    came = {i.pk: "came" for i in invited} | {invited[-1].pk: "absent"}
    with evening_of(confirmed.meeting), acting_as(coordinator):
        with pytest.raises(Refused, match="before it began"):
            hold(coordinator, confirmed.meeting, ended_at=confirmed.meeting.starts_at - dt.timedelta(hours=1))
        with pytest.raises(Refused, match="Neighbour 5"):
            hold(coordinator, confirmed.meeting, attendance={k: v for k, v in came.items() if v == "came"})
        hold(coordinator, confirmed.meeting, attendance=came, although="the neighbours said so at the door")
    assert (len(invited), len(who_came(confirmed.meeting))) == (8, 7)
    with evening_of(confirmed.meeting):
        page = sign_in(client, coordinator).get(address("write_up", confirmed.case)).text
    assert page.count(": came</li>") == 7
    assert "Neighbour 5, also affected: did not come</li>" in page
    for words in (confirmed.case.number, "Rushmere Hall", "2pm to 4pm", "Fay Facilitates, facilitator"):
        assert words in page


@pytest.mark.requirement("W8-347")
def test_write_up_without_lessons_is_not_signed_and_signed_words_stay(held, coordinator):
    actions.write_up(by=coordinator, meeting=held.meeting, details={**WORDS, "lessons": ""})
    with pytest.raises(Refused, match="learnt"):
        actions.sign_write_up(by=coordinator, meeting=held.meeting)
    actions.write_up(by=coordinator, meeting=held.meeting, details=WORDS)
    actions.sign_write_up(by=coordinator, meeting=held.meeting)
    with pytest.raises(Refused, match="Add to it"):
        actions.write_up(by=coordinator, meeting=held.meeting, details={"account": "otherwise"})
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        WriteUp.objects.update(account="otherwise")
    addition = actions.add_to_write_up(by=coordinator, meeting=held.meeting, words="The mother rang.")
    addition.refresh_from_db()
    assert addition.added_at is not None
    assert WriteUp.objects.get().account == "calm"


@pytest.mark.requirement("W8-348")
def test_video_is_not_signed_without_saying_how_it_is_known_that_it_worked(held, coordinator):
    Meeting.objects.update(way="video")
    meeting = Meeting.objects.select_related("case").get()
    video = {"video_harmed": True, "video_responsible": False, "video_how_known": ""}
    actions.write_up(by=coordinator, meeting=meeting, details={**WORDS, **video})
    with pytest.raises(Refused, match="video worked"):
        actions.sign_write_up(by=coordinator, meeting=meeting)
    actions.write_up(by=coordinator, meeting=meeting, details={"video_how_known": "both said so"})
    assert actions.sign_write_up(by=coordinator, meeting=meeting).signed_at is not None


@pytest.mark.requirement("W8-348")
@pytest.mark.parametrize("way", ["meeting", "video"])
def test_without_video_its_three_answers_are_neither_asked_nor_given(held, coordinator, client, sign_in, way):
    Meeting.objects.update(way=way)
    page, questions = address("write_up", held.case), ("Did video work", "How do you know?")
    assert [words in sign_in(client, coordinator).get(page).text for words in questions] == [
        way == "video"
    ] * 2
    said = WORDS | {"video_harmed": "yes", "video_responsible": "no", "video_how_known": "Both said so"}
    assert client.post(page, {**said, "sign": "yes"}).status_code == 302
    taken = client.get(address("write_up_file", held.case)).text.splitlines()
    answers = ("Yes", "No", "Both said so") if way == "video" else ("Not applicable",) * 3
    asked = ("Video worked for the person harmed", "Video worked for the person responsible", "How we know")
    for question, answer in zip(asked, answers, strict=True):
        assert f"{question},{answer}" in taken
    assert f"What we learnt,{WORDS['lessons']}" in taken
    kept = WriteUp.objects.get()
    assert (kept.video_how_known == "Both said so") is (way == "video")


def test_signing_opens_the_step_to_follow_up(held, coordinator):
    actions.write_up(by=coordinator, meeting=held.meeting, details=WORDS)
    actions.sign_write_up(by=coordinator, meeting=held.meeting)
    assert take_step(by=coordinator, case=held.case, verb="begin_follow_up").stage == "follow_up"


@pytest.mark.parametrize(
    ("role", "reads"),
    [("victim_liaison_officer", False), ("community_offender_manager", False), ("facilitator", True)],
)
def test_what_both_sides_said_at_the_meeting_is_not_read_by_an_officer_of_one_side(
    held, coordinator, service, client, sign_in, role, reads
):
    agency = (
        None if reads else Agency.objects.create(service=service, name="Example Probation", kind="probation")
    )
    user = make_user("Uma User", role, service, agency)
    file = held.responsible_file if role.startswith("community") else held.harmed_file
    grant_file(by=coordinator, file=file, user=user, reason="to read")
    sign_in(client, user)
    for name in ("write_up", "write_up_file"):
        assert (client.get(address(name, held.case)).status_code == 200) is reads
    page = client.get(address("show", held.case))
    assert page.status_code == 200
    assert ("The write-up" in page.text) is reads
    # Empty for them is not the same as "there is none".
    for shown in ("meeting:show", "agreement:show", "indirect:exchanges"):
        empty = client.get(reverse(shown, args=[held.case.number])).text
        assert ("cannot say whether there is something" in empty) is not reads
    assert ("No meeting is planned" in page.text or "Not yet" in page.text) is False


def test_room_and_facilitator_are_booked_once_for_two_cases_at_the_same_time(confirmed, coordinator):
    row = Booking.objects.filter(user__isnull=False, freed=False)[0]
    with pytest.raises(IntegrityError, match="facilitator_taken"), transaction.atomic():
        Booking.objects.create(
            service_id=row.service_id,
            case_id=row.case_id,
            meeting_id=row.meeting_id,
            user=row.user,
            during=row.during,
        )


def test_facilitator_who_is_taken_is_named_in_the_refusal(confirmed, coordinator, hall):
    Booking.objects.filter(room__isnull=False).update(freed=True)
    Meeting.objects.update(state="held")
    with pytest.raises(Refused, match="has another meeting"):
        actions.plan(by=coordinator, case=confirmed.case, wanted=in_the_hall(hall))


def test_hold_it_leaves_the_write_up_open(confirmed, coordinator):
    assert hold_it(coordinator, confirmed).write_up.signed_at is None


class TestBrokenOff:
    """Somebody says stop when the meeting has begun: it is over, and what has been is written down as it was."""

    @pytest.fixture
    def broken_off(self, confirmed, coordinator):
        with time_machine.travel(confirmed.meeting.starts_at + dt.timedelta(minutes=40), tick=True):
            withdraw(by=coordinator, participant=confirmed.harmed)
        confirmed.meeting.refresh_from_db()
        confirmed.meeting.case = Case.objects.get(pk=confirmed.case.pk)
        return confirmed

    def test_it_is_not_called_off_and_is_written_down_with_who_left(self, broken_off, coordinator):
        meeting = broken_off.meeting
        assert meeting.state == "confirmed"
        came = {
            i.pk: "left" if i.participant_id == broken_off.harmed.pk else "came"
            for i in meeting.invitations.all()
        }
        with evening_of(meeting):
            hold(coordinator, meeting, ended_at=meeting.starts_at + dt.timedelta(minutes=45), attendance=came)
        meeting.refresh_from_db()
        assert meeting.state == "held"
        assert not Clock.objects.filter(name="task-meeting-off").exists()

    def test_pages_say_so_and_ask_for_nothing_but_who_was_there(
        self, broken_off, client, sign_in, facilitator
    ):
        with evening_of(broken_off.meeting):
            sign_in(client, facilitator)
            shown = client.get(address("show", broken_off.case)).text
            sheet = client.get(address("day", broken_off.case)).text
        assert "Broken off" in shown
        assert address("held", broken_off.case) in shown
        assert address("plan", broken_off.case) not in shown
        assert "Somebody has said stop. End the meeting, see everybody home apart" in sheet
        assert "wants to stop" not in sheet
        assert "it took place" in sheet

    def test_one_that_was_still_ahead_is_never_held(self, confirmed, coordinator, client, sign_in):
        withdraw(by=coordinator, participant=confirmed.harmed)
        with evening_of(confirmed.meeting), pytest.raises(Refused, match="said stop"):
            hold(coordinator, confirmed.meeting)
        with pytest.raises(DatabaseError), transaction.atomic():
            Meeting.objects.update(state="held", cancelled_at=None)
        sign_in(client, coordinator)
        assert client.get(address("held", confirmed.case)).status_code == 302
        sheet = client.get(address("day", confirmed.case)).text
        assert "The meeting does not take place." in sheet


def test_whoever_was_booked_for_a_meeting_that_is_off_is_told(confirmed, coordinator):
    withdraw(by=coordinator, participant=confirmed.harmed)
    task = Clock.objects.get(name="task-meeting-off", stopped_at__isnull=True)
    assert (task.role, task.link) == ("coordinator", address("show", confirmed.case))


def test_second_phone_is_shown_what_the_first_has_saved_and_loses_nothing(
    confirmed, coordinator, client, sign_in
):
    came = {f"came_{i.pk}": "came" for i in confirmed.meeting.invitations.all()}
    with evening_of(confirmed.meeting):
        hold(coordinator, confirmed.meeting)
        sign_in(client, coordinator)
        sent = {"began": "14:05", "ended": "15:50", "although": "The tea was late", **came}
        page = client.post(address("held", confirmed.case), sent).text
    assert "This was written down already: 14:00 to 16:00. HH: came; RP: came." in page
    assert "The tea was late" in page
