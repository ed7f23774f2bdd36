"""The community resolution form CRA1: what the person harmed chose, what was admitted and agreed, and who signed it."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from amends.foundation.access.models import Service
from amends.foundation.lib.locking import LockedCharField, LockedTextField
from amends.journey.referral.models.referral import Answer, Referral, ReferralRow
from amends.service.partners.models import District

# Actions on the menu that are restorative and may come to the hub (appendices F and G).
RESTORATIVE_ACTIONS = frozenset({1, 2, 5})
COMPENSATION = 7


class PolicingArea(models.Model):
    """A local policing area, and whether officers there may send restorative actions to the hub (EX-146)."""

    service = models.ForeignKey(Service, models.CASCADE, related_name="policing_areas")
    name = models.CharField(max_length=80)
    hub_referrals = models.BooleanField(
        default=False, help_text="On where the hub takes referrals from this area."
    )
    other_route = models.CharField(
        max_length=200, blank=True, help_text="Where officers turn to while it is off."
    )
    districts = ArrayField(
        models.CharField(max_length=80), default=list, blank=True, help_text="The districts it covers."
    )

    class Privacy:
        retention = "service"
        plain = "__all__"

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["service", "name"],
                name="policing_area_once",
                violation_error_message="There is already an area of this name.",
            )
        ]

    def __str__(self) -> str:
        return self.name


class CommunityResolution(ReferralRow):
    """Everything on a CRA1 that a referral form does not have. The two people are the referral's own people."""

    class OffenceGroup(models.TextChoices):
        """Compensation is only for the first two (appendix F, action 7)."""

        THEFT = "theft", "Theft"
        DAMAGE = "damage", "Damage"
        ASSAULT = "assault", "Assault"
        PUBLIC_ORDER = "public_order", "Public order"
        NUISANCE = "nuisance", "Nuisance or anti-social behaviour"
        OTHER = "other", "Something else"

    referral = models.OneToOneField(Referral, models.CASCADE, related_name="resolution")
    policing_area = models.ForeignKey(PolicingArea, models.PROTECT, null=True, blank=True, related_name="+")
    district = models.ForeignKey(District, models.PROTECT, null=True, blank=True, related_name="+")
    offence = LockedTextField(
        blank=True, help_text="The offence or behaviour suffered, in the officer's words."
    )
    offence_group = models.CharField(max_length=14, blank=True, choices=OffenceGroup.choices)

    wishes_informal_resolution = models.BooleanField(null=True, blank=True)
    understands_enforcement = models.BooleanField(null=True, blank=True)
    menu_read = models.BooleanField(null=True, blank=True)
    victim_hub_consent = models.CharField(max_length=8, blank=True, choices=Answer.choices)
    victim_hub_consent_note = LockedCharField(max_length=200, blank=True)
    victim_signed = models.BooleanField(default=False)
    victim_signature_note = LockedCharField(
        max_length=200, blank=True, help_text="Who signed when it was not the person: pp."
    )
    victim_printed_name = models.CharField(max_length=200, blank=True)
    victim_signed_on = models.DateField(null=True, blank=True)
    victim_adult_name = models.CharField(max_length=200, blank=True)
    victim_adult_signed_on = models.DateField(null=True, blank=True)

    caution_given = models.BooleanField(null=True, blank=True)
    caution_for = LockedCharField(
        max_length=300, blank=True, help_text="The offence or incident that was put."
    )
    cautioned_by = models.CharField(max_length=120, blank=True)
    cautioned_at = models.DateTimeField(null=True, blank=True)
    caution_note = LockedCharField(
        max_length=200, blank=True, help_text="When the day is not written, or the place."
    )
    caution_reply = LockedTextField(
        blank=True, help_text="Word for word. Facilitators do not see it unless it is released."
    )
    reply_released = models.BooleanField(default=False)

    accepts_responsibility = models.BooleanField(null=True, blank=True)
    enters_contract = models.BooleanField(null=True, blank=True)
    police_agree_proportionate = models.BooleanField(null=True, blank=True)
    told_of_disclosure = models.BooleanField(null=True, blank=True)
    consents_to_disclosure = models.BooleanField(null=True, blank=True)
    offender_hub_consent = models.CharField(max_length=8, blank=True, choices=Answer.choices)
    offender_signed = models.BooleanField(default=False)
    offender_printed_name = models.CharField(max_length=200, blank=True)
    offender_signed_on = models.DateField(null=True, blank=True)
    offender_adult_name = models.CharField(max_length=200, blank=True)
    offender_adult_signed_on = models.DateField(null=True, blank=True)

    flag_hate = models.BooleanField(default=False)
    flag_repeat = models.BooleanField(default=False)
    flag_vulnerable = models.BooleanField(default=False)
    completed_on = models.DateField(null=True, blank=True)
    original_sent_to = models.CharField(
        max_length=120, blank=True, default="The Records Centre, Dunmow Police Station"
    )
    original_sent_on = models.DateField(null=True, blank=True)
    original_sent_by = models.CharField(max_length=120, blank=True)
    hub_has_copy = models.BooleanField(default=False)

    class Privacy:
        retention = "referral"
        personal = (
            "offence",
            "victim_hub_consent_note",
            "victim_signature_note",
            "victim_printed_name",
            "victim_adult_name",
            "caution_for",
            "cautioned_by",
            "caution_note",
            "caution_reply",
            "offender_printed_name",
            "offender_adult_name",
            "original_sent_by",
        )
        plain = (
            "service",
            "referral",
            "policing_area",
            "district",
            "offence_group",
            "wishes_informal_resolution",
            "understands_enforcement",
            "menu_read",
            "victim_hub_consent",
            "victim_signed",
            "victim_signed_on",
            "victim_adult_signed_on",
            "caution_given",
            "cautioned_at",
            "reply_released",
            "accepts_responsibility",
            "enters_contract",
            "police_agree_proportionate",
            "told_of_disclosure",
            "consents_to_disclosure",
            "offender_hub_consent",
            "offender_signed",
            "offender_signed_on",
            "offender_adult_signed_on",
            "flag_hate",
            "flag_repeat",
            "flag_vulnerable",
            "completed_on",
            "original_sent_to",
            "original_sent_on",
            "hub_has_copy",
        )

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(accepts_responsibility__isnull=True)
                | Q(accepts_responsibility=False)
                | Q(caution_given=True),
                name="caution_before_admission",
                violation_error_message="The caution comes before the admission.",
            )
        ]

    def __str__(self) -> str:
        return f"community resolution of referral {self.referral_id}"


class ChosenAction(ReferralRow):
    """One of the eight actions on the menu: chosen by the person harmed, agreed with the person responsible, or both."""

    class Menu(models.IntegerChoices):
        """The community remedy menu (appendix G)."""

        MEDIATION = 1, "Mediation"
        APOLOGY = 2, "Verbal or written apology"
        WARNING = 3, "Words of warning"
        ABC = 4, "Acceptable behaviour contract"
        RJ = 5, "Restorative justice activity"
        REPARATION = 6, "Reparation in the community"
        COMPENSATION = 7, "Financial compensation"
        REHABILITATION = 8, "Rehabilitative activity"

    referral = models.ForeignKey(Referral, models.CASCADE, related_name="actions")
    number = models.PositiveSmallIntegerField(choices=Menu.choices)
    is_restorative = models.BooleanField(help_text="Only these come to the hub.")
    chosen_by_victim = models.BooleanField(default=False)
    agreed_place = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="1, 2 or 3 in what was agreed."
    )
    detail = LockedCharField(max_length=300, blank=True)
    amount = models.DecimalField(max_digits=8, decimal_places=2, null=True, blank=True)
    covers = LockedCharField(
        max_length=200, blank=True, help_text="Cost of repair, or of replacing what was stolen."
    )
    evidence = LockedCharField(max_length=200, blank=True)
    paid_on = models.DateField(null=True, blank=True)

    class Privacy:
        retention = "referral"
        personal = ("detail", "covers", "evidence")
        plain = (
            "service",
            "referral",
            "number",
            "is_restorative",
            "chosen_by_victim",
            "agreed_place",
            "amount",
            "paid_on",
        )

    class Meta:
        ordering: ClassVar = ["referral", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["referral", "number"], name="action_once"),
            models.UniqueConstraint(
                fields=["referral", "agreed_place"],
                name="agreed_place_once",
                violation_error_message="Two agreed actions stand in the same place.",
            ),
            models.CheckConstraint(
                condition=Q(agreed_place__isnull=True) | Q(agreed_place__range=(1, 3)),
                name="three_agreed_actions",
                violation_error_message="Up to three actions can be agreed.",
            ),
            models.CheckConstraint(
                condition=Q(number__in=sorted(RESTORATIVE_ACTIONS), is_restorative=True)
                | (~Q(number__in=sorted(RESTORATIVE_ACTIONS)) & Q(is_restorative=False)),
                name="restorative_actions",
                violation_error_message="Restorative are actions 1, 2 and 5, and no other.",
            ),
        ]

    def __str__(self) -> str:
        return f"action {self.number} of referral {self.referral_id}"


class SignOff(ReferralRow):
    """An officer's line on the CRA1: name, collar number and day."""

    class Role(models.TextChoices):
        """In which capacity they sign (appendix F, officer lines)."""

        INVESTIGATING = "investigating", "Officer investigating"
        SUPERVISING = "supervising", "Supervising officer"
        INSPECTOR = "inspector", "Inspector authorising without the person harmed"

    referral = models.ForeignKey(Referral, models.CASCADE, related_name="sign_offs")
    role = models.CharField(max_length=14, choices=Role.choices)
    name = models.CharField(max_length=120)
    collar_number = models.CharField(max_length=20)
    signed_on = models.DateField()
    note = LockedCharField(max_length=400, blank=True)

    class Privacy:
        retention = "referral"
        personal = ("name", "collar_number", "note")
        plain = ("service", "referral", "role", "signed_on")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["referral", "role"],
                name="sign_off_once",
                violation_error_message="This line is already signed.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.role} of referral {self.referral_id}"
