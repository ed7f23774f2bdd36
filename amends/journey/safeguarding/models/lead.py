"""Who concerns go to, the number for the night, and who has read what must be passed on."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from amends.foundation.access.models import Service, User


class Officer(models.Model):
    """The safeguarding lead of a service, or a deputy. Everybody who works there can see who they are."""

    class Part(models.TextChoices):
        """One lead at a time; deputies hear of a concern in the same moment."""

        LEAD = "lead", "Safeguarding lead"
        DEPUTY = "deputy", "Deputy"

    service = models.ForeignKey(Service, models.PROTECT, related_name="+")
    user = models.ForeignKey(User, models.PROTECT, related_name="safeguards")
    part = models.CharField(max_length=6, choices=Part.choices)
    named_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    named_at = models.DateTimeField(db_default=Now())
    ended_at = models.DateTimeField(null=True, blank=True)

    class Privacy:
        retention = "service"
        plain = "__all__"

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["service"],
                condition=Q(part="lead", ended_at__isnull=True),
                name="one_safeguarding_lead",
                violation_error_message="There is a lead already. Their time ends when another is named.",
            ),
            models.UniqueConstraint(
                fields=["service", "user"],
                condition=Q(ended_at__isnull=True),
                name="safeguards_once",
                violation_error_message="This person is lead or deputy already.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_part_display()}: user {self.user_id}"


class OutOfHours(models.Model):
    """Whom to ring at night and at weekends, when nobody of the service answers."""

    service = models.OneToOneField(Service, models.CASCADE, related_name="+")
    telephone = models.CharField(max_length=30)
    words = models.CharField(max_length=200, blank=True, help_text="Who answers there, and when.")
    changed_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    changed_at = models.DateTimeField(db_default=Now())

    class Privacy:
        retention = "service"
        plain = "__all__"

    class Meta:
        verbose_name_plural = "numbers out of hours"

    def __str__(self) -> str:
        return self.telephone


class Reading(models.Model):
    """That somebody has read what cannot stay confidential, in which version (Wait 'til Eight section 4 para 5)."""

    service = models.ForeignKey(Service, models.PROTECT, related_name="+")
    user = models.ForeignKey(User, models.PROTECT, related_name="+")
    version = models.CharField(max_length=20)
    confirmed_at = models.DateTimeField(db_default=Now())

    class Privacy:
        retention = "account"
        plain = "__all__"

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["service", "user", "version"],
                name="guidance_read_once",
                violation_error_message="You have confirmed this already.",
            )
        ]

    def __str__(self) -> str:
        return f"user {self.user_id} read {self.version}"
