"""What parents and guardians know and permit, and how age and support were weighed."""

from datetime import date
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from amends.foundation.access.models import User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.rules import check_may
from amends.foundation.case.models import Participant
from amends.foundation.clock.actions import About, start_clock, stop_clock
from amends.foundation.lib.refusal import Refused
from amends.foundation.people.rules import age_on
from amends.foundation.record.actions import record
from amends.foundation.record.models import Act
from amends.journey.safeguarding.models import AdultsSay, Weighing
from amends.journey.safeguarding.rules.children import TOLD_CLOCK, adults_of, is_child, person_of


@transaction.atomic
def note_adult(
    *, by: User, participant: Participant, adult: Participant, what: str, answer: bool, on: date
) -> AdultsSay:
    """Keep what a parent or guardian said about one thing. Only somebody on the file as theirs can (W8-222, W8-224)."""
    check_may(by, Permission.CONSENT_RECORD, participant.service_id)
    if on > timezone.localdate():
        raise Refused("This day has not come yet.", field="on")
    if adult.pk not in {each.pk for each in adults_of(participant)}:
        raise Refused("This is not a parent or guardian of theirs.", field="adult")
    row = AdultsSay(
        service_id=participant.service_id,
        file_id=participant.file_id,
        participant=participant,
        adult=adult,
        what=what,
        answer=answer,
        on=on,
        recorded_by=by,
    )
    row.full_clean()
    row.save()
    subject = f"participant:{participant.pk}"
    if what == AdultsSay.What.KNOWS and answer:
        stop_clock(by=by, name=TOLD_CLOCK, subject=subject)
    record(
        by=by,
        act=Act.COLLECTION,
        what=f"child.{what}",
        file=participant.file,
        subject=subject,
        details={"answer": answer},
    )
    return row


@transaction.atomic
def weigh_up(*, by: User, participant: Participant, details: dict[str, Any]) -> Weighing:
    """Write down how age, maturity and support were weighed, and the family's part in the decision (W8-223, W8-225)."""
    check_may(by, Permission.SUITABILITY_RECORD, participant.service_id)
    today = timezone.localdate()
    person = person_of(participant)
    if person is None or person.date_of_birth is None or not is_child(participant, today):
        raise Refused(
            "This is for somebody under 18 whose date of birth is known.",
            opens="Enter the date of birth on the file.",
        )
    row = Weighing(
        service_id=participant.service_id,
        file_id=participant.file_id,
        participant=participant,
        age=age_on(person.date_of_birth, today),
        on=today,
        weighed_by=by,
        **details,
    )
    row.full_clean()
    row.save()
    subject = f"participant:{participant.pk}"
    record(by=by, act=Act.COLLECTION, what="child.weighed", file=participant.file, subject=subject)
    return row


def give_parent_task(*, by: User, participant: Participant) -> None:
    """A young person was reached before their parents: speaking with these becomes a task (W8-223)."""
    about = About(
        service=participant.case.service,
        subject=f"participant:{participant.pk}",
        case=participant.case,
        file=participant.file,
        link=reverse("safeguarding:family", args=[participant.pk]),
        owner=by,
    )
    start_clock(by=by, name=TOLD_CLOCK, about=about)
