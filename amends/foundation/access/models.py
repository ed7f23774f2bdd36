"""Services, the agencies they work with, users and what each may do where."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower, Now

from amends.foundation.access.roles import ROLE_CHOICES, ROLES, Role, Sees


class Service(models.Model):
    """One restorative justice service: a county hub, a prison, a region. Every casework row belongs to one."""

    name = models.CharField(max_length=120)
    prefix = models.SlugField(
        max_length=5,
        unique=True,
        help_text="Up to five capital letters that start each case number, such as ESX.",
    )
    profile = models.CharField(max_length=60, help_text="The policy profile whose rules and clocks apply.")
    telephone = models.CharField(max_length=30, blank=True)
    email = models.EmailField(blank=True)
    address = models.TextField(blank=True)
    marking = models.CharField(max_length=60, default="PROTECT - PERSONAL INFORMATION")
    created_at = models.DateTimeField(db_default=Now())

    class Privacy:
        retention = "service"
        plain = "__all__"

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(prefix__regex=r"^[A-Z]{2,5}$"),
                name="service_prefix_is_capitals",
                violation_error_message="A prefix is two to five capital letters.",
            )
        ]

    def __str__(self) -> str:
        return self.name


class AgencyKind(models.TextChoices):
    """What kind of body an agency is, in the words of the screening facts (`referrer_kind`)."""

    POLICE = "police", "Police"
    COMMUNITY_SAFETY = "community_safety", "Community safety partnership or council"
    PROBATION = "probation", "Probation"
    PRISON = "prison", "Prison"
    VICTIM_SUPPORT = "victim_support", "Victim Support"
    HOUSING = "housing", "Housing provider"
    FIRE = "fire", "Fire and rescue"
    YOUTH_JUSTICE = "youth_justice", "Youth justice"
    OTHER = "other", "Another body"


class Agency(models.Model):
    """A body the service works with: it refers, answers enquiries, or takes cases that belong to it."""

    service = models.ForeignKey(Service, models.PROTECT, related_name="agencies")
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=20, choices=AgencyKind.choices)
    district = models.CharField(max_length=80, blank=True)
    expected_part = models.TextField(
        blank=True, help_text="What the service and this body have agreed it will do."
    )
    email = models.EmailField(blank=True)
    telephone = models.CharField(max_length=30, blank=True)
    is_active = models.BooleanField(default=True)

    class Privacy:
        retention = "service"
        plain = "__all__"

    class Meta:
        verbose_name_plural = "agencies"
        constraints: ClassVar = [
            models.UniqueConstraint(
                "service",
                Lower("name"),
                name="agency_name_once_per_service",
                violation_error_message="There is already an agency of this name.",
            )
        ]

    def __str__(self) -> str:
        return self.name


class UserManager(BaseUserManager["User"]):
    """Users are found by e-mail address, whatever its capitals."""

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=username)


class User(AbstractBaseUser):
    """Somebody who signs in, or a system purpose that acts under its own name and grants."""

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120)
    telephone = models.CharField(max_length=30, blank=True)
    is_active = models.BooleanField(default=True)
    is_system = models.BooleanField(default=False, help_text="Not a person: cannot sign in.")
    created_at = models.DateTimeField(db_default=Now())

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar = ["name"]
    objects = UserManager()

    class Privacy:
        retention = "account"
        personal = ("email", "name", "telephone", "password")
        plain = ("last_login", "is_active", "is_system", "created_at")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                Lower("email"),
                name="one_account_per_email",
                violation_error_message="This e-mail already has an account.",
            )
        ]

    def __str__(self) -> str:
        return self.name

    def get_full_name(self) -> str:
        """What allauth and e-mails call this person."""
        return self.name


class Membership(models.Model):
    """One role of one user in one service, from a day to a day."""

    user = models.ForeignKey(User, models.CASCADE, related_name="memberships")
    service = models.ForeignKey(Service, models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=40, choices=ROLE_CHOICES)
    sees = models.CharField(max_length=20, choices=[(s, s) for s in Sees], editable=False)
    agency = models.ForeignKey(Agency, models.PROTECT, null=True, blank=True, related_name="memberships")
    starts_on = models.DateField(db_default=Now())
    ends_on = models.DateField(null=True, blank=True)

    class Privacy:
        retention = "account"
        plain = "__all__"

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["user", "service", "role"],
                condition=Q(ends_on__isnull=True),
                name="role_once_at_a_time",
                violation_error_message="This person already has that role.",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=models.F("starts_on")),
                name="membership_ends_after_start",
                violation_error_message="A role cannot end before it starts.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} as {self.role}"

    @property
    def definition(self) -> Role:
        """The role's sentence, scope and permissions."""
        return ROLES[self.role]


class KeptForm(models.Model):
    """What somebody had typed when their session ended, kept until the same person signs in again."""

    token = models.UUIDField(unique=True)
    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    path = models.CharField(max_length=500)
    fields = models.JSONField()
    files = models.JSONField(
        default=list, help_text="Names of the questions that had a file; files are not kept."
    )
    kept_at = models.DateTimeField(db_default=Now())

    class Privacy:
        retention = "day"
        personal = ("fields",)
        plain = ("token", "user", "path", "files", "kept_at")

    def __str__(self) -> str:
        return f"kept form for {self.path}"


class ApiToken(models.Model):
    """A key with which an agency's own system makes referrals. Only its hash is kept."""

    agency = models.ForeignKey(Agency, models.CASCADE, related_name="tokens")
    user = models.ForeignKey(User, models.PROTECT, related_name="+", help_text="The system user it acts as.")
    name = models.CharField(max_length=80)
    hashed = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(db_default=Now())
    created_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    last_used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Privacy:
        retention = "account"
        personal = ("hashed",)
        plain = ("agency", "user", "name", "created_at", "created_by", "last_used_at", "revoked_at")

    def __str__(self) -> str:
        return f"{self.name} ({self.agency})"
