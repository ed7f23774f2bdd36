"""Writing down what was explained and talked about, when somebody cannot come, and that they are prepared."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.utils import timezone

from amends.foundation.access.models import User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.rules import check_may
from amends.foundation.case.models import Participant
from amends.foundation.case.rules import check_is_live
from amends.foundation.clock.actions import stop_clock
from amends.foundation.lib.refusal import ChangedMeanwhile, Refused
from amends.foundation.lib.seen import differences
from amends.foundation.record.models import Act
from amends.journey.preparation.actions.noting import note
from amends.journey.preparation.models import Preparation, Unavailable
from amends.journey.preparation.rules.needs import check_considered
from amends.journey.preparation.rules.record import check_can_sign_off

TEXTS = ("hopes", "questions", "wants_to_say", "if_no_answer", "aftercare")


@transaction.atomic
def prepare(
    *,
    by: User,
    participant: Participant,
    explained: list[str],
    texts: Mapping[str, str],
    more: Mapping[str, object] | None = None,
    on: date | None = None,
    version: int | None = None,
) -> Preparation:
    """Keep the preparation record; each point explained keeps its day (`on`, else today) and who explained it.

    `more` are the other fields of the record. Raises ChangedMeanwhile when somebody else saved it since `version`.
    """
    check_may(by, Permission.CONTACT_LOG, participant.service_id)
    check_is_live(participant.case)
    kept = Preparation.objects.select_for_update().filter(participant=participant).first()
    if kept and version is not None and kept.version != version:
        rows = differences(kept, {name: texts[name] for name in TEXTS if name in texts})
        raise ChangedMeanwhile(kept.changed_by.name, rows, seen=str(kept.version))
    if kept is None:
        kept = Preparation(
            service_id=participant.service_id, file_id=participant.file_id, participant=participant, version=0
        )
    day = on or timezone.localdate()
    if day > timezone.localdate():
        raise Refused("This day has not come yet.", field="explained_on")
    new = {key: [day.isoformat(), by.name] for key in explained if key not in kept.told}
    kept.told = {**kept.told, **new}
    for name, value in {**texts, **(more or {})}.items():
        setattr(kept, name, value)
    kept.changed_by, kept.changed_at, kept.version = by, timezone.now(), kept.version + 1
    kept.full_clean()
    kept.save()
    if "leaflet" in kept.explained:
        stop_clock(by=by, name="explain-leaflet", subject=f"participant:{participant.pk}")
    note(by, participant, Act.ALTERATION, "preparation.kept")
    return kept


@transaction.atomic
def sign_off(*, by: User, participant: Participant, on: date) -> Preparation:
    """Say that somebody is prepared. Refused while a point is blank, or coping or a worry was not talked through."""
    check_may(by, Permission.CONTACT_LOG, participant.service_id)
    check_is_live(participant.case)
    if on > timezone.localdate():
        raise Refused("This day has not come yet.", field="on")
    kept = Preparation.objects.select_for_update(of=("self",)).filter(participant=participant).first()
    if kept is None:
        raise Refused("Nothing has been explained or talked through yet.")
    check_can_sign_off(participant, kept)
    check_considered(participant)
    kept.prepared_on, kept.prepared_by = on, by
    kept.version += 1
    kept.full_clean()
    kept.save(update_fields=["prepared_on", "prepared_by", "version"])
    note(by, participant, Act.ALTERATION, "preparation.signed_off")
    return kept


@transaction.atomic
def add_unavailable(*, by: User, participant: Participant, details: Mapping[str, object]) -> Unavailable:
    """Note a time of the week at which somebody cannot come."""
    check_may(by, Permission.CONTACT_LOG, participant.service_id)
    row = Unavailable(
        service_id=participant.service_id,
        file_id=participant.file_id,
        participant=participant,
        added_by=by,
        **details,
    )
    row.full_clean()
    row.save()
    note(by, participant, Act.COLLECTION, "unavailable.added")
    return row


@transaction.atomic
def drop_unavailable(*, by: User, row: Unavailable) -> None:
    """That time is free after all."""
    check_may(by, Permission.CONTACT_LOG, row.service_id)
    note(by, row.participant, Act.ERASURE, "unavailable.dropped")
    row.delete()
