"""Is restorative justice worth a word to the court, may it be proposed, and may the report be closed?"""

import dataclasses
from collections.abc import Mapping

from django.http import Http404

from amends.foundation.access.models import User
from amends.foundation.lib.refusal import Refused
from amends.foundation.policy.facts import Value, facts_table
from amends.foundation.policy.outcomes import Outcome
from amends.foundation.policy.profiles import Profile
from amends.foundation.policy.screening import screen
from amends.foundation.record.actions import record
from amends.foundation.record.models import Act
from amends.journey.court.law import advice
from amends.journey.court.models import Court, CourtReport
from amends.journey.court.rules.before_sentence import works_before_sentence
from amends.service.rulebook.rules import profile_in_force

Check = CourtReport.Check
# At court only this much is told apart; sensitive cases and the rest are looked at in the case.
MET = {Outcome.ELIGIBLE.value, Outcome.OVERSIGHT.value, Outcome.DISCUSS.value}


def open_report(user: User, report_id: int) -> CourtReport:
    """The door to a report: one's own or the service's; the look is logged. Raises Http404 otherwise."""
    rows = CourtReport.objects.visible_to(user).select_related("court", "author", "service")
    found = rows.select_related("proposal", "result").filter(pk=report_id).first()
    if found is None:
        raise Http404
    what, subject = "court_report.looked_at", f"courtreport:{found.pk}"
    record(by=user, act=Act.CONSULTATION, what=what, service_id=found.service_id, subject=subject)
    return found


def target_criteria(service_id: int, base: str) -> Profile:
    """The rules in force with only their target criteria."""
    profile = profile_in_force(service_id, base)
    wanted = advice().criteria
    return dataclasses.replace(profile, rules=tuple(rule for rule in profile.rules if rule.id in wanted))


def check_facts_at_court(court: Court, base: str, facts: Mapping[str, Value | None]) -> tuple[str, str]:
    """What the target criteria say on what is known, with the reason in words (PF-014)."""
    if not court.has_service:
        return Check.NO_SERVICE, f"There is no restorative justice service in the area of {court.name}."
    if not works_before_sentence(court.service_id, base):
        return Check.NO_SERVICE, "The service works only after sentence, so it gives no advice before it."
    criteria = target_criteria(court.service_id, base)
    said = screen(criteria, facts)
    words = {each.rule.id: each.rule.words for each in said.explanations}
    if said.needs_facts:
        questions = " ".join(facts_table()[name].words for name in said.missing)
        return Check.INCOMPLETE, f"Still to know: {questions}"[:500]
    if said.outcome in MET:
        return Check.SUITABLE, f"The target criteria of “{criteria.title}” are met."
    return Check.NOT_MET, " ".join(words[rule] for rule in said.rules)[:500]


def check_still_open(report: CourtReport) -> None:
    """Refuse to change a report that is finished."""
    if not report.is_open:
        raise Refused("This report is finished.", opens="Begin a new one for another hearing.")


def check_can_finish(report: CourtReport) -> None:
    """Refuse to close a report with something that has to be said left unsaid (PF-015, W8-101)."""
    check_still_open(report)
    if report.check_result == Check.SUITABLE and not report.advice and not report.why_no_advice:
        raise Refused(
            "Put restorative justice into the advice, or say why it was not right to.",
            source="HMPPS framework 4.1",
            field="why_no_advice",
        )
    if not must_consider(report):
        return
    source = "Wait 'til Eight appendix 2E, adjournment"
    if not report.considered:
        raise Refused(
            "The court named reparation as a purpose, so restorative justice has to be considered.",
            source=source,
            opens="Record that it was considered, and what came of it.",
            field="considered",
        )
    if not report.proposed and not report.why_not_proposed:
        raise Refused("Say why it is not proposed.", source=source, field="why_not_proposed")


def is_suitable_for_consideration(report: CourtReport) -> bool:
    """Whether what the court said when it adjourned marks the case (W8-101)."""
    return report.seriousness in {CourtReport.Seriousness.MEDIUM, CourtReport.Seriousness.HIGH}


def must_consider(report: CourtReport) -> bool:
    """Whether considering is compulsory: serious enough, and reparation named as a purpose of sentencing."""
    return is_suitable_for_consideration(report) and report.reparation_named is True
