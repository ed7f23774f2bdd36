"""What somebody was promised to hear afterwards, and the meetings at which an agreement is looked at again."""

from datetime import date
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from amends.foundation.access.models import User
from amends.foundation.case.models import CaseRow, FileRow, Participant
from amends.foundation.lib.locking import LockedTextField
from amends.journey.agreement.models.agreement import OutcomeAgreement
from amends.journey.agreement.models.point import Point


class Wish(FileRow):
    """Which news one person wants, how, when and until when; nothing beyond it reaches them (SS-046)."""

    How = Point.Told

    agreement = models.ForeignKey(OutcomeAgreement, models.CASCADE, related_name="wishes")
    participant = models.ForeignKey(Participant, models.CASCADE, related_name="wishes")
    no_contact = models.BooleanField(default=False, help_text="They want to hear nothing any more.")
    about = ArrayField(
        models.BigIntegerField(), default=list, blank=True, help_text="Points of which they want to hear."
    )
    how = models.CharField(max_length=10, choices=How.choices, blank=True, default="")
    news_on = models.DateField(null=True, blank=True, help_text="A day on which they hear how it stands.")
    until = models.DateField(null=True, blank=True, help_text="After this day they hear nothing any more.")
    news_given_on = models.DateField(null=True, blank=True)
    noted_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    noted_at = models.DateTimeField(db_default=Now())

    class Privacy:
        retention = "case"
        plain = "__all__"

    class Meta:
        verbose_name_plural = "wishes"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["agreement", "participant"],
                name="one_wish_a_person",
                violation_error_message="What they want to hear is written down already.",
            ),
            models.CheckConstraint(
                condition=Q(no_contact=False) | Q(about__len=0, news_on__isnull=True, how=""),
                name="no_contact_means_no_news",
                violation_error_message="They want to hear nothing, so nothing else can be chosen.",
            ),
            models.CheckConstraint(
                condition=Q(no_contact=True) | ~Q(how=""),
                name="news_has_a_way",
                violation_error_message="Say how they want to hear it.",
            ),
            models.CheckConstraint(
                condition=Q(news_on__isnull=True) | Q(until__isnull=True) | Q(until__gte=models.F("news_on")),
                name="news_before_the_end",
                violation_error_message="This is after the day on which it ends.",
            ),
        ]

    def __str__(self) -> str:
        return f"wish {self.pk}"

    def covers(self, point: Point, on: date) -> bool:
        """Whether they want to hear on this day what became of this point."""
        return not self.no_contact and point.pk in self.about and (self.until is None or on <= self.until)


class Review(CaseRow):
    """A meeting at which those concerned looked at how far the agreement was kept (W8-312, appendix 6A)."""

    class Kept(models.TextChoices):
        """How far."""

        YES = "yes", "Yes"
        PARTLY = "partly", "In part"
        NO = "no", "No"

    agreement = models.ForeignKey(OutcomeAgreement, models.CASCADE, related_name="reviews")
    held_on = models.DateField()
    present = models.CharField(max_length=300, help_text="Who was there, by post or chosen name.")
    kept = models.CharField(max_length=6, choices=Kept.choices)
    achieved = LockedTextField()
    next_steps = LockedTextField(blank=True)
    noted_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    noted_at = models.DateTimeField(db_default=Now())

    class Privacy:
        retention = "case"
        personal = ("present", "achieved", "next_steps")
        plain = ("service", "case", "agreement", "held_on", "kept", "noted_by", "noted_at")

    class Meta:
        indexes: ClassVar = [models.Index(fields=["agreement", "-held_on"], name="reviews_of_an_agreement")]

    def __str__(self) -> str:
        return f"review of agreement {self.agreement_id} on {self.held_on}"
