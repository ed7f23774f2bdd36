"""What an officer notes about somebody who has no case."""

from django.db import models
from django.db.models.functions import Now

from amends.foundation.access.models import Service, User


class Noted(models.Model):
    """Base of what an officer notes about somebody who has no case. It is theirs and the service's."""

    service = models.ForeignKey(Service, models.PROTECT, related_name="+")
    noted_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    noted_at = models.DateTimeField(db_default=Now())

    class Meta:
        abstract = True
