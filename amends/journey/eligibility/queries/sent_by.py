"""How many referrals each partner sent: handed to the partners' page, which knows no referral."""

from datetime import date

from django.db.models import Count, Max, Q
from django.utils import timezone

from amends.foundation.access.models import Service
from amends.journey.referral.models import Referral
from amends.service.partners.activity import Sent, provide_referrals


@provide_referrals
def referrals_by_agency(service: Service, since: date) -> dict[int, Sent]:
    """By the agency's key: how many since a day, and when the last one came."""
    rows = (
        Referral.objects.received()
        .filter(service=service, agency__isnull=False)
        .values("agency")
        .annotate(number=Count("pk", filter=Q(received_at__date__gte=since)), last=Max("received_at"))
    )
    return {row["agency"]: Sent(row["number"], timezone.localtime(row["last"]).date()) for row in rows}
