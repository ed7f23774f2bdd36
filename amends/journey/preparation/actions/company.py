"""Supporters found suitable or not, the network around somebody, and everybody else who was affected."""

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone

from amends.foundation.access.models import User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.rules import check_may, may
from amends.foundation.case.models import CaseFile, Participant
from amends.foundation.case.rules import check_is_live
from amends.foundation.lib.refusal import Refused
from amends.foundation.messages.actions import queue_message
from amends.foundation.messages.models import Message
from amends.foundation.messages.outgoing import Contents, Outside
from amends.foundation.record.actions import record
from amends.foundation.record.models import Act
from amends.journey.preparation.actions.noting import note
from amends.journey.preparation.models import Affected, Backing, Helper, SupporterFinding
from amends.journey.preparation.rules.company import (
    ASSESSED,
    SOURCE,
    check_may_be_told,
    is_party_elsewhere,
)
from amends.journey.preparation.signals import supporter_found
from amends.service.community.models import Organisation


@transaction.atomic
def find_supporter(
    *, by: User, participant: Participant, suitable: bool, reason: str, relationship: str
) -> SupporterFinding:
    """Say whether a supporter is suitable to be there, and why.

    Whoever is a party to another open matter of the service is found suitable only by somebody who opens cases.
    """
    check_may(by, Permission.SUITABILITY_RECORD, participant.service_id)
    check_is_live(participant.case)
    if participant.part not in ASSESSED:
        raise Refused("Only supporters and parents are assessed here.")
    unsure = suitable and not may(by, Permission.CASE_OPEN, participant.service_id)
    if unsure and is_party_elsewhere(participant):
        raise Refused(
            "Somebody of this name is a party to another matter of the service.",
            source=SOURCE,
            opens="Ask the coordinator, who can look into both and record the finding.",
            field="suitable",
        )
    row = SupporterFinding(
        service_id=participant.service_id,
        file_id=participant.file_id,
        participant=participant,
        relationship=relationship,
        suitable=suitable,
        reason=reason,
        found_on=timezone.localdate(),
        found_by=by,
    )
    row.full_clean()
    row.save()
    note(
        by,
        participant,
        Act.COLLECTION,
        "supporter.found_suitable" if suitable else "supporter.found_not_suitable",
    )
    supporter_found.send(SupporterFinding, by=by, finding=row)
    return row


@transaction.atomic
def keep_helper(
    *, by: User, participant: Participant, details: Mapping[str, object], helper: Helper | None = None
) -> Helper:
    """Put somebody into the network around a person, or correct what is known of them."""
    check_may(by, Permission.CONTACT_LOG, participant.service_id)
    row = helper or Helper(
        service_id=participant.service_id, file_id=participant.file_id, participant=participant, added_by=by
    )
    for name, value in details.items():
        setattr(row, name, value)
    row.full_clean()
    row.save()
    note(by, participant, Act.ALTERATION if helper else Act.COLLECTION, "helper.kept")
    return row


@transaction.atomic
def keep_affected(
    *,
    by: User,
    file: CaseFile,
    details: Mapping[str, object],
    participant: Participant | None = None,
    row: Affected | None = None,
) -> Affected:
    """Put a person or body affected on the list of one file, or correct it, such as why they are not invited."""
    check_may(by, Permission.CONTACT_LOG, file.service_id)
    kept = row or Affected(service_id=file.service_id, file=file, participant=participant, added_by=by)
    for name, value in details.items():
        setattr(kept, name, value)
    kept.full_clean()
    kept.save()
    act = Act.ALTERATION if row else Act.COLLECTION
    record(by=by, act=act, what="affected.kept", file=file, subject=f"affected:{kept.pk}")
    return kept


@transaction.atomic
def keep_backing(
    *, by: User, participant: Participant, details: Mapping[str, object], row: Backing | None = None
) -> Backing:
    """Bring in an organisation for somebody with what it does, or correct it (HMPPS 6.42).

    A faith organisation only where they want it, and beside them only once it was looked into (6.44).
    """
    check_may(by, Permission.CONTACT_LOG, participant.service_id)
    check_is_live(participant.case)
    kept = row or Backing(
        service_id=participant.service_id, file_id=participant.file_id, participant=participant, added_by=by
    )
    for name, value in details.items():
        setattr(kept, name, value)
    if kept.sent_on and not kept.agreed_on:
        raise Refused("Something has gone to it already.", opens="End it instead.", field="agreed_on")
    for name in ("agreed_on", "vetted_on"):
        if (getattr(kept, name) or timezone.localdate()) > timezone.localdate():
            raise Refused("This day has not come yet.", field=name)
    kept.is_faith = kept.organisation.kind == Organisation.Kind.FAITH
    kept.full_clean()
    kept.save()
    note(by, participant, Act.ALTERATION if row else Act.COLLECTION, "backing.kept")
    return kept


@transaction.atomic
def tell_backing(*, by: User, backing: Backing, sent: str, email: str = "") -> Backing:
    """Pass somebody's details on to an organisation, or ask it by e-mail to ring for them; the e-mail names nobody.

    Refused without their agreement, and once it has ended (PF-144).
    """
    check_may(by, Permission.CONTACT_LOG, backing.service_id)
    check_is_live(backing.participant.case)
    check_may_be_told(backing)
    backing.sent, backing.sent_on = sent, timezone.localdate()
    backing.full_clean()
    backing.save(update_fields=["sent", "sent_on"])
    note(by, backing.participant, Act.DISCLOSURE, "backing.told")
    if email:
        _write(by, backing, email)
    return backing


def _write(by: User, backing: Backing, email: str) -> None:
    case = backing.participant.case
    queue_message(
        by=by,
        channel=Message.Channel.EMAIL,
        to=Outside(email, backing.organisation.name),
        contents=Contents(
            subject="Somebody would like your help",
            body=f"Somebody whom {case.service.name} works with would like your help, and has agreed that we ask you. "
            f"Please ring us, and give our reference {case.number}: {case.service.telephone}.",
        ),
        belongs_to=backing.participant.file,
        subject_key=f"backing:{backing.pk}",
    )
