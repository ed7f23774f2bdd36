"""What is due to go, what is held, and what stands in the way."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db import models
from django.db.models import Exists, OuterRef
from django.utils import timezone

from amends.foundation.access.models import Service, User
from amends.foundation.access.rules import held_today
from amends.foundation.approval.models import Approval
from amends.foundation.lib.dates import years_after
from amends.foundation.lib.refusal import Refused
from amends.foundation.policy.retention import RecordKind, retention_schedule
from amends.foundation.record.erasing import roots
from amends.service.retention.models import Disposal, Hold, Period, Reading

SOURCE = "Wait 'til Eight section 4 para 3"


@dataclass(frozen=True)
class Kept:
    """One kind of record with the period that holds: the service's own, or the one it starts with."""

    kind: RecordKind
    own: Period | None

    @property
    def years(self) -> int:
        """For how long it is kept after it is over."""
        return self.own.years if self.own else self.kind.years

    @property
    def why(self) -> str:
        """Where the period comes from."""
        return self.own.reason if self.own else self.kind.source


@dataclass(frozen=True)
class Due:
    """A record whose time is over."""

    kind: str
    row_id: int
    number: str
    over_on: date
    due_on: date


def schedule_of(service: Service) -> dict[str, Kept]:
    """Every kind of record with its period, in one query."""
    own = Period.objects.filter(service=service).order_by("kind", "-pk").distinct("kind")
    by_kind = {period.kind: period for period in own.select_related("set_by")}
    return {key: Kept(kind, by_kind.get(key)) for key, kind in retention_schedule().kinds.items()}


def version_of(service: Service) -> str:
    """What staff say they have read: the schedule's version with the last change of this service."""
    last = Period.objects.filter(service=service).order_by("-pk").values_list("pk", flat=True).first()
    return f"{retention_schedule().version}.{last or 0}"


def due_on(over_on: date, years: int) -> date:
    """The day from which a record may go."""
    return years_after(over_on, years)


def due_records(
    service: Service, kept: Kept, *, after: tuple[date, int] | None = None, size: int = 50
) -> list[Due]:
    """Records of this kind whose time is over, oldest first, without those held or already proposed.

    `after` is the day and key of the last one shown, so that the list is read page by page.
    """
    model, over = roots()[kept.kind.key], _over(kept.kind.key)
    last_day = years_after(timezone.localdate(), -kept.years)
    mine = {"kind": kept.kind.key, "row_id": OuterRef("pk")}
    rows = model.objects.filter(  # type: ignore[attr-defined]  # roots have the usual manager
        ~Exists(Hold.objects.filter(**mine, ended_at__isnull=True)),
        ~Exists(Disposal.objects.filter(**mine)),
        **{"service": service, f"{over}__date__lte": last_day, **_not_kept_with(model)},
    ).order_by(over, "pk")
    if after:
        rows = rows.filter(_later(over, *after))
    return [
        _due(kept, pk, number, timezone.localtime(at).date())
        for pk, number, at in rows.values_list("pk", "number", over)[:size]
    ]


def _later(over: str, day: date, key: int) -> models.Q:
    return models.Q(**{f"{over}__date__gt": day}) | models.Q(**{f"{over}__date": day, "pk__gt": key})


def _due(kept: Kept, key: int, number: str, over_on: date) -> Due:
    return Due(kept.kind.key, key, number, over_on, due_on(over_on, kept.years))


def _over(kind: str) -> str:
    return str(roots()[kind].Privacy.over)  # type: ignore[attr-defined]  # an inner class by convention


def _not_kept_with(model: type[models.Model]) -> dict[str, bool]:
    other = getattr(model.Privacy, "kept_with", "")  # type: ignore[attr-defined]  # those with numbers have both
    return {f"{other}__isnull": True} if other else {}


def find_record(service: Service, number: str) -> tuple[str, models.Model]:
    """The case or referral of this number, which must be the service's. Raises Refused when there is none."""
    for kind, model in roots().items():
        rows = model.objects.filter(service=service, number=number.strip().upper())  # type: ignore[attr-defined]  # those with numbers have both
        if found := rows.first():
            return kind, found
    raise Refused("There is no case or referral of this number.", field="number")


def check_may_erase(disposal: Disposal) -> None:
    """Refuse while somebody else has not agreed, the time is not over, or the record is held (W8-175)."""
    if disposal.erased_at:
        raise Refused(f"{disposal.number} has been erased already.")
    if not disposal.approval or disposal.approval.decision != Approval.Decision.APPROVED:
        raise Refused(
            f"Nobody else has agreed yet that {disposal.number} is erased.",
            source=SOURCE,
            opens="Somebody who decides approvals, other than whoever proposed it, has to agree.",
        )
    if disposal.due_on > timezone.localdate():
        raise Refused(f"{disposal.number} is kept longer than that.", source=SOURCE)
    if is_held(disposal.kind, disposal.row_id):
        raise Refused(
            f"{disposal.number} is held.", source=SOURCE, opens="End the hold first, and say why it may end."
        )


def is_held(kind: str, row_id: int) -> bool:
    """Whether a record must not go just now."""
    return Hold.objects.filter(kind=kind, row_id=row_id, ended_at__isnull=True).exists()


def erasure_of(kind: str, row_id: int) -> Disposal | None:
    """The certificate of a record that has been erased, for pages that say so."""
    return Disposal.objects.filter(kind=kind, row_id=row_id, erased_at__isnull=False).first()


def approved(service: Service) -> Iterator[Disposal]:
    """What all have agreed to and nothing stands against: to be erased the next night."""
    waiting = Disposal.objects.filter(service=service, erased_at__isnull=True).select_related("approval")
    for disposal in waiting.filter(
        approval__decision=Approval.Decision.APPROVED, due_on__lte=timezone.localdate()
    ):
        if not is_held(disposal.kind, disposal.row_id):
            yield disposal


def not_yet_read(service: Service) -> list[User]:
    """Staff who have not said that they have read the schedule as it now is."""
    members = held_today(service).exclude(user__is_system=True)
    has_read = Reading.objects.filter(service=service, version=version_of(service)).values("user")
    return list(User.objects.filter(pk__in=members.values("user")).exclude(pk__in=has_read).order_by("name"))
