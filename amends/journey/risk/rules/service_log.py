"""Which lines of the service's own log nobody has looked at again in time."""

from datetime import date

from django.db.models import QuerySet

from amends.foundation.access.models import Service
from amends.journey.risk.models import ServiceRisk


def overdue_reviews(service: Service, day: date) -> QuerySet[ServiceRisk]:
    """Open risks, issues and lessons whose day of review is over, the longest overdue first (EX-086)."""
    rows = ServiceRisk.objects.filter(service=service, status=ServiceRisk.Status.OPEN, review_on__lt=day)
    return rows.select_related("owner").order_by("review_on", "pk")
