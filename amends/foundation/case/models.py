"""The case, its two files, and who takes part. What belongs to one side hangs on that side's file."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from amends.foundation.access.models import Service, User
from amends.foundation.access.roles import Sees
from amends.foundation.access.rules import access_of
from amends.foundation.case.lifecycle import Stage


class CaseQuerySet(models.QuerySet["Case"]):
    """Cases are always asked for through `visible_to`; the database's policies say the same again."""

    def visible_to(self, user: User) -> "CaseQuerySet":
        """The cases this user may know of."""
        whole = access_of(user).services(Sees.SERVICE)
        granted = Q(
            files__grants__user=user, files__grants__ended_at__isnull=True, files__grants__suspended=False
        )
        if whole:
            return self.filter(service__in=whole)
        return self.filter(granted).distinct()


class Case(models.Model):
    """One conflict or crime that the service works on. Holds nothing about a person."""

    class Family(models.TextChoices):
        """The families of case a hub accepts (hub manual, introduction para 3)."""

        ANTI_SOCIAL = "anti_social_behaviour", "Anti-social behaviour"
        COMMUNITY_RESOLUTION = "community_resolution", "Community resolution outcome"
        CRIMINAL = "criminal_offence", "Non-complex criminal offence"
        NEIGHBOURS = "neighbour_dispute", "Neighbour dispute"

    class Roles(models.TextChoices):
        """Whether it is clear who harmed whom; in some disputes nobody can say."""

        CLEAR = "clear", "Somebody was harmed and somebody is responsible"
        UNCLEAR = "unclear", "A dispute between two parties"

    service = models.ForeignKey(Service, models.PROTECT, related_name="cases")
    number = models.CharField(max_length=20, unique=True)
    family = models.CharField(max_length=30, choices=Family.choices)
    roles = models.CharField(max_length=10, choices=Roles.choices, default=Roles.CLEAR)
    what = models.CharField(
        max_length=120, help_text="What it is about in a few words, without names: burglary, fence."
    )
    stage = models.CharField(max_length=20, choices=Stage.choices, default=Stage.ASSESSMENT)
    is_specialist = models.BooleanField(
        default=False, help_text="A sexual offence or a death: experienced facilitators only."
    )
    is_priority = models.BooleanField(
        default=False, help_text="On the edge of custody: first in the work list."
    )
    profile = models.CharField(max_length=60)
    stopped_at = models.DateTimeField(
        null=True, blank=True, help_text="Somebody has said stop: nothing goes on."
    )
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = CaseQuerySet.as_manager()

    class Privacy:
        retention = "case"
        plain = "__all__"

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(stage=Stage.CLOSED, closed_at__isnull=False)
                | (~Q(stage=Stage.CLOSED) & Q(closed_at__isnull=True)),
                name="case_closed_has_a_day",
                violation_error_message="A closed case has a closing day, and an open one has none.",
            ),
            models.UniqueConstraint(fields=["id", "service"], name="case_of_service"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["service", "stage", "-opened_at", "-id"], name="case_list_by_stage"),
            models.Index(fields=["service", "-opened_at", "-id"], name="case_list"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def is_open(self) -> bool:
        """Whether anything can still be done on it."""
        return self.stage != Stage.CLOSED


class Side(models.TextChoices):
    """Whose file it is. A and B are used where it is not clear who harmed whom."""

    HARMED = "harmed", "Person harmed"
    RESPONSIBLE = "responsible", "Person responsible"
    PARTY_A = "party_a", "Party A"
    PARTY_B = "party_b", "Party B"


SIDES = {
    Case.Roles.CLEAR: (Side.HARMED, Side.RESPONSIBLE),
    Case.Roles.UNCLEAR: (Side.PARTY_A, Side.PARTY_B),
}


class CaseFileQuerySet(models.QuerySet["CaseFile"]):
    """Files are always asked for through `visible_to`."""

    def visible_to(self, user: User) -> "CaseFileQuerySet":
        """The files this user may open."""
        whole = access_of(user).services(Sees.SERVICE)
        if whole:
            return self.filter(service__in=whole)
        open_now = FileGrant.objects.filter(user=user, ended_at__isnull=True, suspended=False)
        return self.filter(pk__in=open_now.values("file"))


class CaseFile(models.Model):
    """Everything about one side. Nothing in it is known to the other side."""

    service = models.ForeignKey(Service, models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, models.CASCADE, related_name="files")
    side = models.CharField(max_length=12, choices=Side.choices)

    objects = CaseFileQuerySet.as_manager()

    class Privacy:
        retention = "case"
        plain = "__all__"

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["case", "side"],
                name="one_file_a_side",
                violation_error_message="This side already has its file.",
            ),
            models.UniqueConstraint(fields=["id", "service"], name="file_of_service"),
        ]

    def __str__(self) -> str:
        return f"{self.get_side_display()} of case {self.case_id}"


class FileGrant(models.Model):
    """Who, apart from those who see the whole service, may open a file, from when and why."""

    service = models.ForeignKey(Service, models.PROTECT, related_name="+")
    file = models.ForeignKey(CaseFile, models.CASCADE, related_name="grants")
    user = models.ForeignKey(User, models.PROTECT, related_name="file_grants")
    reason = models.CharField(max_length=200)
    granted_at = models.DateTimeField(db_default=Now())
    granted_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    suspended = models.BooleanField(default=False, help_text="Closed until a declared link has been decided.")
    ended_at = models.DateTimeField(null=True, blank=True)

    class Privacy:
        retention = "case"
        plain = "__all__"

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["file", "user"],
                condition=Q(ended_at__isnull=True),
                name="one_open_grant",
                violation_error_message="This person can already open the file.",
            )
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["user"], name="files_of_a_user", condition=Q(ended_at__isnull=True, suspended=False)
            )
        ]

    def __str__(self) -> str:
        return f"{self.user_id} may open file {self.file_id}"


class FileRow(models.Model):
    """Base of every table whose rows belong to one side. `service` repeats the file's, for the row policies."""

    service = models.ForeignKey(Service, models.PROTECT, related_name="+")
    file = models.ForeignKey(CaseFile, models.CASCADE, related_name="+")

    class Meta:
        abstract = True


class CaseRow(models.Model):
    """Base of every table whose rows both sides may know of."""

    service = models.ForeignKey(Service, models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, models.CASCADE, related_name="+")

    class Meta:
        abstract = True


class Participant(FileRow):
    """Somebody's part in a case. The person's name and details are in foundation/people."""

    class Part(models.TextChoices):
        """What part they take."""

        PRINCIPAL = "principal", "The person themselves"
        MEMBER = "member", "Member of a harmed group"
        SPOKESPERSON = "spokesperson", "Spokesperson of a group or company"
        SUPPORTER = "supporter", "Supporter"
        PARENT = "parent", "Parent or guardian"
        APPROPRIATE_ADULT = "appropriate_adult", "Appropriate adult"
        INTERPRETER = "interpreter", "Interpreter"
        OTHER = "other", "Somebody else who matters"

    case = models.ForeignKey(Case, models.CASCADE, related_name="participants")
    side = models.CharField(max_length=12, choices=Side.choices)
    part = models.CharField(max_length=20, choices=Part.choices, default=Part.PRINCIPAL)
    of = models.ForeignKey(
        "self", models.CASCADE, null=True, blank=True, related_name="company", help_text="Whom they support."
    )
    initials = models.CharField(max_length=6)
    takes_part = models.BooleanField(default=True, help_text="Off for people who are only known about.")
    appropriate_adult_needed = models.BooleanField(default=False)
    left_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(db_default=Now())

    class Privacy:
        retention = "case"
        personal = ("initials",)
        plain = (
            "service",
            "file",
            "case",
            "side",
            "part",
            "of",
            "takes_part",
            "appropriate_adult_needed",
            "left_at",
            "created_at",
        )

    class Meta:
        indexes: ClassVar = [models.Index(fields=["case", "id"], name="participants_of_a_case")]

    def __str__(self) -> str:
        return f"{self.initials} ({self.get_part_display()})"

    @property
    def words(self) -> str:
        """How pages call them: side and part."""
        if self.part == self.Part.PRINCIPAL:
            return self.get_side_display()
        return f"{self.get_part_display()}, {self.get_side_display().lower()}"


class CaseMilestone(CaseRow):
    """A milestone that has been reached, when and through whom."""

    name = models.CharField(max_length=40, help_text="A `Milestone`; adding one changes no table.")
    at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Privacy:
        retention = "case"
        plain = "__all__"

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["case", "name"], name="milestone_once")]

    def __str__(self) -> str:
        return str(self.name)


class Numbering(models.Model):
    """The last number given in a service and year, for cases and for referrals."""

    service = models.ForeignKey(Service, models.CASCADE, related_name="+")
    series = models.CharField(max_length=10, help_text="case or referral")
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Privacy:
        retention = "service"
        plain = "__all__"

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["service", "series", "year"], name="one_series_a_year")
        ]

    def __str__(self) -> str:
        return f"{self.series} {self.year}: {self.last}"
