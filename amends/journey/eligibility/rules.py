"""May this referral be screened so, may a case be opened from it, and what still stands in the way?"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from django.utils import timezone

from amends.foundation.access.models import User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.rules import check_may
from amends.foundation.approval.rules import approved, check_approved
from amends.foundation.case.models import Case
from amends.foundation.lib.refusal import Refused
from amends.foundation.policy.facts import Facts, facts_table
from amends.foundation.policy.outcomes import NEED_FACTS, Outcome
from amends.foundation.policy.profiles import Profile
from amends.foundation.policy.screening import Decision, State, screen
from amends.foundation.questionnaire.rules import latest_response
from amends.journey.awareness.rules import check_is_restorative
from amends.journey.eligibility.models import Intake, ListedOffence, Screening
from amends.journey.eligibility.queries.alike import Lookalike
from amends.journey.eligibility.queries.partner_cases import partner_matches
from amends.journey.referral.content import load
from amends.journey.referral.models import Referral
from amends.journey.referral.rules import check_is_open, check_risk_files_read
from amends.service.partners.models import Pathway
from amends.service.partners.rules import check_pathway_is_live, pathway_for
from amends.service.rulebook.rules import profile_in_force, profile_of_decision, profile_of_text

PROCESS = "Hub manual, process para 1"
OFFENCES = "Hub manual, appendix D, criminal offences"
PATHWAY_KEY = "eligibility.pathway"
HIGH_RISK_KEY = "eligibility.high_risk"
OVERSIGHT_KEY = "eligibility.oversight"
EXCEPTION_KEY = "eligibility.exception"
OFFENCE_KEY = "eligibility.offence"
_STANDS_AGAINST = {Outcome.NOT_YET, Outcome.NOT_ELIGIBLE, Outcome.REFER_ON}
_FAMILY = {
    "neighbour_dispute": Case.Family.NEIGHBOURS,
    "community_remedy": Case.Family.COMMUNITY_RESOLUTION,
    "anti_social_behaviour": Case.Family.ANTI_SOCIAL,
    "low_level_crime": Case.Family.CRIMINAL,
    "criminal_offence": Case.Family.CRIMINAL,
}


def profile_for(referral: Referral, on: date | None = None) -> Profile:
    """The criteria in force on a day: those of the pathway it came on, else the service's own."""
    name, day = base_of(referral), on or timezone.localdate()
    if on is None and "own_rules" in referral.__dict__:
        return profile_of_text(referral.__dict__["own_rules"], name, day)
    return profile_in_force(referral.service_id, name, day)


def base_of(referral: Referral) -> str:
    """The name of the profile that its pathway screens under, else the service's own. The case works by it too."""
    intake = intake_of(referral)
    return intake.pathway.profile if intake and intake.pathway else referral.service.profile


def intake_of(referral: Referral) -> Intake | None:
    """The desk's own notes, when somebody has made any."""
    return getattr(referral, "intake", None)


def family_of(facts: Facts) -> str:
    """The family that the kind of referral suggests; "" when that is not known."""
    family = _FAMILY.get(str(facts.get("referral_type", "")))
    return family.value if family else ""


def is_high_risk_from_probation(referral: Referral, facts: Facts) -> bool:
    """Probation's high-risk or serious referrals are the manager's to decide (EX-075)."""
    if facts.get("referrer_kind") != "probation":
        return False
    intake = intake_of(referral)
    high = bool(intake and intake.risk_level == Intake.Risk.HIGH)
    return high or facts.get("seriousness") == "high" or facts.get("serious_or_complex") is True


def check_can_screen(by: User, referral: Referral, facts: Facts) -> None:
    """Refuse a screening that is not ready, or while a file about risk is unread (EX-134)."""
    check_ready_to_screen(by, referral, facts)
    check_risk_files_read(referral)


def check_ready_to_screen(by: User, referral: Referral, facts: Facts) -> None:
    """Refuse a screening without the permission, of what is decided, or of probation's without its sentence date.

    A profile that works before sentence does not ask for one.
    """
    check_may(by, Permission.REFERRAL_SCREEN, referral.service_id)
    check_is_open(referral)
    before = profile_for(referral).settings.get("before_sentence", "not_allowed") != "not_allowed"
    if facts.get("referrer_kind") == "probation" and not referral.sentenced_on and not before:
        raise Refused(
            "A referral from probation needs the date of the sentence.",
            source="Hub manual, roles, National Probation Service",
            opens="Ask the probation officer for it.",
            field="sentenced_on",
        )


def firing(decision: Decision, *, mandatory: bool | None = None) -> list[str]:
    """The rules that fire, or only the mandatory ones or the ones for guidance."""
    rules = [e.rule for e in decision.explanations if e.state == State.FIRES]
    return [rule.id for rule in rules if mandatory is None or rule.mandatory == mandatory]


def check_may_be_eligible(profile: Profile, facts: Facts, reason: str, *, excepted: bool = False) -> None:
    """Refuse 'eligible' while facts are missing or a mandatory rule stands against it; guidance needs a reason.

    `excepted`: the manager has agreed to an exception, so that what would shut it out does not count.
    """
    decision = screen(profile, facts)
    guidance = set(firing(decision, mandatory=False))
    if excepted:
        guidance |= {rule for rule in firing(decision) if profile.rule(rule).outcome == Outcome.NOT_ELIGIBLE}
    without = replace(profile, rules=tuple(rule for rule in profile.rules if rule.id not in guidance))
    left = screen(without, facts)
    if left.outcome == NEED_FACTS:
        table = facts_table()
        raise Refused(
            "Facts are missing before this can be decided.",
            source=PROCESS,
            opens=" ".join(table[name].words for name in left.missing),
        )
    if Outcome(left.outcome) in _STANDS_AGAINST:
        rule = profile.rule(left.rules[0])
        raise Refused(rule.words, source=rule.source, opens=rule.opens)
    if decision.outcome != Outcome.ELIGIBLE and not reason.strip():
        raise Refused(
            "The rules say something else, so say why it is eligible.",
            source="A practitioner's judgement is recorded with its reason",
            field="reason",
        )


def check_decision(
    decision: str,
    profile: Profile,
    facts: Facts,
    *,
    family: str,
    reason: str,
    harmed_needs: str = "",
    excepted: bool = False,
) -> None:
    """Refuse a screening that the facts do not bear, or one without its family or reason."""
    if decision == Screening.Decision.ELIGIBLE:
        if not family:
            raise Refused(
                "Choose the family of case first.",
                source="Hub manual, introduction para 3",
                field="family",
            )
        check_may_be_eligible(profile, facts, reason, excepted=excepted)
        return
    if not reason.strip():
        raise Refused("Say why.", source=PROCESS, field="reason")
    outcome = screen(profile, facts).outcome
    if (
        decision == Screening.Decision.NOT_SUITABLE
        and outcome == Outcome.DISCRETION
        and not harmed_needs.strip()
    ):
        raise Refused(
            "This was begun by somebody who was harmed, so note what they need before you say no.",
            source="Wait 'til Eight, section 2 para 1.2, tier",
            field="harmed_needs",
        )


def approvals_needed(profile: Profile, decision: Decision) -> tuple[str, ...]:
    """Who must agree, where the outcome is oversight or discretion, in the order the rules name them (PF-091)."""
    if decision.outcome == Outcome.DISCRETION:
        approver = profile.settings.get("outside_criteria_approver")
        return (str(approver),) if approver else ()
    if decision.outcome != Outcome.OVERSIGHT:
        return ()
    return tuple(dict.fromkeys(who for rule in decision.rules for who in profile.rule(rule).approvals))


def approvals_asked(screening: Screening, facts: Facts) -> tuple[str, ...]:
    """The same for a screening, under the rules it was made with."""
    profile = profile_of_decision(screening.service_id, screening.profile, screening.profile_version)
    return approvals_needed(profile, screen(profile, facts))


def needs_harm_analysis(referral: Referral, profile: Profile, decision: Decision) -> bool:
    """Whether it is a sensitive case whose dangers nobody has written down yet (PF-093)."""
    key = profile.settings.get("harm_analysis_questionnaire")
    if not key or decision.outcome != Outcome.OVERSIGHT:
        return False
    return latest_response(f"referral:{referral.pk}", str(key)) is None


def approvals_now(referral: Referral, profile: Profile, decision: Decision) -> tuple[str, ...]:
    """Who is asked to agree at once: nobody yet, where the harm analysis comes first."""
    first = needs_harm_analysis(referral, profile, decision)
    return () if first else approvals_needed(profile, decision)


def check_harm_analysed(screening: Screening, facts: Facts) -> None:
    """Refuse to go on with a sensitive case without its harm analysis."""
    profile = profile_of_decision(screening.service_id, screening.profile, screening.profile_version)
    if needs_harm_analysis(screening.referral, profile, screen(profile, facts)):
        raise Refused(
            "The harm analysis of this sensitive case is missing.",
            source="HMPPS framework 6.13",
            opens="Go through the dangers one by one; then those who approve are asked.",
        )


def known_kind(facts: Facts) -> dict[str, str]:
    """What the referral says of the kind of case, in the words of the harm analysis; nobody answers against it."""
    said = {"sexual": facts.get("sexual_offence"), "partners": facts.get("domestic_abuse")}
    return {question: "yes" for question, fact in said.items() if fact is True}


def oversight_key(number: int) -> str:
    """The key under which the nth approval of a screening is asked."""
    return f"{OVERSIGHT_KEY}.{number}"


def check_pathway(referral: Referral) -> None:
    """Refuse to go on under a pathway that is not live, unless the manager has agreed to this one (EX-095)."""
    intake = intake_of(referral)
    if not intake or not intake.pathway or intake.pathway.is_live:
        return
    try:
        check_approved(f"referral:{referral.pk}", PATHWAY_KEY)
    except Refused:
        check_pathway_is_live(intake.pathway)


def check_manager_agrees(referral: Referral, facts: Facts) -> None:
    """Refuse until the manager has decided about a high-risk referral from probation."""
    if is_high_risk_from_probation(referral, facts):
        source = "Hub manual, roles, National Probation Service"
        check_approved(f"referral:{referral.pk}", HIGH_RISK_KEY, source=source)


def is_excepted(referral: Referral, profile: Profile) -> bool:
    """Whether the manager has agreed to take what the rules shut out; only where the service allows exceptions."""
    return bool(profile.settings.get("exceptions_by_manager")) and approved(
        f"referral:{referral.pk}", EXCEPTION_KEY
    )


def check_can_ask_exception(referral: Referral, profile: Profile, facts: Facts, reason: str) -> None:
    """Refuse an exception where the service makes none, where nothing shuts it out, or without a reason (W8-061)."""
    if not profile.settings.get("exceptions_by_manager"):
        raise Refused(
            "This service makes no exceptions from its rules.",
            source=profile.source,
            opens="A manager can allow them in the settings of the rules.",
        )
    if screen(profile, facts).outcome != Outcome.NOT_ELIGIBLE:
        raise Refused("No rule shuts it out, so no exception is needed.")
    if not reason.strip():
        raise Refused("Say why it should be taken all the same.", field="reason")
    check_is_open(referral)


def check_offence_is_taken(referral: Referral) -> None:
    """Refuse an offence that is not on the list, or for which the list says ask, until the manager agrees (EX-130)."""
    intake = intake_of(referral)
    if not intake or not intake.offence:
        return
    listed = listed_offence(referral.service_id, intake.offence)
    if listed is None or listed.takes == ListedOffence.Takes.ASK:
        check_approved(f"referral:{referral.pk}", OFFENCE_KEY, source=OFFENCES)


def listed_offence(service_id: int, name: str) -> ListedOffence | None:
    """What the service's list says of an offence."""
    return ListedOffence.objects.filter(service_id=service_id, name__iexact=name.strip()).first()


def needs_specialist(facts: Facts) -> bool:
    """A sexual offence or a death: only facilitators approved for it (W8-386)."""
    return facts.get("sexual_offence") is True or facts.get("loss_of_life") is True


def check_likenesses_answered(found: Iterable[Lookalike]) -> None:
    """Refuse while something that looks alike has not been looked at."""
    still_open = [lookalike.number for lookalike in found if lookalike.is_open]
    if still_open:
        raise Refused(
            f"It looks like {', '.join(still_open)}, and nobody has said whether it is the same matter.",
            source="House rule: one matter, one case",
            opens="Compare them, then answer.",
        )
    same = [lookalike.number for lookalike in found if lookalike.answer == "same"]
    if same:
        raise Refused(
            f"Somebody has said that it is the same matter as {', '.join(same)}.",
            source="House rule: one matter, one case",
            opens="Join them instead of opening a second case.",
        )


def check_partner_cases_answered(referral: Referral) -> None:
    """Refuse to end a screening while a partner's case that looks alike has not been looked at (EX-005)."""
    waiting = [each.case for each in partner_matches(referral, load(referral)) if each.is_open]
    if waiting:
        names = ", ".join(f"{case.agency.name} {case.reference}" for case in waiting)
        raise Refused(
            f"A partner may be working on it already: {names}.",
            source="Hub manual, introduction para 3",
            opens="Say whether it is the same matter.",
        )


def latest_screening(referral: Referral) -> Screening | None:
    """The screening that counts: the last one."""
    return Screening.objects.filter(referral=referral).order_by("-pk").first()


def check_was_screened_as(referral: Referral, decision: Screening.Decision) -> Screening:
    """Refuse unless the last screening said this, so that the reason and its rule are on record."""
    screening = latest_screening(referral)
    if screening is None or screening.decision != decision:
        raise Refused(
            f"Screen it first as “{decision.label}”.",
            source=PROCESS,
            opens="The rule that decided is kept with it.",
        )
    return screening


def check_is_screened(screening: Screening | None, facts: Facts) -> Screening:
    """Refuse unless the last screening said eligible, on the facts as they are now, and everybody asked has agreed."""
    if screening is None or screening.decision != Screening.Decision.ELIGIBLE:
        raise Refused(
            "It has not been screened as eligible.",
            source=PROCESS,
            opens="Screen it first, with the family of case.",
        )
    if changed_facts(screening, facts):
        raise Refused("Facts have changed since it was screened.", source=PROCESS, opens="Screen it again.")
    check_harm_analysed(screening, facts)
    for number, who in enumerate(approvals_asked(screening, facts), start=1):
        check_approved(screening.subject, oversight_key(number), source=f"Approval of {who}")
    return screening


def changed_facts(screening: Screening, facts: Mapping[str, object]) -> list[str]:
    """The facts that say something else than when it was screened."""
    then = {name: entry["value"] for name, entry in screening.facts.items()}
    return sorted(name for name in {*then, *facts} if then.get(name) != facts.get(name))


def check_can_open(
    by: User, referral: Referral, facts: Facts, screening: Screening | None, found: Iterable[Lookalike]
) -> Screening:
    """Refuse to open a case until it is screened as eligible and everything that looks alike has been answered."""
    check_may(by, Permission.CASE_OPEN, referral.service_id)
    check_is_open(referral)
    check_is_restorative(referral)
    check_likenesses_answered(list(found))
    check_pathway(referral)
    check_manager_agrees(referral, facts)
    check_offence_is_taken(referral)
    return check_is_screened(screening, facts)


def suggested_pathway(referral: Referral, facts: Facts) -> Pathway | None:
    """The pathway on which it most likely came."""
    return pathway_for(referral.service, referral.agency, str(facts.get("referrer_kind", "")))
