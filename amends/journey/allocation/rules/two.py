"""As many facilitators as the rules and the risk of a case want for field work, and never more than two."""

from django.db.models import QuerySet

from amends.foundation.access.models import User
from amends.foundation.access.programs import as_clockwork
from amends.foundation.case.lifecycle import Stage
from amends.foundation.case.models import Case
from amends.foundation.case.rules import check_is_live
from amends.foundation.lib.refusal import Refused
from amends.journey.allocation.models import Allocation
from amends.journey.consent.rules.standing import setting
from amends.journey.risk.models import Assessment
from amends.journey.risk.rules import current_level

MOST = 2
SOURCE = "Hub manual, process 1; Wait 'til Eight section 5 paras 7.1 and 7.2"
WITH_FACILITATORS = (Stage.ALLOCATION, Stage.PREPARATION, Stage.COMMUNICATION)


def facilitators_of(case: Case) -> list[User]:
    """Those who have accepted and whose neutrality is not in question, first and second."""
    return list(standing_facilitators(case))


def standing_facilitators(case: Case) -> QuerySet[User]:
    """The same as a query, for pages that read more in one statement."""
    standing = Allocation.objects.standing().filter(case=case)
    return User.objects.filter(allocations__in=standing).order_by("allocations__position")


def facilitators_needed(case: Case, found: int = 0) -> int:
    """How many facilitators field work and a meeting of this case need; where `found` are two, nothing is looked up.

    As many as the rules of the service say (setting `facilitators_per_case`), and two while the risk for or through
    anybody is high, of whichever side.
    """
    if found >= MOST:
        return MOST
    wanted = int(setting(case, "facilitators_per_case") or MOST)
    return MOST if wanted < MOST and is_high(case) else wanted


def is_high(case: Case) -> bool:
    """Whether the risk for or through anybody who takes part is high, whoever asks."""
    with as_clockwork(case.service):
        return current_level(case) == Assessment.Level.HIGH


def enough_facilitators(case: Case) -> bool:
    """Whether field work may be done."""
    found = Allocation.objects.standing().filter(case=case).count()
    return found >= facilitators_needed(case, found)


def check_enough_facilitators(case: Case, facilitators: list[User] | None = None) -> None:
    """Refuse field work (a visit, an interview) while too few facilitators have accepted (EX-042)."""
    standing = Allocation.objects.standing().filter(case=case)
    found = standing.count() if facilitators is None else len(facilitators)
    needed = facilitators_needed(case, found)
    if found < needed:
        have = "only one facilitator" if found else "no facilitator yet"
        number = "two" if needed > 1 else "one"
        raise Refused(
            f"This case has {have}: visits need {number}.",
            source=SOURCE,
            opens=f"When {number} {'have' if needed > 1 else 'has'} accepted, visits can be made and written down.",
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
    if taken >= MOST:
        raise Refused(
            "Two facilitators have already accepted this case.",
            source=SOURCE,
            opens="End one of their allocations first, with the reason.",
        )
