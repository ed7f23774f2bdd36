"""What the court decided in a case: the phase, for both sides, and the sentence, which is the responsible one's."""

from decimal import Decimal
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from amends.foundation.access.models import User
from amends.foundation.case.models import CaseRow, FileRow, Participant
from amends.journey.contact.models import Appointment
from amends.journey.court.models.courts import Court
from amends.journey.court.models.report import DefermentModel, Vehicle


class Phase(CaseRow):
    """Before or after sentence, in the community or in custody, from a day on. Never changed: the next one is added."""

    class When(models.TextChoices):
        """Where the case stands (NOMS service specification 4 and 7)."""

        BEFORE = "before", "Before sentence"
        AFTER = "after", "After sentence"

    class Setting(models.TextChoices):
        """Where the work takes place."""

        COMMUNITY = "community", "In the community"
        CUSTODY = "custody", "In custody"

    when = models.CharField(max_length=6, choices=When.choices)
    setting = models.CharField(max_length=10, choices=Setting.choices)
    since = models.DateField()
    noted_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    noted_at = models.DateTimeField(db_default=Now())

    class Privacy:
        retention = "case"
        plain = "__all__"

    class Meta:
        indexes: ClassVar = [models.Index(fields=["case", "-since", "-id"], name="phases_of_a_case")]

    def __str__(self) -> str:
        return f"{self.get_when_display()}, {self.get_setting_display().lower()}"


class Deferment(CaseRow):
    """Sentence put off so that the work can be done first. The case's, because it says when a meeting may be."""

    Model = DefermentModel

    court = models.ForeignKey(Court, models.PROTECT, related_name="deferments")
    starts_on = models.DateField()
    until = models.DateField()
    model = models.CharField(max_length=5, choices=DefermentModel.choices)
    report_on = models.DateField()
    reparation_until = models.DateField(null=True, blank=True)
    reported_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Privacy:
        retention = "case"
        plain = "__all__"

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(ended_on__isnull=True),
                name="one_deferment_at_a_time",
                violation_error_message="Sentence is deferred in this case already.",
            ),
            models.CheckConstraint(
                condition=Q(
                    until__gt=F("starts_on"), report_on__gte=F("starts_on"), report_on__lt=F("until")
                ),
                name="deferment_counts_back",
                violation_error_message="The report reaches the court after the deferment has begun and before it ends.",
            ),
            models.CheckConstraint(
                condition=Q(model="split")
                | Q(reparation_until__isnull=True)
                | Q(reparation_until__lte=F("until")),
                name="whole_deferment_holds_all_work",
                violation_error_message="In the whole model all work, reparation too, ends before the deferment does.",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["court", "until"], name="deferments_at_a_court")]

    def __str__(self) -> str:
        return f"deferment of case {self.case_id}"


class Sentence(FileRow):
    """A sentence. Only a restorative requirement of an order or licence makes taking part statutory."""

    class End(models.TextChoices):
        """How the requirement ended. Stopping is nobody's failure."""

        COMPLETE = "complete", "Complete"
        STOPPED = "stopped", "Somebody no longer wanted to take part"
        REVOKED = "revoked", "The court or the licensing authority ended it"

    participant = models.ForeignKey(Participant, models.CASCADE, related_name="sentences")
    vehicle = models.CharField(max_length=30, choices=Vehicle.choices)
    passed_on = models.DateField()
    court = models.ForeignKey(Court, models.PROTECT, null=True, blank=True, related_name="+")
    details = models.CharField(max_length=400)
    restorative = models.BooleanField(default=False, help_text="A restorative requirement was made.")
    supervision_months = models.PositiveSmallIntegerField(null=True, blank=True)
    consent_on = models.DateField(null=True, blank=True, help_text="When they agreed, before the order.")
    ends_on = models.DateField(null=True, blank=True)
    officer = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", help_text="Their offender manager."
    )
    officer_words = models.CharField(max_length=120, blank=True)
    told_officer_on = models.DateField(null=True, blank=True, help_text="Attendance was passed on.")
    first_contact_on = models.DateField(null=True, blank=True)
    why_later = models.CharField(max_length=300, blank=True)
    ended = models.CharField(max_length=10, choices=End.choices, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(db_default=Now())

    class Privacy:
        retention = "case"
        personal = ("details", "officer_words", "why_later")
        plain = (
            "service",
            "file",
            "participant",
            "vehicle",
            "passed_on",
            "court",
            "restorative",
            "supervision_months",
            "consent_on",
            "ends_on",
            "officer",
            "told_officer_on",
            "first_contact_on",
            "ended",
            "ended_on",
            "recorded_by",
            "recorded_at",
        )

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(restorative=True, vehicle__in=["community_order", "suspended_sentence_order"])
                | Q(supervision_months__isnull=False, supervision_months__gte=3),
                name="requirement_beside_supervision",
                violation_error_message="The requirement stands only beside supervision of three months or more.",
            ),
            models.CheckConstraint(
                condition=Q(restorative=False)
                | (~Q(vehicle="custody") & Q(consent_on__isnull=False, consent_on__lte=F("passed_on"))),
                name="requirement_after_consent",
                violation_error_message="A restorative requirement follows consent given before it was made.",
            ),
            models.CheckConstraint(
                condition=Q(ended="", ended_on__isnull=True) | (~Q(ended="") & Q(ended_on__isnull=False)),
                name="requirement_ended_on_a_day",
                violation_error_message="Say how it ended and when.",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("passed_on")),
                name="sentence_ends_after_it_was_passed",
                violation_error_message="A sentence cannot end before it was passed.",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["participant", "-passed_on"], name="sentences_of_a_participant")
        ]

    def __str__(self) -> str:
        return f"{self.get_vehicle_display()} of participant {self.participant_id}"

    @property
    def is_statutory(self) -> bool:
        """Whether coming to appointments is part of it now; only then is anything enforced."""
        return self.restorative and not self.ended

    @property
    def words(self) -> str:
        """Statutory or voluntary, in words."""
        if self.restorative:
            return f"{self.get_vehicle_display()} with a restorative requirement"
        return f"{self.get_vehicle_display()}; taking part is voluntary"


class PlannedMeeting(FileRow):
    """One of the meetings that a requirement is made of (Wait 'til Eight appendices 6B and 6C)."""

    class Kind(models.TextChoices):
        """The four kinds that every plan has, and more if needed."""

        ASSESSMENT = "assessment", "Assessment"
        PREPARATION = "preparation", "Preparation"
        MEETING = "meeting", "Meeting with the person harmed, or an activity that makes amends"
        REVIEW = "review", "Review with the offender manager and the facilitator"
        MORE = "more", "One more"

    sentence = models.ForeignKey(Sentence, models.CASCADE, related_name="plan")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    planned_on = models.DateField()
    days = models.DecimalField(max_digits=3, decimal_places=2, help_text="Counted to the requirement.")
    held_on = models.DateField(null=True, blank=True)
    officer_there = models.BooleanField(default=False)
    facilitator_there = models.BooleanField(default=False)

    class Privacy:
        retention = "case"
        plain = "__all__"

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(days__gte=Decimal("0.25"), days__lte=Decimal(1)),
                name="meeting_counts_up_to_a_day",
                violation_error_message="A meeting counts as a quarter of a day to one day.",
            ),
            models.CheckConstraint(
                condition=~Q(kind="review")
                | Q(held_on__isnull=True)
                | Q(officer_there=True, facilitator_there=True),
                name="review_with_both",
                violation_error_message="A review is held with the offender manager and a facilitator.",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["sentence", "planned_on"], name="plan_of_a_sentence")]

    def __str__(self) -> str:
        return f"{self.kind} of sentence {self.sentence_id}"


class Attendance(FileRow):
    """What became of an appointment that is part of an order: proof, without a word of what was spoken about."""

    class Told(models.TextChoices):
        """How they were told of it."""

        LETTER = "letter", "By letter"
        CALL = "call", "By telephone"
        TEXT = "text", "By text message"
        IN_PERSON = "in_person", "In person"
        OFFICER = "officer", "By their offender manager"

    class Action(models.TextChoices):
        """What was done about a missed appointment."""

        NONE = "none", "Nothing needed"
        NEW_DAY = "new_day", "A new appointment was made"
        WARNING = "warning", "The offender manager warned them"
        BREACH = "breach", "The offender manager began breach proceedings"

    sentence = models.ForeignKey(Sentence, models.CASCADE, related_name="attendances")
    appointment = models.OneToOneField(Appointment, models.CASCADE, related_name="attendance")
    told_how = models.CharField(max_length=10, choices=Told.choices, blank=True)
    told_on = models.DateField(null=True, blank=True)
    reason = models.CharField(max_length=300, blank=True)
    acceptable = models.BooleanField(null=True, blank=True)
    action = models.CharField(max_length=10, choices=Action.choices, blank=True)
    action_on = models.DateField(null=True, blank=True)
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Privacy:
        retention = "case"
        personal = ("reason",)
        plain = (
            "service",
            "file",
            "sentence",
            "appointment",
            "told_how",
            "told_on",
            "acceptable",
            "action",
            "action_on",
            "recorded_by",
        )

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(told_how="", told_on__isnull=True) | (~Q(told_how="") & Q(told_on__isnull=False)),
                name="told_how_and_when",
                violation_error_message="Say how they were told of the appointment, and when.",
            ),
            models.CheckConstraint(
                condition=Q(action__in=["", "none"]) | Q(action_on__isnull=False),
                name="action_has_a_day",
                violation_error_message="Say on which day that was done.",
            ),
        ]

    def __str__(self) -> str:
        return f"attendance at appointment {self.appointment_id}"


class Enforcement(FileRow):
    """News between the service and the offender manager: a missed appointment one way, what is decided the other way.

    The offender manager reads the number of the case and the day of the appointment, and nothing else.
    """

    class Decision(models.TextChoices):
        """What the offender manager decided."""

        NO_ACTION = "no_action", "No action"
        WARNING = "warning", "Warning"
        BREACH = "breach", "Breach proceedings"
        RECALL = "recall", "Recall"
        CLOSED = "closed", "Enforcement has ended"

    sentence = models.ForeignKey(Sentence, models.CASCADE, related_name="enforcement")
    attendance = models.OneToOneField(
        Attendance, models.CASCADE, null=True, blank=True, related_name="enforcement"
    )
    reference = models.CharField(max_length=20, help_text="The number of the case.")
    missed_at = models.DateTimeField(null=True, blank=True)
    officer = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    sent_at = models.DateTimeField(null=True, blank=True)
    decision = models.CharField(max_length=10, choices=Decision.choices, blank=True)
    decided_on = models.DateField(null=True, blank=True)
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    seen_at = models.DateTimeField(null=True, blank=True)
    seen_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    class Privacy:
        retention = "case"
        plain = "__all__"

    class Meta:
        verbose_name_plural = "enforcement"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(decision="", decided_on__isnull=True, decided_by__isnull=True)
                | (~Q(decision="") & Q(decided_on__isnull=False, decided_by__isnull=False)),
                name="decision_on_a_day",
                violation_error_message="Say what was decided, and on which day.",
            ),
            models.CheckConstraint(
                condition=Q(missed_at__isnull=False) | ~Q(decision=""),
                name="news_is_of_something",
                violation_error_message="News is of a missed appointment or of a decision.",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["officer", "-sent_at"], name="enforcement_of_an_officer"),
            models.Index(fields=["sentence", "-id"], name="enforcement_of_a_sentence"),
        ]

    def __str__(self) -> str:
        return f"enforcement of sentence {self.sentence_id}"
