"""Is it right for everybody, as things stand? Asked before anything passes between the two sides."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils import timezone

from amends.foundation.case.models import SIDES, Case, Participant, Side
from amends.foundation.case.rules import principals
from amends.foundation.lib.refusal import Refused
from amends.journey.suitability.models import Judgement
from amends.journey.suitability.rules.scheme import both_must_agree

SOURCE = "Essex manual, process para 2"
IF_IT_STAYS = "If it stays so, the case can be closed as not suitable under “Outcome and closing”."
Judgements = dict[str, Judgement]


@dataclass(frozen=True)
class Judged:
    """Who takes part and how they have been judged, where a page has read both already."""

    people: list[Participant]
    newest: dict[int, Judgements]


def judgements_that_count(participants: Sequence[Participant] | QuerySet[Participant]) -> QuerySet[Judgement]:
    """The newest judgement of each kind of each person, as a query, for pages that read more in one statement."""
    rows = Judgement.objects.filter(participant__in=participants)
    return rows.order_by("participant_id", "made_as", "-id").distinct("participant_id", "made_as")


def judged(participants: list[Participant], judgements: Iterable[Judgement]) -> Judged:
    """Each person with the judgements that count."""
    found: dict[int, Judgements] = {p.pk: {} for p in participants}
    for row in judgements:
        found[row.participant_id][row.made_as] = row
    return Judged(participants, found)


def latest_of(participants: list[Participant]) -> dict[int, Judgements]:
    """The newest judgement of each kind, by participant: one query."""
    return judged(participants, judgements_that_count(participants).select_related("judged_by")).newest


def _judged_in(case: Case) -> Judged:
    people = principals(case)
    return Judged(people, latest_of(people))


def what_is_missing(case: Case, known: Judged | None = None, *, whole: bool = True) -> list[str]:
    """For each person what still stands in the way, with their initials; empty when all are suitable.

    `whole=False` is for whoever sees one side: of the other it says nothing, not even that nobody is there.
    """
    known = known or _judged_in(case)
    against = against_each(case, known)
    missing = [f"{p.initials} ({p.words.lower()}): {against[p.pk]}" for p in known.people if p.pk in against]
    sides = {p.side for p in known.people}
    expected = set(SIDES[Case.Roles(case.roles)]) if whole else set()
    return missing + [f"nobody yet as {Side(side).label.lower()}" for side in sorted(expected - sides)]


def against_each(case: Case, known: Judged) -> dict[int, str]:
    """What still stands in the way, by participant; nothing for those who are suitable."""
    both = both_must_agree(case)
    return {p.pk: words for p in known.people if (words := _missing(known.newest[p.pk], both=both))}


def _missing(judgements: Judgements, *, both: bool) -> str:
    visit, manager = judgements.get(Judgement.MadeAs.VISIT), judgements.get(Judgement.MadeAs.MANAGER)
    if visit is None:
        return "not judged by the facilitators yet"
    later = manager if manager and manager.pk > visit.pk else None
    against = {
        visit.get_outcome_display().lower(): visit.outcome != Judgement.Outcome.SUITABLE,
        "the judgement has run out": visit.until < timezone.localdate(),
        "the second facilitator has not agreed": both and not visit.both_agree,
        "waiting for the manager's judgement": visit.manager_asked and later is None,
    }
    if later and later.outcome != Judgement.Outcome.SUITABLE:
        against[f"the manager says {later.get_outcome_display().lower()}"] = True
    return next((words for words, stands in against.items() if stands), "")


def check_suitable(case: Case) -> None:
    """Refuse communication until the facilitators have found everybody suitable (EX-045, EX-047)."""
    missing = what_is_missing(case)
    if not missing:
        return
    opens = "Still open: " + "; ".join(missing) + "."
    if any_found_unsuitable(case):
        opens = f"{opens} {IF_IT_STAYS}"
    raise Refused("Not everybody has been found suitable by the facilitators.", source=SOURCE, opens=opens)


def any_found_unsuitable(case: Case, known: Judged | None = None) -> bool:
    """Whether the latest judgement of anybody, after a visit or by the manager, says that it is not right."""
    decisive = {Judgement.MadeAs.VISIT, Judgement.MadeAs.MANAGER}
    return any(
        judgement.outcome == Judgement.Outcome.NOT_SUITABLE
        for judgements in (known or _judged_in(case)).newest.values()
        for judgement in judgements.values()
        if judgement.made_as in decisive
    )


def check_nobody_unsuitable(case: Case, known: Judged | None = None) -> None:
    """Refuse to go on while somebody has been found unsuitable, in words that do not say who (W8-068, W8-070)."""
    if any_found_unsuitable(case, known):
        raise Refused(
            "Somebody in this case has been found not suitable.",
            source="Wait 'til Eight section 2 para 1.2; section 3 para 2.2",
            opens=f"Judge it again if this has changed. {IF_IT_STAYS}",
        )


def check_suitable_for_meeting(case: Case, known: Judged | None = None) -> None:
    """Refuse a meeting where somebody was found unsuitable, or suitable for letters and messages only (W8-307)."""
    known = known or _judged_in(case)
    check_nobody_unsuitable(case, known)
    if any(_letters_only(judgements) for judgements in known.newest.values()):
        raise Refused(
            "It was found right for letters and messages, not for a meeting.",
            source="Wait 'til Eight appendix 6A to 6C",
            opens="Choose a letter or a message, or judge it again if this has changed.",
        )


def _letters_only(judgements: Judgements) -> bool:
    visit = judgements.get(Judgement.MadeAs.VISIT)
    return visit is not None and visit.indirect_only


def is_against_meeting(participant: Participant) -> bool:
    """Whether this person, as last judged, should not meet anybody: unsuitable, or for letters and messages only."""
    newest = latest_of([participant])
    known = Judged([participant], newest)
    return any_found_unsuitable(participant.case, known) or _letters_only(newest[participant.pk])


def is_suitable(case: Case) -> bool:
    """Whether everybody has been found suitable."""
    return not what_is_missing(case)


def harmed_assessed(case: Case) -> bool:
    """Whether somebody harmed has been judged at all: where they began it, they come first (W8-113)."""
    return Judgement.objects.filter(
        participant__case=case, participant__side__in=(Side.HARMED, Side.PARTY_A)
    ).exists()


def flags_of(participants: list[Participant]) -> dict[int, list[str]]:
    """What the newest judgements say is to be looked at, by participant: one query."""
    return {
        pk: list(dict.fromkeys(flag for judgement in judgements.values() for flag in judgement.flags))
        for pk, judgements in latest_of(participants).items()
    }


def out_of_date(case: Case) -> list[Participant]:
    """Those of the sides one may see whose newest judgement has run out (W8-120)."""
    today, found = timezone.localdate(), []
    people = principals(case)
    for person, judgements in zip(people, latest_of(people).values(), strict=True):
        newest = max(judgements.values(), key=lambda judgement: judgement.pk, default=None)
        if newest and newest.until < today:
            found.append(person)
    return found
