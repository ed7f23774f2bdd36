"""The readiness board: for everybody who comes, what is ready and what is not, with its sentence."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db.models import QuerySet
from django.urls import reverse

from amends.foundation.access.models import User
from amends.foundation.approval.rules import approved
from amends.foundation.case.models import SIDES, Case, Participant, Side
from amends.foundation.case.rules import ASK_COORDINATOR, milestones_of, principals_of
from amends.foundation.lib.refusal import Refused
from amends.foundation.lib.together import fetch_together
from amends.foundation.people.models import Person
from amends.journey.allocation.rules import facilitators_shown, standing_facilitators
from amends.journey.consent.rules import Switch, answers_that_count, switchboards
from amends.journey.meeting.models import Care, Invitation, Meeting, SafetyMeasure
from amends.journey.meeting.rules.finding import Around, around
from amends.journey.meeting.rules.needs import Known as Needs
from amends.journey.meeting.rules.needs import outstanding
from amends.journey.meeting.rules.planning import (
    SEEN,
    check_safe,
    is_needed,
    words_of,
)
from amends.journey.meeting.rules.risk import APPROVAL as RISK_AGREED
from amends.journey.meeting.rules.risk import highest, subject_of, wants_agreement
from amends.journey.preparation.models import Measure, Preparation, SupporterFinding
from amends.journey.preparation.rules import (
    findings_that_count,
    measures_of,
    needs_of,
    unexplained,
    what_lacks,
)
from amends.journey.preparation.rules.company import ASSESSED
from amends.journey.preparation.rules.record import PROFESSIONALS
from amends.journey.risk.rules import Standing as RiskStanding
from amends.journey.risk.rules import against_each as risk_against
from amends.journey.risk.rules import assessments_that_count, measures_that_count, to_assess_anew
from amends.journey.risk.rules.series import is_full, own_version
from amends.journey.suitability.rules import against_each as suitability_against
from amends.journey.suitability.rules import judged, judgements_that_count

COLUMNS = (
    "Coming", "Seen", "Prepared", "Risk", "Suitable", "Agrees today", "Told", "Needs", "Support", "Travel", "Afterwards",
)  # fmt: skip
MAY_BE_AWAY = {"observer", "professional", "affected"}
PRINCIPAL = {Participant.Part.PRINCIPAL, Participant.Part.MEMBER}


@dataclass(frozen=True)
class Light:
    """One cell: green, or red with its sentence and the page where it is put right."""

    ok: bool
    words: str = ""
    url: str = ""


@dataclass(frozen=True)
class Line:
    """One person, or one other thing, and its lights."""

    who: str
    lights: list[Light]


@dataclass
class Board:
    """Lights for people, lights for everything else, and what is red among them."""

    people: list[Line] = field(default_factory=list)
    rest: list[Line] = field(default_factory=list)
    hidden: int = 0
    columns: tuple[str, ...] = COLUMNS

    @property
    def checks(self) -> list[tuple[str, list[Light]]]:
        """What is asked of everybody who comes, and beneath each person its light: people are fewer than questions."""
        return [
            (name, [line.lights[place] for line in self.people]) for place, name in enumerate(self.columns)
        ]

    @property
    def red(self) -> list[Light]:
        """What is not ready."""
        return [light for line in [*self.people, *self.rest] for light in line.lights if not light.ok]

    @property
    def summary(self) -> str:
        """The one line at the top."""
        count = len(self.red)
        return "Ready" if not count else f"Not ready: {count} thing{'s' if count > 1 else ''}"


@dataclass(frozen=True)
class _Known:
    """Everything the board reads, fetched once."""

    people: dict[int, Participant]
    milestones: set[str]
    risk: dict[int, str]
    suitability: dict[int, str]
    switches: dict[int, dict[str, Switch]]
    needs: Needs
    measures: list[Measure]
    prepared: dict[int, Preparation]
    findings: dict[int, SupporterFinding]
    care: dict[int, Care]
    facilitators: list[User]
    stand: RiskStanding
    full: bool


def board(meeting: Meeting, near: Around | None = None) -> Board:
    """The board as far as the acting user may see: what stands in a file they may not open is not green."""
    near = near or around(meeting)
    invited = [
        i for i in near.invitations if i.answer != Invitation.Answer.NO or i.capacity not in MAY_BE_AWAY
    ]
    known = _known(meeting, Participant.objects.filter(pk__in=[i.participant_id for i in invited]), near)
    found = Board()
    for invitation in invited:
        person = known.people.get(invitation.participant_id or 0)
        if person:
            found.people.append(_person(meeting, invitation, person, known))
        elif invitation.participant_id:
            found.hidden += 1
        else:
            found.rest.append(Line(invitation.called, [_coming(invitation, "", meeting.case.number)]))
    if found.hidden:
        found.rest.append(
            Line("The whole", [Light(ok=False, words=f"Not for you to see. {ASK_COORDINATOR}")])
        )
    level = highest(known.stand.assessments)
    found.rest += [
        _place(meeting, near, level),
        *_arrivals(meeting, near),
        *_safety(meeting, near),
        _facilitators(meeting, known, near),
    ]
    if not found.hidden:
        found.rest += _agreed(meeting, known, near, level)
    return found


def _known(meeting: Meeting, coming: QuerySet[Participant], near: Around) -> _Known:
    case, principals = meeting.case, principals_of(meeting.case)
    fetched = fetch_together(
        coming,
        principals,
        milestones_of(case),
        assessments_that_count(coming),
        judgements_that_count(principals),
        answers_that_count(coming),
        needs_of(coming),
        measures_of(coming),
        Preparation.objects.filter(participant__in=coming),
        findings_that_count(coming),
        standing_facilitators(case),
        measures_that_count(coming),
        to_assess_anew(case),
        own_version(case),
        Person.objects.filter(participant__in=coming),
    )
    people, taking_part, milestones, risk, judgements, answers = fetched[:6]
    needs, measures, prepared, findings, facilitators = fetched[6:11]
    in_place, anew, own, persons = fetched[11:]
    stand = RiskStanding(risk, in_place, anew)
    return _Known(
        people={person.pk: person for person in people},
        milestones={milestone.name for milestone in milestones},
        risk=risk_against(case, people, stand),
        suitability=suitability_against(case, judged(taking_part, judgements)),
        switches=switchboards(people, answers),
        needs=Needs(people, needs, persons, near.interpreters),
        measures=measures,
        prepared={each.participant_id: each for each in prepared},
        findings={each.participant_id: each for each in findings},
        care=near.care,
        facilitators=facilitators,
        stand=stand,
        full=is_full(case, own),
    )


def _person(meeting: Meeting, invitation: Invitation, person: Participant, known: _Known) -> Line:
    care = known.care.get(person.pk)
    page = reverse("meeting:care", args=[meeting.case.number, person.pk])
    return Line(
        f"{person.initials}, {person.words.lower()}",
        [
            _coming(invitation, person.initials, meeting.case.number),
            _seen(person, known),
            _prepared(person, known),
            _stands(person, known.risk, "risk", reverse("risk:person", args=[person.pk])),
            _suitable(person, known),
            _agrees(meeting, person, known),
            _told(person, care, page),
            _needs(meeting, person, known),
            _supported(person, known),
            Light(ok=True)
            if care and care.travel_settled
            else Light(
                ok=False, words=f"{person.initials}: how they come and get home is not settled", url=page
            ),
            Light(ok=True)
            if (care and care.aftercare)
            or (person.pk in known.prepared and known.prepared[person.pk].aftercare)
            else Light(
                ok=False, words=f"{person.initials}: not asked who is there for them afterwards", url=page
            ),
        ],
    )


def _coming(invitation: Invitation, initials: str, number: str) -> Light:
    if invitation.comes:
        return Light(ok=True)
    who = initials or invitation.called
    url = reverse("meeting:invited", args=[number, invitation.pk])
    return Light(ok=False, words=f"{who}: {invitation.get_answer_display().lower()}", url=url)


def _seen(person: Participant, known: _Known) -> Light:
    if SEEN[Side(person.side)] in known.milestones:
        return Light(ok=True)
    return Light(ok=False, words=f"{person.initials}: not visited yet")


def _stands(person: Participant, against: Mapping[int, str], what: str, url: str) -> Light:
    """What another room has against this person, by participant: two of one family may have the same initials."""
    words = against.get(person.pk)
    return Light(ok=False, words=f"{person.initials}: {what} {words}", url=url) if words else Light(ok=True)


def _agrees(meeting: Meeting, person: Participant, known: _Known) -> Light:
    switches = known.switches[person.pk]
    url = reverse("consent:board", args=[person.pk])
    if switches["take_part"].state in {"off", "withdrawn"}:
        return Light(ok=False, words=f"{person.initials}: has stopped", url=url)
    if person.part in PRINCIPAL and not switches[meeting.way].is_on:
        words = f"{person.initials}: to {meeting.get_way_display().lower()}, {switches[meeting.way].state}"
        return Light(ok=False, words=words, url=url)
    return Light(ok=True)


def _told(person: Participant, care: Care | None, page: str) -> Light:
    if care and care.told_no_recording_on and care.confidentiality_on:
        return Light(ok=True)
    words = f"{person.initials}: not told yet that nobody records, and what stays private"
    return Light(ok=False, words=words, url=page)


def _needs(meeting: Meeting, person: Participant, known: _Known) -> Light:
    open_ones = outstanding(meeting, known.needs, person)
    if not open_ones:
        return Light(ok=True)
    words = f"{person.initials}: {'; '.join(each.words for each in open_ones)}"
    url = f"{reverse('preparation:person', args=[person.pk])}#needs"
    if all(each.interpreter for each in open_ones):
        url = reverse("meeting:interpreter", args=[meeting.case.number, person.pk])
    return Light(ok=False, words=words, url=url)


def _prepared(person: Participant, known: _Known) -> Light:
    kept = known.prepared.get(person.pk)
    if kept and kept.prepared_on:
        return Light(ok=True)
    blank = unexplained(kept) if person.part not in PROFESSIONALS else []
    why = f"{len(blank)} point{'s' if len(blank) > 1 else ''} not explained" if blank else "not signed off"
    url = reverse("preparation:person", args=[person.pk])
    return Light(ok=False, words=f"{person.initials}: not prepared yet, {why}", url=url)


def _suitable(person: Participant, known: _Known) -> Light:
    if person.part not in ASSESSED:
        url = reverse("suitability:person", args=[person.pk])
        return _stands(person, known.suitability, "suitability", url)
    finding = known.findings.get(person.pk)
    if finding and finding.suitable:
        return Light(ok=True)
    why = "found not suitable" if finding else "not assessed as a supporter"
    return Light(
        ok=False, words=f"{person.initials}: {why}", url=reverse("preparation:person", args=[person.pk])
    )


def _supported(person: Participant, known: _Known) -> Light:
    theirs = [(row, what_lacks(row)) for row in known.measures if row.participant_id == person.pk]
    lacking = [f"{row.words} ({lack})" for row, lack in theirs if lack]
    if not lacking:
        return Light(ok=True)
    url = reverse("preparation:person", args=[person.pk])
    return Light(ok=False, words=f"{person.initials}: {'; '.join(lacking)}", url=url)


def _safety(meeting: Meeting, near: Around) -> list[Line]:
    page = reverse("meeting:safety", args=[meeting.case.number])
    lights = [
        Light(ok=True) if is_in_place(row) else Light(ok=False, words=f"Not in place: {row.words}", url=page)
        for row in near.safety
    ]
    return [Line("Safety", lights)] if lights else []


def is_in_place(measure: SafetyMeasure) -> bool:
    """Whether a safety measure holds: who it relies on has said that they come, or somebody has noted it (W8-157)."""
    if measure.relies_on_id:
        return bool(measure.relies_on and measure.relies_on.comes)
    return measure.in_place_on is not None


def _place(meeting: Meeting, near: Around, level: str) -> Line:
    page = reverse("meeting:arrangements", args=[meeting.case.number])
    lights = [
        Light(ok=False, words=words_of(a), url=page) for a in near.open_arrangements if is_needed(a, level)
    ]
    return Line(meeting.venue.name if meeting.venue else "Video link", lights or [Light(ok=True)])


def _arrivals(meeting: Meeting, near: Around) -> list[Line]:
    """Where there is a place to come to: by which door and when each side comes, or no meeting is confirmed."""
    if not meeting.venue_id:
        return []
    planned = {arrival.side for arrival in near.arrivals}
    lights = [
        Light(
            ok=False,
            words=f"How the {Side(side).label.lower()} arrives is not planned",
            url=reverse("meeting:arrival", args=[meeting.case.number, side]),
        )
        for side in SIDES[Case.Roles(meeting.case.roles)]
        if side not in planned
    ]
    return [Line("Arrivals", lights or [Light(ok=True)])]


def _facilitators(meeting: Meeting, known: _Known, near: Around) -> Line:
    booked = {booking.user_id for booking in near.bookings}
    least = facilitators_shown(meeting.case, len(known.facilitators))
    if len(known.facilitators) < least:
        return Line("Facilitators", [Light(ok=False, words=f"Facilitators needed: {least}")])
    absent = [user.name for user in known.facilitators if user.pk not in booked]
    lights = [Light(ok=False, words=f"{name} is not booked for that time") for name in absent]
    return Line("Facilitators", lights or [Light(ok=True)])


def _agreed(meeting: Meeting, known: _Known, near: Around, level: str) -> list[Line]:
    """Where the rules or a high risk want it, a manager has agreed to the meeting as it is; else there is no line."""
    if not wants_agreement(level, full=known.full):
        return []
    there = [
        i.participant_id for i in near.invitations if i.participant_id and i.answer != Invitation.Answer.NO
    ]
    subject = subject_of(meeting, there, known.stand.assessments, known.stand.measures)
    url = reverse("meeting:risk", args=[meeting.case.number])
    words = "No manager has agreed to it as it is now"
    agreed = approved(subject, RISK_AGREED)
    return [Line("Risk as a whole", [Light(ok=True) if agreed else Light(ok=False, words=words, url=url)])]


def check_ready(case: Case) -> None:
    """Refuse to go on while no meeting is ahead, or anything on its board is red."""
    meeting = Meeting.objects.ahead().filter(case=case).select_related("venue").order_by("-pk").first()
    if meeting is None:
        raise Refused("No meeting is planned.")
    meeting.case = case
    check_safe(meeting)
    red = board(meeting).red
    if red:
        raise Refused(
            f"Not ready: {'; '.join(light.words for light in red)}.", source="Wait 'til Eight section 6"
        )
