"""Taking receipt of a concern, deciding it, and letting the manager hear of what lies too long."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from amends.foundation.access.models import Service, User
from amends.foundation.access.programs import as_clockwork
from amends.foundation.clock.actions import stop_clock
from amends.foundation.lib.refusal import Refused
from amends.foundation.messages.actions import tell
from amends.journey.safeguarding.actions.raising import alert, note
from amends.journey.safeguarding.models import Concern
from amends.journey.safeguarding.rules.concerns import DECISION, RECEIPT, overdue
from amends.journey.safeguarding.rules.lead import check_answers, managers, officers


def lock(concern: Concern) -> Concern:
    """The row for changing."""
    return Concern.objects.select_for_update(of=("self",)).select_related("service").get(pk=concern.pk)


@transaction.atomic
def receive(*, by: User, concern: Concern) -> Concern:
    """Say that one has it. The time is kept; again is harmless."""
    check_answers(by, concern.service_id)
    locked = lock(concern)
    if locked.received_at is None:
        locked.received_by, locked.received_at = by, timezone.now()
        locked.save(update_fields=["received_by", "received_at"])
        note(by, locked, "received")
        with as_clockwork(locked.service) as hand:
            stop_clock(by=hand, name=RECEIPT, subject=locked.subject)
            tell(
                user=locked.raised_by,
                service=locked.service,
                words=f"{by.name} has your safeguarding concern.",
                about=f"{locked.subject}:received",
            )
    return locked


@transaction.atomic
def decide(
    *, by: User, concern: Concern, decision: str, words: str, monitoring_told: bool | None = None
) -> Concern:
    """Decide what is done. “Passed on” needs a line of who was told; in prison the monitoring unit is asked after."""
    check_answers(by, concern.service_id)
    locked = receive(by=by, concern=concern)
    if locked.decision:
        raise Refused(f"This is decided already: {locked.get_decision_display().lower()}.")
    if decision == Concern.Decision.REFERRED and not locked.told.exclude(body="colleague").exists():
        raise Refused(
            "Nobody outside is on the list of those told.",
            source="NOMS service specification, row 10",
            opens="Write down first who was told, what and when.",
            field="decision",
        )
    locked.decision, locked.decision_words = decision, words.strip()
    locked.decided_by, locked.decided_at = by, timezone.now()
    if locked.in_custody:
        locked.monitoring_told = monitoring_told
    locked.full_clean(exclude=["case", "about"])  # the lead may not be able to open them
    locked.save()
    note(by, locked, "decided", decision=decision)
    with as_clockwork(locked.service) as hand:
        stop_clock(by=hand, name=DECISION, subject=locked.subject)
        words = "Your safeguarding concern was decided."
        tell(user=locked.raised_by, service=locked.service, words=words, about=f"{locked.subject}:decided")
    return locked


@transaction.atomic
def escalate_overdue(*, by: User, service: Service, now: datetime) -> int:
    """Everybody who answers hears of what lies too long, the managers first. Returns how many concerns."""
    late = overdue(service, now)
    for concern in late:
        concern.escalated_at = now
        concern.save(update_fields=["escalated_at"])
        note(by, concern, "escalated")
        waits = "a decision" if concern.received_at else "somebody to take it"
        words = f"A safeguarding concern waits for {waits}, and its time is over."
        people = {user.pk: user for user in managers(service)}
        people |= {row.user_id: row.user for row in officers(service)}
        people.pop(concern.colleague_id or 0, None)
        alert(service, concern, people.values(), words, stage=f"late:{waits}")
    return len(late)
