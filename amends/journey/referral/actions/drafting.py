"""Writing a referral step by step: each step is saved as it is left, so that nothing is lost with a session."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.files.base import File
from django.db import connection, transaction
from django.urls import reverse
from django.utils import timezone

from amends.foundation.access.models import Agency, AgencyKind, Service, User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.programs import as_clockwork
from amends.foundation.access.rules import access_of, check_may
from amends.foundation.clock.actions import About, start_clock, stop_clock
from amends.foundation.documents.actions import attach
from amends.foundation.documents.actions import mark_read as mark_stored_read
from amends.foundation.documents.models import Attachment as StoredFile
from amends.foundation.lib.refusal import ChangedMeanwhile, Refused
from amends.foundation.messages.actions import tell
from amends.foundation.record.actions import record
from amends.foundation.record.models import Act
from amends.journey.finding.actions import raise_interest
from amends.journey.finding.models import Interest
from amends.journey.referral.actions.receiving import note_sender, receive, subject_of
from amends.journey.referral.content import read_content
from amends.journey.referral.content.drafting import content_of
from amends.journey.referral.form_rules import check_form_is_open
from amends.journey.referral.models import Attachment, KeptDraft, Referral, ReferralPerson
from amends.journey.referral.officer_rules import (
    check_passing_on,
    is_for_prison_officer,
    passed_to_officer,
)
from amends.journey.referral.rules import check_is_draft, check_is_mine, check_may_attach, is_staff_of

WORD_CLOCK = "task-tell-harmed-of-answer"
STORED_KINDS = {
    Attachment.Kind.RISK: StoredFile.Kind.RISK,
    Attachment.Kind.SCAN: StoredFile.Kind.FORM,
}


@transaction.atomic
def start_draft(
    *,
    by: User,
    service: Service,
    form: str,
    route: str = Referral.Route.WEBSITE,
    agency: Agency | None = None,
    received_at: datetime | None = None,
    sender_address: str = "",
) -> Referral:
    """Begin a referral. Staff begin one for somebody whose paper, call or e-mail they have before them."""
    check_may(by, Permission.REFERRAL_MAKE, service)
    typed_in = is_staff_of(by, service)
    check_form_is_open(service, form)
    if received_at and received_at > timezone.now():
        raise Refused("It cannot have come later than now.", field="received_at")
    own = next((m.agency for m in access_of(by).memberships if m.service_id == service.pk and m.agency), None)
    referral = Referral(
        service=service,
        form=form,
        route=route,
        referrer=None if typed_in else by,
        typed_in_by=by if typed_in else None,
        agency=agency or own,
        received_at=received_at,
    )
    note_sender(referral, sender_address)
    referral.full_clean(validate_unique=False)
    referral.save()
    record(
        by=by, act=Act.COLLECTION, what="referral.begun", service_id=service.pk, subject=subject_of(referral)
    )
    return referral


@transaction.atomic
def save_step(
    *, by: User, referral: Referral, step: str, answers: Mapping[str, Any], version: int | None = None
) -> Referral:
    """Keep one step of a draft. Raises ChangedMeanwhile when somebody saved other answers to it since `version`."""
    locked = _lock(referral)
    check_is_mine(by, locked)
    check_is_draft(locked)
    before = locked.draft.get(step, {})
    if version is not None and locked.version != version:
        changed = {name for name in {*before, *answers} if before.get(name) != answers.get(name)}
        if before and changed:
            rows = [(_label(n), _shown(answers.get(n)), _shown(before.get(n))) for n in sorted(changed)]
            raise ChangedMeanwhile("Somebody", rows)
    locked.draft = {**locked.draft, step: dict(answers)}
    locked.version += 1
    locked.save(update_fields=["draft", "version"])
    record(
        by=by,
        act=Act.ALTERATION,
        what="referral.step_saved",
        service_id=locked.service_id,
        subject=subject_of(locked),
        details={"step": step},
    )
    return locked


def _label(name: str) -> str:
    return name.replace("_", " ").capitalize()


def _shown(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else "" if value is None else str(value)


def _lock(referral: Referral) -> Referral:
    return (
        Referral.objects.select_for_update(of=("self",))
        .select_related("service", "agency")
        .get(pk=referral.pk)
    )


@transaction.atomic
def submit(*, by: User, referral: Referral) -> Referral:
    """Send a draft. Sending it again gives the same referral. Raises IncompleteError with all that is missing."""
    locked = _lock(referral)
    check_is_mine(by, locked)
    if not locked.is_draft:
        return locked
    rows = read_content(locked, content_of(locked.form, locked.draft))
    rows.attachments = []  # files that were uploaded hang on the draft already
    return receive(by=by, referral=locked, rows=rows, received_at=locked.received_at)


@dataclass(frozen=True)
class PassingOn:
    """Who asked for it, and what becomes of everything else that was typed in: nobody but its writer decides that."""

    asked_by: str
    keep: bool
    wants_word: bool = False  # the person harmed wants to hear what comes of it


@transaction.atomic
def pass_to_prison_officer(*, by: User, referral: Referral, said: PassingOn) -> list[Interest]:
    """Make of a draft about somebody in custody what it can be: a task for their prison offender manager (PF-051).

    The officer learns who is interested and where they are, and nothing else that was typed in. The draft waits with
    its writer, unread by anybody else, or is thrown away, as they say. Raises Refused for anybody else, and where it was
    passed on before.
    """
    locked = _lock(referral)
    check_is_mine(by, locked)
    check_is_draft(locked)
    check_passing_on(locked, said.asked_by, keep=said.keep, wants_word=said.wants_word)
    rows = read_content(locked, content_of(locked.form, locked.draft))
    if not is_for_prison_officer(by, rows):
        raise Refused("Only somebody in custody is passed to the prison offender manager.")
    raised = [_raise(by, locked, person) for person in passed_to_officer(rows)]
    record(
        by=by,
        act=Act.DISCLOSURE,
        what="referral.passed_to_officer",
        service_id=locked.service_id,
        subject=subject_of(locked),
        details={"asked_by": said.asked_by, "kept": said.keep},
    )
    if said.keep:
        for interest in raised:
            _keep(by, locked, interest, said)
    else:
        discard_draft(by=by, referral=locked)
    return raised


def _raise(by: User, referral: Referral, person: ReferralPerson) -> Interest:
    in_prison = referral.agency is not None and referral.agency.kind == AgencyKind.PRISON
    return raise_interest(
        by=by,
        service=referral.service,
        raised_on=timezone.localdate(),
        person=person.full_name,
        reference=person.reference,
        prison=referral.agency.name[:120] if referral.agency and in_prison else "Not known",
        raised_by=Interest.RaisedBy.OTHER if in_prison else Interest.RaisedBy.PROVIDER,
    )


def _keep(by: User, referral: Referral, interest: Interest, said: PassingOn) -> None:
    row = KeptDraft(
        service_id=referral.service_id,
        referral=referral,
        interest=interest,
        asked_by=said.asked_by,
        wants_word=said.wants_word,
        kept_by=by,
    )
    row.full_clean()
    row.save()


@transaction.atomic
def tell_keepers(*, by: User, interest: Interest) -> None:
    """The officer has answered: whoever kept a draft hears that there is an answer, and who waits for word is told.

    Neither the officer nor anybody else learns from this that a draft was kept.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT keeper, draft, wants_word FROM referral_keepers(%s)", [interest.pk])
        kept = cursor.fetchall()
    for keeper, draft, wants_word in kept:
        user, link = User.objects.get(pk=keeper), reverse("referral:check", args=[draft])
        words = "The prison offender manager has answered about somebody you passed on."
        tell(user=user, service=interest.service, words=words, link=link, about=f"interest:{interest.pk}")
        if wants_word:
            about = About(service=interest.service, subject=f"referral:{draft}", link=link, owner=user)
            with as_clockwork(interest.service) as hand:
                start_clock(by=hand, name=WORD_CLOCK, about=about)


@transaction.atomic
def discard_draft(*, by: User, referral: Referral) -> None:
    """Throw a draft away; nothing of it reaches the service."""
    locked = _lock(referral)
    check_is_mine(by, locked)
    check_is_draft(locked)
    record(
        by=by,
        act=Act.ERASURE,
        what="referral.discarded",
        service_id=locked.service_id,
        subject=subject_of(locked),
    )
    StoredFile.objects.filter(subject=subject_of(locked)).delete()
    KeptDraft.objects.filter(referral=locked).delete()
    stop_clock(by=by, name=WORD_CLOCK, subject=subject_of(locked), dropped=True)
    locked.attachments.all().delete()
    with (
        connection.cursor() as cursor
    ):  # a draft has no other rows, and Django would ask tables that only grow
        cursor.execute("DELETE FROM referral_referral WHERE id = %s", [locked.pk])


@transaction.atomic
def attach_file(
    *, by: User, referral: Referral, upload: "File[bytes]", kind: str = Attachment.Kind.OTHER
) -> Attachment:
    """Add a file to a draft or a referral; one about risk is read before the screening ends (EX-134)."""
    check_is_mine(by, referral)
    check_may_attach(referral, kind)
    stored_kind = STORED_KINDS.get(Attachment.Kind(kind), StoredFile.Kind.OTHER)
    stored = attach(
        by=by, upload=upload, belongs_to=referral.service, subject=subject_of(referral), kind=stored_kind
    )
    return referral.attachments.create(
        service_id=referral.service_id,
        kind=kind,
        name=stored.name,
        stored=stored,
        added_by=by,
    )


@transaction.atomic
def read_file(*, by: User, attachment: Attachment) -> Attachment:
    """Note that somebody of the service has read a file that came with a referral."""
    check_may(by, Permission.REFERRAL_SCREEN, attachment.service_id)
    if attachment.read_at is None:
        attachment.read_at, attachment.read_by = timezone.now(), by
        attachment.save(update_fields=["read_at", "read_by"])
        if attachment.stored:
            mark_stored_read(by=by, attachment=attachment.stored)
        record(
            by=by,
            act=Act.CONSULTATION,
            what="referral.file_read",
            service_id=attachment.service_id,
            subject=f"referral:{attachment.referral_id}",
        )
    return attachment
