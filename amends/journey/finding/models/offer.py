"""Whether somebody harmed was told about restorative justice."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from amends.journey.finding.models.noted import Noted


class Offer(Noted):
    """Whether a victim who reported the offence was told about restorative justice, and what they said (1.2, 6.36)."""

    class Told(models.TextChoices):
        """In what form."""

        TOLD = "told", "Told in person"
        LEAFLET = "leaflet", "Given the leaflet"
        REFERRAL = "referral", "Referred to a support service"

    class Response(models.TextChoices):
        """What they said."""

        WANTS_MORE = "wants_more", "Wants to hear more"
        NOT_NOW = "not_now", "Not now"
        NO = "no", "No"
        UNDECIDED = "undecided", "Undecided"

    class HeardFrom(models.TextChoices):
        """Where somebody who asked themselves first heard of it (SS-030)."""

        POLICE = "police", "Police"
        VLO = "vlo", "Victim liaison officer"
        VICTIM_SUPPORT = "victim_support", "Victim Support"
        SELF = "self", "Found it themselves"
        OTHER = "other", "Somebody else"

    class PoliceOffered(models.TextChoices):
        """Whether the police gave them information, or said where it is (SS-030)."""

        YES = "yes", "Yes"
        NO = "no", "No"
        NOT_KNOWN = "not_known", "Not known"

    victim = models.CharField(max_length=200)
    reference = models.CharField(max_length=60, blank=True, help_text="Crime number or case reference.")
    area = models.CharField(max_length=80, blank=True, help_text="Police area.")
    offered_on = models.DateField(null=True, blank=True)
    offered_by = models.CharField(max_length=120, blank=True)
    told = models.CharField(max_length=10, choices=Told.choices, blank=True)
    response = models.CharField(max_length=12, choices=Response.choices, blank=True)
    heard_from = models.CharField(max_length=15, choices=HeardFrom.choices, blank=True)
    police_offered = models.CharField(max_length=10, choices=PoliceOffered.choices, blank=True, default="")
    code_edition = models.CharField(max_length=20, default="2020")

    class Privacy:
        retention = "referral"
        personal = ("victim", "reference", "offered_by")
        plain = (
            "service",
            "noted_by",
            "noted_at",
            "area",
            "offered_on",
            "told",
            "response",
            "heard_from",
            "police_offered",
            "code_edition",
        )

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(offered_on__isnull=True) | (~Q(offered_by="") & ~Q(told="")),
                name="offer_says_by_whom_and_how",
                violation_error_message="Say who told them, and how.",
            ),
            models.CheckConstraint(
                condition=Q(heard_from="") | ~Q(police_offered=""),
                name="whoever_asked_says_what_the_police_did",
                violation_error_message="Say whether the police gave them information about it, or that nobody knows.",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["service", "noted_at"], name="not_offered_yet", condition=Q(offered_on__isnull=True)
            )
        ]

    def __str__(self) -> str:
        return f"offer {self.pk}"
