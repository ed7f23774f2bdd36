"""A committee, its member organisations, each version of its terms with who accepted it, and its meetings."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower, Now

from amends.foundation.access.models import Agency, Service, User
from amends.foundation.documents.models import Document


class Committee(models.Model):
    """A group of several agencies that plans or steers the service (Wait 'til Eight section 1 para 2)."""

    service = models.ForeignKey(Service, models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    ended_on = models.DateField(null=True, blank=True)

    class Privacy:
        retention = "service"
        plain = "__all__"

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                "service",
                Lower("name"),
                name="committee_name_once",
                violation_error_message="There is a committee of this name already.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def subject(self) -> str:
        """How the trail and documents name it."""
        return f"committee:{self.pk}"


class Member(models.Model):
    """A member organisation. It stays on the list of what it accepted after it has left."""

    service = models.ForeignKey(Service, models.PROTECT, related_name="+")
    committee = models.ForeignKey(Committee, models.CASCADE, related_name="members")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    since = models.DateField()
    left_on = models.DateField(null=True, blank=True)

    class Privacy:
        retention = "service"
        plain = "__all__"

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["committee", "agency"],
                condition=Q(left_on__isnull=True),
                name="committee_member_once",
                violation_error_message="This organisation is a member already.",
            ),
            models.CheckConstraint(
                condition=Q(left_on__isnull=True) | Q(left_on__gte=F("since")),
                name="committee_member_leaves_after_joining",
                violation_error_message="It cannot leave before it joined.",
            ),
        ]

    def __str__(self) -> str:
        return str(self.agency)


class Terms(models.Model):
    """One version of the terms of reference; the newest holds, and its figures bind the committee's meetings."""

    service = models.ForeignKey(Service, models.PROTECT, related_name="+")
    committee = models.ForeignKey(Committee, models.CASCADE, related_name="terms")
    number = models.PositiveSmallIntegerField()
    dated = models.DateField()
    scheme_name = models.CharField(max_length=120)
    legal_status = models.TextField()
    restrictions = models.TextField(help_text="What the committee may not decide or do.")
    lead_authority = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    seats = models.TextField(help_text="Who sits on it, and for how long.")
    chair = models.CharField(max_length=160)
    quorum = models.PositiveSmallIntegerField(help_text="Member organisations that have to be there.")
    voting = models.TextField()
    meetings_a_year = models.PositiveSmallIntegerField()
    notice_days = models.PositiveSmallIntegerField(help_text="Days between the invitation and the meeting.")
    urgent_notice_days = models.PositiveSmallIntegerField(help_text="The same for urgent items.")
    agenda_days = models.PositiveSmallIntegerField(help_text="Days before the meeting for the agenda.")
    urgent_items = models.TextField(help_text="What counts as urgent, and who says so.")
    vacancies = models.TextField(help_text="How an empty seat is filled.")
    document = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="+")
    written_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    written_at = models.DateTimeField(db_default=Now())

    class Privacy:
        retention = "service"
        plain = "__all__"

    class Meta:
        verbose_name_plural = "terms"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["committee", "number"],
                name="terms_version_once",
                violation_error_message="There is a version of this number already.",
            ),
            models.CheckConstraint(
                condition=Q(quorum__range=(1, 50)),
                name="terms_have_a_quorum",
                violation_error_message="At least one member organisation has to be there.",
            ),
            models.CheckConstraint(
                condition=Q(meetings_a_year__range=(1, 52)),
                name="terms_meetings_a_year",
                violation_error_message="It meets between once a year and once a week.",
            ),
            models.CheckConstraint(
                condition=Q(urgent_notice_days__lte=F("notice_days")),
                name="terms_urgent_is_sooner",
                violation_error_message="For urgent items the notice is no longer than otherwise.",
            ),
            models.CheckConstraint(
                condition=Q(agenda_days__lte=F("notice_days")),
                name="terms_agenda_after_notice",
                violation_error_message="The agenda is sent with the invitation or after it.",
            ),
        ]

    def __str__(self) -> str:
        return f"terms {self.number} of committee {self.committee_id}"


class Acceptance(models.Model):
    """A member organisation has accepted a version: who said so for it, and when."""

    service = models.ForeignKey(Service, models.PROTECT, related_name="+")
    terms = models.ForeignKey(Terms, models.CASCADE, related_name="acceptances")
    member = models.ForeignKey(Member, models.CASCADE, related_name="acceptances")
    person = models.CharField(max_length=120, help_text="Who accepted it for the organisation.")
    accepted_on = models.DateField()
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Privacy:
        retention = "service"
        plain = "__all__"

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["terms", "member"],
                name="terms_accepted_once",
                violation_error_message="This organisation has accepted them already.",
            )
        ]

    def __str__(self) -> str:
        return f"acceptance of terms {self.terms_id} by member {self.member_id}"


class Sitting(models.Model):
    """A meeting of the committee. Once held, it keeps the quorum that it was held under."""

    class State(models.TextChoices):
        """Where it stands."""

        PLANNED = "planned", "Planned"
        HELD = "held", "Held"
        CALLED_OFF = "called_off", "Called off"

    service = models.ForeignKey(Service, models.PROTECT, related_name="+")
    committee = models.ForeignKey(Committee, models.CASCADE, related_name="sittings")
    on = models.DateField()
    invited_on = models.DateField()
    why_urgent = models.CharField(max_length=300, blank=True, default="")
    state = models.CharField(max_length=10, choices=State.choices, default=State.PLANNED)
    quorum = models.PositiveSmallIntegerField(null=True, blank=True, help_text="As it was when it was held.")
    decisions = models.TextField(blank=True, default="")

    class Privacy:
        retention = "service"
        plain = "__all__"

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(invited_on__lte=F("on")),
                name="sitting_after_invitation",
                violation_error_message="The invitation goes out before the meeting.",
            ),
            models.CheckConstraint(
                condition=Q(state="held", quorum__isnull=False) | ~Q(state="held") & Q(quorum__isnull=True),
                name="sitting_held_under_a_quorum",
                violation_error_message="A meeting that was held keeps the quorum of its day.",
            ),
            models.UniqueConstraint(
                fields=["committee", "on"],
                condition=~Q(state="called_off"),
                name="sitting_once_a_day",
                violation_error_message="There is a meeting on this day already.",
            ),
        ]

    def __str__(self) -> str:
        return f"meeting {self.pk} of committee {self.committee_id}"


class Presence(models.Model):
    """A member organisation was there."""

    service = models.ForeignKey(Service, models.PROTECT, related_name="+")
    sitting = models.ForeignKey(Sitting, models.CASCADE, related_name="presences")
    member = models.ForeignKey(Member, models.CASCADE, related_name="+")

    class Privacy:
        retention = "service"
        plain = "__all__"

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["sitting", "member"],
                name="present_once",
                violation_error_message="This organisation is on the list already.",
            )
        ]

    def __str__(self) -> str:
        return f"member {self.member_id} at meeting {self.sitting_id}"
