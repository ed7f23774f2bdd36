"""Is it right for everybody, as things stand? Asked before anything passes between the two sides."""

from django.utils import timezone

from amends.foundation.access.models import User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.rules import may
from amends.foundation.case.models import SIDES, Case, Participant, Side
from amends.foundation.case.rules import principals
from amends.foundation.lib.refusal import Refused
from amends.journey.suitability.models import Judgement

SOURCE = "Essex manual, process para 2"
RESPONSIBLE_SIDES = {Side.RESPONSIBLE, Side.PARTY_A, Side.PARTY_B}


def latest_of(participants: list[Participant]) -> dict[int, dict[str, Judgement]]:
    """The newest judgement of each kind, by participant: one query."""
    rows = (
        Judgement.objects.filter(participant__in=participants)
        .order_by("participant_id", "made_as", "-id")
        .distinct("participant_id", "made_as")
        .select_related("judged_by")
    )
    found: dict[int, dict[str, Judgement]] = {p.pk: {} for p in participants}
    for row in rows:
        found[row.participant_id][row.made_as] = row
    return found


def what_is_missing(case: Case, *, whole: bool = True) -> list[str]:
    """For each person what still stands in the way, with their initials; empty when all are suitable.

    `whole=False` is for whoever sees one side: of the other it says nothing, not even that nobody is there.
    """
    people = principals(case)
    latest = latest_of(people)
    missing = [
        f"{p.initials} ({p.words.lower()}): {words}" for p in people if (words := _missing(latest[p.pk]))
    ]
    sides = {p.side for p in people}
    expected = set(SIDES[Case.Roles(case.roles)]) if whole else set()
    return missing + [f"nobody yet as {Side(side).label.lower()}" for side in sorted(expected - sides)]


def _missing(judgements: dict[str, Judgement]) -> str:
    visit = judgements.get(Judgement.MadeAs.VISIT)
    if visit is None:
        return "not judged by the facilitators yet"
    if visit.outcome != Judgement.Outcome.SUITABLE:
        return visit.get_outcome_display().lower()
    if visit.until < timezone.localdate():
        return "the judgement has run out"
    if not visit.both_agree:
        return "the second facilitator has not agreed"
    manager = judgements.get(Judgement.MadeAs.MANAGER)
    if manager and manager.judged_at > visit.judged_at and manager.outcome != Judgement.Outcome.SUITABLE:
        return f"the manager says {manager.get_outcome_display().lower()}"
    return ""


def check_suitable(case: Case) -> None:
    """Refuse communication until the facilitators have found everybody suitable (EX-045, EX-047)."""
    missing = what_is_missing(case)
    if missing:
        raise Refused(
            "Not everybody has been found suitable by the facilitators.",
            source=SOURCE,
            opens="Still open: " + "; ".join(missing) + ".",
        )


def is_suitable(case: Case) -> bool:
    """Whether everybody has been found suitable."""
    return not what_is_missing(case)


def harmed_assessed(case: Case) -> bool:
    """Whether somebody harmed has been judged at all: where they began it, they come first (W8-113)."""
    return Judgement.objects.filter(
        participant__case=case, participant__side__in=(Side.HARMED, Side.PARTY_A)
    ).exists()


def ways_to_judge(user: User, service_id: int) -> list[Judgement.MadeAs]:
    """As what this user may judge."""
    if may(user, Permission.APPROVAL_DECIDE, service_id):
        return [Judgement.MadeAs.PAPER, Judgement.MadeAs.VISIT, Judgement.MadeAs.MANAGER]
    if may(user, Permission.REFERRAL_SCREEN, service_id):
        return [Judgement.MadeAs.PAPER, Judgement.MadeAs.VISIT]
    return [Judgement.MadeAs.VISIT] if may(user, Permission.SUITABILITY_RECORD, service_id) else []
