"""What one side allows to be told to the other, and what a provider asks a liaison officer about a person harmed."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from amends.foundation.access.models import User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.rules import check_may
from amends.foundation.case.models import SIDES, Case, Participant
from amends.foundation.lib.refusal import Refused
from amends.foundation.messages.actions import tell
from amends.foundation.messages.rules import check_for_outside
from amends.foundation.record.actions import record
from amends.foundation.record.models import Act
from amends.journey.disclosure.models import Allowed, VictimRequest
from amends.journey.disclosure.rules import check_can_share, check_may_pass


@transaction.atomic
def allow(
    *, by: User, participant: Participant, what: str, limits: str = "", on: date | None = None
) -> Allowed:
    """Write down what somebody lets be passed to the other side, and its limits, before it is passed (W8-335)."""
    check_can_share(by, participant)
    day = on or timezone.localdate()
    if day > timezone.localdate():
        raise Refused("This day has not come yet.", field="on")
    (other,) = (side for side in SIDES[Case.Roles(participant.case.roles)] if side != participant.side)
    row = Allowed(
        service_id=participant.service_id,
        file_id=participant.file_id,
        participant=participant,
        to_side=other,
        what=what.strip(),
        limits=limits.strip(),
        allowed_on=day,
        recorded_by=by,
    )
    row.full_clean()
    row.save()
    _note(by, participant, Act.COLLECTION, "passing.allowed", row.pk)
    return row


@transaction.atomic
def take_back(*, by: User, allowed: Allowed) -> None:
    """They no longer want it passed on."""
    check_may(by, Permission.CONTACT_LOG, allowed.service_id)
    if allowed.passed_on:
        raise Refused("It has been passed on already.")
    allowed.taken_back_on = timezone.localdate()
    allowed.save(update_fields=["taken_back_on"])
    _note(by, allowed.participant, Act.ALTERATION, "passing.taken_back", allowed.pk)


@transaction.atomic
def pass_on(*, by: User, participant: Participant, allowed: Allowed | None) -> Allowed:
    """It has been said to the other side. Refused without what the person has allowed (W8-335)."""
    check_can_share(by, participant)
    row = check_may_pass(allowed)
    if row.participant_id != participant.pk:
        raise Refused(
            "This was allowed by somebody else.",
            source="Wait 'til Eight section 7 para 10.5",
            field="allowed",
        )
    row.passed_on, row.passed_by = timezone.localdate(), by
    row.full_clean()
    row.save()
    _note(by, participant, Act.DISCLOSURE, "passing.passed_on", row.pk)
    return row


@transaction.atomic
def receive_victim_request(
    *, by: User, participant: Participant, asked_by: str, asked_on: date
) -> VictimRequest:
    """A provider has asked about the person harmed."""
    check_may(by, Permission.DETAILS_RELEASE, participant.service_id)
    row = VictimRequest(
        service_id=participant.service_id,
        file_id=participant.file_id,
        participant=participant,
        asked_by=asked_by,
        asked_on=asked_on,
        recorded_by=by,
    )
    row.full_clean()
    row.save()
    _note(by, participant, Act.COLLECTION, "victim_request.received", row.pk)
    return row


@transaction.atomic
def tell_officer(
    *,
    by: User,
    request: VictimRequest,
    told: str,
    how: str,
    message: str,
    officer: User | None = None,
    on: date | None = None,
) -> None:
    """Tell the officer who manages the sentence that a provider asked; never who or where the person harmed is."""
    check_may(by, Permission.DETAILS_RELEASE, request.service_id)
    case = request.participant.case
    try:
        check_for_outside(message, case)
    except Refused as refusal:
        raise Refused(
            "The officer learns that a provider asked, not who or where the person harmed is.",
            source="HMPPS framework 4.15",
            opens="Take the name and the contact details out.",
            field="message",
        ) from refusal
    request.told, request.officer, request.told_how = told, officer, how
    request.told_on, request.message = on or timezone.localdate(), message.strip()
    request.full_clean()
    request.save()
    if officer:
        tell(user=officer, service=case.service, words=request.message[:300])
    _note(by, request.participant, Act.DISCLOSURE, "victim_request.officer_told", request.pk)


def _note(by: User, participant: Participant, act: Act, what: str, key: int) -> None:
    subject = f"participant:{participant.pk}"
    record(by=by, act=act, what=what, file=participant.file, subject=subject, details={"row": key})
