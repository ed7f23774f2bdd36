"""What somebody says afterwards is taken on at once, and stays open until it is written what was done about it."""

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from amends.foundation.access.models import User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.rules import check_may
from amends.foundation.case.actions import reach, undo_milestone
from amends.foundation.case.lifecycle import Milestone
from amends.foundation.case.models import Participant
from amends.foundation.case.rules import reached
from amends.foundation.clock.actions import About, start_clock, stop_clock
from amends.foundation.lib.refusal import Refused
from amends.foundation.record.actions import record
from amends.foundation.record.models import Act
from amends.journey.followup.models import Concern, FollowUp
from amends.journey.followup.models.concern import Said
from amends.journey.followup.rules.calling import open_concerns, open_follow_up
from amends.journey.followup.rules.closing import closing_of
from amends.journey.risk.actions import answer_alert, raise_alert

FEELINGS = "feelings_now"  # low or angry feelings ask for a decision as well (W8-351)
CLOCKS = {Concern.Kind.WORRY: "follow-up-worry", Concern.Kind.QUESTION: "follow-up-question"}


@transaction.atomic
def raise_concern(
    *, by: User, participant: Participant, kind: str, about: str, words: str = ""
) -> Concern | None:
    """Take on what an answer set off; None where exactly this was taken on before.

    Another answer of the same form that speaks of fear, threat or harm joins the concern that is open. Each alerts
    manager and coordinator at once and takes back what would let the case be closed.
    """
    check_may(by, Permission.FEEDBACK_RECORD, participant.service_id)
    said, follow_up = Said(about, words), open_follow_up(participant)
    known = list(Concern.objects.filter(participant=participant).order_by("pk"))
    if any(said in concern.answers for concern in known):
        return None
    concern = _already_open(known, kind, about, follow_up) or Concern(
        service_id=participant.service_id,
        file_id=participant.file_id,
        participant=participant,
        follow_up=follow_up,
        kind=kind,
        about=about,
        raised_by=by,
    )
    _add(concern, said)
    concern.full_clean()
    concern.save()
    record(
        by=by,
        act=Act.COLLECTION,
        what="followup.concern",
        file=participant.file,
        subject=concern.subject,
        details={"kind": kind},
    )
    if kind == Concern.Kind.SAFETY:
        raise_alert(by=by, participant=participant)
        _hold_open(by, participant)
    else:
        _take_on(by, concern)
    return concern


def _already_open(known: list[Concern], kind: str, about: str, follow_up: FollowUp | None) -> Concern | None:
    """The open concern that this answer belongs to: of the same question, or of a fear in the same form."""
    waiting = [concern for concern in known if concern.settled_at is None]
    same = [concern for concern in waiting if about in {said.about for said in concern.answers}]
    fear = kind == Concern.Kind.SAFETY and follow_up is not None
    of_form = [c for c in waiting if fear and follow_up and (c.kind, c.follow_up_id) == (kind, follow_up.pk)]
    return next(iter([*of_form, *same]), None)


def _add(concern: Concern, said: Said) -> None:
    """What was said about a question last is what counts for it; what was said about others stays beside it."""
    if concern.about == said.about:
        concern.words = said.words
    else:
        concern.more = [[*each] for each in concern.answers[1:] if each.about != said.about] + [[*said]]


def _hold_open(by: User, participant: Participant) -> None:
    case = participant.case
    if case.is_open and Milestone.OUTCOME_CODED in reached(case):
        undo_milestone(by=by, case=case, milestone=Milestone.OUTCOME_CODED, reason="something is still open")


def _take_on(by: User, concern: Concern) -> None:
    participant = concern.participant
    about = About(
        service=participant.case.service,
        subject=concern.subject,
        case=participant.case,
        file=participant.file,
        link=reverse("followup:person", args=[participant.pk]),
    )
    start_clock(by=by, name=CLOCKS[Concern.Kind(concern.kind)], about=about)


@transaction.atomic
def settle_concern(*, by: User, concern: Concern, result: str, decision: str = "") -> None:
    """Write down what was done about it. What is about harm is decided by who answers for the case (W8-351)."""
    is_safety = concern.kind == Concern.Kind.SAFETY
    check_may(by, Permission.REFERRAL_SCREEN if is_safety else Permission.FEEDBACK_RECORD, concern.service_id)
    if not result.strip():
        raise Refused("Say what was done about it.", field="result")
    if (is_safety or concern.about == FEELINGS) and not decision:
        raise Refused("Say what is decided.", field="decision")
    locked = Concern.objects.select_for_update(of=("self",)).get(pk=concern.pk)
    if locked.settled_at:
        raise Refused("This is settled already.")
    locked.decision = decision
    locked.result, locked.settled_at, locked.settled_by = result.strip(), timezone.now(), by
    locked.full_clean()
    locked.save(update_fields=["decision", "result", "settled_at", "settled_by"])
    record(
        by=by, act=Act.ALTERATION, what="followup.concern_settled", file=concern.file, subject=locked.subject
    )
    if is_safety:
        _let_go(by, concern.participant)
    else:
        stop_clock(by=by, name=CLOCKS[Concern.Kind(concern.kind)], subject=concern.subject)


def _let_go(by: User, participant: Participant) -> None:
    """The alert is answered once nothing about harm is open for this person; a coded outcome counts again."""
    case = participant.case
    waiting = open_concerns(case, kind=Concern.Kind.SAFETY)
    if not waiting.filter(participant=participant).exists():
        answer_alert(by=by, participant=participant)
    if case.is_open and closing_of(case) and not waiting.exists():
        reach(by=by, case=case, milestone=Milestone.OUTCOME_CODED)
