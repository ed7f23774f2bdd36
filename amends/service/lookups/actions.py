"""Entering who may look into a partner's system, and writing down each look."""

from datetime import date

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from amends.foundation.access.models import Service, User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.rules import check_may
from amends.foundation.case.models import Case
from amends.foundation.lib.refusal import Refused
from amends.foundation.messages.actions import tell_permitted
from amends.foundation.record.actions import record
from amends.foundation.record.models import Act
from amends.service.lookups.models import LookUp, SystemAccess
from amends.service.lookups.rules import check_day


@transaction.atomic
def enter_access(*, by: User, service: Service, **details: object) -> SystemAccess:
    """Enter that a partner lets one of us into a system."""
    check_may(by, Permission.PARTNERS_MANAGE, service)
    access = SystemAccess(service=service, **details)
    access.full_clean()
    access.save()
    subject = f"systemaccess:{access.pk}"
    record(by=by, act=Act.COLLECTION, what="system_access.entered", service_id=service.pk, subject=subject)
    return access


@transaction.atomic
def log_look_up(*, by: User, case: Case, access: SystemAccess, looked_on: date, purpose: str) -> LookUp:
    """Write down a look into a partner's system for a case.

    One made when the access had run out is kept all the same, because it happened; the manager hears of it (EX-096).
    """
    check_may(by, Permission.ENQUIRY_SEND, case.service_id)
    if access.worker_id != by.pk or access.service_id != case.service_id:
        raise Refused("This access is somebody else’s.", field="access")
    check_day(access, looked_on, timezone.localdate())
    row = LookUp(
        service_id=case.service_id,
        case=case,
        access=access,
        by=by,
        looked_on=looked_on,
        purpose=purpose,
        had_run_out=access.expires_on < looked_on,
    )
    row.full_clean()
    row.save()
    what = "look_up.made_after_running_out" if row.had_run_out else "look_up.made"
    record(by=by, act=Act.CONSULTATION, what=what, case=case, subject=f"lookup:{row.pk}")
    if row.had_run_out:
        words = f"{by.name} looked into {access.system}, where their access had run out."
        link = reverse("lookups:register")
        tell_permitted(
            service=case.service,
            permission=Permission.SERVICE_MANAGE,
            words=words,
            link=link,
            about="look_up",
        )
    return row
