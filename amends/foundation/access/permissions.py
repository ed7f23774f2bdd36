"""Everything that somebody may be allowed to do, as one short list: `noun.verb`."""

from enum import StrEnum


class Permission(StrEnum):
    """A verb that a role may hold. Which case it may be used on is decided by the doors, not here."""

    REFERRAL_MAKE = "referral.make"
    REFERRAL_SCREEN = "referral.screen"
    CASE_OPEN = "case.open"
    CASE_SEE = "case.see"
    CASE_GRANT = "case.grant"
    CASE_BREAK_GLASS = "case.break_glass"
    CASE_STUDY = "case.study"
    CASE_CLOSE = "case.close"
    PARTICIPANT_EDIT = "participant.edit"
    ENQUIRY_SEND = "enquiry.send"
    ALLOCATION_OFFER = "allocation.offer"
    ALLOCATION_ANSWER = "allocation.answer"
    CONTACT_LOG = "contact.log"
    DETAILS_RELEASE = "details.release"
    PREPARATION_NOTE = "preparation.note"
    KEYWORK_READ = "keywork.read"
    CONSENT_RECORD = "consent.record"
    SUITABILITY_RECORD = "suitability.record"
    RISK_RECORD = "risk.record"
    MEETING_PLAN = "meeting.plan"
    MEETING_WRITE_UP = "meeting.write_up"
    MEETING_THEMES = "meeting.themes"
    MESSAGE_CARRY = "message.carry"
    MESSAGE_VET = "message.vet"
    AGREEMENT_RECORD = "agreement.record"
    AGREEMENT_OBJECT = "agreement.object"
    FEEDBACK_RECORD = "feedback.record"
    APPROVAL_DECIDE = "approval.decide"
    FIGURES_SEE = "figures.see"
    WORKFORCE_MANAGE = "workforce.manage"
    PARTNERS_MANAGE = "partners.manage"
    SERVICE_MANAGE = "service.manage"
    USERS_MANAGE = "users.manage"
    TRAIL_READ = "trail.read"

    @property
    def words(self) -> str:
        """What it lets somebody do, as the table of roles says it."""
        return _WORDS[self]


_WORDS = {
    Permission.REFERRAL_MAKE: "Make a referral",
    Permission.REFERRAL_SCREEN: "See the intake queue and decide what is eligible",
    Permission.CASE_OPEN: "Open a case",
    Permission.CASE_SEE: "Read a case",
    Permission.CASE_GRANT: "Open a file to somebody, and limit a case to a few",
    Permission.CASE_BREAK_GLASS: "Open a case to themselves in an emergency; the manager is told",
    Permission.CASE_STUDY: "Read cases under a made-up key",
    Permission.CASE_CLOSE: "Close a case",
    Permission.PARTICIPANT_EDIT: "Add people and correct their details",
    Permission.ENQUIRY_SEND: "Ask other bodies",
    Permission.ALLOCATION_OFFER: "Offer a case to facilitators",
    Permission.ALLOCATION_ANSWER: "Accept or decline a case that is offered",
    Permission.CONTACT_LOG: "Log a contact",
    Permission.DETAILS_RELEASE: "Release to a provider what somebody harmed has agreed to",
    Permission.PREPARATION_NOTE: "Note what was used to prepare somebody, and what their keyworker is told",
    Permission.KEYWORK_READ: "Read the goals of somebody they are keyworker for",
    Permission.CONSENT_RECORD: "Record what somebody agrees to",
    Permission.SUITABILITY_RECORD: "Judge whether it is suitable",
    Permission.RISK_RECORD: "Assess risk",
    Permission.MEETING_PLAN: "Plan a meeting and record that communication begins",
    Permission.MEETING_WRITE_UP: "Write up a meeting",
    Permission.MEETING_THEMES: "Note what they heard at a meeting to which they came as a professional",
    Permission.MESSAGE_CARRY: "Carry a message from one side to the other",
    Permission.MESSAGE_VET: "Read a message before it crosses",
    Permission.AGREEMENT_RECORD: "Record an agreement",
    Permission.AGREEMENT_OBJECT: "Raise a concern for the public about an agreement that is being drafted",
    Permission.FEEDBACK_RECORD: "Record how it was",
    Permission.APPROVAL_DECIDE: "Decide what needs a second pair of eyes",
    Permission.FIGURES_SEE: "See figures",
    Permission.WORKFORCE_MANAGE: "Keep the register of facilitators",
    Permission.PARTNERS_MANAGE: "Keep the register of partners",
    Permission.SERVICE_MANAGE: "Set the service up",
    Permission.USERS_MANAGE: "Give and end roles",
    Permission.TRAIL_READ: "Read the trail",
}


def permission_choices() -> list[tuple[str, str]]:
    """For model fields: asked when needed, so that a new permission changes no table."""
    return [(permission, permission) for permission in Permission]
