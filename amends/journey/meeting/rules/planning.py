"""May a meeting be planned, and may it be confirmed? Each refusal names the rule and what would open it."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise

from django.utils import timezone

from amends.foundation.access.models import User
from amends.foundation.access.programs import as_clockwork
from amends.foundation.case.lifecycle import Milestone, Stage
from amends.foundation.case.models import Case, Participant, Side
from amends.foundation.case.rules import (
    both_sides_seen,
    check_is_live,
    milestones_of,
    open_elsewhere,
    principals_of,
)
from amends.foundation.lib.dates import long_date
from amends.foundation.lib.refusal import Refused
from amends.foundation.lib.together import fetch_together
from amends.journey.allocation.rules import (
    check_enough_for_meeting,
    check_no_conflict,
    facilitators_of,
    standing_facilitators,
)
from amends.journey.consent.rules import answers_that_count, check_nobody_without_form, switchboards
from amends.journey.meeting.arrangements import arrangements
from amends.journey.meeting.models import Arrangement, Arrival, Meeting
from amends.journey.meeting.rules.finding import people_there
from amends.journey.preparation.rules import Choosing, check_way_agreed, choices_that_count
from amends.journey.risk.models import ContactBar, PoliceRequest
from amends.journey.risk.rules import check_police
from amends.journey.risk.rules.pausing import (
    check_no_bar,
    check_no_worry,
    check_not_held,
    check_security_of_case,
)
from amends.journey.risk.rules.sensitive import check_vulnerability_known
from amends.journey.safeguarding.rules.children import check_may_take_part, who_may_not_attend
from amends.journey.safeguarding.rules.harm import check_no_fresh_harm, check_reassessed
from amends.journey.safeguarding.rules.plans import check_plans
from amends.journey.suitability.rules import (
    Judged,
    check_suitable_for_meeting,
    judged,
    judgements_that_count,
)
from amends.service.workforce.rules import facilitators_with_standing
from amends.service.workforce.rules import standing as workforce_standing

PROCESS = "Essex manual, process para 2"
WATCHED = "Wait 'til Eight section 6 para 6.8"
APART = dt.timedelta(minutes=10)
FACE_TO_FACE = {"meeting", "video"}
HELD_BEFORE = dt.timedelta(minutes=30)
SEEN = {
    Side.HARMED: Milestone.HARMED_SEEN,
    Side.PARTY_A: Milestone.HARMED_SEEN,
    Side.RESPONSIBLE: Milestone.RESPONSIBLE_SEEN,
    Side.PARTY_B: Milestone.RESPONSIBLE_SEEN,
}


@dataclass(frozen=True)
class Standing:
    """How the people of a case stand before a meeting is planned."""

    sides: list[Side]
    milestones: set[str]
    judged: Judged
    choosing: Choosing
    facilitators: list[User]


def standing(case: Case) -> Standing:
    """Reads all of it in one statement."""
    people = principals_of(case)
    files, milestones, principals, judgements, choices, answers, facilitators = fetch_together(
        case.files.order_by("pk"),
        milestones_of(case),
        people,
        judgements_that_count(people),
        choices_that_count(people),
        answers_that_count(people),
        standing_facilitators(case),
    )
    return Standing(
        sides=[Side(file.side) for file in files],
        milestones={milestone.name for milestone in milestones},
        judged=judged(principals, judgements),
        choosing=Choosing(
            principals, {c.participant_id: c for c in choices}, switchboards(principals, answers)
        ),
        facilitators=facilitators,
    )


def check_visited(known: Standing) -> None:
    """Refuse while the facilitators have not seen both sides (EX-044)."""
    unseen = [side.label.lower() for side in known.sides if SEEN[side] not in known.milestones]
    if not unseen and len(known.sides) < len({*SEEN.values()}):
        raise open_elsewhere()
    if unseen:
        raise Refused(
            f"Not yet seen: {' and '.join(unseen)}.",
            source=PROCESS,
            opens="When the facilitators have visited them and written it down, a meeting can be planned.",
        )


def check_can_plan(case: Case, way: str, known: Standing | None = None) -> None:
    """Refuse a meeting before both were visited, chose it and agree to it, with facilitators free of conflict."""
    check_is_live(case)
    if case.stage not in {Stage.PREPARATION, Stage.COMMUNICATION}:
        raise Refused(
            f"A meeting is planned in preparation or communication; this case is in "
            f"{case.get_stage_display().lower()}.",
            source="Essex manual, the process",
        )
    known = known or standing(case)
    check_visited(known)
    if way in FACE_TO_FACE:
        check_suitable_for_meeting(case, known.judged)
    check_way_agreed(case, way, known.choosing)
    check_enough_for_meeting(case, known.facilitators)
    check_no_conflict(case)


def check_vetted_on(case: Case, day: dt.date) -> None:
    """Refuse a day on which a facilitator of the case is no longer vetted, naming them and the day it runs out."""
    theirs = facilitators_with_standing(case.service_id, day).filter(user__in=facilitators_of(case))
    lapsed = [
        f"{row.user.name}, {long_date(until)}"
        for row, until in ((row, workforce_standing(row, day).vetted_until) for row in theirs)
        if until and until < day
    ]
    if lapsed:
        raise Refused(
            f"Vetting runs out before the meeting: {'; '.join(lapsed)}.",
            source="Hub manual C3, special requirements",
            opens="Choose an earlier day, or renew the vetting first.",
            field="day",
        )


def check_time(starts_at: dt.datetime, ends_at: dt.datetime) -> None:
    """Refuse a time that is over, or that ends before it begins."""
    if ends_at <= starts_at:
        raise Refused("It ends before it begins.", field="ends")
    if starts_at <= timezone.now():
        raise Refused("This time has passed.", opens="Choose one that lies ahead.", field="day")


def check_arrivals(arrivals: Iterable[Arrival]) -> None:
    """Refuse arrivals that put the two sides at the same door or in the same room (Wait 'til Eight 10.6)."""
    plans = sorted(arrivals, key=lambda plan: plan.at)
    for first, second in pairwise(plans):
        gap = dt.datetime.combine(dt.date.min, second.at) - dt.datetime.combine(dt.date.min, first.at)
        if gap < APART:
            raise Refused(
                "The two sides would arrive almost together.",
                source="Wait 'til Eight section 6 para 10.6",
                opens="Leave at least ten minutes between them.",
                field="at",
            )
    rooms = [plan.waits_in.strip().lower() for plan in plans]
    if len(set(rooms)) < len(rooms):
        raise Refused(
            "The two sides would wait in the same room.",
            source="Wait 'til Eight section 6 para 10.6",
            opens="Choose another room for one of them.",
            field="waits_in",
        )


def check_may_book(case: Case) -> None:
    """Refuse to book while the risk waits to be assessed anew, or a child has no permission to take part."""
    check_not_held(case)
    check_no_worry(case)
    check_reassessed(case)
    check_may_take_part(case)


def check_safe(meeting: Meeting) -> None:
    """Refuse while safety is not settled: a new assessment, a finding, a plan, an officer, a child's adults."""
    case, day = meeting.case, timezone.localtime(meeting.starts_at).date()
    check_not_held(case)
    check_no_bar(case, ContactBar.Covers.DIRECT, day)
    check_no_worry(case)
    check_security_of_case(case)
    check_vulnerability_known(case)
    check_reassessed(case)
    check_no_fresh_harm(case)
    check_plans(case)
    with as_clockwork(case.service):  # also for people of a file that is not open to whoever confirms
        coming = meeting.invitations.exclude(answer="no").filter(participant__isnull=False)
        by_person = {i.participant_id: i for i in coming if i.participant_id}
        people = list(Participant.objects.filter(pk__in=by_person).order_by("pk"))
        barred = [by_person[p.pk].called for p in who_may_not_attend(people, day)]
        check_police(people, PoliceRequest.Event.MEETING, day)
    if barred:
        raise Refused(
            f"Under 18, without a parent or guardian who knows and permits it: {', '.join(barred)}.",
            source="Wait 'til Eight section 5 para 4 and appendix 5C",
            opens="Ask the parent or guardian, and record what they say and when.",
        )


def check_may_watch(meeting: Meeting, details: Mapping[str, object]) -> None:
    """Refuse an observer without protocol, agency and signed confidentiality, or without everybody's consent (W8-285)."""
    wanted = {
        "agency": "where they come from",
        "protocol": "under which protocol they watch",
        "confidential_on": "when they signed to keep it to themselves",
    }
    for name, words in wanted.items():
        if not details.get(name):
            raise Refused(f"Say of an observer {words}.", source=WATCHED, field=name)
    check_everybody_signed(meeting, "observers")


def check_everybody_signed(meeting: Meeting, key: str) -> None:
    """Refuse what not everybody there has signed; whoever sees one side cannot know it of the other (W8-285)."""
    if not both_sides_seen(meeting.case):
        raise Refused(
            "This needs the signed consent of both sides, and you work with one of them.",
            source=WATCHED,
            opens="Ask the coordinator, who sees both.",
        )
    check_nobody_without_form(key, people_there(meeting))


def words_of(arrangement: Arrangement) -> str:
    """The line of the list, with the name of whom it is about."""
    line = arrangements().get(arrangement.key)
    words = line.words if line else arrangement.key
    return f"{words}: {arrangement.invitation.called}" if arrangement.invitation else words


def check_settled_whole(arrangement: Arrangement) -> None:
    """Refuse “settled” without the name that the list wants, and “not needed” where it always is (W8-303)."""
    line = arrangements().get(arrangement.key)
    if line and line.named and arrangement.state == Arrangement.State.YES and not arrangement.note.strip():
        raise Refused("Say who it is, by name.", source=line.source, field="note")
    if line and line.always and arrangement.state == Arrangement.State.NOT_NEEDED:
        raise Refused("This is needed at every meeting there.", source=line.source, field="state")


def is_asked(arrangement: Arrangement, level: str) -> bool:
    """Whether the list asks for it while the risk of the meeting is `level`; "" where nobody is assessed."""
    line = arrangements().get(arrangement.key)
    return line is None or not line.risk or level in line.risk


def is_needed(arrangement: Arrangement, level: str = "") -> bool:
    """Whether the meeting is not confirmed while it is open. What the list no longer asks for holds nothing back."""
    line = arrangements().get(arrangement.key)
    return bool(line and line.needed) and is_asked(arrangement, level)
