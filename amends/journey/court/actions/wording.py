"""The proposal text for a report before sentence, made from the template and from what is recorded (W8-110)."""

from typing import Any

from django.db import transaction

from amends.foundation.access.models import User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.rules import check_may
from amends.foundation.documents.actions import make_document
from amends.foundation.documents.models import Document
from amends.foundation.documents.worded import Paper
from amends.foundation.policy.questionnaires import load_questionnaire
from amends.journey.court.law import advice, check_basis
from amends.journey.court.models import CourtReport, Proposal
from amends.journey.court.rules.proposing import check_explained_to_defendant, check_proposal
from amends.journey.court.rules.wording import QUESTIONS, answers_of, check_can_word

TEMPLATE = "proposal-text"
ACCEPTANCE = {
    "fully": "The harm that was done is accepted without reserve.",
    "partly": "The harm that was done is accepted in part.",
}
ATTITUDE = {
    "amends": "There is a wish to put something right.",
    "regret": "What was done is spoken of with regret.",
    "indifferent": "Little interest is shown yet in whoever was harmed; the preparation would begin there.",
}


@transaction.atomic
def proposal_text(*, by: User, report: CourtReport) -> Document:
    """Make the text, in the service's own words where it has put the template into them.

    Everything in it but the defendant's name comes from a list, so nothing that the person harmed said can be in it.
    Raises Refused, naming the field, while something it rests on is not recorded or stands against it.
    """
    check_may(by, Permission.REFERRAL_MAKE, report.service_id)
    report = CourtReport.objects.select_related("court", "service").get(pk=report.pk)
    found = Proposal.objects.filter(report=report).select_related("report").first()
    proposal = check_can_word(report, found)
    check_proposal(proposal)
    check_explained_to_defendant(proposal)
    return make_document(
        by=by,
        paper=Paper(TEMPLATE, _context(report, proposal), subject=f"courtreport:{report.pk}"),
        belongs_to=report.service,
    )


def _context(report: CourtReport, proposal: Proposal) -> dict[str, Any]:
    basis = check_basis(proposal.vehicle, proposal.proposed_on)
    said = answers_of(report)
    return {
        "defendant": said["defendant_name"],
        "order": proposal.get_vehicle_display().lower(),
        "called": basis.called,
        "basis": basis.basis,
        "days": advice().most_days,
        "months": proposal.supervision_months,
        "offence": _chosen("offence_type", said),
        "seriousness": report.get_seriousness_display().lower(),
        "acceptance": ACCEPTANCE[str(said["accepts_harm"])],
        "attitude": ATTITUDE[str(said["attitude_to_victim"])],
        "others": _chosen("other_requirements", said) if said["others_proposed"] == "yes" else "",
        "alternative": _chosen("alternative", said),
    }


def _chosen(key: str, said: dict[str, object]) -> str:
    """The words of what was chosen, as they stand within a sentence."""
    [question] = [each for each in load_questionnaire(QUESTIONS).questions if each.key == key]
    answer = said.get(key)
    keys = answer if isinstance(answer, list) else [answer] if answer else []
    words = [str(question.choices[str(each)]) for each in keys]
    return ", ".join(f"{each[0].lower()}{each[1:]}" for each in words)
