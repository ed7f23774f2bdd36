"""Noting which resource was used with somebody, and telling their keyworker the goals of the preparation."""

from datetime import date

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from amends.foundation.access.models import User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.rules import check_may
from amends.foundation.case.models import Participant
from amends.foundation.case.rules import check_is_live
from amends.foundation.lib.refusal import Refused
from amends.foundation.messages.actions import tell
from amends.foundation.record.actions import record
from amends.foundation.record.models import Act
from amends.journey.preparation.actions.noting import note
from amends.journey.preparation.models import Keywork, ResourceUse
from amends.journey.preparation.rules.keywork import check_can_have_keyworker, resources_for
from amends.service.library.models import Entry


@transaction.atomic
def use_resource(
    *, by: User, participant: Participant, resource: Entry, reason: str, used_on: date
) -> ResourceUse:
    """Note that a resource of the list was used with somebody, and why this one (PF-132)."""
    check_may(by, Permission.PREPARATION_NOTE, participant.service_id)
    if used_on > timezone.localdate():
        raise Refused("This day has not come yet.", field="used_on")
    if not resources_for(by, participant.case.service).filter(pk=resource.pk).exists():
        raise Refused("This is not on the list of resources.", field="resource")
    row = ResourceUse(
        service_id=participant.service_id,
        file_id=participant.file_id,
        participant=participant,
        resource=resource,
        reason=reason,
        used_on=used_on,
        noted_by=by,
    )
    row.full_clean()
    row.save()
    note(by, participant, Act.COLLECTION, "preparation.resource_used")
    return row


@transaction.atomic
def tell_keyworker(*, by: User, participant: Participant, keyworker: User, goals: str) -> Keywork:
    """Name the keyworker and the goals, or change them. They see the goals and the guidance, nothing of the file.

    Raises Refused when the goals name somebody of the other side.
    """
    check_may(by, Permission.PREPARATION_NOTE, participant.service_id)
    check_is_live(participant.case)
    check_can_have_keyworker(participant, keyworker, goals)
    today = timezone.localdate()
    before = (
        Keywork.objects.select_for_update(of=("self",)).filter(participant=participant, until=None).first()
    )
    if before and before.keyworker_id != keyworker.pk:
        before.until = max(today, before.since)
        before.save(update_fields=["until"])
        before = None
    row = before or Keywork(
        service_id=participant.service_id,
        file_id=participant.file_id,
        participant=participant,
        keyworker=keyworker,
        since=today,
    )
    row.goals, row.written_by = goals, by
    row.full_clean()
    row.save()
    _note_told(by, row)
    words = "The goals of somebody’s preparation are there for you to read."
    link = reverse("preparation:goals", args=[row.pk])
    tell(user=keyworker, service=participant.case.service, words=words, link=link)
    return row


def _note_told(by: User, row: Keywork) -> None:
    record(
        by=by,
        act=Act.DISCLOSURE,
        what="preparation.keyworker_told",
        file=row.file,
        subject=f"participant:{row.participant_id}",
        recipient=f"user:{row.keyworker_id}",
    )


@transaction.atomic
def end_keywork(*, by: User, row: Keywork) -> None:
    """They are no longer the keyworker, and see nothing from now on."""
    check_may(by, Permission.PREPARATION_NOTE, row.service_id)
    row.until = max(timezone.localdate(), row.since)
    row.save(update_fields=["until"])
    note(by, row.participant, Act.ALTERATION, "preparation.keywork_ended")
