"""What is proposed to a court, and what the court decided."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from amends.foundation.access.models import Service, User
from amends.journey.court.models.report import CourtReport, DefermentModel, Vehicle


class Proposal(models.Model):
    """What is proposed to the court, and whether the service has said that it can deliver it."""

    class Reply(models.TextChoices):
        """What the service answered."""

        CAN = "can", "Can deliver"
        CANNOT = "cannot", "Cannot deliver"

    service = models.ForeignKey(Service, models.PROTECT, related_name="+")
    report = models.OneToOneField(CourtReport, models.CASCADE, related_name="proposal")
    vehicle = models.CharField(max_length=30, choices=Vehicle.choices)
    supervision_months = models.PositiveSmallIntegerField(null=True, blank=True)
    deferred_until = models.DateField(null=True, blank=True)
    deferment_model = models.CharField(max_length=5, choices=DefermentModel.choices, blank=True)
    proposed_on = models.DateField()
    asked_on = models.DateField(null=True, blank=True)
    reply = models.CharField(max_length=8, choices=Reply.choices, blank=True)
    replied_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    replied_on = models.DateField(null=True, blank=True)

    class Privacy:
        retention = "referral"
        plain = "__all__"

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(vehicle__in=["community_order", "suspended_sentence_order"])
                | Q(supervision_months__isnull=False, supervision_months__gte=3),
                name="proposal_beside_supervision",
                violation_error_message="Propose it only beside supervision of three months or more.",
            ),
            models.CheckConstraint(
                condition=~Q(vehicle="deferred_sentence")
                | (Q(deferred_until__isnull=False) & ~Q(deferment_model="")),
                name="deferment_has_an_end_and_a_model",
                violation_error_message="Say until when sentence would be deferred, and by which model.",
            ),
            models.CheckConstraint(
                condition=Q(reply="", replied_by__isnull=True, replied_on__isnull=True)
                | (
                    ~Q(reply="")
                    & Q(
                        replied_by__isnull=False,
                        asked_on__isnull=False,
                        replied_on__isnull=False,
                        replied_on__gte=models.F("asked_on"),
                    )
                ),
                name="reply_follows_an_enquiry",
                violation_error_message="An answer follows a question, and has who gave it and when.",
            ),
        ]

    def __str__(self) -> str:
        return f"proposal of report {self.report_id}"
