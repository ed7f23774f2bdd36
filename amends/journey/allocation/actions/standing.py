"""Keeping the milestone that facilitators have accepted true, whoever comes or goes."""

from django.urls import reverse

from amends.foundation.access.models import User
from amends.foundation.case.actions import reach, undo_milestone
from amends.foundation.case.lifecycle import Milestone
from amends.foundation.case.models import Case, CaseFile
from amends.foundation.case.rules import reached
from amends.foundation.clock.actions import About, start_clock, stop_clock
from amends.journey.allocation.rules import (
    accepted_by,
    facilitators_needed,
    files_at_high_risk,
    wanted_by_rules,
)


def note_who_stands(*, by: User, case: Case) -> None:
    """Reach the milestone with as many as the rules want, take it back with fewer. Whoever acts can see the case.

    A second one who is wanted only because the risk of somebody is high is looked for in that person's file: the
    milestone of the case, which both sides' workers see, does not say so.
    """
    name, subject, had = (
        "facilitator-missing",
        f"case:{case.pk}",
        Milestone.FACILITATORS_ACCEPTED in reached(case),
    )
    found = accepted_by(case)
    as_ruled = found >= wanted_by_rules(case)
    if as_ruled:
        reach(by=by, case=case, milestone=Milestone.FACILITATORS_ACCEPTED)
    elif had:
        undo_milestone(
            by=by, case=case, milestone=Milestone.FACILITATORS_ACCEPTED, reason="too few facilitators"
        )
    if found >= facilitators_needed(case, found):
        stop_clock(by=by, name=name, subject=subject)
    elif had or as_ruled:
        link = reverse("allocation:case", args=[case.number])
        file = CaseFile.objects.filter(pk__in=files_at_high_risk(case)).first() if as_ruled else None
        about = About(
            service=case.service, subject=subject, reference=case.number, link=link, case=case, file=file
        )
        start_clock(by=by, name=name, about=about)
