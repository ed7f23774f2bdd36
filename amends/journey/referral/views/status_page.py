"""What the page of one referral shows: what happened so far, what comes next and by when, and what was sent."""

from datetime import datetime

from django.utils import timezone

from amends.foundation.clock.limits import definition_for
from amends.foundation.clock.models import Clock
from amends.foundation.clock.rules import due_at
from amends.foundation.lib.dates import long_date
from amends.foundation.pages.parts import Event, Row, Tag
from amends.foundation.policy.questionnaires import load_questionnaire
from amends.foundation.questionnaire.rules import read_answers
from amends.journey.referral.actions.correcting import shown
from amends.journey.referral.content import Rows
from amends.journey.referral.models import Amendment, ChecklistAnswer, Question, Referral, ReferralPerson
from amends.journey.referral.models.referral import Status
from amends.journey.referral.sentence_rules import questionnaires_of

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
    by = f" by {long_date(timezone.localtime(due).date())}" if due else ""
    sentences = {
        Status.SUBMITTED: f"The coordinator reads it and tells you{by} what becomes of it.",
        Status.WAITING_FOR_REFERRER: "There is a question for you below. The clock stands still until you answer.",
        Status.RETURNED: "Please put it right and send it again, or withdraw it.",
        Status.ACCEPTED: "A facilitator gets in touch with the people. You need do nothing more.",
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
        change = f"{each.before or 'nothing'} → {each.after or 'nothing'}. {each.reason}"
        told.append((f"Corrected: {plain_place(each.what)}", each.at, change))
    told.append((referral.get_status_display(), referral.decided_at, referral.outcome_words))
    told.append(("How it ended", referral.ended_at, referral.ended_words))
    events = [Event(title, timezone.localtime(when), text=text) for title, when, text in told if when]
    return sorted(events, key=lambda event: str(event.when), reverse=True)


def plain_place(where: str) -> str:
    """people.1.date_of_birth as people say it."""
    parts = where.split(".")
    if parts[0] == "people" and len(parts) > 1:
        return f"person {parts[1]}, {parts[-1].replace('_', ' ')}"
    return parts[-1].replace("_", " ")


def places(rows: Rows) -> list[tuple[str, str]]:
    """What can be corrected, for a list to choose from."""
    found = [(f"referral.{name}", name.replace("_", " ").capitalize()) for name in CORRECTABLE]
    for person in rows.people:
        found += [
            (f"people.{person.position}.{name}", f"{person.full_name}: {name.replace('_', ' ')}")
            for name in OF_PEOPLE
        ]
        found += [
            (f"people.{person.position}.contacts.{index}.value", f"{person.full_name}: {contact.value}")
            for index, contact in enumerate(rows.contacts_of(person), start=1)
        ]
    found += [
        (f"references.{i}.value", f"{r.get_kind_display()}: {r.value}")
        for i, r in enumerate(rows.references, start=1)
    ]
    return found


SKIPPED = {
    "id",
    "service",
    "referral",
    "position",
    "of",
    "full_name",
    "version",
    "draft",
    "status",
    "number",
    "submission_key",
}
NO_ANSWER = {"", "not_asked", "not_stated", "False"}


def answers_of(row: object, names: "list[str] | tuple[str, ...]") -> list[Row]:
    """The fields of a row that say something, in words."""
    rows = []
    for name in names:
        label = name.replace("_", " ").capitalize()
        display = getattr(row, f"get_{name}_display", None)
        value = display() if display else shown(row, name)  # type: ignore[arg-type]  # a model row
        if str(getattr(row, name)) not in NO_ANSWER and value:
            rows.append(Row(label, "Yes" if value == "True" else value))
    return rows


def person_rows(rows: Rows, person: ReferralPerson) -> list[Row]:
    """Everything that was said of one of them."""
    fields = [f.name for f in ReferralPerson._meta.concrete_fields if f.name not in SKIPPED]
    contacts = [
        f"{c.value}{'' if c.is_safe else ' (never use it)'}{f' ({c.note})' if c.note else ''}"
        for c in rows.contacts_of(person)
    ]
    return [*([Row("How to reach them", contacts)] if contacts else []), *answers_of(person, fields)]


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
        said = [Row(line.question.text, [line.words, *filter(None, [line.comment])]) for line in lines]
        found.append((definition.title, said))
    return found


def checklist_rows(rows: Rows, *, verified: bool) -> list[Row]:
    """The referrer's answers; staff see their own beside them."""
    made = []
    for line in rows.checklist:
        answer = line.get_referrer_answer_display() or "Not answered"
        said = [f"{answer}{f' ({line.referrer_note})' if line.referrer_note else ''}"]
        if line.is_open:
            said.append("To be assessed by the hub")
        if verified and line.verified_answer:
            said.append(f"Verified: {line.get_verified_answer_display()} {line.verified_note}".strip())
        made.append(Row(ChecklistAnswer.Question(line.question).label, said))
    return made
