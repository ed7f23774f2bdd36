"""Services beside restorative justice, and who was sent to one. Nothing here counts as restorative justice delivered."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from amends.foundation.access.models import Agency, Service, User
from amends.journey.referral.models import ReferralPerson, ReferralRow


class ListedService(models.Model):
    """A line of the list: what a provider offers, and whether it is restorative justice (PF-126)."""

    class Kind(models.TextChoices):
        """What it is. Only the first is restorative justice."""

        RJ = "rj", "Restorative justice"
        AWARENESS = "victim_awareness", "Victim awareness course"
        EMPATHY = "victim_empathy", "Victim empathy work"
        OTHER_VICTIM = "other_victim", "Meeting with a victim of another crime"

    service = models.ForeignKey(Service, models.CASCADE, related_name="+")
    provider = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=20, choices=Kind.choices)
    what = models.CharField(max_length=300, blank=True, help_text="What is done there, in a sentence.")
    only_measures = models.BooleanField(default=False, help_text="Only questions, asked before and after.")
    is_open = models.BooleanField(default=True, help_text="Off: nobody new is sent there.")

    class Privacy:
        retention = "service"
        plain = "__all__"

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["service", "provider", "name"],
                name="listed_service_once",
                violation_error_message="This service is on the list already.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.provider})"

    @property
    def is_rj(self) -> bool:
        """Whether what is done there counts as restorative justice."""
        return self.kind == self.Kind.RJ


class AwarenessWork(ReferralRow):
    """Somebody responsible was sent to such a service, by whom, and which cautions stood on the page."""

    class State(models.TextChoices):
        """How far it has come."""

        CHOSEN = "chosen", "Chosen"
        BEGUN = "begun", "Begun"
        FINISHED = "finished", "Finished"
        LEFT = "left", "Ended early"

    listed = models.ForeignKey(ListedService, models.PROTECT, related_name="+")
    person = models.ForeignKey(ReferralPerson, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=20, choices=ListedService.Kind.choices)
    cautions = models.JSONField(help_text="The cautions as they were shown.")
    cautions_version = models.PositiveSmallIntegerField()
    chosen_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    chosen_on = models.DateField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.CHOSEN)
    begun_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)

    class Privacy:
        retention = "referral"
        plain = "__all__"

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(kind="rj"),
                name="awareness_work_is_not_rj",
                violation_error_message="Restorative justice is not work of this kind.",
            ),
            models.CheckConstraint(
                condition=~Q(cautions=[]),
                name="awareness_work_cautions_shown",
                violation_error_message="The cautions are shown before it is chosen.",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["finished", "left"], ended_on__isnull=False)
                | Q(state__in=["chosen", "begun"], ended_on__isnull=True),
                name="awareness_work_ends_on_a_day",
                violation_error_message="Say on which day it ended.",
            ),
            models.CheckConstraint(
                condition=Q(state="begun", begun_on__isnull=False) | ~Q(state="begun"),
                name="awareness_work_begins_on_a_day",
                violation_error_message="Say on which day it began.",
            ),
            models.CheckConstraint(
                condition=Q(begun_on__isnull=True)
                | Q(ended_on__isnull=True)
                | Q(ended_on__gte=F("begun_on")),
                name="awareness_work_ends_after_it_began",
                violation_error_message="It cannot end before it began.",
            ),
            models.UniqueConstraint(
                fields=["listed", "person"],
                condition=Q(state__in=["chosen", "begun"]),
                name="awareness_work_once_at_a_time",
                violation_error_message="They have been sent there already.",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["service", "chosen_on"], name="awareness_of_a_month")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} for person {self.person_id}"

    @property
    def is_over(self) -> bool:
        """Whether it has ended, early or not."""
        return self.ended_on is not None
