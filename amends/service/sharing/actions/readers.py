"""Who has to have read an agreement, and who has; and staff saying that they know what follows from not sharing."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils import timezone

from amends.foundation.access.models import Agency, Service, User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.rules import check_may
from amends.foundation.lib.refusal import Refused
from amends.foundation.record.actions import record
from amends.foundation.record.models import Act
from amends.service.sharing.actions.agreements import keep
from amends.service.sharing.models import Acknowledgement, Briefing, SharingAgreement


@transaction.atomic
def add_readers(
    *, by: User, agreement: SharingAgreement, agency: Agency, names: Sequence[str]
) -> list[Briefing]:
    """List the staff of a body whom the agreement concerns."""
    made = []
    for name in names:
        row = Briefing(service_id=agreement.service_id, agreement=agreement, agency=agency, name=name)
        keep(row, by=by, service_id=agreement.service_id, what="reader_added")
        made.append(row)
    return made


@transaction.atomic
def send_to_readers(*, by: User, agreement: SharingAgreement, on: date) -> int:
    """The version in force went to everybody who has not read it. Returns to how many."""
    check_may(by, Permission.PARTNERS_MANAGE, agreement.service_id)
    rows = agreement.briefings.exclude(confirmed_version=agreement.version)
    count = rows.update(sent_on=on, confirmed_version=None, confirmed_on=None)
    record(
        by=by,
        act=Act.DISCLOSURE,
        what="sharing.sent_to_readers",
        service_id=agreement.service_id,
        subject=agreement.subject,
        details={"count": count, "version": agreement.version},
    )
    return count


@transaction.atomic
def confirm_read(*, by: User, reader: Briefing, on: date | None = None) -> None:
    """Somebody confirms that they have read the version in force."""
    day = on or timezone.localdate()
    if day > timezone.localdate():
        raise Refused("This day has not come yet.", field="on")
    reader.confirmed_version, reader.confirmed_on = reader.agreement.version, day
    keep(reader, by=by, service_id=reader.service_id, what="read_confirmed")


@transaction.atomic
def acknowledge(*, by: User, service: Service) -> Acknowledgement:
    """Say for oneself that one has read what follows when information is not shared (Wait 'til Eight s4 para 2)."""
    check_may(by, Permission.CASE_SEE, service)
    row, new = Acknowledgement.objects.get_or_create(service=service, user=by)
    if new:
        record(by=by, act=Act.COLLECTION, what="sharing.acknowledged", service_id=service.pk)
    return row
