"""What was offered to one person of the other side, what they chose, and what they received."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from amends.foundation.access.models import User
from amends.foundation.case.models import FileRow, Participant
from amends.foundation.lib.locking import LockedTextField
from amends.journey.indirect.models.exchange import Exchange


class Offer(FileRow):
    """In the recipient's file. The words come into it only once they have chosen to hear or read them."""

    class Choice(models.TextChoices):
        """What they want to do with it. They may change their mind as long as it was not delivered."""

        HEAR = "hear", "Have it read out or played"
        READ = "read", "Read or see it themselves"
        HOLD = "hold", "Have us keep it for later"
        REFUSE = "refuse", "Not have it"

    class How(models.TextChoices):
        """How it reached them."""

        READ_OUT = "read_out", "Read out"
        SHOWN = "shown", "Shown and taken back"
        HANDED_OVER = "handed_over", "Handed over to keep"
        PLAYED = "played", "Played"
        TOLD = "told", "Said in words"

    exchange = models.ForeignKey(Exchange, models.CASCADE, related_name="offers")
    participant = models.ForeignKey(Participant, models.CASCADE, related_name="offers")
    offered_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    offered_on = models.DateField()
    choice = models.CharField(max_length=10, choices=Choice.choices, blank=True, default="")
    chosen_on = models.DateField(null=True, blank=True)
    choice_note = LockedTextField(blank=True)
    words = LockedTextField(blank=True, help_text="The released words, copied when they were fetched.")
    fetched_at = models.DateTimeField(null=True, blank=True)
    delivered_on = models.DateField(null=True, blank=True)
    delivered_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    how = models.CharField(max_length=12, choices=How.choices, blank=True, default="")
    present = models.CharField(max_length=200, blank=True, help_text="Who was with them.")
    reaction = LockedTextField(blank=True)
    wants_to_answer = models.BooleanField(null=True, blank=True)
    kept = models.BooleanField(default=False, help_text="They kept it.")
    back_on = models.DateField(null=True, blank=True, help_text="The day it came back to the file.")
    back_where = models.CharField(max_length=120, blank=True, help_text="Where it is now, or deleted.")
    made_at = models.DateTimeField(db_default=Now())

    class Privacy:
        retention = "case"
        personal = ("choice", "choice_note", "words", "present", "reaction", "back_where")
        counted = ("choice",)
        plain = (
            "service",
            "file",
            "exchange",
            "participant",
            "offered_by",
            "offered_on",
            "chosen_on",
            "fetched_at",
            "delivered_on",
            "delivered_by",
            "how",
            "wants_to_answer",
            "kept",
            "back_on",
            "made_at",
        )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["exchange", "participant"],
                name="offered_once",
                violation_error_message="It has been offered to them already.",
            ),
            models.CheckConstraint(
                condition=Q(choice="", chosen_on__isnull=True) | (~Q(choice="") & Q(chosen_on__isnull=False)),
                name="choice_has_a_day",
                violation_error_message="Say when they chose.",
            ),
            models.CheckConstraint(
                condition=Q(fetched_at__isnull=True, words="") | Q(fetched_at__isnull=False),
                name="words_come_when_fetched",
                violation_error_message="The words come into the file when they are fetched for delivery.",
            ),
            models.CheckConstraint(
                condition=Q(delivered_on__isnull=True, delivered_by__isnull=True, how="")
                | (
                    Q(delivered_on__isnull=False, delivered_by__isnull=False, fetched_at__isnull=False)
                    & Q(choice__in=("hear", "read"))
                    & ~Q(how="")
                ),
                name="delivered_as_they_chose",
                violation_error_message="It is delivered only to somebody who wants to hear or read it.",
            ),
            models.CheckConstraint(
                condition=Q(kept=False) | Q(how="handed_over"),
                name="kept_only_when_handed_over",
                violation_error_message="They keep it only when it was handed over to keep.",
            ),
            models.CheckConstraint(
                condition=Q(back_on__isnull=True) | ~Q(back_where=""),
                name="back_says_where",
                violation_error_message="Say where it is now.",
            ),
        ]

    def __str__(self) -> str:
        return f"offer of exchange {self.exchange_id} to participant {self.participant_id}"

    @property
    def wants_it(self) -> bool:
        """Whether they chose to hear or read it."""
        return self.choice in {self.Choice.HEAR, self.Choice.READ}

    @property
    def is_on_its_way(self) -> bool:
        """Whether the words were fetched and may still be taken to them: nobody has taken back a yes since."""
        ended = self.exchange.state == Exchange.State.ENDED or self.exchange.case.stopped_at is not None
        return bool(self.fetched_at and self.wants_it and not ended)
