"""A linked case of a youth justice service, and which body does what for a case."""

from datetime import date

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from amends.foundation.access.models import Agency, AgencyKind, User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.rules import check_may
from amends.foundation.case.models import Case, CaseFile
from amends.foundation.case.rules import check_is_live
from amends.foundation.clock.actions import About, start_clock, stop_clock
from amends.foundation.documents.rules import check_fit_for_both
from amends.foundation.lib.refusal import Refused
from amends.foundation.record.actions import record
from amends.foundation.record.models import Act
from amends.journey.disclosure.models import JointItem, JointWork, Part
from amends.journey.disclosure.rules import check_only_adults, flags_of
from amends.service.sharing.rules import check_agreement

TWICE = "two-do-the-same"


@transaction.atomic
def open_joint_work(
    *, by: User, case: Case, agency: Agency, lead: str, contact: str, reference: str, basis: str
) -> JointWork:
    """Link the case of a youth justice service; ours carries adults only (EX-076)."""
    check_may(by, Permission.CASE_OPEN, case.service_id)
    check_is_live(case)
    if agency.kind != AgencyKind.YOUTH_JUSTICE or agency.service_id != case.service_id:
        raise Refused("Joint work is with a youth justice service.", field="agency")
    check_agreement(agency)
    check_only_adults(case)
    joint = JointWork(
        service_id=case.service_id,
        case=case,
        agency=agency,
        lead=lead,
        contact=contact,
        reference=reference,
        basis=basis,
        begun_on=timezone.localdate(),
    )
    joint.full_clean()
    joint.save()
    record(by=by, act=Act.COMBINATION, what="joint_work.opened", case=case, subject=f"jointwork:{joint.pk}")
    return joint


@transaction.atomic
def share_item(*, by: User, joint: JointWork, what: str, on: date | None = None) -> JointItem:
    """Note one thing that was shared; both sides may read it, so it holds nobody's contact details or birthday."""
    check_may(by, Permission.CASE_OPEN, joint.service_id)
    check_fit_for_both(what, joint.case)
    item = JointItem(
        service_id=joint.service_id,
        case=joint.case,
        joint=joint,
        what=what,
        shared_on=on or timezone.localdate(),
        by=by,
    )
    item.full_clean()
    item.save()
    record(
        by=by,
        act=Act.DISCLOSURE,
        what="joint_work.shared",
        case=joint.case,
        subject=f"jointwork:{joint.pk}",
        recipient=joint.agency.name,
    )
    return item


@transaction.atomic
def note_part(*, by: User, file: CaseFile, need: str, agency: Agency | None) -> Part:
    """Write down that something has to be done for one side, and which body is down for it; none means a gap."""
    check_may(by, Permission.CONTACT_LOG, file.service_id)
    Part.objects.filter(file=file, need=need, agency=None).delete()
    part = Part(service_id=file.service_id, file=file, need=need, agency=agency)
    part.full_clean()
    part.save()
    _note(by, part, Act.COLLECTION)
    _flag(by, part)
    return part


@transaction.atomic
def change_part(*, by: User, part: Part, state: str, answer: str = "") -> None:
    """What the body has answered."""
    check_may(by, Permission.CONTACT_LOG, part.service_id)
    part.state, part.answer = state, answer.strip()
    part.full_clean()
    part.save()
    _note(by, part, Act.ALTERATION)
    _flag(by, part)


def _flag(by: User, part: Part) -> None:
    """Two bodies on one matter become a task that names both, and the task goes when one steps back (KM-004)."""
    same = list(
        Part.objects.filter(file=part.file_id, need=part.need).select_related("agency").order_by("pk")
    )
    subject = f"part:{same[0].pk}"
    twice = [flag for flag in flags_of(same) if flag.kind == "twice"]
    stop_clock(by=by, name=TWICE, subject=subject, dropped=bool(twice))
    if not twice:
        return
    case = part.file.case
    about = About(
        service=case.service,
        subject=subject,
        case=case,
        file=part.file,
        link=reverse("disclosure:parts", args=[case.number]),
    )
    start_clock(by=by, name=TWICE, about=about, title=f"Done twice: {twice[0].words}"[:160])


def _note(by: User, part: Part, act: Act) -> None:
    details = {"need": part.need, "state": part.state}
    record(by=by, act=act, what="part.noted", file=part.file, subject=f"part:{part.pk}", details={**details})
