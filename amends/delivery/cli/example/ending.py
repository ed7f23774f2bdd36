"""How the cases of the example end, and who is told."""

from typing import Any

from amends.delivery.cli.example.telling import Story, verb
from amends.foundation.case.models import Case
from amends.journey.followup.actions import (
    close_case,
    code_outcome,
    reopen_case,
    tell_outcome,
    write_closing_letters,
)
from amends.journey.followup.rules.closing import Coded


@verb("close", usually="coordinator")
def close(story: Story, *, outcome: str, reason: str, **details: Any) -> None:
    """The outcome is coded and the case is closed with it."""
    coded = Coded(outcome=outcome, reason=reason, **details)
    code_outcome(by=story.by, case=story.case, coded=coded)
    close_case(by=story.by, case=story.case)


@verb("closing_letters", usually="coordinator")
def closing_letters(story: Story) -> None:
    """Both sides are written to, where that is safe."""
    write_closing_letters(by=story.by, case=story.case)


@verb("reopen", usually="coordinator")
def reopen(story: Story, *, because: str) -> None:
    """Somebody has come back, and the case is opened again."""
    reopen_case(by=story.by, case=story.case, because=because)


@verb("tell_referrer", usually="coordinator")
def tell_referrer(story: Story) -> None:
    """Whoever referred hears how it ended."""
    tell_outcome(by=story.by, case=Case.objects.select_related("service").get(pk=story.case_id))
