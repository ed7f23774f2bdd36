"""A request comes in, who asks is made sure of, the pack is made, looked through and given out."""

from datetime import date, datetime, time

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from amends.foundation.access.models import User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.rules import check_may
from amends.foundation.case.models import Participant
from amends.foundation.clock.actions import About, start_clock, stop_clock
from amends.foundation.documents.actions import give_copy, make_document
from amends.foundation.documents.models import Document
from amends.foundation.documents.worded import Paper
from amends.foundation.lib.refusal import Refused
from amends.foundation.record.actions import record
from amends.foundation.record.gathering import about
from amends.foundation.record.models import Act
from amends.service.own_records.models import OwnRecordsRequest
from amends.service.own_records.redacting import others_of, take_out

CLOCK = "own-records"
TEMPLATE = "own-records"
SOURCE = "Data Protection Act 2018 sections 45 and 54; Wait 'til Eight section 7 para 10.1"


@transaction.atomic
def receive_request(
    *, by: User, participant: Participant, received_on: date, asked_by: str = ""
) -> OwnRecordsRequest:
    """Note that somebody asks for what is kept about them; the time to answer runs from that day."""
    check_may(by, Permission.SERVICE_MANAGE, participant.service_id)
    if received_on > timezone.localdate():
        raise Refused("This day has not come yet.", field="received_on")
    waiting = OwnRecordsRequest.objects.filter(
        participant=participant, released_on__isnull=True, refused_because=""
    )
    if waiting.exists():
        raise Refused("They have asked already, and it is not answered yet.", opens="Answer that one first.")
    request = OwnRecordsRequest(
        service_id=participant.service_id,
        file=participant.file,
        participant=participant,
        received_on=received_on,
        asked_by=asked_by,
        recorded_by=by,
    )
    request.full_clean()
    request.save()
    _note(by, request, Act.COLLECTION, "received")
    start_clock(
        by=by,
        name=CLOCK,
        about=About(
            service=participant.case.service,
            subject=f"own_records:{request.pk}",
            case=participant.case,
            file=participant.file,
            link=reverse("own_records:request", args=[request.pk]),
        ),
        at=timezone.make_aware(datetime.combine(received_on, time(12))),
    )
    return request


@transaction.atomic
def check_identity(*, by: User, request: OwnRecordsRequest, how: str) -> None:
    """Write down how we made sure that it is them, or somebody with the right to ask for them."""
    check_may(by, Permission.SERVICE_MANAGE, request.service_id)
    request.identity_how, request.identity_on, request.identity_by = how, timezone.localdate(), by
    request.full_clean()
    request.save(update_fields=["identity_how", "identity_on", "identity_by"])
    _note(by, request, Act.ALTERATION, "identity_checked")


@transaction.atomic
def make_pack(*, by: User, request: OwnRecordsRequest) -> Document:
    """Put together only this person's record, with everybody else taken out of every text (W8-332).

    Raises Refused before identity is sure, and when something of the other side would still stand in it.
    """
    check_may(by, Permission.SERVICE_MANAGE, request.service_id)
    if request.identity_on is None:
        raise Refused(
            "We do not know yet that it is them.", source=SOURCE, opens="Write down how you made sure of it."
        )
    others = others_of(request.participant)
    chapters = [
        {
            "title": chapter.title,
            "entries": [
                [{"label": label, "value": take_out(words, others)} for label, words in entry.rows]
                for entry in chapter.entries
            ],
        }
        for chapter in about(request.participant_id, _own_file(request.participant))
    ]
    person = request.participant.person
    request.document = make_document(
        by=by,
        paper=Paper(
            TEMPLATE,
            {"to_name": person.full_name, "chapters": chapters, "received_on": request.received_on},
            subject=f"own_records:{request.pk}",
            names_allowed=[person.full_name],
        ),
        belongs_to=request.participant.file,
        reader=request.participant,
    )
    request.save(update_fields=["document"])
    _note(by, request, Act.COMBINATION, "gathered")
    return request.document


def _own_file(participant: Participant) -> int | None:
    """The whole of their file is about them where nobody else of their side takes part as themselves."""
    own = {Participant.Part.PRINCIPAL, Participant.Part.MEMBER}
    others = Participant.objects.filter(file=participant.file_id, part__in=own).exclude(pk=participant.pk)
    return participant.file_id if participant.part in own and not others.exists() else None


@transaction.atomic
def release(*, by: User, request: OwnRecordsRequest, way: str, note: str) -> None:
    """Say that the pack has been given to them. `way` is one of `Copy.How`; what exactly they got stays on file."""
    check_may(by, Permission.SERVICE_MANAGE, request.service_id)
    if request.document is None:
        raise Refused("There is no pack yet.", source=SOURCE, opens="Make it, and look through it.")
    request.released_on, request.released_by, request.released_how = timezone.localdate(), by, note
    request.full_clean()
    request.save(update_fields=["released_on", "released_by", "released_how"])
    give_copy(by=by, document=request.document, how=way, participant=request.participant)
    stop_clock(by=by, name=CLOCK, subject=f"own_records:{request.pk}")
    _note(by, request, Act.DISCLOSURE, "released")


@transaction.atomic
def refuse(*, by: User, request: OwnRecordsRequest, because: str) -> None:
    """Answer that the record is not given out, with the reason the person is told."""
    check_may(by, Permission.SERVICE_MANAGE, request.service_id)
    request.refused_because = because
    request.full_clean()
    request.save(update_fields=["refused_because"])
    stop_clock(by=by, name=CLOCK, subject=f"own_records:{request.pk}")
    _note(by, request, Act.ALTERATION, "refused")


def _note(by: User, request: OwnRecordsRequest, act: Act, what: str) -> None:
    record(
        by=by,
        act=act,
        what=f"own_records.{what}",
        file=request.file,
        subject=f"participant:{request.participant_id}",
        recipient=f"participant:{request.participant_id}" if act is Act.DISCLOSURE else "",
        details={"request": request.pk},
    )
