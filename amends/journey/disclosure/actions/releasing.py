"""A liaison officer asks somebody harmed what a provider may have, and releases that and no more."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from amends.foundation.access.models import Agency, User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.rules import check_may
from amends.foundation.lib.refusal import Refused
from amends.foundation.record.actions import record
from amends.foundation.record.models import Act
from amends.journey.disclosure.models import Release, ReleaseAnswer, VictimRequest
from amends.journey.disclosure.release_rules import (
    SOURCE,
    Passed,
    check_may_release,
    last_answer,
    released_to,
)


@transaction.atomic
def answer_release(
    *,
    by: User,
    request: VictimRequest,
    provider: Agency,
    answer: str,
    how: str,
    said_at: datetime,
    items: Sequence[str] = (),
) -> ReleaseAnswer:
    """Write down what they said to one named provider; a no and a withdrawal count at once (PF-058).

    A yes is to one provider: for another one, they are asked again. Raises Refused for a moment still to come, another
    provider than the one they had answered about, and a withdrawal of what was never given.
    """
    check_may(by, Permission.DETAILS_RELEASE, request.service_id)
    last = last_answer(request)
    if said_at > timezone.now():
        raise Refused("This moment has not come yet.", field="said_at")
    if provider.service_id != request.service_id or (last and provider.pk != request.provider_id):
        raise Refused("What they said was about another provider.", source=SOURCE, field="provider")
    if answer == ReleaseAnswer.Answer.WITHDRAWN and (
        last is None or last.answer != ReleaseAnswer.Answer.GIVEN
    ):
        raise Refused("There is nothing to take back: they have not agreed.", field="answer")
    if request.provider_id is None:
        request.provider = provider
        request.save(update_fields=["provider"])
    row = ReleaseAnswer(
        service_id=request.service_id,
        file_id=request.file_id,
        request=request,
        answer=answer,
        items=list(items) if answer == ReleaseAnswer.Answer.GIVEN else [],
        how=how,
        said_at=said_at,
        recorded_by=by,
    )
    row.full_clean()
    row.save()
    _note(by, request, Act.COLLECTION, f"victim_request.{answer}")
    return row


@transaction.atomic
def release_items(*, by: User, request: VictimRequest, items: Sequence[str]) -> Release:
    """Let the provider read these items. Refused as `check_may_release` says; more of them later is another release."""
    check_may(by, Permission.DETAILS_RELEASE, request.service_id)
    check_may_release(request, items)
    row = Release(
        service_id=request.service_id, file_id=request.file_id, request=request, items=list(items), by=by
    )
    row.full_clean()
    row.save()
    if request.released_on is None:
        request.released_on, request.released_by = timezone.localdate(), by
        request.save(update_fields=["released_on", "released_by"])
    _note(by, request, Act.DISCLOSURE, "victim_request.released", recipient=str(request.provider))
    return row


@transaction.atomic
def read_released(*, by: User, agency: Agency) -> list[Passed]:
    """What a provider may read of what was released to it; each look is in the trail of the file."""
    passed = released_to(by, agency)
    for each in passed:
        what = "victim_request.gone" if each.is_gone else "victim_request.read"
        _note(by, each.request, Act.CONSULTATION, what, recipient=agency.name)
    return passed


def _note(by: User, request: VictimRequest, act: Act, what: str, *, recipient: str = "") -> None:
    record(
        by=by,
        act=act,
        what=what,
        file=request.file,
        subject=f"participant:{request.participant_id}",
        recipient=recipient,
        details={"row": request.pk},
    )
