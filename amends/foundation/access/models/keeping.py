"""What is kept for signing in again, and keys of partners' systems."""

from django.db import models
from django.db.models.functions import Now

from amends.foundation.access.models.agency import Agency
from amends.foundation.access.models.user import User
from amends.foundation.lib.locking import LockedJSONField


class KeptForm(models.Model):
    """What somebody had typed when their session ended, kept until the same person signs in again."""

    token = models.UUIDField(unique=True)
    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    path = models.CharField(max_length=500)
    fields = LockedJSONField()
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
