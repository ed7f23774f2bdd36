"""The roles of a service, each in a plain sentence, with what it may do and how much it may see."""

from dataclasses import dataclass
from enum import StrEnum

from amends.foundation.access.permissions import Permission as P  # noqa: N817  (the table below is read by its rows)


class Sees(StrEnum):
    """How much casework a role may see. PostgreSQL's row policies read the same word."""

    SERVICE = "service"
    GRANTED = "granted"
    INSPECTION = "inspection"
    RESPONSIBLE_SIDE = "responsible_side"
    HARMED_SIDE = "harmed_side"
    GOALS = "goals"
    AGENCY_REFERRALS = "agency_referrals"
    OWN_REFERRALS = "own_referrals"
    PSEUDONYMISED = "pseudonymised"
    AGGREGATED = "aggregated"
    TRAIL = "trail"
    NOTHING = "nothing"

    @property
    def words(self) -> str:
        """The scope as a reader of the table of roles meets it."""
        return _SCOPES[self]


_SCOPES: dict[str, str] = {
    Sees.SERVICE: "Both files of every case, but of a limited case only if they are named",
    Sees.GRANTED: "The files that were opened to them",
    Sees.INSPECTION: "Both files of the cases opened for an inspection, to read and not to change",
    Sees.RESPONSIBLE_SIDE: "The responsible person’s file of the cases opened to them, never the other",
    Sees.HARMED_SIDE: "The harmed person’s file of the cases opened to them, never the other",
    Sees.GOALS: "The goals of the people they are keyworker for, never a file",
    Sees.AGENCY_REFERRALS: "The referrals their own agency has made",
    Sees.OWN_REFERRALS: "The referrals they have made",
    Sees.PSEUDONYMISED: "Cases under a made-up key, without names, places or words",
    Sees.AGGREGATED: "Figures, with small numbers hidden",
    Sees.TRAIL: "Who did what and when, never what is written in a file",
    Sees.NOTHING: "No casework at all",
}

ONE_SIDE = {Sees.RESPONSIBLE_SIDE: "responsible", Sees.HARMED_SIDE: "harmed"}
FOR_AN_AGENCY = frozenset({Sees.OWN_REFERRALS, Sees.AGENCY_REFERRALS, Sees.GOALS, *ONE_SIDE})
WHOLE_SERVICE_OR_NONE = frozenset(
    {Sees.SERVICE, Sees.PSEUDONYMISED, Sees.AGGREGATED, Sees.TRAIL, Sees.NOTHING}
)
_READS_OF_PEOPLE = frozenset(
    {Sees.SERVICE, Sees.GRANTED, Sees.INSPECTION, Sees.PSEUDONYMISED, Sees.TRAIL, Sees.GOALS, *ONE_SIDE}
)


@dataclass(frozen=True)
class Role:
    """`words` is the sentence an administrator reads before giving the role to somebody."""

    key: str
    name: str
    words: str
    sees: Sees
    may: frozenset[P]
    must_be_held: bool = False
    """A function that no service can be without: nobody holding it is a gap (Wait 'til Eight, section 3 table 4)."""

    @property
    def needs_second_factor(self) -> bool:
        """Whoever can read about people signs in with an authenticator as well as a password."""
        return self.sees in _READS_OF_PEOPLE


_FIELD_WORK = frozenset(
    {
        P.CASE_SEE,
        P.CASE_BREAK_GLASS,
        P.PARTICIPANT_EDIT,
        P.ALLOCATION_ANSWER,
        P.CONTACT_LOG,
        P.DETAILS_RELEASE,
        P.PREPARATION_NOTE,
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
    P.CASE_GRANT,
    P.CASE_CLOSE,
    P.ENQUIRY_SEND,
    P.ALLOCATION_OFFER,
    P.MESSAGE_VET,
    P.FIGURES_SEE,
    P.PARTNERS_MANAGE,
    P.WORKFORCE_MANAGE,
}
_OFFICER = frozenset({P.REFERRAL_MAKE, P.CASE_SEE, P.MEETING_THEMES})

ROLES: dict[str, Role] = {
    role.key: role
    for role in (
        Role(
            "service_manager",
            "Service manager",
            "Runs the service: sees every case, decides approvals, sets the service up and gives people their roles.",
            Sees.SERVICE,
            _COORDINATION | {P.APPROVAL_DECIDE, P.SERVICE_MANAGE, P.USERS_MANAGE, P.TRAIL_READ},
            must_be_held=True,
        ),
        Role(
            "coordinator",
            "Coordinator",
            "Takes referrals in, decides what is eligible, allocates facilitators and sees every case of the service.",
            Sees.SERVICE,
            frozenset(_COORDINATION),
            must_be_held=True,
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
                    P.DETAILS_RELEASE,
                    P.FIGURES_SEE,
                }
            ),
            must_be_held=True,
        ),
        Role(
            "case_supervisor",
            "Case supervisor",
            "Supports facilitators, vets letters and messages, and sees the cases they are given.",
            Sees.GRANTED,
            _FIELD_WORK | {P.MESSAGE_VET},
            must_be_held=True,
        ),
        Role(
            "facilitator",
            "Facilitator",
            "Works with the people of the cases they have accepted, and sees no other case.",
            Sees.GRANTED,
            _FIELD_WORK,
            must_be_held=True,
        ),
        Role(
            "panel_member",
            "Panel member",
            "Advises on the cases that are put before the panel, and reads those while they are.",
            Sees.GRANTED,
            frozenset({P.CASE_SEE}),
        ),
        Role(
            "panel_chair",
            "Panel chair",
            "Leads the panel, reads the cases that are put before it and decides what is asked of it.",
            Sees.GRANTED,
            frozenset({P.CASE_SEE, P.APPROVAL_DECIDE}),
        ),
        Role(
            "champion",
            "Champion",
            "Speaks for restorative justice in their own agency and makes referrals; opens no case.",
            Sees.OWN_REFERRALS,
            frozenset({P.REFERRAL_MAKE}),
            must_be_held=True,
        ),
        Role(
            "referrer",
            "Referrer",
            "Makes referrals for a partner agency and follows what became of their own.",
            Sees.OWN_REFERRALS,
            frozenset({P.REFERRAL_MAKE}),
        ),
        Role(
            "line_manager",
            "Line manager",
            "Answers for the referrals their own agency makes and follows all of those, but opens no case.",
            Sees.AGENCY_REFERRALS,
            frozenset({P.REFERRAL_MAKE}),
        ),
        Role(
            "prison_offender_manager",
            "Prison offender manager (POM)",
            "Makes referrals for people in prison, answers interest that others have raised, reads the file of "
            "somebody they manage when it is opened to them, and notes there what was used to prepare them.",
            Sees.RESPONSIBLE_SIDE,
            _OFFICER | {P.PREPARATION_NOTE, P.AGREEMENT_OBJECT},
        ),
        Role(
            "keyworker",
            "Keyworker",
            "Works with somebody on a prison wing: reads the goals of their preparation and the guidance, opens no file.",
            Sees.GOALS,
            frozenset({P.KEYWORK_READ}),
        ),
        Role(
            "community_offender_manager",
            "Community offender manager (COM)",
            "Makes referrals for people on probation, and reads the file of somebody they manage when it is opened to "
            "them.",
            Sees.RESPONSIBLE_SIDE,
            _OFFICER | {P.AGREEMENT_OBJECT},
        ),
        Role(
            "victim_liaison_officer",
            "Victim liaison officer (VLO)",
            "Makes referrals for people who were harmed, and reads their file when it is opened to them; releases to a "
            "provider what they agree to, and tells the service, which assesses and decides, what they know.",
            Sees.HARMED_SIDE,
            _OFFICER | {P.DETAILS_RELEASE},
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
            "Board member",
            "Answers for the service and sees figures about it, never a case.",
            Sees.AGGREGATED,
            frozenset({P.FIGURES_SEE}),
        ),
        Role(
            "steering_group",
            "Steering group member",
            "Helps the service on its way with figures about it, never a case.",
            Sees.AGGREGATED,
            frozenset({P.FIGURES_SEE}),
        ),
        Role(
            "evaluator",
            "Evaluator",
            "Studies how the service works, with cases that carry a made-up key instead of names.",
            Sees.PSEUDONYMISED,
            frozenset({P.FIGURES_SEE, P.CASE_STUDY}),
        ),
        Role(
            "inspector",
            "Inspector",
            "Reads the cases that were opened for an inspection until its last day, and changes nothing in them.",
            Sees.INSPECTION,
            frozenset({P.CASE_SEE}),
        ),
        Role(
            "auditor",
            "Auditor",
            "Checks who opened, changed and passed on what, and opens no file.",
            Sees.TRAIL,
            frozenset({P.TRAIL_READ}),
        ),
    )
}


def role_choices() -> list[tuple[str, str]]:
    """For model fields: asked when needed, so that a new role changes no table."""
    return [(role.key, role.name) for role in ROLES.values()]


def sees_choices() -> list[tuple[str, str]]:
    """For model fields, as above."""
    return [(sees, sees) for sees in Sees]
