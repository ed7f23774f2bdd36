"""The card that stands beside every number."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from amends.foundation.access.models import User
from amends.foundation.case.models import FileRow, Participant
from amends.foundation.lib.locking import LockedCharField, LockedTextField


class SafeContact(FileRow):
    """The card that stands beside every number: what is safe, and what would do harm."""

    class Answer(models.TextChoices):
        """Whether a channel may be used. Not asked counts as no for everything that leaves a trace."""

        YES = "yes", "Yes"
        NO = "no", "No, never"
        NOT_ASKED = "not_asked", "Not asked yet"

    class Shows(models.TextChoices):
        """What stands on an envelope. Until somebody has asked, as little as can be: the address."""

        NOT_ASKED = "not_asked", "Not asked yet"
        ADDRESS = "address", "The address, and nothing else"
        RETURN = "return", "Also where it goes back to, without our name"

    participant = models.OneToOneField(Participant, models.CASCADE, related_name="safe_contact")
    calls = models.CharField(max_length=10, choices=Answer.choices, default=Answer.NOT_ASKED)
    texts = models.CharField(max_length=10, choices=Answer.choices, default=Answer.NOT_ASKED)
    voicemail = models.CharField(max_length=10, choices=Answer.choices, default=Answer.NOT_ASKED)
    email = models.CharField(max_length=10, choices=Answer.choices, default=Answer.NOT_ASKED)
    post = models.CharField(max_length=10, choices=Answer.choices, default=Answer.NOT_ASKED)
    visits = models.CharField(max_length=10, choices=Answer.choices, default=Answer.NOT_ASKED)
    from_hour = models.TimeField(null=True, blank=True)
    until_hour = models.TimeField(null=True, blank=True)
    who_may_answer = LockedCharField(max_length=200, blank=True)
    if_somebody_else_answers = LockedCharField(
        max_length=200, blank=True, help_text="Wrong number, for example."
    )
    code_word = LockedCharField(max_length=60, blank=True)
    text_wording = LockedCharField(
        max_length=200, blank=True, help_text="Such as: worded as from the dentist."
    )
    envelope_shows = models.CharField(max_length=10, choices=Shows.choices, default=Shows.NOT_ASKED)
    envelope = LockedCharField(
        max_length=200, blank=True, help_text="What else whoever closes the envelope has to know."
    )
    dates_to_avoid = LockedCharField(max_length=200, blank=True)
    warning = LockedTextField(blank=True, help_text="What the next person must know before they dial.")
    checked_at = models.DateTimeField(null=True, blank=True)
    checked_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Privacy:
        retention = "case"
        personal = (
            "who_may_answer",
            "if_somebody_else_answers",
            "code_word",
            "text_wording",
            "envelope",
            "dates_to_avoid",
            "warning",
        )
        plain = (
            "service",
            "file",
            "participant",
            "calls",
            "texts",
            "voicemail",
            "email",
            "post",
            "visits",
            "envelope_shows",
            "from_hour",
            "until_hour",
            "checked_at",
            "checked_by",
            "version",
        )

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(from_hour__isnull=True)
                | Q(until_hour__isnull=True)
                | Q(until_hour__gt=models.F("from_hour")),
                name="safe_hours_in_order",
                violation_error_message="The safe hours end before they begin.",
            ),
            models.CheckConstraint(
                condition=Q(checked_at__isnull=True, checked_by__isnull=True)
                | Q(checked_at__isnull=False, checked_by__isnull=False),
                name="safe_contact_checked_by_somebody",
                violation_error_message="Say who checked the card and when.",
            ),
            models.CheckConstraint(
                condition=Q(envelope_shows__in=["not_asked", "address", "return"]),
                name="envelope_shows_what_was_chosen",
                violation_error_message="Choose what an envelope may show.",
            ),
        ]

    def __str__(self) -> str:
        return f"safe contact of participant {self.participant_id}"
