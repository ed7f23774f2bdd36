"""One agreed action of a contract: its day, whether it is kept, and what the officer decides where it is not."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from amends.foundation.lib.locking import LockedCharField, LockedTextField
from amends.journey.referral.models import ChosenAction, ReferralRow


class ContractAction(ReferralRow):
    """An action that was agreed, from its day on (Essex manual, appendix G). The police keep the contract."""

    class State(models.TextChoices):
        """Whether it was kept."""

        OPEN = "open", "Still to do"
        DONE = "done", "Done"
        BREACHED = "breached", "Not kept"

    action = models.OneToOneField(ChosenAction, models.CASCADE, related_name="contract")
    due_on = models.DateField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    done_on = models.DateField(null=True, blank=True)
    breached_on = models.DateField(null=True, blank=True)
    notice = LockedTextField(blank=True, help_text="What the investigating officer is told.")
    officer_told_on = models.DateField(null=True, blank=True)
    officer_decision = LockedCharField(max_length=300, blank=True)
    officer_decided_on = models.DateField(null=True, blank=True)

    class Privacy:
        retention = "referral"
        personal = ("notice", "officer_decision")
        plain = (
            "service",
            "referral",
            "action",
            "due_on",
            "state",
            "done_on",
            "breached_on",
            "officer_told_on",
            "officer_decided_on",
        )

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=(Q(state="done") & Q(done_on__isnull=False))
                | (~Q(state="done") & Q(done_on__isnull=True)),
                name="contract_action_done_on_a_day",
                violation_error_message="Say on which day it was done.",
            ),
            models.CheckConstraint(
                condition=(Q(state="breached") & Q(breached_on__isnull=False) & ~Q(notice=""))
                | (~Q(state="breached") & Q(breached_on__isnull=True)),
                name="contract_breach_has_day_and_notice",
                violation_error_message="A contract that was not kept has the day and the officer's notice.",
            ),
            models.CheckConstraint(
                condition=Q(officer_decision="")
                | Q(officer_told_on__isnull=False, officer_decided_on__isnull=False),
                name="officer_decides_after_being_told",
                violation_error_message="The officer is told before they decide.",
            ),
        ]

    def __str__(self) -> str:
        return f"contract: {self.action}"
