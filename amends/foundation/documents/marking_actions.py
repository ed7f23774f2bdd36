"""Keeping the list of markings, choosing which kind of document gets which, and marking one document anew."""

from django.db import transaction
from django.utils import timezone

from amends.foundation.access.models import Service, User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.rules import check_may
from amends.foundation.documents.markings import (
    UNMARKED,
    check_lowering,
    default_for,
    marking_of,
    usual_markings,
)
from amends.foundation.documents.models import (
    Document,
    Marking,
    MarkingDefault,
    MarkingScheme,
    Remarking,
    Rendering,
)
from amends.foundation.lib.refusal import Refused
from amends.foundation.record.actions import record
from amends.foundation.record.models import Act


@transaction.atomic
def begin_markings(*, by: User, service: Service) -> None:
    """Begin with the usual list; what is on the list already stays."""
    check_may(by, Permission.SERVICE_MANAGE, service)
    known = set(Marking.objects.filter(service=service).values_list("name", flat=True))
    for name, rank, words in usual_markings():
        if name not in known:
            keep_marking(by=by, service=service, name=name, words=words, rank=rank)


@transaction.atomic
def keep_marking(
    *,
    by: User,
    service: Service,
    name: str,
    words: str,
    rank: int,
    marking: Marking | None = None,
    is_active: bool = True,
) -> Marking:
    """Add a marking with what it means, or change one."""
    check_may(by, Permission.SERVICE_MANAGE, service)
    row = marking or Marking(service=service)
    row.name, row.words, row.rank, row.is_active = name.strip(), words.strip(), rank, is_active
    row.changed_by, row.changed_at = by, timezone.now()
    row.full_clean()
    row.save()
    _note(by, service, "marking.kept", f"marking:{row.pk}")
    return row


@transaction.atomic
def set_default(
    *, by: User, service: Service, template: str, marking: Marking, reason: str = ""
) -> MarkingDefault:
    """From now on this kind of document gets that marking. Refused when it protects less and nobody says why."""
    check_may(by, Permission.SERVICE_MANAGE, service)
    check_lowering(service, marking, default_for(service, template), reason)
    row = MarkingDefault.objects.filter(service=service, template=template).first()
    row = row or MarkingDefault(service=service, template=template)
    row.marking, row.reason = marking, reason.strip()
    row.changed_by, row.changed_at = by, timezone.now()
    row.full_clean()
    row.save()
    _note(by, service, "marking.default_set", f"markingdefault:{row.pk}")
    return row


@transaction.atomic
def set_notice(*, by: User, service: Service, notice: str) -> MarkingScheme:
    """The words on every page of a form with personal details; they cannot be left out."""
    check_may(by, Permission.SERVICE_MANAGE, service)
    row = MarkingScheme.objects.filter(service=service).first() or MarkingScheme(service=service)
    row.notice, row.changed_by, row.changed_at = notice.strip(), by, timezone.now()
    row.full_clean()
    row.save()
    _note(by, service, "marking.notice_set", f"markingscheme:{row.pk}")
    return row


@transaction.atomic
def mark_anew(*, by: User, document: Document, marking: Marking, reason: str = "") -> Remarking:
    """Give one document another marking; a lower one only with a reason (W8-172). What was printed is printed anew."""
    check_may(by, Permission.PARTICIPANT_EDIT, document.service_id)
    before = marking_of(document)
    if before == marking.name:
        raise Refused("It carries this marking already.", field="marking")
    if marking.service_id != document.service_id or not marking.is_active:
        raise Refused("This marking is not in use.", field="marking")
    lower = check_lowering(document.service, marking, before, reason)
    row = Remarking(
        service_id=document.service_id,
        case_id=document.case_id,
        file_id=document.file_id,
        document=document,
        before=before or UNMARKED,
        after=marking.name,
        is_lower=lower,
        reason=reason.strip(),
        by=by,
    )
    row.full_clean(exclude=["case", "file", "document"])
    row.save()
    Rendering.objects.filter(document=document).delete()
    record(
        by=by,
        act=Act.ALTERATION,
        what="document.marked_anew",
        case=document.case,
        file=document.file,
        service_id=document.service_id,
        subject=f"document:{document.pk}",
        details={"lower": lower},
    )
    return row


def _note(by: User, service: Service, what: str, subject: str) -> None:
    record(by=by, act=Act.ALTERATION, what=what, service_id=service.pk, subject=subject)
