"""What becomes of an envelope in the print queue: printed, closed and posted, taken out, come back."""

from django.db import transaction
from django.utils import timezone

from amends.foundation.access.models import User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.rules import check_may
from amends.foundation.lib.refusal import Refused
from amends.foundation.messages.actions import mark_failed, mark_posted
from amends.foundation.messages.models import Envelope, Message
from amends.foundation.messages.posting_rules import (
    STOPPED_SINCE,
    Waiting,
    check_can_go,
    check_is_printed,
    look_at,
    with_what_is_asked,
)
from amends.foundation.messages.sheets import pages_of
from amends.foundation.pages.templatetags.amends import clock_time
from amends.foundation.record.actions import record
from amends.foundation.record.models import Act

State = Envelope.State
CAME_BACK = "came_back"


def papers_in(envelope: Envelope) -> Waiting:
    """The envelope as it stands now, with what still waits in it; of one that went, with what went."""
    rows = with_what_is_asked(Message.objects.filter(envelope=envelope))
    if envelope.is_in_the_queue:
        rows = rows.filter(state=Message.State.QUEUED)
    elif envelope.state == State.POSTED:
        rows = rows.exclude(state=Message.State.STOPPED)
    found = look_at(rows)
    stopped = envelope.state == State.PRINTED and not found
    return found[0] if found else Waiting(envelope, warnings=[STOPPED_SINCE] if stopped else [])


@transaction.atomic
def print_envelope(*, by: User, envelope: Envelope, version: int) -> Envelope:
    """Note that everything in it is printed now. It can be printed again until it is posted.

    Refused when it may not go, and when somebody else has done something with it since `version` was read.
    """
    line = _locked(by, envelope, version)
    check_can_go(line)
    locked = line.envelope
    locked.state, locked.printed_at, locked.printed_by = State.PRINTED, timezone.now(), by
    locked.printed = [paper.pk for paper in line.papers]
    locked.pages = pages_of(line)
    return _save(by, locked, Act.DISCLOSURE, {"pages": locked.pages})


@transaction.atomic
def post_envelope(*, by: User, envelope: Envelope, version: int, looked_through: bool) -> Envelope:
    """It has been closed and posted: each paper counts as given by post.

    Refused before it is printed, when a paper was stopped after that, and while nobody has looked through the pages:
    a page of somebody else in an envelope is what hurts people.
    """
    line = _locked(by, envelope, version)
    if not looked_through:
        raise Refused(
            "Look through each page: the name on the sheet, and the name on every paper.",
            field="looked_through",
        )
    check_is_printed(line)
    for paper in line.papers:
        mark_posted(by=by, message=paper)
    return _end(by, line.envelope, State.POSTED, Act.DISCLOSURE)


@transaction.atomic
def take_out(*, by: User, envelope: Envelope, version: int, because: str) -> Envelope:
    """Nothing of it is posted; what was printed has to be destroyed."""
    line = _locked(by, envelope, version)
    if not line.envelope.is_in_the_queue:
        raise Refused("This envelope is not in the queue.")
    if not because.strip():
        raise Refused("Say why it is taken out of the queue.", field="because")
    waiting = Message.objects.filter(envelope=line.envelope, state=Message.State.QUEUED)
    waiting.update(state=Message.State.STOPPED, error="taken_out")
    line.envelope.because = because.strip()
    return _end(by, line.envelope, State.TAKEN_OUT, Act.ALTERATION)


@transaction.atomic
def take_out_paper(*, by: User, envelope: Envelope, version: int, paper: Message, because: str) -> Envelope:
    """One paper is not posted; the others still go. With the last one the envelope itself is taken out of the queue.

    What was printed with it no longer counts: it is printed again without it. Refused without a reason, and for a paper
    that does not wait in this envelope.
    """
    line = _locked(by, envelope, version)
    if paper.pk not in {each.pk for each in line.papers if each.state == Message.State.QUEUED}:
        raise Refused("This paper does not wait in this envelope.", opens="Look at it as it stands now.")
    if not because.strip():
        raise Refused("Say why it is taken out of the envelope.", field="because")
    Message.objects.filter(pk=paper.pk).update(
        state=Message.State.STOPPED,
        error="taken_out",
        because=because.strip(),
        taken_out_at=timezone.now(),
        taken_out_by=by,
    )
    record(
        by=by,
        act=Act.ALTERATION,
        what="envelope.paper_taken_out",
        case=line.envelope.case,
        file=line.envelope.file,
        service_id=line.envelope.service_id,
        subject=f"message:{paper.pk}",
    )
    if len(line.papers) == 1:
        line.envelope.because = because.strip()
        return _end(by, line.envelope, State.TAKEN_OUT, Act.ALTERATION)
    return _keep(line.envelope)


@transaction.atomic
def note_came_back(*, by: User, envelope: Envelope, version: int) -> Envelope:
    """The post has brought it back: whoever wrote gets a task to find another way."""
    line = _locked(by, envelope, version)
    if line.envelope.state != State.POSTED:
        raise Refused("Only what was posted can come back.")
    for paper in line.papers:
        if paper.state == Message.State.SENT:
            mark_failed(by=by, message=paper, error=CAME_BACK)
    return _save(by, line.envelope, Act.ALTERATION)


def _locked(by: User, envelope: Envelope, version: int) -> Waiting:
    """The envelope for this transaction alone, if it still is as it was read."""
    check_may(by, Permission.CONTACT_LOG, envelope.service_id)
    rows = Envelope.objects.select_for_update(of=("self",)).select_related("service")
    locked = rows.get(pk=envelope.pk)
    if locked.version != version:
        raise Refused(_what_happened(locked), opens="Look at it as it stands now.")
    line = papers_in(locked)
    line.envelope = locked
    return line


def _what_happened(envelope: Envelope) -> str:
    who = envelope.ended_by or envelope.printed_by
    at = envelope.ended_at or envelope.printed_at
    what = envelope.get_state_display().lower()
    return f"Meanwhile: {what}, by {who.name if who else 'somebody else'}, {clock_time(at)}."


def _end(by: User, envelope: Envelope, state: str, act: Act) -> Envelope:
    envelope.state, envelope.ended_at, envelope.ended_by = state, timezone.now(), by
    return _save(by, envelope, act)


def _save(by: User, envelope: Envelope, act: Act, details: dict[str, int | None] | None = None) -> Envelope:
    _keep(envelope)
    record(
        by=by,
        act=act,
        what=f"envelope.{envelope.state}",
        case=envelope.case,
        file=envelope.file,
        service_id=envelope.service_id,
        subject=f"envelope:{envelope.pk}",
        recipient=f"participant:{envelope.participant_id}" if envelope.participant_id else "outside",
        details={**(details or {})},
    )
    return envelope


def _keep(envelope: Envelope) -> Envelope:
    """With a new version, so that whoever has an older page open is told."""
    envelope.version += 1
    envelope.full_clean()
    envelope.save()
    return envelope
