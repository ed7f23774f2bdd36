"""What each body has promised about answering, what happens without its answer, and how risk may be passed on."""

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils import timezone

from amends.foundation.access.models import Agency, Service, User


class SourceTerms(models.Model):
    """How soon a body answers, and what to do when it does not (Wait 'til Eight s4 para 2)."""

    service = models.ForeignKey(Service, models.PROTECT, related_name="+")
    agency = models.OneToOneField(Agency, models.CASCADE, related_name="sharing_terms")
    reply_days = models.PositiveSmallIntegerField(help_text="Working days, as agreed with the body.")
    consequence = models.CharField(max_length=80, help_text="What cannot go on without the answer.")
    fallback = models.CharField(max_length=70, help_text="What we do instead.")

    class Privacy:
        retention = "service"
        plain = "__all__"

    class Meta:
        verbose_name_plural = "source terms"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(reply_days__range=(1, 60)),
                name="sharing_terms_in_days",
                violation_error_message="Agree on between 1 and 60 working days.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.reply_days} working days"


class Acknowledgement(models.Model):
    """Somebody on the staff has read what follows when information is not shared."""

    service = models.ForeignKey(Service, models.PROTECT, related_name="+")
    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    at = models.DateTimeField(db_default=Now())

    class Privacy:
        retention = "account"
        plain = "__all__"

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["service", "user"],
                name="sharing_acknowledged_once",
                violation_error_message="You have said so already.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.user_id} has read it"


class RiskMeans(models.Model):
    """A way in which extra information about risk passes between the service and officers (W8 s5 para 8)."""

    class Means(models.TextChoices):
        """The four that the guide knows."""

        SYSTEM = "system", "Access to their IT system"
        WRITTEN = "written", "Written agreement to share risk information"
        FORM = "form", "Pro-forma"
        TALK = "talk", "Telephone or e-mail"

    service = models.ForeignKey(Service, models.PROTECT, related_name="+")
    means = models.CharField(max_length=8, choices=Means.choices)
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)
    reference = models.CharField(max_length=120, blank=True)

    class Privacy:
        retention = "service"
        plain = "__all__"

    class Meta:
        verbose_name_plural = "means of passing on risk"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["service", "means"],
                condition=Q(until_on__isnull=True),
                name="sharing_means_once",
                violation_error_message="This way is in force already.",
            ),
            models.CheckConstraint(
                condition=~Q(means="written") | ~Q(reference=""),
                name="sharing_means_written_has_a_reference",
                violation_error_message="Give the reference of the written agreement.",
            ),
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(until_on__gte=F("from_on")),
                name="sharing_means_ends_after_start",
                violation_error_message="It cannot end before it begins.",
            ),
        ]

    def __str__(self) -> str:
        return self.get_means_display()

    def holds(self, on: date | None = None) -> bool:
        """Whether it may be used on a day, today when none is said."""
        day = on or timezone.localdate()
        return self.from_on <= day and (self.until_on is None or day <= self.until_on)
