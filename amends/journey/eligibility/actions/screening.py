"""Screening: the pathway, what looks alike, and the decision with everything it rested on."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from amends.foundation.access.models import User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.rules import check_may
from amends.foundation.approval.actions import ask_approval
from amends.foundation.approval.models import Approval
from amends.foundation.case.models import Case
from amends.foundation.clock.actions import About, pause_clock, restart_clock, start_clock, stop_clock
from amends.foundation.lib.refusal import Refused
from amends.foundation.policy.outcomes import Outcome
from amends.foundation.policy.profiles import Profile
from amends.foundation.policy.screening import Decision, Explanation, screen
from amends.foundation.record.actions import record
from amends.foundation.record.models import Act
from amends.journey.eligibility.entry_rules import check_entry
from amends.journey.eligibility.models import Intake, Likeness, ListedOffence, PartnerLikeness, Screening
from amends.journey.eligibility.refusal_rules import check_grounds
from amends.journey.eligibility.rules import (
    EXCEPTION_KEY,
    HIGH_RISK_KEY,
    OFFENCE_KEY,
    PATHWAY_KEY,
    approvals_now,
    check_can_ask_exception,
    check_can_screen,
    check_decision,
    check_partner_cases_answered,
    is_excepted,
    is_high_risk_from_probation,
    listed_offence,
    oversight_key,
    profile_for,
    suggested_pathway,
)
from amends.journey.referral.actions import state_facts
from amends.journey.referral.actions.receiving import desk_of, subject_of
from amends.journey.referral.facts import facts_of
from amends.journey.referral.models import Referral, ReferralFact
from amends.journey.referral.remedy_rules import check_offender_agreed, check_review
from amends.service.partners.models import Pathway
from amends.service.sharing.models import PartnerCase

HOLD_CLOCK = "referral-hold"
DECISION_CLOCK = "referral-decision"
WAITING_FOR_COURT = {"charged", "awaiting_trial", "awaiting_sentence"}


@dataclass(frozen=True)
class Ruling:
    """What is decided at a screening, and why; `grounds` are those for not taking it on."""

    decision: str
    family: str = ""
    reason: str = ""
    hold_until: date | None = None
    harmed_needs: str = ""
    grounds: Sequence[str] = ()
    documents_read: Sequence[str] = ()


@transaction.atomic
def note_intake(
    *,
    by: User,
    referral: Referral,
    pathway: Pathway | None = None,
    risk_level: str = "",
    offence: str = "",
    convicted_on: date | None = None,
) -> Intake:
    """Tie a referral to its pathway and note the risk; what is the manager's to decide goes to the manager."""
    check_may(by, Permission.REFERRAL_SCREEN, referral.service_id)
    intake = Intake.objects.filter(referral=referral).first() or Intake(
        service_id=referral.service_id, referral=referral
    )
    intake.pathway, intake.risk_level = pathway, risk_level
    intake.offence, intake.convicted_on = offence.strip(), convicted_on
    intake.noted_by, intake.noted_at = by, timezone.now()
    intake.full_clean()
    intake.save()
    referral.intake = intake
    referral.__dict__.pop("own_rules", None)  # another pathway may mean other rules
    record(
        by=by,
        act=Act.ALTERATION,
        what="intake.noted",
        service_id=referral.service_id,
        subject=subject_of(referral),
    )
    _look_up_offence(by, referral)
    _ask_the_manager(by, referral)
    return intake


def _look_up_offence(by: User, referral: Referral) -> None:
    """The list decides; what is not on it, or on it as the manager's to decide, goes to the manager (EX-130)."""
    offence = referral.intake.offence
    if not offence:
        return
    listed = listed_offence(referral.service_id, offence)
    if listed and listed.takes != ListedOffence.Takes.ASK:
        serious = listed.takes == ListedOffence.Takes.REFUSED
        note = "The service's offence list"
        state_facts(by=by, referral=referral, facts={"serious_or_complex": serious}, note_text=note)
        return
    _ask(by, referral, OFFENCE_KEY, f"{referral.number}: do we take an offence that our list leaves to you?")


@transaction.atomic
def ask_exception(*, by: User, referral: Referral, reason: str) -> Approval:
    """Ask the manager to take what a rule shuts out, with the reason (W8-061, W8-306)."""
    check_may(by, Permission.REFERRAL_SCREEN, referral.service_id)
    check_can_ask_exception(referral, profile_for(referral), facts_of(referral), reason)
    question = f"{referral.number} is shut out by our rules. Do we take it all the same? {reason.strip()}"
    return _ask(by, referral, EXCEPTION_KEY, question)


def _ask_the_manager(by: User, referral: Referral) -> None:
    intake = referral.intake
    if intake.pathway and not intake.pathway.is_live:
        question = f"{referral.number} came by “{intake.pathway}”, which is not live. May we go on with it?"
        _ask(by, referral, PATHWAY_KEY, question)
    if is_high_risk_from_probation(referral, facts_of(referral)):
        question = (
            f"{referral.number} comes from probation and the risk is high or it is serious. Do we take it?"
        )
        _ask(by, referral, HIGH_RISK_KEY, question)


def _ask(by: User, referral: Referral, key: str, question: str) -> Approval:
    return ask_approval(
        by=by,
        key=key,
        subject=subject_of(referral),
        question=question[:300],
        belongs_to=referral.service,
        link=desk_of(referral),
    )


@transaction.atomic
def answer_likeness(
    *,
    by: User,
    referral: Referral,
    answer: str,
    other: Referral | None = None,
    case: Case | None = None,
    note: str = "",
) -> Likeness:
    """Say whether this referral and another, or a case, are one matter. The answer counts from both sides."""
    check_may(by, Permission.REFERRAL_SCREEN, referral.service_id)
    mine = Likeness.objects.filter(referral=referral, other=other, case=case).first()
    theirs = Likeness.objects.filter(referral=other, other=referral).first() if other else None
    row = (
        mine or theirs or Likeness(service_id=referral.service_id, referral=referral, other=other, case=case)
    )
    row.answer, row.note, row.by, row.at = answer, note.strip(), by, timezone.now()
    row.full_clean()
    row.save()
    record(
        by=by,
        act=Act.COMBINATION,
        what=f"likeness.{answer}",
        service_id=referral.service_id,
        case=case,
        subject=subject_of(referral),
        details={"other": other.pk if other else None},
    )
    return row


@transaction.atomic
def answer_partner_case(
    *, by: User, referral: Referral, partner_case: PartnerCase, answer: str, note: str = ""
) -> PartnerLikeness:
    """Say what a partner's own case is to this referral: the same, linked, or nothing to do with it (EX-005)."""
    check_may(by, Permission.REFERRAL_SCREEN, referral.service_id)
    known = PartnerLikeness.objects.filter(referral=referral, partner_case=partner_case).first()
    row = known or PartnerLikeness(
        service_id=referral.service_id, referral=referral, partner_case=partner_case
    )
    row.answer, row.note, row.by, row.at = answer, note.strip(), by, timezone.now()
    row.full_clean()
    row.save()
    record(
        by=by,
        act=Act.COMBINATION,
        what=f"partner_case.{answer}",
        service_id=referral.service_id,
        subject=subject_of(referral),
        details={"partner_case": partner_case.pk},
    )
    return row


@transaction.atomic
def screen_referral(*, by: User, referral: Referral, ruling: Ruling) -> Screening:
    """Record the first screening under the criteria in force today; it can be followed by another, never changed."""
    facts = facts_of(referral)
    check_can_screen(by, referral, facts)
    if not hasattr(referral, "intake"):
        pathway = suggested_pathway(referral, facts)
        note_intake(by=by, referral=referral, pathway=pathway)
    profile = profile_for(referral)
    held = ruling.decision == Screening.Decision.HOLD
    hold_until = (ruling.hold_until or day_after_hearing(referral, facts)) if held else None
    _check_may_be_so(referral, profile, facts, ruling)
    if hold_until and hold_until <= timezone.localdate():
        raise Refused("Choose a day that is still to come.", field="hold_until")
    taken = ruling.decision == Screening.Decision.ELIGIBLE
    turned_down = ruling.decision == Screening.Decision.NOT_SUITABLE
    said = screen(profile, facts)
    screening = Screening(
        service_id=referral.service_id,
        referral=referral,
        profile=profile.name,
        profile_version=profile.version,
        facts=snapshot(referral, facts),
        outcome=said.outcome,
        rules=list(said.rules),
        missing=list(said.missing),
        grounds=check_grounds(profile, said, ruling.grounds) if turned_down else [],
        documents_read=[each.strip() for each in ruling.documents_read if each.strip()],
        outside_criteria=taken and said.outcome == Outcome.DISCRETION,
        explanations=[explained(each) for each in said.explanations],
        family=ruling.family,
        decision=ruling.decision,
        reason=ruling.reason.strip(),
        hold_until=hold_until,
        harmed_needs_considered=ruling.harmed_needs.strip(),
        screened_by=by,
    )
    screening.full_clean()
    screening.save()
    _note_screening(by, screening, said)
    ask_for_oversight(by, referral, screening, approvals_now(referral, profile, said))
    _mind_the_time(by, referral, screening)
    return screening


def _note_screening(by: User, screening: Screening, said: Decision) -> None:
    record(
        by=by,
        act=Act.COLLECTION,
        what=f"screening.{screening.decision}",
        service_id=screening.service_id,
        subject=subject_of(screening.referral),
        details={
            "outcome": said.outcome,
            "rules": list(said.rules),
            "profile": f"{said.profile} {said.version}",
        },
    )


def _check_may_be_so(referral: Referral, profile: Profile, facts: dict[str, Any], ruling: Ruling) -> None:
    check_decision(
        ruling.decision,
        profile,
        facts,
        family=ruling.family,
        reason=ruling.reason,
        harmed_needs=ruling.harmed_needs,
        excepted=is_excepted(referral, profile),
    )
    if ruling.decision == Screening.Decision.ELIGIBLE:
        check_entry(referral, profile, facts)
        check_partner_cases_answered(referral)
        check_review(referral, ruling.reason)
        check_offender_agreed(referral)


def day_after_hearing(referral: Referral, facts: dict[str, Any]) -> date | None:
    """Where the court has not finished: the day on which to ask what it decided (EX-028)."""
    waits = facts.get("court_stage") in WAITING_FOR_COURT
    if not waits or referral.next_hearing_on is None:
        return None
    return max(referral.next_hearing_on, timezone.localdate()) + timedelta(days=1)


def snapshot(referral: Referral, facts: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Each fact with its value, whose word it is and who wrote it down; facts drawn from the form have no writer."""
    sources: dict[str, ReferralFact] = {}
    rows = ReferralFact.objects.filter(referral=referral).select_related("recorded_by").order_by("pk")
    rank = list(ReferralFact.SaidBy.values)
    for row in sorted(rows, key=lambda row: (rank.index(row.said_by), row.pk)):
        sources[row.name] = row
    found = {}
    for name, value in facts.items():
        source = sources.get(name)
        found[name] = {
            "value": value,
            "said_by": source.said_by if source else "form",
            "recorded_by": source.recorded_by.name if source else "",
        }
    return found


def explained(each: Explanation) -> dict[str, Any]:
    """One rule as it was shown, so that it can be read again whatever the rules say later."""
    return {
        "id": each.rule.id,
        "outcome": each.rule.outcome.value,
        "state": each.state.value,
        "words": each.rule.words,
        "opens": each.rule.opens,
        "source": each.rule.source,
        "mandatory": each.rule.mandatory,
        "known": dict(each.known),
        "unknown": list(each.unknown),
        "decided": each.decided,
    }


def ask_for_oversight(by: User, referral: Referral, screening: Screening, who: tuple[str, ...]) -> None:
    """Ask everybody who has to approve what was screened as eligible."""
    if screening.decision != Screening.Decision.ELIGIBLE:
        return
    for number, name in enumerate(who, start=1):
        ask_approval(
            by=by,
            key=oversight_key(number),
            subject=screening.subject,
            question=f"{referral.number} may go on only with the approval of {name}."[:300],
            belongs_to=referral.service,
            link=desk_of(referral),
        )


def _mind_the_time(by: User, referral: Referral, screening: Screening) -> None:
    """While it is on hold the time to decide stands still, and a task brings it back on its day."""
    subject = subject_of(referral)
    if screening.decision != Screening.Decision.HOLD:
        if stop_clock(by=by, name=HOLD_CLOCK, subject=subject):
            restart_clock(by=by, name=DECISION_CLOCK, subject=subject)
        return
    pause_clock(by=by, name=DECISION_CLOCK, subject=subject, because="on hold")
    stop_clock(by=by, name=HOLD_CLOCK, subject=subject, dropped=True)
    about = About(
        service=referral.service, subject=subject, reference=referral.number, link=desk_of(referral), owner=by
    )
    due = (
        timezone.make_aware(datetime.combine(screening.hold_until, time(23, 59)))
        if screening.hold_until
        else None
    )
    waits = referral.next_hearing_on and screening.hold_until == referral.next_hearing_on + timedelta(days=1)
    title = "Ask what sentence the court passed" if waits else ""
    start_clock(by=by, name=HOLD_CLOCK, about=about, due=due, title=title)


def decision_words(said: Decision) -> str:
    """What the rules that decided mean for the case, in one paragraph."""
    words = {each.rule.id: each.rule.words for each in said.explanations}
    return " ".join(words[rule] for rule in said.rules)
