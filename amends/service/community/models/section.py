"""Sections of the community, and in which form each can take things in."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from amends.foundation.access.models import Service

ENGLISH = "English"


class Medium(models.TextChoices):
    """How a message goes out."""

    PRINT = "print", "Print"
    WEB = "web", "Web page"
    RADIO = "radio", "Radio"
    MEETING = "meeting", "Meeting"
    SOCIAL = "social", "Social media"
    OTHER = "other", "Something else"


class Format(models.TextChoices):
    """In which form somebody can take it in."""

    ORDINARY = "ordinary", "Ordinary words"
    LARGE = "large", "Large print"
    EASY_READ = "easy_read", "Easy read, with pictures"
    SPOKEN = "spoken", "Spoken, to listen to"
    SIGNED = "signed", "Sign language"
    BRAILLE = "braille", "Braille"


class Section(models.Model):
    """A section of the community the service wants to reach, and what reaches it (Wait 'til Eight section 1 para 3)."""

    service = models.ForeignKey(Service, models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    language = models.CharField(max_length=40, default=ENGLISH)
    format = models.CharField(max_length=10, choices=Format.choices, default=Format.ORDINARY)
    media = ArrayField(
        models.CharField(max_length=10, choices=Medium.choices),
        default=list,
        blank=True,
        help_text="By which media alone they can be reached; empty for any.",
    )

    class Privacy:
        retention = "service"
        plain = "__all__"

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["service", "name"],
                name="community_section_once",
                violation_error_message="This section is on the list already.",
            )
        ]

    def __str__(self) -> str:
        return self.name
