"""Opening a case, moving it along its table, and opening its files to those who work on it."""

from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from amends.foundation.access.models import Membership, Service, User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.roles import Sees
from amends.foundation.access.rules import check_may
from amends.foundation.case.lifecycle import STEPS, Milestone, Stage
from amends.foundation.case.models import (
    SIDES,
    Case,
    CaseFile,
    CaseMilestone,
    FileGrant,
    Numbering,
    Participant,
)
from amends.foundation.case.moving import moved
from amends.foundation.case.rules import check_step
from amends.foundation.lib.refusal import ChangedMeanwhile, Refused
from amends.foundation.record.actions import record
from amends.foundation.record.models import Act


def next_number(service: Service, series: str, *, at: datetime | None = None) -> str:
    """The next free number, such as ESX-26-0142 or ESX-R26-0142. Two people at once get two numbers."""
    year = timezone.localtime(at).year if at else timezone.localdate().year
    Numbering.objects.get_or_create(service=service, series=series, year=year)
    counter = Numbering.objects.select_for_update().get(service=service, series=series, year=year)
    counter.last += 1
    counter.save(update_fields=["last"])
    letter = "R" if series == "referral" else ""
    return f"{service.prefix}-{letter}{year % 100:02d}-{counter.last:04d}"


@transaction.atomic
def open_new_case(
    *,
    by: User,
    service: Service,
    family: str,
    what: str,
    roles: str = Case.Roles.CLEAR,
    is_specialist: bool = False,
    is_priority: bool = False,
    profile: str = "",
) -> Case:
    """Open a case with its two empty files. Refused to those who may not open cases in this service.

    `profile` is the one it was screened under, where that is not the service's own.
    """
    check_may(by, Permission.CASE_OPEN, service)
    case = Case(
        service=service,
        number=next_number(service, "case"),
        family=family,
        what=what,
        roles=roles,
        profile=profile or service.profile,
        is_specialist=is_specialist,
        is_priority=is_priority,
        opened_at=timezone.now(),
        opened_by=by,
    )
    case.full_clean(validate_unique=False)
    case.save()
    for side in SIDES[Case.Roles(roles)]:
        CaseFile.objects.create(service=service, case=case, side=side)
    record(by=by, act=Act.COLLECTION, what="case.opened", case=case)
    moved(by, case)
    return case


@transaction.atomic
def add_participant(
    *,
    by: User,
    file: CaseFile,
    initials: str,
    part: str = Participant.Part.PRINCIPAL,
    of: Participant | None = None,
    takes_part: bool = True,
    appropriate_adult_needed: bool = False,
) -> Participant:
    """Put somebody on a side's file. Their name and details follow in foundation/people."""
    check_may(by, Permission.PARTICIPANT_EDIT, file.service_id)
    if of is not None and of.file_id != file.pk:
        raise Refused("A supporter belongs to the same side as the person they support.", field="of")
    participant = Participant(
        service_id=file.service_id,
        file=file,
        case_id=file.case_id,
        side=file.side,
        part=part,
        of=of,
        initials=initials[:6],
        takes_part=takes_part,
        appropriate_adult_needed=appropriate_adult_needed,
    )
    participant.full_clean()
    participant.save()
    record(
        by=by,
        act=Act.COLLECTION,
        what="participant.added",
        file=file,
        subject=f"participant:{participant.pk}",
    )
    return participant


@transaction.atomic
def leave(*, by: User, participant: Participant) -> None:
    """They are in this case no longer; what was written about them stays."""
    check_may(by, Permission.PARTICIPANT_EDIT, participant.service_id)
    participant.left_at = timezone.now()
    participant.save(update_fields=["left_at"])
    subject = f"participant:{participant.pk}"
    record(by=by, act=Act.ALTERATION, what="participant.left", file=participant.file, subject=subject)


@transaction.atomic
def reach(*, by: User, case: Case, milestone: Milestone, at: datetime | None = None) -> bool:
    """Note that a milestone is reached. True the first time, False when it already was."""
    _, new = CaseMilestone.objects.get_or_create(
        case=case,
        name=milestone,
        defaults={"service_id": case.service_id, "at": at or timezone.now(), "by": by},
    )
    if new:
        record(by=by, act=Act.ALTERATION, what=f"milestone.{milestone}", case=case)
    return new


@transaction.atomic
def undo_milestone(*, by: User, case: Case, milestone: Milestone, reason: str) -> None:
    """Take a milestone back, because what made it true no longer is."""
    CaseMilestone.objects.filter(case=case, name=milestone).delete()
    record(
        by=by, act=Act.ALTERATION, what=f"milestone_undone.{milestone}", case=case, details={"reason": reason}
    )


@transaction.atomic
def take_step(*, by: User, case: Case, verb: str, version: int | None = None) -> Case:
    """Move the case along its table. Refuses as `check_step` does, and when somebody else moved it meanwhile."""
    check_may(by, STEPS[verb].permission, case.service_id)
    locked = Case.objects.select_for_update().get(pk=case.pk)
    if version is not None and locked.version != version:
        raise ChangedMeanwhile("Somebody", [("Stage", case.get_stage_display(), locked.get_stage_display())])
    step = check_step(locked, verb, by=by)
    locked.stage = step.ends
    locked.version += 1
    if step.ends == Stage.CLOSED:
        locked.closed_at = timezone.now()
        end_all_grants(by=by, case=locked)
    elif verb == "reopen":
        locked.closed_at = None
        locked.stopped_at = None
        CaseMilestone.objects.filter(case=locked, name=Milestone.OUTCOME_CODED).delete()
    locked.save(update_fields=["stage", "version", "closed_at", "stopped_at"])
    record(by=by, act=Act.ALTERATION, what=f"case.{verb}", case=locked, details={"stage": locked.stage})
    moved(by, locked)
    return locked


@transaction.atomic
def set_stopped(*, by: User, case: Case, stopped: bool) -> None:
    """Somebody has said stop, or that it may go on. The reason, if any, stays in their own file."""
    Case.objects.filter(pk=case.pk).update(
        stopped_at=timezone.now() if stopped else None, version=F("version") + 1
    )
    case.refresh_from_db(fields=["stopped_at", "version"])
    record(by=by, act=Act.ALTERATION, what="case.stopped" if stopped else "case.goes_on", case=case)


@transaction.atomic
def grant_file(*, by: User, file: CaseFile, user: User, reason: str) -> FileGrant:
    """Open a file to somebody who does not see the whole service; again is harmless, and takes away an end it had.

    Nobody without the permission opens one, and nobody opens one to themselves: whoever accepts an offer, or breaks the
    glass, asks the database to do it.
    """
    check_may(by, Permission.CASE_GRANT, file.service_id)
    grant, new = FileGrant.objects.get_or_create(
        file=file,
        user=user,
        ended_at=None,
        defaults={"service_id": file.service_id, "reason": reason, "granted_by": by},
    )
    if grant.ends_at:  # it would have closed by itself, or has: from now on it stays open
        grant.reason, grant.granted_by, grant.ends_at, grant.in_emergency = reason, by, None, False
        grant.save(update_fields=["reason", "granted_by", "ends_at", "in_emergency"])
        new = True
    if new:
        record(by=by, act=Act.DISCLOSURE, what="file.opened_to", file=file, subject=f"user:{user.pk}")
    return grant


@transaction.atomic
def suspend_grants(*, by: User, case: Case, user: User, suspended: bool) -> None:
    """Close a person's view of a case while a declared link is decided, or open it again."""
    FileGrant.objects.filter(file__case=case, user=user, ended_at__isnull=True).update(suspended=suspended)
    what = "file.suspended_for" if suspended else "file.reopened_to"
    record(by=by, act=Act.ALTERATION, what=what, case=case, subject=f"user:{user.pk}")


@transaction.atomic
def end_grants(*, by: User, case: Case, user: User) -> None:
    """End what one person may see of a case."""
    FileGrant.objects.filter(file__case=case, user=user, ended_at__isnull=True).update(
        ended_at=timezone.now()
    )
    record(by=by, act=Act.ALTERATION, what="file.closed_to", case=case, subject=f"user:{user.pk}")


def end_all_grants(*, by: User, case: Case) -> None:
    """When a case closes, its files close to all but those who see the whole service (and are named in a limited one)."""
    stay = Membership.objects.filter(service=case.service_id, sees=Sees.SERVICE).values("user")
    grants = FileGrant.objects.filter(file__case=case, ended_at__isnull=True)
    grants.exclude(user__in=stay).update(ended_at=timezone.now())
    record(by=by, act=Act.ALTERATION, what="file.closed_to_all", case=case)
