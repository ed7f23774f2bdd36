"""Two facilitators a case, no fewer for field work and no more at all."""

from django.db.models import QuerySet

from amends.foundation.access.models import User
from amends.foundation.case.lifecycle import Stage
from amends.foundation.case.models import Case
from amends.foundation.case.rules import check_is_live
from amends.foundation.lib.refusal import Refused
from amends.journey.allocation.models import Allocation

NEEDED = 2
SOURCE = "Hub manual, process 1"
WITH_FACILITATORS = (Stage.ALLOCATION, Stage.PREPARATION, Stage.COMMUNICATION)


def facilitators_of(case: Case) -> list[User]:
    """Those who have accepted and whose neutrality is not in question, first and second."""
    return list(standing_facilitators(case))


def standing_facilitators(case: Case) -> QuerySet[User]:
    """The same as a query, for pages that read more in one statement."""
    standing = Allocation.objects.standing().filter(case=case)
    return User.objects.filter(allocations__in=standing).order_by("allocations__position")


def two_facilitators(case: Case) -> bool:
    """Whether field work may be done."""
    return Allocation.objects.standing().filter(case=case).count() == NEEDED


def check_two_facilitators(case: Case, facilitators: list[User] | None = None) -> None:
    """Refuse field work (a visit, an interview) while fewer than two facilitators have accepted (EX-042)."""
    standing = Allocation.objects.standing().filter(case=case)
    found = standing.count() if facilitators is None else len(facilitators)
    if found < NEEDED:
        have = "only one facilitator" if found else "no facilitator yet"
        raise Refused(
            f"This case has {have}: visits need two.",
            source=SOURCE,
            opens="When two have accepted, visits can be made and written down.",
        )


def check_offers_open(case: Case, live: int | None = None) -> None:
    """Refuse new offers when the case is not at that point, or two have already accepted (`live` where it is known)."""
    check_is_live(case)
    if case.stage not in WITH_FACILITATORS:
        raise Refused(
            f"Facilitators are found for a case that is accepted; this one is in {case.get_stage_display().lower()}.",
            source=SOURCE,
            opens="Accept it for facilitation first.",
        )
    taken = Allocation.objects.live().filter(case=case).count() if live is None else live
    if taken >= NEEDED:
        raise Refused(
            "Two facilitators have already accepted this case.",
            source=SOURCE,
            opens="End one of their allocations first, with the reason.",
        )
