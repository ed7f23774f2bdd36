"""Planning a meeting in one page, and the small forms around it."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils import timezone

from amends.foundation.access.models import Service
from amends.foundation.case.models import Case, Participant
from amends.foundation.pages.fields import DateField3, SafeTextField, TimeField, YesNoField
from amends.foundation.pages.fields.offering import offer
from amends.journey.meeting.actions import Plan
from amends.journey.meeting.models import (
    Arrangement,
    Booking,
    Care,
    Decision,
    Invitation,
    Meeting,
    Room,
    Venue,
    WriteUp,
)
from amends.journey.preparation.models import Affected

NONE = [("", "None")]


def moment_of(day: dt.date, hour: dt.time) -> dt.datetime:
    """That time of that day, here."""
    return timezone.make_aware(dt.datetime.combine(day, hour))


def rooms_of(service: Service) -> dict[str, Room]:
    """Every room that can be booked, by key, named with its place."""
    rooms = Room.objects.filter(venue__service=service, venue__in_use=True).select_related("venue")
    return {str(room.pk): room for room in rooms.order_by("venue__name", "pk")}


class PlanForm(forms.Form):
    """When and where."""

    way = forms.ChoiceField(
        label="How will they meet?", choices=Meeting.Way.choices, widget=forms.RadioSelect
    )
    day = DateField3(label="On which day?", what="Day of the meeting")
    starts = TimeField(label="When are people together?")
    ends = TimeField(label="Until when?")
    room = forms.ChoiceField(label="In which room?", required=False)
    second = forms.ChoiceField(
        label="Second room, to wait in and to step out to",
        required=False,
    )
    rooms_from = TimeField(
        label="From when are the rooms ours?",
        help_text="Leave empty for half an hour before. For example, 1:30pm or 13:30",
        required=False,
    )
    booking_reference = SafeTextField(
        label="Reference of the booking",
        help_text="From whoever lets the rooms.",
        required=False,
        max_length=60,
    )
    refreshments = SafeTextField(label="Refreshments", required=False, max_length=200)
    notes = SafeTextField(
        label="Notes for the facilitators of both sides",
        help_text="Nothing that only one side may know.",
        required=False,
        lines=4,
    )
    despite = forms.BooleanField(label="Plan it although somebody cannot come at that time", required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any = None, *, service: Service, meeting: Meeting | None, way: str = "") -> None:
        self.rooms = rooms_of(service)
        super().__init__(data, initial=_planned(meeting) if meeting else {"way": way})
        named = [(key, f"{room.venue.name}: {room.name}") for key, room in self.rooms.items()]
        for field in ("room", "second"):
            offer(self, field, NONE + named)

    def clean(self) -> dict[str, Any]:
        """A meeting in one room needs the room."""
        answers = super().clean() or {}
        if answers.get("way") == Meeting.Way.MEETING and not answers.get("room"):
            self.add_error("room", "Choose the room they will meet in")
        return answers

    def plan(self) -> Plan:
        """The answers as the action takes them."""
        answers = self.cleaned_data
        room = self.rooms.get(answers["room"])
        return Plan(
            way=answers["way"],
            starts_at=moment_of(answers["day"], answers["starts"]),
            ends_at=moment_of(answers["day"], answers["ends"]),
            venue=room.venue if room else None,
            room=room,
            second=self.rooms.get(answers["second"]),
            booking_reference=answers["booking_reference"],
            refreshments=answers["refreshments"],
            notes=answers["notes"],
            rooms_from=answers["rooms_from"],
            despite=answers["despite"],
        )


def _planned(meeting: Meeting) -> dict[str, Any]:
    booked = {b.use: str(b.room_id) for b in meeting.bookings.filter(room__isnull=False, freed=False)}
    start, end = timezone.localtime(meeting.starts_at), timezone.localtime(meeting.ends_at)
    same = ("way", "booking_reference", "refreshments", "notes", "rooms_from", "version")
    return {
        **{name: getattr(meeting, name) for name in same},
        "day": start.date(),
        "starts": start.time(),
        "ends": end.time(),
        "room": booked.get(Booking.Use.MEETING, ""),
        "second": booked.get(Booking.Use.SECOND, ""),
    }


class CancelForm(forms.Form):
    """Why, in words that give nobody away."""

    because = forms.ChoiceField(
        label="Why?",
        choices=[c for c in Meeting.Because.choices if c[0] not in {"stopped", "closed"}],
        widget=forms.RadioSelect,
    )


class OnHoldForm(forms.Form):
    """What becomes of a meeting that is on hold."""

    decision = forms.ChoiceField(label="What becomes of the meeting?", widget=forms.RadioSelect)

    def __init__(self, data: Any = None, *, offered: Sequence[Decision]) -> None:
        super().__init__(data)
        offer(self, "decision", [(each.value, each.label) for each in offered])


class InviteForm(forms.Form):
    """Somebody more: one of the case's people, or somebody from outside with a name and a capacity."""

    participant = forms.ChoiceField(label="Somebody of this case", required=False)
    affected = forms.ChoiceField(label="Or somebody named as affected", required=False)
    parties_know = forms.BooleanField(
        label="Both main parties know that this person is asked to come", required=False
    )
    called = SafeTextField(label="Or somebody else: the name they go by", required=False, max_length=80)
    capacity = forms.ChoiceField(
        label="As what do they come?",
        choices=[c for c in Invitation.Capacity.choices if c[0] not in {"party", "supporter"}],
        widget=forms.RadioSelect,
        required=False,
    )
    agency = SafeTextField(label="For an observer: where do they come from?", required=False, max_length=120)
    protocol = SafeTextField(
        label="For an observer: under which protocol do they watch?", required=False, max_length=120
    )
    confidential_on = DateField3(
        label="For an observer: when did they sign to keep it to themselves?", required=False
    )

    def __init__(self, data: Any = None, *, people: list[Participant], affected: list[Affected]) -> None:
        self.people = {str(p.pk): p for p in people}
        self.named = {str(row.pk): row for row in affected}
        super().__init__(data)
        if affected:
            offer(
                self, "affected", NONE + [(key, f"{row.name}, {row.link}") for key, row in self.named.items()]
            )
        else:
            del self.fields["affected"], self.fields["parties_know"]
        choices = NONE + [(key, f"{p.initials}, {p.words.lower()}") for key, p in self.people.items()]
        offer(self, "participant", choices)

    def clean(self) -> dict[str, Any]:
        """One of the two, and for somebody from outside as what."""
        answers = super().clean() or {}
        whom = [name for name in ("participant", "affected", "called") if answers.get(name)]
        if len(whom) != 1:
            self.add_error("participant", "Choose somebody of the case, or name somebody else")
        elif whom == ["affected"] and not answers.get("parties_know"):
            self.add_error("parties_know", "Tell both main parties first, and tick this")
        elif answers.get("called") and not answers.get("capacity"):
            self.add_error("capacity", "Say as what they come")
        return answers

    def whom(self) -> dict[str, Any]:
        """For the action."""
        answers = self.cleaned_data
        person = self.people.get(answers["participant"])
        details = {name: answers[name] for name in ("agency", "protocol", "confidential_on") if answers[name]}
        affected = self.named.get(answers.get("affected", ""))
        return {
            "participant": person,
            "affected": affected,
            "called": affected.name[:80] if affected else answers["called"],
            "capacity": Invitation.Capacity.AFFECTED if affected else answers["capacity"],
            "details": details,
        }


class FilmForm(forms.Form):
    """Under which protocol it is filmed."""

    protocol = SafeTextField(
        label="Under which protocol is it filmed?",
        help_text="Leave empty to switch filming off.",
        required=False,
        max_length=120,
    )


class AnswerForm(forms.ModelForm):  # type: ignore[type-arg]  # generic only in stubs
    """What somebody on the list has said."""

    called = SafeTextField(label="What do they want to be called at the meeting?", max_length=80)
    relation_harmed = SafeTextField(
        label="How they belong to the person harmed", required=False, max_length=80
    )
    relation_responsible = SafeTextField(
        label="How they belong to the person responsible", required=False, max_length=80
    )
    why_not_asked = SafeTextField(label="If they are not asked: why?", required=False, max_length=200)
    told_no_recording_on = DateField3(
        label="When were they told that nobody may record it?", required=False, past_only=True
    )
    confidential_on = DateField3(
        label="When did they agree to keep it to themselves?", required=False, past_only=True
    )

    class Meta:
        model = Invitation
        fields = (
            "answer",
            "called",
            "relation_harmed",
            "relation_responsible",
            "why_not_asked",
            "told_no_recording_on",
            "confidential_on",
        )
        widgets = {"answer": forms.RadioSelect}
        labels = {"answer": "What have they said?"}

    def __init__(self, data: Any = None, *, instance: Invitation) -> None:
        super().__init__(data, instance=instance)
        if instance.participant_id:  # for people of the case it stands in their own file
            del self.fields["told_no_recording_on"], self.fields["confidential_on"]


class CareForm(forms.ModelForm):  # type: ignore[type-arg]  # generic only in stubs
    """What one person needs around the meeting; kept in their own file."""

    travel = SafeTextField(label="How do they come and get home?", required=False, max_length=300)
    cannot_come_at = SafeTextField(label="When can they not come?", required=False, max_length=200)
    told_no_recording_on = DateField3(
        label="When were they told that nobody may record it?", required=False, past_only=True
    )
    confidentiality_on = DateField3(
        label="When did they agree to keep it to themselves?", required=False, past_only=True
    )
    aftercare = SafeTextField(label="Who is there for them afterwards?", required=False, max_length=300)

    class Meta:
        model = Care
        fields = (
            "travel",
            "travel_settled",
            "cannot_come_at",
            "told_no_recording_on",
            "confidentiality_on",
            "aftercare",
        )
        labels = {"travel_settled": "Travel is settled"}


class ArrivalForm(forms.Form):
    """How one side arrives."""

    at = TimeField(label="When do they arrive?")
    entrance = SafeTextField(label="By which door?", required=False, max_length=120)
    waits_in = SafeTextField(label="Where do they wait?", max_length=80)
    met_by = SafeTextField(label="Who meets them and stays with them?", max_length=120)


class SettleForm(forms.ModelForm):  # type: ignore[type-arg]  # generic only in stubs
    """One thing on the list."""

    said_by = SafeTextField(label="Who says so? A name or a post", required=False, max_length=120)
    said_on = DateField3(label="When?", required=False, past_only=True)
    note = SafeTextField(label="Anything to note", required=False, max_length=300)

    class Meta:
        model = Arrangement
        fields = ("state", "said_by", "said_on", "note")
        widgets = {"state": forms.RadioSelect}
        labels = {"state": "Is it settled?"}

    def __init__(self, data: Any = None, *, instance: Arrangement, named: bool) -> None:
        super().__init__(data, instance=instance)
        if named:
            self.fields["note"].label = "Who is it, by name, and anything to note"

    def said(self) -> dict[str, Any]:
        """The answers as the action takes them."""
        answers = self.cleaned_data
        return {
            "state": answers["state"],
            "said_by": answers["said_by"],
            "said_on": answers["said_on"],
            "words": answers["note"],
        }


class HeldForm(forms.Form):
    """When it was, and who came of those on the list."""

    began = TimeField(label="When did it begin?")
    ended = TimeField(label="When did it end?")

    def __init__(self, data: Any = None, *, meeting: Meeting, invited: list[Invitation]) -> None:
        start, end = timezone.localtime(meeting.starts_at), timezone.localtime(meeting.ends_at)
        self.day, self.invited = start.date(), invited
        came = {f"came_{i.pk}": Invitation.Attendance.CAME for i in invited if i.comes}
        super().__init__(data, initial={"began": start.time(), "ended": end.time(), **came})
        for invitation in invited:
            self.fields[f"came_{invitation.pk}"] = forms.ChoiceField(
                label=f"{invitation.called}, {invitation.get_capacity_display().lower()}",
                choices=Invitation.Attendance.choices,
                widget=forms.RadioSelect,
            )
        self.fields["although"] = SafeTextField(
            label="If something was not ready: why was it held all the same?", required=False, max_length=300
        )

    def what_happened(self) -> dict[str, Any]:
        """The answers as the action takes them."""
        answers = self.cleaned_data
        return {
            "began_at": moment_of(self.day, answers["began"]),
            "ended_at": moment_of(self.day, answers["ended"]),
            "attendance": {i.pk: answers[f"came_{i.pk}"] for i in self.invited},
            "although": answers["although"],
        }


class WriteUpForm(forms.ModelForm):  # type: ignore[type-arg]  # generic only in stubs
    """How it went. It is saved as often as wanted and signed once."""

    background = SafeTextField(label="What was it about, in a few sentences?", lines=4, required=False)
    account = SafeTextField(label="How did it go?", lines=8, required=False)
    turning_points = SafeTextField(label="What were the turning points?", lines=4, required=False)
    lessons = SafeTextField(label="What did you learn for the next one?", lines=4, required=False)
    stepped_in = forms.IntegerField(
        label="How often did you step in?", min_value=0, max_value=99, required=False
    )
    stepped_in_why = SafeTextField(label="Why?", required=False, max_length=300)
    video_harmed = YesNoField(label="Did video work for the person harmed?", required=False)
    video_responsible = YesNoField(label="Did video work for the person responsible?", required=False)
    video_how_known = SafeTextField(label="How do you know?", required=False, max_length=300)

    class Meta:
        model = WriteUp
        fields = (
            "background",
            "account",
            "turning_points",
            "lessons",
            "stepped_in",
            "stepped_in_why",
            "video_harmed",
            "video_responsible",
            "video_how_known",
        )

    def __init__(self, data: Any = None, *, instance: WriteUp) -> None:
        super().__init__(data, instance=instance)
        for name in ("background", "account", "turning_points", "lessons"):
            setattr(self.fields[name], "needed", True)  # noqa: B010  # before it is signed; the page says so
        if instance.meeting.way != Meeting.Way.VIDEO:
            for name in ("video_harmed", "video_responsible", "video_how_known"):
                del self.fields[name]


class WordsForm(forms.Form):
    """A note."""

    words = SafeTextField(label="What do you want to add?", lines=5)


class ThemesForm(forms.Form):
    """What a professional heard at a meeting."""

    words = SafeTextField(
        label="Which themes did you note?",
        help_text="For your work with this person. Leave out what was said about the other side.",
        lines=6,
    )


class VenueForm(forms.ModelForm):  # type: ignore[type-arg]  # generic only in stubs
    """A place."""

    name = SafeTextField(label="Name", max_length=120)
    address = SafeTextField(label="Address", lines=4)
    access = SafeTextField(label="Getting in and about, steps, hearing loop, buses", lines=3, required=False)
    parking = SafeTextField(label="Where do people park?", required=False, max_length=200)
    notice_working_days = forms.IntegerField(
        label="For a prison: working days of notice it asks for", min_value=0, max_value=99, required=False
    )
    id_rules = SafeTextField(
        label="For a prison: which documents does the gate take, and what does it keep out?",
        lines=3,
        required=False,
    )
    checked = forms.BooleanField(label="I have been there and looked", required=False)

    class Meta:
        model = Venue
        fields = (
            "name",
            "kind",
            "address",
            "access",
            "features",
            "parking",
            "is_neutral",
            "is_private",
            "is_quiet",
            "gate_minutes",
            "notice_working_days",
            "id_rules",
            "asks_birthdays",
            "in_use",
        )
        widgets = {"features": forms.CheckboxSelectMultiple}
        help_texts = {
            "features": "Tick only what somebody has seen: no meeting is confirmed here for whoever needs more."
        }
        labels = {
            "kind": "What sort of place is it?",
            "features": "What is there for people who need it?",
            "is_neutral": "It is neutral ground for both sides",
            "is_private": "Nobody can look or listen in",
            "is_quiet": "It is quiet",
            "gate_minutes": "Minutes for getting people in",
            "asks_birthdays": "For a prison: the gate asks when visitors were born",
            "in_use": "In use",
        }

    def clean_notice_working_days(self) -> int:
        """Nothing said is none asked for."""
        return self.cleaned_data["notice_working_days"] or 0


class RoomForm(forms.Form):
    """A room of a place."""

    name = SafeTextField(label="Name of the room", max_length=80)
    for_breaks = forms.BooleanField(label="A quiet room to step out to", required=False)


def of_case(case: Case, meeting: Meeting) -> list[Participant]:
    """Those of the case who are not on the list yet, as far as the acting user may see."""
    invited = meeting.invitations.filter(participant__isnull=False).values("participant_id")
    people = Participant.objects.filter(case=case, takes_part=True, left_at__isnull=True)
    return list(people.exclude(pk__in=invited).order_by("side", "pk"))


def named_affected(case: Case, meeting: Meeting) -> list[Affected]:
    """Those named as affected who are neither on the list nor left out, as far as the acting user may see."""
    invited = meeting.invitations.filter(affected__isnull=False).values("affected_id")
    rows = Affected.objects.filter(file__case=case, not_invited_because="").exclude(pk__in=invited)
    return list(rows.select_related("file").order_by("pk"))


class LookedAgainForm(forms.Form):
    """The word of whoever asks the manager."""

    looked_again = forms.BooleanField(
        label="Everything known was looked at once more, and what is done about it is in place",
        required=False,
    )
