"""What is proposed to the court, and whether the service can deliver it."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from amends.foundation.access.models import User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.programs import as_clockwork
from amends.foundation.access.rules import check_may
from amends.foundation.clock.actions import start_clock, stop_clock
from amends.foundation.clock.rules import end_of
from amends.foundation.lib.refusal import Refused
from amends.foundation.messages.actions import tell
from amends.foundation.record.models import Act
from amends.journey.court.actions.reporting import ENQUIRY_CLOCK, about, locked_report, note
from amends.journey.court.models import CourtReport, Proposal
from amends.journey.court.rules.proposing import check_proposal
from amends.journey.court.rules.shares import UNCONFIRMED_DAYS


@transaction.atomic
def propose(*, by: User, report: CourtReport, details: Mapping[str, Any]) -> Proposal:
    """Say what is proposed to the court. Whether the service can deliver is asked beforehand (W8-102, W8-310, W8-311)."""
    found = locked_report(by, report)
    proposal = Proposal.objects.filter(report=found).first() or Proposal(
        service_id=found.service_id, report=found, proposed_on=timezone.localdate()
    )
    for name, value in details.items():
        setattr(proposal, name, value)
    check_proposal(proposal)
    proposal.full_clean()
    proposal.save()
    found.considered = found.proposed = True
    found.save(update_fields=["considered", "proposed"])
    note(by, found, "proposed")
    _await_reply(by, found, proposal)
    return proposal


def _await_reply(by: User, report: CourtReport, proposal: Proposal) -> None:
    """It comes onto the manager's list two days before the hearing, whether or not somebody has asked."""
    if proposal.reply == Proposal.Reply.CAN:
        return
    due = max(
        end_of(report.hearing_on - timedelta(days=UNCONFIRMED_DAYS)), timezone.now() + timedelta(hours=1)
    )
    with as_clockwork(report.service):  # it is the manager's, and its writer may be from outside
        start_clock(by=by, name=ENQUIRY_CLOCK, about=about(report), due=due)


@transaction.atomic
def ask_service(*, by: User, proposal: Proposal) -> Proposal:
    """Ask the service whether it can deliver what is proposed."""
    check_may(by, Permission.REFERRAL_MAKE, proposal.service_id)
    proposal.asked_on = timezone.localdate()
    proposal.reply, proposal.replied_by, proposal.replied_on = "", None, None
    proposal.full_clean()
    proposal.save()
    note(by, proposal.report, "service_asked", Act.DISCLOSURE)
    _await_reply(by, proposal.report, proposal)
    return proposal


@transaction.atomic
def answer_enquiry(*, by: User, proposal: Proposal, reply: str) -> Proposal:
    """The service says whether it can deliver; the writer is told."""
    check_may(by, Permission.CASE_OPEN, proposal.service_id)
    if proposal.asked_on is None:
        raise Refused("Nobody has asked yet.")
    proposal.reply, proposal.replied_by, proposal.replied_on = reply, by, timezone.localdate()
    proposal.full_clean()
    proposal.save()
    report = proposal.report
    note(by, report, f"service_{reply}")
    if reply == Proposal.Reply.CAN:
        stop_clock(by=by, name=ENQUIRY_CLOCK, subject=f"courtreport:{report.pk}")
    tell(
        user=report.author,
        service=report.service,
        words=f"Court report {report.pk}: {proposal.get_reply_display().lower()}.",
        link=reverse("court:report", args=[report.pk]),
    )
    return proposal
