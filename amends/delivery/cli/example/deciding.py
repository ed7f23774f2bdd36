"""What managers and coordinators of the example decide besides, and what everybody looks at."""

from amends.delivery.cli.example.answers import said
from amends.delivery.cli.example.telling import Story, verb
from amends.foundation.approval.actions import decide_approval
from amends.foundation.approval.models import Approval
from amends.foundation.clock.actions import stop_clock
from amends.foundation.clock.models import Clock
from amends.foundation.policy.questions import Answer
from amends.journey.eligibility.actions import submit_harm_analysis
from amends.journey.referral.actions.receiving import desk_of


@verb("approve", usually="manager")
def approve(story: Story, *, words: str = "Enough is done about it.", yes: bool = True) -> None:
    """Everything that waits for the manager in this matter is decided: about its case, or about its referral."""
    about = {"case_id": story.case_id} if story.case_id else {"link": desk_of(story.referral)}
    for approval in Approval.objects.filter(**about, decided_at__isnull=True).order_by("pk"):
        decide_approval(by=story.by, approval=approval, approve=yes, reason=words)


@verb("weigh_dangers", usually="coordinator")
def weigh_dangers(story: Story, **otherwise: Answer) -> None:
    """Each danger of a sensitive case is gone through by itself; then those who approve are asked."""
    submit_harm_analysis(by=story.by, referral=story.referral, answers=said("harm-analysis", otherwise))


@verb("late", usually="coordinator")
def late(story: Story, *, clock: str, because: str) -> None:
    """A limit that was missed is closed with its reason."""
    for running in Clock.objects.filter(case_id=story.case_id, name=clock, stopped_at__isnull=True):
        stop_clock(by=story.by, name=clock, subject=running.subject, late_reason=because)
