"""What a service sets about its own referral forms."""

from datetime import timedelta
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone

from amends.foundation.access.models import Service, User


class ReferralSettings(models.Model):
    """One row a service: what is asked at entry, what the forms say at their top, whom referrers can talk to."""

    service = models.OneToOneField(Service, models.CASCADE, related_name="referral_settings")
    minimum = ArrayField(
        models.CharField(max_length=40),
        null=True,
        blank=True,
        help_text="The parts a referral cannot start without; none set: those of the profile.",
    )
    explanation = models.TextField(
        blank=True, help_text="What restorative justice is, and what follows if the person harmed declines."
    )
    length_of_activity = models.CharField(max_length=120, blank=True, default="up to 4 days")
    contact_name = models.CharField(max_length=120, blank=True)
    contact_telephone = models.CharField(max_length=80, blank=True)
    contact_email = models.EmailField(blank=True)
    destination = models.EmailField(blank=True, help_text="The secure address for forms that come by e-mail.")
    is_published = models.BooleanField(
        default=False, help_text="On: referrers can use the forms about a sentence."
    )
    prompt_days = models.PositiveSmallIntegerField(
        default=5, help_text="How many days a community remedy referral may take once both have agreed."
    )
    cover_target_on = models.DateField(
        null=True, blank=True, help_text="By when every action is to be on offer everywhere."
    )
    changed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    changed_at = models.DateTimeField(default=timezone.now)

    class Privacy:
        retention = "service"
        personal = ("contact_name", "contact_telephone", "contact_email")
        plain = (
            "service",
            "minimum",
            "explanation",
            "length_of_activity",
            "destination",
            "is_published",
            "prompt_days",
            "cover_target_on",
            "changed_by",
            "changed_at",
        )

    class Meta:
        verbose_name_plural = "referral settings"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(is_published=False)
                | (~Q(contact_name="") & (~Q(contact_telephone="") | ~Q(contact_email=""))),
                name="published_form_names_a_contact",
                violation_error_message="Say whom referrers can talk to: a name, and a number or an e-mail address.",
            ),
            models.CheckConstraint(
                condition=Q(is_published=False) | (~Q(explanation="") & ~Q(destination="")),
                name="published_form_explains_itself",
                violation_error_message="The form needs its explanation and the address it is sent to.",
            ),
        ]

    def __str__(self) -> str:
        return f"referral settings of {self.service}"

    @property
    def prompt(self) -> timedelta:
        """The same limit as a span of time."""
        return timedelta(days=self.prompt_days)

    @property
    def contact(self) -> str:
        """Whom to talk to about suitability, in one line; "" while nobody is named."""
        ways = [self.contact_telephone, self.contact_email]
        return ", ".join(filter(None, [self.contact_name, *ways])) if self.contact_name else ""
