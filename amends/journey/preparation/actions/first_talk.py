"""The first meeting with the person harmed, and what follows from it."""

import datetime as dt
from collections.abc import Mapping

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from amends.foundation.access.models import User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.programs import as_clockwork
from amends.foundation.access.rules import check_may
from amends.foundation.case.models import Participant
from amends.foundation.case.rules import check_is_live
from amends.foundation.clock.actions import About, start_clock, stop_clock
from amends.foundation.lib.refusal import Refused
from amends.foundation.record.models import Act
from amends.journey.consent.actions import withdraw
from amends.journey.preparation.actions.noting import note
from amends.journey.preparation.models import FirstTalk
from amends.journey.preparation.rules.record import HARMED

THINK_CLOCK = "ask-after-thinking"
OTHER_CLOCK = "task-other-routes"
ANOTHER_CLOCK = "task-plan-another-way"


@transaction.atomic
def record_first_talk(*, by: User, participant: Participant, details: Mapping[str, object]) -> FirstTalk:
    """Write down the first meeting under its headings. Its next step sets what happens now (W8-304).

    A no ends all contact, as a stop does, and the coordinator is asked what else can be offered to the other side; it
    does not say who said no.
    """
    check_may(by, Permission.CONTACT_LOG, participant.service_id)
    check_is_live(participant.case)
    if participant.side not in HARMED:
        raise Refused("This record is kept of the person harmed.")
    row = FirstTalk(
        service_id=participant.service_id,
        file_id=participant.file_id,
        participant=participant,
        recorded_by=by,
        **details,
    )
    if row.met_on > timezone.localdate():
        raise Refused("This day has not come yet.", field="met_on")
    if row.review_on and row.review_on < row.met_on:
        raise Refused("The day to ask again is before the meeting.", field="review_on")
    row.full_clean()
    row.save()
    note(by, participant, Act.COLLECTION, "first_talk.recorded")
    _go_on(by, row)
    return row


def _go_on(by: User, row: FirstTalk) -> None:
    person, subject = row.participant, f"participant:{row.participant_id}"
    stop_clock(by=by, name=THINK_CLOCK, subject=subject)
    if row.next_step == FirstTalk.Next.NO:
        withdraw(by=by, participant=person)
        case = person.case
        with as_clockwork(case.service):
            link = reverse("casefile:case", args=[case.number])
            about = About(service=case.service, subject=f"case:{case.pk}", case=case, link=link)
            start_clock(by=by, name=OTHER_CLOCK, about=about)
        return
    link = reverse("preparation:person", args=[person.pk])
    about = About(
        service=person.case.service, subject=subject, case=person.case, file=person.file, owner=by, link=link
    )
    if row.next_step == FirstTalk.Next.THINK and row.review_on:
        due = timezone.make_aware(dt.datetime.combine(row.review_on, dt.time(17)))
        start_clock(by=by, name=THINK_CLOCK, about=about, due=max(due, timezone.now()))
    elif row.next_step == FirstTalk.Next.ANOTHER:
        start_clock(by=by, name=ANOTHER_CLOCK, about=about)
