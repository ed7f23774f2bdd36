"""Who does the work: facilitators, their training and vetting, when they are free, and the hours they give."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from amends.foundation.access.models import Service, User
from amends.foundation.case.models import Case, Participant


class Facilitator(models.Model):
    """Somebody who meets the people of a case, in one service (hub manual C2, C3)."""

    class Level(models.TextChoices):
        """How far somebody has come, as the Restorative Justice Council tells it."""

        FOUNDATION = "foundation", "Foundation"
        INTERMEDIATE = "intermediate", "Intermediate"
        ADVANCED = "advanced", "Advanced"

    service = models.ForeignKey(Service, models.PROTECT, related_name="+")
    user = models.ForeignKey(User, models.PROTECT, related_name="facilitators")
    level = models.CharField(max_length=12, choices=Level.choices, default=Level.FOUNDATION)
    is_volunteer = models.BooleanField(default=True)
    approved_for_specialist = models.BooleanField(
        default=False, help_text="Experienced in work after sexual offences or a death."
    )
    languages = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    area = models.CharField(
        max_length=4, blank=True, help_text="The first half of the home postcode, such as CO4."
    )
    hours_a_month = models.PositiveSmallIntegerField(
        default=24, help_text="What they can give to cases in a month."
    )
    case_limit = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="Open cases at one time, where it differs from the service's."
    )
    supervisor = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="supervises")
    started_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)

    class Privacy:
        retention = "account"
        personal = ("languages", "area")
        plain = (
            "service",
            "user",
            "level",
            "is_volunteer",
            "approved_for_specialist",
            "hours_a_month",
            "case_limit",
            "supervisor",
            "started_on",
            "ended_on",
        )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["service", "user"],
                name="facilitator_once_a_service",
                violation_error_message="This person already has a facilitator profile.",
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("started_on")),
                name="facilitator_ends_after_start",
                violation_error_message="Somebody cannot leave before they start.",
            ),
            models.CheckConstraint(
                condition=Q(area="") | Q(area__regex=r"^[A-Z]{1,2}[0-9][0-9A-Z]?$"),
                name="facilitator_area_is_half_a_postcode",
                violation_error_message="Enter the first half of a postcode, such as CO4.",
            ),
            models.CheckConstraint(
                condition=Q(supervisor__isnull=True) | ~Q(supervisor=F("id")),
                name="nobody_supervises_themselves",
                violation_error_message="Nobody can be their own supervisor.",
            ),
        ]

    def __str__(self) -> str:
        return f"facilitator {self.pk}"


class FacilitatorRow(models.Model):
    """Base of what hangs on a facilitator. `service` repeats the facilitator's, for the row policies."""

    service = models.ForeignKey(Service, models.PROTECT, related_name="+")
    facilitator = models.ForeignKey(Facilitator, models.CASCADE, related_name="%(class)s_rows")

    class Meta:
        abstract = True


class Training(FacilitatorRow):
    """A course somebody attends; it counts when all its days are done (hub manual, training table)."""

    class Course(models.TextChoices):
        """The facilitation course is needed before any case; the others add to it."""

        FACILITATION = "facilitation", "Facilitation course"
        SENSITIVE = "sensitive", "Sensitive and complex cases"
        RISK = "risk", "Risk in restorative work"
        DATA_PROTECTION = "data_protection", "Data protection and confidentiality"
        REFRESHER = "refresher", "Refresher"
        AWARENESS = "awareness", "Awareness session"
        OTHER = "other", "Another course"

    course = models.CharField(max_length=20, choices=Course.choices, default=Course.FACILITATION)
    provider = models.CharField(max_length=120, blank=True)
    days = models.PositiveSmallIntegerField(default=3, help_text="How many days the course has.")
    days_attended = models.PositiveSmallIntegerField(default=0)
    completed_on = models.DateField(null=True, blank=True)
    valid_until = models.DateField(null=True, blank=True)

    class Privacy:
        retention = "account"
        plain = "__all__"

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(days_attended__lte=F("days")),
                name="training_days_within_course",
                violation_error_message="The course does not have that many days.",
            ),
            models.CheckConstraint(
                condition=Q(completed_on__isnull=True) | Q(days_attended=F("days")),
                name="training_complete_with_every_day",
                violation_error_message="A course is complete only when every day of it was attended.",
            ),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("completed_on")),
                name="training_valid_after_completion",
                violation_error_message="Training cannot run out before it was completed.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.course} of facilitator {self.facilitator_id}"


class Vetting(FacilitatorRow):
    """A check on somebody, until when it holds. The service keeps the result, never the certificate."""

    class Level(models.TextChoices):
        """What was checked, and by whom."""

        DBS_BASIC = "dbs_basic", "DBS basic"
        DBS_STANDARD = "dbs_standard", "DBS standard"
        DBS_ENHANCED = "dbs_enhanced", "DBS enhanced"
        POLICE = "police", "Police vetting"

    level = models.CharField(max_length=12, choices=Level.choices)
    decided_on = models.DateField()
    valid_until = models.DateField()
    reference = models.CharField(max_length=40, blank=True)

    class Privacy:
        retention = "account"
        personal = ("reference",)
        plain = ("service", "facilitator", "level", "decided_on", "valid_until")

    class Meta:
        verbose_name_plural = "vettings"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(valid_until__gte=F("decided_on")),
                name="vetting_valid_after_decision",
                violation_error_message="Vetting cannot run out before it was decided.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.level} of facilitator {self.facilitator_id}"


class FreeTime(FacilitatorRow):
    """A part of the week in which somebody can usually work."""

    class Day(models.IntegerChoices):
        """Days as Python counts them."""

        MONDAY = 0, "Mon"
        TUESDAY = 1, "Tue"
        WEDNESDAY = 2, "Wed"
        THURSDAY = 3, "Thu"
        FRIDAY = 4, "Fri"
        SATURDAY = 5, "Sat"
        SUNDAY = 6, "Sun"

    class Part(models.TextChoices):
        """Fine enough to arrange a visit."""

        MORNING = "1_morning", "morning"
        AFTERNOON = "2_afternoon", "afternoon"
        EVENING = "3_evening", "evening"

    day = models.PositiveSmallIntegerField(choices=Day.choices)
    part = models.CharField(max_length=12, choices=Part.choices)

    class Privacy:
        retention = "account"
        plain = "__all__"

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["facilitator", "day", "part"],
                name="free_time_once",
                violation_error_message="This time is already there.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_day_display()} {self.get_part_display()}"


class Responsibility(models.Model):
    """Somebody for whom a colleague answers in another post, or whom they know: no case with that person is theirs.

    Wait 'til Eight section 3 para 6.1; Key messages 3, action 4.
    """

    class Kind(models.TextChoices):
        """In which way they have to do with each other."""

        OFFENDER_MANAGER = "offender_manager", "Offender manager"
        OFFENDER_SUPERVISOR = "offender_supervisor", "Offender supervisor"
        VICTIM_LIAISON = "victim_liaison", "Victim liaison officer"
        SUPPORT_WORKER = "support_worker", "Supports them in another post"
        PERSONAL = "personal", "Knows them privately"
        OTHER = "other", "Another responsibility"

    service = models.ForeignKey(Service, models.PROTECT, related_name="+")
    user = models.ForeignKey(User, models.PROTECT, related_name="responsibilities")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    person_name = models.CharField(max_length=200)
    date_of_birth = models.DateField(null=True, blank=True)
    reference = models.CharField(max_length=60, blank=True, help_text="Their number at the agency.")
    participant = models.ForeignKey(
        Participant,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text="Where it is known who it is.",
    )
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    class Privacy:
        retention = "account"
        personal = ("person_name", "date_of_birth", "reference")
        plain = ("service", "user", "kind", "participant", "starts_on", "ends_on")

    class Meta:
        verbose_name_plural = "responsibilities"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="responsibility_ends_after_start",
                violation_error_message="A responsibility cannot end before it starts.",
            )
        ]
        indexes: ClassVar = [models.Index(fields=["service", "user"], name="responsibilities_of_a_user")]

    def __str__(self) -> str:
        return f"{self.kind} held by user {self.user_id}"


class TimeEntry(models.Model):
    """Minutes somebody spent, travel included. Written by what was done, never typed twice."""

    class Activity(models.TextChoices):
        """What the time went to; allowances in policy/workload.yaml use the same names."""

        CASEWORK = "casework", "Work on a case"
        SUPERVISION = "supervision", "Supervision"
        TRAINING = "training", "Training"
        MEETING = "meeting", "Team meeting"
        OTHER = "other", "Other"

    service = models.ForeignKey(Service, models.PROTECT, related_name="+")
    user = models.ForeignKey(User, models.PROTECT, related_name="time_entries")
    on = models.DateField()
    minutes = models.PositiveIntegerField()
    activity = models.CharField(max_length=12, choices=Activity.choices, default=Activity.CASEWORK)
    case = models.ForeignKey(Case, models.CASCADE, null=True, blank=True, related_name="+")
    subject = models.CharField(max_length=80, blank=True, help_text="The row it comes from, as model:key.")
    recorded_at = models.DateTimeField(db_default=Now())

    class Privacy:
        retention = "case"
        plain = "__all__"

    class Meta:
        verbose_name_plural = "time entries"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(minutes__gt=0),
                name="time_entry_takes_time",
                violation_error_message="Enter how long it took, in minutes.",
            ),
            models.UniqueConstraint(
                fields=["user", "subject"],
                condition=~Q(subject=""),
                name="time_entry_once",
                violation_error_message="This time is already written down.",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["case", "user"], name="time_on_a_case"),
            models.Index(fields=["user", "-on"], name="time_of_a_person"),
        ]

    def __str__(self) -> str:
        return f"{self.minutes} minutes of user {self.user_id}"
