"""How far people come: each step with who counts, and out of whom."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q

from amends.foundation.case.lifecycle import Milestone
from amends.foundation.case.models import CaseMilestone
from amends.journey.consent.models import Consent, Explanation
from amends.journey.eligibility.models import Screening
from amends.journey.evaluation.models import Feedback
from amends.journey.followup.models import Closing
from amends.journey.followup.outcomes import outcomes
from amends.journey.referral.models import Referral
from amends.journey.suitability.models import Judgement

TAKE_PART = "take_part"


@dataclass(frozen=True)
class Step:
    """One column of the report. Without `of`, everybody in the group could have come so far."""

    key: str
    title: str
    words: str
    counts: Q
    of: Q | None = None


def steps() -> tuple[Step, ...]:
    """In the order of the work."""
    answered = _feedback("yes") | _feedback("no")
    return (
        Step(
            "told", "Told about it", "were told what it is, or asked whether they want to take part", _told()
        ),
        Step("referred", "Referred", "are in a case that a referral led to", _referred()),
        Step("eligible", "Met the criteria", "are in a case whose referral met the criteria", _eligible()),
        Step("agreed", "Agreed", "agreed to take part", _said(Consent.Answer.GIVEN)),
        Step("suitable", "Found suitable", "were found suitable", _suitable()),
        Step("communicated", "Communicated", "met, wrote or had a message carried", _reached()),
        Step(
            "completed", "Completed", "are in a case that was closed after people communicated", _completed()
        ),
        Step("left", "Withdrew", "took back that they want to take part", _said(Consent.Answer.WITHDRAWN)),
        Step(
            "content", "Content", "say that they are content with how it came out", _feedback("yes"), answered
        ),
    )


def _mine(rows: object, field: str = "participant") -> Q:
    return Q(Exists(rows.filter(**{field: OuterRef("pk" if field == "participant" else "case_id")})))  # type: ignore[attr-defined]  # a manager


def _told() -> Q:
    return _mine(Explanation.objects) | _mine(Consent.objects)


def _said(answer: str) -> Q:
    return _mine(Consent.objects.filter(purpose=TAKE_PART, answer=answer))


def _referred() -> Q:
    return _mine(Referral.objects.received(), "case")


def _eligible() -> Q:
    return _mine(Screening.objects.filter(decision=Screening.Decision.ELIGIBLE), "referral__case")


def _suitable() -> Q:
    return _mine(Judgement.objects.filter(outcome=Judgement.Outcome.SUITABLE))


def _reached() -> Q:
    return _mine(CaseMilestone.objects.filter(name=Milestone.COMMUNICATED), "case")


def _completed() -> Q:
    good = [key for key, each in outcomes().items() if Milestone.COMMUNICATED in each.needs]
    ended = Closing.objects.filter(closed_at__isnull=False, reopened_at__isnull=True, outcome__in=good)
    return _mine(ended, "case")


def _feedback(answer: str) -> Q:
    return _mine(Feedback.objects.filter(content=answer))
