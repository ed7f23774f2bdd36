"""Passing over steps with a reason, marking parts of the record, and sending the register to the evaluator."""

from django.db import transaction

from amends.foundation.access.models import Service, User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.rules import check_may
from amends.foundation.case.models import Case
from amends.foundation.lib.spreadsheets import as_csv
from amends.foundation.record.actions import record
from amends.foundation.record.models import Act
from amends.journey.progress.models import Forwarding, NotApplicable, Skipped
from amends.journey.progress.rules import path, register
from amends.journey.progress.rules import record as records


@transaction.atomic
def go_on_to(*, by: User, case: Case, step: str, why: str) -> list[Skipped]:
    """Go on to a later step of the path; every open one before it is passed over, for this reason (EX-082).

    It opens nothing that the life of a case or a safety rule keeps shut. Raises Refused as `check_can_go_to` does.
    """
    check_may(by, Permission.CASE_OPEN, case.service_id)
    passed = path.check_can_go_to(path.path_of(case), step, why)
    made = []
    for line in passed:
        row = Skipped(
            service_id=case.service_id, case=case, step=line.step.key, towards=step, why=why.strip(), by=by
        )
        row.full_clean(exclude=["case"])
        row.save()
        made.append(row)
        details = {"step": row.step, "towards": step}
        record(by=by, act=Act.ALTERATION, what="path.skipped", case=case, details={**details})
    return made


@transaction.atomic
def mark_not_applicable(*, by: User, case: Case, part: str, why: str) -> NotApplicable:
    """Say that a part of the record does not apply to this case (W8-327)."""
    check_may(by, Permission.ENQUIRY_SEND, case.service_id)
    records.check_can_mark(case, part)
    row = NotApplicable(service_id=case.service_id, case=case, part=part, why=why.strip(), by=by)
    row.full_clean(exclude=["case"])
    row.save()
    record(by=by, act=Act.COLLECTION, what="record.part_marked", case=case, details={"part": part})
    return row


@transaction.atomic
def forward_register(*, by: User, service: Service) -> tuple[Forwarding, bytes]:
    """Make the file for the evaluator: the fields agreed and no other; that it was sent is on record (W8-137)."""
    check_may(by, Permission.ENQUIRY_SEND, service)
    agreement, fields = register.check_can_forward(service)
    table = list(register.lines(register.entries(service, by), fields))
    row = Forwarding(
        service=service,
        by=by,
        agreement=f"{agreement.title}, version {agreement.version}"[:160],
        fields=fields,
        rows=len(table) - 1,
    )
    row.full_clean()
    row.save()
    record(
        by=by,
        act=Act.DISCLOSURE,
        what="register.sent",
        service_id=service.pk,
        subject=f"forwarding:{row.pk}",
        recipient="evaluator",
        details={"rows": row.rows, "fields": fields},
    )
    return row, as_csv(table)
