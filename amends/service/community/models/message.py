"""What the service wants people to know, and how it goes out."""

from typing import ClassVar

from django.db import models

from amends.foundation.access.models import Service
from amends.service.community.models.section import ENGLISH, Format, Medium, Section


class KeyMessage(models.Model):
    """One thing the service wants people to know."""

    service = models.ForeignKey(Service, models.PROTECT, related_name="+")
    words = models.CharField(max_length=300)

    class Privacy:
        retention = "service"
        plain = "__all__"

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["service", "words"],
                name="key_message_once",
                violation_error_message="This message is on the list already.",
            )
        ]

    def __str__(self) -> str:
        return self.words


class Sending(models.Model):
    """One way in which a message goes out: the medium, language and format, and for which sections it is meant."""

    service = models.ForeignKey(Service, models.PROTECT, related_name="+")
    message = models.ForeignKey(KeyMessage, models.CASCADE, related_name="sendings")
    medium = models.CharField(max_length=10, choices=Medium.choices)
    language = models.CharField(max_length=40, default=ENGLISH)
    format = models.CharField(max_length=10, choices=Format.choices, default=Format.ORDINARY)
    sections = models.ManyToManyField(Section, related_name="sendings")
    what = models.CharField(max_length=120, blank=True, help_text="Such as: leaflet in surgeries.")

    class Privacy:
        retention = "service"
        plain = "__all__"

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["message", "medium", "language", "format", "what"],
                name="sending_once",
                violation_error_message="This way is on the list already.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_medium_display()}, {self.language}, {self.get_format_display().lower()}"

    def is_accessible_to(self, section: Section) -> bool:
        """Whether people of that section can take in what goes out like this."""
        same = self.language.strip().casefold() == section.language.strip().casefold()
        by_it = not section.media or self.medium in section.media
        return same and self.format == section.format and by_it
