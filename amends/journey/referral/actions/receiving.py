"""A referral arrives: it gets its number, its rows and its clocks, and somebody is told."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from amends.foundation.access.acting import acting_as
from amends.foundation.access.models import Agency, Service, User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.programs import as_clockwork, program
from amends.foundation.access.rules import check_may
from amends.foundation.case.actions import next_number
from amends.foundation.clock.actions import About, start_clock, stop_clock
from amends.foundation.lib.refusal import Refused
from amends.foundation.messages.actions import tell_permitted
from amends.foundation.questionnaire.actions import complete_response, start_response
from amends.foundation.record.actions import record
from amends.foundation.record.models import Act
from amends.journey.referral.content import Content, Rows, read_content
from amends.journey.referral.facts import kind_of_referrer, turn_of
from amends.journey.referral.form_rules import check_form_is_open
from amends.journey.referral.models import (
    Attachment,
    ChecklistAnswer,
    ChosenAction,
    ExternalReference,
    Referral,
    ReferralContact,
    ReferralFact,
    ReferralPerson,
    ReferralRow,
    Remedy,
    SignOff,
)
from amends.journey.referral.models.referral import Form, Route, Status
from amends.journey.referral.officer_rules import check_not_for_prison_officer
from amends.journey.referral.remedy_rules import cra1_request_words, is_community_remedy, is_out_of_court
from amends.journey.referral.rules import check_ready, is_staff_of
from amends.journey.referral.sentence_rules import questionnaires_of
from amends.service.partners.rules import is_secure_address


def subject_of(referral: Referral) -> str:
    """How clocks, messages and the trail name a referral."""
    return f"referral:{referral.pk}"


@transaction.atomic
def hand_in(
    *,
    by: User,
    service: Service,
    form: str,
    route: str,
    content: Content,
    agency: Agency | None = None,
    key: UUID | None = None,
    on_paper: bool = False,
) -> Referral:
    """Take a complete referral at once, from another system or a public page. The same `key` again gives the same one.

    What was filled in `on_paper` is taken with its gaps, as when the service types it in; they become notices.
    """
    check_may(by, Permission.REFERRAL_MAKE, service)
    if key and (earlier := Referral.objects.filter(submission_key=key, referrer=by).first()):
        return earlier
    check_form_is_open(service, form)
    referral = Referral(
        service=service, form=form, route=route, referrer=by, agency=agency, submission_key=key
    )
    return receive(by=by, referral=referral, rows=read_content(referral, content), strict=not on_paper)


def hand_in_from_public(*, service: Service, form: str, content: Content, key: UUID) -> Referral:
    """The same for somebody without an account: the website's own hand takes it in."""
    hand = program(service, "public_form")
    with acting_as(hand):
        return hand_in(by=hand, service=service, form=form, route=Route.WEBSITE, content=content, key=key)


@transaction.atomic
def log_referral(
    *,
    by: User,
    service: Service,
    form: str,
    route: str,
    received_at: datetime,
    content: Content,
    agency: Agency | None = None,
    sender_address: str = "",
) -> Referral:
    """Type in a referral that came by e-mail, telephone or post, with the exact time it came (EX-021)."""
    check_may(by, Permission.REFERRAL_MAKE, service)
    if not is_staff_of(by, service):
        raise Refused("Only the service itself logs what came to it.")
    if received_at > timezone.now():
        raise Refused("It cannot have come later than now.", field="received_at")
    referral = Referral(service=service, form=form, route=route, agency=agency, typed_in_by=by)
    note_sender(referral, sender_address)
    rows = read_content(referral, content)
    return receive(by=by, referral=referral, rows=rows, received_at=received_at)


def note_sender(referral: Referral, sender_address: str) -> None:
    """Whether an e-mailed referral came from a secure domain (EX-031)."""
    referral.sender_address = sender_address
    if referral.route == Route.SECURE_MAILBOX and sender_address:
        referral.sender_is_secure = is_secure_address(referral.service, sender_address)


def receive(
    *, by: User, referral: Referral, rows: Rows, received_at: datetime | None = None, strict: bool = True
) -> Referral:
    """Give a number to what is complete and keep it; inside the caller's transaction."""
    typed_in = referral.typed_in_by_id is not None
    referral.received_at = received_at or timezone.now()
    check_not_for_prison_officer(by, rows)  # before anybody is asked to fill in what is not theirs to send
    check_ready(rows, strict=strict and not typed_in)
    now = timezone.now()
    referral.number = next_number(referral.service, "referral", at=referral.received_at)
    referral.status, referral.draft, referral.submitted_at = Status.SUBMITTED, {}, now
    referral.registered_at, referral.registered_by = now, by
    if not typed_in:
        referral.acknowledged_at = now  # the page or the answer that shows the number
    # Kept on the row: figures and the list of what has to stand in other systems go by it.
    referral.referrer_kind = kind_of_referrer(referral) or ""
    referral.full_clean(validate_unique=False)
    referral.version += 1 if referral.pk else 0
    referral.turn = turn_of({name: value for said in rows.stated.values() for name, value in said.items()})
    referral.save()
    _save_rows(rows, by)
    record(
        by=by,
        act=Act.COLLECTION,
        what=f"referral.received.{referral.form}",
        service_id=referral.service_id,
        subject=subject_of(referral),
        details={"route": referral.route, "number": referral.number},
    )
    if referral.sender_is_secure is False:
        record(
            by=by,
            act=Act.COLLECTION,
            what="security.insecure_sender",
            service_id=referral.service_id,
            subject=subject_of(referral),
        )
    _start_clocks(by, referral)
    return referral


def _save_rows(rows: Rows, by: User) -> None:
    referral = rows.referral
    for person in rows.people:
        person.referral = referral
    ReferralPerson.objects.bulk_create(rows.people)
    for supporter, supported in rows.company:
        whom = next((p for p in rows.people if p.position == supported and p.position != supporter), None)
        if whom:
            ReferralPerson.objects.filter(referral=referral, position=supporter).update(of=whom)
    facts = [
        ReferralFact(service_id=referral.service_id, name=name, value=value, said_by=said_by, recorded_by=by)
        for said_by, stated in rows.stated.items()
        for name, value in stated.items()
    ]
    for contact in rows.contacts:
        contact.person_id = contact.person.pk
    for attachment in rows.attachments:
        attachment.added_by = by
    kinds: tuple[tuple[type[ReferralRow], Sequence[ReferralRow]], ...] = (
        (ReferralContact, rows.contacts),
        (ExternalReference, rows.references),
        (ChecklistAnswer, rows.checklist),
        (ReferralFact, facts),
        (ChosenAction, rows.actions),
        (SignOff, rows.sign_offs),
        (Attachment, rows.attachments),
    )
    for model, some in kinds:
        for row in some:
            row.referral = referral
        model._default_manager.bulk_create(some)  # noqa: SLF001  # the abstract base has no `objects`
    _save_parts(rows, by)


def _save_parts(rows: Rows, by: User) -> None:
    """What only some forms have: one row each, and questionnaires, which are closed for good."""
    referral = rows.referral
    if rows.sentencing and rows.sentencing.sentence_proposed:
        rows.sentencing.proposed_on = timezone.localdate()
    if is_out_of_court(referral) and rows.remedy is None:
        rows.remedy = Remedy(service_id=referral.service_id)
    if rows.remedy and is_community_remedy(referral) and referral.form != Form.CRA1:
        rows.remedy.cra1_request = cra1_request_words(referral)
    for one in filter(None, (rows.resolution, rows.remedy, rows.sentencing, rows.worksheet)):
        one.referral = referral
        one.full_clean(exclude=["referral"], validate_unique=False)
        one.save()
    for key in questionnaires_of(referral):
        response = start_response(by=by, key=key, subject=subject_of(referral), service=referral.service)
        complete_response(by=by, response=response, answers=rows.answers.get(key, {}))


def link_of(referral: Referral) -> str:
    """The page of a referral that has been received."""
    return reverse("referral:status", args=[referral.number])


def desk_of(referral: Referral) -> str:
    """Where the service decides on it, with what was noticed and the rules beside it."""
    return reverse("eligibility:intake", args=[referral.number])


def _start_clocks(by: User, referral: Referral) -> None:
    """The time to decide runs from the moment it came; so does the time to answer whoever sent it (W8-091)."""
    about = About(
        service=referral.service,
        subject=subject_of(referral),
        reference=referral.number,
        link=link_of(referral),
    )
    with as_clockwork(referral.service):
        start_clock(by=by, name="registration", about=about, at=referral.received_at)
        desk = replace(about, link=desk_of(referral))
        start_clock(by=by, name="referral-decision", about=desk, at=referral.received_at)
        if referral.initiated_by == "victim":
            start_clock(by=by, name="person-harmed-first", about=about, at=referral.received_at)
        if is_community_remedy(referral) and referral.form != Form.CRA1:
            form = reverse("remedy:cra1", args=[referral.number])
            start_clock(by=by, name="cra1-request", about=replace(about, link=form), at=referral.received_at)
        if referral.acknowledged_at:
            stop_clock(by=by, name="registration", subject=about.subject)
    tell_permitted(
        service=referral.service,
        permission=Permission.REFERRAL_SCREEN,
        words=f"A referral has arrived: {referral.number}.",
        link=desk_of(referral),
        about=f"{subject_of(referral)}:arrived",
    )
