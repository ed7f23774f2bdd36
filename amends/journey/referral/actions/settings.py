"""What a service sets about its referral forms."""

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone

from amends.foundation.access.models import Service, User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.rules import check_may
from amends.foundation.lib.refusal import Refused
from amends.foundation.record.actions import record
from amends.foundation.record.models import Act
from amends.journey.referral.form_rules import PARTS, settings_of
from amends.journey.referral.models import ReferralSettings


@transaction.atomic
def keep_settings(*, by: User, service: Service, details: Mapping[str, object]) -> ReferralSettings:
    """Change what is asked at entry and what the forms say; it holds from the next page that is opened (W8-089).

    Raises ValidationError for a form that is published without a contact, an explanation or an address.
    """
    check_may(by, Permission.SERVICE_MANAGE, service)
    row = settings_of(service)
    before = {name: getattr(row, name) for name in details}
    for name, value in details.items():
        setattr(row, name, value)
    if set(row.minimum or ()) - set(PARTS):
        raise Refused("There is no such part of a referral.", field="minimum")
    row.changed_by, row.changed_at = by, timezone.now()
    row.full_clean()
    row.save()
    changed = sorted(name for name, value in before.items() if value != getattr(row, name))
    record(
        by=by,
        act=Act.ALTERATION,
        what="referral_settings.changed",
        service_id=service.pk,
        subject=f"service:{service.pk}",
        details={"fields": changed},
    )
    return row
