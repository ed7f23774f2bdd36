"""What each person has agreed to: a series of dated answers, of which the last one counts."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from amends.foundation.access.models import User
from amends.foundation.case.models import FileRow, Participant
from amends.foundation.documents.models import Attachment
from amends.foundation.lib.locking import LockedTextField


class Consent(FileRow):
    """One answer of one person to one purpose. Answers are never changed; a new one is added (W8-296)."""

    class Answer(models.TextChoices):
        """What they said."""

        GIVEN = "given", "Yes"
        UNSURE = "unsure", "Not sure"
        REFUSED = "refused", "No"
        WITHDRAWN = "withdrawn", "Taken back"
        NOT_SOUGHT = "not_sought", "Could not be asked"

    class How(models.TextChoices):
        """How they said it."""

        SIGNED = "signed", "Signed form"
        SPOKEN = "spoken", "Spoken, and noted by us"
        WITNESSED = "witnessed", "Spoken, with a witness"
        ONLINE = "online", "On the web form"
        THROUGH_REFERRER = "through_referrer", "On the referral"

    class Stage(models.TextChoices):
        """At which stage they were asked; consent goes on being asked for (HMPPS 6.1)."""

        ASSESSMENT = "assessment", "Assessment"
        PREPARATION = "preparation", "Preparation"
        EXCHANGE = "exchange", "Meeting or exchange"
        AGREEMENT = "agreement", "Agreement"

    participant = models.ForeignKey(Participant, models.CASCADE, related_name="consents")
    purpose = models.CharField(max_length=30)
    wording = models.CharField(max_length=20, help_text="The version of the words they were asked in.")
    answer = models.CharField(max_length=12, choices=Answer.choices)
    how = models.CharField(max_length=20, choices=How.choices)
    given_on = models.DateField()
    witness = models.CharField(max_length=120, blank=True)
    adult = models.CharField(
        max_length=120, blank=True, help_text="The appropriate adult or parent who agreed with them."
    )
    covers = models.JSONField(
        default=list, blank=True, help_text="The bodies named, where the purpose names bodies."
    )
    items = models.JSONField(
        default=list, blank=True, help_text="What may be passed on, where the purpose names that."
    )
    stage = models.CharField(max_length=12, choices=Stage.choices, blank=True, default="")
    scope = models.CharField(
        max_length=40,
        blank=True,
        default="",
        help_text="The one meeting or exchange it is for, as model:key.",
    )
    freely = models.BooleanField(
        default=False, help_text="Asked alone, knowing what comes, and pressed by nobody."
    )
    until = models.DateField(null=True, blank=True)
    form = models.ForeignKey(Attachment, models.PROTECT, null=True, blank=True, related_name="+")
    pending = models.BooleanField(
        default=False, help_text="Said, but not in a form that the service accepts: it does not count yet."
    )
    reminded_on = models.DateField(
        null=True, blank=True, help_text="When they were reminded of what they had undertaken."
    )
    note = LockedTextField(blank=True)
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(db_default=Now())

    class Privacy:
        retention = "case"
        personal = ("witness", "adult", "note")
        plain = (
            "service",
            "file",
            "participant",
            "purpose",
            "wording",
            "answer",
            "how",
            "given_on",
            "covers",
            "items",
            "stage",
            "scope",
            "freely",
            "until",
            "form",
            "pending",
            "reminded_on",
            "recorded_by",
            "recorded_at",
        )

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(how="witnessed") | ~Q(witness=""),
                name="witness_is_named",
                violation_error_message="Name the witness.",
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=models.F("given_on")),
                name="consent_ends_after_start",
                violation_error_message="An agreement cannot end before it was given.",
            ),
            models.CheckConstraint(
                condition=~Q(answer="not_sought") | ~Q(note=""),
                name="not_sought_has_a_reason",
                violation_error_message="Say why they could not be asked.",
            ),
            models.CheckConstraint(
                condition=Q(pending=False) | Q(answer="given"),
                name="only_a_yes_waits_for_its_form",
                violation_error_message="A no counts at once, however it was said.",
            ),
            models.CheckConstraint(
                condition=Q(scope="") | Q(stage="exchange"),
                name="consent_to_one_exchange_has_its_stage",
                violation_error_message="What is for one meeting or exchange is asked at that stage.",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["participant", "purpose", "-id"], name="latest_consent"),
            models.Index(fields=["service", "purpose", "participant", "-id"], name="consents_of_a_service"),
        ]

    def __str__(self) -> str:
        return f"{self.purpose}: {self.answer}"
