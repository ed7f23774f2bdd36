"""The worksheet's second part, the gap that a missing report leaves, and what is known of the person harmed."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.urls import reverse

from amends.foundation.access.models import User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.programs import as_clockwork
from amends.foundation.access.rules import check_may
from amends.foundation.case.models import SIDES, Case, CaseFile
from amends.foundation.clock.actions import About, start_clock, stop_clock
from amends.foundation.lib.refusal import Refused
from amends.foundation.record.models import Act
from amends.journey.referral.actions.dealing import note
from amends.journey.referral.actions.receiving import link_of, subject_of
from amends.journey.referral.models import Referral, Worksheet
from amends.journey.referral.rules import check_is_mine, is_staff_of

DISPATCH_CLOCK, REPORT_CLOCK = "victim-information-dispatch", "report-missing"
Information = Worksheet.VictimInformation


def _check_keeps_worksheet(by: User, referral: Referral) -> None:
    check_may(by, Permission.REFERRAL_MAKE, referral.service_id)
    if not is_staff_of(by, referral.service_id):
        raise Refused("The second part of the worksheet is the service's own.")


@transaction.atomic
def fill_part_two(*, by: User, worksheet: Worksheet, details: Mapping[str, object]) -> Worksheet:
    """Officers, requirements, the state of each paper, facilitator (W8-361). A missing report shows on the case."""
    referral = worksheet.referral
    _check_keeps_worksheet(by, referral)
    locked = Worksheet.objects.select_for_update().get(pk=worksheet.pk)
    sent = locked.victim_information in {
        Information.SENT,
        Information.TO_SEND,
    }
    for name, value in details.items():
        if not (sent and name.startswith("victim_information")):  # what has arrived is not merely requested
            setattr(locked, name, value)
    locked.full_clean()
    locked.save()
    note(by, referral, "worksheet_filled")
    if referral.case:
        mind_missing_report(by=by, referral=referral, case=referral.case)
    return locked


def mind_missing_report(*, by: User, referral: Referral, case: Case) -> None:
    """A pre-sentence report that is not available stands as a gap on the case, in the file of the person responsible."""
    report = Worksheet.objects.filter(referral=referral).values_list("report", flat=True).first()
    subject = f"case:{case.pk}:report"
    if report != Worksheet.Paper.NOT_AVAILABLE:
        stop_clock(by=by, name=REPORT_CLOCK, subject=subject)
        return
    side = SIDES[Case.Roles(case.roles)][1]
    file = CaseFile.objects.filter(case=case, side=side).first()
    about = About(service=case.service, subject=subject, case=case, file=file, link=link_of(referral))
    start_clock(by=by, name=REPORT_CLOCK, about=about)


@transaction.atomic
def start_dispatch(*, by: User, referral: Referral) -> Worksheet:
    """Information about the person harmed has arrived: it goes to the facilitator by its own way (W8-361)."""
    check_is_mine(by, referral)
    row = Worksheet.objects.select_for_update().get(referral=referral)
    if row.victim_information != Information.SENT:
        row.victim_information, row.victim_information_on = Information.TO_SEND, None
        row.full_clean()
        row.save()
    about = About(
        service=referral.service,
        subject=subject_of(referral),
        reference=referral.number,
        link=reverse("referral:dispatch", args=[referral.number]),
    )
    with as_clockwork(referral.service):
        start_clock(by=by, name=DISPATCH_CLOCK, about=about)
    note(by, referral, "victim_information_kept_apart", Act.COLLECTION)
    return row


@transaction.atomic
def note_dispatched(*, by: User, worksheet: Worksheet, on: date, to: str) -> Worksheet:
    """The information about the person harmed has gone by its own way."""
    _check_keeps_worksheet(by, worksheet.referral)
    worksheet.victim_information = Information.SENT
    worksheet.victim_information_on, worksheet.sent_to = on, to
    worksheet.full_clean()
    worksheet.save()
    stop_clock(by=by, name=DISPATCH_CLOCK, subject=subject_of(worksheet.referral))
    note(by, worksheet.referral, "victim_information_sent", Act.DISCLOSURE)
    return worksheet
