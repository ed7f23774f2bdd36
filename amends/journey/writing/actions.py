"""Making a paper for somebody from what is known and typed, and noting the contact once it was posted."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString

from amends.foundation.access.models import User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.rules import check_may
from amends.foundation.documents import worded
from amends.foundation.documents.actions import draft, make_document
from amends.foundation.documents.models import Document
from amends.foundation.lib.refusal import Refused
from amends.foundation.messages.actions import tell
from amends.foundation.messages.giving_actions import give
from amends.foundation.messages.giving_rules import QUEUE
from amends.foundation.messages.models import Message
from amends.journey.contact.actions import log_contact, set_approach
from amends.journey.contact.models import Contact
from amends.journey.writing.facts import Facts
from amends.journey.writing.models import Written
from amends.journey.writing.papers import Paper, refusal_of
from amends.journey.writing.rules import (
    agreed_words,
    check_can_post,
    check_may_say_agreed,
    check_typed,
    plan_of,
)

POSTING_MINUTES = 5
READ_OUT, CUSTODY = "read_out", "custody"


@dataclass(frozen=True)
class Letter:
    """A paper as somebody wants it: `typed` holds what they wrote, by the names of the template."""

    paper: Paper
    facts: Facts
    typed: Mapping[str, str] = field(default_factory=dict)
    say_agreed: bool = False
    why_not_call: str = ""
    minutes: int = POSTING_MINUTES
    large_print: bool = False
    easy_read: bool = False
    override_reason: str = ""


def preview(*, by: User, letter: Letter) -> SafeString:
    """The words as they will be read. Nothing is kept. Refuses whatever `write` refuses."""
    words = draft(
        paper=_filled_in(by, letter),
        belongs_to=letter.facts.participant.file,
        overridden=bool(letter.override_reason),
    )
    return words.easy.html if words.easy and letter.easy_read else words.plain.html


@transaction.atomic
def write(*, by: User, letter: Letter, how: str) -> Document:
    """Make the paper and put it into the print queue (`how` is "queue"), or note that it was handed over or read out.

    Refused when post is not safe, when the words say what they must not (a manager may let them stand with a reason),
    when something of the other side is in them, and when the contact that it will be could not be logged.
    """
    person, paper = letter.facts.participant, letter.paper
    if how != QUEUE and paper.only_posted:
        raise Refused("This letter is posted.")
    filled_in = _filled_in(by, letter)
    if how == QUEUE:
        check_can_post(by, letter.facts, paper, letter.why_not_call)
    document = make_document(
        by=by, paper=filled_in, belongs_to=person.file, override_reason=letter.override_reason
    )
    message = give(by=by, document=document, participant=person, how=how)
    if message:
        _keep(by, letter, message)
        if letter.typed.get("setting") == CUSTODY:
            _add_leaflet(by, letter)
    elif paper.key == "leaflet" and how == READ_OUT:
        set_approach(by=by, participant=person, details={"leaflet_explained_on": timezone.localdate()})
    return document


def _add_leaflet(by: User, letter: Letter) -> None:
    """The letter into a prison says that a leaflet comes with it, so it lies in the same envelope."""
    person = letter.facts.participant
    leaflet = worded.Paper(
        "leaflet",
        {},
        subject=f"participant:{person.pk}",
        large_print=letter.large_print,
        easy_read=letter.easy_read,
    )
    document = make_document(by=by, paper=leaflet, belongs_to=person.file)
    give(by=by, document=document, participant=person, how=QUEUE)


def _filled_in(by: User, letter: Letter) -> worded.Paper:
    person = letter.facts.participant
    return worded.Paper(
        letter.paper.templates[person.side],
        _words(by, letter),
        subject=f"participant:{person.pk}",
        large_print=letter.large_print,
        easy_read=letter.easy_read,
        names_allowed=_names(by, letter.facts),
    )


def _words(by: User, letter: Letter) -> dict[str, object]:
    """Everything that the template is filled in with; refused at the field where something typed cannot stand."""
    facts, paper = letter.facts, letter.paper
    check_may(by, Permission.CONTACT_LOG, facts.participant.service_id)
    refusal = refusal_of(paper, facts)
    if refusal:
        raise refusal
    if paper.only_posted:
        check_can_post(by, facts, paper, letter.why_not_call)
    if letter.override_reason:
        check_may(by, Permission.APPROVAL_DECIDE, facts.participant.service_id)
    template = paper.template(facts.participant.side)
    overridden = bool(letter.override_reason)
    check_typed(facts, template, letter.typed, _names(by, facts), overridden=overridden)
    context = {**paper.fill(facts, by), **letter.typed}
    if letter.say_agreed:
        check_may_say_agreed(facts.participant.case)
        context |= agreed_words(facts.participant.case)
    return context


def _names(by: User, facts: Facts) -> list[str]:
    return [facts.name, by.name, *(user.name for user in facts.facilitators)]


def _keep(by: User, letter: Letter, message: Message) -> None:
    person = letter.facts.participant
    row = Written(
        service_id=person.service_id,
        file_id=person.file_id,
        message=message,
        participant=person,
        purpose=plan_of(by, letter.facts, letter.paper, letter.why_not_call).purpose,
        why_not_call=letter.why_not_call,
        minutes=letter.minutes,
    )
    row.full_clean()
    row.save()


@transaction.atomic
def note_posted(*, by: User, message: Message) -> Contact | None:
    """A letter to somebody in a case went: it stands in the contact log of whoever wrote it, and nobody types it again.

    The trail says who posted it. What ends well (a closing letter) is no contact. Where a rule stands against the line,
    whoever posted is told.
    """
    person = message.to_participant
    if person is None or message.even_when_stopped:
        return None
    written = Written.objects.filter(message=message).first()
    writer = by if message.queued_by.is_system or not message.queued_by.is_active else message.queued_by
    try:
        contact = log_contact(
            by=by,
            written_by=writer,
            participant=person,
            kind=Contact.Kind.LETTER,
            result=Contact.Result.SENT,
            at=timezone.now(),
            minutes=written.minutes if written else POSTING_MINUTES,
            purpose=written.purpose if written else "",
            why_not_call=written.why_not_call if written else "",
            note=f"{message.document.title}." if message.document else "",
        )
    except (Refused, ValidationError) as refusal:
        words = f"{person.case.number}: a letter was posted, but is not in the contact log: {refusal}"
        link = reverse("contact:log", args=[person.pk])
        tell(user=by, service=message.service, words=words, link=link)
        return None
    if written:
        written.contact = contact
        written.save(update_fields=["contact"])
    return contact
