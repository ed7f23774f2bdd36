"""Keeping the milestone that facilitators have accepted true, whoever comes or goes."""

from django.urls import reverse

from amends.foundation.access.models import User
from amends.foundation.case.actions import reach, undo_milestone
from amends.foundation.case.lifecycle import Milestone
from amends.foundation.case.models import Case
from amends.foundation.case.rules import reached
from amends.foundation.clock.actions import About, start_clock, stop_clock
from amends.journey.allocation.rules import enough_facilitators


def note_who_stands(*, by: User, case: Case) -> None:
    """Reach the milestone with as many as are needed, take it back with fewer. Whoever acts can see the case."""
    name, subject = "facilitator-missing", f"case:{case.pk}"
    if enough_facilitators(case):
        reach(by=by, case=case, milestone=Milestone.FACILITATORS_ACCEPTED)
        stop_clock(by=by, name=name, subject=subject)
    elif Milestone.FACILITATORS_ACCEPTED in reached(case):
        undo_milestone(
            by=by, case=case, milestone=Milestone.FACILITATORS_ACCEPTED, reason="too few facilitators"
        )
        link = reverse("allocation:case", args=[case.number])
        start_clock(
            by=by,
            name=name,
            about=About(service=case.service, subject=subject, reference=case.number, link=link, case=case),
        )
