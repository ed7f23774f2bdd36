"""The bodies a service works with: who speaks for them, what they send and take, and how safely their mail comes."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower, Now

from amends.foundation.access.models import Agency, AgencyKind, Service, User

SECURE_DOMAIN = r"^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+$"


class PartnerRow(models.Model):
    """Base of what hangs on an agency. `service` repeats the agency's, for the row policies."""

    service = models.ForeignKey(Service, models.PROTECT, related_name="+")
    agency = models.ForeignKey(Agency, models.CASCADE, related_name="+")

    class Meta:
        abstract = True


class PartnerContact(PartnerRow):
    """Somebody at an agency whom the service can ring."""

    name = models.CharField(max_length=120)
    job = models.CharField(max_length=120, blank=True)
    telephone = models.CharField(max_length=30, blank=True)
    email = models.EmailField(blank=True)
    note = models.CharField(max_length=200, blank=True, help_text="Working days, for example.")
    left_on = models.DateField(null=True, blank=True)

    class Privacy:
        retention = "service"
        personal = ("name", "telephone", "email", "note")
        plain = ("service", "agency", "job", "left_on")

    class Meta:
        indexes: ClassVar = [models.Index(fields=["agency", "name"], name="contacts_of_an_agency")]

    def __str__(self) -> str:
        return self.name


class Establishment(PartnerRow):
    """What sort of prison an agency is (Wait 'til Eight, glossary): all three are establishments, with the same rules."""

    class Kind(models.TextChoices):
        """Who runs it and for whom."""

        PRISON = "prison", "HM Prison"
        YOI = "yoi", "HM Young Offender Institution"
        CONTRACTED = "contracted", "Contracted prison"

    kind = models.CharField(max_length=12, choices=Kind.choices)

    class Privacy:
        retention = "service"
        plain = "__all__"

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["agency"],
                name="establishment_once",
                violation_error_message="It is said already what sort of establishment this is.",
            )
        ]

    def __str__(self) -> str:
        return self.get_kind_display()


class PartnerFeedback(PartnerRow):
    """What an agency has told the service about its work: one worker's words, or a group's."""

    class Kind(models.TextChoices):
        """Who it comes from."""

        FRONT_LINE = "front_line", "Front-line worker"
        GROUP = "group", "Meeting or group"

    kind = models.CharField(max_length=12, choices=Kind.choices)
    received_on = models.DateField()
    words = models.TextField(help_text="Without names of people in cases.")
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(db_default=Now())

    class Privacy:
        retention = "service"
        personal = ("words",)
        plain = ("service", "agency", "kind", "received_on", "recorded_by", "recorded_at")

    class Meta:
        indexes: ClassVar = [models.Index(fields=["agency", "-received_on"], name="feedback_of_an_agency")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} feedback of {self.received_on}"


class SecureDomain(models.Model):
    """An e-mail domain whose mail is safe enough for a referral; its subdomains count as well."""

    service = models.ForeignKey(Service, models.CASCADE, related_name="+")
    domain = models.CharField(max_length=120)
    note = models.CharField(max_length=120, blank=True, help_text="Why it is safe, and who said so.")

    class Privacy:
        retention = "service"
        plain = "__all__"

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["service", "domain"],
                name="secure_domain_once",
                violation_error_message="This domain is already on the list.",
            ),
            models.CheckConstraint(
                condition=Q(domain__regex=SECURE_DOMAIN),
                name="secure_domain_is_a_domain",
                violation_error_message="Write the part after the @ in small letters, such as pnn.police.uk.",
            ),
        ]

    def __str__(self) -> str:
        return self.domain


class District(models.Model):
    """A district of the area, known by how its postcodes begin and by the places in it."""

    service = models.ForeignKey(Service, models.CASCADE, related_name="+")
    name = models.CharField(max_length=80)
    postcodes = ArrayField(models.CharField(max_length=8), default=list, blank=True)
    places = ArrayField(models.CharField(max_length=60), default=list, blank=True)

    class Privacy:
        retention = "service"
        plain = "__all__"

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                "service",
                Lower("name"),
                name="district_once",
                violation_error_message="There is already a district of this name.",
            )
        ]

    def __str__(self) -> str:
        return self.name


class Receiver(PartnerRow):
    """An agency that takes referrals over from the service, with the criteria agreed with it."""

    class Takes(models.TextChoices):
        """Which kind of referral goes there."""

        YOUTH_JUSTICE = "youth_justice", "Person responsible under 18"
        FIRE = "fire", "Fire-setting"
        NEIGHBOURS = "neighbours", "Neighbours who come by themselves"
        OTHER = "other", "Something else"

    takes = models.CharField(max_length=20, choices=Takes.choices)
    districts = ArrayField(
        models.CharField(max_length=80),
        default=list,
        blank=True,
        help_text="The districts it serves; none means wherever no other serves.",
    )
    criteria = models.TextField(blank=True, help_text="What it takes, one line each.")

    class Privacy:
        retention = "service"
        plain = "__all__"

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["agency", "takes"],
                name="receiver_once",
                violation_error_message="This body is already on the list for this kind of referral.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.agency} takes {self.get_takes_display().lower()}"

    @property
    def criteria_lines(self) -> list[str]:
        """The criteria as a page lists them."""
        return [line.strip() for line in self.criteria.splitlines() if line.strip()]


class Pathway(models.Model):
    """A way on which referrals reach the service, self-referral included, and how far it has been agreed."""

    class Status(models.TextChoices):
        """Only a live one is used without asking the manager."""

        PROPOSED = "proposed", "Proposed"
        AGREED = "agreed", "Agreed, not started"
        LIVE = "live", "Live"
        ENDED = "ended", "Ended"

    class Consent(models.TextChoices):
        """What must have been agreed to before a referral may come this way."""

        SIGNED = "signed", "Signed by the person it is about"
        VERBAL = "verbal", "Spoken agreement, noted by the referrer"
        OWN = "own", "They refer themselves"
        BOTH = "both", "Both sides have agreed to be contacted"

    service = models.ForeignKey(Service, models.CASCADE, related_name="+")
    name = models.CharField(max_length=120)
    agency = models.ForeignKey(Agency, models.PROTECT, null=True, blank=True, related_name="+")
    source = models.CharField(
        max_length=20,
        choices=[*AgencyKind.choices, ("self", "People themselves")],
        help_text="What kind of body refers this way.",
    )
    entry_route = models.CharField(max_length=160, help_text="Secure mailbox, web form, telephone.")
    profile = models.CharField(max_length=60, help_text="The policy profile whose criteria apply.")
    consent_rule = models.CharField(max_length=10, choices=Consent.choices)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.PROPOSED)
    agreed_on = models.DateField(null=True, blank=True)

    class Privacy:
        retention = "service"
        plain = "__all__"

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                "service",
                Lower("name"),
                name="pathway_once",
                violation_error_message="There is already a pathway of this name.",
            ),
            models.CheckConstraint(
                condition=Q(status="proposed") | Q(agreed_on__isnull=False),
                name="pathway_agreed_on_a_day",
                violation_error_message="Say when it was agreed.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_live(self) -> bool:
        """Whether referrals come this way without asking the manager."""
        return self.status == self.Status.LIVE
