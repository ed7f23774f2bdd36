"""Marking a sensitive case, asking after vulnerability, and how people are after what matters."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from amends.foundation.access.models import User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.programs import as_clockwork
from amends.foundation.access.rules import check_may
from amends.foundation.case.models import Case, Participant
from amends.foundation.clock.actions import About, start_clock, stop_clock
from amends.foundation.clock.rules import end_of
from amends.foundation.lib.refusal import Refused
from amends.foundation.messages.actions import tell_permitted
from amends.foundation.record.actions import record
from amends.foundation.record.models import Act
from amends.journey.risk.actions.pausing import lift_hold, note, place_hold
from amends.journey.risk.models import Hold, Sensitive, Vulnerability, Wellbeing

ASKED, TASK = "wellbeing-asked", "wellbeing-action"
CLEAR = "HMPPS framework 4.4, 4.7"
ENTRY = "HMPPS framework 4.10"


@transaction.atomic
def mark_sensitive(*, by: User, case: Case, because: str) -> Sensitive:
    """The case is sensitive from now on: it pauses, and the manager hears of it (PF-036, PF-037)."""
    row, new = _mark(by, case, because)
    if new:
        tell_permitted(
            service=case.service,
            permission=Permission.APPROVAL_DECIDE,
            words=f"{case.number}: this is a sensitive case now, and it is held. Look at it.",
            link=reverse("risk:overview", args=[case.number]),
        )
        place_hold(by=by, case=case, kind=Hold.Kind.SENSITIVE)
    return row


@transaction.atomic
def mark_from_referral(*, by: User, case: Case) -> None:
    """What the case is about makes it sensitive (PF-031). Those who oversee it have agreed already, so nothing pauses."""
    _mark(by, case, Sensitive.Because.FACTOR)


def _mark(by: User, case: Case, because: str) -> tuple[Sensitive, bool]:
    row, new = Sensitive.objects.get_or_create(
        case=case,
        because=because,
        cleared_at=None,
        defaults={"service_id": case.service_id, "raised_by": by},
    )
    if new:
        record(by=by, act=Act.ALTERATION, what="risk.sensitive", case=case, details={"because": because})
    return row, new


@transaction.atomic
def clear_sensitive(*, by: User, case: Case, words: str) -> None:
    """A manager says that it is not sensitive any more, and why. Nothing else takes the mark away (PF-036)."""
    check_may(by, Permission.APPROVAL_DECIDE, case.service_id)
    if not words.strip():
        raise Refused("Say why it is not a sensitive case any more.", source=CLEAR, field="words")
    marks = Sensitive.objects.filter(case=case, cleared_at__isnull=True)
    marks.update(cleared_at=timezone.now(), cleared_by=by, cleared_words=words.strip()[:300])
    record(by=by, act=Act.ALTERATION, what="risk.not_sensitive", case=case)
    lift_hold(by=by, case=case, kind=Hold.Kind.SENSITIVE)


@transaction.atomic
def say_vulnerable(*, by: User, participant: Participant, answer: str, nature: str = "") -> Vulnerability:
    """Whether one person is specifically vulnerable. A yes makes the case sensitive (PF-037)."""
    check_may(by, Permission.RISK_RECORD, participant.service_id)
    row = Vulnerability(
        service_id=participant.service_id,
        file_id=participant.file_id,
        participant=participant,
        answer=answer,
        nature=nature,
        answered_by=by,
    )
    row.full_clean()
    row.save()
    note(by, participant, "vulnerability_said", Act.COLLECTION)
    if answer == Vulnerability.Answer.YES:
        mark_sensitive(by=by, case=participant.case, because=Sensitive.Because.PERSON)
    return row


def ask_wellbeing(*, people: Iterable[Participant]) -> None:
    """After something that matters, whoever works with each of them is asked how they are (PF-044)."""
    for participant in people:
        with as_clockwork(participant.case.service) as hand:
            start_clock(by=hand, name=ASKED, about=_about(participant, f"participant:{participant.pk}"))


def _about(participant: Participant, subject: str, owner: User | None = None) -> About:
    case = participant.case
    link = reverse("risk:wellbeing", args=[participant.pk])
    return About(
        service=case.service, subject=subject, case=case, file=participant.file, link=link, owner=owner
    )


@transaction.atomic
def note_wellbeing(
    *,
    by: User,
    participant: Participant,
    after: str,
    level: str,
    words: str = "",
    action: str = "",
    owner: User | None = None,
    due_on: date | None = None,
) -> Wellbeing:
    """How somebody is. A concern needs an action with an owner and a day, and becomes a task (PF-044)."""
    check_may(by, Permission.RISK_RECORD, participant.service_id)
    if level != Wellbeing.Level.NONE and not (action.strip() and owner and due_on):
        raise Refused(
            "Say what is done about it, by whom and by when.",
            source=ENTRY,
            field="action" if not action.strip() else "owner" if not owner else "due_on",
        )
    row = Wellbeing(
        service_id=participant.service_id,
        file_id=participant.file_id,
        participant=participant,
        after=after,
        level=level,
        words=words,
        action=action,
        owner=owner,
        due_on=due_on,
        noted_by=by,
    )
    row.full_clean()
    row.save()
    note(by, participant, "wellbeing_noted", Act.COLLECTION)
    stop_clock(by=by, name=ASKED, subject=f"participant:{participant.pk}")
    if due_on and owner and level != Wellbeing.Level.NONE:
        about = _about(participant, f"wellbeing:{row.pk}", owner)
        start_clock(by=by, name=TASK, about=about, due=end_of(due_on))
    return row


@transaction.atomic
def action_done(*, by: User, row: Wellbeing) -> None:
    """What was to be done is done."""
    check_may(by, Permission.RISK_RECORD, row.service_id)
    stop_clock(by=by, name=TASK, subject=f"wellbeing:{row.pk}")
    note(by, row.participant, "wellbeing_action_done")
