"""Writing down what somebody agrees to, or that they take it back."""

from dataclasses import dataclass, field
from datetime import date

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from amends.foundation.access.models import User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.rules import check_may
from amends.foundation.case.models import Participant
from amends.foundation.clock.actions import About, start_clock, stop_clock
from amends.foundation.documents.models import Attachment
from amends.foundation.lib.refusal import Refused
from amends.foundation.record.actions import record
from amends.foundation.record.models import Act
from amends.journey.consent.actions.stopping import go_on, stop
from amends.journey.consent.models import Consent
from amends.journey.consent.purposes import Purpose, purpose, purposes
from amends.journey.consent.rules import check_answer, check_explained, counts, switchboard
from amends.journey.consent.signals import consent_changed

WAVERING = "talk-when-unsure"
Answer = Consent.Answer


@dataclass(frozen=True)
class Evidence:
    """How an answer was given, and what it is limited to. `adult` is the parent or appropriate adult who agreed too."""

    how: str = Consent.How.SPOKEN
    on: date | None = None
    witness: str = ""
    adult: str = ""
    covers: list[str] = field(default_factory=list)
    items: list[str] = field(default_factory=list)
    stage: str = ""
    scope: str = ""
    freely: bool = False
    until: date | None = None
    form: Attachment | None = None
    reminded_on: date | None = None
    note: str = ""


@transaction.atomic
def record_consent(
    *, by: User, participant: Participant, key: str, answer: str, evidence: Evidence
) -> Consent:
    """Add what somebody said about one purpose. A no to taking part stops the case as a withdrawal does.

    A yes in a form that the service does not accept is kept, and waits (W8-323). Raises Refused for a yes before it was
    explained (W8-295), where an appropriate adult is needed and none is named (EX-139), and for a day in the future.
    """
    check_may(by, Permission.CONSENT_RECORD, participant.service_id)
    wanted, on = purpose(key), evidence.on or timezone.localdate()
    check_answer(participant, wanted, answer, on)
    if answer == Answer.GIVEN:
        _check_yes(participant, wanted, evidence, on)
    consent = _add(by=by, participant=participant, wanted=wanted, answer=answer, evidence=evidence, on=on)
    _mind_wavering(by, participant, wanted, answer)
    if wanted.ends_all and answer in {Answer.REFUSED, Answer.WITHDRAWN}:
        stop(by, participant)
    elif wanted.ends_all and answer == Answer.GIVEN and not consent.pending:
        go_on(by, participant)
    return consent


def _check_yes(participant: Participant, wanted: Purpose, evidence: Evidence, on: date) -> None:
    check_explained(participant, wanted, on)
    if participant.appropriate_adult_needed and not evidence.adult:
        raise Refused(
            "This person needs an appropriate adult.",
            source="Essex manual appendix E, appropriate adult",
            opens="Name the adult who was there and agreed.",
            field="adult",
        )
    if wanted.names_bodies and not evidence.covers:
        raise Refused("Say which bodies it covers.", source=wanted.source, field="covers")
    form = evidence.form
    if form and form.file_id != participant.file_id:
        raise Refused("This form belongs to somebody else's file.", field="upload")


def _add(
    *, by: User, participant: Participant, wanted: Purpose, answer: str, evidence: Evidence, on: date
) -> Consent:
    accepted = answer != Answer.GIVEN or counts(
        participant.case, wanted, evidence.how, has_form=evidence.form is not None
    )
    consent = Consent(
        service_id=participant.service_id,
        file_id=participant.file_id,
        participant=participant,
        purpose=wanted.key,
        wording=purposes()[0],
        answer=answer,
        pending=not accepted,
        given_on=on,
        recorded_by=by,
        **{name: getattr(evidence, name) for name in KEPT},
    )
    consent.full_clean()
    consent.save()
    record(
        by=by,
        act=Act.COLLECTION,
        what=f"consent.{answer}",
        file=participant.file,
        subject=f"participant:{participant.pk}",
        details={"purpose": wanted.key},
    )
    consent_changed.send(Consent, by=by, consent=consent)
    return consent


KEPT = tuple(name for name in Evidence.__dataclass_fields__ if name != "on")


def _mind_wavering(by: User, participant: Participant, wanted: Purpose, answer: str) -> None:
    """Somebody who is not sure any more is talked with before anything goes on (W8-296)."""
    subject = f"participant:{participant.pk}"
    if answer == Answer.UNSURE and (wanted.way or wanted.ends_all):
        about = About(
            service=participant.case.service,
            subject=subject,
            case=participant.case,
            file=participant.file,
            link=reverse("consent:board", args=[participant.pk]),
        )
        start_clock(by=by, name=WAVERING, about=about)
    elif not any(switch.state == "not sure" for switch in switchboard(participant).values()):
        stop_clock(by=by, name=WAVERING, subject=subject)


@transaction.atomic
def withdraw(*, by: User, participant: Participant, reason: str = "") -> None:
    """Somebody stops. No reason is needed; everything they had agreed to ends, and nothing goes on after it (EX-036).

    Tasks, appointments, meetings, unsent messages and the case's running steps stop in the same transaction. The
    facilitators and the coordinator are told that the case has stopped, not by whom or why; the reason stays in the
    person's own file.
    """
    check_may(by, Permission.CONSENT_RECORD, participant.service_id)
    ended = [s.purpose for s in switchboard(participant).values() if s.was_given and not s.purpose.ends_all]
    stop_clock(by=by, name=WAVERING, subject=f"participant:{participant.pk}", dropped=True)
    _take_back(by, participant, purpose("take_part"), reason)
    stop(by, participant)
    for each in ended:
        _take_back(by, participant, each)


def _take_back(by: User, participant: Participant, wanted: Purpose, reason: str = "") -> None:
    evidence, today = Evidence(note=reason), timezone.localdate()
    _add(by=by, participant=participant, wanted=wanted, answer=Answer.WITHDRAWN, evidence=evidence, on=today)


@transaction.atomic
def note_from_referral(
    *, by: User, participant: Participant, answer: str, on: date | None, note: str
) -> Consent | None:
    """What the referral says about being contacted is the first row of the series (EX-126).

    Once they have said something to us themselves, a later referral adds nothing but a no.
    """
    said_before = Consent.objects.filter(participant=participant, purpose="contact").exists()
    if said_before and answer != Answer.REFUSED:
        return None
    said = Evidence(how=Consent.How.THROUGH_REFERRER, note=note)
    today, wanted = timezone.localdate(), purpose("contact")
    return _add(
        by=by,
        participant=participant,
        wanted=wanted,
        answer=answer,
        evidence=said,
        on=min(on or today, today),
    )
