"""Entries in the authority's systems, how somebody was affected, and the office's tracking record."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.utils import timezone

from amends.foundation.access.models import Service, User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.rules import check_may
from amends.foundation.case.models import Participant, Side
from amends.foundation.lib.refusal import Refused
from amends.foundation.record.actions import record
from amends.foundation.record.models import Act
from amends.journey.notes.models import HarmedAs, SystemEntry, Tracking
from amends.journey.notes.rules import needs_entry
from amends.journey.referral.models import Referral


@transaction.atomic
def enter_elsewhere(
    *, by: User, referral: Referral, system: str, name: str, reference: str, entered_on: date
) -> SystemEntry:
    """Confirm that a referral, or a wish, stands in the authority's own system, with its reference (PF-029, PF-065)."""
    check_may(by, Permission.REFERRAL_MAKE, referral.service_id)
    if not needs_entry(referral, system):
        raise Refused("This referral needs no such entry.", source="HMPPS framework 4.3 and 4.18")
    if entered_on > timezone.localdate():
        raise Refused("This day has not come yet.", field="entered_on")
    row = SystemEntry(
        service_id=referral.service_id,
        referral=referral,
        system=system,
        name=name,
        reference=reference.strip(),
        entered_on=entered_on,
        recorded_by=by,
    )
    row.full_clean(exclude=["recorded_at"])
    row.save()
    record(
        by=by,
        act=Act.COLLECTION,
        what=f"entered_elsewhere.{system}",
        service_id=referral.service_id,
        subject=f"referral:{referral.pk}",
    )
    return row


@transaction.atomic
def say_how_harmed(*, by: User, participant: Participant, details: Mapping[str, object]) -> HarmedAs:
    """Whether somebody was harmed directly or is affected otherwise. Either way they take part themselves (SS-004)."""
    check_may(by, Permission.PARTICIPANT_EDIT, participant.service_id)
    if participant.side != Side.HARMED or participant.part not in {
        Participant.Part.PRINCIPAL,
        Participant.Part.MEMBER,
    }:
        raise Refused(
            "Only somebody who was harmed, or is affected by it, is a victim here; a supporter is not.",
            source="Service specification, definitions",
        )
    row = HarmedAs.objects.filter(participant=participant).first() or HarmedAs(
        service_id=participant.service_id, file_id=participant.file_id, participant=participant
    )
    for name, value in details.items():
        setattr(row, name, value)
    row.full_clean()
    row.save()
    subject = f"participant:{participant.pk}"
    record(by=by, act=Act.ALTERATION, what="harmed_as.said", file=participant.file, subject=subject)
    return row


@transaction.atomic
def track(*, by: User, participant: Participant, details: Mapping[str, object]) -> Tracking:
    """Keep the coded facts of somebody responsible. Refuses an outcome without its reason, or against a no (W8-337)."""
    check_may(by, Permission.FIGURES_SEE, participant.service_id)
    row = Tracking.objects.filter(participant=participant).first() or Tracking(
        service_id=participant.service_id, participant=participant
    )
    for name, value in details.items():
        setattr(row, name, value)
    row.changed_by, row.changed_at = by, timezone.now()
    row.full_clean()
    row.save()
    subject = f"participant:{participant.pk}"
    record(by=by, act=Act.ALTERATION, what="tracking.kept", file=participant.file, subject=subject)
    return row


def note_tracking_taken(*, by: User, service: Service) -> None:
    """The records of the service were taken away for the evaluation."""
    check_may(by, Permission.FIGURES_SEE, service)
    record(by=by, act=Act.DISCLOSURE, what="tracking.taken", service_id=service.pk)
