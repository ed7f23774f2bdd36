"""What the page of one referral shows: what happened so far, what comes next and by when, and what was sent."""

from datetime import datetime
from textwrap import shorten

from django.db.models import Model
from django.utils import timezone

from amends.foundation.clock.limits import definition_for
from amends.foundation.clock.models import Clock
from amends.foundation.clock.rules import due_at
from amends.foundation.lib.dates import long_date
from amends.foundation.pages.parts import Event, Row, Tag
from amends.foundation.pages.templatetags.amends import telephone
from amends.foundation.policy.questionnaires import load_questionnaire
from amends.foundation.questionnaire.rules import read_answers
from amends.journey.referral.actions.deciding import AGAIN
from amends.journey.referral.content import Rows
from amends.journey.referral.models import Amendment, ChecklistAnswer, Question, Referral
from amends.journey.referral.models.referral import Status
from amends.journey.referral.sentence_rules import questionnaires_of
from amends.journey.referral.views.in_words import (
    SKIPPED,
    answers_of,
    in_plain,
    label_of,
    plain_place,
    said,
)

TONES = {
    Status.SUBMITTED: "neutral",
    Status.WAITING_FOR_REFERRER: "waiting",
    Status.RETURNED: "attention",
    Status.ACCEPTED: "good",
}
# What a referrer may put right on their own page, in the order of the form.
CORRECTABLE = (
    "incident",
    "happened_on",
    "place",
    "previous_action",
    "comments",
    "referrer_telephone",
    "referrer_email",
)
OF_PEOPLE = (
    "full_name",
    "date_of_birth",
    "address",
    "postcode",
    "language",
    "relationship",
    "warning",
    "consent",
)


def decided_by_day(referral: Referral) -> datetime | None:
    """By when the referrer hears: the running clock's day, or the day it would have."""
    clock = (
        Clock.objects.filter(subject=f"referral:{referral.pk}", name="referral-decision")
        .order_by("-pk")
        .first()
    )
    if clock:
        return clock.due_at
    return (
        due_at(definition_for(referral.service, "referral-decision"), referral.received_at)
        if referral.received_at
        else None
    )


def status_tag(referral: Referral) -> Tag:
    """Where it stands, as a tag."""
    if referral.ended_at:
        return Tag("Ended", "neutral")
    return Tag(referral.get_status_display(), TONES.get(Status(referral.status), "neutral"))


def next_words(referral: Referral, due: datetime | None) -> str:
    """What happens next, and by when, in one sentence."""
    if referral.ended_at:
        return "Our work on it has come to an end. Nothing more is needed from you."
    day = timezone.localtime(due).date() if due else None
    by = f" by {long_date(day)}" if day else ""
    late = day is not None and day < timezone.localdate()
    sentences = {
        Status.SUBMITTED: f"You should have heard from us{by}. That has not happened yet; the coordinator knows."
        if late
        else f"The coordinator reads it and tells you{by} what becomes of it.",
        Status.WAITING_FOR_REFERRER: "There is a question for you below. The clock stands still until you answer.",
        Status.RETURNED: "Please put it right and send it again, or withdraw it.",
        Status.ACCEPTED: "We have taken it on: facilitators get in touch with the people. You need do nothing more; "
        "when it ends, you hear how.",
    }
    return sentences.get(Status(referral.status), "Nothing more is done with it here.")


def timeline(referral: Referral, questions: list[Question], amendments: list[Amendment]) -> list[Event]:
    """The newest first. Names of staff are not shown to referrers."""
    came = f"Received: {referral.get_form_display()}, {referral.get_route_display().lower()}"
    told = [(came, referral.received_at, "")]
    for question in questions:
        told.append(("Question asked", question.asked_at, question.text))
        told.append(("Answered", question.answered_at, question.answer))
    for each in amendments:
        change = f"{in_plain(each.before)} → {in_plain(each.after)}. {each.reason}"
        again = each.what == AGAIN
        told.append(("Looked at again" if again else f"Corrected: {plain_place(each.what)}", each.at, change))
    decided = "Decided before" if referral.is_open else referral.get_status_display()
    told.append((decided, referral.decided_at, referral.outcome_words))
    told.append(("How it ended", referral.ended_at, referral.ended_words))
    events = [Event(title, timezone.localtime(when), text=text) for title, when, text in told if when]
    return sorted(events, key=lambda event: str(event.when), reverse=True)


def places(rows: Rows) -> list[tuple[str, str]]:
    """What can be corrected, for a list to choose from."""
    found = [(f"referral.{name}", _with_now(rows.referral, name)) for name in CORRECTABLE]
    for person in rows.people:
        found += [
            (f"people.{person.position}.{name}", f"{person.full_name}: {_with_now(person, name)}")
            for name in OF_PEOPLE
        ]
        found += [
            (
                f"people.{person.position}.contacts.{index}.value",
                f"{person.full_name}: {contact.get_kind_display()} (now: {telephone(contact.value)})",
            )
            for index, contact in enumerate(rows.contacts_of(person), start=1)
        ]
    found += [
        (f"references.{i}.value", f"{r.get_kind_display()}: {r.value}")
        for i, r in enumerate(rows.references, start=1)
    ]
    return found


REFERRAL_ROWS = (
    "referrer_name",
    "referrer_position",
    "referrer_organisation",
    "collar_number",
    "referrer_telephone",
    "referrer_email",
    "referrer_note",
    "referrer_interest",
    "sent_on_day",
    "heard_of_us",
    "reasons",
    "reason_other",
    "initiated_by",
    "incident",
    "happened_on",
    "happened_note",
    "place",
    "between_them",
    "one_speaks_for_other",
    "known_links",
    "previous_action",
    "comments",
    "attachments_note",
    "needed_by",
    "needed_why",
    "went_to_court",
    "court_stage",
    "court",
    "court_participant",
    "next_hearing_on",
    "sentenced_on",
    "sentence_details",
    "leaflet_given",
    "leaflet_explained",
    "leaflet_version",
    "leaflet_on",
    "leaflet_note",
)


def _with_now(row: Model, name: str) -> str:
    """What can be corrected, with what it says now: long texts by how they begin."""
    words = "the name" if name == "full_name" else label_of(name)
    now = shorten(said(row, name), 40, placeholder=" …")
    return f"{words} (now: {now})" if now and name != "full_name" else words


def sections_of(rows: Rows) -> list[tuple[str, list[Row]]]:
    """What the forms about a sentence say beyond a referral form, and the questionnaires that came with it."""
    found: list[tuple[str, list[Row]]] = []
    if rows.references:
        numbers = [Row(r.get_kind_display(), f"{r.value} {r.note}".strip()) for r in rows.references]
        found.append(("References", numbers))
    for title, row in (
        ("Outside court", rows.remedy),
        ("Hearing and sentence", rows.sentencing),
        ("Worksheet", rows.worksheet),
    ):
        if row:
            names = [field.name for field in row._meta.concrete_fields if field.name not in SKIPPED]
            found.append((title, answers_of(row, names)))
    for key in questionnaires_of(rows.referral):
        definition = load_questionnaire(key)
        lines = [line for part in read_answers(definition, rows.answers.get(key, {})) for line in part.lines]
        answers = [Row(line.question.text, [line.words, *filter(None, [line.comment])]) for line in lines]
        found.append((definition.title, answers))
    return found


def checklist_rows(rows: Rows, *, verified: bool) -> list[Row]:
    """The referrer's answers; staff see their own beside them."""
    made = []
    for line in rows.checklist:
        answer = line.get_referrer_answer_display() or "Not answered"
        words = [f"{answer}{f' ({line.referrer_note})' if line.referrer_note else ''}"]
        if line.is_open:
            words.append("To be assessed by the hub")
        if verified and line.verified_answer:
            words.append(f"Verified: {line.get_verified_answer_display()} {line.verified_note}".strip())
        made.append(Row(ChecklistAnswer.Question(line.question).label, words))
    return made
