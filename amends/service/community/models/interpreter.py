"""The pool of interpreters."""

from datetime import date
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from amends.foundation.access.models import Service


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
