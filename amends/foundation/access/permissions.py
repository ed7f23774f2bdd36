"""Everything that somebody may be allowed to do, as one short list: `noun.verb`."""

from enum import StrEnum


class Permission(StrEnum):
    """A verb that a role may hold. Which case it may be used on is decided by the doors, not here."""

    REFERRAL_MAKE = "referral.make"
    REFERRAL_SCREEN = "referral.screen"
    CASE_OPEN = "case.open"
    CASE_SEE = "case.see"
    CASE_CLOSE = "case.close"
    PARTICIPANT_EDIT = "participant.edit"
    ENQUIRY_SEND = "enquiry.send"
    ALLOCATION_OFFER = "allocation.offer"
    ALLOCATION_ANSWER = "allocation.answer"
    CONTACT_LOG = "contact.log"
    CONSENT_RECORD = "consent.record"
    SUITABILITY_RECORD = "suitability.record"
    RISK_RECORD = "risk.record"
    MEETING_PLAN = "meeting.plan"
    MEETING_WRITE_UP = "meeting.write_up"
    MESSAGE_CARRY = "message.carry"
    MESSAGE_VET = "message.vet"
    AGREEMENT_RECORD = "agreement.record"
    FEEDBACK_RECORD = "feedback.record"
    APPROVAL_DECIDE = "approval.decide"
    FIGURES_SEE = "figures.see"
    WORKFORCE_MANAGE = "workforce.manage"
    PARTNERS_MANAGE = "partners.manage"
    SERVICE_MANAGE = "service.manage"
    USERS_MANAGE = "users.manage"
    TRAIL_READ = "trail.read"
