"""Who stands beside somebody, and who else was affected."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from amends.foundation.access.models import User
from amends.foundation.case.models import FileRow, Participant
from amends.foundation.lib.locking import LockedCharField
from amends.service.community.models import Organisation


class SupporterFinding(FileRow):
    """Whether a supporter is suitable to be there, and why. The last finding counts (Wait 'til Eight appendix 3D)."""

    participant = models.ForeignKey(Participant, models.CASCADE, related_name="supporter_findings")
    relationship = LockedCharField(max_length=120, help_text="What they are to the person they support.")
    suitable = models.BooleanField()
    reason = LockedCharField(max_length=300)
    found_on = models.DateField()
    found_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Privacy:
        retention = "case"
        personal = ("relationship", "reason")
        plain = ("service", "file", "participant", "suitable", "found_on", "found_by")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="supporter_found_for_a_reason",
                violation_error_message="Say what the finding rests on.",
            )
        ]
        indexes: ClassVar = [models.Index(fields=["participant", "-id"], name="findings_on_a_supporter")]

    def __str__(self) -> str:
        return f"finding on supporter {self.participant_id}"


class Helper(FileRow):
    """One of the network around somebody: what they do, and where it ends for staff (HMPPS 4.9, 6.23)."""

    participant = models.ForeignKey(Participant, models.CASCADE, related_name="helpers")
    name = models.CharField(max_length=120)
    relationship = LockedCharField(max_length=120, help_text="What they are to them, or their post.")
    is_staff = models.BooleanField(
        default=False, help_text="Works for probation, a prison or another part of HMPPS."
    )
    tasks = LockedCharField(max_length=300, blank=True)
    limits = LockedCharField(
        max_length=300, blank=True, help_text="That their part stays within rehabilitation and integration."
    )
    from_day = models.DateField()
    until_day = models.DateField(null=True, blank=True)
    added_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Privacy:
        retention = "case"
        personal = ("name", "relationship", "tasks", "limits")
        plain = ("service", "file", "participant", "is_staff", "from_day", "until_day", "added_by")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(tasks=""),
                name="helper_has_tasks",
                violation_error_message="Say what they are to do.",
            ),
            models.CheckConstraint(
                condition=Q(is_staff=False) | ~Q(limits=""),
                name="staff_helper_has_limits",
                violation_error_message="Say how their part stays within rehabilitation and integration.",
            ),
            models.CheckConstraint(
                condition=Q(until_day__isnull=True) | Q(until_day__gte=F("from_day")),
                name="helper_ends_after_beginning",
                violation_error_message="It cannot end before it began.",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["participant", "id"], name="helpers_of_a_participant")]

    def __str__(self) -> str:
        return f"helper of participant {self.participant_id}"


class Backing(FileRow):
    """An organisation that supports one person, what it does, and whether they agree (HMPPS 6.42, 6.44)."""

    class Purpose(models.TextChoices):
        """What it is there for."""

        SUPPORT = "support", "Helps them take part"
        INTEGRATION = "integration", "Finding their place in the community"
        RISK_PLAN = "risk_plan", "Part of the plan for managing risk"
        SUPPORTER = "supporter", "Beside them during restorative justice"

    participant = models.ForeignKey(Participant, models.CASCADE, related_name="backings")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    purpose = models.CharField(max_length=12, choices=Purpose.choices, default=Purpose.SUPPORT)
    role = LockedCharField(max_length=300, help_text="What it does for them.")
    is_faith = models.BooleanField(default=False, help_text="A faith organisation, as the list has it.")
    wanted = models.BooleanField(help_text="Whether they want it.")
    agreed_on = models.DateField(
        null=True, blank=True, help_text="When they agreed that it is told about them."
    )
    vetting = LockedCharField(max_length=200, blank=True, help_text="How it was looked into, and by whom.")
    vetted_on = models.DateField(null=True, blank=True)
    sent = LockedCharField(max_length=300, blank=True, help_text="What was passed on to it.")
    sent_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    added_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    added_at = models.DateTimeField(db_default=Now())

    class Privacy:
        retention = "case"
        personal = ("organisation", "role", "is_faith", "vetting", "sent")
        plain = (
            "service",
            "file",
            "participant",
            "purpose",
            "wanted",
            "agreed_on",
            "vetted_on",
            "sent_on",
            "ended_on",
            "added_by",
            "added_at",
        )

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(role=""),
                name="backing_has_a_role",
                violation_error_message="Say what it does for them.",
            ),
            models.CheckConstraint(
                condition=Q(is_faith=False) | Q(wanted=True),
                name="faith_only_where_it_is_wanted",
                violation_error_message="A faith organisation is brought in only where the person wants it.",
            ),
            models.CheckConstraint(
                condition=Q(is_faith=False)
                | ~Q(purpose="supporter")
                | (Q(vetted_on__isnull=False) & ~Q(vetting="")),
                name="faith_supporter_is_vetted",
                violation_error_message="Say how it was looked into and when, before it stands beside them.",
            ),
            models.CheckConstraint(
                condition=Q(sent_on__isnull=True) | (Q(agreed_on__isnull=False) & ~Q(sent="")),
                name="backing_told_with_agreement",
                violation_error_message="Nothing goes to it before the person has agreed.",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["participant", "id"], name="backings_of_a_participant")]

    def __str__(self) -> str:
        return f"organisation for participant {self.participant_id}"


class Affected(FileRow):
    """A person or body affected, as one side, the police or another body told us (Wait 'til Eight appendix 3E)."""

    class Source(models.TextChoices):
        """Who told us."""

        SIDE = "side", "Somebody of this side"
        POLICE = "police", "The police"
        OTHER = "other", "Another body"

    participant = models.ForeignKey(
        Participant,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="named_affected",
        help_text="Who named them.",
    )
    name = models.CharField(max_length=120)
    link = LockedCharField(max_length=200, help_text="How they were affected, or belong to it.")
    source = models.CharField(max_length=6, choices=Source.choices, default=Source.SIDE)
    not_invited_because = LockedCharField(max_length=200, blank=True)
    added_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    added_at = models.DateTimeField(db_default=Now())

    class Privacy:
        retention = "case"
        personal = ("name", "link", "not_invited_because")
        plain = ("service", "file", "participant", "source", "added_by", "added_at")

    class Meta:
        verbose_name_plural = "affected"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["file", "name"],
                name="affected_once",
                violation_error_message="This person or body is on the list already.",
            )
        ]

    def __str__(self) -> str:
        return f"affected {self.pk} of file {self.file_id}"
