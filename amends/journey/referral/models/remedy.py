"""What an out-of-court matter rests on beside its form, and which actions of the menu are on offer where."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from amends.foundation.access.models import Service
from amends.foundation.lib.locking import LockedCharField, LockedTextField
from amends.journey.referral.models.referral import Answer, Referral, ReferralRow
from amends.journey.referral.models.resolution import ChosenAction
from amends.service.partners.models import District


class Remedy(ReferralRow):
    """The sanction it would stand in for, the menu, and what each side wants for itself (EX-023, EX-024, EX-029)."""

    class Disposal(models.TextChoices):
        """How it is dealt with outside court."""

        COMMUNITY_REMEDY = "community_remedy", "Community remedy"
        CAUTION = "caution", "Caution"
        CONDITIONAL_CAUTION = "conditional_caution", "Conditional caution"
        OTHER = "other", "Another way"

    referral = models.OneToOneField(Referral, models.CASCADE, related_name="remedy")
    disposal = models.CharField(max_length=20, blank=True, choices=Disposal.choices)
    alternative_sanction = LockedCharField(
        max_length=200, blank=True, help_text="What would follow without restorative justice."
    )
    first_offence = models.CharField(max_length=8, blank=True, choices=Answer.choices)
    low_level = models.CharField(max_length=8, blank=True, choices=Answer.choices)

    menu_offered_on = models.DateField(null=True, blank=True)
    menu_offered_by = models.CharField(max_length=120, blank=True, help_text="The officer.")
    menu_explained_on = models.DateField(
        null=True, blank=True, help_text="When each option open to them was explained."
    )
    menu_version = models.PositiveSmallIntegerField(null=True, blank=True)
    menu_wishes = ArrayField(
        models.CharField(max_length=1, choices=[(str(n), words) for n, words in ChosenAction.Menu.choices]),
        default=list,
        blank=True,
    )
    menu_declined = models.BooleanField(
        null=True, blank=True, help_text="The person harmed did not want to choose."
    )

    victim_asked_on = models.DateField(null=True, blank=True)
    offender_agrees = models.CharField(max_length=8, blank=True, choices=Answer.choices)
    offender_agreed_on = models.DateField(null=True, blank=True)

    cra1_request = LockedTextField(blank=True, help_text="Drafted when it came on another form.")
    cra1_requested_on = models.DateField(null=True, blank=True)
    cra1_exception = LockedCharField(max_length=300, blank=True, help_text="Why no CRA1 is needed.")

    class Privacy:
        retention = "referral"
        personal = ("alternative_sanction", "menu_offered_by", "cra1_request", "cra1_exception")
        plain = (
            "service",
            "referral",
            "disposal",
            "first_offence",
            "low_level",
            "menu_offered_on",
            "menu_explained_on",
            "menu_version",
            "menu_wishes",
            "menu_declined",
            "victim_asked_on",
            "offender_agrees",
            "offender_agreed_on",
            "cra1_requested_on",
        )

    class Meta:
        verbose_name_plural = "remedies"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(menu_offered_on__isnull=True) | ~Q(menu_offered_by=""),
                name="menu_is_offered_by_somebody",
                violation_error_message="Say which officer offered the menu.",
            ),
            models.CheckConstraint(
                condition=Q(menu_declined__isnull=True) | Q(menu_declined=False) | Q(menu_wishes=[]),
                name="menu_chosen_or_declined",
                violation_error_message="Somebody who did not want to choose has not chosen.",
            ),
            models.CheckConstraint(
                condition=Q(offender_agreed_on__isnull=True) | Q(offender_agrees="yes"),
                name="agreement_of_offender_with_its_day",
                violation_error_message="There is a day of agreement, but no agreement.",
            ),
        ]

    def __str__(self) -> str:
        return f"remedy of referral {self.referral_id}"

    @property
    def needs_review(self) -> bool:
        """Outside the low-level profile: somebody looks at it again before it goes on (EX-023)."""
        return self.low_level == Answer.NO


class LocalOption(models.Model):
    """One action of the menu in one district: only what exists there is offered (EX-154)."""

    service = models.ForeignKey(Service, models.CASCADE, related_name="+")
    district = models.ForeignKey(District, models.CASCADE, related_name="menu_options")
    number = models.PositiveSmallIntegerField(choices=ChosenAction.Menu.choices)
    available_from = models.DateField()
    ended_on = models.DateField(null=True, blank=True)

    class Privacy:
        retention = "service"
        plain = "__all__"

    class Meta:
        ordering: ClassVar = ["district", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["district", "number"],
                name="local_option_once",
                violation_error_message="This action is listed for the district already.",
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("available_from")),
                name="local_option_ends_after_it_began",
                violation_error_message="It cannot end before it began.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_number_display()} in {self.district}"
