"""The roles of a service, each in a plain sentence, with what it may do and how much it may see."""

from dataclasses import dataclass
from enum import StrEnum

from amends.foundation.access.permissions import Permission as P  # noqa: N817  (the table below is read by its rows)


class Sees(StrEnum):
    """How much casework a role may see. PostgreSQL's row policies read the same word."""

    SERVICE = "service"
    GRANTED = "granted"
    OWN_REFERRALS = "own_referrals"
    NOTHING = "nothing"


@dataclass(frozen=True)
class Role:
    """`words` is the sentence an administrator reads before giving the role to somebody."""

    key: str
    name: str
    words: str
    sees: Sees
    may: frozenset[P]

    @property
    def needs_second_factor(self) -> bool:
        """Whoever can open a case file signs in with an authenticator as well as a password."""
        return self.sees in {Sees.SERVICE, Sees.GRANTED}


_FIELD_WORK = frozenset(
    {
        P.CASE_SEE,
        P.PARTICIPANT_EDIT,
        P.ALLOCATION_ANSWER,
        P.CONTACT_LOG,
        P.CONSENT_RECORD,
        P.SUITABILITY_RECORD,
        P.RISK_RECORD,
        P.MEETING_PLAN,
        P.MEETING_WRITE_UP,
        P.MESSAGE_CARRY,
        P.AGREEMENT_RECORD,
        P.FEEDBACK_RECORD,
    }
)
_COORDINATION = (_FIELD_WORK - {P.ALLOCATION_ANSWER}) | {
    P.REFERRAL_MAKE,
    P.REFERRAL_SCREEN,
    P.CASE_OPEN,
    P.CASE_CLOSE,
    P.ENQUIRY_SEND,
    P.ALLOCATION_OFFER,
    P.MESSAGE_VET,
    P.FIGURES_SEE,
    P.PARTNERS_MANAGE,
    P.WORKFORCE_MANAGE,
}

ROLES: dict[str, Role] = {
    role.key: role
    for role in (
        Role(
            "service_manager",
            "Service manager",
            "Runs the service: sees every case, decides approvals, sets the service up and gives people their roles.",
            Sees.SERVICE,
            _COORDINATION | {P.APPROVAL_DECIDE, P.SERVICE_MANAGE, P.USERS_MANAGE, P.TRAIL_READ},
        ),
        Role(
            "coordinator",
            "Coordinator",
            "Takes referrals in, decides what is eligible, allocates facilitators and sees every case of the service.",
            Sees.SERVICE,
            frozenset(_COORDINATION),
        ),
        Role(
            "administrator",
            "Administrator",
            "Types in paper forms, keeps the diary and the register, and sees every case of the service.",
            Sees.SERVICE,
            frozenset(
                {
                    P.REFERRAL_MAKE,
                    P.CASE_SEE,
                    P.PARTICIPANT_EDIT,
                    P.ENQUIRY_SEND,
                    P.CONTACT_LOG,
                    P.FIGURES_SEE,
                }
            ),
        ),
        Role(
            "case_supervisor",
            "Case supervisor",
            "Supports facilitators, vets letters and messages, and sees the cases they are given.",
            Sees.GRANTED,
            _FIELD_WORK | {P.MESSAGE_VET},
        ),
        Role(
            "facilitator",
            "Facilitator",
            "Works with the people of the cases they have accepted, and sees no other case.",
            Sees.GRANTED,
            _FIELD_WORK,
        ),
        Role(
            "referrer",
            "Referrer",
            "Makes referrals for a partner agency and follows what became of their own.",
            Sees.OWN_REFERRALS,
            frozenset({P.REFERRAL_MAKE}),
        ),
        Role(
            "prison_offender_manager",
            "Prison offender manager (POM)",
            "Makes referrals for people in prison and answers interest that others have raised.",
            Sees.OWN_REFERRALS,
            frozenset({P.REFERRAL_MAKE}),
        ),
        Role(
            "community_offender_manager",
            "Community offender manager (COM)",
            "Makes referrals for people on probation and follows what became of their own.",
            Sees.OWN_REFERRALS,
            frozenset({P.REFERRAL_MAKE}),
        ),
        Role(
            "public_form",
            "Public form",
            "Not a person: what the website uses to hand in what a member of the public has sent.",
            Sees.OWN_REFERRALS,
            frozenset({P.REFERRAL_MAKE}),
        ),
        Role(
            "clockwork",
            "Clockwork",
            "Not a person: what runs reminders and other work at set times.",
            Sees.SERVICE,
            frozenset({P.CASE_SEE, P.CASE_CLOSE}),
        ),
        Role(
            "system_administrator",
            "System administrator",
            "Looks after accounts and settings and sees no casework at all.",
            Sees.NOTHING,
            frozenset({P.USERS_MANAGE}),
        ),
        Role(
            "board_member",
            "Board or steering group member",
            "Sees figures about the service, never a case.",
            Sees.NOTHING,
            frozenset({P.FIGURES_SEE}),
        ),
    )
}

ROLE_CHOICES = [(role.key, role.name) for role in ROLES.values()]
