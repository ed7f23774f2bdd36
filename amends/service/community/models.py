"""Who outside the service can help somebody take part, and which parts of the community its messages are for."""

from datetime import date
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from amends.foundation.access.models import Service

ENGLISH = "English"


class Interpreter(models.Model):
    """One of the pool: which languages, how to reach them, and how they were checked (Wait 'til Eight 6.5, 6.6)."""

    service = models.ForeignKey(Service, models.PROTECT, related_name="+")
    name = models.CharField(max_length=80)
    languages = ArrayField(models.CharField(max_length=40), help_text="Sign language is one of them.")
    telephone = models.CharField(max_length=30, blank=True)
    email = models.EmailField(blank=True)
    checked_on = models.DateField(null=True, blank=True, help_text="When their checks were seen.")
    checked_until = models.DateField(null=True, blank=True)
    confidential_on = models.DateField(
        null=True, blank=True, help_text="When they signed to keep to themselves what they hear."
    )
    note = models.CharField(max_length=200, blank=True, help_text="Such as: a woman; not on Fridays.")
    in_use = models.BooleanField(default=True)

    class Privacy:
        retention = "service"
        personal = ("name", "telephone", "email", "note")
        plain = (
            "service",
            "languages",
            "checked_on",
            "checked_until",
            "confidential_on",
            "in_use",
        )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["service", "name"],
                name="interpreter_once",
                violation_error_message="This interpreter is in the pool already.",
            ),
            models.CheckConstraint(
                condition=Q(languages__len__gt=0),
                name="interpreter_has_languages",
                violation_error_message="Say which languages.",
            ),
            models.CheckConstraint(
                condition=Q(checked_until__isnull=True)
                | Q(checked_on__isnull=False, checked_until__gte=F("checked_on")),
                name="interpreter_checked_before_it_ends",
                violation_error_message="The checks cannot run out before they were seen.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def speaks(self, language: str) -> bool:
        """Whether this is one of their languages, however it is written."""
        return language.strip().casefold() in {each.strip().casefold() for each in self.languages}

    def is_checked(self, day: date) -> bool:
        """Whether their checks were seen and hold on that day, and they have signed to keep it to themselves."""
        return bool(
            self.checked_on
            and self.confidential_on
            and (self.checked_until is None or self.checked_until >= day)
        )


class Organisation(models.Model):
    """A community or specialist organisation that can support somebody in taking part (HMPPS 6.42, 6.44)."""

    class Kind(models.TextChoices):
        """What sort of body it is."""

        COMMUNITY = "community", "Community organisation"
        SPECIALIST = "specialist", "Specialist organisation"
        FAITH = "faith", "Faith organisation"

    service = models.ForeignKey(Service, models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=12, choices=Kind.choices, default=Kind.COMMUNITY)
    serves = models.CharField(max_length=300, help_text="For whom it is there, and what it does.")
    contact = models.CharField(max_length=200, blank=True, help_text="Who answers, by telephone or e-mail.")
    in_use = models.BooleanField(default=True)

    class Privacy:
        retention = "service"
        personal = ("contact",)
        plain = ("service", "name", "kind", "serves", "in_use")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["service", "name"],
                name="organisation_once",
                violation_error_message="This organisation is on the list already.",
            ),
            models.CheckConstraint(
                condition=~Q(serves=""),
                name="organisation_serves_somebody",
                violation_error_message="Say for whom it is there.",
            ),
        ]

    def __str__(self) -> str:
        return self.name


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
