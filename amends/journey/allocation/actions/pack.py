"""Choosing, paper by paper, what the facilitators are given, and handing it over (EX-043)."""

from typing import TypedDict, Unpack

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from amends.foundation.access.models import User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.rules import check_may
from amends.foundation.case.actions import reach
from amends.foundation.case.lifecycle import Milestone
from amends.foundation.case.models import Case
from amends.foundation.documents.models import Attachment, Document
from amends.foundation.messages.actions import tell
from amends.foundation.record.actions import record
from amends.foundation.record.models import Act
from amends.journey.allocation.actions.benefits import benefit_items
from amends.journey.allocation.models import Allocation, Pack, PackItem
from amends.journey.allocation.rules import check_pack_is_decided
from amends.journey.eligibility.models import Enquiry
from amends.journey.referral.models import Referral

Kind = PackItem.Kind


class _More(TypedDict, total=False):
    file_id: int | None
    link: str
    words: str


@transaction.atomic
def gather(*, by: User, case: Case) -> int:
    """List every paper of the case that is not in the list yet, undecided. Returns how many are new."""
    check_may(by, Permission.ALLOCATION_OFFER, case.service_id)
    known = set(PackItem.objects.filter(case=case).values_list("subject", flat=True))
    items = [item for item in _papers(case) if item.subject not in known]
    for item in items:
        item.full_clean()
        item.save()
    if items:
        record(by=by, act=Act.COLLECTION, what="pack.gathered", case=case, details={"count": len(items)})
    return len(items)


def _papers(case: Case) -> list[PackItem]:
    """Everything written down or handed in about the case, whether or not it is in the list."""
    received = [
        _item(Kind.RECEIVED, f"attachment:{a.pk}", a.name, file_id=a.file_id, link=_link("attachment", a.pk))
        for a in Attachment.objects.filter(case=case).order_by("pk")
    ]
    written = [
        _item(Kind.DOCUMENT, f"document:{d.pk}", d.title, file_id=d.file_id, link=_link("show", d.pk))
        for d in Document.objects.filter(case=case).order_by("pk")
    ]
    replies = [
        _item(Kind.REPLY, e.subject, f"Reply from {e.agency.name}"[:160], file_id=e.file_id, words=e.reply)
        for e in Enquiry.objects.filter(case=case).exclude(reply="").select_related("agency").order_by("pk")
    ]
    referrals = [
        _item(Kind.REFERRAL, f"referral:{r.pk}", f"What the referral says ({r.number})", words=r.incident)
        for r in Referral.objects.filter(case=case).exclude(incident="").order_by("pk")
    ]
    items = [*received, *written, *replies, *referrals, *benefit_items(case)]
    for item in items:
        item.service_id, item.case = case.service_id, case
    return items


def _item(kind: str, subject: str, title: str, **more: Unpack[_More]) -> PackItem:
    return PackItem(kind=kind, subject=subject, title=title, **more)


def _link(page: str, key: int) -> str:
    return reverse(f"documents:{page}", args=[key])


@transaction.atomic
def add_note(*, by: User, case: Case, title: str, words: str) -> PackItem:
    """Put a note of the coordinator's own into the pack."""
    check_may(by, Permission.ALLOCATION_OFFER, case.service_id)
    number = PackItem.objects.filter(case=case, kind=Kind.NOTE).count() + 1
    item = PackItem(
        service_id=case.service_id,
        case=case,
        kind=Kind.NOTE,
        subject=f"packnote:{case.pk}-{number}",
        title=title,
        words=words,
        included=True,
    )
    item.full_clean()
    item.save()
    record(by=by, act=Act.COLLECTION, what="pack.note_added", case=case, subject=f"packitem:{item.pk}")
    return item


@transaction.atomic
def decide_item(*, by: User, item: PackItem, included: bool, reason_withheld: str = "") -> PackItem:
    """Include a paper or keep it from the facilitators with the reason. Taking one out works at once."""
    check_may(by, Permission.ALLOCATION_OFFER, item.service_id)
    item.included, item.reason_withheld = included, "" if included else reason_withheld
    if not included:
        item.issued_version = None
    item.full_clean()
    item.save(update_fields=["included", "reason_withheld", "issued_version"])
    what = "pack.included" if included else "pack.withheld"
    record(by=by, act=Act.ALTERATION, what=what, case=item.case, subject=item.subject)
    return item


@transaction.atomic
def issue_pack(*, by: User, case: Case) -> Pack:
    """Hand the included papers over as a new version. Refused while any paper is undecided."""
    check_may(by, Permission.ALLOCATION_OFFER, case.service_id)
    check_pack_is_decided(case)
    newest = Pack.objects.filter(case=case).order_by("-version").values_list("version", flat=True).first()
    pack = Pack(
        service_id=case.service_id,
        case=case,
        version=(newest or 0) + 1,
        issued_at=timezone.now(),
        issued_by=by,
    )
    pack.full_clean()
    pack.save()
    fresh = PackItem.objects.filter(case=case, included=True, issued_version__isnull=True)
    count = fresh.update(issued_version=pack.version)
    reach(by=by, case=case, milestone=Milestone.PACK_ISSUED)
    details = {"version": pack.version, "new": count}
    record(
        by=by,
        act=Act.DISCLOSURE,
        what="pack.issued",
        case=case,
        subject=f"pack:{pack.pk}",
        details=dict(details),
    )
    for allocation in Allocation.objects.standing().filter(case=case).select_related("user"):
        link = reverse("allocation:pack", args=[case.number])
        words = f"The papers of {case.number} are ready for you."
        tell(user=allocation.user, service=case.service, words=words, link=link)
    return pack
