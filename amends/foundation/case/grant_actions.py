"""Opening a file to one person for a time, looking again at who still needs it, and the door for emergencies."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from amends.foundation.access.models import User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.roles import Sees
from amends.foundation.access.rules import access_of, check_may, may
from amends.foundation.case.actions import grant_file
from amends.foundation.case.models import Case, CaseFile, CaseLimit, FileGrant
from amends.foundation.lib.refusal import Refused
from amends.foundation.record.actions import record
from amends.foundation.record.models import Act

EMERGENCY = timedelta(hours=24)
A_REASON = 10  # letters: enough that it cannot be a dash
NAMED = "Named for a limited case"


@transaction.atomic
def open_file_to(
    *, by: User, file: CaseFile, user: User, reason: str, ends_at: datetime | None = None
) -> FileGrant:
    """Open one side's file to somebody whose role can see that side, for a reason and, if said, until a moment.

    Refused for a side their role never sees, such as the harmed person's file for an offender manager, and for
    somebody who sees every case anyway, unless this one is limited.
    """
    check_may(by, Permission.CASE_GRANT, file.service_id)
    theirs = access_of(user)
    if not (
        file.service_id in theirs.opens_both_sides or (file.service_id, file.side) in theirs.opens_one_side
    ):
        raise Refused(
            f"The role of {user.name} never opens this side’s file.",
            opens="Choose somebody else, or tell them what they need to know.",
            field="user",
        )
    if file.service_id in theirs.services(Sees.SERVICE) and not limit_of(file.case):
        raise Refused(f"{user.name} sees every case of the service.", field="user")
    grant = grant_file(by=by, file=file, user=user, reason=reason)
    grant.reason, grant.ends_at, grant.in_emergency = reason, ends_at, False
    grant.full_clean()
    grant.save(update_fields=["reason", "ends_at", "in_emergency"])
    return grant


@transaction.atomic
def open_for_inspection(*, by: User, case: Case, user: User, reason: str, ends_at: datetime) -> None:
    """Open both files to an inspector until a moment. When it begins, the first day of their role says."""
    check_may(by, Permission.CASE_GRANT, case.service_id)
    for file in CaseFile.objects.filter(case=case).order_by("pk"):
        grant = grant_file(by=by, file=file, user=user, reason=reason)
        grant.ends_at = ends_at
        grant.full_clean()
        grant.save(update_fields=["ends_at"])


@transaction.atomic
def close_grant(*, by: User, grant: FileGrant) -> None:
    """Close a file to somebody, from this moment on: also for a page they have open."""
    check_may(by, Permission.CASE_GRANT, grant.service_id)
    if grant.ended_at:
        raise Refused("This has ended already.")
    grant.ended_at = timezone.now()
    grant.save(update_fields=["ended_at"])
    record(by=by, act=Act.ALTERATION, what="file.closed_to", file=grant.file, subject=f"user:{grant.user_id}")


@transaction.atomic
def review_grant(*, by: User, grant: FileGrant) -> None:
    """Somebody else than the person it is for has looked again and it is still needed."""
    check_may(by, Permission.CASE_GRANT, grant.service_id)
    if by.pk == grant.user_id:
        raise Refused("Nobody looks over what was opened to themselves.", opens="Ask a colleague.")
    grant.reviewed_at, grant.reviewed_by = timezone.now(), by
    grant.save(update_fields=["reviewed_at", "reviewed_by"])
    record(
        by=by,
        act=Act.ALTERATION,
        what="file.grant_reviewed",
        file=grant.file,
        subject=f"user:{grant.user_id}",
    )


@transaction.atomic
def break_glass(*, by: User, number: str, reason: str) -> Case:
    """Open a case to oneself at once, for a day. The database decides who may and writes it into the trail.

    Refused, in the same words, for a wrong number, for a case that cannot be opened this way and for a service in which
    no role of theirs may, so that nobody learns whether it exists. The caller tells the managers.
    """
    if len(reason.strip()) < A_REASON:
        raise Refused("Say what happened, so that somebody else understands why.", field="reason")
    hours = int(EMERGENCY.total_seconds() // 3600)
    opened = "SELECT * FROM case_break_glass(%s, %s, %s)"
    files = list(CaseFile.objects.raw(opened, [number.strip().upper(), reason, hours]))
    if not files or not may(by, Permission.CASE_BREAK_GLASS, files[0].service_id):
        raise Refused(
            "No case of this number can be opened in this way.",
            opens="Check the number, or ring the manager of the service.",
            field="number",
        )
    return Case.objects.select_related("service").get(pk=files[0].case_id)


def limit_of(case: Case) -> CaseLimit | None:
    """The limit the case is under now, for those who may know of it."""
    return CaseLimit.objects.filter(case=case, lifted_at__isnull=True).select_related("set_by").first()


@transaction.atomic
def limit_case(*, by: User, case: Case, kind: str, reason: str, named: Sequence[User]) -> CaseLimit:
    """Keep a case to those named, whoever sets it among them. Whoever works on it now stays until closed to them.

    Refused for a name without a role that opens cases of this service.
    """
    check_may(by, Permission.CASE_GRANT, case.service_id)
    for user in {by, *named}:
        if case.service_id not in access_of(user).opens_both_sides:
            raise Refused(f"{user.name} has no role that opens a case.", field="named")
        for file in CaseFile.objects.filter(case=case).order_by("pk"):
            grant_file(by=by, file=file, user=user, reason=NAMED)
    limit = CaseLimit(service_id=case.service_id, case=case, kind=kind, reason=reason, set_by=by)
    limit.full_clean()
    limit.save()
    record(by=by, act=Act.ALTERATION, what=f"case.limit_set.{kind}", case=case)
    return limit


@transaction.atomic
def lift_limit(*, by: User, case: Case) -> None:
    """Let the service see the case again; the grants made only for the limit end."""
    check_may(by, Permission.CASE_GRANT, case.service_id)
    limit = limit_of(case)
    if limit is None:
        raise Refused("This case is not limited.")
    limit.lifted_at, limit.lifted_by = timezone.now(), by
    limit.save(update_fields=["lifted_at", "lifted_by"])
    record(by=by, act=Act.ALTERATION, what="case.limit_lifted", case=case)
    named = FileGrant.objects.filter(file__case=case, ended_at__isnull=True, reason=NAMED)
    named.update(ended_at=timezone.now())
