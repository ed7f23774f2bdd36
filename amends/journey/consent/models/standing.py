"""Where taking part is more than somebody's own choice, and where somebody responsible is against meeting."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from amends.foundation.access.models import User
from amends.foundation.case.models import FileRow, Participant
from amends.foundation.lib.locking import LockedTextField


class Standing(FileRow):
    """Whether somebody responsible takes part of their own accord or as part of an order or licence (W8-055).

    Without a row it is voluntary, in custody too.
    """

    class Status(models.TextChoices):
        """The mark on the case."""

        VOLUNTARY = "voluntary", "Voluntary"
        STATUTORY = "statutory", "Statutory"

    class Rests(models.TextChoices):
        """What makes it so."""

        ORDER = "order", "A court order"
        LICENCE = "licence", "A licence condition"

    participant = models.ForeignKey(Participant, models.CASCADE, related_name="standings")
    status = models.CharField(max_length=10, choices=Status.choices)
    rests_on = models.CharField(max_length=8, choices=Rests.choices, blank=True, default="")
    since = models.DateField()
    noted_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    noted_at = models.DateTimeField(db_default=Now())

    class Privacy:
        retention = "case"
        plain = "__all__"

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(status="voluntary", rests_on="") | (Q(status="statutory") & ~Q(rests_on="")),
                name="statutory_rests_on_something",
                violation_error_message="Say whether it is an order or a licence condition.",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["participant", "-id"], name="latest_standing")]

    def __str__(self) -> str:
        return self.get_status_display()


class Resistance(FileRow):
    """Somebody responsible is against meeting, whatever they have said. A manager may let it stand in one case only.

    Wait 'til Eight section 2 para 1.2: an order or licence that they agreed to, no distortion, no harm (W8-073).
    """

    participant = models.ForeignKey(Participant, models.CASCADE, related_name="resistances")
    words = LockedTextField(help_text="What showed it.")
    likely_to_agree = models.BooleanField(help_text="Likely to give informed consent all the same.")
    noted_on = models.DateField()
    noted_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    over_on = models.DateField(null=True, blank=True, help_text="When it was found to be over.")
    not_distorting = models.BooleanField(null=True, blank=True)
    no_harm = models.BooleanField(null=True, blank=True)
    reason = LockedTextField(blank=True)
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    decided_on = models.DateField(null=True, blank=True)

    class Privacy:
        retention = "case"
        personal = ("words", "reason")
        plain = (
            "service",
            "file",
            "participant",
            "likely_to_agree",
            "noted_on",
            "noted_by",
            "over_on",
            "not_distorting",
            "no_harm",
            "decided_by",
            "decided_on",
        )

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(
                    decided_by__isnull=True,
                    decided_on__isnull=True,
                    not_distorting__isnull=True,
                    no_harm__isnull=True,
                    reason="",
                )
                | (
                    Q(
                        decided_by__isnull=False,
                        decided_on__isnull=False,
                        not_distorting__isnull=False,
                        no_harm__isnull=False,
                    )
                    & ~Q(reason="")
                ),
                name="resistance_decided_whole",
                violation_error_message="Answer both questions and say why.",
            ),
            models.UniqueConstraint(
                fields=["participant"],
                condition=Q(over_on__isnull=True),
                name="one_open_resistance",
                violation_error_message="This is noted already.",
            ),
        ]

    def __str__(self) -> str:
        return f"resistance of participant {self.participant_id}"

    @property
    def may_go_on(self) -> bool:
        """Whether a manager has found that it will neither distort the process nor hurt the person harmed."""
        return bool(self.not_distorting and self.no_harm)
