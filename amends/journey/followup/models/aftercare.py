"""Looking after everybody who took part, staff included, and the help that others are asked for (W8-150, W8-244)."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from amends.foundation.access.models import User
from amends.foundation.case.models import CaseRow, FileRow, Participant
from amends.foundation.lib.locking import LockedCharField, LockedTextField
from amends.journey.agreement.models import Point
from amends.journey.meeting.models import Meeting


class State(models.TextChoices):
    """How it ended. Whoever does not want it is not pressed."""

    OPEN = "open", "Still to be done"
    DONE = "done", "Done"
    DECLINED = "declined", "They did not want it"
    NOT_POSSIBLE = "not_possible", "It was not possible"


ENDED_ON_A_DAY = Q(state="open", ended_on__isnull=True) | (~Q(state="open") & Q(ended_on__isnull=False))
WHY_NOT = ~Q(state="not_possible") | ~Q(note="")


class Aftercare(FileRow):
    """One thing that is done for one person who took part: a talk, or the care of a prison."""

    State = State

    class Kind(models.TextChoices):
        """What."""

        TALK = "talk", "A talk afterwards: how they are, and what they need"
        PRISON = "prison", "The prison knows, they are not alone in their cell tonight, a Listener can come"

    participant = models.ForeignKey(Participant, models.CASCADE, related_name="aftercare")
    meeting = models.ForeignKey(Meeting, models.CASCADE, null=True, blank=True, related_name="+")
    kind = models.CharField(max_length=8, choices=Kind.choices, default=Kind.TALK)
    state = models.CharField(max_length=12, choices=State.choices, default=State.OPEN)
    ended_on = models.DateField(null=True, blank=True)
    note = LockedTextField(blank=True)
    needs_support = models.BooleanField(null=True, blank=True)
    ended_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    planned_at = models.DateTimeField(db_default=Now())

    class Privacy:
        retention = "case"
        personal = ("note",)
        plain = (
            "service",
            "file",
            "participant",
            "meeting",
            "kind",
            "state",
            "ended_on",
            "needs_support",
            "ended_by",
            "planned_at",
        )

    class Meta:
        verbose_name_plural = "aftercare"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["participant", "meeting", "kind"],
                nulls_distinct=False,
                name="aftercare_once",
                violation_error_message="This is on the list already.",
            ),
            models.CheckConstraint(
                condition=ENDED_ON_A_DAY,
                name="aftercare_ended_on_a_day",
                violation_error_message="Say how it ended, and on which day.",
            ),
            models.CheckConstraint(
                condition=WHY_NOT,
                name="aftercare_says_why_not",
                violation_error_message="Say why it was not possible.",
            ),
            models.CheckConstraint(
                condition=~Q(kind="talk", state="done") | Q(needs_support__isnull=False),
                name="aftercare_asks_for_support",
                violation_error_message="Say whether they need more support.",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["participant", "-id"], name="aftercare_of_a_person")]

    def __str__(self) -> str:
        return f"{self.kind} for participant {self.participant_id}: {self.state}"

    @property
    def is_open(self) -> bool:
        """Whether it is still to be done."""
        return self.state == State.OPEN


class Debrief(CaseRow):
    """A talk with one of the staff after a meeting. For them and for those who see the whole service alone."""

    State = State

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="+")
    user = models.ForeignKey(User, models.PROTECT, related_name="debriefs")
    state = models.CharField(max_length=12, choices=State.choices, default=State.OPEN)
    ended_on = models.DateField(null=True, blank=True)
    note = LockedTextField(blank=True)
    ended_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    planned_at = models.DateTimeField(db_default=Now())

    class Privacy:
        retention = "case"
        personal = ("note",)
        plain = ("service", "case", "meeting", "user", "state", "ended_on", "ended_by", "planned_at")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["meeting", "user"],
                name="debrief_once",
                violation_error_message="This is on the list already.",
            ),
            models.CheckConstraint(
                condition=ENDED_ON_A_DAY,
                name="debrief_ended_on_a_day",
                violation_error_message="Say how it ended, and on which day.",
            ),
            models.CheckConstraint(
                condition=WHY_NOT,
                name="debrief_says_why_not",
                violation_error_message="Say why it was not possible.",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["case", "id"], name="debriefs_of_a_case")]

    def __str__(self) -> str:
        return f"debrief {self.pk}: {self.state}"

    @property
    def is_open(self) -> bool:
        """Whether it is still to be done."""
        return self.state == State.OPEN


class SignOff(CaseRow):
    """Everybody who took part in a meeting has been looked after."""

    meeting = models.OneToOneField(Meeting, models.CASCADE, related_name="aftercare_sign_off")
    signed_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    signed_at = models.DateTimeField(db_default=Now())

    class Privacy:
        retention = "case"
        plain = "__all__"

    def __str__(self) -> str:
        return f"aftercare of meeting {self.meeting_id} signed off"


class SupportRequest(FileRow):
    """Somebody needs more support, and a body was asked for it, until it has answered (EX-110)."""

    participant = models.ForeignKey(Participant, models.CASCADE, related_name="support_requests")
    kind = LockedCharField(max_length=120, help_text="What they need.")
    body = models.CharField(max_length=120, help_text="Who is asked: the post and body.")
    asked_on = models.DateField()
    accepted = models.BooleanField(null=True, blank=True)
    answered_on = models.DateField(null=True, blank=True)
    answer = LockedCharField(max_length=300, blank=True, default="", help_text="What came of it.")
    why_unanswered = LockedCharField(
        max_length=300, blank=True, default="", help_text="Why nobody waits for the answer any more."
    )
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Privacy:
        retention = "case"
        personal = ("kind", "body", "answer", "why_unanswered")
        plain = ("service", "file", "participant", "asked_on", "accepted", "answered_on", "asked_by")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(accepted__isnull=True, answered_on__isnull=True)
                | Q(accepted__isnull=False, answered_on__isnull=False),
                name="support_answer_has_a_day",
                violation_error_message="Say what they answered, and when.",
            ),
            models.CheckConstraint(
                condition=~Q(kind="") & ~Q(body=""),
                name="support_says_what_and_who",
                violation_error_message="Say what they need, and who is asked for it.",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["participant", "-id"], name="support_of_a_person")]

    def __str__(self) -> str:
        return f"support request {self.pk}"

    @property
    def is_open(self) -> bool:
        """Whether somebody still waits for the answer."""
        return self.accepted is None and not self.why_unanswered


class Help(FileRow):
    """Practical help that a practitioner gives somebody with a promise of theirs (PF-117)."""

    participant = models.ForeignKey(Participant, models.CASCADE, related_name="help")
    point = models.ForeignKey(Point, models.CASCADE, related_name="help")
    words = LockedCharField(max_length=200)
    due = models.DateField()
    done_on = models.DateField(null=True, blank=True)
    given_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Privacy:
        retention = "case"
        personal = ("words",)
        plain = ("service", "file", "participant", "point", "due", "done_on", "given_by")

    class Meta:
        verbose_name_plural = "help"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(words=""),
                name="help_says_what",
                violation_error_message="Say what you will do to help.",
            )
        ]
        indexes: ClassVar = [models.Index(fields=["participant", "due"], name="help_for_a_person")]

    def __str__(self) -> str:
        return f"help {self.pk}"
