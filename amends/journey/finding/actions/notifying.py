"""A victim wants restorative justice: told by their liaison officer, and kept from everybody else."""

from datetime import date

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from amends.foundation.access.models import Service, User
from amends.foundation.messages.actions import tell_role
from amends.foundation.record.models import Act
from amends.journey.finding.actions.noting import keep
from amends.journey.finding.models import VictimNotice
from amends.journey.finding.rules.notices import check_may_be_copied, check_may_notify
from amends.journey.finding.rules.noting import check_not_ahead


@transaction.atomic
def note_victims_wish(*, by: User, service: Service, told_on: date, **details: object) -> VictimNotice:
    """Tell those who decide that a victim wants restorative justice; nobody else learns of it (PF-125).

    Raises Refused for anybody but a liaison officer and those who decide, and for a day to come.
    """
    check_may_notify(by, service)
    check_not_ahead(told_on, "told_on")
    row = VictimNotice(service=service, noted_by=by, told_on=told_on, **details)
    keep(by, row, "victim_notice.noted")
    words = "A liaison officer has told you of somebody who was harmed and wants restorative justice."
    tell_role(
        service=service,
        role="coordinator",
        words=words,
        link=reverse("finding:notices"),
        about="victim_notice",
    )
    return row


@transaction.atomic
def note_copied(*, by: User, notice: VictimNotice, copied_as: str) -> VictimNotice:
    """It now also stands in the offender record. Refused where the service's rules keep victims out of that."""
    check_may_be_copied(notice.service)
    notice.copied_as, notice.copied_on = copied_as, timezone.localdate()
    keep(by, notice, "victim_notice.copied", Act.DISCLOSURE)
    return notice
