"""Is the risk of a meeting as a whole assessed, is what is done about it in place, and has a manager agreed to it?"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from amends.foundation.access.models import Service
from amends.foundation.access.programs import as_clockwork
from amends.foundation.approval.rules import check_approved
from amends.foundation.case.models import Case, CaseFile, Participant
from amends.foundation.case.rules import ASK_COORDINATOR, open_elsewhere
from amends.foundation.lib.refusal import Refused
from amends.journey.meeting.models import Arrangement, Invitation, Meeting
from amends.journey.meeting.rules.planning import is_needed, words_of
from amends.journey.risk.models import Assessment, Measure
from amends.journey.risk.rules import ORDER, check_current, latest_of, measures_that_count
from amends.journey.risk.rules.checklist import check_checklists, check_place, without_checklist
from amends.journey.risk.rules.series import is_full
from amends.service.library.rules import missing_before_start

APPROVAL = "meeting-risk"
SOURCE = "Wait 'til Eight section 5 para 9"
TALKED = "Wait 'til Eight appendix 5C"
# What whoever sees one side is told where it is the other that is open: not what, nor where that is written.
STILL_OPEN = "Something is still to be done before this meeting can be confirmed."
BEFORE = "What the rules ask for before a meeting"
PAPERS = "Wait 'til Eight section 5 paras 10 and 12"


def coming(meeting: Meeting) -> list[Participant]:
    """Everybody on the list with a file of their own who has not said no, whoever asks."""
    with as_clockwork(meeting.case.service):
        rows = meeting.invitations.exclude(answer=Invitation.Answer.NO).filter(participant__isnull=False)
        return list(Participant.objects.filter(pk__in=rows.values("participant")).order_by("side", "pk"))


def fingerprint(
    meeting: Meeting, people: Iterable[int], assessments: Iterable[Assessment], measures: Iterable[Measure]
) -> str:
    """What a manager agrees to: these people, this place, this time, and the risk as it stands.

    Another supporter, venue or hour, a later assessment, or a measure that falls away makes another fingerprint, and
    the agreement no longer holds.
    """
    keys = set(people)
    parts = (
        sorted(keys),
        meeting.way,
        meeting.venue_id,
        meeting.starts_at.timestamp(),
        meeting.ends_at.timestamp(),
        sorted(row.pk for row in assessments if row.participant_id in keys),
        sorted((m.pk, m.is_in_place) for m in measures if m.participant_id in keys),
    )
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:16]


def approval_subject(meeting: Meeting, people: list[Participant]) -> str:
    """The meeting as it is now, as approvals know it."""
    with as_clockwork(meeting.case.service):
        assessments, measures = list(latest_of(people).values()), list(measures_that_count(people))
    return subject_of(meeting, [p.pk for p in people], assessments, measures)


def subject_of(
    meeting: Meeting, people: Iterable[int], assessments: Iterable[Assessment], measures: Iterable[Measure]
) -> str:
    """The same where a page has read everything already."""
    return f"meeting:{meeting.pk}:{fingerprint(meeting, people, assessments, measures)}"


def check_papers(service: Service) -> None:
    """Refuse the first meeting of a service while one of its risk papers is not approved, naming it (W8-246)."""
    with as_clockwork(service):
        if Meeting.objects.filter(service=service, state=Meeting.State.HELD).exists():
            return
    missing = [paper.title for paper in missing_before_start(service)]
    if missing:
        raise Refused(
            f"Before the first meeting of the service these are still missing: {'; '.join(missing)}.",
            source=PAPERS,
            opens="The service manager approves them in the library.",
        )


def check_assessed(meeting: Meeting, people: list[Participant]) -> None:
    """Refuse while anything of the last look before a meeting is missing, naming it (W8-242)."""
    check_papers(meeting.case.service)
    check_current(meeting.case, people)
    seen = set(CaseFile.objects.filter(case=meeting.case).values_list("pk", flat=True))
    check_checklists(meeting.case, people, seen)
    with as_clockwork(meeting.case.service):
        latest = latest_of(people)
    late = [p for p in people if latest[p.pk].moment != Assessment.Moment.BEFORE_MEETING]
    if late:
        names = [f"{p.initials} ({p.words.lower()})" for p in late if p.file_id in seen]
        if not names:
            raise open_elsewhere()
        raise Refused(
            f"Not looked at again for this meeting: {', '.join(names)}.",
            source=SOURCE,
            opens="Assess them once more, “before a meeting”.",
        )
    if meeting.venue:
        check_place(meeting.case, meeting.venue.name)


def highest(assessments: Iterable[Assessment]) -> str:
    """The level of a meeting as a whole is that of whoever is assessed highest; "" where nobody is."""
    return max((Assessment.Level(row.level) for row in assessments), key=ORDER.index, default="")


def level_of(meeting: Meeting, people: list[Participant] | None = None) -> str:
    """The level as far as whoever acts may see the people who come."""
    return highest(latest_of(coming(meeting) if people is None else people).values())


def wants_agreement(level: str, *, full: bool) -> bool:
    """Whether a manager agrees to this meeting: to each under the full series, elsewhere where the risk is high."""
    return full or level == Assessment.Level.HIGH


def check_may_ask(meeting: Meeting, people: list[Participant]) -> None:
    """Refuse to put a meeting before the manager while what the rules of the case want known of its risk is missing."""
    if is_full(meeting.case):
        check_assessed(meeting, people)
    else:
        check_current(meeting.case, people)


def check_meeting_risk(meeting: Meeting) -> None:
    """Refuse to confirm a meeting with a risk that is open, or without the agreement it wants as it is now (W8-243)."""
    people = coming(meeting)
    check_may_ask(meeting, people)
    full = is_full(meeting.case)
    with as_clockwork(meeting.case.service):
        level = level_of(meeting, people)
    if not wants_agreement(level, full=full):
        return
    try:
        check_approved(approval_subject(meeting, people), APPROVAL, source=SOURCE)
    except Refused:
        if wants_agreement(level_of(meeting, people), full=full):
            raise
        raise Refused(STILL_OPEN, source=BEFORE, opens=ASK_COORDINATOR) from None


def check_talked_through(meeting: Meeting, case: Case) -> None:
    """Refuse while what is asked at this level of risk is open, such as a talk with the manager (W8-258).

    For `across_sides`: as much as whoever acts may see, then everything.
    """
    level = level_of(meeting)
    open_now = meeting.arrangements.filter(state=Arrangement.State.OPEN).order_by("pk")
    asked = [words_of(row) for row in open_now if is_needed(row, level) and not is_needed(row)]
    if asked:
        words = Assessment.Level(level).label.lower()
        raise Refused(
            f"The risk of this meeting is {words}. Still to be settled: {'; '.join(asked)}.",
            source=TALKED,
            opens="Note it with the name, the day and what came of it, under “What has to be settled”.",
        )


@dataclass(frozen=True)
class Look:
    """One person at the last look before the meeting."""

    person: Participant
    assessment: Assessment | None
    lacks: str


def looks(people: list[Participant]) -> list[Look]:
    """How each of them stands, for the page."""
    latest, without = latest_of(people), {p.pk for p in without_checklist(people)}
    return [
        Look(person, latest.get(person.pk), "the checklist" if person.pk in without else "")
        for person in people
    ]
