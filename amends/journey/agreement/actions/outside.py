"""A promise that another body runs, that stands in the sentence plan, and that the host's running record is told of."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils import timezone

from amends.foundation.access.models import User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.programs import as_clockwork
from amends.foundation.access.rules import check_may
from amends.foundation.case.models import CaseFile, Participant
from amends.foundation.case.rules import check_is_live
from amends.foundation.clock.actions import About, start_clock, stop_clock
from amends.foundation.documents.rules import crossing
from amends.foundation.lib.refusal import Refused
from amends.foundation.record.actions import record
from amends.foundation.record.models import Act
from amends.journey.agreement.actions.drafting import about
from amends.journey.agreement.models import Onward, OutcomeAgreement, PlanEntry, Point, RunningEntry
from amends.journey.agreement.rules import RESPONSIBLE, day_in_the_past

ANSWER = "onward-answer"
NEUTRAL = "One point of the outcome agreement"


def own_file(point: Point) -> CaseFile:
    """The file of whoever promised it. Refused for those who may not open it: it is told in that file alone."""
    person = (
        Participant.objects.select_related("file")
        .filter(pk=point.who.participant_id if point.who else 0)
        .first()
    )
    if person is None:
        raise Refused("Their own facilitator notes this.", source="Each side has a file of its own")
    return person.file


def in_own_file(point: Point, file: CaseFile, subject: str, link: str) -> About:
    """Where a clock about this promise belongs: in that file, and to the overseer only if they may open it.

    Whoever has a clock sees it. An overseer from the other side would learn from it what that file alone may tell.
    """
    case = point.agreement.case
    with as_clockwork(case.service):  # whoever acts may not know who opens which file
        theirs = CaseFile.objects.visible_to(point.overseer) if point.overseer else CaseFile.objects.none()
        owner = point.overseer if theirs.filter(pk=file.pk).exists() else None
    return About(service=case.service, subject=subject, case=case, file=file, link=link, owner=owner)


def note_own(
    by: User, point: Point, file: CaseFile, what: str, *, act: Act = Act.ALTERATION, to: str = ""
) -> None:
    """A line of the trail in the file of whoever promised it."""
    record(by=by, act=act, what=f"agreement.{what}", file=file, subject=f"point:{point.pk}", recipient=to)


def check_own(by: User, point: Point, permission: Permission = Permission.AGREEMENT_RECORD) -> CaseFile:
    """The file of whoever promised it, for those who may write in it. Refused before the agreement is final."""
    check_may(by, permission, point.service_id)
    if point.agreement.state != OutcomeAgreement.State.FINAL:
        raise Refused("The agreement is not final yet.", opens="Make it final first.")
    return own_file(point)


@transaction.atomic
def refer_on(*, by: User, point: Point, body: str, activity: str, agreed_on: date, sent_on: date) -> Onward:
    """Hand what was promised to the body that runs it, once they have agreed to be referred (EX-054, SS-016)."""
    file = check_own(by, point)
    check_is_live(point.agreement.case)
    row = Onward(
        service_id=point.service_id,
        file=file,
        point=point,
        body=body,
        activity=activity,
        agreed_on=day_in_the_past(agreed_on, "agreed_on"),
        sent_on=day_in_the_past(sent_on, "sent_on"),
        noted_by=by,
    )
    row.full_clean()
    row.save()
    note_own(by, point, file, "referred_on", act=Act.DISCLOSURE, to=body)
    link = about(point.agreement).link
    start_clock(by=by, name=ANSWER, about=in_own_file(point, file, f"onward:{row.pk}", link))
    return row


@transaction.atomic
def note_answer(*, by: User, onward: Onward, accepted: bool, on: date) -> Onward:
    """The body has said whether it takes them. A refusal is the result as well: somebody else has to be found."""
    file = check_own(by, onward.point)
    onward.accepted, onward.answered_on = accepted, day_in_the_past(on)
    if not accepted:
        onward.result, onward.result_on = Onward.Result.NOT_TAKEN, on
    onward.full_clean()
    onward.save()
    note_own(by, onward.point, file, "onward_answered", act=Act.COLLECTION)
    stop_clock(by=by, name=ANSWER, subject=f"onward:{onward.pk}")
    return onward


@transaction.atomic
def note_result(
    *, by: User, onward: Onward, result: str, on: date, words: str = "", sessions: int | None = None
) -> Onward:
    """What came of it there. The sessions are that body's: no contact, no hours and no figure of ours comes of them."""
    file = check_own(by, onward.point)
    if onward.accepted is None:
        onward.accepted, onward.answered_on = True, day_in_the_past(on)
        stop_clock(by=by, name=ANSWER, subject=f"onward:{onward.pk}")
    onward.result, onward.result_on = result, day_in_the_past(on)
    onward.result_words, onward.sessions = words, sessions
    onward.full_clean()
    onward.save()
    note_own(by, onward.point, file, "onward_result", act=Act.COLLECTION)
    return onward


@transaction.atomic
def link_to_plan(*, by: User, point: Point, objective: str, sections: Sequence[int] = ()) -> PlanEntry:
    """Say which objective of the sentence or supervision plan it stands under (W8-378)."""
    file = check_own(by, point, Permission.CONTACT_LOG)
    if point.who is None or point.who.side not in RESPONSIBLE:
        raise Refused("Only what the person responsible promised stands in the plan.")
    row = PlanEntry.objects.filter(point=point).first() or PlanEntry(
        service_id=point.service_id, file=file, point=point
    )
    row.objective, row.sections, row.linked_by = objective.strip(), sorted(sections), by
    row.full_clean()
    row.save()
    note_own(by, point, file, "linked_to_plan")
    return row


@transaction.atomic
def review_in_plan(*, by: User, entry: PlanEntry, on: date) -> PlanEntry:
    """The plan has been looked at together with what became of the promise."""
    file = check_own(by, entry.point, Permission.CONTACT_LOG)
    entry.reviewed_on = day_in_the_past(on)
    entry.full_clean()
    entry.save(update_fields=["reviewed_on"])
    note_own(by, entry.point, file, "reviewed_in_plan")
    return entry


def prepare_entries(by: User, agreement: OutcomeAgreement, points: Sequence[Point]) -> None:
    """A line for each day by which the person responsible is to have done something, ready to be put in (W8-356).

    Made with the service's own hands: whoever makes an agreement final may not see that file.
    """
    theirs = {
        point.pk: point for point in points if point.who and point.who.side in RESPONSIBLE and point.due
    }
    if not theirs:
        return
    with as_clockwork(agreement.case.service):
        files = {
            person.pk: person.file
            for person in Participant.objects.filter(
                pk__in=[point.who.participant_id for point in theirs.values() if point.who]
            ).select_related("file")
        }
        for point in theirs.values():
            if point.who is None or point.due is None:
                continue
            file = files[point.who.participant_id]
            RunningEntry.objects.get_or_create(
                point=point,
                on=point.due,
                defaults={
                    "service_id": point.service_id,
                    "file": file,
                    "words": _entry_words(agreement, point, file),
                },
            )


def _entry_words(agreement: OutcomeAgreement, point: Point, file: CaseFile) -> str:
    what = told_without_the_other_side(agreement, point.what, file)
    return f"Outcome agreement of {agreement.made_on:%d.%m.%Y}, by today: {what}"[:500]


def told_without_the_other_side(agreement: OutcomeAgreement, words: str, file: CaseFile) -> str:
    """These words, or where they name somebody of the other side, that there is such a point and no more."""
    return NEUTRAL if crossing(words, case=agreement.case, file=file) else words


@transaction.atomic
def post_entry(*, by: User, entry: RunningEntry, words: str = "") -> RunningEntry:
    """It stands in the host's running record now. Refused while it names somebody of the other side."""
    check_may(by, Permission.CONTACT_LOG, entry.service_id)
    entry.words = words.strip() or entry.words
    if crossing(entry.words, case=entry.file.case_id, file=entry.file):
        raise Refused(
            "It names somebody of the other side.",
            source="Wait 'til Eight appendix 7E note 3",
            opens="Say only what should have happened by that day.",
            field="words",
        )
    entry.posted_on, entry.posted_by = timezone.localdate(), by
    entry.full_clean()
    entry.save()
    note_own(by, entry.point, entry.file, "entry_posted", act=Act.DISCLOSURE, to="running record")
    return entry
