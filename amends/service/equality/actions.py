"""Keeping what somebody says about themselves, or that they were not asked."""

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone

from amends.foundation.access.models import User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.rules import check_may
from amends.foundation.case.models import Participant
from amends.foundation.record.actions import record
from amends.foundation.record.models import Act
from amends.service.equality.models import EqualityAnswers
from amends.service.equality.rules import check_answers


@transaction.atomic
def keep_answers(*, by: User, participant: Participant, answers: Mapping[str, str]) -> EqualityAnswers:
    """Keep what they chose to say; with nothing said at all, that they would rather not."""
    said = {key: code for key, code in answers.items() if code}
    check_answers(participant, said)
    state = EqualityAnswers.State.ANSWERED if said else EqualityAnswers.State.DECLINED
    return _keep(by, participant, state=state, answers=said, asked_on=timezone.localdate(), why_not_asked="")


@transaction.atomic
def note_not_asked(*, by: User, participant: Participant, why: str) -> EqualityAnswers:
    """Say why it was not the moment to ask."""
    check_answers(participant, {})
    return _keep(
        by,
        participant,
        state=EqualityAnswers.State.NOT_ASKED,
        answers={},
        asked_on=None,
        why_not_asked=why,
    )


def _keep(by: User, participant: Participant, **values: object) -> EqualityAnswers:
    check_may(by, Permission.PARTICIPANT_EDIT, participant.service_id)
    row = EqualityAnswers.objects.filter(participant=participant).first() or EqualityAnswers(
        service_id=participant.service_id, file_id=participant.file_id, participant=participant
    )
    act = Act.ALTERATION if row.pk else Act.COLLECTION
    for name, value in values.items():
        setattr(row, name, value)
    row.recorded_by = by
    row.full_clean()
    row.save()
    record(
        by=by,
        act=act,
        what=f"equality.{row.state}",
        file=participant.file,
        subject=f"participant:{participant.pk}",
    )
    return row
