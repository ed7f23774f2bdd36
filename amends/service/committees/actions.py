"""Setting up a committee, writing its terms, noting who accepted them, and its meetings."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from django.db import models, transaction
from django.utils import timezone

from amends.foundation.access.models import Agency, Service, User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.rules import check_may
from amends.foundation.documents.actions import make_document
from amends.foundation.documents.worded import Paper
from amends.foundation.lib.refusal import Refused
from amends.foundation.record.actions import record
from amends.foundation.record.models import Act
from amends.service.committees import rules
from amends.service.committees.models import Acceptance, Committee, Member, Presence, Sitting, Terms

TEMPLATE = "terms-of-reference"
SUMMED_UP = (
    "scheme_name",
    "legal_status",
    "restrictions",
    "seats",
    "chair",
    "quorum",
    "voting",
    "meetings_a_year",
    "notice_days",
    "urgent_notice_days",
    "agenda_days",
    "urgent_items",
    "vacancies",
)


@transaction.atomic
def begin_committee(*, by: User, service: Service, name: str) -> Committee:
    """Set up a committee; its members and terms follow."""
    row = Committee(service=service, name=name)
    _keep(by, row, row, "begun")
    return row


@transaction.atomic
def add_member(*, by: User, committee: Committee, agency: Agency, since: date) -> Member:
    """An organisation becomes a member. Raises Refused for a partner of another service."""
    if agency.service_id != committee.service_id:
        raise Refused("This is no partner of the service.", field="agency")
    row = Member(service_id=committee.service_id, committee=committee, agency=agency, since=since)
    _keep(by, row, committee, "member_added")
    return row


@transaction.atomic
def leave(*, by: User, member: Member, on: date) -> None:
    """An organisation is no member any more. What it accepted stays on record."""
    member.left_on = on
    _keep(by, member, member.committee, "member_left")


@transaction.atomic
def write_terms(*, by: User, committee: Committee, details: Mapping[str, Any]) -> Terms:
    """The next version of the terms: it holds from now on, and every member is asked to accept it anew (W8-020)."""
    check_may(by, Permission.SERVICE_MANAGE, committee.service_id)
    before = rules.terms_in_force(committee)
    terms = Terms(
        service_id=committee.service_id,
        committee=committee,
        number=before.number + 1 if before else 1,
        written_by=by,
        **details,
    )
    names = [str(member.agency) for member in rules.members_of(committee)]
    rules.check_terms(terms, len(names), before, timezone.localdate())
    terms.full_clean()
    terms.document = make_document(
        by=by,
        paper=Paper(TEMPLATE, _context(terms, names), subject=committee.subject),
        belongs_to=committee.service,
    )
    _keep(by, terms, committee, "terms_written", version=terms.number)
    return terms


def _context(terms: Terms, members: list[str]) -> dict[str, object]:
    said = {name: getattr(terms, name) for name in SUMMED_UP}
    about = {"committee": terms.committee.name, "dated": terms.dated, "version": terms.number}
    return {**said, **about, "lead_authority": terms.lead_authority.name, "members": members}


@transaction.atomic
def accept_terms(*, by: User, terms: Terms, member: Member, person: str, accepted_on: date) -> Acceptance:
    """Note that somebody has accepted the terms for a member organisation."""
    if member.committee_id != terms.committee_id or member.left_on:
        raise Refused("This organisation is no member of the committee.", field="member")
    rules.check_accepted_on(terms, accepted_on, timezone.localdate())
    row = Acceptance(
        service_id=terms.service_id,
        terms=terms,
        member=member,
        person=person,
        accepted_on=accepted_on,
        recorded_by=by,
    )
    _keep(by, row, terms.committee, "terms_accepted", version=terms.number)
    return row


@transaction.atomic
def call_meeting(
    *, by: User, committee: Committee, on: date, invited_on: date, why_urgent: str = ""
) -> Sitting:
    """Call a meeting, with the notice that the terms ask for."""
    terms = rules.check_has_terms(committee)
    row = Sitting(
        service_id=committee.service_id,
        committee=committee,
        on=on,
        invited_on=invited_on,
        why_urgent=why_urgent,
    )
    rules.check_notice(terms, row)
    _keep(by, row, committee, "meeting_called")
    return row


@transaction.atomic
def call_off(*, by: User, sitting: Sitting) -> None:
    """A meeting does not take place."""
    _check_planned(sitting)
    sitting.state = Sitting.State.CALLED_OFF
    _keep(by, sitting, sitting.committee, "meeting_called_off")


@transaction.atomic
def hold_meeting(*, by: User, sitting: Sitting, there: Collection[Member], decisions: str = "") -> Sitting:
    """Who was there and what was decided; without the quorum of the terms nothing is decided."""
    _check_planned(sitting)
    if sitting.on > timezone.localdate():
        raise Refused("This meeting is still to come.")
    terms = rules.check_has_terms(sitting.committee)
    rules.check_decides(len(there), terms.quorum, decisions)
    sitting.state, sitting.quorum, sitting.decisions = Sitting.State.HELD, terms.quorum, decisions
    _keep(by, sitting, sitting.committee, "meeting_held")
    Presence.objects.bulk_create(
        Presence(service_id=sitting.service_id, sitting=sitting, member=member) for member in there
    )
    return sitting


def _check_planned(sitting: Sitting) -> None:
    if sitting.state != Sitting.State.PLANNED:
        raise Refused(f"This meeting is {sitting.get_state_display().lower()} already.")


def _keep(by: User, row: models.Model, committee: Committee, what: str, **details: int) -> None:
    """Check, save and write the line of the trail."""
    check_may(by, Permission.SERVICE_MANAGE, committee.service_id)
    act = Act.COLLECTION if row.pk is None else Act.ALTERATION
    row.full_clean()
    row.save()
    record(
        by=by,
        act=act,
        what=f"committee.{what}",
        service_id=committee.service_id,
        subject=committee.subject,
        details=dict(details),
    )
