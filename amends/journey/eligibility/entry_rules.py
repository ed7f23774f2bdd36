"""Is this a referral for these rules at all: far enough in court, and not settled out of court?"""

from amends.foundation.lib.refusal import Refused
from amends.foundation.policy.facts import Facts
from amends.foundation.policy.profiles import Profile
from amends.journey.eligibility.models import Intake
from amends.journey.referral.models import Referral
from amends.journey.referral.models.referral import Form, Reason
from amends.service.rulebook.rules import bases_of, profile_in_force

SPECIFICATION = "NOMS service specification"
OUT_OF_COURT = {Reason.CAUTION, Reason.CONDITIONAL_CAUTION, Reason.COMMUNITY_REMEDY}
CONVICTED = {"awaiting_sentence", "sentenced"}


def check_entry(referral: Referral, profile: Profile, facts: Facts) -> None:
    """Refuse what does not belong under these rules, before any of them is asked (SS-006, SS-014)."""
    check_not_settled_out_of_court(referral, profile)
    check_convicted(referral, profile, facts)


def check_not_settled_out_of_court(referral: Referral, profile: Profile) -> None:
    """Refuse cautions, community resolutions and remedies where the profile keeps them out; name the way to enter it."""
    if profile.settings.get("out_of_court_disposals", True):
        return
    if referral.form != Form.CRA1 and not OUT_OF_COURT & set(referral.reasons):
        return
    others = [profile_in_force(referral.service_id, base) for base in bases_of(referral.service)]
    takes = next((each.title for each in others if each.settings.get("out_of_court_disposals", True)), "")
    raise Refused(
        f"It was settled out of court, and these rules do not take that: {profile.title}.",
        source=f"{SPECIFICATION}, out of scope: diversion from court",
        opens=f"Enter it under {takes}: choose a pathway of those rules." if takes else "",
    )


def check_convicted(referral: Referral, profile: Profile, facts: Facts) -> None:
    """Refuse before a conviction, and without its date, where the profile begins there. A sentence is not needed."""
    if profile.settings.get("entry_stage") != "conviction":
        return
    source = f"{SPECIFICATION}, definitions: offender"
    stage = facts.get("court_stage")
    if stage is not None and stage not in CONVICTED:
        raise Refused(
            "Nobody has been convicted yet.", source=source, opens="Come back to it after the trial."
        )
    intake: Intake | None = getattr(referral, "intake", None)
    if not (intake and intake.convicted_on) and not referral.sentenced_on:
        raise Refused(
            "The day of the conviction is missing.",
            source=source,
            opens="Enter it under pathway, offence and risk.",
        )
