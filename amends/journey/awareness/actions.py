"""Keeping the list of services, sending somebody to one, and following it apart from restorative justice."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.utils import timezone

from amends.foundation.access.models import User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.rules import check_may
from amends.foundation.lib.refusal import Refused
from amends.foundation.policy.questions import Answer
from amends.foundation.questionnaire.actions import complete_response, start_response
from amends.foundation.record.actions import record
from amends.foundation.record.models import Act
from amends.journey.awareness.kinds import SOURCE, cautions_version, kinds
from amends.journey.awareness.models import AwarenessWork, ListedService
from amends.journey.awareness.rules import check_can_choose, check_can_list, may_send, subject_of, weighed
from amends.journey.referral.models import Referral, ReferralPerson
from amends.journey.referral.sentence_rules import AWARENESS


@transaction.atomic
def keep_listed(*, by: User, listed: ListedService, details: Mapping[str, object]) -> ListedService:
    """Add or change a line of the list."""
    check_may(by, Permission.PARTNERS_MANAGE, listed.service_id)
    for name, value in details.items():
        setattr(listed, name, value)
    check_can_list(listed)
    listed.full_clean()
    listed.save()
    record(
        by=by,
        act=Act.ALTERATION,
        what="listed_service.kept",
        service_id=listed.service_id,
        subject=f"listed-service:{listed.pk}",
        details={"kind": listed.kind},
    )
    return listed


@transaction.atomic
def choose_awareness(
    *,
    by: User,
    referral: Referral,
    listed: ListedService,
    person: ReferralPerson,
    cautions_read: bool,
    answers: Mapping[str, Answer] | None = None,
) -> AwarenessWork:
    """Send somebody responsible to a service that is not restorative justice (PF-126).

    Refused until the cautions have been read, and until what was weighed beforehand is on record (PF-127). It
    touches no case, milestone or figure of restorative justice.
    """
    check_can_choose(by, referral, listed, person)
    if not cautions_read:
        raise Refused("Read the cautions first, and say that you have.", source=SOURCE, field="cautions_read")
    if answers or not weighed(referral):
        response = start_response(
            by=by, key=AWARENESS, subject=subject_of(referral), service=referral.service
        )
        complete_response(by=by, response=response, answers=answers or {})
    work = AwarenessWork(
        service_id=referral.service_id,
        referral=referral,
        listed=listed,
        person=person,
        kind=listed.kind,
        cautions=list(kinds()[listed.kind].cautions),
        cautions_version=cautions_version(),
        chosen_by=by,
        chosen_on=timezone.localdate(),
    )
    work.full_clean()
    work.save()
    _note(by, work, "chosen")
    return work


@transaction.atomic
def follow_awareness(*, by: User, work: AwarenessWork, state: str, on: date) -> AwarenessWork:
    """It began, was finished, or ended early."""
    if not may_send(by, work.referral):
        raise Refused("This is not yours to follow.")
    locked = AwarenessWork.objects.select_for_update(of=("self",)).get(pk=work.pk)
    if locked.is_over:
        raise Refused(f"It has ended already: {locked.get_state_display().lower()}.")
    if on > timezone.localdate():
        raise Refused("This day is still to come.", field="on")
    if on < locked.chosen_on:
        raise Refused("It was chosen later than that.", field="on")
    locked.state = state
    if state == AwarenessWork.State.BEGUN:
        locked.begun_on = on
    else:
        locked.ended_on = on
    locked.full_clean()
    locked.save()
    _note(by, locked, state)
    return locked


def _note(by: User, work: AwarenessWork, verb: str) -> None:
    record(
        by=by,
        act=Act.ALTERATION,
        what=f"awareness.{verb}",
        service_id=work.service_id,
        subject=f"referral:{work.referral_id}",
        details={"kind": work.kind, "cautions": work.cautions_version},
    )
