"""The directory of placements, and who has a place."""

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone

from amends.foundation.access.models import User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.rules import check_may
from amends.foundation.record.actions import record
from amends.foundation.record.models import Act
from amends.journey.referral.rules import check_is_mine
from amends.journey.remedy.models import ContractAction, Placement, PlacementUse
from amends.journey.remedy.rules import check_has_place


@transaction.atomic
def keep_placement(*, by: User, placement: Placement, details: Mapping[str, object]) -> Placement:
    """Add or change a placement in the directory."""
    check_may(by, Permission.PARTNERS_MANAGE, placement.service_id)
    for name, value in details.items():
        setattr(placement, name, value)
    placement.full_clean()
    placement.save()
    subject = f"placement:{placement.pk}"
    record(by=by, act=Act.ALTERATION, what="placement.kept", service_id=placement.service_id, subject=subject)
    return placement


@transaction.atomic
def choose_placement(*, by: User, step: ContractAction, placement: Placement, sessions: int) -> PlacementUse:
    """Take a place for an action. Refused where none is left, naming others in the area (EX-157)."""
    check_is_mine(by, step.referral)
    Placement.objects.select_for_update(of=("self",)).get(pk=placement.pk)  # two at once take two places
    check_has_place(placement, step)
    use = PlacementUse.objects.filter(step=step).first() or PlacementUse(
        service_id=step.service_id, referral_id=step.referral_id, step=step
    )
    use.placement, use.sessions = placement, sessions
    use.full_clean()
    use.save()
    _note(by, use, "chosen")
    return use


@transaction.atomic
def note_attendance(*, by: User, use: PlacementUse, attended: int, left: bool = False) -> PlacementUse:
    """How much was attended; all of it completes the placement, and somebody who leaves frees the place."""
    check_is_mine(by, use.step.referral)
    use.attended = attended
    use.completed_on = timezone.localdate() if attended == use.sessions else None
    use.left_on = timezone.localdate() if left and not use.completed_on else None
    use.full_clean()
    use.save()
    _note(by, use, "attended")
    return use


def _note(by: User, use: PlacementUse, verb: str) -> None:
    record(
        by=by,
        act=Act.ALTERATION,
        what=f"placement.{verb}",
        service_id=use.service_id,
        subject=f"referral:{use.referral_id}",
        details={"placement": use.placement_id, "attended": use.attended},
    )
