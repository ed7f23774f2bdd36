"""As many facilitators as the rules and the risk of a case want for field work, and never more than two."""

from django.db.models import QuerySet

from amends.foundation.access.models import User
from amends.foundation.access.programs import as_clockwork
from amends.foundation.case.lifecycle import Stage
from amends.foundation.case.models import Case, Participant
from amends.foundation.case.rules import both_sides_seen, check_is_live
from amends.foundation.lib.refusal import Refused
from amends.journey.allocation.models import Allocation
from amends.journey.consent.rules.standing import setting
from amends.journey.risk.models import Assessment
from amends.journey.risk.rules import assessments_that_count, taking_part

MOST = 2
WORDS = {1: "one", 2: "two"}
SOURCE = "Hub manual, process 1; Wait 'til Eight section 5 paras 7.1 and 7.2"
WITH_FACILITATORS = (Stage.ALLOCATION, Stage.PREPARATION, Stage.COMMUNICATION)


def facilitators_of(case: Case) -> list[User]:
    """Those who have accepted and whose neutrality is not in question, first and second."""
    return list(standing_facilitators(case))


def standing_facilitators(case: Case) -> QuerySet[User]:
    """The same as a query, for pages that read more in one statement."""
    standing = Allocation.objects.standing().filter(case=case)
    return User.objects.filter(allocations__in=standing).order_by("allocations__position")


def wanted_by_rules(case: Case) -> int:
    """How many facilitators the rules of the service want for a case (setting `facilitators_per_case`)."""
    return int(setting(case, "facilitators_per_case") or MOST)


def facilitators_needed(case: Case, found: int = 0, *, visited: Participant | None = None) -> int:
    """How many facilitators a meeting of this case needs, or a visit to `visited`; two found, nothing is looked up.

    As many as the rules of the service say, and two while the risk is high: at a meeting for or through anybody of
    whichever side, at a visit on the side of whoever is visited. A visit that asked for two because of the other side
    would tell whoever works with one side how the risk of the other stands.
    """
    if found >= MOST:
        return MOST
    wanted = wanted_by_rules(case)
    files = files_at_high_risk(case) if wanted < MOST else set()
    return MOST if (visited.file_id in files if visited else files) else wanted


def facilitators_shown(case: Case, found: int) -> int:
    """The same for a page or a refusal about a meeting: whoever sees one side reads what the rules say, not the risk."""
    needed = facilitators_needed(case, found)
    return needed if found >= needed or both_sides_seen(case) else wanted_by_rules(case)


def files_at_high_risk(case: Case) -> set[int]:
    """The files of those for or through whom the risk is now high, whoever asks."""
    with as_clockwork(case.service):
        people = {person.pk: person.file_id for person in taking_part(case)}
        rows = assessments_that_count(Participant.objects.filter(pk__in=people))
        return {people[row.participant_id] for row in rows if row.level == Assessment.Level.HIGH}


def accepted_by(case: Case) -> int:
    """How many facilitators have accepted and stand."""
    return Allocation.objects.standing().filter(case=case).count()


def check_enough_for_visit(visited: Participant) -> None:
    """Refuse field work (a visit, an interview) while too few facilitators have accepted (EX-042)."""
    found = accepted_by(visited.case)
    needed = facilitators_needed(visited.case, found, visited=visited)
    if found < needed:
        number = WORDS[needed]
        raise Refused(
            f"{_have(found)}: visits need {number}.",
            source=SOURCE,
            opens=f"When {number} {'have' if needed > 1 else 'has'} accepted, visits can be made and written down. "
            "What somebody did before that is kept as a note on the case.",
        )


def check_enough_for_meeting(case: Case, facilitators: list[User]) -> None:
    """Refuse a meeting with fewer facilitators than it needs. Who sees one side is not told that the risk asks for it."""
    found = len(facilitators)
    needed = facilitators_needed(case, found)
    if found >= needed:
        return
    if found and not both_sides_seen(case):
        raise Refused(
            "Something is still to be done before this meeting can be planned.",
            source=SOURCE,
            opens="Ask the coordinator.",
        )
    number = WORDS[needed]
    raise Refused(
        f"{_have(found)}: a meeting needs {number}.",
        source=SOURCE,
        opens=f"When {number} {'have' if needed > 1 else 'has'} accepted, it can be planned.",
    )


def _have(found: int) -> str:
    return f"This case has {'only one facilitator' if found else 'no facilitator yet'}"


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
