"""How the risk stands, and whether it has been looked at recently enough to go on."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import QuerySet

from amends.foundation.access.programs import as_clockwork
from amends.foundation.approval.models import Approval
from amends.foundation.approval.rules import approved_among
from amends.foundation.case.models import SIDES, Case, CaseFile, Participant, Side
from amends.foundation.case.rules import open_elsewhere
from amends.foundation.clock.models import Clock
from amends.foundation.lib.refusal import Refused
from amends.foundation.lib.together import fetch_together
from amends.journey.risk.models import Assessment, Measure, PoliceAt, PoliceRequest
from amends.journey.safeguarding.rules.children import check_weighed, children_in
from amends.journey.safeguarding.rules.harm import REASSESS

SOURCE = "Essex manual, process para 1 and appendix C2"
APPROVAL = "risk-high"
NOT_SAFE = "risk-not-safe"
ALERT = "risk-alert"
ORDER = [Assessment.Level.LOW, Assessment.Level.MEDIUM, Assessment.Level.HIGH]


@dataclass(frozen=True)
class Standing:
    """What says how the risk stands for some people, where a page reads it together with other things."""

    assessments: Iterable[Assessment]
    measures: Sequence[Measure] = field(default_factory=tuple)
    anew: Sequence[Clock] = field(default_factory=tuple)


def taking_part(case: Case) -> list[Participant]:
    """Everybody who takes part, supporters too: each has a risk of their own."""
    return list(
        Participant.objects.filter(case=case, takes_part=True, left_at__isnull=True).order_by("side", "pk")
    )


def assessments_that_count(
    participants: Sequence[Participant] | QuerySet[Participant],
) -> QuerySet[Assessment]:
    """The last assessment of each person, as a query, for pages that read more in one statement."""
    rows = Assessment.objects.filter(participant__in=participants)
    return rows.order_by("participant_id", "-id").distinct("participant_id")


def measures_that_count(participants: Sequence[Participant] | QuerySet[Participant]) -> QuerySet[Measure]:
    """What is to be done for these people and not ended, as a query."""
    return Measure.objects.filter(participant__in=participants, ended_on__isnull=True).order_by("pk")


def to_assess_anew(case: Case) -> QuerySet[Clock]:
    """The tasks that wait since something new was seen or said, as a query."""
    return Clock.objects.filter(case=case, name=REASSESS, stopped_at__isnull=True)


def latest_of(participants: Sequence[Participant]) -> dict[int, Assessment]:
    """The assessment that counts, by participant: one query."""
    rows = assessments_that_count(participants).select_related("assessed_by")
    return {row.participant_id: row for row in rows}


def waiting_for_approval(assessments: Iterable[Assessment]) -> set[int]:
    """The keys of those that wait: a high risk goes on only when the manager has agreed to what is done about it."""
    high = {a.approval_subject: a.pk for a in assessments if a.level == Assessment.Level.HIGH}
    return {high[subject] for subject in high.keys() - approved_among(high.keys(), APPROVAL)}


def overruled(assessments: Iterable[Assessment]) -> set[int]:
    """The keys of those found not safe with which the manager does not agree: it needs both (Ten key messages, 8)."""
    unsafe = {a.approval_subject: a.pk for a in assessments if a.verdict == Assessment.Verdict.NOT_SAFE}
    if not unsafe:
        return set()
    asked = Approval.objects.filter(subject__in=unsafe, key=NOT_SAFE).order_by("subject", "-asked_at", "-pk")
    return {
        unsafe[last.subject]
        for last in asked.distinct("subject")
        if last.decision == Approval.Decision.REFUSED
    }


def standing_of(case: Case, people: Sequence[Participant]) -> Standing:
    """Read in one statement."""
    assessments, measures, anew = fetch_together(
        assessments_that_count(people), measures_that_count(people), to_assess_anew(case)
    )
    return Standing(assessments, measures, anew)


def what_is_missing(
    case: Case, people: list[Participant] | None = None, known: Standing | None = None
) -> list[str]:
    """For each person what is not in order, with their initials; empty when all risk is assessed and answered for.

    `known` is what the page has read already.
    """
    everybody = taking_part(case) if people is None else people
    sides = {person.side for person in everybody}
    expected = set(SIDES[Case.Roles(case.roles)]) if people is None else set()
    missing = [f"nobody yet as {Side(side).label.lower()}" for side in sorted(expected - sides)]
    against = against_each(case, everybody, known)
    return missing + [
        f"{person.initials} ({person.words.lower()}): {against[person.pk]}"
        for person in everybody
        if person.pk in against
    ]


def against_each(case: Case, people: Sequence[Participant], known: Standing | None = None) -> dict[int, str]:
    """What is not in order, by participant; nothing for those with whom all is well."""
    known = known or standing_of(case, people)
    latest = {a.participant_id: a for a in known.assessments}
    waiting, safe_after_all = waiting_for_approval(latest.values()), overruled(latest.values())
    anew = {clock.subject for clock in known.anew}
    found = {}
    for person in people:
        row = latest.get(person.pk)
        words = _missing(row, waiting, safe_after_all)
        if not words and f"participant:{person.pk}" in anew:
            words = "to be assessed anew: something new was seen or said"
        words = words or _not_in_place(person, known.measures)
        if words:
            found[person.pk] = words
    return found


def _missing(assessment: Assessment | None, waiting: set[int], safe_after_all: set[int]) -> str:
    if assessment is None:
        return "not assessed yet"
    if assessment.is_run_out:
        return "to be looked at again"
    if assessment.verdict == Assessment.Verdict.NOT_SAFE and assessment.pk not in safe_after_all:
        return "not safe as things are"
    return "high, waiting for the manager" if assessment.pk in waiting else ""


def _not_in_place(person: Participant, measures: Iterable[Measure]) -> str:
    open_now = [m.safeguard for m in measures if m.participant_id == person.pk and not m.is_in_place]
    return f"not in place yet: {'; '.join(open_now)}" if open_now else ""


def check_current(case: Case, people: list[Participant] | None = None) -> None:
    """Refuse any step between the two sides without a current assessment of everybody (EX-105).

    Nothing is said of people of a file that is not open to whoever asks.
    """
    seen = set(CaseFile.objects.filter(case=case).values_list("pk", flat=True))
    with as_clockwork(case.service):
        everybody = taking_part(case) if people is None else people
        missing = what_is_missing(case, [p for p in everybody if p.file_id in seen])
        hidden = [p for p in everybody if p.file_id not in seen]
        if not missing and hidden and what_is_missing(case, hidden):
            raise open_elsewhere()
        if people is None and not hidden:
            there = {p.side for p in everybody}
            absent = sorted(set(SIDES[Case.Roles(case.roles)]) - there)
            missing += [f"nobody yet as {Side(side).label.lower()}" for side in absent]
    if missing:
        raise Refused(
            "The risk has not been assessed for everybody who takes part.",
            source=SOURCE,
            opens="Still open: " + "; ".join(missing) + ".",
        )


def is_current(case: Case) -> bool:
    """Whether everybody's risk is assessed and, where high, approved."""
    return not what_is_missing(case)


def current_level(case: Case) -> Assessment.Level | None:
    """The highest level that now counts, or None when nobody has been assessed."""
    levels = [Assessment.Level(a.level) for a in latest_of(taking_part(case)).values()]
    return max(levels, key=ORDER.index, default=None)


def alert_of(participant: Participant) -> Clock | None:
    """The alert about this person that nobody has acted on yet, if there is one."""
    running = Clock.objects.filter(
        name=ALERT, subject=f"participant:{participant.pk}", stopped_at__isnull=True
    )
    return running.first()


def check_children(participant: Participant, moment: str, risks: str, safeguards: str) -> None:
    """Before a meeting: age and support were weighed (W8-225); where a child comes, a part is about it (W8-257)."""
    if moment != Assessment.Moment.BEFORE_MEETING:
        return
    check_weighed(participant)
    if children_in(participant) and not (risks.strip() and safeguards.strip()):
        raise Refused(
            "A child will be there: say what could go wrong for or through the child, and what is done about it.",
            source="Wait 'til Eight appendix 5C, note on children",
            field="child_safeguards" if risks.strip() else "child_risks",
        )


def wants_police(assessment: Assessment | None, event: str) -> bool:
    """Whether the assessment that counts calls for an officer at visits or at a meeting."""
    return assessment is not None and assessment.police_at in {event, PoliceAt.BOTH}


def check_police(people: Sequence[Participant], event: str, on: date) -> None:
    """Refuse to confirm what the risk assessment calls an officer to, before one is confirmed (EX-070)."""
    latest = latest_of(list(people))
    wanted = [person for person in people if wants_police(latest.get(person.pk), event)]
    asked = PoliceRequest.objects.filter(
        participant__in=wanted, event=event, on=on, confirmed_at__isnull=False
    )
    if wanted and not asked.exists():
        raise Refused(
            "The risk assessment calls for a police officer, and none is confirmed for that day.",
            source="Essex manual, roles, Essex Police",
            opens="Ask for one on the risk page and enter who comes, or assess the risk anew.",
        )
