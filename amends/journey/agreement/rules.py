"""How an agreement stands: may it be final, who has no copy, what is late or not told, and may the case close?"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db.models import Case as Choose
from django.db.models import Exists, OuterRef, Value, When
from django.utils import timezone

from amends.foundation.access.programs import as_clockwork
from amends.foundation.case.models import SIDES, Case, Side
from amends.foundation.documents.models import Copy
from amends.foundation.documents.rules import check_fit_for_both
from amends.foundation.lib.refusal import Refused
from amends.journey.agreement.models import Onward, OutcomeAgreement, Party, Payment, Point
from amends.journey.court.models import Sentence
from amends.journey.meeting.models import Invitation, Meeting
from amends.journey.notes.models import HarmedAs
from amends.service.rulebook.rules import profile_in_force

ESSEX = "Essex manual, process para 3"
PUBLIC = "HMPPS framework 6.23"
OFFICE = "the office"
OFFICER, LIAISON = "officer", "liaison"
HARMED, RESPONSIBLE = (Side.HARMED,), (Side.RESPONSIBLE,)
USUAL_DAYS_BEFORE = 5


def agreement_of(case: Case) -> OutcomeAgreement | None:
    """The agreement of the case: the draft or final one, or else the newest note that none was reached."""
    is_note = Choose(When(state=OutcomeAgreement.State.NONE_REACHED, then=Value(1)), default=Value(0))
    found = OutcomeAgreement.objects.filter(case=case).order_by(is_note, "-pk").first()
    if found:
        found.case = case
    return found


def check_is_draft(agreement: OutcomeAgreement) -> None:
    """Refuse to change the words of an agreement that people have signed."""
    if agreement.state != OutcomeAgreement.State.DRAFT:
        raise Refused("This agreement is no longer a draft.", opens="Note on its points what has changed.")


def check_none_reason(case: Case, reason: str) -> None:
    """Refuse to end without an agreement and without a reason, where the service's profile asks for one (PF-119)."""
    profile = profile_in_force(case.service_id, case.profile)
    if profile.settings.get("no_agreement_needs_reason") and not reason.strip():
        raise Refused("Say why no agreement was reached.", source=profile.source, field="reason")


def check_both_may_read(case: Case, *texts: str) -> None:
    """Refuse words that hold somebody's address, number or birthday: both sides will read them."""
    check_fit_for_both(" ".join(text for text in texts if text), case)


def came_to_meeting(case: Case) -> list[Invitation]:
    """Who was at the last meeting that took place, of either side; interpreters and professionals are not parties."""
    meeting = Meeting.objects.filter(case=case, state=Meeting.State.HELD).order_by("-during").first()
    if meeting is None:
        return []
    parts = (Invitation.Capacity.PARTY, Invitation.Capacity.SUPPORTER, Invitation.Capacity.AFFECTED)
    there = (Invitation.Attendance.CAME, Invitation.Attendance.LEFT)
    rows = Invitation.objects.filter(meeting=meeting, capacity__in=parts, attendance__in=there)
    return list(rows.filter(participant__isnull=False).order_by("pk"))


def parties_of(agreement: OutcomeAgreement) -> list[Party]:
    """Everybody who stands in it, in order; no query where a page has fetched them beforehand."""
    return sorted(agreement.parties.all(), key=lambda party: party.pk)


def not_agreed(agreement: OutcomeAgreement) -> list[Party]:
    """Who still has to say that they agree."""
    return [party for party in parties_of(agreement) if party.agrees and party.agreed_on is None]


def has_open_concern(agreement: OutcomeAgreement) -> bool:
    """Whether somebody has raised a concern that nobody has settled."""
    answers = {agreement.public_protection, agreement.community}
    return OutcomeAgreement.Check.CONCERN in answers and agreement.settled_by_id is None


def check_concern_settled(agreement: OutcomeAgreement) -> None:
    """Refuse to go on over a concern for the public or the community; looking again does not take one away (PF-118)."""
    if has_open_concern(agreement):
        raise Refused(
            f"A concern is not settled: {agreement.concern}",
            source=PUBLIC,
            opens="Change what has to change, ask the officer again, and note how it was settled.",
        )


def check_concerns(agreement: OutcomeAgreement) -> None:
    """Refuse while nobody looked at it for the public and the community, or a concern is not settled (PF-118)."""
    if OutcomeAgreement.Check.NOT_LOOKED in {agreement.public_protection, agreement.community}:
        raise Refused(
            "Nobody has looked yet whether it protects the public and is fair to people who were not there.",
            source=PUBLIC,
            opens="Do the check first.",
        )
    check_concern_settled(agreement)


def check_can_be_final(agreement: OutcomeAgreement) -> None:
    """Refuse while something is missing, naming who has not agreed (SS-010)."""
    check_is_draft(agreement)
    if not agreement.points.all():
        raise Refused("Nothing is agreed yet.", opens="Add what they agreed, point by point.")
    sides = {party.side for party in agreement.parties.all() if party.agrees}
    if sides != set(SIDES[Case.Roles(agreement.case.roles)]):
        raise Refused(
            "Somebody of each side has to agree.",
            source="Code of practice, definition of an outcome agreement",
            opens="Add who agrees.",
        )
    check_concerns(agreement)
    missing = not_agreed(agreement)
    if missing:
        raise Refused(
            f"Not everybody has agreed: {', '.join(party.called for party in missing)}.",
            source="Code of practice, definition of an outcome agreement",
            opens="Ask them, and note the day on which they agreed.",
        )


def copies_missing(case: Case) -> list[str]:
    """Who has no copy of the agreement yet, as it calls them; the office too (EX-052)."""
    agreement = agreement_of(case)
    return missing_copies(agreement) if agreement else []


def missing_copies(agreement: OutcomeAgreement) -> list[str]:
    """The same of an agreement that is at hand."""
    if agreement.state == OutcomeAgreement.State.NONE_REACHED:
        return []
    return without_copy(agreement, parties_of(agreement))


def without_copy(agreement: OutcomeAgreement, parties: Iterable[Party]) -> list[str]:
    """Of these, who has none, and the office."""
    missing = [party.called for party in parties if party.copy_on is None]
    return missing if agreement.office_copy_on else [*missing, OFFICE]


def untold(case: Case) -> list[Point]:
    """Points with a result of which the other side was to hear and has not, failures as well as successes (W8-328)."""
    rows = Point.objects.filter(
        case=case, agreement__state=OutcomeAgreement.State.FINAL, tell_other_side=True, told_on__isnull=True
    )
    return list(rows.filter(does_not_wish_to_know=False).exclude(status=Point.Status.OPEN).order_by("pk"))


def not_followed(case: Case) -> list[Point]:
    """Promises of which nobody knows yet what became of them."""
    rows = Point.objects.filter(case=case, agreement__state=OutcomeAgreement.State.FINAL)
    return list(rows.filter(kind=Point.Kind.ACTION, status__in=Point.GOES_ON).order_by("pk"))


def check_can_close(case: Case) -> None:
    """Refuse to close over an agreement that is a draft, without copies, or with promises not followed or not told.

    A case that somebody stopped may be closed as it is: nobody is reached any more because of an agreement.
    """
    agreement = agreement_of(case)
    if agreement is None or case.stopped_at or agreement.state == OutcomeAgreement.State.NONE_REACHED:
        return
    if agreement.state == OutcomeAgreement.State.DRAFT:
        raise Refused(
            "The agreement is still a draft.",
            source="Wait 'til Eight section 7 paras 7.2 and 8.1",
            opens="Make it final, or note that none was reached.",
        )
    missing = missing_copies(agreement)
    if missing:
        raise Refused(f"No copy of the agreement has reached: {', '.join(missing)}.", source=ESSEX)
    if agreement.distributed_on is None:
        check_outsiders_have_it(agreement)
    source = "Wait 'til Eight section 7 paras 7.2 and 8.1"
    count = len(not_followed(case))
    if count:
        raise Refused(f"Not known yet what became of {count} of the promises.", source=source)
    count = len(untold(case))
    if count:
        opens = "Tell them, or note that they do not wish to know."
        raise Refused(
            f"Whoever was to hear of it has not been told what became of {count} of the points.",
            source=source,
            opens=opens,
        )


def day_in_the_past(day: date, field: str = "on") -> date:
    """The day itself, or a refusal when it has not come yet."""
    if day > timezone.localdate():
        raise Refused("This day has not come yet.", field=field)
    return day


def days_before(case: Case) -> int:
    """From how many days before a promise is due the office asks about it each day (W8-357)."""
    settings = profile_in_force(case.service_id, case.profile).settings
    return int(settings.get("promise_asked_about_before", USUAL_DAYS_BEFORE))


def check_may_be_done(point: Point) -> None:
    """Refuse to call done what another body runs while nobody knows what came of it (EX-054), or what is not all paid.

    Asked with the service's own eyes, because both stand in one side's file; the refusal says nothing more of it.
    """
    with as_clockwork(point.agreement.case.service):
        waiting = Onward.objects.filter(point=point, result="").exists()
        owing = Payment.objects.filter(point=point, paid_on__isnull=True).exists()
    if waiting:
        raise Refused(
            "Somebody else still has to say what came of it.",
            source="Essex manual, process para 3",
            opens="Whoever promised it was referred on: note the result of that first.",
            field="status",
        )
    if owing:
        raise Refused(
            "Part of the sum has not been paid yet.",
            source="Wait 'til Eight appendix 7E",
            opens="Note the payments first, or say that it is done in part.",
            field="status",
        )


def may_be_told(agreement: OutcomeAgreement, side: str) -> list[Point]:
    """What everybody agreed may be told to this side: points of the others with exactly what is said of them."""
    rows = Point.objects.filter(agreement=agreement, tell_other_side=True, who__isnull=False)
    return list(rows.exclude(who__side=side).select_related("who").order_by("pk"))


def outside_subject(agreement: OutcomeAgreement, to: str) -> str:
    """Under which key the copy for somebody outside is kept."""
    return f"agreement:{agreement.pk}:{to}"


def outsiders_without(agreement: OutcomeAgreement) -> list[str]:
    """Who outside should have it and has not: the offender manager of a sentence, a liaison officer (SS-044)."""
    officers = Sentence.objects.filter(participant__case=OuterRef("pk")).exclude(
        officer=None, officer_words=""
    )
    in_scheme = HarmedAs.objects.filter(participant__case=OuterRef("pk"), in_scheme=HarmedAs.Scheme.YES)
    with as_clockwork(agreement.case.service):
        asked = Case.objects.filter(pk=agreement.case_id).values_list(Exists(officers), Exists(in_scheme))
        wanted = [to for to, there in zip((OFFICER, LIAISON), asked.get(), strict=True) if there]
        subjects = {outside_subject(agreement, to): to for to in wanted}
        given = Copy.objects.filter(document__subject__in=subjects, participant__isnull=True)
        have = (
            {subjects[key] for key in given.values_list("document__subject", flat=True)} if wanted else set()
        )
    return [to for to in wanted if to not in have]


OUTSIDERS = {OFFICER: "the offender manager", LIAISON: "the victim liaison officer"}
SENT_SOURCE = "NOMS service specification, row 7"


def check_can_distribute(
    agreement: OutcomeAgreement, *, why_no_officer: str = "", why_no_liaison: str = ""
) -> None:
    """Refuse to say that everybody has it while somebody has not, or it is not said why an outsider should not."""
    if agreement.state != OutcomeAgreement.State.FINAL:
        raise Refused("There is no final agreement yet.", opens="Make it final first.")
    missing = missing_copies(agreement)
    if missing:
        raise Refused(f"No copy of the agreement has reached: {', '.join(missing)}.", source=SENT_SOURCE)
    why = {OFFICER: why_no_officer, LIAISON: why_no_liaison}
    for to in outsiders_without(agreement):
        if not why[to].strip():
            raise Refused(
                f"It has not gone to {OUTSIDERS[to]}.",
                source=SENT_SOURCE,
                opens="Send their part of it, or say why not.",
                field=f"why_no_{to}",
            )


def check_outsiders_have_it(agreement: OutcomeAgreement) -> None:
    """Refuse to close over somebody outside who should have a copy, while nobody has closed the list."""
    missing = outsiders_without(agreement)
    if missing:
        raise Refused(
            f"The agreement has not gone to {' and '.join(OUTSIDERS[to] for to in missing)}.",
            source=SENT_SOURCE,
            opens="Send their part of it, or say on its page why not.",
        )


@dataclass(frozen=True)
class Progress:
    """How far the promises are. Statements do not count; done means done and signed off (W8-354)."""

    done: int
    due: int
    late: int
    ended: int

    @property
    def total(self) -> int:
        """All promises."""
        return self.done + self.due + self.late + self.ended


def is_late(point: Point, today: date | None = None) -> bool:
    """Whether its day has passed and it goes on."""
    day = today or timezone.localdate()
    return point.status in Point.GOES_ON and point.due is not None and point.due < day


def progress(points: list[Point]) -> Progress:
    """Done, due, late, and ended without being done."""
    actions = [point for point in points if point.is_action]
    done = sum(p.status == Point.Status.DONE and p.signed_off for p in actions)
    ended = sum(p.status in {Point.Status.NOT_DONE, Point.Status.RELEASED} for p in actions)
    late = sum(is_late(p) for p in actions)
    return Progress(done, len(actions) - done - ended - late, late, ended)


def moment_of(day: date) -> datetime:
    """A clock that starts with an event of that day."""
    return min(timezone.make_aware(datetime.combine(day, time(12))), timezone.now())
