"""The trail of what was done and looked at, and the history of every changed row. Rows are only ever added."""

from typing import ClassVar

from django.db import models
from django.db.models.functions import Now


class Act(models.TextChoices):
    """The six acts a log must show (Data Protection Act 2018 section 62)."""

    COLLECTION = "collection", "Recorded"
    ALTERATION = "alteration", "Changed"
    CONSULTATION = "consultation", "Looked at"
    DISCLOSURE = "disclosure", "Given to somebody"
    COMBINATION = "combination", "Joined"
    ERASURE = "erasure", "Erased"


class AuditEvent(models.Model):
    """One act: who, when, which file, to whom. No foreign keys, so that it outlives what it tells of."""

    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField(db_default=Now())
    user_id = models.BigIntegerField(null=True)
    service_id = models.BigIntegerField(null=True)
    case_id = models.BigIntegerField(null=True)
    file_id = models.BigIntegerField(null=True)
    act = models.CharField(max_length=12, choices=Act.choices)
    what = models.CharField(max_length=80, help_text="What happened, as room.verb: consent.withdrawn.")
    subject = models.CharField(max_length=80, blank=True, help_text="The row it is about, as model:key.")
    recipient = models.CharField(max_length=200, blank=True)
    details = models.JSONField(
        default=dict, help_text="Keys and codes; never names, addresses or words of people."
    )

    class Privacy:
        retention = "trail"
        personal = ("recipient",)
        plain = ("at", "user_id", "service_id", "case_id", "file_id", "act", "what", "subject", "details")

    class Meta:
        indexes: ClassVar = [
            models.Index(
                fields=["case_id", "-id"], name="audit_of_a_case", condition=models.Q(case_id__isnull=False)
            ),
            models.Index(fields=["subject", "-id"], name="audit_of_a_row"),
        ]

    def __str__(self) -> str:
        return f"{self.what} {self.subject}"


class HistoryRow(models.Model):
    """A row as it was before it was changed or deleted, written by a trigger, also for raw SQL."""

    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField(db_default=Now())
    user_id = models.BigIntegerField(null=True)
    table_name = models.CharField(max_length=80)
    row_id = models.BigIntegerField()
    service_id = models.BigIntegerField(null=True)
    case_id = models.BigIntegerField(null=True)
    file_id = models.BigIntegerField(null=True)
    operation = models.CharField(max_length=6)
    before = models.JSONField()

    class Privacy:
        retention = "case"
        personal = ("before",)
        plain = ("at", "user_id", "table_name", "row_id", "service_id", "case_id", "file_id", "operation")

    class Meta:
        indexes: ClassVar = [models.Index(fields=["table_name", "row_id", "-id"], name="history_of_a_row")]

    def __str__(self) -> str:
        return f"{self.table_name} {self.row_id} before {self.operation}"


class ChainLink(models.Model):
    """One link of the chain that seals the trail, added by a trigger as the transaction ends; see migration 0002.

    Each digest covers the line of the trail and the digest before it, so that a line changed, removed or slipped in
    later, by whatever way, no longer fits. The application may neither read nor write here.
    """

    id = models.BigAutoField(primary_key=True, help_text="The place in the chain.")
    event_id = models.BigIntegerField(unique=True)
    recipient_digest = models.BinaryField(
        help_text="Kept apart, so that a recipient's name can be erased and the chain still holds."
    )
    digest = models.BinaryField()

    class Privacy:
        retention = "trail"
        plain = "__all__"

    def __str__(self) -> str:
        return f"{self.pk}: {self.event_id}"
