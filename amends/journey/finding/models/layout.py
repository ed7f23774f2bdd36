"""What a service remembers between files: how they are read, and what puts a case first."""

from django.db import models
from django.db.models.functions import Now

from amends.foundation.access.models import Agency, Service, User


class Layout(models.Model):
    """How one agency's files are read: remembered, so that the next one needs no questions."""

    service = models.ForeignKey(Service, models.PROTECT, related_name="+")
    agency = models.OneToOneField(Agency, models.CASCADE, related_name="+")
    columns = models.JSONField(
        default=dict, blank=True, help_text="Heading of the column, and what it holds."
    )
    words = models.JSONField(
        default=dict, blank=True, help_text="For each choice, the agency's word and ours."
    )
    criteria = models.JSONField(default=dict, blank=True, help_text="Which rows are looked for at all.")
    changed_at = models.DateTimeField(db_default=Now())

    class Privacy:
        retention = "service"
        plain = "__all__"

    def __str__(self) -> str:
        return f"layout of agency {self.agency_id}"


class Weights(models.Model):
    """How much each of the guide's seven factors counts in this service (W8 s3 para 4.2)."""

    service = models.OneToOneField(Service, models.CASCADE, related_name="+")
    by_factor = models.JSONField(default=dict, blank=True)
    reason = models.CharField(max_length=300)
    changed_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    changed_at = models.DateTimeField(db_default=Now())

    class Privacy:
        retention = "service"
        plain = "__all__"

    def __str__(self) -> str:
        return f"weights of service {self.service_id}"
