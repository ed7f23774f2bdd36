"""The words for the court, made from what is noted: ready to copy, to hand up or to speak."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from amends.foundation.access.models import User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.programs import as_clockwork
from amends.foundation.access.rules import check_may
from amends.foundation.clock.actions import start_clock
from amends.foundation.clock.working_days import add_working_days
from amends.foundation.documents.actions import make_document
from amends.foundation.documents.models import Document
from amends.foundation.documents.worded import Paper
from amends.foundation.lib.refusal import Refused
from amends.foundation.policy.answers import validate_answers
from amends.foundation.policy.questionnaires import load_questionnaire
from amends.foundation.policy.questions import Answers
from amends.foundation.record.actions import record
from amends.foundation.record.models import Act
from amends.journey.court.actions.reporting import FULL_CLOCK, about, locked_report, morning_of, note_facts
from amends.journey.court.law import advice, check_basis
from amends.journey.court.models import ORDERS, CourtReport, Proposal, Vehicle
from amends.journey.court.rules.proposing import check_explained_to_defendant, check_proposal, work_in_words

SHORT, PROMPTS, EXPLAINED = "court-same-day", "court-prompts", "court-explained"


@transaction.atomic
def court_text(*, by: User, report: CourtReport) -> Document:
    """The text for the court, with the statutory basis that held on the day it was proposed (W8-099)."""
    check_may(by, Permission.REFERRAL_MAKE, report.service_id)
    words = advice()
    report = CourtReport.objects.select_related("court", "service").get(pk=report.pk)
    proposal = Proposal.objects.filter(report=report).select_related("report").first()
    own = report.advice
    for standing in (words.caution, words.indication):
        own = own.replace(standing, "")
    context: dict[str, Any] = {
        "court_name": report.court.name,
        "hearing_on": report.hearing_on,
        "reference": report.reference,
        "preliminary": report.kind == CourtReport.Kind.SAME_DAY,
        "check_words": check_words(report),
        "suitability_words": suitability_words(report.short_answers),
        "advice": own.strip(),
        "indication": words.indication if report.indication_on else "",
        "prompts": prompts_of(report),
        "caution": words.caution,
    }
    if proposal:
        context |= _proposal(proposal)
    return make_document(
        by=by,
        paper=Paper("court-advice", context, subject=f"courtreport:{report.pk}"),
        belongs_to=report.service,
    )


def _proposal(proposal: Proposal) -> dict[str, Any]:
    check_proposal(proposal)
    check_explained_to_defendant(proposal)
    words = advice()
    basis = check_basis(proposal.vehicle, proposal.proposed_on)
    found: dict[str, Any] = {
        "proposal": {
            "called": basis.called,
            "basis": basis.basis,
            "months": proposal.supervision_months if proposal.vehicle in ORDERS else None,
            "fewest": words.fewest_supervision_months,
            "meetings": words.fewest_meetings,
        }
    }
    if proposal.vehicle == Vehicle.DEFERRED and proposal.deferred_until:
        found["deferment"] = {
            "until": proposal.deferred_until,
            "work": work_in_words(proposal.deferment_model),
            "report": add_working_days(proposal.deferred_until, -words.deferment_report_working_days),
        }
    return found


def check_words(report: CourtReport) -> str:
    """The check in words for the court; nothing where no flag is raised."""
    if report.check_result == CourtReport.Check.NO_SERVICE:
        return ""
    return f"On the facts known today: {report.get_check_result_display().lower()}. {report.check_reason}"


def suitability_words(answers: Answers) -> str:
    """What the short assessment says, in one sentence; "" where there was none."""
    if not answers:
        return ""
    if answers.get("interest") == "no":
        return "The defendant does not want to hear more about it now, and is free to ask later."
    if answers.get("safe") == "yes":
        return "Something is known that would make a first talk unsafe; it has to be looked at before anybody is asked."
    open_points = [key for key in ("accepts", "interest", "safe") if answers.get(key) == "unsure"]
    if open_points or answers.get("accepts") == "no":
        return "More has to be known before anybody can say whether it is right for the defendant."
    return "On a short assessment a first conversation about it looks right for the defendant."


def prompts_of(report: CourtReport) -> list[dict[str, str]]:
    """The answers to the restorative prompts, each under its question."""
    questions = load_questionnaire(PROMPTS).questions
    return [
        {"heading": question.text, "text": str(report.prompts[question.key])}
        for question in questions
        if report.prompts.get(question.key)
    ]


@transaction.atomic
def assess_shortly(*, by: User, report: CourtReport, answers: Answers) -> Document:
    """Keep the short assessment of the day and give the text at once; a full one is due after sentence (W8-084)."""
    found = locked_report(by, report)
    if found.kind != CourtReport.Kind.SAME_DAY or found.hearing_on != timezone.localdate():
        raise Refused("The short assessment is for a hearing today.")
    problems = validate_answers(load_questionnaire(SHORT), answers)
    if problems:
        raise Refused(problems[0].words, field=problems[0].field)
    found.short_answers = dict(answers)
    found.save(update_fields=["short_answers"])
    record(
        by=by,
        act=Act.COLLECTION,
        what="court_report.assessed_shortly",
        service_id=found.service_id,
        subject=f"courtreport:{found.pk}",
    )
    known = {"yes": True, "no": False}.get(str(answers["accepts"]))
    checked = note_facts(by=by, report=found, facts={**found.facts, "accepts_basic_facts": known})
    with as_clockwork(checked.service):
        start_clock(by=by, name=FULL_CLOCK, about=about(checked), at=morning_of(checked.hearing_on))
    return court_text(by=by, report=checked)
