"""Writing down what somebody agrees to, and stopping everything when they stop."""

from dataclasses import dataclass, field
from datetime import date

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from amends.foundation.access.models import User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.programs import as_clockwork
from amends.foundation.access.rules import check_may
from amends.foundation.case.actions import set_stopped
from amends.foundation.case.models import Case, FileGrant, Participant
from amends.foundation.clock.actions import About, drop_clocks, start_clock
from amends.foundation.lib.refusal import Refused
from amends.foundation.messages.actions import stop_messages, tell
from amends.foundation.record.actions import record
from amends.foundation.record.models import Act
from amends.journey.consent.models import Consent
from amends.journey.consent.purposes import purpose, purposes
from amends.journey.consent.rules import is_going_on, switchboard

AFTER_A_STOP = "after-a-stop"


@dataclass(frozen=True)
class Evidence:
    """How an answer was given. `adult` is the parent or appropriate adult who agreed with the person."""

    how: str = Consent.How.SPOKEN
    on: date | None = None
    witness: str = ""
    adult: str = ""
    covers: list[str] = field(default_factory=list)
    until: date | None = None
    note: str = ""


@transaction.atomic
def record_consent(
    *, by: User, participant: Participant, key: str, answer: str, evidence: Evidence
) -> Consent:
    """Add what somebody said about one purpose. A no to taking part stops the case as a withdrawal does.

    Raises Refused where an appropriate adult is needed and none is named (EX-139), and for a day in the future.
    """
    check_may(by, Permission.CONSENT_RECORD, participant.service_id)
    wanted = purpose(key)
    on = evidence.on or timezone.localdate()
    if on > timezone.localdate():
        raise Refused("This day has not come yet.", field="on")
    if answer == Consent.Answer.GIVEN and participant.appropriate_adult_needed and not evidence.adult:
        raise Refused(
            "This person needs an appropriate adult.",
            source="Essex manual appendix E, appropriate adult",
            opens="Name the adult who was there and agreed.",
            field="adult",
        )
    if wanted.names_bodies and answer == Consent.Answer.GIVEN and not evidence.covers:
        raise Refused("Say which bodies it covers.", source=wanted.source, field="covers")
    consent = _add(by=by, participant=participant, key=key, answer=answer, evidence=evidence, on=on)
    if wanted.ends_all and answer in {Consent.Answer.REFUSED, Consent.Answer.WITHDRAWN}:
        _stop(by, participant)
    elif wanted.ends_all and answer == Consent.Answer.GIVEN:
        _go_on(by, participant)
    return consent


def _add(
    *, by: User, participant: Participant, key: str, answer: str, evidence: Evidence, on: date
) -> Consent:
    consent = Consent(
        service_id=participant.service_id,
        file_id=participant.file_id,
        participant=participant,
        purpose=key,
        wording=purposes()[0],
        answer=answer,
        how=evidence.how,
        given_on=on,
        witness=evidence.witness,
        adult=evidence.adult,
        covers=evidence.covers,
        until=evidence.until,
        note=evidence.note,
        recorded_by=by,
    )
    consent.full_clean()
    consent.save()
    record(
        by=by,
        act=Act.COLLECTION,
        what=f"consent.{answer}",
        file=participant.file,
        subject=f"participant:{participant.pk}",
        details={"purpose": key},
    )
    return consent


@transaction.atomic
def withdraw(*, by: User, participant: Participant, reason: str = "") -> None:
    """Somebody stops. No reason is needed; everything they had agreed to ends, and nothing goes on after it (EX-036).

    Tasks, unsent messages and the case's running steps stop in the same transaction. The facilitators and the
    coordinator are told that the case has stopped, not by whom or why; the reason stays in the person's own file.
    """
    check_may(by, Permission.CONSENT_RECORD, participant.service_id)
    ended = [s.purpose.key for s in switchboard(participant).values() if s.is_on and not s.purpose.ends_all]
    answers = {**{key: Evidence() for key in ended}, "take_part": Evidence(note=reason)}
    on = timezone.localdate()
    for key, evidence in answers.items():
        _add(
            by=by, participant=participant, key=key, answer=Consent.Answer.WITHDRAWN, evidence=evidence, on=on
        )
    _stop(by, participant)


def _stop(by: User, participant: Participant) -> None:
    case = participant.case
    stop_messages(by=by, case=case, file=participant.file)
    if participant.part not in {Participant.Part.PRINCIPAL, Participant.Part.MEMBER}:
        return
    with as_clockwork(case.service):  # the other side's tasks too, which whoever records this may not see
        drop_clocks(by=by, case=case)
        facilitators = _facilitators(case)
    stop_messages(by=by, case=case)
    if case.stopped_at is None:
        set_stopped(by=by, case=case, stopped=True)
    link = reverse("casefile:case", args=[case.number])
    about = About(service=case.service, subject=f"case:{case.pk}", case=case, link=link)
    start_clock(by=by, name=AFTER_A_STOP, about=about)
    for user in facilitators:
        if user.pk != by.pk:
            tell(
                user=user,
                service=case.service,
                words=f"{case.number} has stopped. Nothing more is to be done.",
                link=link,
            )


def _go_on(by: User, participant: Participant) -> None:
    case = participant.case
    if case.stopped_at is None:
        return
    with as_clockwork(
        case.service
    ):  # somebody of the other side may have stopped, unknown to whoever records this
        nobody_has_stopped = is_going_on(case)
    if nobody_has_stopped:
        set_stopped(by=by, case=case, stopped=False)
        drop_clocks(by=by, case=case, only=(AFTER_A_STOP,))


def _facilitators(case: Case) -> list[User]:
    grants = FileGrant.objects.filter(file__case=case, ended_at__isnull=True).select_related("user")
    return list({grant.user_id: grant.user for grant in grants}.values())
