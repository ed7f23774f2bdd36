"""Passing over steps with a reason, marking parts of the record, and sending the register to the evaluator."""

from datetime import date

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from amends.foundation.access.models import Service, User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.rules import check_may
from amends.foundation.case.models import Case
from amends.foundation.lib.dates import add_months, long_date
from amends.foundation.lib.refusal import Refused
from amends.foundation.lib.spreadsheets import as_csv
from amends.foundation.messages.actions import queue_message, tell_permitted
from amends.foundation.messages.models import Message
from amends.foundation.messages.outgoing import Contents, Outside
from amends.foundation.record.actions import record
from amends.foundation.record.models import Act
from amends.journey.progress.models import Forwarding, ForwardingPlan, NotApplicable, Skipped
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
    """Make the file for the evaluator: the fields agreed and no other; that it was taken is on record (W8-137)."""
    check_may(by, Permission.ENQUIRY_SEND, service)
    return _forward(by, service)


@transaction.atomic
def plan_forwarding(
    *, by: User, service: Service, address: str, every_months: int, next_on: date
) -> ForwardingPlan:
    """Say to which address the register goes by itself, how often, and on which day next (W8-137).

    Refused without an agreement in force, and for an address at none of the service's secure domains.
    """
    check_may(by, Permission.ENQUIRY_SEND, service)
    register.check_can_forward(service)
    register.check_evaluators_address(service, address)
    if next_on < timezone.localdate():
        raise Refused("This day has passed.", field="next_on")
    plan = register.plan_of(service) or ForwardingPlan(service=service)
    plan.address, plan.every_months, plan.next_on, plan.set_by = address, every_months, next_on, by
    plan.full_clean()
    plan.save()
    subject = f"forwardingplan:{plan.pk}"
    record(by=by, act=Act.ALTERATION, what="register.planned", service_id=service.pk, subject=subject)
    return plan


@transaction.atomic
def end_forwarding(*, by: User, plan: ForwardingPlan) -> None:
    """The register goes by itself no longer."""
    check_may(by, Permission.ENQUIRY_SEND, plan.service_id)
    subject = f"forwardingplan:{plan.pk}"
    record(by=by, act=Act.ALTERATION, what="register.unplanned", service_id=plan.service_id, subject=subject)
    plan.delete()


@transaction.atomic
def send_register_when_due(*, by: User, service: Service, on: date) -> Forwarding | None:
    """Send the register to the evaluator's address if its day has come. `by` is the service's clockwork.

    Where it may not go any more, as when the agreement has ended, the office is told, and it waits until it may.
    """
    plan = register.plan_of(service)
    if plan is None or plan.next_on > on:
        return None
    try:
        register.check_evaluators_address(service, plan.address)
        row, content = _forward(by, service, sent_to=plan.address)
    except Refused as refusal:
        words = f"The register was due for the evaluator and has not been sent. {refusal}"[:200]
        about = f"register-due:{plan.next_on}"
        tell_permitted(
            service=service,
            permission=Permission.ENQUIRY_SEND,
            words=words,
            link=reverse("progress:register"),
            about=about,
        )
        return None
    queue_message(
        by=by,
        channel=Message.Channel.EMAIL,
        to=Outside(plan.address, "Evaluator"),
        contents=Contents(
            subject=f"Register of possible cases, {long_date(on)}",
            body=register.letter(service, row.agreement, content.decode("utf-8-sig")),
        ),
        belongs_to=service,
    )
    while plan.next_on <= on:
        plan.next_on = add_months(plan.next_on, plan.every_months)
    plan.save(update_fields=["next_on"])
    return row


def _forward(by: User, service: Service, *, sent_to: str = "") -> tuple[Forwarding, bytes]:
    agreement, fields = register.check_can_forward(service)
    table = list(register.lines(register.entries(service, by), fields))
    row = Forwarding(
        service=service,
        by=by,
        agreement=f"{agreement.title}, version {agreement.version}"[:160],
        fields=fields,
        rows=len(table) - 1,
        sent_to=sent_to,
    )
    row.full_clean()
    row.save()
    record(
        by=by,
        act=Act.DISCLOSURE,
        what="register.sent" if sent_to else "register.taken",
        service_id=service.pk,
        subject=f"forwarding:{row.pk}",
        recipient="evaluator",
        details={"rows": row.rows, "fields": fields},
    )
    return row, as_csv(table)
