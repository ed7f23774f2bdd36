"""A possible case: one readable row of an extract, and what screening made of it."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from amends.foundation.access.models import Service
from amends.foundation.lib.locking import LockedJSONField
from amends.journey.finding.models.extract import Extract


class Candidate(models.Model):
    """One row of an extract. It has no history on purpose: when its time is over, nothing of it stays."""

    class Result(models.TextChoices):
        """What the rules say of it on paper."""

        ELIGIBLE = "eligible", "Eligible on paper"
        CHECK_FILE = "check_file", "Look at the file"
        NOT_ELIGIBLE = "not_eligible", "Not eligible"
        OUTSIDE = "outside", "Outside what was looked for"

    class State(models.TextChoices):
        """What became of it."""

        OPEN = "open", "Possible case"
        CHOSEN = "refer", "To be referred"
        NOT_SUITABLE = "not_suitable", "Not suitable"
        WAIT = "wait", "Wait"
        KNOWN = "known", "Already known"
        REFERRED = "referred", "Referred"

    service = models.ForeignKey(Service, models.PROTECT, related_name="+")
    extract = models.ForeignKey(Extract, models.CASCADE, related_name="candidates")
    side = models.CharField(max_length=12)
    row = models.PositiveIntegerField()
    full_name = models.CharField(max_length=200, blank=True)
    date_of_birth = models.DateField(null=True, blank=True)
    postcode = models.CharField(max_length=10, blank=True)
    person_reference = models.CharField(max_length=60, blank=True)
    offence_reference = models.CharField(max_length=60, blank=True)
    person_key = models.CharField(max_length=60, blank=True, help_text="Capital letters and figures alone.")
    offence_key = models.CharField(max_length=160, blank=True)
    offence = models.CharField(max_length=300, blank=True)
    offence_on = models.DateField(null=True, blank=True)
    release_on = models.DateField(null=True, blank=True)
    management_phase = models.PositiveSmallIntegerField(null=True, blank=True)
    delivery_point = models.CharField(max_length=20, blank=True)
    facts = LockedJSONField(default=dict, blank=True)
    details = LockedJSONField(default=dict, blank=True)
    decision = models.CharField(max_length=20)
    rules = ArrayField(models.CharField(max_length=60), default=list, blank=True)
    missing = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    result = models.CharField(max_length=14, choices=Result.choices)
    why = models.CharField(max_length=400, blank=True)
    met = ArrayField(
        models.CharField(max_length=20), default=list, blank=True, help_text="The priority factors it meets."
    )
    score = models.IntegerField(default=0)
    state = models.CharField(max_length=14, choices=State.choices, default=State.OPEN)
    same_as = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="+")
    holder_contacted_on = models.DateField(null=True, blank=True)
    referral_number = models.CharField(max_length=20, blank=True)

    class Privacy:
        retention = "referral"
        personal = (
            *(
                "full_name",
                "date_of_birth",
                "postcode",
                "person_reference",
                "offence_reference",
                "person_key",
            ),
            *("offence_key", "offence", "offence_on", "release_on", "facts", "details", "why"),
        )
        plain = (
            *("service", "extract", "side", "row", "management_phase", "delivery_point", "decision", "rules"),
            *(
                "missing",
                "result",
                "met",
                "score",
                "state",
                "same_as",
                "holder_contacted_on",
                "referral_number",
            ),
        )

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(state="referred") | ~Q(referral_number=""),
                name="candidate_referred_has_a_number",
                violation_error_message="Give the number of the referral.",
            ),
            models.CheckConstraint(
                condition=~Q(result__in=["check_file", "not_eligible", "outside"]) | ~Q(why=""),
                name="candidate_held_back_says_why",
                violation_error_message="Say why this row does not count as eligible.",
            ),
            models.UniqueConstraint(fields=["extract", "row"], name="candidate_once_a_row"),
            models.UniqueConstraint(fields=["id", "service", "side"], name="candidate_of_service_and_side"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["extract", "result", "state", "-score", "row"], name="candidates_ranked"),
            models.Index(fields=["service", "side", "person_key", "offence_key"], name="candidates_by_keys"),
        ]

    def __str__(self) -> str:
        return f"candidate {self.pk}"
