"""What the pages of a sentence show: its rows, its plan, attendance, and news of enforcement."""

from collections.abc import Iterable, Iterator

from django.urls import reverse

from amends.foundation.case.models import Case
from amends.foundation.pages.parts import Cell, Column, Row, Table, Tag
from amends.foundation.pages.templatetags.amends import day, moment, short_day
from amends.journey.contact.models import Appointment
from amends.journey.court.law import basis_on
from amends.journey.court.models import Enforcement, PlannedMeeting, Sentence
from amends.journey.court.rules.first_contact import FirstContact, is_within_standard
from amends.journey.court.rules.following import Plan, attendance_rows


def sentence_rows(sentence: Sentence) -> list[Row]:
    """The sentence, and on what it rests."""
    basis = basis_on(sentence.vehicle, sentence.passed_on) if sentence.restorative else None
    officer = sentence.officer.name if sentence.officer else sentence.officer_words
    rows = [
        Row("Sentence", [sentence.get_vehicle_display(), sentence.details]),
        Row("Passed", f"{day(sentence.passed_on)}{f', {sentence.court.name}' if sentence.court else ''}"),
        Row("Taking part", "Statutory: part of the sentence" if sentence.is_statutory else "Voluntary"),
        Row("Offender manager", officer or "Not known"),
    ]
    if basis:
        rows.append(Row("Requirement", [basis.called.capitalize(), basis.basis]))
        rows.append(Row("They agreed on", day(sentence.consent_on)))
    if sentence.supervision_months and sentence.restorative:
        rows.append(Row("Supervision", f"{sentence.supervision_months} months"))
    if sentence.ends_on:
        rows.append(Row("Ends", day(sentence.ends_on)))
    if sentence.ended:
        rows.append(Row("The requirement ended", f"{sentence.get_ended_display()}, {day(sentence.ended_on)}"))
    if sentence.told_officer_on:
        rows.append(Row("Attendance passed on", day(sentence.told_officer_on)))
    return rows


def first_contact_rows(sentence: Sentence, standard: FirstContact, case: Case) -> list[Row]:
    """Both readings of the standard, and what is planned."""
    within = {True: "In time", False: f"Later than the standard: {sentence.why_later}", None: ""}
    rows = [
        Row("15 working days", day(standard.working)),
        Row("15 calendar days", day(standard.calendar)),
    ]
    if sentence.first_contact_on:
        state = within[is_within_standard(sentence, case)]
        rows.append(Row("Planned", f"{day(sentence.first_contact_on)}. {state}"))
    return rows


def plan_table(plan: Plan, *, is_open: bool) -> Table:
    """The meetings of the requirement; one that is not held leads to where that is said."""
    rows = [
        [
            Cell(
                m.get_kind_display(), reverse("court:held", args=[m.pk]) if is_open and not m.held_on else ""
            ),
            day(m.planned_on),
            f"{m.days.normalize():f}",
            _state(m),
        ]
        for m in plan.meetings
    ]
    columns = [Column("Session"), Column("Planned"), Column("Days", numeric=True), Column("State")]
    return Table("Sessions of the requirement", columns, rows, "No session is planned yet.")


def _state(meeting: PlannedMeeting) -> Cell:
    if meeting.held_on:
        return Cell(tag=Tag(f"Held {short_day(meeting.held_on)}", "good"))
    if meeting.missed_on:
        return Cell(tag=Tag(f"Missed {short_day(meeting.missed_on)}", "attention"))
    return Cell(tag=Tag("To come", "waiting"))


def came_of_rows(plan: Plan) -> list[Row]:
    """Of each session that was held or missed: where, what came of it and, after the assessment, what is possible."""
    return [Row(m.get_kind_display(), _came_of(m)) for m in plan.meetings if m.held_on or m.missed_on]


def _came_of(meeting: PlannedMeeting) -> list[str]:
    possible = ", ".join(str(PlannedMeeting.Form(form).label).lower() for form in meeting.possible)
    decided = f"Possible: {possible}. {meeting.possible_why}" if possible else ""
    parts = (meeting.place, meeting.result, decided, meeting.progress, meeting.actions)
    return [part for part in parts if part]


def attendance_table(appointments: Iterable[Appointment]) -> Table:
    """Appointments of the order with what proves each."""
    found = list(appointments)
    rows = [
        [
            Cell(moment(a.at), reverse("court:attendance", args=[a.pk])),
            line["told"],
            line["attended"],
            line["reason"],
            line["accepted"],
            line["action"],
        ]
        for a, line in zip(found, attendance_rows(found), strict=True)
    ]
    columns = [
        Column(n)
        for n in ("Appointment", "Told how", "Attended", "Reason given", "Accepted", "What was done")
    ]
    return Table("Attendance", columns, rows, "No appointment is part of the order yet.")


def news_table(news: Iterable[Enforcement]) -> Table:
    """What went to the offender manager and what came back."""
    rows = [
        [
            f"Missed on {moment(n.missed_at)}" if n.missed_at else "From the offender manager",
            f"{n.officer.name}, {moment(n.sent_at)}" if n.officer and n.sent_at else "Not sent",
            f"{n.get_decision_display()}, {day(n.decided_on)}"
            if n.decision
            else Cell("Waiting: write it down", reverse("court:decide", args=[n.pk])),
            moment(n.seen_at) or "–",
        ]
        for n in news
    ]
    columns = [Column("What"), Column("Sent to"), Column("Decision"), Column("Seen by us")]
    return Table("Enforcement", columns, rows, "Nothing.")


def officer_table(news: Iterable[Enforcement]) -> Table:
    """For the offender manager: the number of the case and the day, and nothing of what it is about."""
    rows = [
        [
            Cell(n.reference, reverse("court:decide", args=[n.pk])),
            moment(n.missed_at) or "–",
            f"{n.get_decision_display()}, {day(n.decided_on)}" if n.decision else "To decide",
        ]
        for n in news
    ]
    columns = [Column("Case"), Column("Missed appointment"), Column("Decision")]
    return Table("Missed appointments", columns, rows, "Nobody you manage has missed an appointment.")


ENFORCED = ("Case", "Missed appointment", "Told", "Decision")


def enforced_lines(news: Iterable[Enforcement]) -> Iterator[list[str]]:
    """Everything that is enforced, heading first: numbers and days."""
    yield list(ENFORCED)
    for n in news:
        decided = f"{n.get_decision_display()}, {day(n.decided_on)}" if n.decision else ""
        yield [n.reference, moment(n.missed_at), moment(n.sent_at), decided]


def enforced_table(news: Iterable[Enforcement]) -> Table:
    """The same on a page."""
    _, *lines = enforced_lines(news)
    return Table(
        "Appointments of an order or licence", [Column(n) for n in ENFORCED], lines, "Nothing is enforced."
    )
