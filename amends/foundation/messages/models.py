"""What goes out to people and what became of it, and short notices to those who sign in."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from amends.foundation.access.models import Service, User
from amends.foundation.case.models import Case, CaseFile, Participant
from amends.foundation.case.reach import within_reach
from amends.foundation.documents.models import Document
from amends.foundation.lib.locking import LockedCharField, LockedTextField


class EnvelopeQuerySet(models.QuerySet["Envelope"]):
    """Envelopes are always asked for through `visible_to`."""

    def visible_to(self, user: User) -> "EnvelopeQuerySet":
        """What this user may read: of their service, files and cases; without a case, what they opened themselves."""
        return self.filter(within_reach(user) | Q(case__isnull=True, opened_by=user))


class Envelope(models.Model):
    """What goes to one person at one address in one go.

    PostgreSQL itself refuses a paper of anybody else in it, and another person on it later (migration 0003).
    """

    class State(models.TextChoices):
        """How far it is."""

        WAITING = "waiting", "Waits to be printed"
        PRINTED = "printed", "Printed"
        POSTED = "posted", "Posted"
        TAKEN_OUT = "taken_out", "Taken out of the queue"

    service = models.ForeignKey(Service, models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, models.CASCADE, null=True, blank=True, related_name="+")
    file = models.ForeignKey(CaseFile, models.CASCADE, null=True, blank=True, related_name="+")
    participant = models.ForeignKey(
        Participant, models.CASCADE, null=True, blank=True, related_name="envelopes"
    )
    to_name = models.CharField(max_length=120, blank=True)
    to_address = models.CharField(max_length=400)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    version = models.PositiveIntegerField(
        default=1, help_text="Goes up with every step, so that two people notice each other."
    )
    opened_at = models.DateTimeField(db_default=Now())
    opened_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    printed_at = models.DateTimeField(null=True, blank=True)
    printed_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    printed = ArrayField(
        models.BigIntegerField(), default=list, blank=True, help_text="The papers that were printed, by key."
    )
    pages = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="Of all papers, the address sheet not counted."
    )
    ended_at = models.DateTimeField(null=True, blank=True, help_text="When it was posted or taken out.")
    ended_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    because = LockedCharField(max_length=200, blank=True, help_text="Why it was taken out of the queue.")
    even_when_stopped = models.BooleanField(
        default=False,
        help_text="What is in it may go although the case has ended or somebody has said stop.",
    )

    objects = EnvelopeQuerySet.as_manager()

    class Privacy:
        retention = "case"
        personal = ("to_name", "to_address", "because")
        plain = (
            "service",
            "case",
            "file",
            "participant",
            "state",
            "version",
            "opened_at",
            "opened_by",
            "printed_at",
            "printed_by",
            "printed",
            "pages",
            "ended_at",
            "ended_by",
            "even_when_stopped",
        )

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(participant__isnull=True) | Q(file__isnull=False, case__isnull=False),
                name="envelope_is_in_their_file",
                violation_error_message="An envelope to somebody in a case belongs to their own file.",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["printed", "posted"])
                | Q(printed_at__isnull=False, printed_by__isnull=False),
                name="envelope_printed_by_somebody",
                violation_error_message="Say who printed it and when.",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "printed"], ended_at__isnull=True, ended_by__isnull=True)
                | Q(state__in=["posted", "taken_out"], ended_at__isnull=False, ended_by__isnull=False),
                name="envelope_ended_by_somebody",
                violation_error_message="Say who posted it or took it out, and when.",
            ),
            models.CheckConstraint(
                condition=~Q(state="taken_out") | ~Q(because=""),
                name="envelope_taken_out_for_a_reason",
                violation_error_message="Say why it is taken out of the queue.",
            ),
            models.UniqueConstraint(
                fields=["participant", "to_address", "even_when_stopped"],
                condition=Q(state="waiting", participant__isnull=False),
                name="one_open_envelope_a_person",
                violation_error_message="An envelope to this person is open already.",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["service", "opened_at"],
                name="envelopes_in_the_queue",
                condition=Q(state__in=["waiting", "printed"]),
            ),
        ]

    def __str__(self) -> str:
        return f"envelope {self.pk}: {self.state}"

    @property
    def is_in_the_queue(self) -> bool:
        """Whether it still has to go."""
        return self.state in {self.State.WAITING, self.State.PRINTED}


class MessageQuerySet(models.QuerySet["Message"]):
    """Messages are always asked for through `visible_to`."""

    def visible_to(self, user: User) -> "MessageQuerySet":
        """What this user may read: of their service, files and cases; without a case, what they sent themselves."""
        return self.filter(within_reach(user) | Q(case__isnull=True, queued_by=user))


class Message(models.Model):
    """One letter, e-mail, text or note to one person. A message to a participant belongs to that participant's file."""

    class Channel(models.TextChoices):
        """How it travels."""

        EMAIL = "email", "E-mail"
        SMS = "sms", "Text"
        LETTER = "letter", "Letter"
        NOTE = "note_in_product", "Note in Amends"

    class State(models.TextChoices):
        """What became of it."""

        QUEUED = "queued", "Waiting to go"
        SENT = "sent", "Sent"
        DELIVERED = "delivered", "Arrived"
        FAILED = "failed", "Not delivered"
        STOPPED = "stopped", "Stopped before it went"

    service = models.ForeignKey(Service, models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, models.CASCADE, null=True, blank=True, related_name="messages")
    file = models.ForeignKey(CaseFile, models.CASCADE, null=True, blank=True, related_name="messages")
    subject_key = models.CharField(
        max_length=80, blank=True, help_text="The row it is about, as model:key: referral:12."
    )
    channel = models.CharField(max_length=20, choices=Channel.choices)
    to_participant = models.ForeignKey(
        Participant, models.CASCADE, null=True, blank=True, related_name="messages"
    )
    to_user = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    to_name = models.CharField(
        max_length=120, blank=True, help_text="For an envelope, or a post at another body."
    )
    to_address = models.CharField(max_length=400, blank=True, help_text="E-mail, number or postal address.")
    subject = models.CharField(max_length=160, blank=True, help_text="Subject line; never names a person.")
    body = LockedTextField(blank=True)
    template = models.CharField(max_length=60, blank=True)
    document = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="+")
    envelope = models.ForeignKey(
        Envelope,
        models.RESTRICT,
        null=True,
        blank=True,
        related_name="papers",
        help_text="In which a letter goes.",
    )
    even_when_stopped = models.BooleanField(
        default=False, help_text="May go although somebody has said stop: it says goodbye, or answers them."
    )
    state = models.CharField(max_length=10, choices=State.choices, default=State.QUEUED)
    queued_at = models.DateTimeField(db_default=Now())
    queued_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    sent_at = models.DateTimeField(null=True, blank=True)
    error = models.CharField(max_length=80, blank=True, help_text="A code, without anything about a person.")
    provider_reference = models.CharField(max_length=120, blank=True)
    because = LockedCharField(
        max_length=200, blank=True, help_text="Why this paper alone was taken out of its envelope."
    )
    taken_out_at = models.DateTimeField(null=True, blank=True)
    taken_out_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    objects = MessageQuerySet.as_manager()

    class Privacy:
        retention = "case"
        personal = ("to_name", "to_address", "body", "because")
        plain = (
            "service",
            "case",
            "file",
            "subject_key",
            "channel",
            "to_participant",
            "to_user",
            "subject",
            "template",
            "document",
            "envelope",
            "even_when_stopped",
            "state",
            "queued_at",
            "queued_by",
            "sent_at",
            "error",
            "provider_reference",
            "taken_out_at",
            "taken_out_by",
        )

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(to_participant__isnull=True) | Q(file__isnull=False, to_user__isnull=True),
                name="message_to_participant_is_in_their_file",
                violation_error_message="A message to somebody in a case belongs to their own file.",
            ),
            models.CheckConstraint(
                condition=Q(to_participant__isnull=False) | Q(to_user__isnull=False) | ~Q(to_address=""),
                name="message_has_a_recipient",
                violation_error_message="Say who the message is for.",
            ),
            models.CheckConstraint(
                condition=Q(channel="note_in_product") | ~Q(to_address=""),
                name="message_has_an_address",
                violation_error_message="There is no address for this.",
            ),
            models.CheckConstraint(
                condition=~Q(channel="note_in_product") | Q(to_user__isnull=False),
                name="note_is_for_a_user",
                violation_error_message="A note in Amends is for somebody who signs in.",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["queued", "stopped", "failed"]) | Q(sent_at__isnull=False),
                name="sent_message_has_a_time",
                violation_error_message="A message that went has a time.",
            ),
            models.CheckConstraint(
                condition=Q(file__isnull=True) | Q(case__isnull=False),
                name="message_of_a_file_names_its_case",
                violation_error_message="A message of one side belongs to the case of that side.",
            ),
            models.CheckConstraint(
                condition=Q(because="", taken_out_at__isnull=True, taken_out_by__isnull=True)
                | (
                    ~Q(because="")
                    & Q(state="stopped", taken_out_at__isnull=False, taken_out_by__isnull=False)
                ),
                name="paper_taken_out_for_a_reason",
                violation_error_message="Say why the paper is taken out, who takes it out and when.",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["service", "channel", "queued_at"],
                name="messages_waiting",
                condition=Q(state="queued"),
            ),
            models.Index(fields=["case", "-queued_at"], name="messages_of_a_case"),
            models.Index(
                fields=["subject_key", "-queued_at"],
                name="messages_about_a_row",
                condition=~Q(subject_key=""),
            ),
            models.Index(
                fields=["provider_reference"],
                name="message_by_reference",
                condition=~Q(provider_reference=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.channel} {self.pk}: {self.state}"


class Notice(models.Model):
    """One line under “new since you last looked”. It names no participant: the page it links to has its own door."""

    user = models.ForeignKey(User, models.CASCADE, related_name="notices")
    service = models.ForeignKey(Service, models.CASCADE, related_name="+")
    words = models.CharField(max_length=200)
    link = models.CharField(max_length=200, blank=True)
    about = models.CharField(
        max_length=80, blank=True, help_text="What it tells of; the same thing is told once."
    )
    at = models.DateTimeField(db_default=Now())
    seen_at = models.DateTimeField(null=True, blank=True)

    class Privacy:
        retention = "account"
        plain = "__all__"

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["user", "about"],
                condition=~Q(about=""),
                name="told_once",
                violation_error_message="They have been told this already.",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["user", "-at"], name="notices_of_a_user"),
            models.Index(
                fields=["user", "-at", "-id"], name="unseen_notices", condition=Q(seen_at__isnull=True)
            ),
        ]

    def __str__(self) -> str:
        return f"notice {self.pk}"
