"""What this room asks before a case is closed, and what it hears of consent."""

from typing import Any

from django.dispatch import receiver
from django.utils import timezone

from amends.foundation.access.models import AgencyKind, User
from amends.foundation.access.programs import as_clockwork
from amends.foundation.case.guards import ReachGuard, before_reaching, before_step, before_suitable
from amends.foundation.case.models import Case, Side
from amends.foundation.case.rules import principals_of
from amends.foundation.policy.outcomes import Outcome
from amends.journey.consent.models import Consent
from amends.journey.consent.signals import case_stopped, consent_changed
from amends.journey.eligibility.actions.answered import enquiry_answered
from amends.journey.eligibility.actions.opening import case_opened
from amends.journey.eligibility.models import Enquiry, Screening
from amends.journey.risk.actions.company import plan_company
from amends.journey.risk.actions.known_elsewhere import want_look_up
from amends.journey.risk.actions.sensitive import ask_wellbeing, mark_from_referral
from amends.journey.risk.rules.pausing import (
    check_not_held,
    check_security_answered,
    held_refusals,
    holds_over,
)
from amends.journey.risk.rules.sensitive import check_vulnerability_known
from amends.journey.risk.rules.series import check_may_close

before_step("close")(check_may_close)
before_step("begin_preparation")(check_not_held)
before_step("begin_communication")(check_not_held)
before_step("begin_preparation")(check_vulnerability_known)
before_step("begin_communication")(check_vulnerability_known)
before_suitable(check_security_answered)
before_reaching(ReachGuard(rows=holds_over, judge=held_refusals))


@receiver(consent_changed, sender=Consent, dispatch_uid="risk.consent_changed")
def somebody_wants_a_meeting(consent: Consent, by: User, **kwargs: Any) -> None:
    """Once the person harmed wants a meeting, supporters and the place are assessed (W8-207)."""
    if consent.purpose in {"meeting", "video"} and consent.answer == Consent.Answer.GIVEN:
        plan_company(by=by, participant=consent.participant)


@receiver(case_stopped, sender=Case, dispatch_uid="risk.case_stopped")
def somebody_stopped(case: Case, **kwargs: Any) -> None:
    """When somebody stops, whoever works with each side is asked how they are; nobody learns who it was."""
    with as_clockwork(case.service):
        people = list(principals_of(case).select_related("file", "case__service"))
    ask_wellbeing(people=people)


@receiver(case_opened, sender=Case, dispatch_uid="risk.case_opened")
def opened_under_oversight(case: Case, by: User, screening: Screening, **kwargs: Any) -> None:
    """A case that only went on with oversight is marked as sensitive from its first day (PF-031)."""
    if screening.outcome == Outcome.OVERSIGHT:
        mark_from_referral(by=by, case=case)


@receiver(enquiry_answered, sender=Enquiry, dispatch_uid="risk.enquiry_answered")
def police_sent_details(enquiry: Enquiry, by: User, **kwargs: Any) -> None:
    """When the police have sent how to reach somebody harmed, they are looked up elsewhere (W8-239)."""
    from_police = enquiry.agency.kind == AgencyKind.POLICE and Enquiry.Item.CONTACT in enquiry.items
    if from_police and enquiry.participant.side == Side.HARMED and enquiry.replied_at:
        day = timezone.localdate(enquiry.replied_at)
        want_look_up(by=by, participant=enquiry.participant, received_on=day)
