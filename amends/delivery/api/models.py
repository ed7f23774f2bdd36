"""Answers that were given, so that a request sent twice is done once."""

from typing import ClassVar

from django.db import models
from django.db.models.functions import Now

from amends.foundation.access.models import ApiToken


class StoredAnswer(models.Model):
    """What a token's request was answered under an idempotency key. It holds a number and days, and nobody."""

    token = models.ForeignKey(ApiToken, models.CASCADE, related_name="+")
    key = models.CharField(max_length=80)
    request_hash = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField(default=0)
    body = models.JSONField(default=dict)
    at = models.DateTimeField(db_default=Now())

    class Privacy:
        retention = "day"
        plain = "__all__"

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["token", "key"],
                name="idempotency_key_once",
                violation_error_message="This idempotency key has been used.",
            )
        ]

    def __str__(self) -> str:
        return f"answer {self.pk}"
