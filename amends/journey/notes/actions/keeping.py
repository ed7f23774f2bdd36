"""Paper files: where they are locked, who takes them, who brings them back."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from amends.foundation.access.models import Service, User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.rules import check_may
from amends.foundation.case.models import CaseFile
from amends.foundation.lib.refusal import Refused
from amends.foundation.record.actions import record
from amends.foundation.record.models import Act
from amends.journey.notes.models import HardCopy, Removal, Store
from amends.journey.notes.rules import check_secure


@transaction.atomic
def add_store(*, by: User, service: Service, name: str, is_secure: bool) -> Store:
    """Add a place where paper is kept."""
    check_may(by, Permission.WORKFORCE_MANAGE, service)
    store = Store(service=service, name=name, is_secure=is_secure)
    store.full_clean()
    store.save()
    record(
        by=by,
        act=Act.COLLECTION,
        what="paper.store_added",
        service_id=service.pk,
        subject=f"store:{store.pk}",
    )
    return store


@transaction.atomic
def keep_copy(
    *, by: User, file: CaseFile, reference: str, store: Store, kept_since: date | None = None
) -> HardCopy:
    """Register a paper file about one side. Refused in a place that is not locked (W8-173)."""
    check_may(by, Permission.PARTICIPANT_EDIT, file.service_id)
    check_secure(store)
    copy = HardCopy(
        service_id=file.service_id,
        file=file,
        reference=reference,
        store=store,
        kept_since=kept_since or timezone.localdate(),
    )
    copy.full_clean()
    copy.save()
    _note(by, copy, Act.COLLECTION, "paper.kept")
    return copy


@transaction.atomic
def take_out(*, by: User, copy: HardCopy, on: date | None = None) -> Removal:
    """Sign for a paper file and take it."""
    check_may(by, Permission.CONTACT_LOG, copy.service_id)
    day = on or timezone.localdate()
    if day > timezone.localdate():
        raise Refused("This day has not come yet.", field="on")
    if Removal.objects.filter(copy=copy, returned_on__isnull=True).exists():
        raise Refused("This paper file is out already.")
    row = Removal(service_id=copy.service_id, file_id=copy.file_id, copy=copy, taken_by=by, taken_on=day)
    row.full_clean()
    row.save()
    _note(by, copy, Act.DISCLOSURE, "paper.taken")
    return row


@transaction.atomic
def bring_back(*, by: User, removal: Removal) -> None:
    """It is back under lock; whoever receives it signs."""
    check_may(by, Permission.CONTACT_LOG, removal.service_id)
    if removal.returned_on:
        raise Refused("It is back already.")
    removal.returned_on, removal.received_by = timezone.localdate(), by
    removal.full_clean()
    removal.save()
    _note(by, removal.copy, Act.ALTERATION, "paper.returned")


def _note(by: User, copy: HardCopy, act: Act, what: str) -> None:
    record(by=by, act=act, what=what, file=copy.file, subject=f"hardcopy:{copy.pk}")
