"""Noting that figures left the service."""

from django.db import transaction

from amends.foundation.access.models import Service, User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.rules import check_may
from amends.foundation.record.actions import record
from amends.foundation.record.models import Act


@transaction.atomic
def note_export(*, by: User, service: Service, month: str, form: str) -> None:
    """Somebody has taken the figures of a month away as a file."""
    check_may(by, Permission.FIGURES_SEE, service)
    record(
        by=by,
        act=Act.DISCLOSURE,
        what="performance.exported",
        service_id=service.pk,
        subject=f"figures:{month}",
        details={"form": form},
    )
