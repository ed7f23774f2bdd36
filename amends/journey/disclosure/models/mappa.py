"""Somebody under multi-agency public protection (MAPPA): which agencies must know, when, and who has told them."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from amends.foundation.access.models import User
from amends.foundation.case.models import FileRow, Participant
from amends.foundation.lib.locking import LockedTextField


class Mappa(FileRow):
    """The duty about one person (HMPPS framework 4.7, 6.24, 6.39)."""

    class Duty(models.TextChoices):
        """The officer who manages the sentence tells the partners, whoever asked for restorative justice."""

        COM = "com", "Community offender manager"
        POM = "pom", "Prison offender manager"

    class Share(models.TextChoices):
        """Must the partners know before their next meeting?"""

        NOW = "now", "Tell them now"
        AT_MEETING = "at_meeting", "Tell them at the next meeting"

    participant = models.OneToOneField(Participant, models.CASCADE, related_name="mappa")
    level = models.PositiveSmallIntegerField()
    asked_by_harmed = models.BooleanField(default=False, help_text="The person harmed asked for it.")
    duty = models.CharField(max_length=4, choices=Duty.choices)
    officer = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    liaison = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    liaison_passed_on = models.DateField(null=True, blank=True)
    meeting_on = models.DateField(null=True, blank=True, help_text="The next MAPPA meeting.")
    share = models.CharField(max_length=10, choices=Share.choices)
    reasons = LockedTextField(help_text="Risk and complexity.")
    decided_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    decided_on = models.DateField()
    plan_reviewed_on = models.DateField(
        null=True, blank=True, help_text="When the risk management plan was looked at again."
    )
    plan_changed = models.BooleanField(null=True, blank=True)
    plan_passed_on = models.DateField(
        null=True, blank=True, help_text="When the provider was told what came of it."
    )

    class Privacy:
        retention = "case"
        personal = ("reasons",)
        plain = (
            "service",
            "file",
            "participant",
            "level",
            "asked_by_harmed",
            "duty",
            "officer",
            "liaison",
            "liaison_passed_on",
            "meeting_on",
            "share",
            "decided_by",
            "decided_on",
            "plan_reviewed_on",
            "plan_changed",
            "plan_passed_on",
        )

    class Meta:
        verbose_name_plural = "MAPPA duties"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(plan_reviewed_on__isnull=True) | Q(plan_changed__isnull=False),
                name="plan_review_says_whether_changed",
                violation_error_message="Say whether the plan was changed.",
            ),
            models.CheckConstraint(
                condition=Q(level__range=(1, 3)),
                name="mappa_level_one_to_three",
                violation_error_message="The level is 1, 2 or 3.",
            ),
            models.CheckConstraint(
                condition=~Q(share="at_meeting") | Q(meeting_on__isnull=False),
                name="mappa_meeting_has_a_day",
                violation_error_message="Say when the next meeting is.",
            ),
            models.CheckConstraint(
                condition=~Q(reasons=""),
                name="mappa_judgement_has_reasons",
                violation_error_message="Say why, with the risk and how complex it is.",
            ),
        ]

    def __str__(self) -> str:
        return f"MAPPA of participant {self.participant_id}"


class MappaAgency(FileRow):
    """An agency that is actively involved, and whether it has been told."""

    class Method(models.TextChoices):
        """How it was told."""

        MEETING = "meeting", "At the meeting"
        EMAIL = "email", "Secure e-mail"
        PHONE = "phone", "Telephone"
        SYSTEM = "system", "In their system"

    mappa = models.ForeignKey(Mappa, models.CASCADE, related_name="agencies")
    name = models.CharField(max_length=120)
    active = models.BooleanField(default=True)
    told_on = models.DateField(null=True, blank=True)
    told_what = LockedTextField(blank=True)
    told_how = models.CharField(max_length=8, choices=Method.choices, blank=True)
    told_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    answered_on = models.DateField(null=True, blank=True)
    answer = LockedTextField(blank=True, default="", help_text="What they know that bears on it.")

    class Privacy:
        retention = "case"
        personal = ("told_what", "answer")
        plain = (
            "service",
            "file",
            "mappa",
            "name",
            "active",
            "told_on",
            "told_how",
            "told_by",
            "answered_on",
        )

    class Meta:
        verbose_name_plural = "MAPPA agencies"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["mappa", "name"],
                name="mappa_agency_once",
                violation_error_message="This agency is on the list already.",
            ),
            models.CheckConstraint(
                condition=Q(told_on__isnull=True)
                | (~Q(told_what="") & ~Q(told_how="") & Q(told_by__isnull=False)),
                name="mappa_agency_told_what_and_how",
                violation_error_message="Say what was shared, how and by whom.",
            ),
            models.CheckConstraint(
                condition=Q(answered_on__isnull=True) | (~Q(answer="") & Q(told_on__isnull=False)),
                name="mappa_agency_answered_something",
                violation_error_message="Write down what they answered, after they were told.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def subject(self) -> str:
        """How its task and the trail call it."""
        return f"mappaagency:{self.pk}"

    @property
    def task(self) -> str:
        """The same in an address."""
        return f"mappaagency-{self.pk}"
